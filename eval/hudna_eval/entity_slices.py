"""`entities.strict` by what kind of mention it is: how deep nested, how long, in which form, in which zone.

A mention that is found counts in the slice of the gold mention, one that is missed too, a false prediction in its
own slice; so the slices of one kind add up to the whole. Each side nests within itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hudna.model import Mention, Zone
from hudna_eval.counts import Counts
from hudna_eval.mention_pairs import MentionPairs

_LONGEST = 5

Values = tuple[list[Any], list[Any], list[Any]]
"""A value of all gold mentions, of those that are missed, and of the spurious ones."""


def entity_slices(pairs: MentionPairs, text: str | None, zones: Sequence[Zone]) -> dict[str, Counts]:
    """Slice → counts of one article: `depth:0`, `words:1` … `words:5+` (with text only), `form:NAM`, `zone:BODY`.

    Depth is the number of other spans of the side that hold the span. A mention without form is in `form:none`; one
    that begins in no zone is in no zone's slice, and there are none without zones.
    """
    slices = _sliced(_depths(pairs), "depth:{}")
    slices |= _sliced(_values(pairs, lambda mention: mention.form or "none"), "form:{}")
    if text is not None:
        slices |= _sliced(_values(pairs, lambda mention: _words(text[mention.start : mention.end])), "words:{}")
    if zones:
        slices |= _sliced(_values(pairs, lambda mention: _zone(mention, zones)), "zone:{}")
    return slices


def _values(pairs: MentionPairs, value: Callable[[Mention], Any]) -> Values:
    return list(map(value, pairs.gold)), list(map(value, pairs.golds)), list(map(value, pairs.preds))


def _sliced(values: Values, name: str) -> dict[str, Counts]:
    gold, missed, spurious = map(Counter, values)
    return {
        name.format(value): Counts(gold[value] - missed[value], spurious[value], missed[value])
        for value in gold | spurious
        if value is not None
    }


def _depths(pairs: MentionPairs) -> Values:
    gold = _depth_of(pairs.gold)
    pred = _depth_of(pairs.pred) if pairs.preds else {}
    return (
        [gold[mention.start, mention.end] for mention in pairs.gold],
        [gold[mention.start, mention.end] for mention in pairs.golds],
        [pred[mention.start, mention.end] for mention in pairs.preds],
    )


def _depth_of(mentions: Iterable[Mention]) -> dict[tuple[int, int], int]:
    """Span → how many other mentions hold it, all of a span counted; by one sweep over the starts."""
    ordered = sorted([(mention.start, -mention.end) for mention in mentions])
    depth: dict[tuple[int, int], int] = {}
    open_ends: list[int] = []
    for start, negative_end in ordered:
        end = -negative_end
        if open_ends:
            open_ends = [other for other in open_ends if other > start]
        if (start, end) not in depth:
            depth[start, end] = sum([other >= end for other in open_ends]) if open_ends else 0
        open_ends.append(end)
    return depth


def _words(surface: str) -> str:
    words = len(surface.split())
    return str(words) if words < _LONGEST else f"{_LONGEST}+"


def _zone(mention: Mention, zones: Iterable[Zone]) -> str | None:
    return next((zone.type for zone in zones if zone.start <= mention.start < zone.end), None)
