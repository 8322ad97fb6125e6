"""A text as HTML with marks in it: nested, and where two cross, the later one in pieces.

A mark becomes a `mark` element, whose text is the words of its span and nothing else: labels and notes are in
attributes. All pieces of a mark carry its name in `data-of`; the first piece has it as `id` and can have the focus.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from hudna.model import Span, Zone

DEEPEST = 3
"""Levels of nesting that look different."""

_BREAK = re.compile(r"\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to see at a span. `rank` orders marks of equal spans, the outer first; `tip` shows with the focus."""

    name: str
    span: Span
    rank: int
    classes: str
    tip: str = ""
    described_by: str | None = None
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Marked:
    """The text of one document. It remembers which marks it has named, so each `id` is there once."""

    text: str
    marks: Sequence[Mark]
    _named: set[str] = field(default_factory=set)

    def blocks(self, zones: Iterable[Zone]) -> Iterator[tuple[str, list[Markup]]]:
        """(type of zone, its paragraphs) in text order; one zone BODY where there are none."""
        tiles = [(zone.type, zone.span) for zone in zones]
        if not tiles and self.text:
            tiles = [("BODY", Span(0, len(self.text)))]
        for type_, span in tiles:
            yield type_, [self.between(part) for part in _paragraphs(self.text, span)]

    def between(self, span: Span) -> Markup:
        """The HTML of a part of the text, with what of the marks lies in it."""
        return Markup("").join(self._parts(span))

    def _parts(self, span: Span) -> Iterator[Markup]:
        waiting = [piece for number, mark in enumerate(self.marks) if (piece := _piece(mark.span, span, number, mark))]
        heapq.heapify(waiting)
        ends: list[int] = []
        position = span.start
        while waiting or ends:
            if ends and (not waiting or ends[-1] <= waiting[0].start):
                end = ends.pop()
                yield escape(self.text[position:end]) + Markup("</mark>")
                position = end
                continue
            piece = heapq.heappop(waiting)
            end = min(piece.end, ends[-1]) if ends else piece.end
            if end < piece.end:
                heapq.heappush(waiting, _Piece(end, -piece.end, piece.rank, piece.number, piece.mark))
            yield escape(self.text[position : piece.start]) + self._open(piece.mark, len(ends))
            position = piece.start
            ends.append(end)
        yield escape(self.text[position : span.end])

    def _open(self, mark: Mark, depth: int) -> Markup:
        attributes = {"class": f"{mark.classes} d{min(depth, DEEPEST)}", "data-of": mark.name}
        attributes |= {f"data-{key}": value for key, value in mark.data.items()}
        if mark.tip:
            attributes["data-tip"] = mark.tip
        if mark.name not in self._named:
            self._named.add(mark.name)
            attributes["id"] = mark.name
            if mark.tip:
                attributes["tabindex"] = "0"
            if mark.described_by:
                attributes["aria-describedby"] = mark.described_by
        written = (Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
        return Markup("<mark") + Markup("").join(written) + Markup(">")


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """What is to open next comes first: by start, then the longer, then by rank."""

    start: int
    minus_end: int
    rank: int
    number: int
    mark: Mark = field(compare=False)

    @property
    def end(self) -> int:
        return -self.minus_end


def _piece(own: Span, within: Span, number: int, mark: Mark) -> _Piece | None:
    start, end = max(own.start, within.start), min(own.end, within.end)
    return _Piece(start, -end, mark.rank, number, mark) if start < end else None


def _paragraphs(text: str, within: Span) -> Iterator[Span]:
    """The parts of a zone between line breaks."""
    position = within.start
    for match in _BREAK.finditer(text, within.start, within.end):
        if position < match.start():
            yield Span(position, match.start())
        position = match.end()
    if position < within.end:
        yield Span(position, within.end)
