"""Claims whose numbers may differ by a share of gold's."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from eval_cases import claim, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.values import Duration
from hudna_eval.claims import metrics as claims
from hudna_eval.claims.frames import claim_frames
from hudna_eval.claims.tolerance import METRICS, RULES, tolerance_slices, tolerant, within
from hudna_eval.counts import Counts

RTOL1, APPROX10 = RULES["num:rtol1"], RULES["num:approx10"]
STRICT = {
    "claims.qvm": claims.qvm,
    "claims.qvmu": claims.qvmu,
    "claims.qvmua": claims.qvmua,
    "claims.claim": claims.claim,
}
ONE, TEN = Fraction(1, 100), Fraction(1, 10)


def quantity(text):
    return None if text is None else Duration(text) if text.startswith("P") else Decimal(text)


@pytest.mark.parametrize(
    ("gold", "pred", "rtol", "expected"),
    [
        ("100", "101", ONE, True),
        ("100", "99", ONE, True),
        ("100", "101.0001", ONE, False),
        ("99", "100", ONE, False),  # 1 > 0.99: the share is of gold's number
        ("100", "99", 0, False),
        ("44", "44.00", 0, True),
        ("0", "0", ONE, True),
        ("0", "0.001", TEN, False),
        ("-100", "-101", ONE, True),
        ("-100", "101", ONE, False),
        (None, None, 0, True),
        (None, "0", TEN, False),
        ("0", None, TEN, False),
        ("PT60M", "PT1H", 0, True),
        ("P7D", "P1W", 0, True),
        ("P1Y", "P12M", 0, True),
        ("P1M", "P30D", ONE, False),  # 30.4375 days: 1.4 % off
        ("P1M", "P30D", TEN, True),
        ("PT100M", "PT99M", ONE, True),
        ("PT100M", "PT98M", ONE, False),
        ("60", "PT60S", TEN, False),
        ("PT60S", "60", TEN, False),
        # More digits than decimal arithmetic keeps.
        ("1" + 38 * "0", "1" + 37 * "0" + "1", 0, False),
        ("1" + 38 * "0", "101" + 36 * "0", ONE, True),
        ("1" + 38 * "0", "101" + 35 * "0" + "1", ONE, False),
    ],
)
def test_within(gold, pred, rtol, expected):
    assert within(quantity(gold), quantity(pred), rtol) is expected


def test_a_tolerance_is_not_negative():
    with pytest.raises(ValueError, match=r"found relative tolerance -1 against 0 or more"):
        within(Decimal(1), Decimal(1), -1)


def frames(*claims):
    return claim_frames(record(), claims)


def reached(gold, pred, rule):
    """How many metrics find one claim."""
    found = [tolerant(metric, frames(gold), frames(pred), rule) for metric in METRICS]
    assert all(counts in (Counts(1, 0, 0), Counts(0, 1, 1)) for counts in found)
    return sum(counts.tp for counts in found)


def exact(value):
    return claim(0, 4, value, low=Decimal(value), high=Decimal(value), unit_norm="person")


ABOUT = claim(0, 4, "5000", mod="APPROX", unit_norm="person")


@pytest.mark.parametrize(
    ("gold", "pred", "by_one", "by_ten"),
    [
        (exact("1000"), exact("1000"), 5, 5),
        (exact("1000"), exact("1010"), 5, 0),
        (exact("1000"), exact("1011"), 0, 0),
        (exact("1000"), claim(0, 4, "1010", unit_norm="person"), 1, 0),
        (exact("1000"), replace(exact("1010"), unit_norm="soldier"), 2, 0),
        (exact("1000"), replace(exact("1000"), high=Decimal(1011)), 1, 1),
        (exact("1000"), replace(exact("1010"), mod="APPROX"), 1, 0),
        (ABOUT, replace(ABOUT, value=Decimal(5500)), 0, 5),
        (ABOUT, replace(ABOUT, value=Decimal(5501)), 0, 0),
        (ABOUT, replace(ABOUT, value=Decimal(5500), mod="EXACT"), 0, 1),
        (ABOUT, replace(ABOUT, value=None), 0, 0),
        (exact("1000"), replace(exact("1010"), end=5), 0, 0),
    ],
)
def test_how_far_a_claim_gets(gold, pred, by_one, by_ten):
    assert (reached(gold, pred, RTOL1), reached(gold, pred, APPROX10)) == (by_one, by_ten)


def test_a_fraction_is_near_a_percentage_and_percent_is_no_percentage_point():
    gold = claim(0, 4, "20", kind="PROPORTION", mod="APPROX", unit_norm="percent")
    near = replace(gold, value=Decimal("0.21"), unit_norm="fraction")
    assert reached(gold, near, APPROX10) == 5
    assert reached(near, gold, APPROX10) == 5
    for unit in ("percentage_point", "person", None):
        other = replace(gold, value=Decimal(21), unit_norm=unit)
        assert reached(gold, other, APPROX10) == 2  # value and modifier, not unit
        assert claims.qv([gold], [replace(gold, unit_norm=unit)]) == Counts(1, 0, 0)
        assert claims.qvmu(frames(gold), frames(replace(gold, unit_norm=unit))) == Counts(0, 1, 1)
    point = replace(gold, value=Decimal("0.2"), unit_norm="percentage_point")
    assert reached(gold, point, APPROX10) == 0


def test_a_word_of_magnitude_is_no_unit():
    assert (
        reached(claim(0, 4, "2000", mod="APPROX"), claim(0, 4, "2", mod="APPROX", unit_norm="thousand"), APPROX10) == 0
    )


def test_as_many_pairs_as_there_can_be():
    # 101 is near 101 and 102, 100 near 101 only: who takes the first that fits loses a pair.
    gold = frames(claim(0, 3, "101", id_="A"), claim(0, 3, "100", id_="B"))
    pred = frames(claim(0, 3, "101", id_="A"), claim(0, 3, "102", id_="B"))
    assert tolerant("claims.qv", gold, pred, RTOL1) == Counts(2, 0, 0)
    assert tolerant("claims.qv", gold[::-1], pred, RTOL1) == Counts(2, 0, 0)


def test_what_is_said_twice_is_wrong_once():
    assert tolerant("claims.qv", frames(claim(0, 3, "100")), frames(*2 * [claim(0, 3, "101")]), RTOL1) == Counts(
        1, 1, 0
    )
    assert tolerant("claims.qv", frames(claim(0, 3, "100")), frames(claim(1, 3, "100")), RTOL1) == Counts(0, 1, 1)


def test_slices_are_of_every_rule_and_every_metric_that_has_numbers():
    gold, pred = frames(ABOUT), frames(replace(ABOUT, value=Decimal(5040)))
    slices = tolerance_slices(gold, pred)
    assert set(slices) == {(name, metric) for name in ("num:rtol1", "num:approx10") for metric in METRICS}
    assert set(slices.values()) == {Counts(1, 0, 0)}
    assert set(tolerance_slices([], pred).values()) == {Counts(0, 1, 0)}
    assert set(tolerance_slices(gold, []).values()) == {Counts(0, 0, 1)}
    assert set(tolerance_slices([], []).values()) == {Counts()}


def test_the_number_span_alone_has_nothing_to_tolerate():
    with pytest.raises(KeyError, match=r"claims\.q'"):
        tolerant("claims.q", [], [], RTOL1)


NEAR = st.sampled_from([None, "99", "100", "101", "102", "110"])


@st.composite
def near_claims(draw):
    """Claims on two spans with numbers that are nearly equal."""
    drawn = draw(st.lists(st.tuples(st.sampled_from([(0, 3), (2, 5)]), NEAR, NEAR, st.booleans()), max_size=5))
    return [
        claim(*span, value, id_=f"N{i}", low=quantity(low), mod="APPROX" if about else "EXACT")
        for i, (span, value, low, about) in enumerate(drawn)
    ]


def brute_force(gold, pred, fits):
    few, many, turned = (gold, pred, False) if len(gold) <= len(pred) else (pred, gold, True)
    return max(
        sum(fits(b, a) if turned else fits(a, b) for a, b in zip(few, order, strict=True))
        for order in permutations(many, len(few))
    )


@settings(max_examples=40, deadline=None)
@given(gold=near_claims(), pred=near_claims(), rule=st.sampled_from(list(RULES.values())))
def test_true_positives_are_the_largest_matching_by_brute_force(gold, pred, rule):
    def near(one, other):
        return one.place == other.place and within(one.value, other.value, rule(one))

    def as_modified(one, other):
        bounds = zip(one.interval, other.interval, strict=True)
        return near(one, other) and one.mod == other.mod and all(within(a, b, rule(one)) for a, b in bounds)

    gold, pred = frames(*gold), frames(*pred)
    for metric, fits in (("claims.qv", near), ("claims.qvm", as_modified)):
        tp = brute_force(gold, pred, fits)
        assert tolerant(metric, gold, pred, rule) == Counts(tp, len(pred) - tp, len(gold) - tp)


def strict(metric, gold, pred):
    """The strict metric, for records."""
    if metric == "claims.qv":
        return claims.qv(gold.numeric_claims, pred.numeric_claims)
    return STRICT[metric](*(claim_frames(side, side.numeric_claims) for side in (gold, pred)))


@settings(max_examples=60, deadline=None)
@given(gold=records(), pred=records())
def test_without_tolerance_it_is_the_strict_metric_and_with_it_no_less(gold, pred):
    one, other = (claim_frames(side, side.numeric_claims) for side in (gold, pred))
    slices = tolerance_slices(one, other)
    for metric in METRICS:
        expected = strict(metric, gold, pred)
        assert tolerant(metric, one, other, lambda _: 0) == expected
        assert all(slices[name, metric].tp >= expected.tp for name in RULES)
    for name in RULES:
        found = [slices[name, metric].tp for metric in METRICS]
        assert found == sorted(found, reverse=True)


@settings(max_examples=40, deadline=None)
@given(gold=near_claims(), pred=near_claims(), data=st.data())
def test_gold_is_right_and_no_order_matters(gold, pred, data):
    own = tolerance_slices(frames(*gold), frames(*gold))
    assert set(own.values()) == {Counts(len(gold), 0, 0)}
    turned = [frames(*data.draw(st.permutations(side))) for side in (gold, pred)]
    assert tolerance_slices(frames(*gold), frames(*pred)) == tolerance_slices(*turned)
