"""Durations. Layer: DURATION, with the words that bound a length («أكثر من ثلاثة أسابيع») inside."""

from __future__ import annotations

from .document import Document
from .timexes import timexes


def durations(document: Document) -> Document:
    """Add the lengths of time that the text names; dates are the layer of `dates`."""
    return document.with_mentions(timexes(document, "DURATION"))
