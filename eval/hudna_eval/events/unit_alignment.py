"""How much the fillers of events agree as entities: one-to-one within a pair of events, for all pairs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from hudna_eval.events.fillers import Unit
from hudna_eval.matching.assignment import Edge, Matrix
from hudna_eval.matching.sparse import best_pairs, largest_matching

Units = Sequence[Unit]

Credit = Callable[[Unit, Unit], int]
"""What a gold and a predicted unit of one role that share a place earn together, from 0."""


def names_a_mention(gold: Unit, pred: Unit) -> int:
    """1 where the prediction names a mention of the gold entity."""
    return int(not set(gold.cluster).isdisjoint(pred.named))


def shared_mentions(gold: Unit, pred: Unit) -> int:
    """φ3: the number of mentions that two entities share."""
    return len(set(gold.cluster).intersection(pred.cluster))


def is_subset(gold: Unit, pred: Unit) -> int:
    """φ⊆: 1 where all mentions of the predicted entity are mentions of the gold one."""
    return int(set(pred.cluster) <= set(gold.cluster))


def agreement(gold: Units, pred: Units, credit: Credit) -> int:
    """The greatest sum of `credit` over one-to-one pairs of units."""
    return int(agreements([gold], [pred], credit)[0, 0])


def agreements(gold: Sequence[Units], pred: Sequence[Units], credit: Credit) -> Matrix:
    """The `agreement` of every gold event with every predicted one, events given by their units.

    Units that occur in several events are compared once, and only those of one role that share a place.
    """
    golds, preds = _places(gold), _places(pred)
    earned: defaultdict[Edge, dict[Edge, int]] = defaultdict(dict)
    for one, other in _of_one_role(list(golds), list(preds)):
        if worth := credit(one, other):
            for row, i in golds[one]:
                for column, j in preds[other]:
                    earned[row, column][i, j] = worth
    table = np.zeros((len(gold), len(pred)), dtype=np.int64)
    for cell, edges in earned.items():
        table[cell] = _greatest_sum(edges)
    return table


def _places(events: Sequence[Units]) -> dict[Unit, list[Edge]]:
    """Unit → where it occurs: the index of the event, and its own in the event."""
    places: defaultdict[Unit, list[Edge]] = defaultdict(list)
    for event, units in enumerate(events):
        for index, unit in enumerate(units):
            places[unit].append((event, index))
    return places


def _of_one_role(gold: Units, pred: Units) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of one role that share a place of their clusters: no others can agree in any way."""
    by_place: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for j, unit in enumerate(pred):
        for place in unit.cluster:
            by_place[unit.role, place].append(j)
    for unit in gold:
        near = {j for place in unit.cluster for j in by_place.get((unit.role, place), ())}
        yield from ((unit, pred[j]) for j in sorted(near))


def _greatest_sum(edges: Mapping[Edge, int]) -> int:
    golds, preds = {i for i, _ in edges}, {j for _, j in edges}
    if len(golds) == len(preds) == len(edges):
        return sum(edges.values())  # nothing to choose
    if max(edges.values()) == 1:
        neighbours = {gold: [j for i, j in edges if i == gold] for gold in sorted(golds)}
        return len(largest_matching(neighbours))
    return sum(edges[edge] for edge in best_pairs(edges))
