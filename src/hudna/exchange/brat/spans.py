"""Spans as brat has them: fragments in text order, none of which crosses a line end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hudna.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_VISIBLE = re.compile(r"\S+")
_OFFSETS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Fragments = tuple[Span, ...]


def fragments(text: str, spans: Iterable[Span]) -> Fragments:
    """The parts of `spans` that lie within lines, in text order, those that touch or overlap made one."""
    parts = sorted(Span(*match.span()) for span in spans for match in _LINE.finditer(text, span.start, span.end))
    merged: list[Span] = []
    for part in parts:
        if merged and part.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, part.end))
        else:
            merged.append(part)
    return tuple(merged)


def joined(text: str, parts: Sequence[Span]) -> Fragments:
    """Fragments with those made one that nothing but line ends separates: the likely origin of `parts`."""
    found: list[Span] = []
    for part in parts:
        if found and not _LINE.search(text, found[-1].end, part.start):
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return tuple(found)


def first_word(text: str, start: int, end: int | None = None) -> Span | None:
    """The first run of visible characters from `start` on."""
    match = _VISIBLE.search(text, start, len(text) if end is None else end)
    return Span(*match.span()) if match else None


def surface(text: str, parts: Iterable[Span]) -> str:
    """What brat stores beside the offsets."""
    return " ".join(part.of(text) for part in parts)


def offsets_text(spans: Iterable[Span]) -> str:
    """`20-25,10-14`, for a note."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def read_offsets(text: str) -> Fragments:
    """The spans that `offsets_text` wrote.

    Raises: ValueError for anything else.
    """
    matches = [_OFFSETS.fullmatch(part) for part in text.split(",")]
    if not all(matches):
        raise ValueError(f"found {text!r:.60} against offsets such as 20-25,10-14")
    return tuple(Span(int(match[1]), int(match[2])) for match in matches if match)
