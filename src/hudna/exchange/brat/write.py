"""An annotation as the text of an `.ann` file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hudna.exchange.brat import names
from hudna.exchange.brat.canonical import canonical
from hudna.exchange.brat.names import note_text, numbered, role_name, to_brat
from hudna.exchange.brat.spans import first_word, fragments, joined, offsets_text, surface
from hudna.findings import Finding
from hudna.formats.annotation import AnnotationFile
from hudna.model import Attribution, Event, Mention, NumeralException, NumericClaim, Span, Zone
from hudna.ontology import TIMEX_TYPES
from hudna.validate.structure import dangling_reference, duplicate_id
from hudna.validate.subject import Subject
from hudna.validate.surfaces import span_outside_text, surface_mismatch, surface_missing, text_hash

_NEEDED = (text_hash, span_outside_text, surface_missing, surface_mismatch, duplicate_id, dangling_reference)


@dataclass(frozen=True, slots=True)
class _Ann:
    """The lines of an `.ann` file as they grow, by the letter of their ids."""

    text: str
    lines: dict[str, list[str]] = field(default_factory=lambda: {letter: [] for letter in "TERA#"})

    def add(self, letter: str, content: str) -> str:
        """Add a line under the next free id of its letter, and give that id."""
        own = self.lines[letter]
        id_ = f"{letter}{len(own) + 1}"
        own.append(f"{id_}\t{content}\n")
        return id_

    def textbound(self, type_: str, spans: Iterable[Span]) -> str:
        parts = fragments(self.text, spans)
        offsets = ";".join(f"{part.start} {part.end}" for part in parts)
        return self.add("T", f"{type_} {offsets}\t{surface(self.text, parts)}")

    def event(self, type_: str, trigger: str, arguments: Iterable[tuple[str, str]]) -> str:
        counts: Counter[str] = Counter()
        found = [f"{type_}:{trigger}"]
        for role, filler in arguments:
            counts[role] += 1
            found.append(f"{numbered(role, counts[role])}:{filler}")
        return self.add("E", " ".join(found))

    def attributes(self, target: str, known: Mapping[str, names.Attribute], item: object) -> None:
        for name, attribute in known.items():
            value = getattr(item, attribute.key)
            if value:
                self.add("A", f"{name} {target} {value}" if attribute.values else f"{name} {target}")

    def note(self, target: str, values: Mapping[str, Any]) -> None:
        if content := note_text(values):
            self.add("#", f"{names.NOTE} {target}\t{content}")

    def exact(self, span: Span) -> str | None:
        """The span as offsets where its T alone does not tell it."""
        told = joined(self.text, fragments(self.text, [span])) == (span,)
        return None if told else offsets_text([span])

    def part(self, type_: str, span: Span) -> str:
        """A T that another line refers to."""
        id_ = self.textbound(type_, [span])
        self.note(id_, {"span": self.exact(span)})
        return id_


def ann_text(annotation: AnnotationFile, text: str) -> str:
    """The content of the `.ann` file; call `brat_findings` first.

    Raises: KeyError for an annotation with broken references.
    """
    annotation = canonical(annotation)
    record = annotation.record
    ann = _Ann(text)
    for mention in record.mentions:
        ann.textbound(to_brat(mention.type), [mention.span])
    for mention in record.mentions:
        _describe_mention(ann, mention)
    for event in record.events:
        _add_event(ann, event)
    _add_claims(ann, record.numeric_claims, len(record.events))
    _add_header(ann, annotation)
    _add_zones(ann, record.zones)
    for exception in annotation.exceptions:
        _add_exception(ann, exception)
    return "".join(line for lines in ann.lines.values() for line in lines)


def brat_findings(annotation: AnnotationFile) -> list[Finding]:
    """Why an annotation, its record with text, cannot become an `.ann` file: broken references, spans without words."""
    subject = Subject(record=annotation.record, exceptions=annotation.exceptions)
    faults = [fault for rule in _NEEDED for fault in rule(subject)]
    findings = [
        Finding(annotation.path, annotation.line(fault.layer, fault.index), fault.rule, fault.message, fault.hint)
        for fault in faults
    ]
    return findings or list(_blank_findings(annotation))


def _blank_findings(annotation: AnnotationFile) -> Iterator[Finding]:
    text = annotation.record.text or ""
    if first_word(text, 0) is None:
        yield Finding(annotation.path, 1, "brat-blank", "found a text without a visible character")
        return
    for layer, index, spans in _spans(annotation):
        if not _can_be_marked(text, spans, layer):
            hint = "brat marks words, not line ends."
            found = f"found [{spans[0].start}, {spans[-1].end}) without a character that brat can mark"
            yield Finding(annotation.path, annotation.line(layer, index), "brat-blank", found, hint)


def _can_be_marked(text: str, spans: tuple[Span, ...], layer: str) -> bool:
    if layer == "zone":
        return first_word(text, spans[0].start, spans[0].end) is not None
    return bool(fragments(text, spans))


def _spans(annotation: AnnotationFile) -> Iterator[tuple[str, int, tuple[Span, ...]]]:
    """What becomes a T, each as (layer, index, spans)."""
    record = annotation.record
    for index, zone in enumerate(record.zones):
        yield "zone", index, (zone.span,)
    for index, mention in enumerate(record.mentions):
        yield from (("mention", index, (span,)) for span in (mention.span, mention.head) if span)
    for index, event in enumerate(record.events):
        yield "event", index, event.trigger
    for index, claim in enumerate(record.numeric_claims):
        parts = (claim.span, claim.number, claim.modifier, claim.unit, *(link.cue for link in claim.attribution))
        yield from (("numeric_claim", index, (span,)) for span in parts if span)
    for index, exception in enumerate(annotation.exceptions):
        yield "exception", index, (exception.span,)


def _describe_mention(ann: _Ann, mention: Mention) -> None:
    ann.attributes(mention.id, names.MENTION_ATTRIBUTES, mention)
    usual = None if mention.type in TIMEX_TYPES else mention.span
    if mention.head is not None and mention.head != usual:
        ann.add("R", f"Head Arg1:{mention.id} Arg2:{ann.part(names.HEAD, mention.head)}\t")
    dateline = mention.anchor == "dateline"
    if mention.anchor is not None and not dateline:
        ann.add("R", f"Anchor Arg1:{mention.id} Arg2:{mention.anchor}\t")
    note = {
        "entity_id": mention.entity_id,
        "value": mention.value,
        "anchor": "dateline" if dateline else None,
        "head": "none" if mention.head is None and usual is not None else None,
        "span": ann.exact(mention.span),
    }
    ann.note(mention.id, note)


def _add_event(ann: _Ann, event: Event) -> None:
    type_ = to_brat(event.type)
    trigger = ann.textbound(type_, event.trigger)
    arguments = [
        (role_name(argument.role) + names.IMPLICIT * argument.implicit, argument.filler) for argument in event.arguments
    ]
    id_ = ann.event(type_, trigger, arguments)
    ann.attributes(id_, names.EVENT_ATTRIBUTES, event)
    told = joined(ann.text, fragments(ann.text, event.trigger)) == event.trigger
    ann.note(id_, {"event_id": event.event_id, "trigger": None if told else offsets_text(event.trigger)})


def _add_claims(ann: _Ann, claims: tuple[NumericClaim, ...], count_of_events: int) -> None:
    ids = {claim.id: f"E{number}" for number, claim in enumerate(claims, start=count_of_events + 1)}
    links = list(dict.fromkeys(link for claim in claims for link in claim.attribution if link.cue))
    ids_of_links = {link: f"E{number}" for number, link in enumerate(links, start=count_of_events + len(claims) + 1)}
    for claim in claims:
        _add_claim(ann, claim, ids, ids_of_links)
    for link in links:
        _add_link(ann, link)


def _add_claim(ann: _Ann, claim: NumericClaim, ids: Mapping[str, str], ids_of_links: Mapping[Attribution, str]) -> None:
    trigger = ann.textbound(names.CLAIM, [claim.span])
    id_ = ann.event(names.CLAIM, trigger, list(_claim_arguments(ann, claim, ids, ids_of_links)))
    ann.attributes(id_, names.CLAIM_ATTRIBUTES, claim)
    keys = ("id", "value", "low", "high", "unit_norm", "as_of")
    ann.note(id_, {key: getattr(claim, key) for key in keys} | {"span": ann.exact(claim.span)})


def _claim_arguments(
    ann: _Ann, claim: NumericClaim, ids: Mapping[str, str], ids_of_links: Mapping[Attribution, str]
) -> Iterator[tuple[str, str]]:
    for key, type_ in names.PARTS.items():
        span = getattr(claim, key)
        if span is not None:
            yield key.capitalize(), ann.part(type_, span)
    yield from (("Quantified", id_) for id_ in claim.quantified)
    if claim.about is not None:
        yield names.ABOUT + role_name(claim.about.role), claim.about.event
    if claim.subset_of is not None:
        yield "SubsetOf", ids[claim.subset_of]
    yield from (("Attribution", ids_of_links.get(link) or link.source or "") for link in claim.attribution)
    stances = {value: name for name, value in names.STANCE.items()}
    yield from ((stances[stance.value], stance.source) for stance in claim.stance)


def _add_link(ann: _Ann, link: Attribution) -> None:
    if link.cue is None:
        return
    trigger = ann.textbound(names.LINK, [link.cue])
    id_ = ann.event(names.LINK, trigger, [("Source", link.source)] if link.source else [])
    ann.note(id_, {"span": ann.exact(link.cue)})


def _add_header(ann: _Ann, annotation: AnnotationFile) -> None:
    word = first_word(ann.text, 0)
    if word is None:
        return
    record = annotation.record
    note = {
        "article_id": record.article_id,
        "edition": record.edition,
        "guidelines": annotation.guidelines,
        "text_sha256": record.text_sha256,
    }
    ann.note(ann.textbound(names.ARTICLE, [word]), note)


def _add_zones(ann: _Ann, zones: tuple[Zone, ...]) -> None:
    """A zone is marked on its first word; it ends where the next one starts, which a note overrules."""
    ends = [*(zone.start for zone in zones[1:]), len(ann.text)]
    for zone, end in zip(zones, ends, strict=False):
        word = first_word(ann.text, zone.start, zone.end)
        if word is None:
            continue
        id_ = ann.textbound(names.ZONE + to_brat(zone.type), [word])
        start = None if word.start == zone.start else zone.start
        ann.note(id_, {"start": start, "end": None if end == zone.end else zone.end})


def _add_exception(ann: _Ann, exception: NumeralException) -> None:
    id_ = ann.part(names.EXCEPTION, exception.span)
    ann.attributes(id_, names.EXCEPTION_ATTRIBUTES, exception)
