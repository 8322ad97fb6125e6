"""Between spans and quotes: which occurrence of its own words a span is, and where a quote is."""

from __future__ import annotations

from hudna.model import Span
from hudna_eval.answers.form import Quote


def quote_of(span: Span, text: str) -> Quote:
    """The words of a span, and how many occurrences of them begin up to it."""
    words = span.of(text)
    return Quote(text=words, occurrence=len(_starts(words, text[: span.end])))


def span_of(quote: Quote, text: str) -> Span | None:
    """Where the quote is, in code points; None where the text does not have it, or not so often."""
    if not quote.text or quote.occurrence < 1:
        return None
    starts = _starts(quote.text, text, most=quote.occurrence)
    if len(starts) < quote.occurrence:
        return None
    return Span(starts[-1], starts[-1] + len(quote.text))


def _starts(words: str, text: str, most: int | None = None) -> list[int]:
    """Where `words` begin in `text`, overlapping ones too, up to `most` of them."""
    starts: list[int] = []
    start = text.find(words)
    while start >= 0 and len(starts) != most:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts
