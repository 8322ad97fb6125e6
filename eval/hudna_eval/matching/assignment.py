"""One-to-one assignment, exact and the same for every order of input: what alignments of spans are made of."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

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
    """The components of the overlap graph of `rows` of gold and `columns` of pred that have both, as indices."""
    neighbours: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in overlaps(golds, preds, rows, columns):
        neighbours[0, i].append((1, j))
        neighbours[1, j].append((0, i))
    seen: set[tuple[int, int]] = set()
    for node in list(neighbours):
        if node not in seen:
            component = _reachable(node, neighbours)
            seen |= component
            yield sorted(i for side, i in component if side == 0), sorted(j for side, j in component if side == 1)


def _reachable(node: tuple[int, int], neighbours: dict[tuple[int, int], list[tuple[int, int]]]) -> set[tuple[int, int]]:
    found, stack = {node}, [node]
    while stack:
        new = [other for other in neighbours[stack.pop()] if other not in found]
        found.update(new)
        stack.extend(new)
    return found


def overlaps(
    golds: Sequence[Placed], preds: Sequence[Placed], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Edge]:
    """Pairs that share a character, by one sweep over the starts."""
    starts = sorted([(golds[i].start, 0, i) for i in rows] + [(preds[j].start, 1, j) for j in columns])
    open_golds: list[int] = []
    open_preds: list[int] = []
    for start, side, index in starts:
        if side == 0:
            open_preds = [j for j in open_preds if preds[j].end > start]
            yield from ((index, j) for j in open_preds)
            open_golds.append(index)
        else:
            open_golds = [i for i in open_golds if golds[i].end > start]
            yield from ((i, index) for i in open_golds)
            open_preds.append(index)


def iou_unit(unions: Iterable[int], base: int) -> int:
    """What an IoU of 1 weighs: a multiple of every union if that fits, for then every IoU is a whole number."""
    return whole_unit(unions, base**4)


def whole_unit(denominators: Iterable[int], largest: int) -> int:
    """What 1 weighs in whole numbers, if sums are below `largest`: a multiple of every denominator where that fits."""
    return min(math.lcm(*set(denominators)), max(1, (1 << _EXACT_BITS) // largest))


def first_best(weights: Matrix) -> Iterator[Edge]:
    """The assignment of greatest weight, and of several the first: row by row, the earliest column that is possible."""
    rows, columns = weights.shape
    # Each row may stay unpaired: a column of its own, of weight 0, after all others.
    alone = np.where(np.eye(rows, dtype=bool), 0, FORBIDDEN)
    padded: Matrix = np.hstack([weights, alone])
    chosen = _assign(padded, [])
    best = _total(padded, chosen)
    for row, candidates in enumerate(_tight(padded, chosen)):
        for column in np.flatnonzero(candidates[: chosen[row]]):
            if column not in chosen[:row]:
                trial = _assign(padded, [*chosen[:row], int(column)])
                if _total(padded, trial) == best:
                    chosen = trial
                    break
    return ((row, column) for row, column in enumerate(chosen) if column < columns)


def _assign(weights: Matrix, fixed: list[int]) -> list[int]:
    """The column of each row in an assignment of greatest weight whose first rows are `fixed`."""
    free = np.setdiff1d(np.arange(weights.shape[1]), fixed)
    _, best = linear_sum_assignment(weights[len(fixed) :, free], maximize=True)
    return [*fixed, *map(int, free[best])]


def _total(weights: Matrix, chosen: Sequence[int]) -> int:
    return int(weights[np.arange(len(chosen)), chosen].sum())


def _tight(weights: Matrix, chosen: Sequence[int]) -> NDArray[np.bool_]:
    """Which pairs can be in an assignment as good as `chosen`: those without slack under optimal prices.

    Prices of columns rise until no row would gain by another column; since `chosen` is optimal this ends, after as
    many rounds as there are rows at the latest. By complementary slackness every optimum has tight pairs only.
    """
    rows = np.arange(len(chosen))
    prices = np.zeros(weights.shape[1], dtype=np.int64)
    gains = weights
    for _ in range(len(chosen) + 1):
        gains = weights - (weights[rows, chosen] - prices[chosen])[:, None]
        if (gains <= prices).all():
            break
        prices = np.maximum(prices, gains.max(axis=0))
    tight: NDArray[np.bool_] = gains == prices
    return tight
