"""The harness as contestants."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmark.contestant import Prepared
from benchmark.corpus import CorpusOptions
from benchmark.records import pairs
from hudna.model import Record
from hudna_eval import evaluate
from hudna_eval.comparison import Comparison, compared
from hudna_eval.coreference.clusterings import ALL, cluster_items, clusterings, within_articles
from hudna_eval.coreference.metrics import added, cluster_counts
from hudna_eval.counts import Counts
from hudna_eval.entities.batch import score_entities
from hudna_eval.entities.pairs import pair_mentions
from hudna_eval.evaluation import score_sources
from hudna_eval.events.frames import frames
from hudna_eval.sources.pairing import Pair
from hudna_eval.statistics.intervals import Floats
from hudna_eval.suite import EVENTS, UNTYPED_EVENTS
from hudna_eval.workers import ARTICLES

Files = tuple[Path, Path, int]
"""Gold, prediction, and how many gold spans there are."""


def strict(options: CorpusOptions) -> Prepared:
    """`entities.strict` of mentions in memory, by article and type."""
    golds, preds = ([record.mentions for record in side] for side in zip(*pairs(options), strict=True))

    def run(_: None) -> float | None:
        total = np.zeros(3)
        for i in range(0, len(golds), ARTICLES):
            total += pair_mentions(golds[i : i + ARTICLES], preds[i : i + ARTICLES]).strict.sum(axis=(0, 1))
        return _f1(total)

    return Prepared(items=sum(map(len, golds)), run=run)


def entity_suite(options: CorpusOptions) -> Prepared:
    """All entity metrics, errors and slices, of records in memory."""
    both = _pairs(options)

    def run(_: None) -> float | None:
        total = np.zeros(3)
        for i in range(0, len(both), ARTICLES):
            tally = score_entities([compared(pair) for pair in both[i : i + ARTICLES]])
            total += tally.counts["entities.strict"].sum(axis=(0, 1))
        return _f1(total)

    return Prepared(items=_mentions(both), run=run)


def clusters(options: CorpusOptions) -> Prepared:
    """All metrics of coreference, of clusterings in memory."""
    items = [cluster_items(both.gold, both.pred)["entity"] for both in _compared(options)]
    sides = [clusterings(*own) for own in items]
    return Prepared(
        items=sum(len(gold) for gold, _ in items),
        run=lambda _: added(cluster_counts(gold, pred) for gold, pred in sides).conll.f1,
    )


def coreference(options: CorpusOptions) -> Prepared:
    """All metrics of coreference with and without singletons, of annotation."""
    articles = _compared(options)

    def run(_: None) -> float | None:
        views = [within_articles(cluster_items(both.gold, both.pred)["entity"]) for both in articles]
        return added(view[ALL] for view in views).conll.f1

    return Prepared(items=sum(len(both.gold.mentions) for both in articles), run=run)


def event_suite(options: CorpusOptions) -> Prepared:
    """All metrics of events that add over articles, of records in memory."""
    both = _pairs(options)

    def run(_: None) -> float | None:
        return sum((_event_counts(pair.gold, pair.pred) for pair in both), Counts()).f1

    return Prepared(items=sum(len(pair.gold.events) for pair in both), run=run)


def score_files(files: Files) -> Prepared:
    """The whole: read, validate, pair and score; no intervals."""
    gold, pred, spans = files

    def run(_: None) -> float | None:
        table = score_sources(gold, pred).totals.table
        return _f1(table.matrix([("entities.strict", None)]).sum(axis=(0, 1)))

    return Prepared(items=spans, run=run)


def evaluate_files(files: Files) -> Prepared:
    """The whole with its report."""
    return _evaluation(*files, jobs=1)


def evaluate_files_in_two(files: Files) -> Prepared:
    """The whole with its report, in two processes."""
    return _evaluation(*files, jobs=2)


def _evaluation(gold: Path, pred: Path, spans: int, *, jobs: int) -> Prepared:
    return Prepared(items=spans, run=lambda _: evaluate(gold, pred, jobs=jobs).scores["entities.strict"].f1)


def _event_counts(gold: Record, pred: Record) -> Counts:
    """Those of `events.tc`; all others are counted too."""
    golds, preds = frames(gold), frames(pred)
    for count in UNTYPED_EVENTS.values():
        count(golds, preds)
    by_type = {metric: count(golds, preds) for metric, count in EVENTS.items()}
    return sum(by_type["events.tc"].values(), Counts())


def _pairs(options: CorpusOptions) -> list[Pair]:
    return [Pair(gold=gold, pred=pred) for gold, pred in pairs(options)]


def _compared(options: CorpusOptions) -> list[Comparison]:
    return list(map(compared, _pairs(options)))


def _mentions(both: list[Pair]) -> int:
    return sum(len(pair.gold.mentions) for pair in both)


def _f1(total: Floats) -> float | None:
    return Counts(*map(int, total)).f1
