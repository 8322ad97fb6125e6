import time
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from hudna_eval.coreference.ratios import MeanF1, Ratio
from hudna_eval.counts import Counts
from hudna_eval.statistics.intervals import (
    EXACT_CLUSTERS,
    bootstrap_intervals,
    count_f1,
    is_exact,
    mean_f1,
    ratio_f1,
    resamples_drawn,
    wilson,
)
from hudna_eval.statistics.method import METHODS
from hudna_eval.statistics.resampling import SAMPLES, jackknifed, resampled


def matrix(*clusters):
    return np.array([[counts] for counts in clusters], dtype=np.int64)


def naive(clusters):
    """The interval by enumerating every ordered draw."""
    values = []
    for draw in product(clusters, repeat=len(clusters)):
        tp, fp, fn = map(sum, zip(*draw, strict=True))
        values.append(2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None)
    defined = [value for value in values if value is not None]
    if len(defined) * 20 < len(values) * 19:
        return None
    return tuple(float(np.quantile(defined, bound, method="inverted_cdf")) for bound in (0.025, 0.975))


COUNTS = st.tuples(*[st.integers(0, 3)] * 3)


@settings(max_examples=150, deadline=None)
@given(clusters=st.lists(COUNTS, min_size=2, max_size=3))
def test_exact_intervals_are_those_of_naive_enumeration(clusters):
    assert bootstrap_intervals(matrix(*clusters), seed=0) == [naive(clusters)]


def test_five_clusters_are_enumerated_as_well():
    clusters = [(9, 1, 2), (3, 3, 3), (0, 2, 5), (7, 0, 0), (4, 4, 1)]
    assert bootstrap_intervals(matrix(*clusters), seed=0) == [naive(clusters)]


def test_two_clusters_by_hand():
    # Four draws: F1 of 2/2, 2/4 (twice: one tp, one miss and one false positive) and 0; the bounds are the extremes.
    assert bootstrap_intervals(matrix((1, 0, 0), (0, 1, 1)), seed=0) == [(0.0, 1.0)]


def test_cells_have_their_own_intervals():
    cells = np.array([[[1, 0, 0], [0, 1, 1]], [[1, 0, 0], [0, 1, 1]]], dtype=np.int64)
    assert bootstrap_intervals(cells, seed=0) == [(1.0, 1.0), (0.0, 0.0)]


@pytest.mark.parametrize("clusters", [matrix(), matrix((1, 1, 1))], ids=["none", "one"])
def test_fewer_than_two_clusters_have_no_interval(clusters):
    clusters = clusters.reshape(len(clusters), 1, 3)
    assert bootstrap_intervals(clusters, seed=0) == [None]


def test_no_interval_where_too_many_resamples_have_no_f1():
    # Of 3³ resamples 8 draw only the two empty clusters.
    assert bootstrap_intervals(matrix((1, 0, 0), (0, 0, 0), (0, 0, 0)), seed=0) == [None]


def test_few_resamples_without_f1_are_left_out():
    # Of 3³ resamples 1 draws only the empty cluster: 1/27 < 5 %.
    assert bootstrap_intervals(matrix((1, 0, 0), (1, 0, 0), (0, 0, 0)), seed=0) == [(1.0, 1.0)]


def test_sampling_depends_on_the_seed_alone_and_comes_near_the_exact_interval():
    clusters = matrix(*[(i % 5, 1, (3 * i) % 4) for i in range(EXACT_CLUSTERS + 1)])
    [first], [again] = bootstrap_intervals(clusters, seed=1), bootstrap_intervals(clusters, seed=1)
    [other] = bootstrap_intervals(clusters, seed=2)
    assert first == again
    assert first != other
    assert first == pytest.approx(other, abs=0.05)


@pytest.mark.parametrize("method", METHODS)
def test_large_corpora_are_quick(method):
    clusters = np.random.default_rng(0).integers(0, 30, size=(1000, 150, 3))
    before = time.process_time()
    intervals = bootstrap_intervals(clusters, seed=0, method=method)
    assert time.process_time() - before < 3  # 0.1 seconds where nothing else runs
    assert all(low < high for low, high in intervals)


def test_many_clusters_are_drawn_block_by_block_as_if_at_once():
    count = 9000  # more than one block of draws
    sums, weights = resampled(np.arange(count)[:, None], seed=5)
    random = np.random.default_rng(5)
    drawn = [random.integers(count, size=count).sum() for _ in range(SAMPLES)]
    assert sums.ravel().tolist() == drawn
    assert weights.tolist() == [1] * SAMPLES


def test_what_the_signature_says_of_resamples():
    assert [resamples_drawn(n) for n in (0, 1, 2, 5, 7, 8)] == [None, None, 4, 3125, 823_543, 1000]
    assert [is_exact(n) for n in (0, 1, 2, 7, 8)] == [False, False, True, True, False]


WHOLE = st.integers(0, 3)
RATIO = st.builds(lambda found, gold, same, pred: (found, found + gold, same, same + pred), *[WHOLE] * 4)


@given(vector=st.tuples(*[WHOLE] * 3))
def test_f1_of_counts_is_that_of_counts(vector):
    f1 = count_f1(np.array(vector, dtype=float))
    assert [None if np.isnan(f1) else f1] == [Counts(*vector).f1]


@given(first=RATIO, second=RATIO)
def test_f1_of_ratios_is_that_of_ratios(first, second):
    vector = first + second
    ratios = {name: Ratio(*vector[at : at + 4]) for name, at in (("first", 0), ("second", 4))}
    of_one, of_mean = ratio_f1(np.array(vector[:4], dtype=float)), mean_f1(np.array(vector, dtype=float))
    for found, expected in ((of_one, ratios["first"].f1), (of_mean, MeanF1(parts=ratios).f1)):
        assert np.isnan(found) if expected is None else found == pytest.approx(expected, abs=1e-15)


def test_f1_of_many_sums_at_once():
    sums = np.array([[[1, 2, 1, 1], [0, 2, 0, 0]], [[0, 0, 0, 0], [3, 3, 3, 3]]], dtype=float)
    assert ratio_f1(sums).tolist() == [[pytest.approx(2 / 3), 0.0], [pytest.approx(np.nan, nan_ok=True), 1.0]]


def test_any_vector_with_its_own_f1_has_intervals():
    # Two clusters: recall and precision 1 of 1, and 0 of 1: draws give 1, 1/2 (twice) and 0.
    clusters = np.array([[[1, 1, 1, 1]], [[0, 1, 0, 1]]], dtype=float)
    assert bootstrap_intervals(clusters, seed=0, f1=ratio_f1) == [(0.0, 1.0)]


@settings(max_examples=40, deadline=None)
@given(clusters=st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=1, max_size=6))
def test_the_jackknife_leaves_out_one_cluster_each(clusters):
    expected = [[sum(row[k] for row in clusters[:i] + clusters[i + 1 :]) for k in (0, 1)] for i in range(len(clusters))]
    assert jackknifed(np.array(clusters)).tolist() == expected


def test_the_jackknife_loses_nothing_of_small_numbers():
    assert (1e16 + 1.0) - 1e16 == 0.0  # what the total less the left-out cluster would come to
    assert jackknifed(np.array([1e16, 1.0])).tolist() == [1.0, 1e16]


@pytest.mark.parametrize(("correct", "total"), [(0, 1), (0, 20), (1, 7), (13, 17), (20, 20), (999, 1000)])
def test_wilson_is_that_of_scipy(correct, total):
    expected = binomtest(correct, total).proportion_ci(method="wilson")
    assert wilson(correct, total) == pytest.approx(tuple(expected), abs=1e-12)


def test_wilson_by_hand():
    # All of four: (1 + z²/8 ± z·√(z²/64)) / (1 + z²/4), so that the lower bound is 1 / (1 + z²/4).
    square = Fraction("3.841458820694124")
    assert wilson(4, 4) == (pytest.approx(float(1 / (1 + square / 4)), abs=1e-14), 1.0)
    assert wilson(0, 4) == (0.0, pytest.approx(float(square / 4 / (1 + square / 4)), abs=1e-14))


@given(total=st.integers(1, 40), data=st.data())
def test_wilson_holds_the_proportion_and_mirrors(total, data):
    correct = data.draw(st.integers(0, total))
    low, high = wilson(correct, total)
    assert 0 <= low <= correct / total <= high <= 1
    assert wilson(total - correct, total) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_wilson_of_nothing_is_none():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("correct", "total"), [(2, 1), (-1, 1), (0, -1)])
def test_wilson_refuses_what_is_no_proportion(correct, total):
    with pytest.raises(ValueError, match=rf"found {correct} correct of {total} against 0 <= correct <= total"):
        wilson(correct, total)
