"""What an evaluation says: a frozen `Report`, and its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hudna_eval.comparisons.scores import ComparisonScores
from hudna_eval.consistency.facts import Consistency
from hudna_eval.coreference.ratios import Blanc, MeanF1, Ratio
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.mistakes.confusions import nested
from hudna_eval.mistakes.mistake import Mistake
from hudna_eval.statistics.intervals import Interval, wilson
from hudna_eval.sums import Errors
from hudna_eval.views import SchemaCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The counts of one metric and the 95 % interval of its F1, both bounds in [0, 1]; None where undefined.

    `counts` are true and false positives, or the numerators and denominators of a metric of coreference.
    """

    counts: Counts | Ratio | Blanc | MeanF1 | SchemaCounts
    ci95: Interval | None = None

    @property
    def precision(self) -> float | None:
        """In [0, 1]; None where nothing was predicted, and for a metric that has F1 only."""
        return self.counts.precision

    @property
    def recall(self) -> float | None:
        """In [0, 1]; None where gold has nothing, and for a metric that has F1 only."""
        return self.counts.recall

    @property
    def f1(self) -> float | None:
        """In [0, 1]; None where neither side has anything."""
        return self.counts.f1


Scores = Mapping[str, Score]
"""Metric id → score, in the order of the suite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The scores of one set of predictions.

    `scores` are micro-averaged: counts of all articles added up. `by_type` has the metrics whose key holds a type
    (metric id → type → score), `by_article` every metric but comparisons (`001/open` → metric id → score; one
    article has no interval), `macro` the mean F1 over articles and over types. Where gold has several editions,
    `by_edition` has the scores of each, and `edition_gaps` the differences of F1 between every two. `by_slice` has
    `entities.strict` by kind of mention (`depth:0`, `words:1`, `form:NAM`, `zone:BODY`, and `seen:yes` where
    training data is given), the argument metrics with fillers up to clitics and by cluster (`arg:clitic`,
    `arg:cluster`), claims with tolerance (`num:rtol1`, `num:approx10`), and coreference without singletons and
    across the articles of an edition, where a cluster reaches as far as its id (slice → metric id → score; only
    those without singletons have intervals). `views` are the scores of other scorers' kind that were asked for;
    None where the text is not known.
    `slots` is the accuracy of each slot on aligned claims (`claims.value` and so on), of polarity and realis on events
    whose trigger and type agree (`events.polarity`, `events.realis`), of the value of time expressions whose span and
    type agree (`timex.value`), and of comparisons of one pair of claims.
    `errors` says what went wrong with entities, events, arguments and claims, in numbers; `mistakes` each by itself.
    `consistency` is that of every two editions of the same articles, `comparisons` that of claims across articles.
    `dataset_version` is None where gold is not the embedded dataset.
    """

    signature: str
    dataset_version: str | None
    warnings: tuple[str, ...]
    scores: Scores
    macro: Mapping[str, Macro]
    by_type: Mapping[str, Scores]
    by_article: Mapping[str, Scores]
    by_edition: Mapping[str, Scores]
    edition_gaps: tuple[EditionGap, ...]
    by_slice: Mapping[str, Scores]
    views: Mapping[str, Score | None]
    slots: Mapping[str, Accuracy]
    errors: Mapping[str, Errors]
    mistakes: tuple[ArticleMistake, ...]
    consistency: tuple[Consistency, ...]
    comparisons: ComparisonScores | None

    def to_json(self) -> str:
        """One JSON object, keys sorted: the same report gives the same bytes. Undefined numbers are null."""
        data = {
            "signature": self.signature,
            "dataset_version": self.dataset_version,
            "warnings": list(self.warnings),
            "scores": _plain_scores(self.scores),
            "by_type": {metric: _plain_scores(scores) for metric, scores in self.by_type.items()},
            "by_article": {article: _plain_scores(scores) for article, scores in self.by_article.items()},
            "by_edition": {edition: _plain_scores(scores) for edition, scores in self.by_edition.items()},
            "edition_gaps": [gap.plain() for gap in self.edition_gaps],
            "macro": {metric: macro.plain() for metric, macro in self.macro.items()},
            "proportions": dict(_proportions(self.scores)),
            "by_slice": {slice_: _plain_scores(scores) for slice_, scores in self.by_slice.items()},
            "views": {view: None if score is None else _plain(score) for view, score in self.views.items()},
            "slots": {slot: _plain_accuracy(accuracy) for slot, accuracy in self.slots.items()},
            **{name: errors.plain() for name, errors in self.errors.items()},
            "mistakes": [mistake.plain() for mistake in self.mistakes],
            "consistency": [one.plain() for one in self.consistency],
            "comparisons": None if self.comparisons is None else _plain_comparisons(self.comparisons),
        }
        return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """The mean F1 over articles, and over types, each with how many of them have one; None of none."""

    articles: tuple[float | None, int]
    types: tuple[float | None, int]

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            name: {"f1": f1, "number": number}
            for name, (f1, number) in (("articles", self.articles), ("types", self.types))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionGap:
    """F1 of the first edition less that of the second, in [-1, 1], by metric, over the articles that have both.

    `ci95` is the paired bootstrap interval. Undefined numbers are None.
    """

    editions: tuple[str, str]
    articles: int
    f1: Mapping[str, float | None]
    ci95: Mapping[str, Interval | None]

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        gaps = {
            metric: {"f1": gap, "ci95": None if (bounds := self.ci95[metric]) is None else list(bounds)}
            for metric, gap in self.f1.items()
        }
        return {"editions": list(self.editions), "articles": self.articles, "gaps": gaps}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMistake:
    """A mistake, and the article that it is in."""

    article_id: str
    edition: str
    mistake: Mistake

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"article_id": self.article_id, "edition": self.edition, **self.mistake.plain()}


def _plain_scores(scores: Scores) -> dict[str, dict[str, Any]]:
    return {name: _plain(score) for name, score in scores.items()}


def _plain(score: Score) -> dict[str, Any]:
    return {
        **score.counts.numbers(),
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "ci95": None if score.ci95 is None else list(score.ci95),
    }


def _plain_accuracy(accuracy: Accuracy) -> dict[str, Any]:
    bounds = wilson(accuracy.correct, accuracy.total)
    return {
        "correct": accuracy.correct,
        "total": accuracy.total,
        "accuracy": accuracy.rate,
        "wilson95": None if bounds is None else list(bounds),
    }


def _proportions(scores: Scores) -> Iterator[tuple[str, dict[str, list[float]]]]:
    """Metric → Wilson's intervals of precision and recall, where one is 0 or 1 and resampling shows no spread.

    Of whole numbers only: credit that is a fraction is no proportion of anything that is right or wrong.
    """
    for metric, score in scores.items():
        if isinstance(score.counts, Counts) and isinstance(score.counts.tp, int):
            tp, fp, fn = (int(number) for number in (score.counts.tp, score.counts.fp, score.counts.fn))
            bounds = {"precision": _extreme(tp, tp + fp), "recall": _extreme(tp, tp + fn)}
            if any(bounds.values()):
                yield metric, {name: list(own) for name, own in bounds.items() if own is not None}


def _extreme(correct: int, total: int) -> Interval | None:
    return wilson(correct, total) if correct in (0, total) else None


def _plain_comparisons(scores: ComparisonScores) -> dict[str, Any]:
    by_comparability = {name: Score(counts=counts) for name, counts in scores.by_comparability.items()}
    return {"by_comparability": _plain_scores(by_comparability), "confusion": nested(scores.confusion)}
