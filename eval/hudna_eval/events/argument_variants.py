"""Variants of the argument metrics: fillers that agree up to clitics, or as mentions of one gold entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from hudna_eval.counts import Counts
from hudna_eval.entities.clitics import CliticMatch
from hudna_eval.events.fillers import Cluster, Fragments, Unit
from hudna_eval.events.frames import Frame
from hudna_eval.matching.multiplicities import greatest_total
from hudna_eval.matching.sparse import largest_matching

Key = Callable[[Frame, str], Hashable]

KEYS: dict[str, Key] = {
    "events.ai": lambda frame, _: frame.type,
    "events.ac": lambda frame, role: (frame.type, role),
    "events.ai+": lambda frame, _: (frame.type, frame.trigger),
    "events.ac+": lambda frame, role: (frame.type, frame.trigger, role),
    "events.ai0": lambda frame, _: frame.trigger,
    "events.ac0": lambda frame, role: (frame.trigger, role),
}
"""Metric id → what must agree besides the filler, of a frame and a role."""


def by_clitic(metric: str, gold: Sequence[Frame], pred: Sequence[Frame], match: CliticMatch) -> Counts:
    """An argument metric with fillers of one span compared by `CliticMatch.difference`, others strictly.

    As many pairs as there can be, equal fillers first.
    """
    golds, preds = _fillers(metric, gold), _fillers(metric, pred)
    tp = sum(_tolerant(golds[key], preds.get(key, []), match) for key in golds)
    return _counts(tp, golds, preds)


def by_cluster(metric: str, gold: Sequence[Frame], pred: Sequence[Frame]) -> Counts:
    """An argument metric with fillers that are entities: any mention of the gold entity will do, once an entity.

    Several mentions of one entity in one role of one event are one filler, on each side by its own ids. Not symmetric:
    gold clusters decide. A predicted mention without id that repeats a gold entity is a false positive.
    """
    golds, preds = _units(metric, gold), _units(metric, pred)
    tp = sum(_found(golds[key], preds.get(key, [])) for key in golds)
    return _counts(tp, golds, preds)


def _counts(tp: int, golds: Mapping[Hashable, Sequence[object]], preds: Mapping[Hashable, Sequence[object]]) -> Counts:
    return Counts(tp, sum(map(len, preds.values())) - tp, sum(map(len, golds.values())) - tp)


def _fillers(metric: str, frames: Iterable[Frame]) -> dict[Hashable, list[Fragments]]:
    found: defaultdict[Hashable, list[Fragments]] = defaultdict(list)
    for frame in frames:
        for role, filler in frame.arguments:
            found[KEYS[metric](frame, role)].append(filler)
    return {key: sorted(fillers) for key, fillers in found.items()}


def _units(metric: str, frames: Iterable[Frame]) -> dict[Hashable, list[Unit]]:
    found: defaultdict[Hashable, list[Unit]] = defaultdict(list)
    for frame in frames:
        for unit in frame.units:
            found[KEYS[metric](frame, unit.role)].append(unit)
    return {key: sorted(units) for key, units in found.items()}


def _tolerant(golds: Sequence[Fragments], preds: Sequence[Fragments], match: CliticMatch) -> int:
    """Equal fillers are compared once, and only those that end at one place, which all that are alike do."""
    if not preds:
        return 0
    gold_times, pred_times = Counter(golds), Counter(preds)
    equal = gold_times & pred_times
    left, free = gold_times - equal, pred_times - equal
    if not left or not free:
        return equal.total()
    by_end: defaultdict[int, list[int]] = defaultdict(list)
    for j, pred in enumerate(free):
        by_end[_end(pred, match)].append(j)
    spans = list(free)
    alike = [
        (i, j)
        for i, gold in enumerate(left)
        for j in by_end.get(_end(gold, match), ())
        if _alike(gold, spans[j], match)
    ]
    here, there = (dict(enumerate(side.values())) for side in (left, free))
    rest = greatest_total(dict.fromkeys(alike, 1), {i: here[i] for i, _ in alike}, {j: there[j] for _, j in alike})
    return equal.total() + rest


def _end(filler: Fragments, match: CliticMatch) -> int:
    """Where a filler ends, without signs that carry no meaning."""
    return match.core(filler[-1].start, filler[-1].end)[1]


def _alike(gold: Fragments, pred: Fragments, match: CliticMatch) -> bool:
    return len(gold) == len(pred) == 1 and match.difference(gold[0], pred[0]) is not None


def _found(golds: Sequence[Unit], preds: Sequence[Unit]) -> int:
    """Any role: what must agree of roles is in the key."""
    naming: defaultdict[Fragments, list[int]] = defaultdict(list)
    for j, unit in enumerate(preds):
        for place in unit.named:
            naming[place].append(j)
    named = frozenset(naming)
    lists: dict[Cluster, list[int]] = {}
    for unit in golds:
        if unit.cluster not in lists:
            lists[unit.cluster] = sorted({j for place in named & unit.cluster.places for j in naming[place]})
    return len(largest_matching({i: lists[unit.cluster] for i, unit in enumerate(golds)}))
