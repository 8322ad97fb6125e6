"""Clitic-tolerant matching: what is forgiven, and what is a letter of the stem."""

import pytest
from eval_cases import counts, event, mention, record

from hudna_eval import evaluate
from hudna_eval.entities.clitics import EDGE, CliticMatch

CUT = "وأذربيجان"
"""Gold that begins a mention within this word separates proclitics."""


def difference(word, gold, pred, *, separated=True):
    """What is forgiven between two cuts of `word`, given as how many of its first letters each leaves out."""
    text = f"{CUT} {word} "
    at, end = len(CUT) + 1, len(CUT) + 1 + len(word)
    others = [mention(1, len(CUT))] if separated else []
    own = mention(at + gold, end)
    return CliticMatch(text=text, gold=[*others, own]).difference(own, mention(at + pred, end))


@pytest.mark.parametrize(
    ("word", "gold", "pred", "forgiven"),
    [
        ("وأرمينيا", 1, 0, "و"),
        ("ولأرمينيا", 2, 0, "ول"),
        ("ولأرمينيا", 2, 1, "ل"),
        ("بالجيش", 1, 0, "ب"),
        ("الجيش", 0, 2, "ال"),
        ("للجيش", 1, 0, "ل"),
        ("للجيش", 2, 0, "لل"),
        ("للجيش", 1, 2, "ل"),
        ("الله", 0, 2, None),
        ("المانيا", 0, 2, None),
        ("وزير", 0, 1, None),
        ("بغداد", 0, 1, None),
        ("وأرمينيا", 0, 1, None),
        ("مأرمينيا", 1, 0, None),
    ],
)
def test_what_is_forgiven_where_gold_separates_proclitics(word, gold, pred, forgiven):
    assert difference(word, gold, pred) == forgiven


@pytest.mark.parametrize(
    ("word", "pred", "forgiven"),
    [
        ("والجيش", 3, "وال"),
        ("والجيش", 1, "و"),
        ("بالجيش", 1, "ب"),
        ("وللجيش", 2, "ول"),
        ("وأرمينيا", 1, None),
        *((word, 1, None) for word in ("وزير", "بغداد", "وليام", "لقاء", "بيلاروسيا", "والدة", "كاليفورنيا")),
    ],
)
def test_where_gold_separates_nothing_spelling_must_show_the_clitic(word, pred, forgiven):
    assert difference(word, 0, pred, separated=False) == forgiven


@pytest.mark.parametrize(
    ("word", "pred", "forgiven"), [("وأرمينيا", 1, "و"), ("ولأرمينيا", 2, "ول"), ("وزير", 1, None)]
)
def test_or_a_gold_mention_of_the_rest(word, pred, forgiven):
    text = f"أرمينيا {word}"
    gold = [mention(0, 7), mention(8, len(text))]
    assert CliticMatch(text=text, gold=gold).difference(gold[1], mention(8 + pred, len(text))) == forgiven


def test_letters_are_known_as_far_as_anything_reaches():
    marked = [mention(1, 9, text="أذربيجان", id_="A")]
    gold = record(mentions=marked, events=[event("E", "Life.Die", (15, 18), args=[("Place", "A")])])
    pred = record(mentions=marked, events=[event("E", "Life.Die", (15, 18), (20, 22), args=[("Place", "E")])])
    assert evaluate([gold], [pred]).by_slice["arg:clitic"]["events.ac"].counts.fn == 1


@pytest.mark.parametrize(
    ("text", "gold", "pred", "forgiven"),
    [
        ("«باكو»", (1, 5), (0, 6), EDGE),
        ("باكو،", (0, 4), (0, 5), EDGE),
        ("باكوُ", (0, 4), (0, 5), EDGE),
        ("ـباكو", (1, 5), (0, 5), EDGE),
        ("\u200fباكو", (1, 5), (0, 5), EDGE),
        ("باكو ", (0, 4), (0, 5), None),
        ("5%", (0, 1), (0, 2), None),
        ("و باكو", (2, 6), (0, 6), None),
        ("باكوي", (0, 4), (0, 5), None),
    ],
)
def test_signs_at_an_edge(text, gold, pred, forgiven):
    assert CliticMatch(text=text, gold=[]).difference(mention(*gold), mention(*pred)) == forgiven


def test_the_metric_its_gap_and_one_to_one():
    text = "وأذربيجان وأرمينيا وزير"
    gold = record(text=text, mentions=[mention(1, 9), mention(11, 18), mention(19, 23, "PER")])
    pred = record(mentions=[mention(0, 9), mention(0, 9, id_="again"), mention(11, 18), mention(20, 23, "PER")])
    report = evaluate([gold], [pred])
    assert counts(report.scores["entities.strict"]) == (1, 3, 2)
    assert counts(report.scores["entities.clitic"]) == (2, 2, 1)
    assert report.errors["entity_errors"].plain()["clitics"] == {"و": 1}


def test_surfaces_stand_in_for_the_text():
    gold = record(mentions=[mention(1, 9, text="أذربيجان")])
    report = evaluate([gold], [record(mentions=[mention(0, 9, text="وأذربيجان")])])
    assert (report.scores["entities.clitic"].f1, report.warnings) == (1, ())


def test_without_text_and_surfaces_the_metric_is_null_and_a_warning_says_so():
    known = record("1", text="وأذربيجان", mentions=[mention(1, 9)])
    report = evaluate([known, record("2", mentions=[mention(0, 4)])], [known, record("2", mentions=[mention(0, 4)])])
    assert report.scores["entities.clitic"].f1 is None
    assert report.by_type["entities.clitic"] == {}
    assert report.scores["entities.strict"].f1 == 1
    assert report.warnings == (
        "entities.clitic is null, as 1 of 2 articles have neither text nor the surface of every mention: 2/open",
    )


def test_fillers_up_to_clitics_and_by_cluster():
    text = "وأذربيجان باكو قتل"
    gold = record(
        text=text,
        mentions=[mention(1, 9, id_="A", entity_id="x"), mention(10, 14, id_="B", entity_id="x")],
        events=[event("E", "Life.Die", (15, 18), args=[("Place", "A")])],
    )

    def said(*spans):
        mentions = [mention(*span, id_=f"P{i}") for i, span in enumerate(spans)]
        args = [("Place", m.id) for m in mentions]
        pred = record(mentions=mentions, events=[event("E", "Life.Die", (15, 18), args=args)])
        report = evaluate([gold], [pred])
        slices = (report.by_slice[name]["events.ac+"] for name in ("arg:clitic", "arg:cluster"))
        return [counts(score) for score in (report.scores["events.ac+"], *slices)]

    assert said((0, 9)) == [(0, 1, 1), (1, 0, 0), (0, 1, 1)]
    assert said((10, 14)) == [(0, 1, 1), (0, 1, 1), (1, 0, 0)]
    assert said((1, 9), (10, 14)) == [(1, 1, 0), (1, 1, 0), (1, 1, 0)]  # one credit an entity
