"""Events as frames: what metrics compare once ids are resolved to spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from hudna.model import Event, Polarity, Realis, Record
from hudna_eval.events.fillers import Fragments, Places, Unit, places, trigger_of, units

__all__ = ["Fragments", "Frame", "frames", "trigger_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An event without ids: `arguments` are (role, filler) in sorted order, repeated ones kept.

    `units` are the same fillers as entities, sorted. Frames are equal if type, trigger and arguments are.
    """

    type: str
    trigger: Fragments
    arguments: tuple[tuple[str, Fragments], ...]
    units: tuple[Unit, ...] = field(default=(), compare=False)
    polarity: Polarity | None = field(default=None, compare=False)
    realis: Realis | None = field(default=None, compare=False)


def frames(record: Record) -> list[Frame]:
    """The events of a record as frames.

    A filler that is an event stands for itself by its trigger, and by nothing below it: events that fill each other
    in a circle are no special case. A mention and an event on the same span are the same filler, since fillers are
    compared by span.
    Raises: KeyError for a filler that the record does not have (`hudna_eval.sources.validation` finds those first).
    """
    if not record.events:
        return []  # most corpora have entities only; their mentions need no place
    known = places(record)
    return [_frame(event, known) for event in record.events]


def _frame(event: Event, known: Places) -> Frame:
    arguments = sorted((argument.role, known.place[argument.filler]) for argument in event.arguments)
    return Frame(
        type=event.type,
        trigger=trigger_of(event),
        arguments=tuple(arguments),
        units=units(event, known),
        polarity=event.polarity,
        realis=event.realis,
    )
