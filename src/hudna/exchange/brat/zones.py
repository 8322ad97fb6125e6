"""Zones of an `.ann` file: each is marked on its first word and reaches to the next."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.exchange.brat.names import zone_type
from hudna.exchange.brat.pieces import Pieces
from hudna.exchange.brat.spans import first_word
from hudna.exchange.brat.syntax import TextBound
from hudna.model import Zone


def read_zones(pieces: Pieces, marks: Sequence[TextBound]) -> tuple[Zone, ...]:
    """The zones that `marks` begin, in text order. A note overrules the start as long as the mark was not moved."""
    notes = [pieces.note(mark.id, ("start", "end")) for mark in marks]
    starts = [_start(pieces, mark, note.get("start")) for mark, note in zip(marks, notes, strict=True)]
    order = sorted(range(len(marks)), key=lambda index: starts[index])
    ends = [*(starts[index] for index in order[1:]), len(pieces.document.text)]
    zones: list[Zone] = []
    for index, end in zip(order, ends, strict=False):
        mark = marks[index]
        noted = _number(pieces, mark, notes[index].get("end"))
        data = {"type": zone_type(mark.type), "start": starts[index], "end": end if noted is None else noted}
        zones.extend(pieces.build(Zone, data, mark.line))
    return tuple(zones)


def _start(pieces: Pieces, mark: TextBound, noted: str | None) -> int:
    start = mark.fragments[0].start
    wanted = _number(pieces, mark, noted)
    if wanted is None:
        return start
    word = first_word(pieces.document.text, wanted)
    return wanted if word is not None and word.start == start else start


def _number(pieces: Pieces, mark: TextBound, noted: str | None) -> int | None:
    if noted is None or (noted.isascii() and noted.isdigit() and len(noted) < 10):
        return None if noted is None else int(noted)
    pieces.fault(mark.line, "brat-note", f"{mark.id}: found {noted!r:.60} against an offset")
    return None
