"""A plan: a baseline as it is trained, fitted once a fold, and tested on one edition or more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast

import hudna
from hudna.dataset import Dataset
from hudna.model import Edition, Record
from hudna_baselines.base import SEEDED, WATCHED, Baseline, Explicit, Settings, Watched, load_baseline
from hudna_baselines.folds import Fold, Selection, folds, held_out, selected
from hudna_baselines.processes import done
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT
from hudna_baselines.threads import one_thread

from .origin import PYTHON, code_digest, computed, libraries
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
        drawn = self.baseline in SEEDED  # these have an encoder too
        return Run(
            baseline=self.baseline,
            model=self.settings.model if drawn else None,
            pretrained=self.settings.pretrained or not drawn,
            seed=self.settings.seed if drawn else None,
            train_editions=self.train_editions,
            train_articles=self.train_articles if self.train_editions else None,
            edition=edition,
            arguments=plain_arguments(system.arguments) if isinstance(system, Explicit) else {},
            data_version=data.version,
            data_sha256=data.digest,
            code=hudna.__version__,
            code_sha256=code_digest(self.baseline),
            computed=computed(system),
            libraries=libraries(self.baseline),
            python=PYTHON,
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
    plan: Plan, dataset: Dataset, stores: Mapping[Edition, Store], advance: Callable[[float], object], jobs: int = 1
) -> dict[Edition, Sequence[Record]]:
    """Fit and predict every fold that a store lacks, `jobs` at a time. Edition → all its predictions.

    `advance` is called with parts of folds as they are done, which add up to 1 a fold. A training that was interrupted
    goes on from its checkpoints, if the store keeps them and the baseline has any.

    Raises: ValueError for a record without text, MissingExtraError where the baseline lacks packages.
    """
    works = [_work(plan, fold, stores) for fold in folds(dataset.records)]
    todo = [work for work in works if work.editions]
    if len(todo) < len(works):
        advance(len(works) - len(todo))
    for work, predictions in _done(todo, advance, jobs):
        for edition, records in predictions.items():
            stores[edition].add(work.fold.article_id, records)
        if work.checkpoints is not None:
            shutil.rmtree(work.checkpoints, ignore_errors=True)
    return {edition: stores[edition].finished() for edition in plan.editions}


def _unwatched(share: float) -> None:
    """For nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One fold to fit, and the editions of its article that are still to be predicted."""

    plan: Plan
    fold: Fold
    editions: tuple[Edition, ...]
    checkpoints: Path | None

    def predictions(self, reach: Callable[[float], None] = _unwatched) -> dict[Edition, list[Record]]:
        """`reach` is called with the share that is done, from 0 to 1."""
        with one_thread():
            fitted = _fitted(self, reach)
            return {edition: held_out(fitted, self.fold, edition) for edition in self.editions}


def _work(plan: Plan, fold: Fold, stores: Mapping[Edition, Store]) -> _Work:
    missing = tuple(edition for edition in plan.editions if not stores[edition].has(fold.article_id))
    checkpoints = stores[plan.editions[0]].checkpoints(fold.article_id)
    return _Work(plan=plan, fold=selected(fold, plan.selection), editions=missing, checkpoints=checkpoints)


def _done(
    works: Sequence[_Work], advance: Callable[[float], object], jobs: int
) -> Iterator[tuple[_Work, dict[Edition, list[Record]]]]:
    """Each work with its predictions, as they are done; in processes of their own if there are several at a time.

    Where one fails, or the user breaks off, those that are not done are ended.
    """
    if jobs == 1:
        for work in works:
            shown = _Share(advance)
            yield work, work.predictions(shown.reach)
            shown.reach(1)
        return
    for number, predictions in done([work.predictions for work in works], jobs):
        yield works[number], predictions
        advance(1)


class _Share:
    """How much of one fold has been shown as done."""

    def __init__(self, advance: Callable[[float], object]) -> None:
        self._advance = advance
        self._shown = 0.0

    def reach(self, share: float) -> None:
        """Show that so much is done, from 0 to 1."""
        self._advance(share - self._shown)
        self._shown = share


def _fitted(work: _Work, reach: Callable[[float], None]) -> Baseline:
    system = _resuming(load_baseline(work.plan.baseline, work.plan.settings), work.checkpoints)
    if work.plan.baseline in WATCHED:
        return cast(Watched, system).fit(work.fold.train, lambda share, _: reach(share))
    return system.fit(work.fold.train)


def _resuming(system: Baseline, checkpoints: Path | None) -> Baseline:
    """The system with this folder for its checkpoints, if it is a dataclass with such a field; else the system."""
    kept: Any = system
    if is_dataclass(kept) and not isinstance(kept, type) and "checkpoints" in {key.name for key in fields(kept)}:
        return cast(Baseline, replace(kept, checkpoints=checkpoints))
    return system
