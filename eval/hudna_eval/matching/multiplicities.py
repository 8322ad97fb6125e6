"""One-to-one pairs of what is there several times: equal things are compared once, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from hudna_eval.matching.assignment import Edge
from hudna_eval.matching.sparse import best_pairs, largest_matching

_COPIED = 10_000
"""Up to so many pairs, equal things are told apart and paired one by one; beyond, they are paired in numbers."""


def greatest_total(weights: Mapping[Edge, int], golds: Mapping[int, int], preds: Mapping[int, int]) -> int:
    """The greatest sum of whole-number `weights`, from 1, over one-to-one pairs of gold and predicted things.

    `golds` and `preds` say how many of each there are. The sum is exact: in numbers, it is the optimum of a linear
    program whose corners are whole (Hoffman and Kruskal 1956), found by the simplex method, which ends in a corner.
    """
    if len(golds) == len(preds) == len(weights):
        return sum(worth * min(golds[i], preds[j]) for (i, j), worth in weights.items())  # nothing to choose
    if sum(golds[i] * preds[j] for i, j in weights) > _COPIED:
        return _in_numbers(weights, golds, preds)
    copies = dict(_copies(weights, golds, preds))
    if max(weights.values()) > 1:
        return int(sum(copies[edge] for edge in best_pairs(copies)))
    neighbours: dict[int, list[int]] = {}
    for gold, pred in copies:
        neighbours.setdefault(gold, []).append(pred)
    return len(largest_matching(neighbours))


def _copies(
    weights: Mapping[Edge, int], golds: Mapping[int, int], preds: Mapping[int, int]
) -> Iterator[tuple[Edge, int]]:
    """Every copy of a thing under a number of its own."""
    first, other_first = (
        dict(zip(side, accumulate(side.values(), initial=0), strict=False)) for side in (golds, preds)
    )
    for (i, j), worth in weights.items():
        for gold in range(first[i], first[i] + golds[i]):
            yield from (((gold, other_first[j] + number), worth) for number in range(preds[j]))


def _in_numbers(weights: Mapping[Edge, int], golds: Mapping[int, int], preds: Mapping[int, int]) -> int:
    row = {gold: number for number, gold in enumerate(golds)}
    column = {pred: len(golds) + number for number, pred in enumerate(preds)}
    places = np.array([(row[i], column[j]) for i, j in weights]).T.ravel()
    edges = np.tile(np.arange(len(weights)), 2)
    used: Any = coo_array(
        (np.ones(len(places)), (places, edges)), shape=(len(golds) + len(preds), len(weights))
    ).tocsr()
    worth = np.array(list(weights.values()), dtype=np.int64)
    available = [*golds.values(), *preds.values()]
    found = linprog(-worth.astype(np.float64), A_ub=used, b_ub=available, method="highs-ds")
    if found.x is None:
        raise ArithmeticError(f"found no optimum: {found.message}")
    return int(worth @ np.rint(found.x).astype(np.int64))
