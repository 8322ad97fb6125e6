"""brat standoff: `<name>.ann` beside `<name>.txt`, whoever made them.

    T   a mention, or the trigger of an event if an E names it as such, and then no mention. Parts with nothing but line
        ends between them are one, as brat cuts a T at line ends. A trigger keeps its other parts; a mention that has
        some is a finding, or under `discontinuous="cover"` the span from first to last: a record has no such mentions.
    E   an event; the number at the end of a role is brat's own and is dropped (Theme2 is Theme).
    A   `Polarity` and `Realis` of an event, whatever the case of name and value
    *   `Equiv`: what it lists is one entity, or one event
    R   of type Coref, Coreference, Equiv or Identity, whatever the case: the same

The id of a trigger T stands for its event, if it has one only. An entity's id is `<article>/<its least T>`, so that no
two articles share one. All else is passed over, as a record has no place for it: other attributes and relations,
normalisations (N), notes and comments (#). Types and roles are kept as found.

The files of `hudna export brat` have conventions of their own, and are read by these (`hudna.exchange.brat`).

Source: https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hudna.exchange.brat import names
from hudna.exchange.brat.names import unnumbered
from hudna.exchange.brat.read import annotation_of_ann
from hudna.exchange.brat.spans import joined
from hudna.exchange.brat.syntax import AnnDocument, EventLine, TextBound, read_ann
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import read_bytes
from hudna.formats.interchange import Located
from hudna.model import Argument, Event, Mention, Polarity, Realis, Record, Span
from hudna.texts import decode_text
from hudna_eval.readers.brat_clusters import clusters
from hudna_eval.readers.form import Item, Reading

COREFERENCE = frozenset({"coref", "coreference", "equiv", "identity"})
_POLARITY: dict[str, Polarity] = {"pos": "POS", "positive": "POS", "neg": "NEG", "negative": "NEG"}
_REALIS: dict[str, Realis] = {"actual": "ACTUAL", "generic": "GENERIC", "other": "OTHER"}
_ATTRIBUTES: dict[str, Mapping[str, str]] = {"polarity": _POLARITY, "realis": _REALIS}

_OF_THIS_PROJECT = re.compile(rf"^T[0-9]+\t{names.ARTICLE} ", re.MULTILINE)
_LINE_ENDS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def read_standoff(path: Path, name: str, reading: Reading) -> Iterator[Item]:
    """The one document of an `.ann` file; its article id is `name`, or the file's own without suffix."""
    try:
        text, content = _texts(path)
        yield Located(_record(content, path, text, name or path.stem, reading), str(path), 1)
    except InvalidDataError as error:
        yield error


def _texts(path: Path) -> tuple[str, str]:
    """The text and the annotation. In the text everything counts, a byte order mark too."""
    findings: list[Finding] = []
    texts: list[str] = []
    for file in (path.with_suffix(".txt"), path):
        try:
            texts.append(decode_text(read_bytes(file), file))
        except InvalidDataError as error:
            findings += error.findings
    if findings:
        raise InvalidDataError(findings)
    text, content = texts
    return text, content.removeprefix("\ufeff")


def _record(content: str, path: Path, text: str, article_id: str, reading: Reading) -> Record:
    """Raises: InvalidDataError with all faults of the document."""
    if _OF_THIS_PROJECT.search(content):
        return replace(annotation_of_ann(content, str(path), text).record, text=text)
    kept, groups = _sorted_lines(content)
    # A T is one line, so its words have spaces where the text has line ends: as long, and as good for comparison.
    document, findings = read_ann(kept, str(path), text.translate(_LINE_ENDS))
    if findings:
        raise InvalidDataError(findings)
    return _Standoff(replace(document, text=text), article_id, reading.discontinuous == "cover").record(groups)


_Group = tuple[int, tuple[str, ...]]
"""The ids of one entity or event, and the line that says so."""


def _sorted_lines(content: str) -> tuple[str, list[_Group]]:
    """The lines that `read_ann` is to read, the others made blank, and the groups of `* Equiv`."""
    kept: list[str] = []
    groups: list[_Group] = []
    for number, line in enumerate(content.split("\n"), start=1):
        id_, _, rest = line.partition("\t")
        label, *ids = rest.split("\t")[0].split() or [""]
        if id_[:1] == "*" and label.casefold() in COREFERENCE:
            groups.append((number, tuple(ids)))
        kept.append(line if _is_read(id_[:1], label.casefold()) else "")
    return "\n".join(kept), groups


def _is_read(kind: str, label: str) -> bool:
    """Whether a line says something that a record has a place for, or nothing that brat knows, which is a finding."""
    if not label:
        return kind not in "#N"
    known = {"A": _ATTRIBUTES.keys(), "M": _ATTRIBUTES.keys(), "R": COREFERENCE, "*": (), "#": (), "N": ()}
    return kind not in known or label in known[kind]


@dataclass(slots=True)
class _Standoff:
    """The lines of a document on their way to a record."""

    document: AnnDocument
    article_id: str
    cover: bool
    findings: list[Finding] = field(default_factory=list)
    triggers: dict[str, list[str]] = field(default_factory=dict)

    def record(self, groups: list[_Group]) -> Record:
        """Raises: InvalidDataError with all faults."""
        document = self.document
        for event in document.events.values():
            self.triggers.setdefault(event.trigger, []).append(event.id)
        groups = [*groups, *((line.line, (line.first, line.second)) for line in document.relations)]
        names_of = clusters(self._members(groups))
        cluster = {id_: f"{self.article_id}/{name}" for id_, name in names_of.items()}
        attributes = self._attributes()
        marks = [mark for mark in document.textbounds.values() if mark.id not in self.triggers]
        record = Record(
            article_id=self.article_id,
            text=document.text,
            mentions=tuple(self._mention(mark, cluster.get(mark.id)) for mark in marks),
            events=tuple(
                self._event(line, cluster.get(line.id), attributes.get(line.id, {}))
                for line in document.events.values()
            ),
        )
        if self.findings:
            raise InvalidDataError(self.findings)
        return record

    def _fault(self, line: int, rule: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(self.document.path, line, rule, message, hint))

    def _mention(self, mark: TextBound, entity_id: str | None) -> Mention:
        parts = joined(self.document.text, mark.fragments)
        if len(parts) > 1 and not self.cover:
            found = f"{mark.id}: found a mention of {len(parts)} parts against one"
            self._fault(mark.line, "discontinuous", found, "It can be read as the span from first to last.")
        span = Span(parts[0].start, parts[-1].end)
        text = span.of(self.document.text)
        return Mention(id=mark.id, type=mark.type, start=span.start, end=span.end, text=text, entity_id=entity_id)

    def _event(self, line: EventLine, event_id: str | None, attributes: dict[str, Any]) -> Event:
        trigger = joined(self.document.text, self.document.textbounds[line.trigger].fragments)
        arguments = tuple(
            Argument(role=unnumbered(role) or role, filler=self._meant(id_, line.line, f"{line.id} {role}"))
            for role, id_ in line.arguments
        )
        return Event(
            id=line.id,
            type=line.type,
            trigger=trigger,
            trigger_text=tuple(part.of(self.document.text) for part in trigger),
            arguments=arguments,
            event_id=event_id,
            polarity=attributes.get("polarity"),
            realis=attributes.get("realis"),
        )

    def _members(self, groups: list[_Group]) -> Iterator[list[str]]:
        for line, ids in groups:
            if len(ids) < 2:
                self._fault(line, "brat-line", f"found {len(ids)} ids against two or more of one entity")
            yield [self._meant(id_, line, "Equiv") for id_ in ids]

    def _meant(self, id_: str, line: int, where: str) -> str:
        """The id of the mention or event that a line means by an id."""
        events = self.triggers.get(id_, [])
        known = id_ in self.document.textbounds or id_ in self.document.events
        if not known or len(events) > 1:
            wanted = f"one of its events {', '.join(events)}" if known else "the id of a T or E"
            self._fault(line, "dangling-reference", f"{where}: found {id_:.60} against {wanted}")
        return events[0] if events else id_

    def _attributes(self) -> dict[str, dict[str, Any]]:
        """The attributes of events by id; on anything else they mean nothing to a record."""
        found: dict[str, dict[str, Any]] = {}
        for line in self.document.attributes:
            if line.target not in self.document.events:
                continue
            name = line.name.casefold()
            value = _ATTRIBUTES[name].get((line.value or "").casefold())
            own = found.setdefault(line.target, {})
            if value is None or own.setdefault(name, value) != value:
                wanted = f"one of {', '.join(_ATTRIBUTES[name])}, once"
                self._fault(
                    line.line, "brat-attribute", f"{line.target} {line.name}: found {line.value!s:.60} against {wanted}"
                )
        return found
