"""An annotation file as units: small facts with names that do not depend on ids, so that two passes compare.

A unit is a name and a value. The name says where (offsets) and what; parts of an annotation hang below it:

    zone 0-70                                   "HEADLINE"
    mention 0-5 GPE                             true
    mention 0-5 GPE / entity_id                 "russia"
    event Contact.Request 6-10                  true
    event Contact.Request 6-10 / realis         "ACTUAL"
    event Contact.Request 6-10 / Recipient = mention 11-19 GPE      {"implicit": false}
    claim 1199-1219                             true
    claim 1199-1219 / value                     "P1.5M"
    claim 1199-1219 / quantified = mention 60-70 NORP               true

A fragment list is written `6-10,14-19`, in text order; which fragment is the head is a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hudna.formats.annotation import AnnotationFile
from hudna.formats.decode import encode
from hudna.model import Event, NumericClaim, Record, Span

Units = dict[str, Any]

PART = " / "
FILLER = " = "
MENTION_PARTS = ("head", "form", "entity_id", "value", "mod", "anchor")
EVENT_PARTS = ("polarity", "realis", "realis_kind", "event_id")
CLAIM_PARTS = (
    "id", "number", "modifier", "unit", "kind", "value", "low", "high", "mod", "unit_norm", "about", "attribution",
    "stance", "subset_of", "as_of", "conjoint",
)  # fmt: skip


def units_of(annotation: AnnotationFile) -> Units:
    """All units of an annotation file."""
    record = annotation.record
    names = item_names(record)
    units: Units = {f"zone {zone.start}-{zone.end}": zone.type for zone in record.zones}
    for group in (_mentions(record, names), _events(record, names), _claims(record, names)):
        units.update(group)
    units.update({f"exception {item.start}-{item.end}": item.reason for item in annotation.exceptions})
    return units


def surfaces_of(record: Record) -> dict[str, str]:
    """Span (`12-20`) → its words, for all spans whose words are stored."""
    found: dict[str, str] = {}
    for mention in record.mentions:
        _note(found, mention.span, mention.text)
    for event in record.events:
        for span, text in zip(event.trigger, event.trigger_text or (), strict=False):
            _note(found, span, text)
    for claim in record.numeric_claims:
        _note(found, claim.span, claim.text)
        for link in claim.attribution:
            if link.cue is not None:
                _note(found, link.cue, link.cue_text)
    return found


def item_names(record: Record) -> dict[str, str]:
    """Id → unit name, of mentions, events and claims (ids of claims are apart: `claim:N1`)."""
    names = {mention.id: f"mention {written(mention.span)} {mention.type}" for mention in record.mentions}
    names |= {event.id: f"event {event.type} {fragments(event.trigger)}" for event in record.events}
    return names | {f"claim:{claim.id}": f"claim {written(claim.span)}" for claim in record.numeric_claims}


def written(span: Span) -> str:
    """A span as `start-end`."""
    return f"{span.start}-{span.end}"


def fragments(spans: Iterable[Span]) -> str:
    """Spans in text order, joined by commas."""
    return ",".join(map(written, sorted(spans)))


def parent(unit: str) -> str:
    """The annotation that a unit belongs to: itself, or what stands before the slash."""
    return unit.partition(PART)[0]


def _note(found: dict[str, str], span: Span, text: str | None) -> None:
    if text is not None:
        found[written(span)] = text


def _mentions(record: Record, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for mention in record.mentions:
        name = names[mention.id]
        data = encode(mention)
        if mention.anchor is not None:
            data["anchor"] = names.get(mention.anchor, mention.anchor)
        yield name, True
        yield from _parts(name, data, MENTION_PARTS)


def _events(record: Record, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for event in record.events:
        name = names[event.id]
        yield name, True
        yield from _parts(name, {**encode(event)}, EVENT_PARTS)
        if len(event.trigger) > 1:
            yield f"{name}{PART}head", written(event.trigger[0])
        yield from _arguments(event, name, names)


def _arguments(event: Event, name: str, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for argument in event.arguments:
        filler = names.get(argument.filler, argument.filler)
        yield f"{name}{PART}{argument.role}{FILLER}{filler}", {"implicit": argument.implicit}


def _claims(record: Record, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for claim in record.numeric_claims:
        name = names[f"claim:{claim.id}"]
        yield name, True
        yield from _parts(name, _claim_data(claim, names), CLAIM_PARTS)
        for mention in claim.quantified:
            yield f"{name}{PART}quantified{FILLER}{names.get(mention, mention)}", True


def _claim_data(claim: NumericClaim, names: Mapping[str, str]) -> dict[str, Any]:
    data = encode(claim)
    if claim.about is not None:
        data["about"] = {"event": names.get(claim.about.event, claim.about.event), "role": claim.about.role}
    if claim.subset_of is not None:
        data["subset_of"] = names.get(f"claim:{claim.subset_of}", claim.subset_of)
    if claim.attribution:
        data["attribution"] = [
            {"source": link.source and names.get(link.source, link.source), "cue": link.cue and written(link.cue)}
            for link in claim.attribution
        ]
    if claim.stance:
        data["stance"] = [{"source": names.get(one.source, one.source), "value": one.value} for one in claim.stance]
    return data


def _parts(name: str, data: Mapping[str, Any], parts: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for part in parts:
        if part in data:
            yield f"{name}{PART}{part}", data[part]
