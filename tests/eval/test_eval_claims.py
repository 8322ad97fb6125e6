from itertools import permutations

import pytest
from eval_cases import claim, claim_lists
from hypothesis import given, settings

from hudna.model import Span
from hudna_eval.claims.metrics import q, qv
from hudna_eval.counts import Counts


def test_the_number_decides_not_the_extent():
    assert q([claim(0, 20, "44", number=(6, 8))], [claim(6, 12, "44", number=(6, 8))]) == Counts(1, 0, 0)
    assert q([claim(0, 20, "44", number=(6, 8))], [claim(0, 20, "44", number=(6, 9))]) == Counts(0, 1, 1)


def test_the_extent_stands_in_for_an_absent_number():
    assert q([claim(0, 9)], [claim(0, 9)]) == Counts(1, 0, 0)
    assert q([claim(0, 9)], [claim(0, 12, number=(0, 9))]) == Counts(1, 0, 0)
    assert q([claim(0, 9)], [claim(0, 12)]) == Counts(0, 1, 1)


def test_values_compare_as_numbers():
    gold = [claim(0, 2, "44"), claim(5, 9, "12")]
    pred = [claim(0, 2, "44.0"), claim(5, 9, "12.5")]
    assert q(gold, pred) == Counts(2, 0, 0)
    assert qv(gold, pred) == Counts(1, 1, 1)


def test_durations_compare_by_length():
    gold = [claim(0, 2, "P1W", kind="DURATION"), claim(5, 9, "PT24H", kind="DURATION")]
    pred = [claim(0, 2, "P7D", kind="DURATION"), claim(5, 9, "P2D", kind="DURATION")]
    assert qv(gold, pred) == Counts(1, 1, 1)


def test_a_number_is_not_a_duration():
    assert qv([claim(0, 2, "7")], [claim(0, 2, "P7D", kind="DURATION")]) == Counts(0, 1, 1)


def test_absent_values_are_equal_and_only_to_each_other():
    assert qv([claim(0, 2)], [claim(0, 2)]) == Counts(1, 0, 0)
    assert qv([claim(0, 2)], [claim(0, 2, "0")]) == Counts(0, 1, 1)


@pytest.mark.parametrize(("value", "expected"), [("0.5", Counts(1, 0, 0)), ("50", Counts(0, 1, 1))])
def test_a_fraction_is_compared_as_percent(value, expected):
    gold = [claim(0, 2, "50", kind="PROPORTION", unit_norm="percent")]
    assert qv(gold, [claim(0, 2, value, kind="PROPORTION", unit_norm="fraction")]) == expected


def test_ties_of_span_go_to_equal_values():
    gold = [claim(0, 2, "1", id_="A"), claim(0, 2, "2", id_="B")]
    assert qv(gold, gold[::-1]) == Counts(2, 0, 0)
    assert qv(gold, [claim(0, 2, "2")]) == Counts(1, 0, 1)


def place(claim):
    return claim.number or Span(claim.start, claim.end)


def iou(a, b):
    shared = a.overlap(b)
    return shared * 27720 // (len(a) + len(b) - shared)  # whole: a multiple of every union up to 12


def by_definition(gold, pred):
    """Q and QV true positives of the alignment with the greatest sum of IoU, ties by equal value on equal spans."""
    best = (0, 0, 0)
    longer, shorter = (gold, pred) if len(gold) >= len(pred) else (pred, gold)
    for order in permutations(longer, len(shorter)):
        pairs = list(zip(order, shorter, strict=True))
        same = [(a, b) for a, b in pairs if place(a) == place(b)]
        summed = sum(iou(place(a), place(b)) for a, b in pairs)
        best = max(best, (summed, sum(a.value == b.value for a, b in same), len(same)))
    return best[2], best[1]


@settings(max_examples=200, deadline=None)
@given(gold=claim_lists(), pred=claim_lists())
def test_both_rungs_are_what_the_alignment_of_the_definition_gives(gold, pred):
    assert (q(gold, pred).tp, qv(gold, pred).tp) == by_definition(gold, pred)
