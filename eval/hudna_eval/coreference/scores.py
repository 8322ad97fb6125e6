"""Scores of coreference from the counts of articles: of a corpus with intervals, of one article, across articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from hudna_eval.coreference.clusterings import ALL, LAYERS, VIEWS, Items, joined, within_articles
from hudna_eval.coreference.metrics import NAMES, ClusterCounts
from hudna_eval.coreference.ratios import Ratio
from hudna_eval.options import Options
from hudna_eval.report import Score
from hudna_eval.sources.record_source import Key
from hudna_eval.statistics.intervals import F1, Floats, bootstrap_intervals, mean_f1, ratio_f1

RATIOS = ("muc", "b3", "ceafm", "ceafe", "lea", "coreference_links", "non_coreference_links")
"""What the metrics are computed from, in the order of the vectors."""

COLUMNS = tuple((layer, view, name) for layer in LAYERS for view in VIEWS for name in RATIOS)
"""The columns of a table of ratios."""

RATIOS_OF = {"blanc": ("coreference_links", "non_coreference_links"), "conll": ("muc", "b3", "ceafe")}
"""Metrics that are a mean of several ratios; every other is one ratio of its own name."""

Clusters = Mapping[str, Mapping[str, ClusterCounts]]
"""Layer → view → counts of coreference."""

_NOTHING = [[0.0] * 4] * len(RATIOS)
_EMPTY = ClusterCounts()


def ratio_vectors(clusters: Clusters) -> list[list[float]]:
    """Numerators and denominators of one article: a row of four for each of `COLUMNS`."""
    return [vector for layer in LAYERS for view in VIEWS for vector in _vectors(clusters[layer][view])]


def corpus_scores(clusters: Clusters, table: Floats, view: str, options: Options) -> dict[str, Score]:
    """Metric id → score over all articles, with the bootstrap interval of F1; clusters end where their article does.

    Numerators and denominators of articles are added, so that long articles weigh more, as in the reference scorer.
    `table` has the shape (articles, COLUMNS, 4).
    """
    scores: dict[str, Score] = {}
    for layer in LAYERS:
        for name, counts in clusters[layer][view].scores().items():
            vectors = vectors_of(table, layer, view, name)[:, None]
            (interval,) = bootstrap_intervals(vectors, seed=options.seed, f1=F1_OF[name], method=options.ci)
            scores[f"coref.{layer}.{name}"] = Score(counts=counts, ci95=interval)
    return scores


def article_scores(clusters: Clusters, view: str) -> dict[str, Score]:
    """Metric id → score of one article, or of anything whose counts by layer and view these are."""
    return {
        f"coref.{layer}.{name}": Score(counts=counts)
        for layer in LAYERS
        for name, counts in clusters[layer][view].scores().items()
    }


def across_articles(articles: Iterable[tuple[Key, Mapping[str, Items]]]) -> dict[str, dict[str, Score]]:
    """Slice → metric id → score of the clusters that reach across the articles of one edition.

    The slices are `across_articles:open` and `across_articles:open:without_singletons`, for each edition of several
    articles. The editions of one article say the same, so they are no two articles.
    """
    of_edition: dict[str, list[tuple[str, Mapping[str, Items]]]] = {}
    for (article_id, edition), items in articles:
        of_edition.setdefault(edition, []).append((article_id, items))
    slices: dict[str, dict[str, Score]] = {}
    for edition, own in sorted(of_edition.items()):
        if len(own) > 1:
            clusters = {layer: within_articles(joined((id_, items[layer]) for id_, items in own)) for layer in LAYERS}
            for view in VIEWS:
                name = f"across_articles:{edition or 'none'}"
                slices[name if view == ALL else f"{name}:{view}"] = article_scores(clusters, view)
    return slices


def _vectors(counts: ClusterCounts) -> Sequence[list[float]]:
    return _NOTHING if counts == _EMPTY else [_four(getattr(counts, name)) for name in RATIOS]


def _four(ratio: Ratio) -> list[float]:
    return [
        float(ratio.recall_numerator),
        float(ratio.recall_denominator),
        float(ratio.precision_numerator),
        float(ratio.precision_denominator),
    ]


def f1_of_blanc(sums: Floats) -> Floats:
    """As `Blanc.f1`: the mean F1 of the two kinds of link, of those that either side has; NaN where neither has any.

    `sums` has the eight numbers of both kinds along the last axis.
    """
    links = np.stack([ratio_f1(sums[..., :4]), ratio_f1(sums[..., 4:])])
    present = ~np.isnan(links)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(present, links, 0).sum(axis=0) / present.sum(axis=0)
    return mean


def vectors_of(table: Floats, layer: str, view: str, name: str) -> Floats:
    """The numbers that a metric of coreference is a function of, which `F1_OF` has: shape (rows, k).

    `table` has the shape (rows, COLUMNS, 4).
    """
    columns = [COLUMNS.index((layer, view, ratio)) for ratio in RATIOS_OF.get(name, (name,))]
    return table[:, columns].reshape(len(table), -1)


F1_OF: Mapping[str, F1] = {**dict.fromkeys(NAMES, ratio_f1), "conll": mean_f1, "blanc": f1_of_blanc}
"""Name of a metric → its F1, as a function of what `vectors_of` sums."""
