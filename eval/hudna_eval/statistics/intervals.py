"""Intervals of one system's scores: by bootstrap over clusters of articles, or of a single proportion.

Everything comes from vectors that add up, such as counts: nothing is matched again.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.special import ndtri

from hudna_eval.statistics.bca import bca_interval
from hudna_eval.statistics.method import Method
from hudna_eval.statistics.resampling import (
    EXACT_CLUSTERS,
    SAMPLES,
    Distribution,
    Floats,
    Integers,
    is_exact,
    jackknifed,
    resampled,
    resamples_drawn,
)

__all__ = [
    "EXACT_CLUSTERS",
    "F1",
    "SAMPLES",
    "Floats",
    "Integers",
    "Interval",
    "Method",
    "bootstrap_intervals",
    "count_f1",
    "interval_of",
    "is_exact",
    "mean_f1",
    "percentile_interval",
    "ratio_f1",
    "resampled",
    "resamples_drawn",
    "wilson",
]

Interval = tuple[float, float]

F1 = Callable[[Floats], Floats]
"""Maps sums of vectors, of shape (…, k), to F1 of shape (…), NaN where it is undefined."""

_TAIL = 40
"""A 95 % interval leaves one part in 40 of the resamples below and one above; in whole numbers, so that no rounding
decides which resample is the bound."""

_Z = float(ndtri(0.975))

_BLOCK = 256
"""So many cells are resampled at once."""


def count_f1(sums: Floats) -> Floats:
    """2·tp / (2·tp + fp + fn) of tp, fp and fn along the last axis, as `Counts.f1`; NaN where all are 0."""
    tp, fp, fn = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore"):
        f1: Floats = 2 * tp / (2 * tp + (fp + fn))  # in this order fractions round alike from both sides
    return f1


def ratio_f1(sums: Floats) -> Floats:
    """The harmonic mean of recall and precision, as `Ratio.f1`, of their numerators and denominators.

    The last axis holds recall's numerator and denominator, then those of precision. 0 where only one of the two is
    defined or nothing is found, NaN where neither is defined.
    """
    found_gold, gold, found_pred, pred = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        harmonic: Floats = 2 * found_gold * found_pred / (found_gold * pred + found_pred * gold)
    harmonic = np.where(np.isnan(harmonic), 0.0, harmonic)
    return np.where((gold == 0) & (pred == 0), np.nan, harmonic)


def mean_f1(sums: Floats) -> Floats:
    """The mean `ratio_f1` of several ratios, as `MeanF1.f1`, four numbers each along the last axis.

    NaN where one of them is undefined.
    """
    f1 = ratio_f1(sums.reshape(*sums.shape[:-1], -1, 4))
    mean: Floats = f1.sum(axis=-1) / f1.shape[-1]
    return mean


def bootstrap_intervals(
    clusters: Integers | Floats, *, seed: int, f1: F1 = count_f1, method: Method = "percentile"
) -> list[Interval | None]:
    """The 95 % interval of F1 for each cell.

    `clusters` has the shape (clusters, cells, k) and holds what `f1` takes, by default tp, fp and fn. A cluster is
    everything that is drawn together: all editions of one article. How resamples are drawn: see `resampled`; how
    intervals are read off them and when they are None: see `percentile_interval` and `bca_interval`. None as well
    with fewer than two clusters, which cannot vary.
    """
    if len(clusters) < 2:
        return [None] * clusters.shape[1]
    # A block of cells at a time, since every cell has a number in every resample.
    blocks = (clusters[:, start : start + _BLOCK] for start in range(0, clusters.shape[1], _BLOCK))
    return [interval for block in blocks for interval in _intervals_of_block(block, seed=seed, f1=f1, method=method)]


def _intervals_of_block(clusters: Integers | Floats, *, seed: int, f1: F1, method: Method) -> list[Interval | None]:
    sums, weights = resampled(clusters, seed=seed)
    of_all, of_others = f1(clusters.sum(axis=0).astype(np.float64)), f1(jackknifed(clusters))
    return [
        interval_of(values, weights, observed=float(observed), jackknife=jackknife, method=method)
        for values, observed, jackknife in zip(f1(sums).T, of_all, of_others.T, strict=True)
    ]


def interval_of(
    values: Floats, weights: Integers, *, observed: float, jackknife: Floats, method: Method
) -> Interval | None:
    """The 95 % interval of a statistic by `method`; the arguments are those of `bca_interval`."""
    if method == "percentile":
        return percentile_interval(values, weights)
    return bca_interval(values, weights, observed=observed, jackknife=jackknife)


def percentile_interval(values: Floats, weights: Integers) -> Interval | None:
    """The 95 % percentile interval of one value a resample, NaN where it is undefined.

    The bounds are the least value that at least 2.5 %, and at least 97.5 %, of the resamples do not exceed (the
    inverse of the empirical distribution: both bounds are values that occur). Resamples without gold and without
    predictions have no F1: the bounds are those of the others, and None where that takes away more than 5 % of the
    resamples, since no interval then holds 95 % of them. Source: Efron 1979; Efron and Tibshirani 1993, chapter 13.
    """
    distribution = Distribution.of(values, weights)
    if distribution is None:
        return None
    total = distribution.total
    return distribution.at(_parts(total, 1)), distribution.at(_parts(total, _TAIL - 1))


def wilson(correct: int, total: int) -> Interval | None:
    """The 95 % score interval of a proportion, in [0, 1]; None of nothing.

    (p + z²/2n ± z·√(p·(1 - p)/n + z²/4n²)) / (1 + z²/n) with p = correct/n, n = total and z = Φ⁻¹(0.975). Unlike the
    bootstrap's it does not shrink to a point where all are right or all wrong. It takes the n for independent draws.
    Raises: ValueError unless 0 <= correct <= total. Source: Wilson 1927.
    """
    if not 0 <= correct <= total:
        raise ValueError(f"found {correct} correct of {total} against 0 <= correct <= total")
    if total == 0:
        return None
    rate, square = correct / total, _Z**2 / total
    centre = rate + square / 2
    reach = _Z * math.sqrt(rate * (1 - rate) / total + square / (4 * total))
    # At the ends one bound is 0 or 1 exactly, which the formula misses by rounding.
    low = 0.0 if correct == 0 else (centre - reach) / (1 + square)
    high = 1.0 if correct == total else (centre + reach) / (1 + square)
    return low, high


def _parts(total: int, parts: int) -> int:
    """The least whole number that is at least `parts` fortieths of `total`."""
    return -(-parts * total // _TAIL)
