"""Which intervals share a point, of all intervals at once: ranges of sorted starts, so that no pair is tried in vain.

Intervals are half-open and hold a point at least. Those that only touch share nothing.
"""

from __future__ import annotations

import numpy as np

from hudna_eval.statistics.intervals import Integers

Pairs = tuple[Integers, Integers]
"""The first and the second index of each pair."""


_PAIRS_EACH = 16
"""Up to so many pairs for each interval are listed, which is quicker; more are counted."""


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
    lengths = np.searchsorted(starts, ends) - np.searchsorted(starts, starts)
    if lengths.sum() > _PAIRS_EACH * len(starts):
        return _holders_counted(starts, ends)
    outer, inner = starting_in(starts, ends, starts)
    held = (ends[inner] <= ends[outer]) & ((starts[inner] != starts[outer]) | (ends[inner] != ends[outer]))
    return np.bincount(inner[held], minlength=len(starts)).astype(np.int64)


def _holders_counted(starts: Integers, ends: Integers) -> Integers:
    """As `holders`, without listing pairs, of which there may be as many as the square of the intervals.

    In the order of starts, and of several on one start the longest first, what holds an interval comes before it and
    ends no earlier. Such are counted as by merge sort: in blocks of 2, 4, 8, …, those of the first half for each of the
    second.
    """
    order = np.lexsort((-ends, starts))
    end = np.unique(ends[order], return_inverse=True)[1].reshape(-1).astype(np.int64)
    number, size, half = np.arange(len(order)), len(order), 1
    before = np.zeros(size, dtype=np.int64)
    while half < size:
        block, second = number // (2 * half), number // half % 2 == 1
        firsts = np.sort((block * size + end)[~second])
        own = (block * size + end)[second]
        before[second] += np.searchsorted(firsts, (block[second] + 1) * size) - np.searchsorted(firsts, own)
        half *= 2
    same = np.append(False, (np.diff(starts[order]) == 0) & (np.diff(end) == 0))
    first_of_same = np.maximum.accumulate(np.where(same, 0, number))
    held = np.empty_like(before)
    held[order] = before - (number - first_of_same)
    return held


def _ranges(low: Integers, high: Integers) -> Pairs:
    """Each index with every number of its range, one after the other."""
    lengths = high - low
    firsts = np.repeat(np.arange(len(low)), lengths)
    begin = np.cumsum(lengths) - lengths
    return firsts, np.arange(len(firsts)) + np.repeat(low - begin, lengths)
