"""Scores beside those of the whole: macro averages, and each edition by itself and against the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from hudna_eval.counts import Counts
from hudna_eval.options import Options
from hudna_eval.report import EditionGap, Macro, Score, Scores
from hudna_eval.statistics.cluster_table import ClusterTable
from hudna_eval.statistics.intervals import Floats, bootstrap_intervals, count_f1
from hudna_eval.suite import METRICS, Cell
from hudna_eval.totals import Totals, number_of

_CELLS: list[Cell] = [(metric, None) for metric in METRICS]


def macro_scores(totals: Totals, by_type: Mapping[str, Scores]) -> dict[str, Macro]:
    """Metric → its mean F1 over articles, and over types where it has types; of those whose F1 is defined."""
    over_articles = dict(zip(METRICS, totals.macro.means(), strict=True))
    return {metric: Macro(articles=over_articles[metric], types=_mean(by_type.get(metric, {}))) for metric in METRICS}


def edition_scores(totals: Totals, options: Options) -> dict[str, Scores]:
    """Edition → metric → score, where there are several editions."""
    return {edition or "none": _scores(table.matrix(_CELLS), options) for edition, table in _tables(totals)}


def edition_gaps(totals: Totals, options: Options) -> Iterator[EditionGap]:
    """F1 of one edition less that of another, with its interval, over the articles that have both."""
    for (first, one), (second, other) in combinations(_tables(totals), 2):
        both = sorted(set(one.clusters) & set(other.clusters))
        vectors = np.concatenate([one.matrix(_CELLS, both), other.matrix(_CELLS, both)], axis=2)
        gaps = _gap(vectors.sum(axis=0)).tolist()
        intervals = bootstrap_intervals(vectors, seed=options.seed, f1=_gap, method=options.ci)
        yield EditionGap(
            editions=(first, second),
            articles=len(both),
            f1={metric: None if np.isnan(gap) else gap for metric, gap in zip(METRICS, gaps, strict=True)},
            ci95=dict(zip(METRICS, intervals, strict=True)),
        )


def _tables(totals: Totals) -> list[tuple[str, ClusterTable[Cell]]]:
    return sorted(totals.by_edition.items())


def _scores(matrix: Floats, options: Options) -> Scores:
    intervals = bootstrap_intervals(matrix, seed=options.seed, method=options.ci)
    sums = matrix.sum(axis=0).tolist()
    return {
        metric: Score(counts=Counts(*map(number_of, own)), ci95=interval)
        for metric, own, interval in zip(METRICS, sums, intervals, strict=True)
    }


def _gap(sums: Floats) -> Floats:
    """F1 of the first three numbers along the last axis less that of the other three."""
    gap: Floats = count_f1(sums[..., :3]) - count_f1(sums[..., 3:])
    return gap


def _mean(scores: Scores) -> tuple[float | None, int]:
    found = [score.f1 for score in scores.values() if score.f1 is not None]
    return (sum(found) / len(found) if found else None), len(found)
