"""Entities by whether the other articles have their words: counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from hudna.formats.interchange import Located
from hudna.model import Mention, Record
from hudna_baselines.results.documents import all_block
from hudna_baselines.results.run import Run
from hudna_baselines.results.scores import Kept, scored
from hudna_baselines.results.seen import seen_counts
from hudna_baselines.results.tables import Tables
from hudna_eval.options import Identity
from hudna_eval.sources.embedded import Gold

TEXT = "روما كندا مالي"
PLACES = {"rome": (0, 4), "canada": (5, 9), "mali": (10, 14)}
RUN = Run(
    baseline="transformer", model=None, pretrained=True, seed=0, train_editions=("open",), train_articles=None,
    edition="open", data_version="1.0", data_sha256="ab", code="0.1", code_sha256="cd", computed={"device": "cpu"},
    libraries={}, python="3.11",
)  # fmt: skip


def record(article_id, edition="open", **types):
    mentions = tuple(
        Mention(id=name, type=type_, start=PLACES[name][0], end=PLACES[name][1], form="NAM")
        for name, type_ in types.items()
    )
    return Record(article_id=article_id, edition=edition, text=TEXT, mentions=mentions)


def pred(article_id, **types):
    return replace(record(article_id, **types), text=None)


GOLDS = [
    record("1", rome="GPE", canada="GPE"),
    record("2", rome="GPE", mali="ORG"),
    record("1", "source", mali="GPE"),  # seen only by what is trained on the source edition
    record("2", "source", canada="GPE"),
]
GOLD = Gold(
    records=[Located(own, "gold", number) for number, own in enumerate(GOLDS, start=1)],
    comparisons=(),
    identity=Identity(digest="ab" * 32, version="1.0"),
)
WHOLE = (pred("1", rome="GPE", canada="GPE"), pred("2", rome="GPE", mali="ORG"))
HALF = (pred("1", rome="GPE", mali="GPE"), pred("2"))
"""Of article 1 Rome is found and Mali is false, which article 2 has with another type; of article 2 nothing."""


def test_counts_by_article_in_the_order_tp_fp_fn():
    found = {name: counts.tolist() for name, counts in seen_counts(RUN, HALF, GOLD).items()}
    assert found == {
        "seen:yes": [[1, 0, 0], [0, 0, 1]],
        "seen:type_differs": [[0, 1, 0], [0, 0, 0]],
        "seen:no": [[0, 0, 1], [0, 0, 1]],
        "seen:unknown": [[0, 0, 0], [0, 0, 0]],
    }


def test_training_is_in_the_editions_of_the_run():
    run = replace(RUN, train_editions=("source",))
    found = seen_counts(run, WHOLE, GOLD)
    assert found["seen:yes"].tolist() == [[1, 0, 0], [0, 0, 0]], "Canada of the other article's source edition"
    assert found["seen:type_differs"].tolist() == [[0, 0, 0], [1, 0, 0]], "Mali is an organisation here, a place there"
    assert found["seen:no"].tolist() == [[1, 0, 0], [1, 0, 0]]


@pytest.fixture
def tables():
    runs = [
        Kept(run=RUN, records=HALF),
        Kept(run=replace(RUN, seed=1), records=WHOLE),
        Kept(run=replace(RUN, baseline="linear", seed=None), records=WHOLE),
        Kept(run=replace(RUN, baseline="linear", seed=None, train_articles=1), records=HALF),
    ]
    return Tables(recipes=scored(runs, GOLD), signatures={"open": "s"})


def test_the_table_has_means_over_seeds_and_only_slices_that_gold_has(tables):
    """Seed 0 of `seen:yes`: 2 / (2 + 1) = 2/3, seed 1: 1. Resamples as of any score: 1, 5/6, 1/2."""
    assert tables.seen().splitlines() == [
        "| F1 of entities.strict | gold | linear | transformer |",
        "|---|---|---|---|",
        "| seen:yes | 2 | 1.0000 (1.0000 to 1.0000) | 0.8333 (0.5000 to 1.0000); seeds 0.6667 to 1.0000 |",
        "| seen:no | 2 | 1.0000 (1.0000 to 1.0000) | 0.5000 (0.5000 to 0.5000); seeds 0.0000 to 1.0000 |",
    ]
    assert "### Names that training has, and names that it has not\n\nMentions by whether" in all_block(tables)


def test_slices_add_up_to_the_whole(tables):
    recipe = tables.recipes["transformer.open"]
    for counts, tally in zip(recipe.seen, recipe.tallies, strict=True):
        assert np.array_equal(sum(counts.values()), tally.vectors("entities.strict"))


def test_runs_that_are_not_as_usual_have_no_slices(tables):
    recipe = tables.recipes["linear.articles1.open"]
    assert recipe.seen == ()
    assert recipe.seen_score("seen:no").mean is None
    assert Tables(recipes={recipe.name: recipe}, signatures={}).seen() == ""
