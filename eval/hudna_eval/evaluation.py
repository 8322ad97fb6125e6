"""From records to a report: read, pair, count, add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located, read_records
from hudna.model import Record
from hudna_eval.claims import SLOTS
from hudna_eval.cluster_scores import across_articles, article_scores, corpus_scores
from hudna_eval.clusterings import ALL, VIEWS
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.entity_errors import EntityErrors
from hudna_eval.events import ATTRIBUTES
from hudna_eval.pairing import name_of, pair
from hudna_eval.report import Report, Score, Scores
from hudna_eval.signature import content_digest, signature
from hudna_eval.statistics import bootstrap_intervals
from hudna_eval.suite import (
    METRICS,
    NEEDS_TEXT,
    TEXT_SLICES,
    TYPED,
    TYPED_EVENTS,
    ArticleCounts,
    Cell,
    cluster_rows,
    count_matrix,
    score_article,
    total_counts,
)

Source = str | Path | Iterable[Record]
"""A file or folder in the interchange form, or records."""


def located(source: Source, name: str) -> list[Located]:
    """The records of a source, each with where it is from: file and line, or `name` and position from 1.

    Raises: InvalidDataError for an unreadable, faulty or empty source.
    """
    if isinstance(source, (str, Path)):
        return read_records(Path(source))
    items = [Located(record, name, number) for number, record in enumerate(source, start=1)]
    if not items:
        raise InvalidDataError([Finding(name, 0, "no-record", "found no record against at least one")])
    return items


def evaluate_sources(
    gold: Source, pred: Source, *, edition: str | None = None, seed: int = 0, gold_triggers: bool = False
) -> Report:
    """`hudna_eval.evaluate`, with the faults of both sides at once, for one edition of gold or all (None)."""
    sides: list[list[Located]] = []
    findings: list[Finding] = []
    for source, name in ((gold, "gold"), (pred, "pred")):
        try:
            sides.append(located(source, name))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if findings:
        raise InvalidDataError(findings)
    digest = content_digest(item.record for item in sides[0])
    return score(*sides, edition=edition, version=None, digest=digest, seed=seed, gold_triggers=gold_triggers)


def score(
    gold: Sequence[Located],
    pred: Sequence[Located],
    *,
    edition: str | None,
    version: str | None,
    digest: str,
    seed: int,
    gold_triggers: bool = False,
) -> Report:
    """Score predictions; `version` and `digest` name the gold in the signature.

    With `gold_triggers` every predicted event must have trigger and type of a gold event: the task gave them.

    Raises: InvalidDataError with all faults of both sides at once.
    """
    pairing = pair(gold, pred, edition=edition, gold_triggers=gold_triggers)
    articles = [score_article(pair) for pair in pairing.pairs]
    scores = _corpus_scores(articles, seed)
    coreference = {view: corpus_scores(articles, view, seed=seed) for view in VIEWS}
    return Report(
        signature=signature(
            version=version,
            digest=digest,
            editions=(article.edition for article in articles),
            clusters=len(cluster_rows(articles)),
            seed=seed,
            gold_triggers=gold_triggers,
        ),
        dataset_version=version,
        warnings=(*pairing.warnings, *_zone_warnings(articles), *_text_warnings(articles)),
        scores={metric: scores[metric, None] for metric in METRICS} | coreference.pop(ALL),
        by_type={metric: _types(metric, scores) for metric in METRICS if metric in TYPED or metric in TYPED_EVENTS},
        by_article={name_of((article.article_id, article.edition)): _article(article) for article in articles},
        by_slice=coreference | across_articles(articles) | _slices(articles),
        slots=_slots(articles),
        entity_errors=_errors(articles),
    )


def _corpus_scores(articles: Sequence[ArticleCounts], seed: int) -> dict[Cell, Score]:
    cells, matrix = count_matrix(articles)
    counts = total_counts(articles, cells, matrix)
    intervals = bootstrap_intervals(matrix, seed=seed)
    scores = {
        cell: Score(counts=own, ci95=interval) for cell, own, interval in zip(cells, counts, intervals, strict=True)
    }
    if all(article.has_text for article in articles):
        return scores
    known = {cell: score for cell, score in scores.items() if cell[0] != NEEDS_TEXT}
    return known | {(NEEDS_TEXT, None): Score(counts=Counts())}


def _types(metric: str, scores: dict[Cell, Score]) -> Scores:
    found = sorted(type_ for name, type_ in scores if name == metric and type_ is not None)
    return {type_: scores[metric, type_] for type_ in found}


def _article(article: ArticleCounts) -> Scores:
    counted = {metric: Score(counts=article.vector[metric, None]) for metric in METRICS}
    return counted | article_scores(article.clusters, ALL)


def _slots(articles: Sequence[ArticleCounts]) -> dict[str, Accuracy]:
    slots = {f"claims.{slot}": sum((article.slots[slot] for article in articles), Accuracy()) for slot in SLOTS}
    return slots | {
        f"events.{name}": sum((article.attributes[name] for article in articles), Accuracy()) for name in ATTRIBUTES
    }


def _slices(articles: Sequence[ArticleCounts]) -> dict[str, Scores]:
    """Slice → metric → score. What needs the text is there only if all texts are known."""
    totals: dict[tuple[str, str], Counts] = {}
    for article in articles:
        for cell, counts in article.slices.items():
            totals[cell] = totals.get(cell, Counts()) + counts
    whole = all(article.has_text for article in articles)
    slices: dict[str, dict[str, Score]] = {}
    for name, metric in sorted(totals):
        if whole or not name.startswith(TEXT_SLICES):
            slices.setdefault(name, {})[metric] = Score(counts=totals[name, metric])
    return dict(slices)


def _errors(articles: Sequence[ArticleCounts]) -> EntityErrors:
    total = EntityErrors()
    for article in articles:
        total.add(article.errors)
    return total


def _text_warnings(articles: Sequence[ArticleCounts]) -> Iterator[str]:
    unknown = [name_of((article.article_id, article.edition)) for article in articles if not article.has_text]
    if unknown:
        yield (
            f"{NEEDS_TEXT} is null, as {len(unknown)} of {len(articles)} articles have neither text nor the surface of "
            f"every mention: {', '.join(unknown)}"
        )


def _zone_warnings(articles: Sequence[ArticleCounts]) -> Iterator[str]:
    gold = sum(article.gold_left_out for article in articles)
    pred = sum(article.pred_left_out for article in articles)
    if gold or pred:
        yield f"in zones that are not scored (FURNITURE, TEASER), left out: {gold} of gold, {pred} predicted"
