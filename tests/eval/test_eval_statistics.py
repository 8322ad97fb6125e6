import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.statistics import EXACT_CLUSTERS, bootstrap_intervals, is_exact, resamples_drawn


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


def test_large_corpora_are_quick():
    clusters = np.random.default_rng(0).integers(0, 30, size=(10_000, 20, 3))
    before = time.process_time()
    intervals = bootstrap_intervals(clusters, seed=0)
    assert time.process_time() - before < 10
    assert all(low < high for low, high in intervals)


def test_what_the_signature_says_of_resamples():
    assert [resamples_drawn(n) for n in (0, 1, 2, 5, 7, 8)] == [None, None, 4, 3125, 823_543, 1000]
    assert [is_exact(n) for n in (0, 1, 2, 7, 8)] == [False, False, True, True, False]
