"""What each part of a system adds: the system without it, scored on the same articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hudna_baselines.base import Ablatable
from hudna_baselines.runs import LEAVE_ONE_OUT, Task

METRICS = (
    "entities.strict", "events.tc", "events.attributes", "events.ac+",
    "claims.qv", "claims.claim", "coref.entity.conll",
)  # fmt: skip
"""What is shown of each run."""

Scores = Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """F1 by metric without one group of parts; `left_out` is None for the whole system. Undefined F1 is None."""

    left_out: str | None
    f1: Scores

    def differences(self, whole: Scores) -> Scores:
        """F1 less that of the whole system, in [-1, 1]; None where either is undefined."""
        return {metric: _difference(self.f1[metric], whole[metric]) for metric in METRICS}

    def plain(self, whole: Scores) -> dict[str, Any]:
        """For JSON."""
        return {"left_out": self.left_out, "f1": dict(self.f1), "difference": dict(self.differences(whole))}


def ablations(system: Ablatable, task: Task) -> Iterator[Ablation]:
    """The whole system, then the system without each of its groups, leave-one-article-out."""
    yield Ablation(left_out=None, f1=_scores(system, task))
    for group in system.groups:
        yield Ablation(left_out=group, f1=_scores(system.without(group), task))


def ablation_table(rows: Sequence[Ablation]) -> str:
    """A Markdown table: F1 of every run and, in brackets, the difference from the whole system, which comes first."""
    whole = rows[0].f1
    lines = [f"| without | {' | '.join(METRICS)} |", f"|---|{'---|' * len(METRICS)}"]
    for row in rows:
        gaps = row.differences(whole)
        cells = (_cell(row.f1[metric], None if row.left_out is None else gaps[metric]) for metric in METRICS)
        lines.append(f"| {row.left_out or '(whole system)'} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _scores(system: Ablatable, task: Task) -> Scores:
    scores = task.report(task.predictions(system, LEAVE_ONE_OUT)).scores
    return {metric: scores[metric].f1 for metric in METRICS}


def _difference(f1: float | None, whole: float | None) -> float | None:
    return None if f1 is None or whole is None else f1 - whole


def _cell(f1: float | None, gap: float | None) -> str:
    from hudna_eval.terminal import rate

    if gap is None:
        return rate(f1)
    return rate(f1) if round(gap, 4) == 0 else f"{rate(f1)} ({gap:+.4f})"
