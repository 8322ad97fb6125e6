"""The lines of an `.ann` file as what brat means by them, each with its line number; references lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hudna.exchange.brat.names import NOTE, read_note
from hudna.exchange.brat.spans import Fragments, surface
from hudna.findings import Finding
from hudna.model import Span

_ID = re.compile(r"[A-Z#*][0-9]*")
_TEXTBOUND = re.compile(r"(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)")
_PAIR = re.compile(r"([^\s:]+):([^\s:]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBound:
    """A `T` line; fragments in text order, apart from each other."""

    id: str
    line: int
    type: str
    fragments: Fragments


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An `E` line: its type, the T that triggers it, and (role, id) pairs as they stand."""

    id: str
    line: int
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An `R` line."""

    line: int
    type: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeLine:
    """An `A` (or old `M`) line; a flag has no value."""

    line: int
    name: str
    target: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """An annotator's note, read as key=value pairs."""

    line: int
    target: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class AnnDocument:
    """An `.ann` file with its text."""

    path: str
    text: str
    textbounds: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, EventLine] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[AttributeLine] = field(default_factory=list)
    notes: list[NoteLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its id, its number in the file, and what stands between and behind its tabs."""

    id: str
    number: int
    data: str
    tail: str


class _FaultError(ValueError):
    """A fault of one line, with the rule it breaks."""

    def __init__(self, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.rule, self.hint = rule, hint


def read_ann(content: str, path: str, text: str) -> tuple[AnnDocument, list[Finding]]:
    """The file's lines, and a finding for each line that is not as brat writes it or refers to nothing."""
    document = AnnDocument(path, text)
    findings: list[Finding] = []
    seen: set[str] = set()
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            _read_line(line.rstrip("\r"), number, document, seen)
        except _FaultError as fault:
            findings.append(Finding(path, number, fault.rule, str(fault), fault.hint))
        except ValueError as error:
            findings.append(Finding(path, number, "brat-line", str(error)))
    return document, findings or list(_reference_findings(document))


def _read_line(line: str, number: int, document: AnnDocument, seen: set[str]) -> None:
    id_, tab, rest = line.partition("\t")
    if not tab or not _ID.fullmatch(id_):
        raise _FaultError("brat-line", f"found {line!r:.60} against an id, a tab and an annotation")
    read = _READERS.get(id_[0])
    if read is None:
        raise _FaultError(
            "brat-line", f"found a line of kind {id_[0]} against T, E, R, A and #", "It has no place here."
        )
    if id_ in seen:
        raise _FaultError("duplicate-id", f"found id {id_} again")
    seen.add(id_)
    data, _, tail = rest.partition("\t")
    read(document, _Line(id_, number, data, tail))


def _read_textbound(document: AnnDocument, line: _Line) -> None:
    match = _TEXTBOUND.fullmatch(line.data)
    if match is None:
        raise _FaultError("brat-line", f"found {line.data!r:.60} against a type and offsets such as `GPE 0 5;8 12`")
    pairs = [pair.split(" ") for pair in match[2].split(";")]
    parts = tuple(sorted(Span(int(start), int(end)) for start, end in pairs))
    if any(one.end > other.start for one, other in pairwise(parts)):
        raise _FaultError("brat-line", f"{line.id}: found fragments that overlap")
    _require_surface(document.text, line, parts)
    document.textbounds[line.id] = TextBound(id=line.id, line=line.number, type=match[1], fragments=parts)


def _require_surface(text: str, line: _Line, parts: Fragments) -> None:
    if parts[-1].end > len(text):
        hint = "Offsets count code points, not bytes or UTF-16 units."
        message = f"{line.id}: found end={parts[-1].end} against a text of {len(text)} code points"
        raise _FaultError("span-outside-text", message, hint)
    wanted = surface(text, parts)
    if line.tail != wanted:
        hint = "Offsets and words of a T go together; brat changes both."
        raise _FaultError("surface-mismatch", f"{line.id}: found «{line.tail:.60}» against «{wanted:.60}»", hint)


def _read_event(document: AnnDocument, line: _Line) -> None:
    pairs = [_PAIR.fullmatch(part) for part in line.data.split()]
    found = [(pair[1], pair[2]) for pair in pairs if pair]
    if not found or len(found) < len(pairs):
        raise _FaultError("brat-line", f"{line.id}: found {line.data!r:.60} against `Type:T1 Role:T2 …`")
    type_, trigger = found[0]
    document.events[line.id] = EventLine(
        id=line.id, line=line.number, type=type_, trigger=trigger, arguments=tuple(found[1:])
    )


def _read_relation(document: AnnDocument, line: _Line) -> None:
    type_, *rest = line.data.split()
    targets = dict(part.split(":", 1) for part in rest if ":" in part)
    if len(rest) != 2 or targets.keys() != {"Arg1", "Arg2"}:
        raise _FaultError("brat-line", f"{line.id}: found {line.data!r:.60} against `Type Arg1:T1 Arg2:T2`")
    document.relations.append(Relation(line=line.number, type=type_, first=targets["Arg1"], second=targets["Arg2"]))


def _read_attribute(document: AnnDocument, line: _Line) -> None:
    name, target, value = [*line.data.split(" ", 2), "", ""][:3]
    if not (name and target):
        raise _FaultError("brat-line", f"{line.id}: found {line.data!r:.60} against a name, an id and a value")
    document.attributes.append(AttributeLine(line=line.number, name=name, target=target, value=value.strip() or None))


def _read_note(document: AnnDocument, line: _Line) -> None:
    type_, _, target = line.data.partition(" ")
    if type_ != NOTE or not target:
        raise _FaultError("brat-note", f"{line.id}: found {line.data!r:.60} against `{NOTE}` and an id")
    try:
        values = read_note(line.tail)
    except ValueError as error:
        hint = "A note holds data as words key=value; write %20 for a space in a value."
        raise _FaultError("brat-note", f"{line.id}: {error}", hint) from None
    document.notes.append(NoteLine(line=line.number, target=target, values=values))


_READERS: dict[str, Callable[[AnnDocument, _Line], None]] = {
    "T": _read_textbound,
    "E": _read_event,
    "R": _read_relation,
    "A": _read_attribute,
    "M": _read_attribute,
    "#": _read_note,
}


def _reference_findings(document: AnnDocument) -> Iterator[Finding]:
    known = document.textbounds.keys() | document.events.keys()
    for line, name, id_ in _references(document):
        if id_ not in known:
            yield Finding(document.path, line, "dangling-reference", f"{name}: found {id_} against the id of a T or E")
    for event in document.events.values():
        trigger = document.textbounds.get(event.trigger)
        if trigger is None or trigger.type != event.type:
            found = f"{event.id}: found trigger {event.trigger} against a T of type {event.type}"
            yield Finding(document.path, event.line, "brat-trigger", found)


def _references(document: AnnDocument) -> Iterator[tuple[int, str, str]]:
    for event in document.events.values():
        yield from ((event.line, f"{event.id} {role}", id_) for role, id_ in event.arguments)
    for relation in document.relations:
        yield from ((relation.line, relation.type, id_) for id_ in (relation.first, relation.second))
    yield from ((attribute.line, attribute.name, attribute.target) for attribute in document.attributes)
    yield from ((note.line, NOTE, note.target) for note in document.notes)
