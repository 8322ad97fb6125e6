"""Parts added up. Memory does not grow with the number of articles, once they are more than are kept one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hudna_eval.comparisons.scores import ArticleClaims
from hudna_eval.coreference.scores import COLUMNS
from hudna_eval.counts import Counts, Exact
from hudna_eval.part import ArticleDetails, Part
from hudna_eval.scope import DEFAULT_CONVENTIONS, Conventions
from hudna_eval.sources.pairing import name_of
from hudna_eval.sources.record_source import Key
from hudna_eval.statistics.cluster_table import ROWS, ClusterTable
from hudna_eval.suite import METRICS, Cell
from hudna_eval.sums import Sums

EACH_UP_TO = ROWS
"""So many articles are kept one by one: for scores by article, clusters across articles, and lists of mistakes."""

_NAMED = 20
"""So many articles are named in a warning."""


class Names:
    """Names of articles for a warning: the first few, and how many there are."""

    def __init__(self) -> None:
        self._first: list[str] = []
        self.number = 0

    def add(self, names: Iterable[str]) -> None:
        """More names."""
        for name in names:
            self.number += 1
            if len(self._first) < _NAMED:
                self._first.append(name)

    def __str__(self) -> str:
        more = self.number - len(self._first)
        return ", ".join(self._first) + (f" and {more} more" if more else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScores:
    """What is kept of one article: its counts by metric, and its details."""

    key: Key
    counts: Mapping[str, Counts]
    details: ArticleDetails


class Totals:
    """The sums of all parts so far. Parts are added in the order of their articles."""

    def __init__(self, conventions: Conventions = DEFAULT_CONVENTIONS) -> None:
        self.conventions = conventions
        self.table: ClusterTable[Cell] = ClusterTable(3)
        self.table.add([], [(metric, None) for metric in METRICS], np.zeros((0, len(METRICS), 3)))
        self.ratios: ClusterTable[tuple[str, str, str]] = ClusterTable(4)
        self.sums = Sums()
        self.articles = 0
        self.editions: set[str] = set()
        self.each: list[ArticleScores] = []
        self.claims: list[ArticleClaims] = []
        self.without_text = Names()

    def add(self, part: Part) -> None:
        """Add the next part."""
        articles = [article_id for article_id, _ in part.keys]
        self.table.add(articles, part.cells, part.counts)
        self.ratios.add(articles, COLUMNS, part.ratios)
        self.sums.add(part.sums)
        self.articles += len(part.keys)
        self.editions |= {edition for _, edition in part.keys}
        self.each += _each(part)
        self.claims += part.claims
        self.without_text.add(map(name_of, part.without_text))


def _each(part: Part) -> Iterator[ArticleScores]:
    """The articles of a part, if it has their details."""
    columns = {cell: column for column, cell in enumerate(part.cells)}
    for key, values, details in zip(part.keys, part.counts, part.details, strict=False):
        counts = {
            metric: Counts(*map(_number, values[columns[metric, None]])) if (metric, None) in columns else Counts()
            for metric in METRICS
        }
        yield ArticleScores(key=key, counts=counts, details=details)


def _number(value: float) -> Exact:
    """Credit that is a fraction is the double next to it here."""
    return int(value) if value == int(value) else Fraction(float(value))
