"""The mentions of many articles as columns of numbers, so that they are compared all at once.

Articles are moved apart, so that spans of two of them never overlap: what is true of a mention in its article is true
of it in the table. A batch of some hundred articles is large enough to be quick and small enough to stay in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from hudna.model import Mention
from hudna_eval.statistics.intervals import Integers

Booleans = NDArray[np.bool_]

Articles = Sequence[Sequence[Mention]]
"""The mentions of one side, article by article."""

_LARGEST = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanTable:
    """The mentions of one side, one row each, in the order of article, start, end, type and id.

    `mentions` is in the order of input, and `source` says which of it a row is. `type` is an index of the sorted types
    of both sides. `first` and `last` are `start` and `end` with articles moved apart. `key` is equal, on both sides,
    for rows that agree in article, span and type, `span_key` for those that agree in article and span. Both are sorted.
    """

    mentions: Sequence[Mention]
    source: Integers
    article: Integers
    start: Integers
    end: Integers
    type: Integers
    first: Integers
    last: Integers
    key: Integers
    span_key: Integers

    def __len__(self) -> int:
        return len(self.source)

    def of(self, rows: Integers) -> list[Mention]:
        """The mentions of some rows, in their order."""
        return [self.mentions[index] for index in self.source[rows].tolist()]


def span_tables(gold: Articles, pred: Articles) -> tuple[tuple[str, ...], SpanTable, SpanTable]:
    """The types of both sides, sorted, and the tables of gold and of pred, whose articles are the same in order.

    Raises: OverflowError for offsets that no text has (2^62 over the number of articles, or more).
    """
    flat = list(chain.from_iterable(gold)), list(chain.from_iterable(pred))
    names = [[mention.type for mention in mentions] for mentions in flat]
    types = tuple(sorted(set(names[0]).union(names[1])))
    code = {type_: index for index, type_ in enumerate(types)}
    type_ = _joined([[code[name] for name in side] for side in names])
    start = _joined([[mention.start for mention in mentions] for mentions in flat])
    end = _joined([[mention.end for mention in mentions] for mentions in flat])
    article = np.concatenate([np.repeat(np.arange(len(side)), list(map(len, side))) for side in (gold, pred)])
    stride = stride_of(len(gold), start, end)
    first, last = article * stride + start, article * stride + end
    span_key = _pair_key(first, last, len(types))
    columns = (article, start, end, type_, first, last, span_key * len(types) + type_, span_key)
    cut = len(flat[0])
    sides = [tuple(column[:cut] for column in columns), tuple(column[cut:] for column in columns)]
    gold_table, pred_table = (_sorted(mentions, *side) for mentions, side in zip(flat, sides, strict=True))
    return types, gold_table, pred_table


def stride_of(articles: int, *offsets: Integers) -> int:
    """How far articles are moved apart: further than any of the offsets.

    Raises: OverflowError where all articles, so far apart, would be longer than 2^62.
    """
    stride = 1 + max((int(column.max()) for column in offsets if len(column)), default=0)
    if stride * max(1, articles) > _LARGEST:
        raise OverflowError(f"found offset {stride - 1} against less than {_LARGEST // max(1, articles)}")
    return stride


def _joined(sides: Sequence[Sequence[int]]) -> Integers:
    return np.concatenate([np.fromiter(side, np.int64, count=len(side)) for side in sides])


def _pair_key(first: Integers, last: Integers, types: int) -> Integers:
    """One number for two, in their order, small enough for a type beside it."""
    width = 1 + int(last.max(initial=0))
    if width * width * types > _LARGEST:
        ranks = np.unique(np.concatenate([first, last]), return_inverse=True)[1].astype(np.int64)
        first, last, width = ranks[: len(first)], ranks[len(first) :], 1 + int(ranks.max(initial=0))
    return first * width + last


def _sorted(mentions: Sequence[Mention], *columns: Integers) -> SpanTable:
    key = columns[-2]
    order = np.argsort(key)
    _order_equals(order, key, mentions)
    names = ("article", "start", "end", "type", "first", "last", "key", "span_key")
    ordered = {name: column[order] for name, column in zip(names, columns, strict=True)}
    return SpanTable(mentions=mentions, source=order, **ordered)


def _order_equals(order: Integers, key: Integers, mentions: Sequence[Mention]) -> None:
    """Put rows of one key in the order of their ids, in place."""
    ordered = key[order]
    same = ordered[1:] == ordered[:-1]
    if same.any():
        places = np.flatnonzero(np.append(same, False) | np.append(False, same))
        order[places] = sorted(order[places].tolist(), key=lambda row: (key[row], mentions[row].id, row))
