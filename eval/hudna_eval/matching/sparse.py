"""One-to-one matching on sparse graphs: as many pairs as there can be, or pairs of the greatest sum of weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from hudna_eval.counts import Exact
from hudna_eval.matching.assignment import Edge, Matrix, whole_unit
from hudna_eval.matching.first_best import Candidates, best

_DENSE_UP_TO = 1024
"""Connected parts of so many cells, pairs that cannot be among them, are assigned as a table, which is quicker."""

_RECURSIVE_UP_TO = 100
"""So many gold nodes are matched in Python, which is quicker for few; more are handed to Hopcroft and Karp."""


def largest_matching(neighbours: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Gold → pred of a one-to-one matching with as many pairs as there can be; the same for the same input.

    Gold nodes with the same neighbours may share one list: many such take no longer than few.

    Source: augmenting paths, Berge 1957; Hopcroft and Karp 1973 as in `scipy.sparse.csgraph`.
    """
    if len(neighbours) > _RECURSIVE_UP_TO:
        return dict(_in_groups(neighbours)) or _hopcroft_karp(neighbours)
    gold_of: dict[int, int] = {}
    for gold in neighbours:
        _augment(gold, neighbours, gold_of, set())
    return {gold: pred for pred, gold in gold_of.items()}


def size_of_largest_matching(table: NDArray[np.bool_]) -> int:
    """How many one-to-one pairs there can be at most, of rows and columns where the table is true.

    Source: Hopcroft and Karp 1973, as in `scipy.sparse.csgraph`.
    """
    found = maximum_bipartite_matching(csr_array(table), perm_type="column")
    return int((found >= 0).sum())


def best_pairs(weights: Mapping[Edge, Exact]) -> Iterator[Edge]:
    """Pairs (gold, pred) of a one-to-one assignment with the greatest sum of `weights`, all greater than 0.

    The optimum is exact unless the denominators of one connected part have no small common multiple: there, sums that
    differ by less than about 1e-9 count as equal.
    """
    for edges in connected_parts(weights):
        if len(edges) == 1:
            yield edges[0]
        else:
            yield from _assigned(edges, weights)


def greatest_sum(weights: Matrix) -> tuple[Matrix, Matrix]:
    """Rows and columns of the assignment with the greatest sum of whole-number weights from 0; 0 is no pair."""
    rows, columns = linear_sum_assignment(weights, maximize=True)
    paired = weights[rows, columns] > 0
    return rows[paired], columns[paired]


def _augment(gold: int, neighbours: Mapping[int, Sequence[int]], gold_of: dict[int, int], seen: set[int]) -> bool:
    for pred in neighbours[gold]:
        if pred not in seen:
            seen.add(pred)
            if pred not in gold_of or _augment(gold_of[pred], neighbours, gold_of, seen):
                gold_of[pred] = gold
                return True
    return False


def _in_groups(neighbours: Mapping[int, Sequence[int]]) -> Iterator[Edge]:
    """The matching where gold nodes share their lists, and no two lists share a pred; nothing elsewhere."""
    groups: dict[int, tuple[Sequence[int], list[int]]] = {}
    for gold, preds in neighbours.items():
        groups.setdefault(id(preds), (preds, []))[1].append(gold)
    listed = [pred for preds, _ in groups.values() for pred in preds] if len(groups) < len(neighbours) else []
    if listed and len(set(listed)) == len(listed):
        for preds, golds in groups.values():
            yield from zip(golds, preds, strict=False)


def _hopcroft_karp(neighbours: Mapping[int, Sequence[int]]) -> dict[int, int]:
    golds = list(neighbours)
    columns = [pred for gold in golds for pred in neighbours[gold]]
    ends = np.cumsum([0, *(len(neighbours[gold]) for gold in golds)])
    shape = (len(golds), max(columns, default=-1) + 1)
    graph = csr_array((np.ones(len(columns), dtype=np.int8), np.array(columns, dtype=np.int64), ends), shape=shape)
    found = maximum_bipartite_matching(graph, perm_type="column")
    return {gold: int(pred) for gold, pred in zip(golds, found, strict=True) if pred >= 0}


def connected_parts(edges: Iterable[Edge]) -> list[list[Edge]]:
    """The edges of each connected part of a graph."""
    edges = list(edges)
    by_gold: defaultdict[int, list[Edge]] = defaultdict(list)
    by_pred: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_gold[edge[0]].append(edge)
        by_pred[edge[1]].append(edge)
    if len(by_gold) == len(by_pred) == len(edges):
        return [[edge] for edge in edges]
    return _joined(by_gold, by_pred)


def _joined(by_gold: dict[int, list[Edge]], by_pred: dict[int, list[Edge]]) -> list[list[Edge]]:
    components: list[list[Edge]] = []
    for first in list(by_gold):
        component = by_gold.pop(first, [])
        for _, pred in component:  # which grows while it is walked
            for gold, _ in by_pred.pop(pred, []):
                component += by_gold.pop(gold, [])
        if component:
            components.append(component)
    return components


def _assigned(edges: Sequence[Edge], weights: Mapping[Edge, Exact]) -> Iterator[Edge]:
    edges = sorted(edges)
    row = np.unique([gold for gold, _ in edges], return_inverse=True)[1]
    column = np.unique([pred for _, pred in edges], return_inverse=True)[1]
    rows, columns = int(row.max()) + 1, int(column.max()) + 1
    largest = max(1, math.ceil(max(weights[edge] for edge in edges))) * (min(rows, columns) + 1)
    unit = whole_unit({Fraction(weights[edge]).denominator for edge in edges}, largest)
    worth = np.array([max(1, round(weights[edge] * unit)) for edge in edges], dtype=np.int64)
    if rows * columns > _DENSE_UP_TO:
        taken = best(Candidates(row=row, column=column, weight=worth))
        yield from (edge for edge, is_taken in zip(edges, taken.tolist(), strict=True) if is_taken)
        return
    matrix = np.zeros((rows, columns), dtype=np.int64)
    matrix[row, column] = worth
    number = {place: index for index, place in enumerate(zip(row.tolist(), column.tolist(), strict=True))}
    yield from (edges[number[int(i), int(j)]] for i, j in zip(*greatest_sum(matrix), strict=True))
