"""Scores of recipes, worked out by hand, and the documents that show them."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hudna.findings import InvalidDataError
from hudna.formats.interchange import Located, write_records
from hudna.model import Event, Mention, Record, Span
from hudna_baselines.model_card import BEGIN, END
from hudna_baselines.results import command as command_module
from hudna_baselines.results.cells import counted, difference_cell, mean_cell, table
from hudna_baselines.results.command import command
from hudna_baselines.results.documents import DOCUMENTS, card_block, overview_block, stale_documents, write_documents
from hudna_baselines.results.run import Run, write_run
from hudna_baselines.results.scores import METRICS, Kept, Mean, compared, read_results, scored, shares, signed
from hudna_baselines.results.tables import Tables
from hudna_eval.options import Identity
from hudna_eval.sources.embedded import Gold

TEXT = "روما كندا مالي"
WORDS = {"rome": (0, 4), "canada": (5, 9), "mali": (10, 14)}
RUN = Run(
    baseline="transformer", model=None, pretrained=True, seed=0, train_editions=("open",), train_articles=None,
    edition="open", data_version="1.0", data_sha256="ab", code="0.1", code_sha256="cd", computed={"device": "cpu"},
    libraries={"numpy": "2.0"}, python="3.11",
)  # fmt: skip


def record(article_id, edition, *names):
    mentions = tuple(
        Mention(id=name, type="GPE", start=WORDS[name][0], end=WORDS[name][1], form="NAM", entity_id=name)
        for name in names
    )
    return Record(article_id=article_id, edition=edition, text=TEXT, mentions=mentions)


GOLD_RECORDS = [record("1", "open", "rome", "canada"), record("2", "open", "rome", "mali")]
GOLD_RECORDS += [record("1", "source", "rome", "canada"), record("2", "source", "rome", "mali")]
GOLD = Gold(
    records=[Located(own, "gold", number) for number, own in enumerate(GOLD_RECORDS, start=1)],
    comparisons=(),
    identity=Identity(digest="ab" * 32, version="1.0"),
)


def kept(names_by_article, **changes):
    run = replace(RUN, **changes)
    records = (replace(record(article, run.edition, *names), text=None) for article, names in names_by_article.items())
    return Kept(run=run, records=tuple(records))


HALF = {"1": ("rome", "canada"), "2": ()}
WHOLE = {"1": ("rome", "canada"), "2": ("rome", "mali")}


@pytest.fixture(scope="module")
def recipes():
    """Seed 0 misses all of article 2 (F1 4/6), seed 1 nothing (1); the linear one finds all."""
    runs = [
        kept(HALF),
        kept(WHOLE, seed=1),
        kept(WHOLE, baseline="linear", seed=None),
        kept({"1": ("rome",), "2": ("rome",)}, edition="source", seed=1),
        kept({"1": ("rome",), "2": ()}, edition="source"),
        kept({"1": ("rome",), "2": ()}, baseline="linear", seed=None, train_articles=1),
    ]
    return scored(runs, GOLD)


def test_recipes_have_their_seeds_in_order(recipes):
    assert {name: [run.seed for run in own.runs] for name, own in recipes.items()} == {
        "linear.articles1.open": [None],
        "linear.open": [None],
        "transformer.open": [0, 1],
        "transformer.train-open.source": [0, 1],
    }


def test_the_mean_over_seeds_and_its_interval(recipes):
    """Resamples of two articles: 1+1 gives (1 + 1) / 2, 1+2 twice (4/6 + 1) / 2, 2+2 (0 + 1) / 2."""
    own = recipes["transformer.open"].score("entities.strict")
    assert (own.mean, own.low, own.high, own.seeds) == (pytest.approx(5 / 6), pytest.approx(4 / 6), 1.0, 2)
    assert own.ci95 == (0.5, 1.0)


def test_a_recipe_of_one_run_has_the_score_of_the_harness(recipes):
    """2 of 4 mentions, none false: 2·2 / (2·2 + 2)... of `articles1`, which finds 1: 2 / (2 + 3)."""
    own = recipes["linear.articles1.open"].score("entities.strict")
    assert own == Mean(mean=0.4, low=0.4, high=0.4, ci95=(0.0, 2 / 3), seeds=1)
    assert recipes["linear.open"].score("entities.strict").mean == 1.0
    assert recipes["linear.open"].score("events.tc") == Mean(mean=None, low=None, high=None, ci95=None, seeds=1)


def test_a_comparison_is_of_means_over_seeds(recipes):
    """Differences of the three resamples: 0, 5/6 - 1, 1/2 - 1. Only article 2 differs: both assignments are alike."""
    (pair,) = compared([recipes["linear.open"], recipes["transformer.open"]])
    own = pair.metrics["entities.strict"]
    assert (pair.a, pair.b) == ("linear.open", "transformer.open")
    assert (own.f1_a, own.f1_b) == (1.0, pytest.approx(5 / 6))
    assert own.ci95 == (pytest.approx(-0.5), pytest.approx(0.0))
    assert (own.p, own.test.assignments) == (1.0, 2)
    assert pair.metrics["events.tc"].difference is None
    assert compared([recipes["linear.open"]]) == ()


def test_consistency_is_of_facts_paired_by_article_and_seed(recipes):
    """Of 4 paired entities. Seed 0: rome/1 right in both, canada/1 in one, both of article 2 in none: 3/4, 1/4.

    Seed 1: rome right in both articles, canada and mali in the open edition only: 2/4, 2/4.
    """
    alike, right = shares(recipes["transformer.open"], recipes["transformer.train-open.source"])["entities.any"]
    assert (alike.mean, alike.low, alike.high) == (0.625, 0.5, 0.75)
    assert (right.mean, right.low, right.high) == (0.375, 0.25, 0.5)
    assert alike.ci95 == (0.5, 0.75), "article 1 has 1/2 with both seeds, article 2 has 1 and 1/2"


@pytest.fixture
def tables(recipes):
    return Tables(recipes=recipes, signatures=dict(signed(recipes.values(), GOLD)))


def test_the_table_of_baselines(tables):
    lines = tables.overview().splitlines()
    assert lines[0] == "| F1 | linear | transformer |"
    assert lines[2] == (
        "| entities.strict | 1.0000 (1.0000 to 1.0000) | 0.8333 (0.5000 to 1.0000); seeds 0.6667 to 1.0000 |"
    )
    assert "| events.tc | - | - |" in lines
    assert (
        "| consistency, entities.any | - | 0.6250 (0.5000 to 0.7500); seeds 0.5000 to 0.7500, right 0.3750 |" in lines
    )
    assert len(lines) == 2 + len(METRICS) + 3


def test_transfer_curve_comparison_and_errors(tables, recipes):
    assert [line.split(" | ")[0] for line in tables.transfer("transformer").splitlines()[2:]] == [
        "| open → open",
        "| open → source",
    ]
    curve = [line.split(" | ")[:2] for line in tables.curve("linear").splitlines()[2:]]
    assert curve == [["| 1", "0.4000 (0.0000 to 0.6667)"], ["| 1", "1.0000 (1.0000 to 1.0000)"]], "all of two is one"
    pairs = tables.comparisons(tables.usual("open")).splitlines()
    assert pairs[0] == "| difference of F1 | transformer - linear |"
    assert pairs[2] == "| entities.strict | -0.1667 (-0.5000 to 0.0000); p 1.0000 |"
    assert "| entities | missed 1.0 |" in tables.errors(recipes["transformer.open"])
    assert "| entities | missed 3 |" in tables.errors(recipes["linear.articles1.open"])
    assert tables.transfer("rules") == tables.curve("transformer") == ""


def test_cells():
    assert table(["a|b", "c"], [["x", "y|z"]]) == "| a\\|b | c |\n|---|---|\n| x | y\\|z |\n"
    assert mean_cell(Mean(mean=0.5, low=0.5, high=0.5, ci95=None, seeds=1)) == "0.5000 (-)"
    assert list(counted([{"correct": 9, "a": 1, "b": 0, "c": 4}, {"correct": 1, "a": 2, "b": 0, "c": 0}])) == [
        ("c", 2.0),
        ("a", 1.5),
    ]


def checkout(tmp_path, block="old"):
    for name in DOCUMENTS:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name.parent.name}\n{BEGIN}\n{block}\n{END}\nafter\n", encoding="utf-8")
    return tmp_path


def test_documents_are_rewritten_between_their_markers_and_are_stale_until_then(tmp_path, tables):
    root = checkout(tmp_path)
    assert [finding.rule for finding in stale_documents(root, tables)] == ["stale-results"] * len(DOCUMENTS)
    assert write_documents(root, tables) == [root / name for name in DOCUMENTS]
    text = (root / "README.md").read_text(encoding="utf-8")
    assert text == f"# \n{BEGIN}\n\n{overview_block(tables)}\n{END}\nafter\n"
    assert "## Open edition" in (root / "baselines" / "README.md").read_text(encoding="utf-8")
    assert stale_documents(root, tables) == []
    assert write_documents(root, tables) == []
    (root / "README.md").unlink()
    assert stale_documents(root, tables) == [], "a document that is not there shows nothing"


def test_a_document_without_markers_is_a_finding_and_nothing_is_written(tmp_path, tables):
    root = checkout(tmp_path)
    card = root / list(DOCUMENTS)[-1]
    card.write_text("no markers", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"\[markers\]"):
        write_documents(root, tables)
    assert "old" in (root / "README.md").read_text(encoding="utf-8")


def test_a_card_without_runs_says_so(tables):
    assert card_block("rules")(tables) == "No run of it is kept yet. `hudna results --write` writes this part.\n"
    assert "| 1 | 0.4000" in card_block("linear")(tables)


def keep(folder, own):
    write_run(own.run, folder / own.run.name)
    write_records(own.records, folder / own.run.name / "predictions.jsonl")


def test_runs_are_read_from_folders_of_their_name(tmp_path, capsys):
    for own in (kept(WHOLE), kept(HALF, seed=1)):
        keep(tmp_path, own)
    write_run(replace(RUN, seed=2), tmp_path / "transformer.open.seed2")
    assert [own.run.name for own in read_results(tmp_path)] == ["transformer.open.seed0", "transformer.open.seed1"]
    assert "transformer.open.seed2 is not finished; left out" in capsys.readouterr().err
    (tmp_path / "transformer.open.seed1").rename(tmp_path / "other")
    with pytest.raises(
        InvalidDataError, match=r"\[run-name\] found the run transformer\.open\.seed1 in the folder other"
    ):
        read_results(tmp_path)


def test_the_command_prints_writes_and_checks(tmp_path, monkeypatch):
    monkeypatch.setattr("hudna_eval.sources.embedded.embedded_gold", lambda: GOLD)
    runs, root = tmp_path / "runs", checkout(tmp_path / "root")
    runs.mkdir()

    def run(*arguments):
        return CliRunner().invoke(command, [str(runs), "--root", str(root), *arguments], catch_exceptions=False)

    with pytest.raises(InvalidDataError, match=r"\[empty-folder\]"):
        run()
    keep(runs, kept(WHOLE, data_sha256=GOLD.identity.digest))
    assert run().stdout == command_module.tables_text(runs)
    data = json.loads(run("--json").stdout)["transformer.open"]
    assert (data["seeds"], data["scores"]["entities.strict"]["mean"]) == ([0], 1.0)
    with pytest.raises(InvalidDataError, match=r"README\.md:0: \[stale-results\]"):
        run("--check")
    assert run("--write").exit_code == run("--check").exit_code == 0
    assert run("--write", "--check").exit_code == 2
    keep(runs, kept(WHOLE, data_sha256="cd", seed=1))
    with pytest.raises(InvalidDataError, match=r"run\.json:1: \[other-data\] found a dataset of digest cd against"):
        run()


def test_difference_that_is_undefined():
    (pair,) = compared([*scored([kept(WHOLE), kept(WHOLE, baseline="linear", seed=None)], GOLD).values()])
    assert difference_cell(pair.metrics["claims.qv"]) == "-"
    assert difference_cell(pair.metrics["entities.strict"]) == "0.0000 (0.0000 to 0.0000); p 1.0000"


def test_errors_of_events_are_counted():
    own = Event(id="e", type="Life.Die", trigger=(Span(0, 4),))
    missing = Kept(run=RUN, records=(replace(GOLD_RECORDS[0], text=None, events=(own,)), GOLD_RECORDS[1]))
    recipes = scored([missing], GOLD)
    assert "| events | spurious 1 |" in Tables(recipes=recipes, signatures={}).errors(recipes["transformer.open"])
