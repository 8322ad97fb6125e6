"""The paired randomisation test against enumeration in fractions, and what decides its p."""

import math
import time
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.coreference.ratios import Ratio
from hudna_eval.statistics.intervals import count_f1, mean_f1, ratio_f1
from hudna_eval.statistics.power import smallest_p
from hudna_eval.statistics.randomisation import EXACT_DIFFERING, Randomisation, randomisation


def count_fraction(tp, fp, fn):
    return Fraction(2 * tp) / (2 * tp + fp + fn) if tp + fp + fn else None


def ratio_fraction(*numbers):
    return Ratio(*numbers).exact_f1


def naive(a, b, f1):
    """p over all assignments, in fractions: nothing is rounded. None where a system has no F1."""
    observed = difference(a, b, f1)
    if observed is None:
        return None
    extreme = 0
    for swaps in product((False, True), repeat=len(a)):
        first = [y if swap else x for x, y, swap in zip(a, b, swaps, strict=True)]
        second = [x if swap else y for x, y, swap in zip(a, b, swaps, strict=True)]
        found = difference(first, second, f1)
        extreme += found is None or found >= observed
    return Fraction(extreme, 2 ** len(a))


def difference(a, b, f1):
    first, second = (f1(*map(sum, zip(*vectors, strict=True))) for vectors in (a, b))
    return None if first is None or second is None else abs(first - second)


def floats(vectors):
    return np.array([[float(number) for number in vector] for vector in vectors])


def p_of(a, b, f1=count_f1, **rest):
    test = randomisation(floats(a), floats(b), f1, seed=0, **rest)
    return None if test is None else test.p


WHOLE = st.tuples(*[st.integers(0, 3)] * 3)
TENTHS = st.tuples(st.integers(1, 9).map(lambda tenths: Fraction(tenths, 10)), st.integers(0, 1), st.integers(0, 1))
PARTS = st.fractions(0, 3, max_denominator=11)
RATIOS = st.builds(lambda a, b, c, d: (a, a + b, c, c + d), PARTS, PARTS, PARTS, PARTS)


@settings(max_examples=100, deadline=None)
@given(pairs=st.lists(st.tuples(WHOLE, WHOLE), min_size=1, max_size=6))
def test_p_of_counts_is_that_of_fractions(pairs):
    a, b = zip(*pairs, strict=True)
    assert p_of(a, b) == naive(a, b, count_fraction)


@settings(max_examples=100, deadline=None)
@given(pairs=st.lists(st.tuples(RATIOS, RATIOS), min_size=1, max_size=5))
def test_p_of_partial_credit_is_that_of_fractions(pairs):
    a, b = zip(*pairs, strict=True)
    assert p_of(a, b, ratio_f1) == naive(a, b, ratio_fraction)


@settings(max_examples=100, deadline=None)
@given(pairs=st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=5))
def test_p_of_tenths_is_that_of_fractions(pairs):
    a, b = zip(*pairs, strict=True)
    assert p_of(a, b) == naive(a, b, count_fraction)


def test_rounding_breaks_no_tie():
    # In fractions four of the eight assignments have the observed difference. As doubles, whose tenths are inexact,
    # two of them come out smaller.
    a = [(Fraction(2, 5), 1, 0), (Fraction(1, 10), 0, 0), (Fraction(2, 5), 1, 1)]
    b = [(Fraction(2, 5), 0, 1), (Fraction(3, 5), 0, 1), (Fraction(4, 5), 1, 0)]
    assert p_of(a, b) == naive(a, b, count_fraction) == 0.5


def test_three_clusters_by_hand():
    # A finds everything and B nothing. Of eight assignments only the observed one and its mirror image have F1 1 and 0.
    a, b = [(1, 0, 0)] * 3, [(0, 0, 1)] * 3
    assert randomisation(floats(a), floats(b), count_f1, seed=0) == Randomisation(
        extreme=2, assignments=8, differing=3, exact=True
    )
    assert p_of(a, b) == 0.25 == smallest_p(3)


def test_five_articles_cannot_be_significant_at_five_percent():
    assert p_of([(9, 0, 0)] * 5, [(0, 9, 9)] * 5) == 0.0625 == smallest_p(5)


@pytest.mark.parametrize(("clusters", "least"), [(0, 1), (1, 1), (2, 0.5), (5, 0.0625), (6, 0.03125), (20, 2**-19)])
def test_the_smallest_p(clusters, least):
    assert smallest_p(clusters) == least


@settings(max_examples=40, deadline=None)
@given(pairs=st.lists(st.tuples(WHOLE, WHOLE), min_size=1, max_size=16))
def test_it_does_not_matter_which_system_is_named_first(pairs):
    a, b = map(floats, zip(*pairs, strict=True))
    assert randomisation(a, b, count_f1, seed=3) == randomisation(b, a, count_f1, seed=3)


@settings(max_examples=40, deadline=None)
@given(a=st.lists(WHOLE, min_size=1, max_size=20))
def test_a_system_against_itself_has_p_1(a):
    assert p_of(a, a) == (None if sum(map(sum, a)) == 0 else 1.0)


def test_clusters_that_do_not_differ_change_nothing():
    a, b = [(3, 1, 0), (2, 2, 1), (0, 1, 1)], [(1, 1, 2), (2, 0, 1), (1, 1, 0)]
    same = [(1, 2, 3)] * 40
    few = randomisation(floats(a), floats(b), count_f1, seed=0)
    many = randomisation(floats(a + same), floats(b + same), count_f1, seed=0)
    assert (few.differing, many.differing) == (3, 3)
    assert many.exact
    assert many.assignments == 8
    assert many.smallest_p == 0.25
    assert many.p == naive([*a, (40, 80, 120)], [*b, (40, 80, 120)], count_fraction)


def systems(clusters):
    random = np.random.default_rng(1)
    right = np.stack([random.integers(0, 12, size=clusters) + 2, random.integers(0, 12, size=clusters)])
    return [np.stack([found, 20 - found, 15 - found], axis=1).astype(float) for found in right]


def test_drawn_assignments_come_near_all_of_them():
    a, b = systems(EXACT_DIFFERING + 2)
    drawn = randomisation(a, b, count_f1, seed=0)
    assert (drawn.exact, drawn.assignments, drawn.differing) == (False, 10_000, int((a != b).any(axis=1).sum()))
    everything = naive(a.astype(int).tolist(), b.astype(int).tolist(), count_fraction)
    assert 0.01 < everything < 0.99
    assert drawn.p == (drawn.extreme + 1) / 10_001
    # Within four standard errors of a proportion of 10,000.
    assert drawn.p == pytest.approx(float(everything), abs=4 * math.sqrt(everything * (1 - everything) / 10_000))


def test_drawing_depends_on_the_seed_alone():
    a, b = systems(40)
    first, again, other = (randomisation(a, b, count_f1, seed=seed) for seed in (0, 0, 1))
    assert first == again != other
    assert randomisation(a, b, count_f1, seed=0, assignments=700).assignments == 700


def test_drawn_p_is_never_0():
    assert p_of([(9, 0, 0)] * 40, [(0, 9, 9)] * 40) == 1 / 10_001


def test_enumeration_ends_at_twelve_that_differ():
    for clusters, exact in ((12, True), (13, False)):
        a, b = floats([(9, 0, 0)] * clusters), floats([(0, 9, 9)] * clusters)
        assert randomisation(a, b, count_f1, seed=0).exact is exact
    assert p_of([(9, 0, 0)] * 12, [(0, 9, 9)] * 12) == 2 / 4096


def test_no_test_where_a_system_has_no_f1():
    assert p_of([(0, 0, 0)], [(0, 2, 0)]) is None
    assert p_of([(math.nan, 0, 0)] * 3, [(0, 2, 0)] * 3) is None


def test_assignments_without_f1_count_as_extreme():
    # Gold has nothing; each system predicts in one article. Swapped once, one of them predicts nothing at all.
    a, b = [(0, 1, 0), (0, 0, 0)], [(0, 0, 0), (0, 1, 0)]
    assert p_of(a, b) == naive(a, b, count_fraction) == 1


def test_a_mean_of_ratios_is_tested_as_a_whole():
    a = floats([[1, 1, 1, 1] * 3, [1, 2, 1, 2] * 3, [2, 3, 2, 3] * 3])
    b = floats([[0, 1, 0, 1] * 3, [1, 2, 1, 1] * 3, [3, 3, 3, 4] * 3])
    assert randomisation(a, b, mean_f1, seed=0) == randomisation(a[:, :4], b[:, :4], ratio_f1, seed=0)


def test_vectors_of_different_shape_are_refused():
    with pytest.raises(ValueError, match=r"found vectors of shape \(2, 3\) and \(1, 3\) against one shape"):
        randomisation(np.ones((2, 3)), np.ones((1, 3)), count_f1, seed=0)


def test_a_thousand_articles_are_quick():
    a, b = systems(1000)
    before = time.process_time()
    assert 0 < randomisation(a, b, count_f1, seed=0).p < 1
    assert time.process_time() - before < 2  # 0.05 seconds where nothing else runs
