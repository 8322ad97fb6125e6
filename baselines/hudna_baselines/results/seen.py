"""Entities by whether the other articles have their surface: what a system does with names that training has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hudna.model import Record
from hudna_eval.counts import Counts
from hudna_eval.entities.seen import SEEN_SLICES
from hudna_eval.evaluation import score_sources
from hudna_eval.options import Options
from hudna_eval.sources.embedded import Gold
from hudna_eval.statistics.intervals import Floats

from .run import Run

METRIC = "entities.strict"


def is_usual(run: Run) -> bool:
    """Whether it was trained on all other articles, in the edition that is tested, from a pretrained encoder if any."""
    return run.train_editions == (run.edition,) and run.train_articles is None and run.pretrained


def seen_counts(run: Run, records: Sequence[Record], gold: Gold) -> dict[str, Floats]:
    """Slice of the harness (`seen:no` …) → tp, fp and fn by article, shape (articles, 3), articles by id.

    An article's training data is gold of the others in the editions that the run was trained on.
    """
    articles = sorted({record.article_id for record in records})
    each = [_of_article(article_id, run, records, gold) for article_id in articles]
    return {name: np.array([_row(own.get(name, Counts())) for own in each]) for name in SEEN_SLICES}


def _of_article(article_id: str, run: Run, records: Sequence[Record], gold: Gold) -> Mapping[str, Counts]:
    own = [item for item in gold.records if item.record.article_id == article_id]
    others = [item.record for item in gold.records if item.record.article_id != article_id]
    train = [record for record in others if record.edition in run.train_editions]
    pred = [record for record in records if record.article_id == article_id]
    slices = score_sources(own, pred, Options(edition=run.edition, train=train), name=run.name).totals.sums.slices
    return {name: slices[name, METRIC] for name in SEEN_SLICES if (name, METRIC) in slices}


def _row(counts: Counts) -> tuple[float, float, float]:
    return float(counts.tp), float(counts.fp), float(counts.fn)
