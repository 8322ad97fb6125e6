"""Resamples of clusters: which there are or are drawn, the sums of vectors in each, and what values they give.

A cluster is everything that is drawn together: all editions of one article. Nothing here knows what the vectors count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

EXACT_CLUSTERS = 7
"""Up to so many clusters every resample is enumerated (7 clusters: 823,543 resamples in 1,716 compositions)."""

SAMPLES = 1000
"""How many resamples are drawn where they are too many to enumerate."""

_BLOCK = 2**22
"""How many numbers a block of draws holds, so that memory does not grow with draws times clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The values of a statistic over resamples, ascending, and how many resamples have each value or one before it."""

    values: Floats
    cumulative: Integers

    @classmethod
    def of(cls, values: Floats, weights: Integers) -> Distribution | None:
        """The distribution of one value a resample, NaN where undefined; `weights` says for how many draws it stands.

        Undefined resamples are left out. None where they are more than 5 % of all, since no interval of the others
        then holds 95 % of the resamples.
        """
        defined = ~np.isnan(values)
        found, times = values[defined], weights[defined]
        if 20 * int(times.sum()) < 19 * int(weights.sum()) or len(found) == 0:
            return None
        order = np.argsort(found, kind="stable")
        return cls(values=found[order], cumulative=np.cumsum(times[order]))

    @property
    def total(self) -> int:
        """How many resamples have a value, at least one."""
        return int(self.cumulative[-1])

    def weight_below(self, value: float, *, inclusive: bool = False) -> int:
        """How many resamples have a smaller value, or with `inclusive` one that is not greater."""
        index = int(np.searchsorted(self.values, value, side="right" if inclusive else "left"))
        return int(self.cumulative[index - 1]) if index else 0

    def at(self, position: int) -> float:
        """The value at `position`, from 1 to `total`, of all resamples in ascending order."""
        return float(self.values[np.searchsorted(self.cumulative, position)])

    @property
    def standard_error(self) -> float:
        """The standard deviation of the values, in their unit: the bootstrap's standard error. Source: Efron 1979."""
        weights = np.diff(self.cumulative, prepend=0)
        mean = np.average(self.values, weights=weights)
        return math.sqrt(np.average((self.values - mean) ** 2, weights=weights))

    def is_constant(self, rounding: float) -> bool:
        """Whether all values are equal but for `rounding`."""
        return bool(self.values[-1] - self.values[0] <= rounding)


def resampled(clusters: Integers | Floats, *, seed: int) -> tuple[Floats, Integers]:
    """The sum of `clusters` (along the first axis, two at least) in every resample, and how many draws each stands for.

    A resample draws as many clusters as there are, with replacement. Any vector that adds can be resampled; whole
    numbers stay exact. Up to `EXACT_CLUSTERS` clusters all resamples are there, one for each composition (what is
    drawn how often, whatever the order), else `SAMPLES` drawn ones.
    Source: Efron 1979; exact enumeration: Fisher and Hall 1991.
    """
    count = len(clusters)
    # In doubles, which hold these whole numbers exactly and multiply many times as fast as integers.
    flat = clusters.reshape(count, -1).astype(np.float64)
    if is_exact(count):
        draws = _compositions(count)
        sums, weights = draws @ flat, _orders(draws)
    else:
        sums = np.concatenate([block @ flat for block in _drawn(count, seed)])
        weights = np.ones(SAMPLES, dtype=np.int64)
    return sums.reshape(len(weights), *clusters.shape[1:]), weights


def jackknifed(clusters: Integers | Floats) -> Floats:
    """The sum of all clusters but one, for each that is left out (along the first axis).

    Sums are those before and those after, added: taking one away from the total would leave what rounding lost, and
    make a sum that is 0 look defined.
    """
    numbers = clusters.astype(np.float64)
    before, after = np.zeros_like(numbers), np.zeros_like(numbers)
    np.cumsum(numbers[:-1], axis=0, out=before[1:])
    np.cumsum(numbers[:0:-1], axis=0, out=after[-2::-1])
    return before + after


def rounding(clusters: int) -> float:
    """How far apart, at most, two differences of F1 come out that are equal as fractions, over so many clusters.

    A vector entry is a rounded fraction, not negative, and a product with it and a sum of n of them, in any order,
    err by n + 5 units u = 2⁻⁵³ of their size at most. F1 is a ratio of products and sums of such sums, or a mean of
    such ratios, and is at most 1: it errs by 4·n + 27 units. A difference of two F1 errs by twice that, and the
    difference of two such by four times: 16·n + 111 and what squares of u add, less than 16·(n + 8) units.
    Source: Higham 2002, chapters 2 to 4. What lies further apart than this is certainly unequal; what lies nearer is
    taken as equal, which is right unless two fractions are that near.
    """
    return 16 * (clusters + 8) * 2.0**-53


def resamples_drawn(clusters: int) -> int | None:
    """How many resamples an interval over so many clusters rests on; None where there is no interval."""
    if clusters < 2:
        return None
    return clusters**clusters if clusters <= EXACT_CLUSTERS else SAMPLES


def is_exact(clusters: int) -> bool:
    """Whether every resample of so many clusters is enumerated."""
    return 2 <= clusters <= EXACT_CLUSTERS


def _drawn(clusters: int, seed: int) -> Iterator[Integers]:
    """How often each drawn resample has each cluster, a block of resamples at a time."""
    random = np.random.default_rng(seed)
    rows = max(1, _BLOCK // clusters)
    for start in range(0, SAMPLES, rows):
        size = min(rows, SAMPLES - start)
        drawn = random.integers(clusters, size=(size, clusters)) + np.arange(size)[:, None] * clusters
        yield np.bincount(drawn.ravel(), minlength=size * clusters).reshape(size, clusters)


def _compositions(clusters: int) -> Integers:
    """Every way to write `clusters` as an ordered sum of that many numbers from 0, a row each: bars between stars."""
    places = 2 * clusters - 1
    bars = np.array(list(combinations(range(places), clusters - 1)), dtype=np.int64)
    draws: Integers = np.diff(bars, prepend=-1, append=places) - 1
    return draws


def _orders(draws: Integers) -> Integers:
    """The multinomial coefficient n! / (k1!·…·kn!) of each row: how many ordered draws come to it."""
    factorials = np.array([math.factorial(times) for times in range(draws.shape[1] + 1)], dtype=np.int64)
    orders: Integers = factorials[-1] // factorials[draws].prod(axis=1)
    return orders
