"""The mentions of many articles as entity metrics need them: what is found exactly, and how the rest overlaps.

Most mentions are found exactly or touch nothing. What all metrics share is therefore done once: exact pairs are taken
out, and only the rest, usually few, is compared span by span.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hudna_eval.entities.overlap_join import overlapping
from hudna_eval.entities.span_table import Articles, Booleans, SpanTable, span_tables
from hudna_eval.statistics.intervals import Floats, Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Pairs of a gold and a predicted row that overlap, in order, each with its shared and united characters.

    IoU is the ratio of the two. `one_type` says which pairs agree in type.
    """

    gold: Integers
    pred: Integers
    shared: Integers
    union: Integers
    one_type: Booleans

    def __len__(self) -> int:
        return len(self.gold)

    def where(self, chosen: Booleans) -> Edges:
        """Some of them."""
        return Edges(
            gold=self.gold[chosen],
            pred=self.pred[chosen],
            shared=self.shared[chosen],
            union=self.union[chosen],
            one_type=self.one_type[chosen],
        )

    @property
    def entangled(self) -> Booleans:
        """Which share a mention with another; all others are pairs that need no choice."""
        if not len(self):
            return np.zeros(0, dtype=np.bool_)
        entangled: Booleans = (np.bincount(self.gold)[self.gold] > 1) | (np.bincount(self.pred)[self.pred] > 1)
        return entangled


@dataclass(frozen=True, kw_only=True)
class MentionPairs:
    """Gold and predicted mentions of a batch of articles, and which rows are in exact pairs (one span, one type).

    Where one side has a mention more often, the first rows of it are in pairs.
    """

    articles: int
    types: tuple[str, ...]
    gold: SpanTable
    pred: SpanTable
    gold_exact: Booleans
    pred_exact: Booleans

    @cached_property
    def golds(self) -> Integers:
        """The gold rows that are not found exactly."""
        return np.flatnonzero(~self.gold_exact)

    @cached_property
    def preds(self) -> Integers:
        """The predicted rows that are not found exactly."""
        return np.flatnonzero(~self.pred_exact)

    @cached_property
    def overlaps(self) -> Edges:
        """Pairs of `golds` and `preds` that share a character."""
        golds, preds = self.golds, self.preds
        here, there = overlapping(
            self.gold.first[golds], self.gold.last[golds], self.pred.first[preds], self.pred.last[preds]
        )
        gold, pred = golds[here], preds[there]
        start, end = self.gold.start[gold], self.gold.end[gold]
        pred_start, pred_end = self.pred.start[pred], self.pred.end[pred]
        shared = np.minimum(end, pred_end) - np.maximum(start, pred_start)
        union = (end - start) + (pred_end - pred_start) - shared
        one_type = self.gold.type[gold] == self.pred.type[pred]
        return Edges(gold=gold, pred=pred, shared=shared, union=union, one_type=one_type)

    @cached_property
    def same_type(self) -> Edges:
        """The overlaps of mentions of one type."""
        return self.overlaps.where(self.overlaps.one_type)

    @cached_property
    def gold_size(self) -> Integers:
        """The number of gold mentions, shape (articles, types)."""
        return self.cells(self.gold)

    @cached_property
    def pred_size(self) -> Integers:
        """The number of predictions, shape (articles, types)."""
        return self.cells(self.pred)

    @cached_property
    def exact(self) -> Integers:
        """The number of exact pairs, shape (articles, types)."""
        return self.cells(self.gold, self.gold_exact)

    @property
    def strict(self) -> Floats:
        """Counts of exact pairs, shape (articles, types, 3)."""
        return self.counts(self.exact)

    def cells(self, table: SpanTable, rows: Integers | Booleans | slice = slice(None)) -> Integers:
        """How many of some rows of one side are in each article and of each type."""
        cell = table.article[rows] * len(self.types) + table.type[rows]
        found = np.bincount(cell, minlength=self.articles * len(self.types)).astype(np.int64)
        return found.reshape(self.articles, len(self.types))

    def counts(self, right: Integers) -> Floats:
        """Counts, shape (articles, types, 3), if so many pairs are right, shape (articles, types)."""
        return np.stack([right, self.pred_size - right, self.gold_size - right], axis=-1).astype(np.float64)


def pair_mentions(gold: Articles, pred: Articles) -> MentionPairs:
    """Take out the exact pairs, which every metric here takes first; gold and pred have the same articles in order.

    Spans and types of an exact pair are the same, so which of several equal mentions are paired says nothing.
    Raises: OverflowError for offsets that no text has, ValueError for different numbers of articles.
    """
    if len(gold) != len(pred):
        raise ValueError(f"found {len(pred)} predicted articles against {len(gold)}")
    types, gold_table, pred_table = span_tables(gold, pred)
    return MentionPairs(
        articles=len(gold),
        types=types,
        gold=gold_table,
        pred=pred_table,
        gold_exact=found_among(gold_table.key, pred_table.key),
        pred_exact=found_among(pred_table.key, gold_table.key),
    )


def found_among(keys: Integers, others: Integers) -> Booleans:
    """Which keys are among the others, one-to-one: of equal keys the first ones. Both are sorted."""
    number = np.arange(len(keys)) - np.searchsorted(keys, keys, side="left")
    times = np.searchsorted(others, keys, side="right") - np.searchsorted(others, keys, side="left")
    found: Booleans = number < times
    return found
