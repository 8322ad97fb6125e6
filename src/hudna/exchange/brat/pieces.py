"""What the lines of an `.ann` file say of one T or E: each note and attribute is taken once, and what is left is a
fault: nothing that somebody wrote in brat is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hudna.exchange.brat import names
from hudna.exchange.brat.names import Attribute
from hudna.exchange.brat.spans import Fragments, fragments, joined, read_offsets
from hudna.exchange.brat.syntax import AnnDocument, AttributeLine, NoteLine, Relation, TextBound
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode
from hudna.model import Span

T = TypeVar("T")


@dataclass(slots=True)
class Pieces:
    """A document of which parts are taken one by one; `findings` grows as faults come to light."""

    document: AnnDocument
    findings: list[Finding] = field(default_factory=list)
    _notes: list[NoteLine] = field(init=False)
    _attributes: list[AttributeLine] = field(init=False)
    _relations: list[Relation] = field(init=False)
    _taken: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._notes = list(self.document.notes)
        self._attributes = list(self.document.attributes)
        self._relations = list(self.document.relations)

    def fault(self, line: int, rule: str, message: str, hint: str = "") -> None:
        """Remember a finding."""
        self.findings.append(Finding(self.document.path, line, rule, message, hint))

    def note(self, target: str, keys: Collection[str]) -> dict[str, str]:
        """The note of a T or E, of which it may have one with these keys."""
        own = [note for note in self._notes if note.target == target]
        self._notes = [note for note in self._notes if note.target != target]
        for note in own[1:]:
            self.fault(note.line, "brat-note", f"found a second note of {target} against one")
        values = own[0].values if own else {}
        for key in values.keys() - set(keys):
            self.fault(own[0].line, "brat-note", f"{target}: found key {key} against {', '.join(keys)}")
        return {key: value for key, value in values.items() if key in keys}

    def attributes(self, target: str, known: Mapping[str, Attribute]) -> dict[str, Any]:
        """Key → value of the attributes of a T or E; a flag is True. Other attributes stay, and will be faults."""
        own = [line for line in self._attributes if line.target == target and line.name in known]
        self._attributes = [line for line in self._attributes if line not in own]
        values: dict[str, Any] = {}
        for line in own:
            attribute = known[line.name]
            if attribute.key in values or bool(line.value) != bool(attribute.values):
                wanted = f"one of {', '.join(attribute.values)}, once" if attribute.values else "no value, once"
                self.fault(line.line, "brat-attribute", f"{target} {line.name}: found {line.value} against {wanted}")
            else:
                values[attribute.key] = line.value or True
        return values

    def relations(self, type_: str) -> list[Relation]:
        """The relations of a type."""
        own = [relation for relation in self._relations if relation.type == type_]
        self._relations = [relation for relation in self._relations if relation.type != type_]
        return own

    def span(self, textbound: TextBound, noted: str | None) -> Span:
        """The one span of a T. A note of other offsets counts if the T lies where it would put it."""
        self._taken.add(textbound.id)
        if noted is not None:
            exact = self._offsets(textbound.line, noted)
            if len(exact) == 1 and fragments(self.document.text, exact) == textbound.fragments:
                return exact[0]
        parts = joined(self.document.text, textbound.fragments)
        if len(parts) > 1:
            hint = "Only the trigger of an event may have several fragments."
            message = f"{textbound.id}: found {len(parts)} fragments against one span"
            self.fault(textbound.line, "brat-fragments", message, hint)
        return parts[0]

    def noted_span(self, textbound: TextBound) -> Span:
        """The span of a T whose own note says nothing else."""
        return self.span(textbound, self.note(textbound.id, ("span",)).get("span"))

    def trigger(self, textbound: TextBound, noted: str | None) -> Fragments:
        """The fragments of a trigger, the head first: the first of the note, else the first in the text."""
        self._taken.add(textbound.id)
        exact = () if noted is None else self._offsets(textbound.line, noted)
        if exact and fragments(self.document.text, exact) == textbound.fragments:
            return exact
        parts = joined(self.document.text, textbound.fragments)
        if not exact or len(parts) == 1:
            return parts
        if exact[0] not in parts:
            hint = "Put the head's offsets first in the note, or remove `trigger` if the head is the first in the text."
            found = f"{textbound.id}: found head [{exact[0].start}, {exact[0].end}) in the note against a fragment"
            self.fault(textbound.line, "brat-head", found, hint)
        return (exact[0], *(part for part in parts if part != exact[0]))

    def build(self, kind: type[T], data: Mapping[str, Any], line: int) -> Iterator[T]:
        """The object, or nothing and its faults."""
        try:
            yield decode(kind, json.dumps(data), self.document.path, line)
        except InvalidDataError as error:
            self.findings.extend(error.findings)

    def one(self, line: int, name: str, found: Iterable[T]) -> T | None:
        """The only item, or None; more than one is a fault."""
        items = list(found)
        if len(items) > 1:
            self.fault(line, "brat-role", f"{name}: found {len(items)} against one at most")
        return items[0] if items else None

    def report_rest(self) -> None:
        """A finding for everything that was not taken."""
        for note in self._notes:
            self.fault(note.line, "brat-note", f"found a note on {note.target}, which has none")
        for line in self._attributes:
            self.fault(line.line, "brat-attribute", f"found {line.name} on {line.target}, which has no such attribute")
        for relation in self._relations:
            self.fault(relation.line, "brat-relation", f"found relation {relation.type} against Head or Anchor")
        for textbound in self.document.textbounds.values():
            if textbound.type in names.HELD_BY_ANOTHER and textbound.id not in self._taken:
                found = f"found {textbound.type} {textbound.id}, which nothing refers to"
                self.fault(textbound.line, "brat-unused", found)

    def _offsets(self, line: int, noted: str) -> Fragments:
        try:
            return read_offsets(noted)
        except ValueError as error:
            self.fault(line, "brat-note", str(error))
            return ()
