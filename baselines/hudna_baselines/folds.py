"""Leave-one-article-out: each article is predicted by a baseline that never saw it, in either edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hudna.model import Record
from hudna_baselines.base import Baseline, load_baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """An article held out, and the records of all other articles to train on (both editions)."""

    article_id: str
    train: tuple[Record, ...]
    test: tuple[Record, ...]


def folds(records: Sequence[Record]) -> Iterator[Fold]:
    """One fold an article, in the order of ids. Both editions of an article are on the same side."""
    for article_id in sorted({record.article_id for record in records}):
        train = tuple(record for record in records if record.article_id != article_id)
        test = tuple(record for record in records if record.article_id == article_id)
        yield Fold(article_id=article_id, train=train, test=test)


def without_training(fold: Fold) -> Fold:
    """The same article to predict, with nothing to train on: zero-shot."""
    return replace(fold, train=())


def predict_fold(baseline: str, fold: Fold, edition: str) -> list[Record]:
    """Train a new baseline on the fold's training records and predict its held-out ones of one edition.

    What the baseline is given of an article to predict has no gold in it.
    Raises: KeyError for an unknown baseline, ValueError for a record without text.
    """
    return predict_with(load_baseline(baseline), fold, edition)


def predict_with(system: Baseline, fold: Fold, edition: str) -> list[Record]:
    """As `predict_fold`, with a system that is at hand; it is not changed.

    Raises: ValueError for a record without text.
    """
    fitted = system.fit(fold.train)
    return [fitted.predict(without_gold(record)) for record in fold.test if record.edition == edition]


def without_gold(record: Record) -> Record:
    """What a system may see: text, dateline, zones."""
    return replace(record, mentions=(), events=(), numeric_claims=())
