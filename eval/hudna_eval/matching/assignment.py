"""One-to-one assignment, exact and the same for every order of input: what alignments of spans are made of."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hudna_eval.matching.first_best import Candidates
from hudna_eval.matching.first_best import first_best as first_best_of
from hudna_eval.matching.listed import first_of_listed, is_listed

Matrix = NDArray[np.int64]
Edge = tuple[int, int]
"""Index of a gold and of a predicted item."""

_EXACT_BITS = 50
"""Sums of weights stay below 2^50, so that the doubles of the solver hold them, and differences of them, exactly."""

FORBIDDEN = -1
"""Weight of a pair that must not be: less than that of staying unpaired, which is 0."""


class Placed(Protocol):
    """What has a half-open place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def nested_pairs(gold: Sequence[tuple[Hashable, ...]], pred: Sequence[tuple[Hashable, ...]]) -> list[Edge]:
    """Pairs of keys that agree in their first part: those that agree in all parts first, then in all but the last, …

    Equal keys are paired in order. On every depth the pairs that agree so far are as many as there can be. All keys
    have the same number of parts.
    """
    edges: list[Edge] = []
    for depth in range(max(map(len, gold), default=0), 0, -1):
        paired_golds, paired_preds = {i for i, _ in edges}, {j for _, j in edges}
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for j, key in enumerate(pred):
            if j not in paired_preds:
                waiting[key[:depth]].append(j)
        for i, key in enumerate(gold):
            if i not in paired_golds and (candidates := waiting.get(key[:depth])):
                edges.append((i, candidates.popleft()))
    return edges


def overlap_components(
    golds: Sequence[Placed], preds: Sequence[Placed], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The components of the overlap graph of `rows` of gold and `columns` of pred that have both, as indices.

    One sweep over the starts. Of each side it holds the components that are still open, each with its last end: what
    starts before that end joins it, and with it all open components of that side become one.
    """
    spans = [(golds[i], 0, i) for i in rows] + [(preds[j], 1, j) for j in columns]
    parts = _Parts(len(spans))
    still_open: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    order = sorted(range(len(spans)), key=lambda number: (spans[number][0].start, *spans[number][1:]))
    for number in order:
        span, side, _ = spans[number]
        others = [(end, part) for end, part in still_open[1 - side] if end > span.start]
        for _, part in others:
            parts.join(number, part)
        still_open[1 - side][:] = [max(others)] if others else []
        still_open[side].append((span.end, number))
    members: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, (_, side, index) in enumerate(spans):
        members[parts.root(number)][side].append(index)
    yield from ((sorted(own), sorted(others)) for own, others in members.values() if own and others)


class _Parts:
    """Which of some numbers are in one part. Source: union-find with path halving, Tarjan and van Leeuwen 1984."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def join(self, one: int, other: int) -> None:
        self._parent[self.root(one)] = self.root(other)


def equal_pairs(golds: Sequence[Hashable], preds: Sequence[Hashable]) -> NDArray[np.bool_]:
    """Which gold values equal which predicted ones, shape (golds, preds)."""
    code = {value: number for number, value in enumerate(dict.fromkeys((*golds, *preds)))}
    sides = (np.array([code[value] for value in side], dtype=np.int64) for side in (golds, preds))
    equal: NDArray[np.bool_] = np.equal.outer(*sides)
    return equal


def iou_unit(unions: Iterable[int], base: int) -> int:
    """What an IoU of 1 weighs: a multiple of every union if that fits, for then every IoU is a whole number."""
    return whole_unit(unions, base**4)


def whole_unit(denominators: Iterable[int], largest: int) -> int:
    """What 1 weighs in whole numbers, if sums are below `largest`: a multiple of every denominator where that fits."""
    return min(math.lcm(*set(denominators)), max(1, (1 << _EXACT_BITS) // largest))


def first_best(weights: Matrix) -> Iterator[Edge]:
    """The assignment of greatest weight, and of several the first: row by row, the earliest column that is possible."""
    if is_listed(*weights.shape):
        (chosen,) = first_of_listed(weights[None])
        return ((row, column) for row, column in enumerate(chosen.tolist()) if column < weights.shape[1])
    allowed = weights != FORBIDDEN
    used = np.flatnonzero(allowed.any(axis=1)), np.flatnonzero(allowed.any(axis=0))
    compact = weights[np.ix_(*used)]
    row, column = np.nonzero(compact != FORBIDDEN)
    taken = first_best_of(Candidates(row=row, column=column, weight=compact[row, column]))
    return zip(used[0][row[taken]].tolist(), used[1][column[taken]].tolist(), strict=True)
