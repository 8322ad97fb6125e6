"""Intervals by bootstrap over clusters of articles, computed from count vectors: nothing is matched again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Interval = tuple[float, float]

EXACT_CLUSTERS = 7
"""Up to so many clusters every resample is enumerated (7 clusters: 823,543 resamples in 1,716 compositions)."""

SAMPLES = 1000
"""How many resamples are drawn where they are too many to enumerate."""

_TAIL = 40
"""A 95 % interval leaves one part in 40 of the resamples below and one above; in whole numbers, so that no rounding
decides which resample is the bound."""


def bootstrap_intervals(clusters: Integers | Floats, *, seed: int) -> list[Interval | None]:
    """The 95 % percentile interval of F1 for each cell.

    `clusters` has the shape (clusters, cells, 3) and holds tp, fp and fn. A cluster is everything that is drawn
    together: all editions of one article. A resample draws as many clusters as there are, with replacement.

    The bounds are the least F1 that at least 2.5 %, and at least 97.5 %, of the resamples do not exceed (the inverse
    of the empirical distribution: both bounds are F1s that occur). Resamples without gold and without predictions
    have no F1: the bounds are those of the others, and None where that takes away more than 5 % of the resamples,
    since no interval then holds 95 % of them. None as well with fewer than two clusters, which cannot vary.
    Source: Efron 1979; exact enumeration: Fisher and Hall 1991.
    """
    if len(clusters) < 2:
        return [None] * clusters.shape[1]
    sums, weights = resampled(clusters, seed=seed)
    tp, fp, fn = np.moveaxis(sums, 2, 0)
    with np.errstate(invalid="ignore"):
        f1 = 2 * tp / (2 * tp + (fp + fn))  # in this order fractions round alike from both sides
    return [percentile_interval(column, weights) for column in f1.T]


def resampled(clusters: Integers | Floats, *, seed: int) -> tuple[Floats, Integers]:
    """The sum of `clusters` (along the first axis, two at least) in every resample, and how many draws each stands for.

    Any vector that adds can be resampled; whole numbers stay exact.
    """
    draws, weights = _resamples(len(clusters), seed)
    # In doubles, which hold these whole numbers exactly and multiply many times as fast as integers.
    flat = clusters.reshape(len(clusters), -1).astype(np.float64)
    return np.stack([draw @ flat for draw in draws]).reshape(len(weights), *clusters.shape[1:]), weights


def percentile_interval(values: Floats, weights: Integers) -> Interval | None:
    """The 95 % interval of one value a resample, NaN where it is undefined; see `bootstrap_intervals`."""
    defined = ~np.isnan(values)
    found = values[defined]
    order = np.argsort(found, kind="stable")
    below = np.cumsum(weights[defined][order])
    total = int(weights.sum())
    if len(found) == 0 or 20 * int(below[-1]) < 19 * total:
        return None
    # `below` counts the resamples up to each value; times 40 it is compared with one and with 39 parts of all.
    low, high = np.searchsorted(_TAIL * below, [int(below[-1]), (_TAIL - 1) * int(below[-1])])
    return float(found[order[low]]), float(found[order[high]])


def resamples_drawn(clusters: int) -> int | None:
    """How many resamples an interval over so many clusters rests on; None where there is no interval."""
    if clusters < 2:
        return None
    return clusters**clusters if clusters <= EXACT_CLUSTERS else SAMPLES


def is_exact(clusters: int) -> bool:
    """Whether every resample of so many clusters is enumerated."""
    return 2 <= clusters <= EXACT_CLUSTERS


def _resamples(clusters: int, seed: int) -> tuple[Iterator[Integers], Integers]:
    """How often each resample draws each cluster, and how many ordered draws come to that."""
    if is_exact(clusters):
        draws = list(_compositions(clusters))
        return iter(draws), np.array([_orders(draw) for draw in draws], dtype=np.int64)
    random = np.random.default_rng(seed)
    drawn = (np.bincount(random.integers(clusters, size=clusters), minlength=clusters) for _ in range(SAMPLES))
    return drawn, np.ones(SAMPLES, dtype=np.int64)


def _compositions(clusters: int) -> Iterator[Integers]:
    """Every way to write `clusters` as an ordered sum of that many numbers from 0: bars between stars."""
    for bars in combinations(range(2 * clusters - 1), clusters - 1):
        yield np.diff([-1, *bars, 2 * clusters - 1]) - 1


def _orders(draw: Integers) -> int:
    """The multinomial coefficient n! / (k1!·…·kn!)."""
    return math.factorial(int(draw.sum())) // math.prod(math.factorial(int(times)) for times in draw)
