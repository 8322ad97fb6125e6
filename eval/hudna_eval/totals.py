"""Parts added up. Memory does not grow with the number of articles, once they are more than are kept one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from hudna_eval.statistics.intervals import Floats, count_f1
from hudna_eval.suite import METRICS, Cell
from hudna_eval.sums import Sums

EACH_UP_TO = ROWS
"""So many articles are kept one by one: for scores by article, clusters across articles, and lists of mistakes."""

_UNIT = 1 << 52
"""What an F1 of 1 is in whole numbers."""

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


class MacroF1:
    """The mean F1 of several metrics over articles, of those where it is defined.

    Each F1 is rounded to a multiple of 2^-52 and summed as a whole number, so that no order and no way to cut the
    articles into parts changes a digit.
    """

    def __init__(self, metrics: int) -> None:
        self._sums = [0] * metrics
        self._numbers = [0] * metrics

    def add(self, counts: Floats) -> None:
        """Add articles: `counts` has the shape (articles, metrics, 3)."""
        f1 = count_f1(counts)
        defined = ~np.isnan(f1)
        units = np.rint(np.where(defined, f1, 0) * _UNIT).astype(np.int64).astype(object)
        self._sums = [old + new for old, new in zip(self._sums, units.sum(axis=0), strict=True)]
        self._numbers = [old + new for old, new in zip(self._numbers, defined.sum(axis=0).tolist(), strict=True)]

    def means(self) -> list[tuple[float | None, int]]:
        """The mean of each metric, None of no article, and over how many articles it is."""
        both = zip(self._sums, self._numbers, strict=True)
        return [(float(Fraction(total, number * _UNIT)) if number else None, number) for total, number in both]


class Totals:
    """The sums of all parts so far. Parts are added in the order of their articles."""

    def __init__(
        self,
        conventions: Conventions = DEFAULT_CONVENTIONS,
        *,
        several_editions: bool = False,
        of_sentences: bool = False,
    ) -> None:
        self.conventions = conventions
        self._several_editions = several_editions
        self._of_sentences = of_sentences
        self.by_edition: dict[str, ClusterTable[Cell]] = {}
        self.macro = MacroF1(len(METRICS))
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
        clusters = [self._cluster(article_id) for article_id, _ in part.keys]
        self.table.add(clusters, part.cells, part.counts)
        self.ratios.add(clusters, COLUMNS, part.ratios)
        whole = _whole(part)
        self.macro.add(whole)
        if self._several_editions:
            self._add_editions(part, clusters, whole)
        self.sums.add(part.sums)
        self.articles += len(part.keys)
        self.editions |= {edition for _, edition in part.keys}
        self.each += _each(part)
        self.claims += part.claims
        self.without_text.add(map(name_of, part.without_text))

    def _cluster(self, article_id: str) -> str:
        """What an article is resampled with: the sentences of a document are no independent draws."""
        return article_id.rpartition("/")[0] if self._of_sentences else article_id

    def _add_editions(self, part: Part, clusters: Sequence[str], whole: Floats) -> None:
        """Add the counts of metrics to the table of each edition."""
        for edition in sorted({edition for _, edition in part.keys}):
            rows = [row for row, key in enumerate(part.keys) if key[1] == edition]
            table = self.by_edition.setdefault(edition, ClusterTable(3))
            table.add([clusters[row] for row in rows], [(metric, None) for metric in METRICS], whole[rows])


def _whole(part: Part) -> Floats:
    """The counts of all types together: shape (articles, METRICS, 3)."""
    columns = {cell: column for column, cell in enumerate(part.cells)}
    whole = np.zeros((len(part.keys), len(METRICS), 3))
    for place, metric in enumerate(METRICS):
        if (metric, None) in columns:
            whole[:, place] = part.counts[:, columns[metric, None]]
    return whole


def _each(part: Part) -> Iterator[ArticleScores]:
    """The articles of a part, if it has their details."""
    columns = {cell: column for column, cell in enumerate(part.cells)}
    for key, values, details in zip(part.keys, part.counts, part.details, strict=False):
        counts = {
            metric: Counts(*map(number_of, values[columns[metric, None]])) if (metric, None) in columns else Counts()
            for metric in METRICS
        }
        yield ArticleScores(key=key, counts=counts, details=details)


def number_of(value: float) -> Exact:
    """Credit that is a fraction is the double next to it here."""
    return int(value) if value == int(value) else Fraction(float(value))
