"""Articles that are too entangled to be aligned: no text is annotated so, but a faulty prediction can be.

Alignment weighs every pair of annotations that overlap. What has an exact partner needs no alignment and is not counted
here. The bounds are far above what is ever annotated: they keep a broken file from filling the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from hudna.findings import Finding
from hudna.formats.interchange import Located
from hudna.model import Record, Span
from hudna_eval.claims.frames import place
from hudna_eval.events.frames import trigger_of
from hudna_eval.matching.assignment import overlap_components

MOST_PAIRS = 5_000_000
"""So many pairs of overlapping annotations an article may have, beyond those that are equal."""

MOST_FRAMES = 25_000_000
"""So many pairs of events of one type an article may have: each is compared with each by its arguments."""

MOST_COVERED = 100_000_000
"""So many code points all mentions of a side may have together, as if each had letters of its own."""

_HINT = "Is a span predicted again and again?"

_Keyed = tuple[Hashable, Span]
"""What must agree for an exact pair, and the extent."""


def covered_findings(item: Located, record: Record, *, length: int) -> Iterator[Finding]:
    """A finding where the mentions of a record are too long all together: thousands that hold each other, say.

    Those that end behind `length` are faults of their own.
    """
    covered = sum(mention.end - mention.start for mention in record.mentions if mention.end <= length)
    if covered > MOST_COVERED:
        found = f"found mentions of {covered} code points together against at most {MOST_COVERED}"
        yield Finding(item.path, item.line, "too-much-nesting", found, _HINT)


def crowding_findings(gold: Located, pred: Located) -> Iterator[Finding]:
    """A finding for each layer in which too many predictions overlap gold unequally, and one for too many events."""
    for layer, (spans_of, count) in _LAYERS.items():
        if len(getattr(gold.record, layer)) * len(getattr(pred.record, layer)) <= MOST_PAIRS:
            continue
        pairs = count(*_unequal(list(spans_of(gold.record)), list(spans_of(pred.record))))
        if pairs > MOST_PAIRS:
            found = f"found {pairs} pairs of overlapping {layer.replace('_', ' ')} against at most {MOST_PAIRS}"
            yield Finding(pred.path, pred.line, "too-many-overlaps", found, _HINT)
    yield from _crowds_of_events(gold, pred)


def _crowds_of_events(gold: Located, pred: Located) -> Iterator[Finding]:
    if len(gold.record.events) * len(pred.record.events) <= MOST_FRAMES:
        return
    golds_of, preds_of = (Counter(event.type for event in side.record.events) for side in (gold, pred))
    frames = sum(number * preds_of[type_] for type_, number in golds_of.items())
    if frames > MOST_FRAMES:
        found = f"found {frames} pairs of events of one type against at most {MOST_FRAMES}"
        yield Finding(pred.path, pred.line, "too-many-events", found, _HINT)


def _mentions(record: Record) -> Iterator[_Keyed]:
    return (((mention.start, mention.end, mention.type), mention.span) for mention in record.mentions)


def _events(record: Record) -> Iterator[_Keyed]:
    for event in record.events:
        trigger = trigger_of(event)
        yield (trigger, event.type), Span(trigger[0].start, max(part.end for part in trigger))


def _claims(record: Record) -> Iterator[_Keyed]:
    return ((place(claim), place(claim)) for claim in record.numeric_claims)


def _unequal(golds: Sequence[_Keyed], preds: Sequence[_Keyed]) -> tuple[list[Span], list[Span]]:
    """The extents of what has no exact partner."""
    equal = Counter(key for key, _ in golds) & Counter(key for key, _ in preds)
    return _without(golds, equal), _without(preds, equal)


def _without(items: Iterable[_Keyed], equal: Counter[Hashable]) -> list[Span]:
    left, spans = Counter(equal), []
    for key, span in items:
        if left[key] > 0:
            left[key] -= 1
        else:
            spans.append(span)
    return spans


def _overlaps(golds: Sequence[Span], preds: Sequence[Span]) -> int:
    """How many pairs overlap."""
    starts, ends = (np.sort([getattr(span, name) for span in preds]) for name in ("start", "end"))
    begun = np.searchsorted(starts, [span.end for span in golds]).sum()
    return int(begun - np.searchsorted(ends, [span.start for span in golds], side="right").sum())


def _cells(golds: Sequence[Span], preds: Sequence[Span]) -> int:
    """How many pairs the connected parts of the overlap graph have, which are aligned as tables."""
    parts = overlap_components(golds, preds, range(len(golds)), range(len(preds)))
    return sum(len(rows) * len(columns) for rows, columns in parts)


_LAYERS: Mapping[str, tuple[Callable[[Record], Iterator[_Keyed]], Callable[[Sequence[Span], Sequence[Span]], int]]] = {
    "mentions": (_mentions, _overlaps),
    "events": (_events, _cells),
    "numeric_claims": (_claims, _cells),
}
"""Layer → its annotations with what must agree for an exact pair, and how many pairs count."""
