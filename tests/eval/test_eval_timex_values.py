"""Values of time expressions: scores by hand, and that they are those of their definition in any order and company."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from eval_cases import compare, counts, mention, mention_lists, record
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Zone
from hudna.values import Timex
from hudna_eval import evaluate
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.entities.batch import score_entities
from hudna_eval.entities.pairs import pair_mentions
from hudna_eval.entities.timex_values import timex_values, value_of
from hudna_eval.suite import TIMEX_VALUE

SOME = settings(max_examples=80, deadline=None)
KINDS = frozenset(("DATE", "TIME", "DURATION"))
SLOT = "timex.value"


def timex(start, end, value=None, type_="DATE", id_=None, **rest):
    return mention(start, end, type_, id_, value=None if value is None else Timex(value), **rest)


def report(gold, pred, **rest):
    return evaluate([record(mentions=gold, **rest)], [record(mentions=pred)])


def scored(gold, pred):
    """(tp, fp, fn) of the metric, and (correct, total) of the slot."""
    found = report(gold, pred)
    return counts(found.scores[TIMEX_VALUE]), (found.slots[SLOT].correct, found.slots[SLOT].total)


def test_scores_by_hand():
    gold = [
        timex(0, 4, "2020-11-10"),  # found
        timex(5, 9, "2020-11"),  # with another value
        timex(10, 14, "P6W", "DURATION"),  # of another length of text, and one length
        timex(15, 19, "2020-10-10TMO", "TIME"),  # of another type
        timex(20, 24, "2020"),  # with an edge wrong
        timex(25, 29, "PAST_REF"),  # missed
        mention(30, 34, "GPE"),  # no time
    ]
    pred = [
        timex(0, 4, "2020-11-10"),
        timex(5, 9, "2020-11-10"),
        timex(10, 14, "P42D", "DURATION"),
        timex(15, 19, "2020-10-10TMO", "DATE"),
        timex(20, 23, "2020"),
        timex(35, 39, "1992"),
        mention(30, 34, "GPE"),
    ]
    found = report(gold, pred)
    score = found.scores[TIMEX_VALUE]
    assert counts(score) == (2, 4, 4)
    assert (score.precision, score.recall, score.f1) == (float(Fraction(2, 6)), float(Fraction(2, 6)), 1 / 3)
    assert found.slots[SLOT] == Accuracy(2, 3)
    assert found.slots[SLOT].rate == float(Fraction(2, 3))
    by_type = {type_: counts(own) for type_, own in found.by_type[TIMEX_VALUE].items()}
    assert by_type == {"DATE": (1, 4, 3), "DURATION": (1, 0, 0), "TIME": (0, 0, 1)}
    assert found.macro[TIMEX_VALUE].types == (pytest.approx(float((Fraction(2, 9) + 1 + 0) / 3)), 3)


@pytest.mark.parametrize(
    ("gold", "pred", "expected"),
    [
        ("2020-11-10", "2020-11-10", ((1, 0, 0), (1, 1))),
        ("2020-11-10", "2020-11-11", ((0, 1, 1), (0, 1))),
        ("2020-11-10", "2020-11", ((0, 1, 1), (0, 1))),
        ("P1W", "P7D", ((1, 0, 0), (1, 1))),
        ("P1M", "P30D", ((0, 1, 1), (0, 1))),
        ("PXD", "P1D", ((0, 1, 1), (0, 1))),
        ("PXD", "PXD", ((1, 0, 0), (1, 1))),
        ("PAST_REF", "PRESENT_REF", ((0, 1, 1), (0, 1))),
        ("2020", None, ((0, 0, 1), (0, 1))),  # no value is no item, and not right
        (None, "2020", ((0, 0, 0), (0, 0))),  # gold says nothing: neither right nor wrong
        (None, None, ((0, 0, 0), (0, 0))),
    ],
)
def test_one_expression_on_each_side(gold, pred, expected):
    assert scored([timex(0, 4, gold)], [timex(0, 4, pred)]) == expected


def test_a_value_where_gold_has_no_expression_is_false():
    assert scored([], [timex(0, 4, "2020")]) == ((0, 1, 0), (0, 0))
    assert scored([timex(0, 4)], [timex(0, 5, "2020")]) == ((0, 1, 0), (0, 0))


def several(*values):
    return [timex(0, 4, value, id_=f"T{i}") for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("gold", "pred", "expected"),
    [
        (["2020"], ["2020", "2020"], ((1, 1, 0), (1, 1))),  # what is repeated is false
        (["2020", "2020"], ["2020"], ((1, 0, 1), (1, 1))),
        (["2020", "2021"], ["2021", "2020"], ((2, 0, 0), (2, 2))),
        (["2020", None], ["2021"], ((0, 1, 1), (0, 1))),  # gold's value is paired before its silence
        (["2020", None], ["2021", "2022"], ((0, 1, 1), (0, 1))),
        (["2020", None], ["2020", "2022", "2023"], ((1, 1, 0), (1, 1))),
        (["2020", None, None], [None, "2021", "2022"], ((0, 1, 1), (0, 1))),
        (["2020", "2021"], [None, "2022"], ((0, 1, 2), (0, 2))),
    ],
)
def test_several_on_one_span_and_type(gold, pred, expected):
    assert scored(several(*gold), several(*pred)) == expected
    assert scored(several(*gold)[::-1], several(*pred)[::-1]) == expected


def test_nothing_matched_is_null():
    found = report([mention(0, 4, "GPE"), timex(5, 9)], [mention(0, 4, "GPE"), timex(5, 9)])
    score = found.scores[TIMEX_VALUE]
    assert (score.precision, score.recall, score.f1, score.ci95) == (None, None, None, None)
    assert found.slots[SLOT].rate is None
    missed = report([timex(0, 4, "2020")], [timex(0, 3, "2020")])
    assert (missed.scores[TIMEX_VALUE].f1, missed.slots[SLOT].rate) == (0.0, None)
    assert '"timex.value": {\n      "accuracy": null,\n      "correct": 0,\n      "total": 0,' in missed.to_json()


def test_mod_and_anchor_play_no_part():
    gold, pred = timex(0, 4, "2020-11", mod="END", anchor="dateline"), timex(0, 4, "2020-11")
    assert scored([gold], [pred]) == ((1, 0, 0), (1, 1))


def test_the_value_of_what_is_no_time_expression_plays_no_part(tmp_path):
    both = [timex(0, 4, "2020", "YEAR"), timex(5, 9, "2021")]
    assert scored(both, both) == ((1, 0, 0), (1, 1))
    schema = tmp_path / "schema.yaml"
    schema.write_text("timex_types: [YEAR]\n", encoding="utf-8")
    found = evaluate([record(mentions=both)], [record(mentions=both)], schema=schema)
    assert {type_: counts(score) for type_, score in found.by_type[TIMEX_VALUE].items()} == {"YEAR": (1, 0, 0)}
    assert found.slots[SLOT] == Accuracy(1, 1)


def test_unscored_zones_are_left_out():
    zones = (Zone(type="BODY", start=0, end=10), Zone(type="TEASER", start=10, end=20))
    both = [timex(0, 4, "2020"), timex(12, 16, "2021")]
    found = report(both, both, zones=zones)
    assert (counts(found.scores[TIMEX_VALUE]), found.slots[SLOT]) == ((1, 0, 0), Accuracy(1, 1))


def test_intervals_are_over_articles():
    gold = [record(f"{i:03}", mentions=[timex(0, 4, "2020")]) for i in range(3)]
    pred = [record(f"{i:03}", mentions=[timex(0, 4, "2020" if i else "2021")]) for i in range(3)]
    found = evaluate(gold, pred)
    # All three articles wrong is 1 of 27 resamples, more than 2.5 %; all right are 8 of 27.
    assert found.scores[TIMEX_VALUE].ci95 == (0.0, 1.0)
    assert found.scores[TIMEX_VALUE].f1 == pytest.approx(2 / 3)
    assert {name: counts(own[TIMEX_VALUE]) for name, own in found.by_article.items()} == {
        "000/open": (0, 1, 1), "001/open": (1, 0, 0), "002/open": (1, 0, 0),
    }  # fmt: skip


VALUES = st.sampled_from((None, "2020", "2021", "P1W", "P7D"))


@st.composite
def timex_lists(draw, prefix):
    """Mentions on few spans, of which those of one type are times, so that they meet often."""
    drawn = [replace(m, type=m.type and "DATE") for m in draw(mention_lists(length=3, prefix=prefix))]
    return [replace(m, value=None if (value := draw(VALUES)) is None else Timex(value)) for m in drawn]


def matchings(golds, preds):
    """Every one-to-one pairing of one place, with None for what has no partner."""
    if not golds:
        yield [(None, pred) for pred in preds]
        return
    first, *rest = golds
    for j in range(len(preds)):
        yield from ([(first, preds[j]), *others] for others in matchings(rest, preds[:j] + preds[j + 1 :]))
    if len(golds) > len(preds):
        yield from ([(first, None), *others] for others in matchings(rest, preds))


SILENT = ()
"""A mention without value, as a mention: None is no mention."""


def rank(pairs):
    """Most equal values, then gold's values with anything, with values, and then gold's silence with values."""
    true = [(g, p) for g, p in pairs if g not in (None, SILENT)]
    valued = [g for g, p in pairs if p not in (None, SILENT)]
    return (
        sum(g == p for g, p in true),
        sum(p is not None for _, p in true),
        sum(g not in (None, SILENT) for g in valued),
        valued.count(SILENT),
    )


def by_definition(gold, pred):
    """The best pairing at each place, and what it comes to."""
    total, accuracy = Counts(), Accuracy()
    place = lambda m: (m.start, m.end, m.type)  # noqa: E731
    for where in {place(m) for m in (*gold, *pred) if m.type in KINDS}:
        sides = ([value_of(m) or SILENT for m in side if place(m) == where] for side in (gold, pred))
        pairs = max(matchings(*sides), key=rank)
        asked = [(g, p) for g, p in pairs if g not in (None, SILENT)]
        tp = sum(g == p for g, p in asked)
        false = sum(p not in (None, SILENT) and g != p and g != SILENT for g, p in pairs)
        total += Counts(tp, false, len(asked) - tp)
        accuracy += Accuracy(tp, sum(p is not None for _, p in asked))
    return total, accuracy


def tally(*batch):
    made = timex_values(pair_mentions([gold for gold, _ in batch], [pred for _, pred in batch]), KINDS)
    rows = [Counts(*map(int, own)) for own in made.counts.sum(axis=1).tolist()]
    return rows, made.accuracy


@SOME
@given(batch=st.lists(st.tuples(timex_lists("T"), timex_lists("P")), max_size=3), random=st.randoms())
def test_every_number_is_that_of_its_definition_in_any_order_and_company(batch, random):
    expected = [by_definition(gold, pred) for gold, pred in batch]
    rows, accuracy = tally(*batch)
    assert rows == [own for own, _ in expected]
    assert accuracy == sum((own for _, own in expected), Accuracy())
    shuffled = [tuple(random.sample(side, len(side)) for side in both) for both in batch]
    assert tally(*shuffled) == (rows, accuracy)


@SOME
@given(gold=timex_lists("T"), pred=timex_lists("P"))
def test_values_are_right_only_where_the_expression_is(gold, pred):
    one = score_entities([compare(record(mentions=gold), record(mentions=pred))])
    strict = dict(zip(one.types, one.counts["entities.strict"][0].tolist(), strict=True))
    for type_, (tp, fp, fn) in zip(one.timex.types, one.timex.counts[0].tolist(), strict=True):
        assert tp <= strict[type_][0]
        assert tp + fp <= strict[type_][0] + strict[type_][1]
        assert tp + fn == sum(m.type == type_ and m.value is not None for m in gold)
    found = one.timex.counts.sum(axis=(0, 1))[0] if one.timex.types else 0
    assert found == one.timex.accuracy.correct <= one.timex.accuracy.total


@SOME
@given(gold=timex_lists("T"), pred=timex_lists("P"))
def test_an_added_false_positive_never_raises_precision(gold, pred):
    ([before], accuracy), ([after], same) = tally((gold, pred)), tally((gold, [*pred, timex(20, 24, "2020")]))
    assert after == before + Counts(0, 1, 0)
    assert after.precision <= (1 if before.precision is None else before.precision)
    assert same == accuracy
    assert tally((gold, [*pred, timex(20, 24)])) == ([before], accuracy)


@SOME
@given(gold=timex_lists("T"), pred=timex_lists("P"))
def test_gold_is_right_and_sides_swap_where_gold_says_all(gold, pred):
    valued = [[m for m in side if m.value is not None] for side in (gold, pred)]
    number = sum(m.type in KINDS for m in valued[0])
    assert tally((valued[0], valued[0])) == ([Counts(number, 0, 0)], Accuracy(number, number))
    ([there], _), ([back], _) = tally(tuple(valued)), tally(tuple(valued[::-1]))
    assert (there.tp, there.fp, there.fn) == (back.tp, back.fn, back.fp)
    ones, others = (Counter((m.span, m.type, value_of(m)) for m in side if m.type in KINDS) for side in valued)
    assert there.tp == (ones & others).total()
