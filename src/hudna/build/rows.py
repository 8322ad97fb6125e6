"""Records as rows: the nested record of `articles`, and the flat tables for pandas."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hudna.dataset import ARTICLE_COLUMNS
from hudna.formats.decode import encode
from hudna.model import Event, Mention, NumericClaim, Record, Span
from hudna.registers import Article
from hudna.values import Quantity

Row = dict[str, Any]


def article_row(article: Article, record: Record) -> Row:
    """The full nested record, with the facts about the article beside it."""
    return {**{name: getattr(article, name) for name in ARTICLE_COLUMNS}, **encode(record)}


def mention_rows(record: Record) -> Iterator[Row]:
    """One row a mention; `depth` counts the mentions that contain it (0: outermost)."""
    for mention in record.mentions:
        yield {
            **_key(record),
            **encode(mention),
            "head_text": _inside(mention, mention.head),
            "depth": sum(mention.span in other.span for other in record.mentions if other.span != mention.span),
            "zone": _zone(record, mention.start),
        }


def event_rows(record: Record) -> Iterator[Row]:
    """One row an event mention; each argument carries its filler's surface and its entity or event id."""
    fillers: dict[str, Mention | Event] = {mention.id: mention for mention in record.mentions}
    fillers |= {event.id: event for event in record.events}
    for event in record.events:
        arguments = [
            {**encode(argument), **_filler_columns(fillers.get(argument.filler))} for argument in event.arguments
        ]
        yield {**_key(record), **encode(event), "arguments": arguments, "zone": _zone(record, event.trigger[0].start)}


def claim_rows(record: Record) -> Iterator[Row]:
    """One row a numeric claim; `value_number` is the value as a float, in days for a duration."""
    texts = {mention.id: mention.text for mention in record.mentions}
    types = {event.id: event.type for event in record.events}
    for claim in record.numeric_claims:
        yield {
            **_key(record),
            **encode(claim),
            "number_text": _inside(claim, claim.number),
            "modifier_text": _inside(claim, claim.modifier),
            "unit_text": _inside(claim, claim.unit),
            "value_number": _as_float(claim.value),
            "quantified_texts": [texts.get(id_) for id_ in claim.quantified],
            "about_type": types.get(claim.about.event) if claim.about else None,
            "attribution": [
                {**encode(link), "source_text": texts.get(link.source or "")} for link in claim.attribution
            ],
            "zone": _zone(record, claim.start),
        }


def _key(record: Record) -> Row:
    return {"article_id": record.article_id, "edition": record.edition}


def _zone(record: Record, offset: int) -> str | None:
    return next((zone.type for zone in record.zones if zone.start <= offset < zone.end), None)


def _inside(item: Mention | NumericClaim, part: Span | None) -> str | None:
    """The surface of a part, cut from its whole's surface: the source edition has no text to cut from."""
    if part is None or item.text is None:
        return None
    return item.text[part.start - item.start : part.end - item.start]


def _filler_columns(filler: Mention | Event | None) -> Row:
    if isinstance(filler, Event):
        return {"filler_kind": "event", "text": " ".join(filler.trigger_text or ()), "shared_id": filler.event_id}
    return {
        "filler_kind": "mention",
        "text": filler.text if filler else None,
        "shared_id": filler.entity_id if filler else None,
    }


def _as_float(value: Quantity | None) -> float | None:
    if value is None:
        return None
    return float(value) if isinstance(value, Decimal) else float(value.days)
