"""How much the fillers of events agree as entities: one-to-one within a pair of events, for all pairs at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from hudna_eval.events.fillers import Cluster, Unit
from hudna_eval.matching.assignment import Edge, Matrix
from hudna_eval.matching.multiplicities import greatest_total

Units = Sequence[Unit]

_CELL_BY_CELL = 100
"""Up to so many pairs of events that a pair of units is in are looked at one by one, which is quicker for few."""

Credit = Callable[[Unit, Unit], int]
"""What a gold and a predicted unit of one role that share a place earn together, from 0."""


def names_a_mention(gold: Unit, pred: Unit) -> int:
    """1 where the prediction names a mention of the gold entity."""
    return int(not gold.cluster.places.isdisjoint(pred.named))


def shared_mentions(gold: Unit, pred: Unit) -> int:
    """φ3: the number of mentions that two entities share."""
    return len(gold.cluster.places & pred.cluster.places)


def is_subset(gold: Unit, pred: Unit) -> int:
    """φ⊆: 1 where all mentions of the predicted entity are mentions of the gold one."""
    return int(pred.cluster.places <= gold.cluster.places)


def agreement(gold: Units, pred: Units, credit: Credit) -> int:
    """The greatest sum of `credit` over one-to-one pairs of units."""
    return int(agreements([gold], [pred], credit)[0, 0])


def agreements(gold: Sequence[Units], pred: Sequence[Units], credit: Credit) -> Matrix:
    """The `agreement` of every gold event with every predicted one, events given by their units.

    Events and units that are the same to `credit`, of whatever number, are compared once, and only units of one role
    that share a place.
    """
    as_seen = _by_name if credit is names_a_mention else _by_cluster
    ones, others = [tuple(map(_by_cluster, units)) for units in gold], [tuple(map(as_seen, units)) for units in pred]
    rows, columns = ({units: number for number, units in enumerate(dict.fromkeys(side))} for side in (ones, others))
    table = _agreements(list(rows), list(columns), credit)
    every: Matrix = table[np.ix_([rows[units] for units in ones], [columns[units] for units in others])]
    return every


def _by_cluster(unit: Unit) -> Unit:
    """What of a unit counts where it is compared by its cluster."""
    return Unit(role=unit.role, named=(), cluster=unit.cluster)


def _by_name(unit: Unit) -> Unit:
    """What of a unit counts where it is compared by the places that are named."""
    return Unit(role=unit.role, named=unit.named, cluster=Cluster(unit.named))


def _agreements(gold: Sequence[Units], pred: Sequence[Units], credit: Credit) -> Matrix:
    golds, preds = _places(gold), _places(pred)
    numbers, other_numbers = ({unit: index for index, unit in enumerate(side)} for side in (golds, preds))
    pairs = ((one, other, credit(one, other)) for one, other in _of_one_role(list(golds), list(preds)))
    worth = {(numbers[one], other_numbers[other]): earned for one, other, earned in pairs if earned}
    table = np.zeros((len(gold), len(pred)), dtype=np.int64)
    _add_agreements(table, worth, list(golds.values()), list(preds.values()))
    return table


def _add_agreements(
    table: Matrix, worth: Mapping[Edge, int], golds: Sequence[Counter[int]], preds: Sequence[Counter[int]]
) -> None:
    """Add to each cell, of a gold and a predicted event, the greatest total of pairs of units that the two have."""
    degrees, other_degrees = Counter(i for i, _ in worth), Counter(j for _, j in worth)
    earned: defaultdict[Edge, dict[Edge, int]] = defaultdict(dict)
    for (i, j), one_pair in worth.items():
        rows, columns = golds[i], preds[j]
        if degrees[i] == other_degrees[j] == 1 and len(rows) * len(columns) > _CELL_BY_CELL:
            # Neither is ever paired with anything else, so that nothing is to be chosen in any cell.
            times, other_times = (np.array(list(side.values()), dtype=np.int64) for side in (rows, columns))
            table[np.ix_(list(rows), list(columns))] += one_pair * np.minimum.outer(times, other_times)
        else:
            for cell in product(rows, columns):
                earned[cell][i, j] = one_pair
    for (row, column), edges in earned.items():
        here, there = {i: golds[i][row] for i, _ in edges}, {j: preds[j][column] for _, j in edges}
        table[row, column] += greatest_total(edges, here, there)


def _places(events: Sequence[Units]) -> dict[Unit, Counter[int]]:
    """Unit → where it occurs: the index of each event, and how often in it."""
    places: defaultdict[Unit, Counter[int]] = defaultdict(Counter)
    for event, units in enumerate(events):
        for unit in units:
            places[unit][event] += 1
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
