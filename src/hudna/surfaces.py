"""Surfaces of the source edition: the words of a span, but never a run of the publisher's text.

A surface of more than five words is stored as its first two words, «…», and its last. What is left out is still
verified: the SHA-256 of the whole text is.
"""

from __future__ import annotations

from dataclasses import replace

from hudna.arabic.words import words
from hudna.model import Record

LONGEST = 5
"""How many consecutive words of a source text may stand in a file."""


def elided(surface: str) -> str:
    """`surface` with its middle left out if it has more than five words."""
    spans = words(surface)
    if len(spans) <= LONGEST:
        return surface
    return f"{surface[: spans[1].end]} … {surface[spans[-1].start :]}"


def shows(surface: str, found: str) -> bool:
    """Whether a stored surface is that of the words `found`, whole or elided."""
    return surface in (found, elided(found))


def placed(surface: str, length: int, unknown: str) -> str | None:
    """The letters of a span as far as a stored surface tells them, `unknown` for the rest.

    None if it cannot be a surface of a span of this length.
    """
    if len(surface) == length:
        return surface
    first, elision, last = surface.partition(" … ")
    gap = length - len(first) - len(last)
    return first + unknown * gap + last if elision and gap > 0 else None


def quoted(record: Record) -> int:
    """How many code points of a text its annotation tells: those of all spans whose words are stored whole.

    Elided surfaces count for nothing, and what lies in several spans counts once.
    """
    spans = [
        *(item.span for item in record.mentions if item.text and len(item.text) == item.end - item.start),
        *(fragment for event in record.events for fragment in event.trigger),
        *(claim.span for claim in record.numeric_claims if claim.text),
        *(link.cue for claim in record.numeric_claims for link in claim.attribution if link.cue),
    ]
    return len({offset for span in spans for offset in range(span.start, span.end)})


def with_elided(record: Record) -> Record:
    """The record as it may be stored: the long mentions of the source edition elided."""
    if record.edition != "source":
        return record
    mentions = (replace(item, text=elided(item.text)) if item.text else item for item in record.mentions)
    return replace(record, mentions=tuple(mentions))


def with_whole(record: Record) -> Record:
    """The record with the surfaces of its mentions cut from its text, which it must have."""
    text = record.text or ""
    return replace(record, mentions=tuple(replace(item, text=item.span.of(text)) for item in record.mentions))
