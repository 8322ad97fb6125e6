"""`entities.strict` by what kind of mention it is: how deep nested, how long, in which form, in which zone.

A mention that is found counts in the slice of the gold mention, one that is missed too, a false prediction in its
own slice; so the slices of one kind add up to the whole. Each side nests within itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

import numpy as np

from hudna.model import Zone
from hudna_eval.counts import Counts
from hudna_eval.entities.overlap_join import holders, starting_in
from hudna_eval.entities.pairs import MentionPairs
from hudna_eval.entities.span_table import SpanTable, stride_of
from hudna_eval.statistics.intervals import Integers

_MANY_WORDS = "5+"
_WORDS = {number: str(number) for number in range(5)}

Values = tuple[Iterable[Hashable], Iterable[Hashable], Iterable[Hashable]]
"""A value of all gold mentions, of those that are missed, and of the spurious ones; None where there is none."""


def entity_slices(
    pairs: MentionPairs, texts: Sequence[str | None], zones: Sequence[Sequence[Zone]]
) -> dict[str, Counts]:
    """Slice → counts of a batch: `depth:0`, `words:1` … `words:5+` (of articles with text), `form:NAM`, `zone:BODY`.

    Depth is the number of other spans of the side that hold the span. A mention without form is in `form:none`; one
    that begins in no zone is in no zone's slice, and there are none without zones.
    """
    slices = _sliced(_depths(pairs), "depth:{}") | _sliced(_forms(pairs), "form:{}")
    return slices | _sliced(_words(pairs, texts), "words:{}") | _sliced(_zones(pairs, zones), "zone:{}")


def _sliced(values: Values, name: str) -> dict[str, Counts]:
    gold, missed, spurious = map(Counter, values)
    return {
        name.format(value): Counts(gold[value] - missed[value], spurious[value], missed[value])
        for value in gold | spurious
        if value is not None
    }


def _depths(pairs: MentionPairs) -> Values:
    gold = holders(pairs.gold.first, pairs.gold.last)
    pred = holders(pairs.pred.first, pairs.pred.last)
    return gold.tolist(), gold[pairs.golds].tolist(), pred[pairs.preds].tolist()


def _forms(pairs: MentionPairs) -> Values:
    return (
        [mention.form or "none" for mention in pairs.gold.mentions],
        [mention.form or "none" for mention in pairs.gold.of(pairs.golds)],
        [mention.form or "none" for mention in pairs.pred.of(pairs.preds)],
    )


def _words(pairs: MentionPairs, texts: Sequence[str | None]) -> Values:
    """Numbers of words, as names."""
    gold = _words_of(pairs.gold, np.arange(len(pairs.gold)), texts)
    return gold, [gold[row] for row in pairs.golds.tolist()], _words_of(pairs.pred, pairs.preds, texts)


def _words_of(table: SpanTable, rows: Integers, texts: Sequence[str | None]) -> list[str | None]:
    places = zip(*(column[rows].tolist() for column in (table.article, table.start, table.end)), strict=True)
    return [
        None
        if (text := texts[article]) is None
        else _WORDS.get(len(text[start:end].split(maxsplit=len(_WORDS))), _MANY_WORDS)
        for article, start, end in places
    ]


def _zones(pairs: MentionPairs, zones: Sequence[Sequence[Zone]]) -> Values:
    gold = _zones_of(pairs.gold, np.arange(len(pairs.gold)), zones)
    return gold, [gold[row] for row in pairs.golds.tolist()], _zones_of(pairs.pred, pairs.preds, zones)


def _zones_of(table: SpanTable, rows: Integers, zones: Sequence[Sequence[Zone]]) -> list[str | None]:
    """The type of the first zone of its article that each mention begins in."""
    flat = list(chain.from_iterable(zones))
    article = np.repeat(np.arange(len(zones)), [len(own) for own in zones])
    start = np.array([zone.start for zone in flat], dtype=np.int64)
    end = np.array([zone.end for zone in flat], dtype=np.int64)
    points = table.start[rows]
    stride = stride_of(len(zones), start, end, points)
    zone, place = starting_in(article * stride + start, article * stride + end, table.article[rows] * stride + points)
    first = np.full(len(rows), len(flat))
    np.minimum.at(first, place, zone)
    names = [*(zone.type for zone in flat), None]
    return [names[index] for index in first.tolist()]
