"""BCa intervals against an enumeration by hand, against scipy, and where there is none."""

import math
from fractions import Fraction
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from hudna_eval.statistics.bca import bca_interval
from hudna_eval.statistics.intervals import bootstrap_intervals, count_f1, ratio_f1
from hudna_eval.statistics.resampling import jackknifed, rounding

NORMAL = NormalDist()


def fraction_f1(clusters):
    tp, fp, fn = map(sum, zip(*clusters, strict=True))
    return Fraction(2 * tp, 2 * tp + fp + fn) if tp + fp + fn else None


def naive(clusters):
    """The definition, draw by draw and in fractions: no shared code, no rounding until Φ."""
    values = [fraction_f1(draw) for draw in product(clusters, repeat=len(clusters))]
    defined = sorted(value for value in values if value is not None)
    observed = fraction_f1(clusters)
    jackknife = [fraction_f1(clusters[:i] + clusters[i + 1 :]) for i in range(len(clusters))]
    if len(defined) * 20 < len(values) * 19 or observed is None:
        return None
    if defined[0] == defined[-1]:
        return float(observed), float(observed)
    share = Fraction(2 * sum(v < observed for v in defined) + defined.count(observed), 2 * len(defined))
    if share in (0, 1) or None in jackknife or len(set(jackknife)) == 1:
        return None
    mean = sum(jackknife) / len(jackknife)
    acceleration = float(sum((mean - v) ** 3 for v in jackknife)) / (
        6 * float(sum((mean - v) ** 2 for v in jackknife)) ** 1.5
    )
    bounds = []
    for tail in (0.025, 0.975):
        bias = NORMAL.inv_cdf(share)
        shifted = bias + NORMAL.inv_cdf(tail)
        if 1 - acceleration * shifted <= 0:
            return None
        level = NORMAL.cdf(bias + shifted / (1 - acceleration * shifted))
        bounds.append(float(defined[max(1, math.ceil(level * len(defined))) - 1]))
    return tuple(bounds)


def intervals(clusters, f1=count_f1):
    return bootstrap_intervals(np.array([[counts] for counts in clusters]), seed=0, f1=f1, method="bca")


COUNTS = st.tuples(*[st.integers(0, 3)] * 3)


@settings(max_examples=150, deadline=None)
@given(clusters=st.lists(COUNTS, min_size=2, max_size=4))
def test_exact_intervals_are_those_of_naive_enumeration(clusters):
    assert intervals(clusters) == [naive(clusters)]


SKEWED = [(20, 2, 1), (2, 2, 0), (0, 0, 1), (7, 5, 8), (4, 5, 8)]


def test_five_clusters_are_corrected_both_ways():
    [(low, high)] = intervals(SKEWED)
    [(plain_low, plain_high)] = bootstrap_intervals(np.array([[counts] for counts in SKEWED]), seed=0)
    assert (low, high) == naive(SKEWED)
    assert plain_low < low
    assert plain_high < high


def test_three_clusters_by_hand():
    # Two clusters are right and one is wrong: F1 is (3 - j)/3 where the wrong one is drawn j times, in 8, 12, 6 and 1
    # of the 27 draws. Observed 2/3: z0 = Φ⁻¹((7 + 12/2)/27) = -0.046. Jackknife values 1/2, 1/2 and 1: with mean 2/3
    # the cubes add up to -1/36 and the squares to 1/6, so that a = -0.068. Levels 0.0089 and 0.950: of 27 draws the
    # 1st and the 26th.
    assert intervals([(1, 0, 0), (1, 0, 0), (0, 1, 1)]) == [(0.0, 1.0)]


def test_levels_by_hand():
    # As above, the value of a draw being its rank: the bounds are the levels themselves, to 1/2700.
    weights = np.ones(2700, dtype=np.int64)
    values = np.arange(2700) / 2700
    low, high = bca_interval(values, weights, observed=1299.5 / 2700, jackknife=np.array([1 / 2, 1 / 2, 1]))
    # Share 1300/2700 = 13/27 as above.
    assert (low, high) == pytest.approx((0.0089, 0.9502), abs=0.0004)


def test_the_distribution_of_scipy_gives_the_interval_of_scipy():
    clusters = np.random.default_rng(7).integers(0, 30, size=(150, 3)) * np.array([2, 1, 1])

    def statistic(index, axis):
        return count_f1(clusters[index].sum(axis=axis if axis >= 0 else axis - 1))

    expected = bootstrap(
        (np.arange(len(clusters)),), statistic, method="BCa", n_resamples=9999, rng=np.random.default_rng(3)
    )
    values = expected.bootstrap_distribution
    found = bca_interval(
        values,
        np.ones(len(values), dtype=np.int64),
        observed=float(count_f1(clusters.sum(axis=0))),
        jackknife=count_f1(jackknifed(clusters)),
    )
    # Scipy interpolates between neighbours, of which there are some 10,000 in an interval of this width.
    assert found == pytest.approx(tuple(expected.confidence_interval), abs=2e-4)
    [drawn] = bootstrap_intervals(clusters[:, None], seed=0, method="bca")
    width = found[1] - found[0]
    assert drawn == pytest.approx(found, abs=width / 8)


def test_equal_resamples_are_a_point():
    assert intervals([(1, 0, 0), (2, 0, 0), (5, 0, 0)]) == [(1.0, 1.0)]
    # 1/3 in every cluster; sums of thirds and sevenths round differently, and still are equal.
    thirds = [[1 / 3, 1, 1 / 3, 1], [1 / 7, 3 / 7, 1 / 7, 3 / 7], [0.1, 0.3, 0.1, 0.3]]
    [(low, high)] = intervals(thirds, ratio_f1)
    assert (low, high) == pytest.approx((1 / 3, 1 / 3), abs=1e-15)


FOUR = np.ones(4, dtype=np.int64)


def test_resamples_on_one_side_have_no_interval():
    jackknife = np.array([0.1, 0.2, 0.4])
    values = np.array([0.1, 0.2, 0.3, 0.4])
    assert bca_interval(values, FOUR, observed=0.3, jackknife=jackknife) is not None
    assert bca_interval(values, FOUR, observed=0.5, jackknife=jackknife) is None
    assert bca_interval(values, FOUR, observed=0.05, jackknife=jackknife) is None
    assert bca_interval(np.full(4, 0.3), FOUR, observed=0.5, jackknife=jackknife) is None


def test_undefined_values_have_no_interval():
    values = np.array([0.1, 0.2, 0.3, 0.4])
    assert bca_interval(values, FOUR, observed=math.nan, jackknife=np.array([0.1, 0.2, 0.4])) is None
    assert bca_interval(values, FOUR, observed=0.3, jackknife=np.array([0.1, math.nan, 0.4])) is None
    some = np.array([0.1, math.nan, 0.3, 0.4])
    assert bca_interval(some, FOUR, observed=0.3, jackknife=np.array([0.1, 0.2, 0.4])) is None


def test_one_cluster_that_has_everything_has_no_interval():
    # With so many clusters beside it that nearly all resamples have an F1: the jackknife lacks one all the same.
    clusters = [(3, 1, 1), *[(0, 0, 0)] * 2]
    assert intervals(clusters) == [None]
    assert intervals([(3, 1, 1), (1, 0, 2), (0, 0, 0)]) == [naive([(3, 1, 1), (1, 0, 2), (0, 0, 0)])] != [None]


def test_equal_jackknife_values_beside_unequal_resamples_have_no_interval():
    values = np.array([0.1, 0.2, 0.3, 0.4])
    assert bca_interval(values, FOUR, observed=0.3, jackknife=np.array([0.3, 0.3, 0.3])) is None
    nearly = 0.3 + rounding(3) / 2
    assert bca_interval(values, FOUR, observed=0.3, jackknife=np.array([0.3, nearly, 0.3])) is None


def test_levels_out_of_order_have_no_interval():
    # One cluster of 400 decides the jackknife, so that a is near 1/6, and z0 is about 5.
    jackknife = np.full(400, 0.3)
    jackknife[0] = 0.1
    values, few = np.array([0.1, 0.2, 0.3]), np.array([10**9, 0, 100])
    assert bca_interval(values, few, observed=0.3, jackknife=jackknife) is None
    assert bca_interval(values, np.array([10**6, 0, 100]), observed=0.3, jackknife=jackknife) is not None


def test_ties_up_to_rounding_count_half():
    def interval(middle):
        values = np.concatenate([np.linspace(0, 0.3, 1000), np.full(700, middle), np.linspace(0.4, 0.7, 1000)])
        jackknife = np.array([0.1, 0.2, 0.3, 0.4, 0.6])
        return bca_interval(values, np.ones(2700, dtype=np.int64), observed=1 / 3, jackknife=jackknife)

    assert interval(np.nextafter(1 / 3, 0)) == interval(np.nextafter(1 / 3, 1)) == interval(1 / 3)
    assert interval(1 / 3) != interval(0.32)
    assert interval(1 / 3) != interval(0.35)


def test_weights_stand_for_repeated_values():
    jackknife = np.array([0.1, 0.2, 0.4])
    once = bca_interval(np.array([0.4, 0.1, 0.3]), np.array([2, 1, 3]), observed=0.3, jackknife=jackknife)
    repeated = bca_interval(
        np.array([0.3, 0.1, 0.4, 0.3, 0.4, 0.3]), np.ones(6, dtype=np.int64), observed=0.3, jackknife=jackknife
    )
    assert once == repeated is not None


def test_cells_have_their_own_intervals():
    cells = np.stack([np.array(SKEWED), np.array(SKEWED)[:, [0, 2, 1]], 2 * np.array(SKEWED)], axis=1)
    assert bootstrap_intervals(cells, seed=0, method="bca") == [naive(SKEWED)] * 3
