"""Level 2: the text is the one that was annotated, and every span shows the words that it stores."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.model import Record, Span
from hudna.surfaces import shows
from hudna.texts import sha256
from hudna.validate.subject import Fault, Subject, spans_of


def text_hash(subject: Subject) -> Iterator[Fault]:
    stored = subject.record.text_sha256
    found = sha256(subject.text.encode("utf-8", "surrogatepass"))
    if stored is not None and stored != found:
        hint = "The text was changed after it was annotated, or the file belongs to another text."
        yield Fault(rule="text-hash", message=f"found text of sha256 {found[:12]}… against {stored[:12]}…", hint=hint)


def span_outside_text(subject: Subject) -> Iterator[Fault]:
    length = len(subject.text)
    for layer, index, name, span in _all_spans(subject):
        if span.end > length:
            message = f"{name}: found end={span.end} against a text of {length} code points"
            hint = "Offsets count code points, not bytes or UTF-16 units."
            yield Fault(rule="span-outside-text", message=message, hint=hint, layer=layer, index=index)


def surface_missing(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, _, surface in spans_of(subject.record):
        if surface is None and subject.gold:
            yield Fault(
                rule="surface-missing", message=f"{name}: found no surface against its words", layer=layer, index=index
            )


def surface_mismatch(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, span, surface in spans_of(subject.record):
        if surface is None or span.end > len(subject.text):
            continue
        found = span.of(subject.text)
        if not shows(surface, found):
            message = f"{name}: found «{found:.60}» at [{span.start}, {span.end}) against «{surface:.60}»"
            yield Fault(
                rule="surface-mismatch", message=message, hint=_shift(subject, surface), layer=layer, index=index
            )
    for index, exception in enumerate(subject.exceptions):
        found = exception.span.of(subject.text)
        if found != exception.text:
            message = f"found «{found:.60}» at [{exception.start}, {exception.end}) against «{exception.text:.60}»"
            yield Fault(rule="surface-mismatch", message=message, layer="exception", index=index)


def surface_faults(record: Record) -> Iterator[Fault]:
    """Every level-2 fault of a record that has a text."""
    subject = Subject(record=record)
    for rule in (text_hash, span_outside_text, surface_mismatch):
        yield from rule(subject)


def _all_spans(subject: Subject) -> Iterator[tuple[str, int, str, Span]]:
    for layer, index, name, span, _ in spans_of(subject.record):
        yield layer, index, name, span
    for index, zone in enumerate(subject.record.zones):
        yield "zone", index, f"zone {zone.type}", zone.span
    for index, exception in enumerate(subject.exceptions):
        yield "exception", index, "exception", exception.span


def _shift(subject: Subject, surface: str) -> str:
    """Where the surface does stand, if it stands in one place only."""
    if subject.text.count(surface) != 1:
        return ""
    return f"These words begin at {subject.text.index(surface)}."
