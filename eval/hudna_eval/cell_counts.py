"""The counts of some articles by cell: metric, and type or all types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from hudna_eval.comparison import Comparison
from hudna_eval.counts import Counts
from hudna_eval.entities.batch import EntityTally
from hudna_eval.statistics.intervals import Floats
from hudna_eval.suite import BOUNDARY, CLAIMS, EVENTS, FRACTIONAL, TIMEX_VALUE, UNTYPED_EVENTS, Cell


class CellCounts:
    """Counts by article and cell: written cell by cell where articles have few, array by array where they are many."""

    def __init__(self, articles: int) -> None:
        self._columns: dict[Cell, int] = {}
        self._articles = articles
        self._blocks: list[tuple[list[Cell], Floats]] = []
        self._single: list[tuple[int, int, Counts]] = []
        self.exact: defaultdict[Cell, Counts] = defaultdict(Counts)

    def add_entities(self, entity: EntityTally) -> None:
        """The counts of all articles and types, and of all types together."""
        for metric, counts in entity.counts.items():
            self._types(metric, entity.types, counts)
        self._types(TIMEX_VALUE, entity.timex.types, entity.timex.counts)
        self._block([(BOUNDARY, None)], entity.boundary[:, None, :])
        self._add_soft(entity)

    def add_article(self, row: int, both: Comparison) -> None:
        """The counts of events and claims of one article."""
        if both.has_events:
            gold, pred = both.gold.frames, both.pred.frames
            for metric, count in UNTYPED_EVENTS.items():
                self._one(row, (metric, None), count(gold, pred))
            for metric, by_type in EVENTS.items():
                self._typed(row, metric, by_type(gold, pred))
        if both.gold.claims or both.pred.claims:
            for metric, rung in CLAIMS.items():
                self._one(row, (metric, None), rung(both.gold, both.pred))

    @property
    def names(self) -> list[Cell]:
        """The cells in the order of `counts`."""
        return list(self._columns)

    @property
    def counts(self) -> Floats:
        """Shape (articles, cells, 3)."""
        found = np.zeros((self._articles, len(self._columns), 3))
        for names, values in self._blocks:
            found[:, [self._columns[name] for name in names]] = values
        for row, column, counts in self._single:
            found[row, column] = float(counts.tp), float(counts.fp), float(counts.fn)
        return found

    def _add_soft(self, entity: EntityTally) -> None:
        metric = FRACTIONAL[0]
        sums = entity.counts["entities.strict"].sum(axis=0)
        for type_, (tp, fp, fn) in zip(entity.types, sums.tolist(), strict=True):
            earned = entity.soft[type_]
            self._sum(metric, type_, Counts(earned, int(tp + fp) - earned, int(tp + fn) - earned))

    def _typed(self, row: int, metric: str, by_type: Mapping[str, Counts]) -> None:
        total = Counts()
        for type_, counts in by_type.items():
            self._one(row, (metric, type_), counts)
            total += counts
            if metric in FRACTIONAL:
                self._sum(metric, type_, counts)
        self._one(row, (metric, None), total)

    def _sum(self, metric: str, type_: str, counts: Counts) -> None:
        for cell in ((metric, type_), (metric, None)):
            self.exact[cell] += counts

    def _one(self, row: int, cell: Cell, counts: Counts) -> None:
        self._single.append((row, self._columns.setdefault(cell, len(self._columns)), counts))

    def _types(self, metric: str, types: Sequence[str], counts: Floats) -> None:
        self._block([(metric, type_) for type_ in types], counts)
        self._block([(metric, None)], counts.sum(axis=1, keepdims=True))

    def _block(self, cells: list[Cell], counts: Floats) -> None:
        for cell in cells:
            self._columns.setdefault(cell, len(self._columns))
        self._blocks.append((cells, counts))
