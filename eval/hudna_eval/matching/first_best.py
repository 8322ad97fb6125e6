"""The assignment of greatest weight on a sparse graph; of several the first, which no order of input changes.

Time and memory go with the number of pairs that are possible, not with rows times columns. Everything is exact as long
as sums of weights stay below 2^50: then the doubles of the solver hold them, and differences of them, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

_NOBODY, _UNREACHED = -1, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of a row and a column that may be assigned to each other, each once, with whole-number weights from 0.

    They are in the order of rows, then columns; rows and columns are numbered from 0, with none left out.
    """

    row: Integers
    column: Integers
    weight: Integers

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.row.max(initial=-1)) + 1

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self.column.max(initial=-1)) + 1


def best(candidates: Candidates) -> Booleans:
    """Which pairs are in an assignment of the greatest sum of weights; which of several is not certain."""
    chosen = _assigned(_with_alone(candidates), candidates.rows)
    taken: Booleans = chosen[candidates.row] == candidates.column
    return taken


def first_best(candidates: Candidates) -> Booleans:
    """Which pairs are in the assignment of the greatest sum of weights, and of several such in the first.

    That is the one that gives the first row the earliest column, then the second, and so on, no column coming last.
    """
    if not len(candidates.row):
        return np.zeros(0, dtype=np.bool_)
    every = _with_alone(candidates)
    optima = _Optima(every, _assigned(every, candidates.rows))
    for row in range(candidates.rows):
        optima.settle(row)
    taken: Booleans = optima.chosen[candidates.row] == candidates.column
    return taken


def _with_alone(candidates: Candidates) -> Candidates:
    """With a column of its own, of weight 0, for each row, behind all others: it stands for staying unpaired."""
    rows = np.arange(candidates.rows)
    row = np.concatenate([candidates.row, rows])
    column = np.concatenate([candidates.column, candidates.columns + rows])
    weight = np.concatenate([candidates.weight, np.zeros_like(rows)])
    order = np.argsort(row, kind="stable")
    return Candidates(row=row[order], column=column[order], weight=weight[order])


def _assigned(every: Candidates, rows: int) -> Integers:
    """The column of each row in an assignment of greatest weight. Source: Jonker and Volgenant 1987, as in SciPy."""
    costs = (every.weight.max(initial=0) + 1 - every.weight).astype(np.float64)
    begin = np.searchsorted(every.row, np.arange(rows + 1))
    graph = csr_array((costs, every.column, begin), shape=(rows, every.columns))
    return min_weight_full_bipartite_matching(graph)[1].astype(np.int64)


class _Optima:
    """All assignments of greatest weight, given one; and in `chosen` one of them, the column of each row.

    By complementary slackness they are those that give every row a column along a pair without slack under optimal
    prices, and use every column that has a price. So one comes from another by exchanges: in a circle, each row takes
    the column of the next; where nobody has a column, or leaves one that nobody needs, `_NOBODY` is in the circle.
    """

    def __init__(self, every: Candidates, chosen: Integers) -> None:
        prices, tight = _priced(every, chosen)
        row, column = every.row[tight], every.column[tight]
        self._needed = prices > 0
        self._columns_of = _Lists(row, column, len(chosen))
        order = np.argsort(column, kind="stable")
        self._rows_of = _Lists(column[order], row[order], len(prices))
        self.chosen = chosen
        self._owner = np.full(len(prices), _NOBODY)
        self._owner[chosen] = np.arange(len(chosen))
        # Rows of one circle have one label; the last label is that of `_NOBODY`.
        self._label = np.zeros(len(chosen) + 1, dtype=np.int64)
        self._relabel(_NOBODY, 0)

    def settle(self, row: int) -> None:
        """Give a row its earliest column in those optima that agree with `chosen` in the rows before it."""
        wanted = self._columns_of.of(row)
        owner = self._owner[wanted]
        behind = (owner > row) | (owner == _NOBODY)
        wanted = wanted[behind & (wanted < self.chosen[row]) & (self._label[owner] == self._label[row])]
        if not wanted.size:
            return
        steps = self._steps(row, int(wanted[0]))
        possible = wanted[steps[wanted] != _UNREACHED]
        if possible.size:
            self._exchange(row, int(possible[0]), steps)
        else:
            self._relabel(row, int(self._label[row]))

    def _relabel(self, settled: int, label: int) -> None:
        """Label the rows behind the last settled one anew, of those that have a label: circles are smaller by now."""
        rows = np.flatnonzero(self._label[:-1] == label)
        rows = rows[rows > settled]
        taker, column = self._columns_of.pairs_of(rows)
        owner = self._owner[column]
        kept = (self._label[owner] == label) & ((owner > settled) | (owner == _NOBODY))
        left = self.chosen[rows][~self._needed[self.chosen[rows]]]
        here, there = [taker[kept], np.full(len(left), _NOBODY)], [owner[kept], self._owner[left]]
        size = len(self._label)
        ends = np.concatenate(here) % size, np.concatenate(there) % size
        graph = csr_array((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(size, size))
        found = connected_components(graph, connection="strong")[1]
        anew = np.append(rows, _NOBODY) if self._label[_NOBODY] == label else rows
        self._label[anew] = found[anew] + self._label.max() + 1

    def _steps(self, row: int, wanted: int) -> Integers:
        """How many others must change columns before `row` can have a column; `wanted` is the one that is asked about.

        Somebody takes the column of `row` and leaves his own, which another takes, and so on. The rows before `row`
        keep theirs. A column that nobody has comes free for one that nobody needs.
        """
        steps = np.full(len(self._owner), _UNREACHED)
        steps[self.chosen[row]] = step = 0
        free = np.flatnonzero(self._owner == _NOBODY)
        frontier = self.chosen[row : row + 1]
        while frontier.size and steps[wanted] == _UNREACHED:
            takers = self._rows_of.pairs_of(frontier)[1]
            behind = (takers > row) & (self._label[takers] == self._label[row])
            takers = np.unique(takers[behind & (steps[self.chosen[takers]] == _UNREACHED)])
            if self._needed[frontier].all():
                frontier = self.chosen[takers]
            else:
                frontier, free = np.concatenate([self.chosen[takers], free]), free[:0]
            step += 1
            steps[frontier] = step
        return steps

    def _exchange(self, row: int, column: int, steps: Integers) -> None:
        """Give a row the column, its owner the next one, and so on."""
        while True:
            owner, self._owner[column] = int(self._owner[column]), row
            if row != _NOBODY:
                self.chosen[row] = column
            if steps[column] == 0:
                return
            fits = np.flatnonzero(~self._needed) if owner == _NOBODY else self._columns_of.of(owner)
            row, column = owner, int(fits[steps[fits] == steps[column] - 1][0])


class _Lists:
    """For each key its values; both are in the order of keys, then values."""

    def __init__(self, keys: Integers, values: Integers, number: int) -> None:
        self._begin = np.searchsorted(keys, np.arange(number + 1))
        self._values = values

    def of(self, key: int) -> Integers:
        """The values of a key."""
        values: Integers = self._values[self._begin[key] : self._begin[key + 1]]
        return values

    def pairs_of(self, keys: Integers) -> tuple[Integers, Integers]:
        """Several keys, each with every value of it."""
        begin = self._begin[keys]
        lengths = self._begin[keys + 1] - begin
        places = np.arange(lengths.sum()) + np.repeat(begin - np.cumsum(lengths) + lengths, lengths)
        return np.repeat(keys, lengths), self._values[places]


def _priced(every: Candidates, chosen: Integers) -> tuple[Integers, Booleans]:
    """Optimal prices of columns, and which pairs have no slack under them.

    Prices rise until no row would gain by another column; since `chosen` is optimal this ends, after as many rounds as
    there are rows at the latest, and columns that nobody has stay at 0.
    """
    edges_of = _Lists(every.row, np.arange(len(every.row)), len(chosen))
    worth = every.weight[every.column == chosen[every.row]]  # in the order of rows
    owner = np.full(every.columns, _NOBODY)
    owner[chosen] = np.arange(len(chosen))
    prices = np.zeros(every.columns, dtype=np.int64)
    rows = np.arange(len(chosen))
    for _ in range(len(chosen) + 1):
        if not rows.size:
            break
        taker, edge = edges_of.pairs_of(rows)
        gains = every.weight[edge] - worth[taker] + prices[chosen[taker]]
        before = prices.copy()
        np.maximum.at(prices, every.column[edge], gains)
        rows = owner[prices > before]  # whose column has become dearer, so that they may gain by another
    return prices, every.weight - (worth - prices[chosen])[every.row] == prices[every.column]
