"""Faults of records that would make a score meaningless, found before the first score. Rules: `hudna.validate`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise

from hudna.findings import Finding
from hudna.formats.interchange import Located
from hudna.model import Record
from hudna.texts import sha256
from hudna.validate.structure import dangling_reference, duplicate_id
from hudna.validate.subject import Fault, Subject, spans_of
from hudna.validate.surfaces import surface_faults
from hudna_eval.events.frames import trigger_of
from hudna_eval.sources.crowding import covered_findings, crowding_findings

FARTHEST = 10_000_000
"""Offsets beyond are refused where no text vouches for them: what is as long is a whole library, or a typing error."""


def gold_findings(gold: Located) -> Iterator[Finding]:
    """Faults of a gold record: its own hash, offsets, surfaces, ids and references."""
    yield from _findings(gold, gold.record)


def pred_findings(gold: Located, pred: Located) -> Iterator[Finding]:
    """Faults of a predicted record against the text of its gold record; its own text stands in where gold has none."""
    yield from _text_findings(gold, pred)
    text = pred.record.text if gold.record.text is None else gold.record.text
    yield from _findings(pred, replace(pred.record, text=text, text_sha256=None))
    yield from crowding_findings(gold, pred)


def trigger_findings(gold: Located, pred: Located) -> Iterator[Finding]:
    """Predicted events that stand on no trigger and type of gold, where these were given."""
    given = {(trigger_of(event), event.type) for event in gold.record.events}
    for event in pred.record.events:
        if (trigger_of(event), event.type) not in given:
            spans = ", ".join(f"[{span.start}, {span.end})" for span in event.trigger)
            message = f"{event.id}: found {event.type} on {spans} against the triggers and types of gold"
            yield Finding(pred.path, pred.line, "not-a-gold-trigger", message, "Or score without --gold-triggers.")


def _findings(item: Located, record: Record) -> Iterator[Finding]:
    subject = Subject(record=record, gold=False)
    places = _far_offsets(record) if record.text is None else surface_faults(record)
    faults = chain(
        duplicate_id(subject),
        dangling_reference(subject),
        _empty_labels(record),
        _unpaired_surrogate(record),
        _overlapping_zones(record),
        places,
    )
    yield from (Finding(item.path, item.line, fault.rule, fault.message, fault.hint) for fault in faults)
    yield from covered_findings(item, record, length=FARTHEST if record.text is None else len(record.text))


def _empty_labels(record: Record) -> Iterator[Fault]:
    """Event types, roles and fillers that are empty, which elsewhere match everything or are dropped."""
    for index, event in enumerate(record.events):
        parts = [("type", event.type)]
        parts += [(part, value) for a in event.arguments for part, value in (("role", a.role), ("filler", a.filler))]
        for part in dict.fromkeys(part for part, value in parts if not value):
            message = f"{event.id}: found an empty {part} against a name"
            yield Fault(rule="empty-label", message=message, layer="event", index=index)


def _far_offsets(record: Record) -> Iterator[Fault]:
    spans = [(layer, index, name, span) for layer, index, name, span, _ in spans_of(record)]
    spans += [("zone", index, f"zone {zone.type}", zone.span) for index, zone in enumerate(record.zones)]
    for layer, index, name, span in spans:
        if span.end > FARTHEST:
            message = f"{name}: found end={span.end} against at most {FARTHEST} without a text"
            hint = "Give the text with gold if it is as long."
            yield Fault(rule="offset-too-far", message=message, hint=hint, layer=layer, index=index)


def _overlapping_zones(record: Record) -> Iterator[Fault]:
    """Zones that share a character: which of them it is in, and whether it is scored, would be a matter of order."""
    zones = sorted(enumerate(record.zones), key=lambda item: (item[1].start, item[1].end, item[1].type))
    for (_, before), (index, zone) in pairwise(zones):
        if zone.start < before.end:
            found = f"found zone {zone.type} from {zone.start} within {before.type}, which ends at {before.end}"
            yield Fault(rule="zone-overlap", message=f"{found}, against zones apart", layer="zone", index=index)


def _unpaired_surrogate(record: Record) -> Iterator[Fault]:
    """Half of a UTF-16 pair: no character, and nothing that could be written to a file."""
    try:
        "".join(filter(None, _strings(record))).encode()
    except UnicodeEncodeError:
        hint = "Write characters beyond U+FFFF whole, not as two halves."
        yield Fault(rule="unpaired-surrogate", message="found half of a UTF-16 pair against a character", hint=hint)


def _strings(record: Record) -> Iterator[str | None]:
    """Every string but references to others, which are equal to one of these or lead nowhere."""
    yield from (record.article_id, record.edition, record.text, record.text_sha256, record.dateline)
    yield from (zone.type for zone in record.zones)
    for mention in record.mentions:
        yield from (mention.id, mention.type, mention.text, mention.entity_id)
    for event in record.events:
        yield from (event.id, event.type, event.event_id, *(event.trigger_text or ()))
        yield from (argument.role for argument in event.arguments)
    for claim in record.numeric_claims:
        yield from (claim.id, claim.text, claim.unit_norm, claim.about.role if claim.about else None)
        yield from (link.cue_text for link in claim.attribution)


def _text_findings(gold: Located, pred: Located) -> Iterator[Finding]:
    """The hash that a prediction states, and that of the text it carries, where they are not gold's."""
    expected = _hash_of(gold.record)
    if expected is None:
        return
    for found in sorted({_hash_of(pred.record), pred.record.text_sha256} - {None, expected}, key=str):
        message = f"found text of sha256 {found:.12}… against gold's {expected:.12}…"
        yield Finding(pred.path, pred.line, "text-hash", message, "Predict on the text of the gold that you score by.")


def _hash_of(record: Record) -> str | None:
    """The hash of the text, or the stated one of a record without text."""
    return record.text_sha256 if record.text is None else sha256(record.text.encode("utf-8", "surrogatepass"))
