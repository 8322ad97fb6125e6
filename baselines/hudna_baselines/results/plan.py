"""A plan: a baseline as it is trained, fitted once a fold, and tested on one edition or more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import hudna
from hudna.dataset import Dataset
from hudna.model import Edition, Record
from hudna_baselines.base import (
    LEARNING,
    SEEDED,
    WATCHED,
    Baseline,
    Explicit,
    Settings,
    Watched,
    load_baseline,
)
from hudna_baselines.folds import Fold, Selection, folds, held_out, selected
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT
from hudna_baselines.threads import one_thread

from .run import Run, plain_arguments, published
from .store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is fitted, on what of the other articles, and the editions of the held-out one that it then predicts."""

    baseline: str
    settings: Settings
    train_editions: tuple[Edition, ...]
    train_articles: int | None
    editions: tuple[Edition, ...]

    @property
    def selection(self) -> Selection:
        """What is trained on."""
        return Selection(editions=self.train_editions, articles=self.train_articles)

    def runs(self, system: Baseline, dataset: Dataset) -> dict[Edition, Run]:
        """The run of each edition; `system` is the baseline of this plan."""
        data = published(dataset)
        return {edition: self._run(edition, system, data) for edition in self.editions}

    def _run(self, edition: Edition, system: Baseline, data: Dataset) -> Run:
        learns, drawn = self.baseline in LEARNING, self.baseline in SEEDED
        return Run(
            baseline=self.baseline,
            model=self.settings.model if learns else None,
            pretrained=self.settings.pretrained or not learns,
            seed=self.settings.seed if drawn else None,
            train_editions=self.train_editions,
            train_articles=self.train_articles if self.train_editions else None,
            edition=edition,
            arguments=plain_arguments(system.arguments) if isinstance(system, Explicit) else {},
            data_version=data.version,
            data_sha256=data.digest,
            code=hudna.__version__,
        )


def label(run: Run) -> str:
    """How a run was trained, in words: what is not as usual is named.

    `leave-one-article-out` alone is: on all other articles of the open edition, tested on the open edition.
    """
    usual = (run.edition,)
    parts = [
        LEAVE_ONE_OUT if run.train_editions else ZERO_SHOT,
        *([f"on {run.edition}"] if run.edition != "open" else []),
        *([f"trained on {' and '.join(run.train_editions)}"] if run.train_editions not in ((), usual) else []),
        *([f"{run.train_articles} training articles"] if run.train_articles is not None else []),
        *([f"from {run.model}"] if run.model is not None else []),
        *(["random start"] if not run.pretrained else []),
        *([f"seed {run.seed}"] if run.seed is not None else []),
    ]
    return ", ".join(parts)


def carry_out(
    plan: Plan, dataset: Dataset, stores: Mapping[Edition, Store], advance: Callable[[float], object]
) -> dict[Edition, Sequence[Record]]:
    """Fit and predict every fold that a store lacks. Edition → all its predictions.

    `advance` is called with parts of folds as they are done, which add up to 1 a fold.

    Raises: ValueError for a record without text, MissingExtraError where the baseline lacks packages.
    """
    for fold in folds(dataset.records):
        missing = [edition for edition in plan.editions if not stores[edition].has(fold.article_id)]
        shown = _Share(advance)
        if missing:
            with one_thread():
                fitted = _fitted(plan, selected(fold, plan.selection), shown)
                for edition in missing:
                    stores[edition].add(fold.article_id, held_out(fitted, fold, edition))
        shown.reach(1)
    return {edition: stores[edition].finished() for edition in plan.editions}


class _Share:
    """How much of one fold has been shown as done."""

    def __init__(self, advance: Callable[[float], object]) -> None:
        self._advance = advance
        self._shown = 0.0

    def reach(self, share: float) -> None:
        """Show that so much is done, from 0 to 1."""
        self._advance(share - self._shown)
        self._shown = share


def _fitted(plan: Plan, fold: Fold, shown: _Share) -> Baseline:
    system = load_baseline(plan.baseline, plan.settings)
    if plan.baseline in WATCHED:
        return cast(Watched, system).fit(fold.train, lambda share, _: shown.reach(share))
    return system.fit(fold.train)
