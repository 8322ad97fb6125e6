"""Metrics of coreference: how well predicted clusters of mentions are those of gold.

A mention is any hashable value, and is found where it is equal; a cluster is a set of mentions, a clustering a
partition. All metrics come from one table, how many mentions gold cluster i and predicted cluster j share, so that
nothing is enumerated: MUC, B³ and LEA take a pass over the table, BLANC counts links from sizes, and CEAF assigns
clusters one-to-one within the connected parts of the table.

Source: Pradhan, Luo, Recasens, Hovy, Ng and Strube 2014, with no manipulation of mentions that only one side has;
LEA: Moosavi and Strube 2016. Deviation: what the reference scorer gives as 0 for want of a denominator is None here.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from hudna_eval.coreference.ratios import Blanc, Exact, MeanF1, Ratio
from hudna_eval.matching.exact_sums import Term, exact_sum
from hudna_eval.matching.first_best import Candidates, best
from hudna_eval.statistics.intervals import Floats, Integers

Clustering = Iterable[Iterable[Hashable]]

NAMES = ("muc", "b3", "ceafm", "ceafe", "blanc", "lea", "conll")
"""The metrics, in the order of the report."""

Cell = tuple[int, int]
"""A gold and a predicted cluster that share a mention, by index."""

_AS_TABLE = 1_000_000
"""A part of more cells, empty ones included, is not assigned as a table: that of long chains would fill the memory."""

_EXACT_BITS = 50

_ONE_PART = 1024
"""A table of up to so many cells is assigned as a whole: to look for its parts would take longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterCounts:
    """What the metrics of coreference are computed from; it adds, article by article."""

    muc: Ratio = field(default_factory=Ratio)
    b3: Ratio = field(default_factory=Ratio)
    ceafm: Ratio = field(default_factory=Ratio)
    ceafe: Ratio = field(default_factory=Ratio)
    lea: Ratio = field(default_factory=Ratio)
    coreference_links: Ratio = field(default_factory=Ratio)
    non_coreference_links: Ratio = field(default_factory=Ratio)

    def __add__(self, other: ClusterCounts) -> ClusterCounts:
        return ClusterCounts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    @property
    def blanc(self) -> Blanc:
        """BLANC of the links counted so far."""
        return Blanc(coreference=self.coreference_links, non_coreference=self.non_coreference_links)

    @property
    def conll(self) -> MeanF1:
        """The CoNLL average: the mean F1 of MUC, B³ and CEAF-e. Source: Denis and Baldridge 2009; CoNLL-2012."""
        return MeanF1(parts={"muc": self.muc, "b3": self.b3, "ceafe": self.ceafe})

    def scores(self) -> dict[str, Ratio | Blanc | MeanF1]:
        """Every metric by name, in the order of `NAMES`."""
        return {name: getattr(self, name) for name in NAMES}


def added(counts: Iterable[ClusterCounts]) -> ClusterCounts:
    """The sum of the counts of many texts, at once: `+` makes a fraction of every step."""
    every = list(counts)
    return ClusterCounts(**{name: _added([getattr(one, name) for one in every]) for name in ClusterCounts.__slots__})


def _added(ratios: Sequence[Ratio]) -> Ratio:
    columns = ([getattr(ratio, name) for ratio in ratios] for name in Ratio.__slots__)
    return Ratio(*(_total(column) for column in columns))


def _total(numbers: Sequence[Exact]) -> Exact:
    if all(type(number) is int for number in numbers):
        return sum(numbers)
    return exact_sum((number.numerator, number.denominator) for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaps:
    """The sizes of gold and predicted clusters, and (gold, pred) → how many mentions the two share, at least one."""

    gold: Sequence[int]
    pred: Sequence[int]
    shared: dict[Cell, int]


def cluster_counts(gold: Clustering, pred: Clustering) -> ClusterCounts:
    """The counts of all metrics for one text, or for anything within which clusters lie.

    Empty clusters are passed over. Mentions of one side only stay as they are: they cost the other side.
    Raises: ValueError for a mention that a clustering has twice.
    """
    return counts_of(overlaps(gold, pred))


def counts_of(table: Overlaps) -> ClusterCounts:
    """The counts of all metrics from the table of one text."""
    coreference, non_coreference = blanc(table)
    by_mentions, by_entities = ceaf(table)
    return ClusterCounts(
        muc=muc(table),
        b3=b3(table),
        ceafm=by_mentions,
        ceafe=by_entities,
        lea=lea(table),
        coreference_links=coreference,
        non_coreference_links=non_coreference,
    )


def overlaps(gold: Clustering, pred: Clustering) -> Overlaps:
    """The table that all metrics are computed from. Raises: ValueError for a mention that a clustering has twice."""
    gold_of, gold_sizes = _indexed(gold, "gold")
    pred_of, pred_sizes = _indexed(pred, "pred")
    shared = Counter((cluster, pred_of[mention]) for mention, cluster in gold_of.items() if mention in pred_of)
    return Overlaps(gold=gold_sizes, pred=pred_sizes, shared=dict(shared))


def without_singletons(table: Overlaps) -> Overlaps:
    """The table of the clusters of two mentions or more on their own side."""
    golds, preds = (
        {old: new for new, old in enumerate(index for index, size in enumerate(side) if size > 1)}
        for side in (table.gold, table.pred)
    )
    return Overlaps(
        gold=[table.gold[i] for i in golds],
        pred=[table.pred[j] for j in preds],
        shared={(golds[i], preds[j]): n for (i, j), n in table.shared.items() if i in golds and j in preds},
    )


def muc(table: Overlaps) -> Ratio:
    """MUC: a cluster of n mentions needs n - 1 links, less one for each part but the first that it is broken into.

    Mentions without partner are parts of their own. Numerators of both sides are equal: mentions shared, less pairs
    of clusters that share any. None where a side has singletons only, which MUC does not see.
    Source: Vilain et al. 1995.
    """
    links = sum(table.shared.values()) - len(table.shared)
    return Ratio(links, sum(table.gold) - len(table.gold), links, sum(table.pred) - len(table.pred))


def b3(table: Overlaps) -> Ratio:
    """B³: for each mention the share of its own cluster that the other side's cluster has too, then the mean.

    A mention without partner counts 0. None where a side has no mention. Source: Bagga and Baldwin 1998.
    """
    recall = exact_sum((n * n, table.gold[i]) for (i, _), n in table.shared.items())
    precision = exact_sum((n * n, table.pred[j]) for (_, j), n in table.shared.items())
    return Ratio(recall, sum(table.gold), precision, sum(table.pred))


def lea(table: Overlaps) -> Ratio:
    """LEA: the share of each cluster's links that the other side has too, weighted by the cluster's size.

    A singleton has one link, to itself, found where the other side has it as a singleton. None where a side has no
    mention. Source: Moosavi and Strube 2016. (Size n times n'(n'-1)/2 of n(n-1)/2 links is n'(n'-1)/(n-1).)
    """
    recall = exact_sum(_links(n, table.gold[i], table.pred[j]) for (i, j), n in table.shared.items())
    precision = exact_sum(_links(n, table.pred[j], table.gold[i]) for (i, j), n in table.shared.items())
    return Ratio(recall, sum(table.gold), precision, sum(table.pred))


def blanc(table: Overlaps) -> tuple[Ratio, Ratio]:
    """The links within clusters and those between them, of which BLANC takes the mean.

    A kind of link that neither side has is left out of the mean; a kind that one side has counts, the rate without
    denominator as 0. None where neither side has two mentions.
    Source: Recasens and Hovy 2011; for predicted mentions Luo et al. 2014. Deviations: the last version of the
    reference scorer leaves a kind of link out as soon as gold lacks it, which lets a prediction link singletons
    unpunished and makes the score depend on which side is gold; and Luo et al. give 1 or 0 where both sides have one
    mention at most, which is no ratio of links.
    """
    found_gold: defaultdict[int, int] = defaultdict(int)
    found_pred: defaultdict[int, int] = defaultdict(int)
    for (i, j), n in table.shared.items():
        found_gold[i] += n
        found_pred[j] += n
    linked = _pairs(table.shared.values())
    apart = math.comb(sum(table.shared.values()), 2) - _pairs(found_gold.values()) - _pairs(found_pred.values())
    gold, pred = _pairs(table.gold), _pairs(table.pred)
    gold_apart, pred_apart = math.comb(sum(table.gold), 2) - gold, math.comb(sum(table.pred), 2) - pred
    return Ratio(linked, gold, linked, pred), Ratio(apart + linked, gold_apart, apart + linked, pred_apart)


def ceaf(table: Overlaps) -> tuple[Ratio, Ratio]:
    """CEAF-m and CEAF-e: the sum of similarities under the best one-to-one assignment of clusters.

    Similarity is the number of mentions shared (φ3, over mentions) or 2·shared / (size + size) (φ4, over clusters).
    None where a side has no cluster. Source: Luo 2005.
    """
    mentions, terms = 0, list[Term]()
    for cells in _parts(table):
        places = _places(cells)
        shared = [table.shared[cell] for cell in cells]
        mentions += sum(shared[index] for index in _best(*places, shared))
        dice = [(2 * n, table.gold[i] + table.pred[j]) for n, (i, j) in zip(shared, cells, strict=True)]
        terms += [dice[index] for index in _best(*places, [n / size for n, size in dice])]
    entities = exact_sum(terms)
    return (
        Ratio(mentions, sum(table.gold), mentions, sum(table.pred)),
        Ratio(entities, len(table.gold), entities, len(table.pred)),
    )


def _indexed(clustering: Clustering, side: str) -> tuple[dict[Hashable, int], list[int]]:
    """Mention → cluster, and the sizes of clusters, without empty ones."""
    clusters = [members for cluster in clustering if (members := tuple(cluster))]
    index = {mention: i for i, members in enumerate(clusters) for mention in members}
    sizes = [len(members) for members in clusters]
    if len(index) < sum(sizes):
        counts = Counter(mention for members in clusters for mention in members)
        repeated = next(mention for mention, times in counts.items() if times > 1)
        raise ValueError(f"found mention {repeated!r} more than once in the {side} clusters against once")
    return index, sizes


def _links(shared: int, own: int, other: int) -> Term:
    if own == 1:
        return int(other == 1), 1
    return shared * (shared - 1), own - 1


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) for n in sizes) // 2


def _parts(table: Overlaps) -> Iterable[list[Cell]]:
    """Cells that are assigned apart from the rest."""
    if not table.shared:
        return []
    return [list(table.shared)] if len(table.gold) * len(table.pred) <= _ONE_PART else _components(table.shared)


def _components(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """The cells of each connected part of the bipartite graph of clusters that share a mention."""
    of_row: defaultdict[int, list[Cell]] = defaultdict(list)
    of_column: defaultdict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        of_row[cell[0]].append(cell)
        of_column[cell[1]].append(cell)
    while of_row:
        _, component = of_row.popitem()
        for _, column in component:  # grows while it is read: first the row's own cells, then what they lead to
            for other, _ in of_column.pop(column, ()):
                component += of_row.pop(other, ())
        yield component


def _places(cells: Sequence[Cell]) -> tuple[Integers, Integers]:
    """The row and the column of each cell, numbered without gaps."""
    rows = {row: number for number, row in enumerate(dict.fromkeys(row for row, _ in cells))}
    columns = {column: number for number, column in enumerate(dict.fromkeys(column for _, column in cells))}
    return np.array([rows[row] for row, _ in cells]), np.array([columns[column] for _, column in cells])


def _best(row: Integers, column: Integers, weights: Sequence[float]) -> list[int]:
    """The cells, by index, of greatest summed weight of which no two share a row or a column."""
    shape = int(row.max()) + 1, int(column.max()) + 1
    if 1 in shape:
        return [weights.index(max(weights))]
    if shape[0] * shape[1] > _AS_TABLE:
        return _best_of_sparse(row, column, np.array(weights, dtype=np.float64))
    grid = np.full(shape, -1)
    grid[row, column] = np.arange(len(row))
    rows, columns = linear_sum_assignment(np.array([*weights, 0.0])[grid], maximize=True)
    return [index for index in grid[rows, columns].tolist() if index >= 0]


def _best_of_sparse(row: Integers, column: Integers, weights: Floats) -> list[int]:
    """As `_best`, in memory that goes with the cells. Sums that differ by less than about 1e-9 count as equal."""
    order = np.lexsort((column, row))
    unit = float(1 << _EXACT_BITS) / (weights.max() * (1 + min(row.max(), column.max())))
    whole = np.rint(weights[order] * unit).astype(np.int64)
    taken: list[int] = order[best(Candidates(row=row[order], column=column[order], weight=whole))].tolist()
    return taken
