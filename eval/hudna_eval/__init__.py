"""Evaluation of Arabic information extraction: entities, events and numeric claims against gold.

Conventions, everywhere: gold before pred; offsets are 0-based, half-open code points; annotations are multisets and
each gold annotation is found once at most; a ratio with denominator 0 is None; rates are fractions in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hudna.model import Record
    from hudna_eval.report import Report

__all__ = ["evaluate"]


def evaluate(
    gold: str | Path | Iterable[Record],
    pred: str | Path | Iterable[Record],
    *,
    seed: int = 0,
    gold_triggers: bool = False,
) -> Report:
    """Score predictions against gold: `evaluate("gold.jsonl", "pred.jsonl").scores["entities.strict"].f1`.

    Each side is a path (a file or folder in the interchange form) or records. Records are paired by article id and
    edition; a prediction whose edition is "" belongs to the only gold record of its article. Gold articles without
    prediction count as missed, and `Report.warnings` names them. Annotations that touch a zone of type FURNITURE or
    TEASER of gold are left out on both sides, with a warning.

    Scores are fractions in [0, 1], micro-averaged over articles, with the counts they come from and a 95 % bootstrap
    interval of F1 over articles; `seed` matters only above seven articles, where resamples are drawn. A ratio with
    denominator 0 is None, and so is the interval over fewer than two articles. Order of input changes nothing.
    With `gold_triggers` the predictions are taken to be arguments for given triggers: an event on another trigger or of
    another type than gold's is a fault, and the signature says so. `entities.clitic` is None, with a warning, unless
    text or surfaces are known. Metrics of coreference (`coref.entity.conll` and the like) are scored within articles,
    with singletons, and have numerators of their own; `Report.by_slice` has them without singletons and across
    articles, `Report.slots` the accuracy of each slot of aligned numeric claims, `Report.entity_errors` what went wrong
    with mentions.

    Raises: InvalidDataError with every fault of both sides (unknown or repeated article, repeated id, offset outside
    the text, surface or hash of another text, reference that leads nowhere); nothing is scored then.
    """
    # Imported here, so that importing the package costs nothing: numpy alone takes longer than `hudna --help` may.
    from hudna_eval.evaluation import evaluate_sources

    return evaluate_sources(gold, pred, seed=seed, gold_triggers=gold_triggers)
