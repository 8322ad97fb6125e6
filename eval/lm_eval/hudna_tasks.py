"""What the task files of this folder call. The work is done in `hudna_eval.answers`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import datasets

from hudna.dataset import embedded_dataset, read_dataset
from hudna.formats.decode import decode
from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna_eval.answers.form import Task
from hudna_eval.answers.prompts import prompt
from hudna_eval.answers.scoring import METRICS, micro_f1, right_answer, score_answer
from hudna_eval.counts import Counts

Document = dict[str, Any]


def documents(folder: str | None = None, edition: str = "open", **_: Any) -> dict[str, datasets.Dataset]:
    """The articles of a dataset folder that have text, as the split `test`; the embedded dataset by default."""
    records = read_dataset(Path(folder) if folder else embedded_dataset()).records
    rows = [
        {"article_id": record.article_id, "text": record.text, "dateline": record.dateline, "gold": record_line(record)}
        for record in records
        if record.edition == edition and record.text is not None
    ]
    return {"test": datasets.Dataset.from_list(rows)}


def _gold(document: Document) -> Record:
    return decode(Record, document["gold"], "gold", 1)


def _asking(task: Task) -> Callable[[Document], str]:
    return lambda document: prompt(task, document["text"], document["dateline"])


def _answering(task: Task) -> Callable[[Document], str]:
    return lambda document: right_answer(_gold(document), task)


def _scoring(task: Task) -> Callable[[Document, Sequence[str]], dict[str, Any]]:
    def score(document: Document, answers: Sequence[str]) -> dict[str, Any]:
        scored = score_answer(_gold(document), answers[0], task)
        return {**{metric: scored.counts[metric].numbers() for metric in METRICS[task]}, "valid": float(scored.valid)}

    return score


def micro(counts: Sequence[dict[str, int]]) -> float:
    """F1 of the counts of all articles together; NaN where neither side has anything."""
    f1 = micro_f1(Counts(**own) for own in counts)
    return math.nan if f1 is None else f1


ask_for_entities, ask_for_events, ask_for_claims = map(_asking, METRICS)
right_entities, right_events, right_claims = map(_answering, METRICS)
score_entities, score_events, score_claims = map(_scoring, METRICS)
