"""Tokens with BIO labels: the word-level view, for token classifiers and for comparison with word-level corpora.

It is a view, with what that costs: a token takes the label of the span that covers any part of it (a proclitic is
inside), of nested mentions only the outermost is seen, and each fragment of a trigger begins anew. `mentions` and
`events` hold the annotation itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from hudna.arabic.words import tokens
from hudna.build.rows import Row
from hudna.dataset import Paragraphs
from hudna.model import Record, Span


def paragraphs_of(text: str) -> Paragraphs:
    """The tokens of every line that has any, at their offsets in the whole text."""
    found: list[tuple[Span, ...]] = []
    start = 0
    for line in text.split("\n"):
        spans = tuple(Span(span.start + start, span.end + start) for span in tokens(line))
        found.extend([spans] if spans else [])
        start += len(line) + 1
    return tuple(found)


def token_rows(record: Record, paragraphs: Paragraphs) -> Iterator[Row]:
    """One row a paragraph; `tokens` is null where the record has no text."""
    flat = [span for paragraph in paragraphs for span in paragraph]
    columns: dict[str, list[str | None]] = {
        "entities": _bio(flat, ((mention.span, mention.type) for mention in record.mentions)),
        "triggers": _bio(flat, ((part, event.type) for event in record.events for part in event.trigger)),
        "numbers": _bio(flat, ((claim.number or claim.span, claim.kind) for claim in record.numeric_claims)),
        "zones": [_zone_at(record, span) for span in flat],
    }
    begin = 0
    for number, spans in enumerate(paragraphs):
        end = begin + len(spans)
        yield {
            "article_id": record.article_id,
            "edition": record.edition,
            "paragraph": number,
            "tokens": None if record.text is None else [span.of(record.text) for span in spans],
            "starts": [span.start for span in spans],
            "ends": [span.end for span in spans],
            **{name: labels[begin:end] for name, labels in columns.items()},
        }
        begin = end


def _bio(words: list[Span], labelled: Iterable[tuple[Span, str]]) -> list[str | None]:
    """BIO labels of `words`; the longest span wins where spans overlap, then the first, then the type's name."""
    ordered = sorted(labelled, key=_longest_first)
    labels: list[str | None] = ["O"] * len(words)
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    for span, label in ordered:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        if first < last and all(seen == "O" for seen in labels[first:last]):
            labels[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
    return labels


def _longest_first(item: tuple[Span, str]) -> tuple[int, Span, str]:
    span, label = item
    return -len(span), span, label


def _zone_at(record: Record, span: Span) -> str | None:
    return next((zone.type for zone in record.zones if zone.start <= span.start < zone.end), None)
