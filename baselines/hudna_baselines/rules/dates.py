"""Dates and clock times. Layer: DATE and TIME, one span an expression, none nested."""

from __future__ import annotations

from .document import Document
from .timexes import timexes


def dates(document: Document) -> Document:
    """Add the dates and clock times that the text names, resolved against the dateline."""
    return document.with_mentions(timexes(document, "DATE", "TIME"))
