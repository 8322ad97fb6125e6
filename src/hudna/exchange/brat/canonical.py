"""An annotation in canonical order, with canonical ids: T1, T2, … and E1, E2, … in the order of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hudna.formats.annotation import AnnotationFile
from hudna.model import Argument, Attribution, Event, Mention, NumericClaim, Stance

_Ids = Mapping[str, str]


def canonical(annotation: AnnotationFile) -> AnnotationFile:
    """The annotation in the order of `annotation_text`, mentions and events numbered anew; claims keep their ids."""
    record = annotation.record
    mentions = sorted(record.mentions, key=lambda mention: (mention.start, -mention.end, mention.type))
    events = sorted(record.events, key=lambda event: (min(event.trigger), event.type))
    ids = {mention.id: f"T{number}" for number, mention in enumerate(mentions, start=1)}
    ids |= {event.id: f"E{number}" for number, event in enumerate(events, start=1)}
    renumbered = replace(
        record,
        zones=tuple(sorted(record.zones, key=lambda zone: zone.start)),
        mentions=tuple(_mention(mention, ids) for mention in mentions),
        events=tuple(_event(event, ids) for event in events),
        numeric_claims=tuple(
            _claim(claim, ids) for claim in sorted(record.numeric_claims, key=lambda claim: (claim.start, claim.end))
        ),
    )
    exceptions = tuple(sorted(annotation.exceptions, key=lambda exception: exception.start))
    return replace(annotation, record=renumbered, exceptions=exceptions, lines={})


def _mention(mention: Mention, ids: _Ids) -> Mention:
    anchor = mention.anchor
    return replace(mention, id=ids[mention.id], anchor=anchor if anchor in (None, "dateline") else ids[anchor or ""])


def _event(event: Event, ids: _Ids) -> Event:
    arguments = tuple(
        Argument(role=argument.role, filler=ids[argument.filler], implicit=argument.implicit)
        for argument in event.arguments
    )
    return replace(event, id=ids[event.id], arguments=arguments)


def _claim(claim: NumericClaim, ids: _Ids) -> NumericClaim:
    return replace(
        claim,
        quantified=tuple(ids[id_] for id_ in claim.quantified),
        about=claim.about and replace(claim.about, event=ids[claim.about.event]),
        attribution=tuple(_link(link, ids) for link in claim.attribution),
        stance=tuple(Stance(source=ids[stance.source], value=stance.value) for stance in claim.stance),
    )


def _link(link: Attribution, ids: _Ids) -> Attribution:
    return replace(link, source=None if link.source is None else ids[link.source])
