"""One-to-one matching on sparse graphs: as many pairs as there can be, or pairs of the greatest sum of weights."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from hudna_eval.counts import Exact
from hudna_eval.matching.assignment import Edge, Matrix, whole_unit

_RECURSIVE_UP_TO = 100
"""So many gold nodes are matched in Python, which is quicker for few; more are handed to Hopcroft and Karp."""


def largest_matching(neighbours: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Gold → pred of a one-to-one matching with as many pairs as there can be; the same for the same input.

    Source: augmenting paths, Berge 1957; Hopcroft and Karp 1973 as in `scipy.sparse.csgraph`.
    """
    if len(neighbours) > _RECURSIVE_UP_TO:
        return _hopcroft_karp(neighbours)
    gold_of: dict[int, int] = {}
    for gold in neighbours:
        _augment(gold, neighbours, gold_of, set())
    return {gold: pred for pred, gold in gold_of.items()}


def best_pairs(weights: Mapping[Edge, Exact]) -> Iterator[Edge]:
    """Pairs (gold, pred) of a one-to-one assignment with the greatest sum of `weights`, all greater than 0.

    The optimum is exact unless the denominators of one connected part have no small common multiple: there, sums that
    differ by less than about 1e-9 count as equal.
    """
    for edges in _components(weights):
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


def _hopcroft_karp(neighbours: Mapping[int, Sequence[int]]) -> dict[int, int]:
    golds = list(neighbours)
    columns = [pred for gold in golds for pred in neighbours[gold]]
    ends = np.cumsum([0, *(len(neighbours[gold]) for gold in golds)])
    shape = (len(golds), max(columns, default=-1) + 1)
    graph = csr_array((np.ones(len(columns), dtype=np.int8), np.array(columns, dtype=np.int64), ends), shape=shape)
    found = maximum_bipartite_matching(graph, perm_type="column")
    return {gold: int(pred) for gold, pred in zip(golds, found, strict=True) if pred >= 0}


def _components(weights: Mapping[Edge, Exact]) -> list[list[Edge]]:
    """The edges of each connected part."""
    by_gold: defaultdict[int, list[Edge]] = defaultdict(list)
    by_pred: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in weights:
        by_gold[edge[0]].append(edge)
        by_pred[edge[1]].append(edge)
    if len(by_gold) == len(by_pred) == len(weights):
        return [[edge] for edge in weights]
    return _joined(weights, by_gold, by_pred)


def _joined(
    weights: Mapping[Edge, Exact], by_gold: Mapping[int, list[Edge]], by_pred: Mapping[int, list[Edge]]
) -> list[list[Edge]]:
    components: list[list[Edge]] = []
    seen: set[Edge] = set()
    for first in weights:
        if first in seen:
            continue
        seen.add(first)
        component = [first]
        for gold, pred in component:  # which grows while it is walked
            new = [edge for edge in (*by_gold[gold], *by_pred[pred]) if edge not in seen]
            new = list(dict.fromkeys(new))
            seen.update(new)
            component += new
        components.append(component)
    return components


def _assigned(edges: Sequence[Edge], weights: Mapping[Edge, Exact]) -> Iterator[Edge]:
    golds, preds = sorted({gold for gold, _ in edges}), sorted({pred for _, pred in edges})
    row_of, column_of = ({node: index for index, node in enumerate(side)} for side in (golds, preds))
    largest = max(1, math.ceil(max(weights[edge] for edge in edges))) * (min(len(golds), len(preds)) + 1)
    unit = whole_unit([Fraction(weights[edge]).denominator for edge in edges], largest)
    matrix = np.zeros((len(golds), len(preds)), dtype=np.int64)
    for edge in edges:
        matrix[row_of[edge[0]], column_of[edge[1]]] = max(1, round(weights[edge] * unit))
    for row, column in zip(*greatest_sum(matrix), strict=True):
        yield golds[row], preds[column]
