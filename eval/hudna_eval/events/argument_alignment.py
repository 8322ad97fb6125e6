"""One-to-one alignment of gold and predicted arguments, on that of events: what `argument_errors` counts."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hudna.model import Argument, Event
from hudna_eval.entities.overlap_join import overlapping
from hudna_eval.events.alignment import shared_characters, united_characters
from hudna_eval.events.errors import ALONE, judged_events
from hudna_eval.events.fillers import Fragments
from hudna_eval.events.frames import Frame
from hudna_eval.matching.assignment import Edge, nested_pairs
from hudna_eval.matching.sparse import best_pairs, connected_parts, largest_matching
from hudna_eval.scope import Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRole:
    """An argument where it stands: its event and the class of that (`hudna_eval.events.errors`), role and filler."""

    event_id: str
    event_type: str
    event_class: str
    role: str
    filler_id: str
    filler: Fragments
    implicit: bool


JudgedArgument = tuple[str, FilledRole | None, FilledRole | None]
"""A class, and the gold and the predicted argument; None where a side has none."""

_Filled = tuple[str, Fragments]
"""A role and its filler."""

_Clusters = Mapping[_Filled, frozenset[Fragments]]

_Roles = Sequence[FilledRole]


def judged_arguments(gold: Annotation, pred: Annotation) -> list[JudgedArgument]:
    """Every argument of both sides in its class; see `hudna_eval.events.argument_errors.argument_errors`."""
    known_gold, known_pred = _places(gold), _places(pred)
    judged: list[JudgedArgument] = []
    rest_golds: list[FilledRole] = []
    rest_preds: list[FilledRole] = []
    for kind, i, j in judged_events(gold, pred):
        golds = [] if i is None else _filled_roles(gold.events[i], gold.frames[i], kind, known_gold)
        preds = [] if j is None else _filled_roles(pred.events[j], pred.frames[j], kind, known_pred)
        kinds = {} if i is None else _within(golds, preds, _clusters(gold.frames[i]))
        judged += ((own, golds[a], preds[b]) for (a, b), own in kinds.items())
        rest_golds += _without(golds, {a for a, _ in kinds})
        rest_preds += _without(preds, {b for _, b in kinds})
    return judged + list(_elsewhere(rest_golds, rest_preds))


def _places(annotation: Annotation) -> dict[str, Fragments]:
    """Where the scored mentions and events are that fill a role."""
    fillers = {argument.filler for event in annotation.events for argument in event.arguments}
    places: dict[str, Fragments] = {m.id: (m.span,) for m in annotation.mentions if m.id in fillers}
    events = zip(annotation.events, annotation.frames, strict=True)
    return places | {event.id: frame.trigger for event, frame in events if event.id in fillers}


def _filled_roles(event: Event, frame: Frame, kind: str, known: Mapping[str, Fragments]) -> list[FilledRole]:
    """The arguments of an event by role, then by where the filler is.

    A filler in an unscored zone is not among the scored annotation, but its place is in the frame. Of several such in
    one role the first by id gets the first place.
    """
    placed = [(argument, known[argument.filler]) for argument in event.arguments if argument.filler in known]
    if len(placed) < len(event.arguments):
        left = Counter(frame.arguments)
        left.subtract((argument.role, place) for argument, place in placed)
        unscored = sorted((a for a in event.arguments if a.filler not in known), key=_named)
        placed += zip(unscored, (place for _, place in sorted(left.elements())), strict=True)
    placed.sort(key=lambda found: (found[0].role, found[1], *_named(found[0])))
    return [
        FilledRole(
            event_id=event.id,
            event_type=event.type,
            event_class=kind,
            role=argument.role,
            filler_id=argument.filler,
            filler=place,
            implicit=argument.implicit,
        )
        for argument, place in placed
    ]


def _named(argument: Argument) -> tuple[str, str, bool]:
    return argument.role, argument.filler, argument.implicit


def _clusters(frame: Frame) -> _Clusters:
    """(role, filler) of a gold event → the places of all mentions of that entity, or of those that stand there."""
    found: dict[_Filled, frozenset[Fragments]] = {}
    for unit in frame.units:
        own = unit.cluster.places
        for place in unit.named:
            before = found.setdefault((unit.role, place), own)
            if before is not own:
                found[unit.role, place] = before | own
    return found


def _within(golds: _Roles, preds: _Roles, clusters: _Clusters) -> dict[Edge, str]:
    """Pairs of the arguments of two aligned events, by index, each with its class."""
    edges = nested_pairs([(g.filler, g.role) for g in golds], [(p.filler, p.role) for p in preds])
    kinds = {(a, b): "correct" if golds[a].role == preds[b].role else "role" for a, b in edges}
    if min(len(golds), len(preds)) == len(kinds):
        return kinds
    coreferent = largest_matching(_neighbours(_free(golds, preds, kinds), clusters))
    kinds |= dict.fromkeys(coreferent.items(), "coreferent")
    return kinds | dict.fromkeys(_overlapping(_free(golds, preds, kinds)), "boundary")


_Free = tuple[Mapping[_Filled, list[int]], Mapping[_Filled, list[int]]]
"""Of each side, (role, filler) → the arguments, in order, that are not paired yet."""


def _free(golds: _Roles, preds: _Roles, kinds: Iterable[Edge]) -> _Free:
    taken_golds, taken_preds = {a for a, _ in kinds}, {b for _, b in kinds}
    return _by_filler(golds, taken_golds), _by_filler(preds, taken_preds)


def _by_filler(roles: _Roles, taken: Set[int]) -> dict[_Filled, list[int]]:
    found: dict[_Filled, list[int]] = {}
    for index, filled in enumerate(roles):
        if index not in taken:
            found.setdefault((filled.role, filled.filler), []).append(index)
    return found


def _neighbours(free: _Free, clusters: _Clusters) -> dict[int, list[int]]:
    """Gold → the predictions, in order, that name a mention of its entity; one list for all golds of one entity."""
    golds, preds = free
    of_role: defaultdict[str, dict[Fragments, list[int]]] = defaultdict(dict)
    for (role, filler), others in preds.items():
        of_role[role][filler] = others
    lists: dict[tuple[str, int], list[int]] = {}
    found: dict[int, list[int]] = {}
    for (role, filler), own in golds.items():
        cluster, near = clusters[role, filler], of_role[role]
        if (role, id(cluster)) not in lists:
            lists[role, id(cluster)] = sorted(b for place in frozenset(near) & cluster for b in near[place])
        if others := lists[role, id(cluster)]:
            found |= dict.fromkeys(own, others)
    return found


def _overlapping(free: _Free) -> Iterator[Edge]:
    """Pairs of one role of greatest summed IoU. Equal fillers are compared once."""
    golds, preds = (sorted(side.items()) for side in free)
    overlaps = _near([key for key, _ in golds], [key for key, _ in preds])
    ious = {(a, b): _iou(golds[a][0][1], preds[b][0][1]) for a, b in overlaps}
    weights = {edge: iou for edge, iou in ious.items() if iou}
    for part in connected_parts(weights):
        if len(part) == 1:
            ((a, b),) = part
            yield from zip(golds[a][1], preds[b][1], strict=False)
        else:
            yield from best_pairs({(i, j): weights[a, b] for a, b in part for i in golds[a][1] for j in preds[b][1]})


def _near(golds: Sequence[_Filled], preds: Sequence[_Filled]) -> Iterator[Edge]:
    """Pairs of one role whose extents overlap, by index; both sides are sorted."""
    code = {role: number for number, role in enumerate(sorted({role for role, _ in (*golds, *preds)}))}
    ends, other_ends = ([max(part.end for part in filler) for _, filler in side] for side in (golds, preds))
    stride = 1 + max((*ends, *other_ends), default=0)  # roles are moved apart, so that no two of them overlap
    sides = [
        (stride * code[role] + np.array((filler[0].start, end)) for (role, filler), end in zip(side, own, strict=True))
        for side, own in ((golds, ends), (preds, other_ends))
    ]
    here, there = (np.array([*side], dtype=np.int64).reshape(-1, 2).T for side in sides)
    yield from zip(*(index.tolist() for index in overlapping(*here, *there)), strict=True)


def _iou(gold: Fragments, pred: Fragments) -> Fraction:
    return Fraction(shared_characters(gold, pred), united_characters(gold, pred))


def _elsewhere(golds: _Roles, preds: _Roles) -> Iterator[JudgedArgument]:
    """What no aligned event explains. Events of equal type that are aligned have nothing equal left between them."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, pred in enumerate(preds):
        waiting[_key(pred)].append(index)
    used: set[int] = set()
    for gold in golds:
        if candidates := waiting.get(_key(gold)):
            used.add(candidates[0])
            yield "wrong_event", gold, preds[candidates.popleft()]
        else:
            yield "event_missed" if gold.event_class in ALONE else "missed", gold, None
    for pred in _without(preds, used):
        yield "event_spurious" if pred.event_class in ALONE else "spurious", None, pred


def _key(filled: FilledRole) -> Hashable:
    return filled.event_type, filled.role, filled.filler


def _without(roles: _Roles, taken: set[int]) -> list[FilledRole]:
    return [filled for index, filled in enumerate(roles) if index not in taken]
