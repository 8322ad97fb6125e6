"""What the other articles choose for an article that is held out."""

from dataclasses import replace

import pytest

pytest.importorskip("torch")

import transformer_tiny as tiny
from click.testing import CliRunner

from hudna_baselines.transformer import TransformerBaseline, selection
from hudna_baselines.transformer.arguments import Arguments

ARTICLES = ("1", "2", "3")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return tiny.tiny_encoder(tmp_path_factory.mktemp("encoder"))


def pair(encoder, one, other):
    records = tuple(tiny.gold(article_id) for article_id in ARTICLES)
    return selection.Pair(records=records, left_out=(one, other), settings=tiny.settings(encoder))


def test_neither_article_of_a_pair_is_learned_from(encoder, monkeypatch):
    seen = []

    def fit(self, records):
        seen.append([own.article_id for own in records])
        return self._with(*fitted)

    trained = TransformerBaseline(tiny.settings(encoder), replace(tiny.QUICK, epochs=1)).fit([tiny.gold()])._fitted
    fitted = (trained.model.network, trained.encoder, trained.data_digest)
    monkeypatch.setattr(TransformerBaseline, "fit", fit)
    found = pair(encoder, "1", "3").predictions([tiny.QUICK, replace(tiny.QUICK, link_margin=9.0)])
    assert seen == [["2"]]
    assert [[own.article_id for own in predicted] for predicted in found] == [["1", "3"], ["1", "3"]]


def test_a_margin_is_of_prediction_and_changes_no_weights(encoder):
    variants = [tiny.QUICK, replace(tiny.QUICK, mention_margin=99.0)]
    usual, all_over = pair(encoder, "1", "2").predictions(variants)
    assert [len(own.mentions) for own in usual] == [6, 6]
    assert all(len(own.mentions) > 20 for own in all_over)


def test_an_article_is_judged_by_the_others_alone(encoder):
    pairs = [pair(encoder, one, other) for one, other in (("1", "2"), ("1", "3"), ("2", "3"))]
    empty = {own: replace(tiny.gold(own), mentions=(), events=(), numeric_claims=(), text=None) for own in ARTICLES}
    right = {own: replace(tiny.gold(own), text=None) for own in ARTICLES}
    found = [[right["1"], empty["2"]], [right["1"], empty["3"]], [right["2"], right["3"]]]
    reached = selection._reached(pairs[0].records, pairs, found)
    # Without 1: 2 and 3 by the trainings that left out 1 as well, both empty. Without 2: 1 right, 3 right.
    assert reached == {"1": 0.0, "2": 1.0, "3": 1.0}


def test_variants_that_share_a_training_are_trained_once():
    groups = list(selection._groups())
    assert [(name, value) for group in groups for name, value, _ in group] == [
        ("", None), *((name, value) for name, values in selection.TRIED.items() for value in values),
    ]  # fmt: skip
    assert {name for name, _, _ in groups[0]} == {"", *selection.OF_PREDICTION}
    assert all(len(group) == 1 for group in groups[1:])
    assert groups[0][0][2] == Arguments()


def test_rows_say_what_is_gained_over_the_default():
    default = selection.Looked(name="", value=None, reached={"1": 0.5, "2": 0.25})
    other = selection.Looked(name="batch", value=4, reached={"1": 0.25, "2": 0.5})
    assert selection.row(default, default) == "| default | | 0.5000 | 0.2500 |"
    assert selection.row(other, default) == "| `batch` | 4 | -0.2500 | +0.2500 |"


def test_processes_compare_what_is_tried(encoder, monkeypatch):
    monkeypatch.setattr(selection, "TRIED", {"mention_margin": (99.0,)})
    monkeypatch.setattr(selection, "Arguments", lambda: tiny.QUICK)
    records = [tiny.gold(article_id) for article_id in ARTICLES]
    default, other = selection.compared(records, tiny.settings(encoder), jobs=2)
    assert default.reached == dict.fromkeys(ARTICLES, 1.0)
    assert all(value < 1.0 for value in other.reached.values())


def test_articles_must_be_enough_to_hold_two_out():
    result = CliRunner().invoke(selection.command, ["--edition", "none"])
    assert result.exit_code == 2
    assert "found 0 articles with texts in edition 'none' against 3 or more" in result.output
