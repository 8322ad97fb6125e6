"""Level 3: zones tile the text, ids are unique, references lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from hudna.model import NumericClaim, Span
from hudna.ontology import UNSCORED_ZONES, ZONE_TYPES
from hudna.validate.subject import Fault, Subject, spans_of


def zone_type(subject: Subject) -> Iterator[Fault]:
    for index, zone in enumerate(subject.record.zones):
        if zone.type not in ZONE_TYPES:
            message = f"found zone {zone.type} against one of {', '.join(ZONE_TYPES)}"
            yield Fault(rule="zone-type", message=message, layer="zone", index=index)


def zone_tiling(subject: Subject) -> Iterator[Fault]:
    at = 0
    for index, zone in enumerate(subject.record.zones):
        if zone.start != at:
            message = f"found zone {zone.type} from {zone.start} against {at}, where the one before ends"
            yield Fault(rule="zone-tiling", message=message, layer="zone", index=index)
        at = zone.end
    if subject.record.text is not None and at != len(subject.text):
        message = f"found zones up to {at} against a text of {len(subject.text)} code points"
        yield Fault(rule="zone-tiling", message=message, layer="zone", index=max(0, len(subject.record.zones) - 1))


def unscored_zone(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, span, _ in spans_of(subject.record):
        for zone in subject.record.zones:
            if zone.type in UNSCORED_ZONES and zone.span.overlap(span):
                message = f"{name}: found an annotation in {zone.type}, which is not annotated"
                yield Fault(rule="unscored-zone", message=message, layer=layer, index=index)


def zone_crossing(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, span, _ in spans_of(subject.record):
        if sum(zone.span.overlap(span) > 0 for zone in subject.record.zones) > 1:
            message = f"{name}: found [{span.start}, {span.end}) across zones against a span inside one"
            yield Fault(rule="zone-crossing", message=message, layer=layer, index=index)


def duplicate_id(subject: Subject) -> Iterator[Fault]:
    """Mentions and events share one namespace, because a filler may name either."""
    record = subject.record
    items = [("mention", index, mention.id) for index, mention in enumerate(record.mentions)]
    items += [("event", index, event.id) for index, event in enumerate(record.events)]
    yield from _repeated(items)
    yield from _repeated([("numeric_claim", index, claim.id) for index, claim in enumerate(record.numeric_claims)])


def _repeated(items: list[tuple[str, int, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for layer, index, id_ in items:
        if id_ in seen:
            yield Fault(rule="duplicate-id", message=f"found id {id_} again", layer=layer, index=index)
        seen.add(id_)


def duplicate_annotation(subject: Subject) -> Iterator[Fault]:
    record = subject.record
    keys: list[tuple[str, int, tuple[tuple[Span, ...], str]]]
    keys = [("mention", index, ((mention.span,), mention.type)) for index, mention in enumerate(record.mentions)]
    keys += [("event", index, (tuple(sorted(event.trigger)), event.type)) for index, event in enumerate(record.events)]
    counts = Counter((layer, key) for layer, _, key in keys)
    for layer, index, key in keys:
        if counts[layer, key] > 1:
            message = f"found two {layer}s of type {key[1]} on one span against one"
            yield Fault(rule="duplicate-annotation", message=message, layer=layer, index=index)


def dangling_reference(subject: Subject) -> Iterator[Fault]:
    fillers = subject.mentions.keys() | subject.events.keys()
    for index, event in enumerate(subject.record.events):
        for argument in event.arguments:
            if argument.filler not in fillers:
                yield _dangling(f"{event.id} {argument.role}", argument.filler, "event", index)
    for index, claim in enumerate(subject.record.numeric_claims):
        for name, id_ in _claim_references(claim, subject):
            yield _dangling(f"{claim.id} {name}", id_, "numeric_claim", index)
    for index, mention in enumerate(subject.record.mentions):
        if mention.anchor not in (None, "dateline") and mention.anchor not in subject.mentions:
            yield _dangling(f"{mention.id} anchor", mention.anchor or "", "mention", index)


def _claim_references(claim: NumericClaim, subject: Subject) -> Iterator[tuple[str, str]]:
    """The references of a claim that lead nowhere, as (name, id)."""
    mentions = [("quantified", id_) for id_ in claim.quantified]
    mentions += [("attribution source", link.source) for link in claim.attribution if link.source is not None]
    mentions += [("stance source", stance.source) for stance in claim.stance]
    yield from ((name, id_) for name, id_ in mentions if id_ not in subject.mentions)
    if claim.about is not None and claim.about.event not in subject.events:
        yield "about", claim.about.event
    if claim.subset_of is not None and claim.subset_of not in subject.claims:
        yield "subset_of", claim.subset_of


def _dangling(where: str, id_: str, layer: str, index: int) -> Fault:
    message = f"{where}: found {id_} against the id of an annotation of this article"
    return Fault(rule="dangling-reference", message=message, layer=layer, index=index)


def cycle(subject: Subject) -> Iterator[Fault]:
    events = {event.id: {argument.filler for argument in event.arguments} for event in subject.record.events}
    subsets = {claim.id: {claim.subset_of} if claim.subset_of else set() for claim in subject.record.numeric_claims}
    for layer, graph in (("event", events), ("numeric_claim", subsets)):
        ids = list(graph)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            path = [id_ for id_ in error.args[1] if id_ in graph]
            message = f"found {' → '.join(path)} against references that end"
            yield Fault(rule="cycle", message=message, layer=layer, index=min(map(ids.index, path)))
