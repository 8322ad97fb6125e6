"""Leave-one-article-out: each article is predicted by a baseline that never saw it, in either edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hudna.model import Edition, Record
from hudna_baselines.base import Baseline, load_baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """An article held out, and the records of all other articles to train on (both editions)."""

    article_id: str
    train: tuple[Record, ...]
    test: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a fold's training records is used: these editions (None: all) of so many articles (None: all).

    Raises: ValueError for a number of articles below 1.
    """

    editions: tuple[Edition, ...] | None = None
    articles: int | None = None

    def __post_init__(self) -> None:
        if self.articles is not None and self.articles < 1:
            raise ValueError(f"found {self.articles} training articles against 1 or more")


NOTHING = Selection(editions=())
"""No training article at all: zero-shot."""


def folds(records: Sequence[Record]) -> Iterator[Fold]:
    """One fold an article, in the order of ids. Both editions of an article are on the same side."""
    for article_id in sorted({record.article_id for record in records}):
        train = tuple(record for record in records if record.article_id != article_id)
        test = tuple(record for record in records if record.article_id == article_id)
        yield Fold(article_id=article_id, train=train, test=test)


def without_training(fold: Fold) -> Fold:
    """The same article to predict, with nothing to train on: zero-shot."""
    return replace(fold, train=())


def selected(fold: Fold, selection: Selection) -> Fold:
    """The fold with only the training records that are selected. Records without text teach nothing and are left out.

    Of N articles, those are taken that follow the one held out in the order of ids, the first after the last: every
    article is trained on equally often over all folds, and each N includes what a smaller one has.
    """
    ids = sorted({record.article_id for record in fold.train})
    following = [*(own for own in ids if own > fold.article_id), *(own for own in ids if own < fold.article_id)]
    kept = frozenset(following[: selection.articles])
    train = tuple(record for record in fold.train if record.article_id in kept and _is_used(record, selection))
    return replace(fold, train=train)


def _is_used(record: Record, selection: Selection) -> bool:
    return record.text is not None and (selection.editions is None or record.edition in selection.editions)


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
    return held_out(system.fit(fold.train), fold, edition)


def held_out(fitted: Baseline, fold: Fold, edition: str) -> list[Record]:
    """What a system that is fitted predicts of the fold's held-out records of one edition.

    Raises: ValueError for a record without text.
    """
    return [fitted.predict(without_gold(record)) for record in fold.test if record.edition == edition]


def without_gold(record: Record) -> Record:
    """What a system may see: text, dateline, zones."""
    return replace(record, mentions=(), events=(), numeric_claims=())
