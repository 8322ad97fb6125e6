"""Numeric claims: what a graph links to a number, with value, bounds, modifier and unit as the readers give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities import Quantity, read_number
from hudna.model import About, Attribution, ClaimKind, Mention, NumericClaim, Span
from hudna_baselines.rules.document import Document, mention_id
from hudna_baselines.rules.norms import norm_of
from hudna_baselines.rules.quantities import quantities_in

from .schema import Relation
from .tags import Item
from .texts import touched

Linked = Sequence[tuple[Item, str]]
Links = Mapping[Relation, Mapping[Item, Linked]]
"""Relation → left item → the right items that it is linked with, each with the label; in text order."""

_RELAYS = frozenset(map(comparison_form, "وفق وفقا بحسب حسب نقلا استنادا".split()))
"""What attributes from outside of the sentence's reporting verbs, wherever it stands. Source: guidelines, 9."""


def id_of(item: Item) -> str:
    """The id that a record has for a mention or a trigger."""
    return mention_id(item.label, item.span) if item.kind == "mention" else f"e{item.span.start}-{item.span.end}"


def linked(links: Links, relation: Relation, left: Item) -> Linked:
    """What an item is linked with; nothing where it has no link."""
    return links.get(relation, {}).get(left, ())


def claims_of(document: Document, numbers: Sequence[Item], links: Links) -> Iterator[NumericClaim]:
    """A claim for each number, in text order. `document` has the mentions, dates among them."""
    read = [quantity for sentence in document.sentences for quantity in quantities_in(document, sentence)]
    mentions = {mention.id: mention for mention in document.mentions}
    spans = [_number_of(quantity) for quantity in read]
    for number in numbers:
        quantity = _reading(document, number, [read[index] for index in touched(spans, number.span)])
        counted = [mentions[id_of(item)] for item, _ in linked(links, "quantified", number)]
        yield _claim(document, quantity, counted if quantity.kind != "DURATION" else [], number, links)


def _number_of(quantity: Quantity) -> Span:
    return quantity.number or quantity.span


def _reading(document: Document, number: Item, touching: Sequence[Quantity]) -> Quantity:
    """What the reader makes of a number: its quantity there, with the number's span as it is marked.

    Of several it is that which shares most code points, one of the marked kind before others.
    """
    span = number.span
    if not touching:
        return _unread(document, number)
    best = max(touching, key=lambda one: (one.kind == number.label, span.overlap(_number_of(one)), -one.start))
    extent = Span(min(best.start, span.start), max(best.end, span.end))
    return Quantity(
        start=extent.start, end=extent.end, number=span if best.number else None, modifier=best.modifier,
        unit=best.unit, kind=best.kind, value=best.value, low=best.low, high=best.high, mod=best.mod,
        unit_norm=best.unit_norm,
    )  # fmt: skip


def _unread(document: Document, number: Item) -> Quantity:
    """A number in which the reader finds no quantity: the value of its words, or none and VAGUE."""
    kind, span = cast(ClaimKind, number.label), number.span
    value: Decimal | None = None if kind == "DURATION" else read_number(span.of(document.text))
    return Quantity(
        start=span.start, end=span.end, number=span, kind=kind, value=value, low=value, high=value,
        mod="VAGUE" if value is None else "EXACT", unit_norm="percent" if kind == "PROPORTION" else None,
    )  # fmt: skip


def _claim(document: Document, quantity: Quantity, counted: list[Mention], number: Item, links: Links) -> NumericClaim:
    unit = _unit(quantity, counted)
    extent = Span(min(quantity.start, unit.start), max(quantity.end, unit.end)) if unit else quantity.span
    about = [About(event=id_of(event), role=role) for event, role in linked(links, "about", number)]
    return NumericClaim(
        id=f"c{number.span.start}-{number.span.end}", start=extent.start, end=extent.end,
        text=extent.of(document.text), number=quantity.number, modifier=quantity.modifier, unit=unit,
        kind=quantity.kind, value=quantity.value, low=quantity.low, high=quantity.high, mod=quantity.mod,
        unit_norm=norm_of(quantity, counted), quantified=tuple(mention.id for mention in counted),
        about=about[0] if about else None, attribution=tuple(_chain(document, number, links)),
        conjoint=len(counted) > 1,
    )  # fmt: skip


def _unit(quantity: Quantity, counted: Sequence[Mention]) -> Span | None:
    """The span of what is counted; the reader's unit where a numeral stands in it, or where it is no count."""
    if quantity.kind != "COUNT" or not counted:
        return quantity.unit
    whole = Span(counted[0].start, max(mention.end for mention in counted))
    inside = any(part and part.overlap(whole) for part in (quantity.number, quantity.modifier))
    return quantity.unit if inside else whole


def _chain(document: Document, number: Item, links: Links) -> Iterator[Attribution]:
    """Outermost first: what relays, then the other cues in text order; each with its sources, or with none."""
    cues = [cue for cue, _ in linked(links, "attribution", number)]
    for cue in sorted(cues, key=lambda cue: (not _relays(document, cue), cue)):
        text = cue.span.of(document.text)
        sources: list[str | None] = [id_of(source) for source, _ in linked(links, "source", cue)]
        yield from (Attribution(source=source, cue=cue.span, cue_text=text) for source in sources or [None])


def _relays(document: Document, cue: Item) -> bool:
    return comparison_form(cue.span.of(document.text)).split(" ")[0] in _RELAYS
