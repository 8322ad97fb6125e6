"""The best one-to-one assignment in every connected part of an overlap graph, small parts of one shape all at once.

Nearly all parts have a few mentions. Those with so many gold and so many predicted ones have the same few matchings,
so these are listed once, in the order of preference, and summed up for all such parts together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from hudna_eval.entities.pairs import Edges
from hudna_eval.entities.span_table import Booleans
from hudna_eval.matching.assignment import FORBIDDEN, whole_unit
from hudna_eval.matching.first_best import Candidates, best, first_best
from hudna_eval.matching.listed import first_of_listed, is_listed
from hudna_eval.statistics.intervals import Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Of each edge its connected part, its row and column there; of each part how many rows and columns it has.

    Rows are gold mentions and columns predictions, in text order.
    """

    part: Integers
    row: Integers
    column: Integers
    rows: Integers
    columns: Integers


def best_edges(edges: Edges, *, by_kind: bool) -> Booleans:
    """Which edges are in the assignment of greatest sum of IoU, part by part, and of several such in the first.

    With `by_kind` those with most pairs of equal span come first, then those with most pairs of equal type. The first
    is the one that pairs the first gold mention with the earliest prediction, then the second, and so on, unpaired
    coming last. Numbers of pairs are exact; so are sums of IoU unless the unions of one part have no small common
    multiple. There each IoU is rounded so that sums fit a double: about 1e-9 apart in parts of few pairs, 1e-3 in parts
    of a thousand.
    """
    entangled = edges.entangled
    taken = ~entangled
    if entangled.any():
        taken[entangled] = _best_of_entangled(edges.where(entangled), by_kind)
    return taken


def largest_edges(edges: Edges) -> Booleans:
    """Some edges, as many as can be one-to-one. How many of a connected part is certain, which of them is not.

    Source: Hopcroft and Karp 1973, as in `scipy.sparse.csgraph`.
    """
    entangled = edges.entangled
    taken = ~entangled
    if entangled.any():
        graph, gold, pred = _graph(edges.where(entangled))
        taken[entangled] = maximum_bipartite_matching(graph, perm_type="column")[gold] == pred
    return taken


def components(edges: Edges) -> Components:
    """The connected parts of the graph of some edges, one at least."""
    graph, gold, pred = _graph(edges)
    golds, preds = graph.shape
    begin = np.append(graph.indptr, [graph.nnz] * preds)
    square = csr_array((graph.data, graph.indices + golds, begin), shape=(golds + preds, golds + preds))
    _, labels = connected_components(square, directed=False)
    row, rows = _numbered(labels[:golds].astype(np.int64))
    column, columns = _numbered(labels[golds:].astype(np.int64))
    part = labels[gold].astype(np.int64)
    return Components(part=part, row=row[gold], column=column[pred], rows=rows, columns=columns)


def _graph(edges: Edges) -> tuple[csr_array[np.int8], Integers, Integers]:
    """The edges as a sparse matrix of the mentions that they join, and the row and column of each."""
    _, gold = np.unique(edges.gold, return_inverse=True)
    _, pred = np.unique(edges.pred, return_inverse=True)
    begin = np.append(0, np.cumsum(np.bincount(gold)))
    ones = np.ones(len(edges), dtype=np.int8)
    return csr_array((ones, pred, begin), shape=(len(begin) - 1, int(pred.max()) + 1)), gold, pred


def _numbered(labels: Integers) -> tuple[Integers, Integers]:
    """The number of each among those of its label, and how many each label has."""
    sizes = np.bincount(labels).astype(np.int64)
    order = np.argsort(labels, kind="stable")
    number = np.empty_like(labels)
    number[order] = np.arange(len(labels)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return number, sizes


def _best_of_entangled(edges: Edges, by_kind: bool) -> Booleans:
    parts = components(edges)
    weights = _weights(edges, parts, by_kind)
    taken = np.zeros(len(edges), dtype=np.bool_)
    size = parts.rows * (1 + int(parts.columns.max())) + parts.columns
    shape_of_edge = size[parts.part]
    for shape in np.unique(size):
        chosen = np.flatnonzero(shape_of_edge == shape)
        taken[chosen] = _of_one_shape(parts, chosen, weights[chosen], by_kind)
    return taken


def _weights(edges: Edges, parts: Components, by_kind: bool) -> Integers:
    """Whole-number weights whose sums rank the matchings of a part."""
    # One pair more on a rung outweighs all that the rungs below can bring together.
    bases = np.minimum(parts.rows, parts.columns) + 1
    unit = _units(edges.union, parts, bases**4 if by_kind else bases)[parts.part]
    iou = np.rint(edges.shared / edges.union * unit).astype(np.int64)
    if not by_kind:
        return np.maximum(iou, 1)
    base = bases[parts.part]
    kind = (edges.shared == edges.union) * base + edges.one_type
    weights: Integers = kind * base * unit + iou
    return weights


def _units(unions: Integers, parts: Components, largest: Integers) -> Integers:
    """What an IoU of 1 weighs in each part, whose sums are below `largest`."""
    order = np.argsort(parts.part, kind="stable")
    ends = np.cumsum(np.bincount(parts.part, minlength=len(largest))).tolist()
    ordered, most = unions[order].tolist(), largest.tolist()
    starts = [0, *ends[:-1]]
    units = [whole_unit(ordered[begin:end], high) for begin, end, high in zip(starts, ends, most, strict=True)]
    return np.array(units, dtype=np.int64)


def _of_one_shape(parts: Components, edges: Integers, weights: Integers, by_kind: bool) -> Booleans:
    """Which edges, those of all parts of one shape, are taken."""
    part = parts.part[edges]
    rows, columns = int(parts.rows[part[0]]), int(parts.columns[part[0]])
    if is_listed(rows, columns):
        return _of_listed(parts, edges, weights)
    solve = first_best if by_kind else best
    taken = np.zeros(len(edges), dtype=np.bool_)
    order = np.argsort(part, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(part[order])) + 1):
        row, column = parts.row[edges[own]], parts.column[edges[own]]
        taken[own] = solve(Candidates(row=row, column=column, weight=weights[own]))
    return taken


def _of_listed(parts: Components, edges: Integers, weights: Integers) -> Booleans:
    """Which edges are taken, in parts of a shape that has few matchings."""
    part, row, column = parts.part[edges], parts.row[edges], parts.column[edges]
    own, number = np.unique(part, return_inverse=True)
    table = np.full((len(own), int(parts.rows[own[0]]), int(parts.columns[own[0]])), FORBIDDEN, dtype=np.int64)
    table[number, row, column] = weights
    taken: Booleans = first_of_listed(table)[number, row] == column
    return taken
