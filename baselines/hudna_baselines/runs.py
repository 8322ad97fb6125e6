"""What is run and scored: a dataset in one edition, with training on the other articles or with none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hudna.model import Record
from hudna_baselines.base import Baseline
from hudna_baselines.folds import NOTHING, Selection, folds, predict_with, selected

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna_eval.report import Report

Training = Literal["leave-one-article-out", "zero-shot"]
"""Fitted on the other articles; or fitted on no article at all."""

LEAVE_ONE_OUT: Training = "leave-one-article-out"
ZERO_SHOT: Training = "zero-shot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What systems are predicted and scored on; `seed` is of resamples that are drawn.

    `selection` is what is trained on of the other articles; None: all of them, in the edition that is predicted.
    """

    dataset: Dataset
    edition: str
    seed: int = 0
    selection: Selection | None = None

    def predictions(self, system: Baseline, training: Training) -> list[Record]:
        """Every article of the edition, by the system as fitted for it.

        Raises: ValueError for a record without text.
        """
        usual = self.selection or Selection(editions=(self.edition,))
        selection = NOTHING if training == ZERO_SHOT else usual
        asked = (selected(fold, selection) for fold in folds(self.dataset.records))
        return [prediction for fold in asked for prediction in predict_with(system, fold, self.edition)]

    def report(self, predictions: Sequence[Record]) -> Report:
        """The scores of predictions against the dataset."""
        from hudna_eval.evaluation import evaluate_sources
        from hudna_eval.options import Options
        from hudna_eval.sources.embedded import gold_of

        gold, options = gold_of(self.dataset), Options(edition=self.edition, seed=self.seed)
        return evaluate_sources(
            gold.records, predictions, options, identity=gold.identity, comparisons=gold.comparisons
        )
