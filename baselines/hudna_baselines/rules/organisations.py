"""Proper names of organisations, from a list. Layer: ORG with form NAM."""

from __future__ import annotations

from functools import cache

from .document import Document
from .lexicon import forms, rows
from .matcher import PhraseMatcher


def organisations(document: Document) -> Document:
    """Add the organisations that the text names."""
    return document.with_mentions(
        document.entity(match.entry, sentence.span(match.start, match.end), "NAM")
        for sentence in document.sentences
        for match in _matcher().longest(sentence)
    )


@cache
def _matcher() -> PhraseMatcher[str]:
    return PhraseMatcher({form: type_ for type_, cell in rows("names") for form in forms(cell)})
