"""An `.ann` file as an annotation. What the labels may be is left to `hudna check`; here every line finds its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hudna.exchange.brat import names
from hudna.exchange.brat.canonical import canonical
from hudna.exchange.brat.claims import read_claims
from hudna.exchange.brat.names import from_brat, unnumbered, zone_type
from hudna.exchange.brat.pieces import Pieces
from hudna.exchange.brat.syntax import AnnDocument, EventLine, TextBound, read_ann
from hudna.exchange.brat.zones import read_zones
from hudna.findings import InvalidDataError
from hudna.formats.annotation import AnnotationFile
from hudna.model import Event, Mention, NumeralException, Record, Span
from hudna.ontology import TIMEX_TYPES
from hudna.texts import sha256

_HEADER_KEYS = ("article_id", "edition", "guidelines", "text_sha256")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The T that trigger nothing, by what they stand for."""

    headers: tuple[TextBound, ...]
    zones: tuple[TextBound, ...]
    mentions: tuple[TextBound, ...]
    exceptions: tuple[TextBound, ...]


def annotation_of_ann(content: str, path: str, text: str) -> AnnotationFile:
    """The annotation that an `.ann` file of `text` says, in canonical order and with canonical ids.

    Raises: InvalidDataError with a finding for every line that has no place in an annotation.
    """
    document, findings = read_ann(content, path, text)
    if findings:
        raise InvalidDataError(findings)
    pieces = Pieces(document)
    annotation = _annotation(pieces)
    pieces.report_rest()
    if pieces.findings:
        raise InvalidDataError(pieces.findings)
    return canonical(annotation)


def _annotation(pieces: Pieces) -> AnnotationFile:
    document = pieces.document
    marks = _marks(document)
    happenings = [event for event in document.events.values() if event.type not in (names.CLAIM, names.LINK)]
    mention_ids = {mark.id for mark in marks.mentions}
    header = _header(pieces, marks.headers)
    record = Record(
        article_id=header.get("article_id", ""),
        edition=header.get("edition", ""),
        text_sha256=header.get("text_sha256"),
        zones=read_zones(pieces, marks.zones),
        mentions=tuple(_mentions(pieces, marks.mentions)),
        events=tuple(_events(pieces, happenings, mention_ids)),
        numeric_claims=tuple(read_claims(pieces, mention_ids, {event.id for event in happenings})),
    )
    exceptions = tuple(item for mark in marks.exceptions for item in _exception(pieces, mark))
    guidelines = header.get("guidelines", "")
    return AnnotationFile(path=document.path, record=record, guidelines=guidelines, exceptions=exceptions)


def _marks(document: AnnDocument) -> _Marks:
    triggers = {event.trigger for event in document.events.values()}
    free = [mark for mark in document.textbounds.values() if mark.id not in triggers]
    own = {names.ARTICLE, names.EXCEPTION, *names.HELD_BY_ANOTHER}
    return _Marks(
        headers=tuple(mark for mark in free if mark.type == names.ARTICLE),
        zones=tuple(mark for mark in free if zone_type(mark.type) is not None),
        mentions=tuple(mark for mark in free if mark.type not in own and zone_type(mark.type) is None),
        exceptions=tuple(mark for mark in free if mark.type == names.EXCEPTION),
    )


def _header(pieces: Pieces, marks: Sequence[TextBound]) -> dict[str, str]:
    if len(marks) != 1:
        line = marks[1].line if marks else 1
        found = f"found {len(marks)} T of type {names.ARTICLE} against one"
        pieces.fault(line, "header", found, "Its note says which text this is, and under which guidelines.")
    values: dict[str, str] = {}
    for mark in marks:
        values = pieces.note(mark.id, _HEADER_KEYS)
        for key in sorted(set(_HEADER_KEYS) - values.keys()):
            pieces.fault(mark.line, "missing-key", f"{key}: found no such key in the note of {mark.id}")
        wanted = sha256(pieces.document.text.encode())
        if values.get("text_sha256", wanted) != wanted:
            found = f"found text of sha256 {wanted[:12]}… against {values['text_sha256'][:12]}…"
            pieces.fault(mark.line, "text-hash", found, "The text was changed after it was annotated.")
    return values


def _mentions(pieces: Pieces, marks: Sequence[TextBound]) -> Iterator[Mention]:
    ids = {mark.id for mark in marks}
    heads = dict(_heads(pieces, ids))
    anchors = dict(_anchors(pieces, ids))
    for mark in marks:
        note = pieces.note(mark.id, ("entity_id", "value", "anchor", "head", "span"))
        span = pieces.span(mark, note.pop("span", None))
        type_ = from_brat(mark.type)
        head = heads.get(mark.id, None if type_ in TIMEX_TYPES else span)
        if note.pop("head", None) == "none" and mark.id not in heads:
            head = None
        if mark.id in anchors:
            note["anchor"] = anchors[mark.id]
        elif note.get("anchor", "dateline") != "dateline":
            hint = "A relation Anchor leads to a mention."
            found = f"{mark.id}: found anchor={note['anchor']} against dateline"
            pieces.fault(mark.line, "brat-note", found, hint)
        data = {
            "id": mark.id, "type": type_, "start": span.start, "end": span.end, "text": span.of(pieces.document.text),
            **({"head": [head.start, head.end]} if head else {}),
            **pieces.attributes(mark.id, names.MENTION_ATTRIBUTES), **note,
        }  # fmt: skip
        yield from pieces.build(Mention, data, mark.line)


def _heads(pieces: Pieces, mentions: set[str]) -> Iterator[tuple[str, Span]]:
    seen: set[str] = set()
    for relation in pieces.relations("Head"):
        mark = pieces.document.textbounds.get(relation.second)
        if relation.first not in mentions or relation.first in seen or mark is None or mark.type != names.HEAD:
            found = f"found {relation.first} → {relation.second} against a mention and its one {names.HEAD}"
            pieces.fault(relation.line, "dangling-reference", f"Head: {found}")
        else:
            seen.add(relation.first)
            yield relation.first, pieces.noted_span(mark)


def _anchors(pieces: Pieces, mentions: set[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for relation in pieces.relations("Anchor"):
        if not {relation.first, relation.second} <= mentions or relation.first in seen:
            found = f"found {relation.first} → {relation.second} against a mention and its one anchor"
            pieces.fault(relation.line, "dangling-reference", f"Anchor: {found}")
        seen.add(relation.first)
        yield relation.first, relation.second


def _events(pieces: Pieces, lines: Sequence[EventLine], mentions: set[str]) -> Iterator[Event]:
    fillers = mentions | {line.id for line in lines}
    text = pieces.document.text
    for line in lines:
        note = pieces.note(line.id, ("event_id", "trigger"))
        trigger = pieces.trigger(pieces.document.textbounds[line.trigger], note.pop("trigger", None))
        data = {
            "id": line.id, "type": from_brat(line.type),
            "trigger": [[part.start, part.end] for part in trigger],
            "trigger_text": [part.of(text) for part in trigger],
            **pieces.attributes(line.id, names.EVENT_ATTRIBUTES), **note,
            "arguments": list(_arguments(pieces, line, fillers)),
        }  # fmt: skip
        yield from pieces.build(Event, data, line.line)


def _arguments(pieces: Pieces, line: EventLine, fillers: set[str]) -> Iterator[Mapping[str, object]]:
    for name, filler in line.arguments:
        if filler not in fillers:
            found = f"{line.id} {name}: found {filler} against the id of a mention or event"
            pieces.fault(line.line, "dangling-reference", found)
        role = unnumbered(name)
        implicit = names.is_implicit(role)
        label = from_brat(role.removesuffix(names.IMPLICIT) if implicit else role)
        yield {"role": label, "filler": filler, **({"implicit": True} if implicit else {})}


def _exception(pieces: Pieces, mark: TextBound) -> Iterator[NumeralException]:
    span = pieces.noted_span(mark)
    data = {"start": span.start, "end": span.end, "text": span.of(pieces.document.text)}
    yield from pieces.build(
        NumeralException, {**data, **pieces.attributes(mark.id, names.EXCEPTION_ATTRIBUTES)}, mark.line
    )
