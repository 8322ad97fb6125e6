"""Which intervals share a point, of all intervals at once: ranges of sorted starts, so that no pair is tried in vain.

Intervals are half-open and hold a point at least. Those that only touch share nothing.
"""

from __future__ import annotations

import numpy as np

from hudna_eval.statistics.intervals import Integers

Pairs = tuple[Integers, Integers]
"""The first and the second index of each pair."""


def overlapping(starts: Integers, ends: Integers, other_starts: Integers, other_ends: Integers) -> Pairs:
    """Pairs of an interval and one of the others that overlap, in order. The starts of both sides are sorted.

    Of two that overlap, one starts in the other; where both start at once, the other counts as starting in the first.
    """
    holder, held = starting_in(starts, ends, other_starts)
    low = np.searchsorted(starts, other_starts, side="right")
    inner, outer = _ranges(low, np.searchsorted(starts, other_ends, side="left"))
    firsts, seconds = np.concatenate([holder, outer]), np.concatenate([held, inner])
    order = np.lexsort((seconds, firsts))
    return firsts[order], seconds[order]


def starting_in(starts: Integers, ends: Integers, points: Integers) -> Pairs:
    """Pairs of an interval and a point of it, in order. The points are sorted."""
    return _ranges(np.searchsorted(points, starts, side="left"), np.searchsorted(points, ends, side="left"))


def holders(starts: Integers, ends: Integers) -> Integers:
    """For each interval, how many others hold it, those of the same ends not counted. The starts are sorted."""
    outer, inner = starting_in(starts, ends, starts)
    held = (ends[inner] <= ends[outer]) & ((starts[inner] != starts[outer]) | (ends[inner] != ends[outer]))
    return np.bincount(inner[held], minlength=len(starts)).astype(np.int64)


def _ranges(low: Integers, high: Integers) -> Pairs:
    """Each index with every number of its range, one after the other."""
    lengths = high - low
    firsts = np.repeat(np.arange(len(low)), lengths)
    begin = np.cumsum(lengths) - lengths
    return firsts, np.arange(len(firsts)) + np.repeat(low - begin, lengths)
