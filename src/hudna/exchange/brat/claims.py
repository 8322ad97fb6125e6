"""Numeric claims of an `.ann` file: an event each, with the links of their attribution as events of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Any

from hudna.exchange.brat import names
from hudna.exchange.brat.names import from_brat, unnumbered
from hudna.exchange.brat.pieces import Pieces
from hudna.exchange.brat.syntax import EventLine
from hudna.model import NumericClaim, Span

_KEYS = ("id", "value", "low", "high", "unit_norm", "as_of", "span")
_ROLES = ("Number", "Modifier", "Unit", "Quantified", "SubsetOf", "Attribution", *names.STANCE)


def read_claims(pieces: Pieces, mentions: Collection[str], events: Collection[str]) -> Iterator[NumericClaim]:
    """The claims; one that was made in brat, without an id, gets the next number."""
    lines = [line for line in pieces.document.events.values() if line.type == names.CLAIM]
    notes = {line.id: pieces.note(line.id, _KEYS) for line in lines}
    ids = _ids(pieces, lines, notes)
    links = _links(pieces, mentions)
    for line in lines:
        data = {"id": ids[line.id], **_own(pieces, line, notes[line.id])}
        data |= _parts(pieces, line) | _references(pieces, line, mentions, events, ids)
        data["attribution"] = [
            links.get(target, {"source": target})
            for target in _fillers(pieces, line, "Attribution", {*links, *mentions})
        ]
        _report_other_roles(pieces, line)
        yield from pieces.build(NumericClaim, data, line.line)
    _report_unused(pieces, lines)


def _ids(pieces: Pieces, lines: list[EventLine], notes: Mapping[str, dict[str, str]]) -> dict[str, str]:
    ids = {line.id: note["id"] for line in lines if "id" in (note := notes[line.id])}
    for line in lines:
        earlier = [other for other in ids if other != line.id and ids[other] == ids.get(line.id)]
        if earlier:
            found = f"found claim id {ids[line.id]} on {line.id} and on {', '.join(earlier)}"
            pieces.fault(line.line, "duplicate-id", found)
    free = (f"N{number}" for number in count(1) if f"N{number}" not in ids.values())
    return {line.id: ids[line.id] if line.id in ids else next(free) for line in lines}


def _own(pieces: Pieces, line: EventLine, note: Mapping[str, str]) -> dict[str, Any]:
    span = pieces.span(pieces.document.textbounds[line.trigger], note.get("span"))
    values = {key: value for key, value in note.items() if key not in ("id", "span")}
    extent = {"start": span.start, "end": span.end, "text": span.of(pieces.document.text)}
    return {**extent, **values, **pieces.attributes(line.id, names.CLAIM_ATTRIBUTES)}


def _parts(pieces: Pieces, line: EventLine) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, type_ in names.PARTS.items():
        marks = [mark.id for mark in pieces.document.textbounds.values() if mark.type == type_]
        id_ = pieces.one(line.line, f"{line.id} {key}", _fillers(pieces, line, key.capitalize(), marks))
        if id_ is not None:
            span = _part(pieces, id_)
            found[key] = [span.start, span.end]
    return found


def _part(pieces: Pieces, id_: str) -> Span:
    return pieces.noted_span(pieces.document.textbounds[id_])


def _references(
    pieces: Pieces, line: EventLine, mentions: Collection[str], events: Collection[str], claims: Mapping[str, str]
) -> dict[str, Any]:
    data: dict[str, Any] = {"quantified": _fillers(pieces, line, "Quantified", mentions)}
    subset = pieces.one(line.line, f"{line.id} SubsetOf", _fillers(pieces, line, "SubsetOf", claims))
    if subset is not None:
        data["subset_of"] = claims[subset]
    roles = dict.fromkeys(role for role, _ in _roles(line) if role.startswith(names.ABOUT))
    about = [(role, filler) for role in roles for filler in _fillers(pieces, line, role, events)]
    filled = pieces.one(line.line, f"{line.id} about", about)
    if filled is not None:
        data["about"] = {"event": filled[1], "role": from_brat(filled[0].removeprefix(names.ABOUT))}
    data["stance"] = [
        {"source": filler, "value": names.STANCE[role]}
        for role, filler in _roles(line)
        if role in names.STANCE and filler in _fillers(pieces, line, role, mentions)
    ]
    return data


def _links(pieces: Pieces, mentions: Collection[str]) -> dict[str, dict[str, Any]]:
    """Id → link of an attribution, for those that have a cue."""
    links: dict[str, dict[str, Any]] = {}
    for line in pieces.document.events.values():
        if line.type != names.LINK:
            continue
        noted = pieces.note(line.id, ("span",)).get("span")
        cue = pieces.span(pieces.document.textbounds[line.trigger], noted)
        source = pieces.one(line.line, f"{line.id} Source", _fillers(pieces, line, "Source", mentions))
        links[line.id] = {"source": source, "cue": [cue.start, cue.end], "cue_text": cue.of(pieces.document.text)}
        for role, _ in _roles(line):
            if role != "Source":
                pieces.fault(line.line, "brat-role", f"{line.id}: found role {role} against Source")
    return links


def _roles(line: EventLine) -> list[tuple[str, str]]:
    return [(unnumbered(name), filler) for name, filler in line.arguments]


def _fillers(pieces: Pieces, line: EventLine, role: str, allowed: Collection[str]) -> list[str]:
    """The fillers of a role; one that may not fill it is a fault."""
    own = [filler for name, filler in _roles(line) if name == role]
    for filler in own:
        if filler not in allowed:
            found = f"{line.id} {role}: found {filler}, which cannot fill this role"
            pieces.fault(line.line, "dangling-reference", found)
    return [filler for filler in own if filler in allowed]


def _report_other_roles(pieces: Pieces, line: EventLine) -> None:
    for role, _ in _roles(line):
        if role not in _ROLES and not role.startswith(names.ABOUT):
            found = f"{line.id}: found role {role} against {', '.join(_ROLES)} or {names.ABOUT}<Role>"
            pieces.fault(line.line, "brat-role", found)


def _report_unused(pieces: Pieces, claims: list[EventLine]) -> None:
    used = {filler for line in claims for _, filler in line.arguments}
    for line in pieces.document.events.values():
        if line.type == names.LINK and line.id not in used:
            pieces.fault(line.line, "brat-unused", f"found {names.LINK} {line.id}, which no claim refers to")
