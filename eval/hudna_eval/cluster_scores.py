"""Scores of coreference from the counts of articles: of a corpus with intervals, of one article, across articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hudna_eval.clusterings import ALL, LAYERS, VIEWS, joined, within_articles
from hudna_eval.coreference import NAMES, ClusterCounts
from hudna_eval.ratios import Ratio
from hudna_eval.report import Score
from hudna_eval.statistics import Floats, Interval, percentile_interval, resampled
from hudna_eval.suite import ArticleCounts, cluster_rows

_RATIOS = ("muc", "b3", "ceafm", "ceafe", "lea", "coreference_links", "non_coreference_links")


def corpus_scores(articles: Sequence[ArticleCounts], view: str, *, seed: int) -> dict[str, Score]:
    """Metric id → score over all articles, with the bootstrap interval of F1; clusters end where their article does.

    Numerators and denominators of articles are added, so that long articles weigh more, as in the reference scorer.
    """
    scores: dict[str, Score] = {}
    for layer in LAYERS:
        total = sum((article.clusters[layer][view] for article in articles), ClusterCounts())
        intervals = _intervals(articles, layer, view, seed)
        for name, counts in total.scores().items():
            scores[f"coref.{layer}.{name}"] = Score(counts=counts, ci95=intervals[name])
    return scores


def article_scores(clusters: Mapping[str, Mapping[str, ClusterCounts]], view: str) -> dict[str, Score]:
    """Metric id → score of one article, or of anything whose counts by layer and view these are."""
    return {
        f"coref.{layer}.{name}": Score(counts=counts)
        for layer in LAYERS
        for name, counts in clusters[layer][view].scores().items()
    }


def across_articles(articles: Sequence[ArticleCounts]) -> dict[str, dict[str, Score]]:
    """Slice → metric id → score of the clusters that reach across the articles of one edition.

    The slices are `across_articles:open` and `across_articles:open:without_singletons`, for each edition of several
    articles. The editions of one article say the same, so they are no two articles.
    """
    slices: dict[str, dict[str, Score]] = {}
    for edition in sorted({article.edition for article in articles}):
        own = sorted((a for a in articles if a.edition == edition), key=lambda article: article.article_id)
        if len(own) > 1:
            clusters = {layer: within_articles(joined((a.article_id, a.items[layer]) for a in own)) for layer in LAYERS}
            for view in VIEWS:
                name = f"across_articles:{edition or 'none'}"
                slices[name if view == ALL else f"{name}:{view}"] = article_scores(clusters, view)
    return slices


def _intervals(articles: Sequence[ArticleCounts], layer: str, view: str, seed: int) -> dict[str, Interval | None]:
    rows = cluster_rows(articles)
    if len(rows) < 2:
        return dict.fromkeys(NAMES)
    matrix = np.zeros((len(rows), len(_RATIOS), 4))
    for article in articles:
        matrix[rows[article.article_id]] += _vector(article.clusters[layer][view])
    sums, weights = resampled(matrix, seed=seed)
    return {name: percentile_interval(values, weights) for name, values in _f1(sums).items()}


def _vector(counts: ClusterCounts) -> list[list[float]]:
    return [_four(getattr(counts, name)) for name in _RATIOS]


def _four(ratio: Ratio) -> list[float]:
    return [
        float(ratio.recall_numerator),
        float(ratio.recall_denominator),
        float(ratio.precision_numerator),
        float(ratio.precision_denominator),
    ]


def _f1(sums: Floats) -> dict[str, Floats]:
    """Metric → F1 of each resample, NaN where it is undefined; `sums` has the shape (resamples, ratios, 4)."""
    of = dict(zip(_RATIOS, _ratio_f1(sums).T, strict=True))
    links = np.stack([of.pop("coreference_links"), of.pop("non_coreference_links")])
    present = ~np.isnan(links)
    with np.errstate(invalid="ignore"):
        of["blanc"] = np.where(present, links, 0).sum(axis=0) / present.sum(axis=0)
    of["conll"] = (of["muc"] + of["b3"] + of["ceafe"]) / 3
    return {name: of[name] for name in NAMES}


def _ratio_f1(sums: Floats) -> Floats:
    """As `Ratio.f1`: harmonic mean, 0 where only one side is defined or nothing is found, NaN where neither is."""
    found_gold, gold, found_pred, pred = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        harmonic: Floats = 2 * found_gold * found_pred / (found_gold * pred + found_pred * gold)
    harmonic = np.where(np.isnan(harmonic), 0.0, harmonic)
    return np.where((gold == 0) & (pred == 0), np.nan, harmonic)
