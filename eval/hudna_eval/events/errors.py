"""What went wrong with events: classes of error, confusion of types and of attributes, from one alignment.

The alignment is that of `hudna_eval.events.alignment`. Every gold event is in one class of `correct`, `type`,
`trigger_edge`, `type_and_edge`, `merged` and `missed`, every prediction in one of these with `repeated` and `spurious`
for the last two, so that the classes add up to both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hudna.model import Event
from hudna_eval.comparison import Comparison
from hudna_eval.events.alignment import align_events, text_order
from hudna_eval.events.frames import Frame, trigger_of
from hudna_eval.events.metrics import ATTRIBUTES
from hudna_eval.mistakes.confusions import NONE, NOTHING, Confusion, nested
from hudna_eval.mistakes.mistake import Mistake, Place
from hudna_eval.mistakes.rows import in_text_order, known_surface, stored_trigger
from hudna_eval.scope import Annotation

CLASSES = ("correct", "type", "trigger_edge", "type_and_edge", "merged", "missed", "repeated", "spurious")

ALONE = frozenset(("merged", "missed", "repeated", "spurious"))
"""The classes of events without partner."""

JudgedEvent = tuple[str, int | None, int | None]
"""A class, and the indices of the gold and of the predicted event; None where a side has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventErrors:
    """Numbers of events by class, and of (gold type, predicted type) with `NOTHING` on either side; they add.

    `polarity` and `realis` have (gold, predicted) of the events in class `correct` of which either has the attribute.
    """

    classes: Counter[str] = field(default_factory=Counter)
    confusion: Confusion = field(default_factory=Counter)
    polarity: Confusion = field(default_factory=Counter)
    realis: Confusion = field(default_factory=Counter)

    def add(self, other: EventErrors) -> None:
        """Add the numbers of another article to these."""
        self.classes.update(other.classes)
        self.confusion.update(other.confusion)
        self.polarity.update(other.polarity)
        self.realis.update(other.realis)

    def plain(self) -> dict[str, dict[str, Any]]:
        """For JSON: `errors` (class → number), `confusion`, `polarity` and `realis` (gold → predicted → number)."""
        return {
            "errors": {name: self.classes[name] for name in CLASSES},
            "confusion": nested(self.confusion),
            "polarity": nested(self.polarity),
            "realis": nested(self.realis),
        }


def event_errors(comparison: Comparison, details: bool = False) -> tuple[EventErrors, list[Mistake]]:
    """The errors of one article, and with `details` a row for each, in text order.

    Kinds of rows are the classes but `correct`, and `polarity` and `realis` for events in class `correct`: there the
    label is the attribute instead of the type.
    Source: classes of Das et al. 2022 (ACL) for triggers in place of templates; edges and repetition are told apart.
    """
    errors = EventErrors()
    if not comparison.has_events:
        return errors, []
    gold, pred = comparison.gold, comparison.pred
    judged = judged_events(gold, pred)
    errors.classes.update(kind for kind, _, _ in judged)
    errors.confusion.update((_type(gold.frames, i), _type(pred.frames, j)) for _, i, j in judged)
    for name in ATTRIBUTES:
        getattr(errors, name).update((one, other) for one, other, _, _ in _attributes(name, gold, pred, judged))
    return errors, in_text_order(_mistakes(comparison, judged)) if details else []


def judged_events(gold: Annotation, pred: Annotation) -> list[JudgedEvent]:
    """Every event of both sides in its class: pairs in text order of gold, then what is left of gold, then of pred.

    `type`: the right trigger with another type. `trigger_edge`: the right type, the trigger overlaps. `type_and_edge`:
    neither. An event without partner is `merged` (of gold) or `repeated` (of pred) if another of its side with the same
    trigger and type has one, else `missed` or `spurious`.
    """
    edges = align_events(gold, pred)
    judged: list[JudgedEvent] = [(_class_of(gold.frames[i], pred.frames[j]), i, j) for i, j in edges]
    judged += ((kind, i, None) for kind, i in _alone(gold, [i for i, _ in edges], "merged", "missed"))
    judged += ((kind, None, j) for kind, j in _alone(pred, [j for _, j in edges], "repeated", "spurious"))
    return judged


def _class_of(gold: Frame, pred: Frame) -> str:
    if gold.trigger == pred.trigger:
        return "correct" if gold.type == pred.type else "type"
    return "trigger_edge" if gold.type == pred.type else "type_and_edge"


def _alone(side: Annotation, paired: Sequence[int], twin: str, single: str) -> Iterator[tuple[str, int]]:
    """The events without partner: `twin` where one of the same trigger and type has a partner, else `single`."""
    taken, known = set(paired), {_key(side.frames[index]) for index in paired}
    for index in text_order(side):
        if index not in taken:
            yield twin if _key(side.frames[index]) in known else single, index


def _key(frame: Frame) -> tuple[object, str]:
    return frame.trigger, frame.type


def _type(frames: Sequence[Frame], index: int | None) -> str:
    return NOTHING if index is None else frames[index].type


def _attributes(
    name: str, gold: Annotation, pred: Annotation, judged: Iterable[JudgedEvent]
) -> Iterator[tuple[str, str, Event, Event]]:
    """An attribute of both sides, and the events, for all in class `correct` of which either has it."""
    for kind, i, j in judged:
        if kind == "correct" and i is not None and j is not None:
            one, other = gold.events[i], pred.events[j]
            labels = getattr(one, name), getattr(other, name)
            if labels != (None, None):
                yield labels[0] or NONE, labels[1] or NONE, one, other


def _mistakes(comparison: Comparison, judged: Sequence[JudgedEvent]) -> Iterator[Mistake]:
    gold, pred, text = comparison.gold, comparison.pred, comparison.text
    for kind, i, j in judged:
        if kind != "correct":
            here = None if i is None else _place(gold.events[i], text)
            there = None if j is None else _place(pred.events[j], text)
            yield Mistake(layer="event", kind=kind, gold=here, pred=there)
    for name in ATTRIBUTES:
        for label, other_label, one, other in _attributes(name, gold, pred, judged):
            if label != other_label:
                here, there = _place(one, text, label), _place(other, text, other_label)
                yield Mistake(layer="event", kind=name, gold=here, pred=there)


def _place(event: Event, text: str | None, label: str | None = None) -> Place:
    """An event by its trigger, fragments in text order: that of the record says nothing of where the trigger is."""
    trigger = trigger_of(event)
    shown = known_surface(trigger, text, stored_trigger(event))
    return Place(id=event.id, label=event.type if label is None else label, spans=trigger, text=shown)
