"""The first of the best assignments of small tables, by listing all of them: for many tables at once, or for one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import comb, factorial

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

_MOST_LISTED = 250
"""Shapes of up to so many matchings are listed."""


@lru_cache(maxsize=1024)
def is_listed(rows: int, columns: int) -> bool:
    """Whether a table of this shape is small enough."""
    # There are more matchings than cells, so that a large table need not be counted out.
    return rows * columns < _MOST_LISTED and number_of_matchings(rows, columns) <= _MOST_LISTED


def first_of_listed(table: Integers) -> Integers:
    """The column of each row, or the number of columns for none, in the best matching of each table.

    XX
    """
    _, rows, columns = table.shape
    matchings = _matchings(rows, columns)
    padded = np.concatenate([table, np.zeros_like(table[:, :, :1])], axis=2)
    sums = padded[:, np.arange(rows), matchings].sum(axis=2)
    best: Integers = matchings[sums.argmax(axis=1)]  # the first of several
    return best


def number_of_matchings(rows: int, columns: int) -> int:
    """How many matchings, the empty one among them, a complete bipartite graph has."""
    return sum(comb(rows, k) * comb(columns, k) * factorial(k) for k in range(min(rows, columns) + 1))


@lru_cache(maxsize=64)
def _matchings(rows: int, columns: int) -> Integers:
    """Every matching: the column of each row, `columns` for none; in the order of preference among equals."""
    return np.array(list(_continued((), rows, columns)), dtype=np.int64)


def _continued(chosen: tuple[int, ...], rows: int, columns: int) -> Iterator[tuple[int, ...]]:
    if len(chosen) == rows:
        yield chosen
        return
    for column in range(columns + 1):
        if column == columns or column not in chosen:
            yield from _continued((*chosen, column), rows, columns)
