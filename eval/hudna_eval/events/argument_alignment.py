"""One-to-one alignment of gold and predicted arguments, on that of events: what `argument_errors` counts."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from hudna.model import Argument, Event
from hudna_eval.events.alignment import shared_characters, united_characters
from hudna_eval.events.errors import ALONE, judged_events
from hudna_eval.events.fillers import Fragments
from hudna_eval.events.frames import Frame
from hudna_eval.matching.assignment import Edge, nested_pairs
from hudna_eval.matching.sparse import best_pairs, largest_matching
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

_Clusters = Mapping[tuple[str, Fragments], Set[Fragments]]

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
    found: defaultdict[tuple[str, Fragments], set[Fragments]] = defaultdict(set)
    for unit in frame.units:
        for place in unit.named:
            found[unit.role, place].update(unit.cluster)
    return found


def _within(golds: _Roles, preds: _Roles, clusters: _Clusters) -> dict[Edge, str]:
    """Pairs of the arguments of two aligned events, by index, each with its class."""
    edges = nested_pairs([(g.filler, g.role) for g in golds], [(p.filler, p.role) for p in preds])
    kinds = {(a, b): "correct" if golds[a].role == preds[b].role else "role" for a, b in edges}
    if min(len(golds), len(preds)) == len(kinds):
        return kinds
    free = _free(golds, preds, kinds)
    neighbours: dict[int, list[int]] = {}
    for a, b in free:
        if preds[b].filler in clusters[golds[a].role, golds[a].filler]:
            neighbours.setdefault(a, []).append(b)
    kinds |= dict.fromkeys(largest_matching(neighbours).items(), "coreferent")
    overlaps = {(a, b): _iou(golds[a], preds[b]) for a, b in _free(golds, preds, kinds)}
    chosen = best_pairs({edge: iou for edge, iou in overlaps.items() if iou})
    return kinds | dict.fromkeys(chosen, "boundary")


def _free(golds: _Roles, preds: _Roles, kinds: Iterable[Edge]) -> list[Edge]:
    """Pairs of one role, of what is not paired yet."""
    taken_golds, taken_preds = {a for a, _ in kinds}, {b for _, b in kinds}
    return [
        (a, b)
        for a, gold in enumerate(golds)
        for b, pred in enumerate(preds)
        if gold.role == pred.role and a not in taken_golds and b not in taken_preds
    ]


def _iou(gold: FilledRole, pred: FilledRole) -> Fraction:
    shared = shared_characters(gold.filler, pred.filler)
    return Fraction(shared, united_characters(gold.filler, pred.filler))


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
