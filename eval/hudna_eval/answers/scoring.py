"""The counts of one answer, and the score of many: counts of articles are added before anything is divided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from hudna.findings import InvalidDataError
from hudna.formats.decode import encode
from hudna.model import Record
from hudna_eval import evaluate
from hudna_eval.answers.form import Answer, Task, read_answer
from hudna_eval.answers.records import answer_of, located
from hudna_eval.counts import Counts

METRICS: dict[Task, dict[str, str]] = {
    "entities": {"entities.strict": "mention", "entities.boundary": "mention"},
    "events": {"events.ac+": "argument", "events.tc": "event"},
    "numeric_claims": {"claims.qvmu": "claim", "claims.qv": "claim", "claims.q": "claim"},
}
"""Task → metric → the kind of thing that it counts; the first metric of a task is its result on the Hub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The counts of one answer by metric, and whether it was an answer at all."""

    counts: dict[str, Counts]
    valid: bool


def score_answer(gold: Record, text: str, task: Task) -> Scored:
    """Score what a model answered. What is no answer is as good as an empty one.

    `gold` is a record with text. What quotes words that the text does not have is a false positive.
    """
    try:
        answer, valid = read_answer(text, task), True
    except InvalidDataError:
        answer, valid = Answer(), False
    found = located(answer, gold)
    try:
        scores = evaluate([gold], [found.record]).scores
    except InvalidDataError:  # such as half of a UTF-16 pair, or far more annotations than the text has room for
        return Scored(counts=score_answer(gold, "", task).counts, valid=False)
    counts = {
        metric: cast(Counts, scores[metric].counts) + Counts(0, found.lost[kind], 0)
        for metric, kind in METRICS[task].items()
    }
    return Scored(counts=counts, valid=valid)


def right_answer(gold: Record, task: Task) -> str:
    """What would score 1.0, in one line of JSON, its defaults left out."""
    answer = encode(answer_of(gold, task))
    key = "mentions" if task == "entities" else task
    return json.dumps({key: answer.get(key, [])}, ensure_ascii=False)


def micro_f1(counts: Iterable[Counts]) -> float | None:
    """F1 of all counts together, in [0, 1]; None where there is nothing on either side."""
    return sum(counts, Counts(0, 0, 0)).f1
