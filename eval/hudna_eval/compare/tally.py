"""The counts of one system as vectors by cluster, from which comparisons of systems are computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hudna_eval.coreference.clusterings import ALL
from hudna_eval.coreference.scores import COLUMNS, F1_OF, vectors_of
from hudna_eval.scored import Scored
from hudna_eval.statistics.intervals import F1, Floats, count_f1
from hudna_eval.suite import COREFERENCE, METRICS, NEEDS_TEXT

COMPARABLE = (*METRICS, *COREFERENCE)
"""Every metric that systems can be compared by: all but that of comparisons, whose items are in two articles each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusTally:
    """One system's counts. All editions of an article are one cluster, since they tell the same facts."""

    scored: Scored

    @property
    def clusters(self) -> tuple[str, ...]:
        """The article ids, or the names of groups of articles where they are many, sorted."""
        return self.scored.totals.table.clusters

    @property
    def is_grouped(self) -> bool:
        """Whether clusters are groups of articles."""
        return self.scored.totals.table.is_grouped

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions that were scored, sorted."""
        return tuple(sorted(self.scored.totals.editions))

    def vectors(self, metric: str) -> Floats:
        """The summed counts of `metric` by cluster, shape (clusters, k); `f1_of` says what F1 they come to.

        tp, fp and fn, or the numerators and denominators of a metric of coreference. NaN throughout for
        `entities.clitic` unless text or surfaces of all articles are known. Raises: KeyError for an unknown metric.
        """
        totals = self.scored.totals
        if metric in COREFERENCE:
            _, layer, name = metric.split(".")
            return vectors_of(totals.ratios.matrix(COLUMNS), layer, ALL, name)
        if metric not in METRICS:
            raise KeyError(metric)
        vectors = totals.table.matrix([(metric, None)])[:, 0]
        known = metric != NEEDS_TEXT or not totals.without_text.number
        return vectors if known else np.full_like(vectors, np.nan)


def f1_of(metric: str) -> F1:
    """F1 as a function of what `CorpusTally.vectors` sums."""
    return F1_OF[metric.rpartition(".")[2]] if metric in COREFERENCE else count_f1
