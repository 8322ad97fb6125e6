"""Counted nouns: words that numbers stand before. A counted noun is a mention, guidelines 3.1, row 11.

The reader of numbers knows more nouns than the lexicon: those it counts, but they are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities import Quantity, counted_norm
from hudna.model import Mention, Span

from .document import Document
from .lexicon import forms, noun_forms, rows
from .norms import PEOPLE, PERSON
from .quantities import quantities_in
from .view import Sentence

_OF_ORIGIN = ("يا", "يون", "يين", "يات")
"""How adjectives of origin or kind end as counted nouns."""

_AGENT = re.compile(".ا.يا")
"""Nouns such as «ناديا», «واديا», «ثانيا», whose ي is of the root."""


def counted_nouns(document: Document) -> Document:
    """Mark the counted nouns of the lexicon, and those that are people by their form, that are no mention yet."""
    found = [mention for sentence in document.sentences for mention in _in_sentence(document, sentence)]
    return document.with_mentions(found)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    marked = document.mentions_in(sentence)
    for quantity in quantities_in(document, sentence):
        unit = quantity.unit
        if quantity.kind != "COUNT" or unit is None or any(unit.overlap(mention.span) for mention in marked):
            continue
        if type_ := _type_of(quantity, unit.of(document.text)):
            yield document.entity(type_, unit, "NOM")


def _type_of(quantity: Quantity, noun: str) -> str | None:
    """The type of a noun of the lexicon; NORP for people whom their form tells («تونسيا», «مدنيين»), listed or not."""
    form = comparison_form(noun)
    norm = counted_norm(form)
    by_form = quantity.unit_norm == PERSON if norm is None else norm in PEOPLE and form.endswith(_OF_ORIGIN)
    by_form = by_form and not _AGENT.fullmatch(form)
    return _types().get(form) or ("NORP" if by_form else None)


@cache
def _types() -> dict[str, str]:
    """Every inflected noun of the lexicon and its type; the first row of a form wins."""
    types: dict[str, str] = {}
    for type_, cell in rows("counted"):
        for form in (form for entry in forms(cell) for form in noun_forms(entry)):
            types.setdefault(form, type_)
    return types


def _uncounted(quantity: Quantity) -> tuple[Span | None, ...]:
    """Modifier and number; of a proportion its unit too («20 في المئة»)."""
    return (quantity.span,) if quantity.kind == "PROPORTION" else (quantity.number, quantity.modifier)


def counting_words(document: Document, sentence: Sentence) -> frozenset[int]:
    """The indices of the words of numbers and their modifiers, proclitics included."""
    spans = [span for quantity in quantities_in(document, sentence) for span in _uncounted(quantity)]
    pairs = [sentence.first_and_last(span) for span in spans if span]
    return frozenset(index for first, last in pairs for index in range(first, last + 1))
