"""Comparison of systems from arrays: differences, paired intervals, adjusted p, what the data could detect."""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from hudna_eval.compare.systems import compare_pair, compare_systems, paired_bootstrap, undefined
from hudna_eval.statistics.intervals import count_f1, mean_f1
from hudna_eval.statistics.method import METHODS
from hudna_eval.statistics.multiple_testing import holm
from hudna_eval.statistics.power import detectable_difference


@dataclass(frozen=True, kw_only=True)
class Arrays:
    """A tally that is written down."""

    of_metric: dict
    clusters: tuple = ("001", "002", "003")

    def vectors(self, metric):
        return np.array(self.of_metric[metric], dtype=float)


A = Arrays(of_metric={"x": [(3, 1, 1), (0, 2, 2), (1, 1, 1)], "y": [(1, 0, 0), (1, 0, 0), (1, 0, 0)]})
B = Arrays(of_metric={"x": [(4, 0, 0), (1, 1, 1), (2, 0, 0)], "y": [(0, 1, 1), (0, 0, 1), (0, 0, 1)]})


def f1_of(_):
    return count_f1


def compared(a, b, metrics=("x", "y"), **rest):
    return compare_pair(a, b, metrics, f1_of=f1_of, seed=0, **rest)


def test_differences_are_b_less_a():
    rows = compared(A, B)
    assert list(rows) == ["x", "y"]
    assert (rows["x"].f1_a, rows["x"].f1_b, rows["x"].difference) == (0.5, 14 / 16, 0.375)
    assert (rows["y"].f1_a, rows["y"].f1_b, rows["y"].difference) == (1.0, 0.0, -1.0)


def test_p_values_are_adjusted_over_the_metrics_of_the_pair():
    rows = compared(A, B)
    assert (rows["x"].p, rows["y"].p) == (0.25, 0.25)
    assert (rows["x"].p_holm, rows["y"].p_holm) == (0.5, 0.5)
    assert compared(A, B, ["x"])["x"].p_holm == 0.25


@pytest.mark.parametrize("method", METHODS)
def test_a_system_against_itself(method):
    rows = compared(A, A, method=method)
    for row in rows.values():
        assert (row.difference, row.ci95, row.p, row.p_holm) == (0.0, (0.0, 0.0), 1.0, 1.0)
        assert (row.standard_error, row.detectable) == (0.0, None)


def naive_gains(a, b):
    """F1 of B less F1 of A of every ordered draw, both systems' vectors drawn together."""
    gains = []
    for draw in product(range(len(a)), repeat=len(a)):
        first, second = (count_f1(vectors[list(draw)].sum(axis=0)) for vectors in (a, b))
        gains.append(second - first)
    return np.array(gains)


def test_the_interval_is_of_paired_draws():
    gains = naive_gains(A.vectors("x"), B.vectors("x"))
    row = compared(A, B)["x"]
    assert row.ci95 == tuple(np.quantile(gains, (0.025, 0.975), method="inverted_cdf"))
    assert row.standard_error == pytest.approx(gains.std(), abs=1e-15)
    assert row.detectable == pytest.approx((norm.ppf(0.975) + norm.ppf(0.8)) * gains.std(), abs=1e-14)


def test_bca_is_another_interval_of_the_same_difference():
    random = np.random.default_rng(0)
    vectors = random.integers(0, 20, size=(40, 2, 3)) + np.array([[[0, 9, 0]], [[2, 0, 3]]] * 20)
    plain, error = paired_bootstrap(vectors, count_f1, seed=0)
    corrected, again = paired_bootstrap(vectors, count_f1, seed=0, method="bca")
    assert error == again
    assert plain != corrected
    assert plain == pytest.approx(corrected, abs=error / 2)


def test_what_is_hard_for_both_does_not_widen_the_interval():
    # F1 of both systems swings between articles, their difference does not.
    a = np.array([(10 - i, i, i) for i in range(0, 10, 2)], dtype=float)
    b = a + np.array([1, -0.5, -0.5])
    b[0] = a[0]
    (low, high), error = paired_bootstrap(np.stack([a, b], axis=1), count_f1, seed=0)
    assert high - low < 0.2
    assert error < np.std([count_f1(vector) for vector in a]) / math.sqrt(5) / 2


def test_differences_that_are_equal_but_for_rounding_have_no_detectable_difference():
    # 1/3 against 2/3 in every article, of numbers that doubles cannot hold.
    a = np.array([(0.1, 0.2, 0.2), (1 / 7, 2 / 7, 2 / 7), (1 / 3, 2 / 3, 2 / 3)])
    _, error = paired_bootstrap(np.stack([a, a[:, [1, 0, 0]]], axis=1), count_f1, seed=0)
    assert error == 0.0


def test_undefined_where_a_system_has_no_f1():
    nothing = Arrays(of_metric={"x": [(0, 0, 0)] * 3, "y": [(0, 0, 0)] * 3})
    false = Arrays(of_metric={"x": [(0, 1, 0)] * 3, "y": [(0, 1, 0)] * 3})
    row = compared(nothing, false)["x"]
    assert (row.f1_a, row.f1_b, row.difference) == (None, 0.0, None)
    assert (row.ci95, row.standard_error, row.detectable, row.test, row.p, row.p_holm) == (None,) * 6
    pairs = compare_systems({"none": nothing, "false": false}, ["x", "y"], f1_of=f1_of, seed=0)
    assert undefined(pairs) == [("x", "none"), ("y", "none")]


def test_one_article_has_a_difference_and_nothing_else():
    one = [Arrays(of_metric={"x": [vector]}, clusters=("001",)) for vector in ((1, 0, 1), (2, 0, 0))]
    row = compared(*one, ["x"])["x"]
    assert (row.difference, row.p) == (1 - 2 / 3, 1.0)
    assert (row.ci95, row.standard_error, row.detectable) == (None, None, None)


def test_too_many_undefined_resamples_have_no_interval():
    a = Arrays(of_metric={"x": [(1, 0, 0), (0, 0, 0), (0, 0, 0)]})
    b = Arrays(of_metric={"x": [(0, 0, 1), (0, 0, 0), (0, 0, 0)]})
    row = compared(a, b, ["x"])["x"]
    assert (row.difference, row.p, row.ci95, row.standard_error) == (-1.0, 1.0, None, None)


def test_each_metric_has_its_own_f1():
    ratios = Arrays(of_metric={"c": [[1, 2, 1, 2] * 3, [2, 2, 2, 2] * 3, [0, 1, 0, 1] * 3]})
    row = compare_pair(ratios, ratios, ["c"], f1_of=lambda _: mean_f1, seed=0)["c"]
    assert row.f1_a == pytest.approx(3 / 5, abs=1e-15)


C = Arrays(of_metric={"x": [(1, 1, 1)] * 3, "y": [(1, 1, 1)] * 3})


def test_the_first_system_is_the_reference_unless_all_pairs_are_asked_for():
    systems = {"a": A, "b": B, "c": C}

    def pairs(**rest):
        found = compare_systems(systems, ["x"], f1_of=f1_of, seed=0, **rest)
        return [(pair.a, pair.b) for pair in found]

    assert pairs() == [("a", "b"), ("a", "c")]
    assert pairs(all_pairs=True) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_systems_on_other_articles_are_refused():
    other = Arrays(of_metric=A.of_metric, clusters=("001", "003", "002"))
    with pytest.raises(ValueError, match="found systems with different clusters against the same in the same order"):
        compare_systems({"a": A, "other": other}, ["x"], f1_of=f1_of, seed=0)


@settings(max_examples=40, deadline=None)
@given(
    vectors=st.lists(st.tuples(*[st.tuples(*[st.integers(0, 3)] * 3)] * 2), min_size=1, max_size=5),
    method=st.sampled_from(METHODS),
)
def test_swapping_systems_turns_differences_round(vectors, method):
    clusters = tuple(map(str, range(len(vectors))))
    a, b = (Arrays(of_metric={"x": list(side)}, clusters=clusters) for side in zip(*vectors, strict=True))
    there, back = compared(a, b, ["x"], method=method)["x"], compared(b, a, ["x"], method=method)["x"]
    assert (there.p, there.test) == (back.p, back.test)
    assert there.difference == (None if back.difference is None else -back.difference)
    assert there.standard_error == (None if back.standard_error is None else pytest.approx(back.standard_error))


def test_holm_by_hand():
    # Ascending 0.01, 0.03, 0.04: times 3, 2 and 1, none less than the one before.
    assert holm([0.04, 0.01, 0.03]) == [pytest.approx(0.06), pytest.approx(0.03), pytest.approx(0.06)]
    assert holm([0.5, 0.5]) == [1.0, 1.0]
    assert holm([]) == []


def test_holm_does_not_count_tests_that_were_not_made():
    assert holm([None, 0.02, None, 0.5]) == [None, 0.04, None, 0.5]


@given(p_values=st.lists(st.floats(0, 1), max_size=8))
def test_holm_rejects_as_stepping_down_does(p_values):
    adjusted = holm(p_values)
    for alpha in (0.01, 0.05, 0.3):
        rejected = set()
        for rank, index in enumerate(sorted(range(len(p_values)), key=lambda index: p_values[index])):
            if (len(p_values) - rank) * p_values[index] > alpha:
                break
            rejected.add(index)
        assert {index for index, p in enumerate(adjusted) if p <= alpha} == rejected
    assert all(p <= own <= 1 for p, own in zip(p_values, adjusted, strict=True))


def test_the_detectable_difference_is_28_tenths_of_the_standard_error():
    assert detectable_difference(0.1) == pytest.approx(0.28016, abs=5e-6)
    assert detectable_difference(0.0) is None


def test_a_difference_of_that_size_is_found_four_times_of_five():
    true = detectable_difference(1.0)
    assert norm.sf(norm.ppf(0.975) - true) == pytest.approx(0.8, abs=1e-12)
