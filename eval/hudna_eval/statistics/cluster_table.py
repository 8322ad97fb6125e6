"""Sums of count vectors by cluster: all that intervals and tests between systems need, in memory of fixed size.

A cluster is what is resampled together: all editions of one article. Up to `ROWS` clusters have a row each. Where there
are more, each row holds a group of clusters, chosen by a digest of their ids, so that no order of input and no way to
cut the input into parts changes a group. The groups are resampled then; since they are drawn at random and apart from
what is in them, the variance of a sum over groups estimates that over clusters, as in the delete-a-group jackknife.

Source: Kott 2001 (delete-a-group jackknife); Kleiner et al. 2014 discuss resampling of large data by parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np

from hudna_eval.statistics.intervals import Floats

Column = TypeVar("Column", bound=Hashable)

ROWS = 1000
"""The most rows that a table has."""


class ClusterTable(Generic[Column]):
    """(cluster, column) → a vector of `width` numbers; what is added twice is summed. Columns are made as they come."""

    def __init__(self, width: int) -> None:
        self._values = np.zeros((8, 64, width))
        self._rows: dict[str, int] = {}
        self._columns: dict[Column, int] = {}
        self._grouped = False

    @property
    def clusters(self) -> tuple[str, ...]:
        """The names of the rows, sorted: article ids, or those of groups."""
        return tuple(sorted(self._rows))

    @property
    def is_grouped(self) -> bool:
        """Whether rows are groups of clusters."""
        return self._grouped

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order in which they came."""
        return tuple(self._columns)

    def add(self, clusters: Sequence[str], columns: Iterable[Column], values: Floats) -> None:
        """Add `values` of shape (clusters, columns, width); a cluster may come several times."""
        places = [self._columns.setdefault(column, len(self._columns)) for column in columns]
        rows = [self._row(cluster) for cluster in clusters]
        if self._grouped:  # which may have come about just now
            rows = [self._row(cluster) for cluster in clusters]
        self._reserve(len(self._rows), len(self._columns))
        np.add.at(self._values, np.ix_(rows, places), values)

    def matrix(self, columns: Sequence[Column], clusters: Sequence[str] | None = None) -> Floats:
        """The sums in the shape (rows, columns, width), rows in the order of `clusters`; an unknown column is 0.

        `clusters` are names of rows, all of them if None. Raises: KeyError for another name.
        """
        rows = [self._rows[cluster] for cluster in (self.clusters if clusters is None else clusters)]
        found = np.zeros((len(rows), len(columns), self._values.shape[2]))
        for place, column in enumerate(columns):
            if column in self._columns:
                found[:, place] = self._values[rows, self._columns[column]]
        return found

    def _row(self, cluster: str) -> int:
        name = _group(cluster) if self._grouped else cluster
        row = self._rows.setdefault(name, len(self._rows))
        if row >= ROWS and not self._grouped:
            self._group_rows()
            return self._row(cluster)
        return row

    def _group_rows(self) -> None:
        """Sum the rows of each group."""
        known = sorted(self._rows)
        old, rows = self._values, self._rows
        self._grouped, self._rows = True, {}
        places = [self._row(cluster) for cluster in known]
        self._values = np.zeros((ROWS, *old.shape[1:]))
        for cluster, place in zip(known, places, strict=True):
            if rows[cluster] < len(old):  # else nothing was added to it yet
                self._values[place] += old[rows[cluster]]

    def _reserve(self, rows: int, columns: int) -> None:
        have_rows, have_columns, _ = self._values.shape
        if rows > have_rows or columns > have_columns:
            more_rows = max(rows, min(ROWS, 2 * have_rows)) - have_rows if rows > have_rows else 0
            more_columns = max(columns, 2 * have_columns) - have_columns if columns > have_columns else 0
            self._values = np.pad(self._values, ((0, more_rows), (0, more_columns), (0, 0)))


def _group(cluster: str) -> str:
    digest = hashlib.sha256(cluster.encode("utf-8", "surrogatepass")).digest()
    return f"group {int.from_bytes(digest[:8], 'big') % ROWS:03}"
