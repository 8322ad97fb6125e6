"""Counted nouns: words that numbers stand before. A counted noun is a mention, guidelines 3.1, row 11."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.arabic.quantities import Quantity, counted_norm
from hudna.model import Mention, Span

from .document import Document
from .quantities import quantities_in
from .view import Sentence

_TYPES = {
    "person": "NORP", "soldier": "NORP", "civilian": "NORP", "prisoner": "NORP", "detainee": "NORP", "body": "NORP",
    "city": "GPE", "town": "GPE", "village": "GPE", "province": "GPE", "district": "GPE", "tank": "VEH",
    "aircraft": "VEH", "vehicle": "VEH", "weapon": "WEA", "air-defence-system": "WEA",
}  # fmt: skip


def counted_nouns(document: Document) -> Document:
    """Mark the counted nouns of known kinds that are no mention yet."""
    found = [mention for sentence in document.sentences for mention in _in_sentence(document, sentence)]
    return document.with_mentions(found)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    marked = document.mentions_in(sentence)
    for quantity in quantities_in(document, sentence):
        unit = quantity.unit
        if quantity.kind != "COUNT" or unit is None or any(unit.overlap(mention.span) for mention in marked):
            continue
        type_ = _TYPES.get(quantity.unit_norm or counted_norm(unit.of(document.text)) or "")
        if type_:
            yield document.entity(type_, unit, "NOM")


def _uncounted(quantity: Quantity) -> tuple[Span | None, ...]:
    """Modifier and number; of a proportion its unit too («20 في المئة»)."""
    return (quantity.span,) if quantity.kind == "PROPORTION" else (quantity.number, quantity.modifier)


def counting_words(document: Document, sentence: Sentence) -> frozenset[int]:
    """The indices of the words of numbers and their modifiers, proclitics included."""
    spans = [span for quantity in quantities_in(document, sentence) for span in _uncounted(quantity)]
    pairs = [sentence.first_and_last(span) for span in spans if span]
    return frozenset(index for first, last in pairs for index in range(first, last + 1))
