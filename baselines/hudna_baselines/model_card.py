"""The results in a baseline's README, between two markers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hudna.files import with_block, write_file
from hudna_baselines.ablation import Ablation, ablation_table
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT, Training

if TYPE_CHECKING:
    from hudna_eval.report import Report

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"

METRICS = (
    "entities.strict", "entities.boundary", "entities.type", "timex.strict_value", "events.ti", "events.tc",
    "events.attributes", "events.ac", "events.ac+", "events.frame_dice", "claims.q", "claims.qv", "claims.qvmu",
    "claims.qvmua", "claims.claim", "coref.entity.conll", "coref.event.conll",
)  # fmt: skip
"""What the card shows of a report."""

SLOTS = (
    "timex.value", "events.polarity", "events.realis", "claims.value", "claims.interval", "claims.mod",
    "claims.unit_norm", "claims.quantified", "claims.about", "claims.attribution",
)  # fmt: skip
"""Whose accuracy it shows, where what they are slots of was found."""

_LAYERS = (
    ("entities and times", "entity_errors"), ("events", "event_errors"), ("arguments", "argument_errors"),
    ("numeric claims", "claim_errors"),
)  # fmt: skip


def training_table(reports: Mapping[Training, Report]) -> str:
    """A Markdown table of both kinds of training side by side, and what F1 gains by training."""
    from hudna_eval.terminal import interval, rate

    fitted, unfitted = reports[LEAVE_ONE_OUT], reports[ZERO_SHOT]
    trained = (f"P, {LEAVE_ONE_OUT}", "R", "F1", "95 % interval")
    titles = ("metric", *trained, f"F1, {ZERO_SHOT}", "95 % interval", "difference")
    lines = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    for metric in METRICS:
        score, other = fitted.scores[metric], unfitted.scores[metric]
        gap = "-" if score.f1 is None or other.f1 is None else f"{score.f1 - other.f1:+.4f}"
        rates = map(rate, (score.precision, score.recall, score.f1))
        cells = (metric, *rates, interval(score.ci95), rate(other.f1), interval(other.ci95), gap)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def slot_table(reports: Mapping[Training, Report]) -> str:
    """A Markdown table of slots that are right, of those on what matches gold, with Wilson's 95 % interval."""
    from hudna_eval.statistics.intervals import wilson
    from hudna_eval.terminal import interval

    lines = ["| slot, where its span was found | right of | accuracy, 95 % interval | zero-shot |", f"|{'---|' * 4}"]
    for slot in SLOTS:
        fitted, unfitted = reports[LEAVE_ONE_OUT].slots[slot], reports[ZERO_SHOT].slots[slot]
        shares = [f"{own.correct} of {own.total}" for own in (fitted, unfitted)]
        lines.append(f"| {slot} | {shares[0]} | {interval(wilson(fitted.correct, fitted.total))} | {shares[1]} |")
    return "\n".join(lines) + "\n"


def error_table(report: Report) -> str:
    """A Markdown table of what goes wrong, the most frequent class of a layer first, as eval/METRICS.md calls them.

    An argument's class is given with how its event was found: «missed: event_missed» has no event to stand in.
    """
    lines = ["| layer | classes of error |", "|---|---|"]
    for layer, key in _LAYERS:
        counts = sorted(_counts(report.errors[key].plain()), key=lambda item: (-item[1], item[0]))
        lines.append(f"| {layer} | {', '.join(f'{name} {count}' for name, count in counts)} |")
    return "\n".join(lines) + "\n"


def _counts(errors: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The classes of error with their counts: those of `errors`, or of each way an event was found."""
    by_event = errors.get("by_event", {"": errors.get("errors", {})})
    for found, classes in by_event.items():
        for name, count in classes.items():
            if count and name != "correct":
                yield f"{found}: {name}" if found else name, count


def results(reports: Mapping[Training, Report], rows: Sequence[Ablation]) -> str:
    """The block between the markers: what was scored on what, both trainings, and the ablations."""
    report = reports[LEAVE_ONE_OUT]
    return (
        f"Data and metrics: `{report.signature}`; articles {', '.join(sorted(report.by_article))}.\n\n"
        f"{training_table(reports)}\n"
        f"{slot_table(reports)}\n"
        "Classes of error, leave-one-article-out:\n\n"
        f"{error_table(report)}\n"
        "F1 without each group of parts, leave-one-article-out, and its difference from the whole system:\n\n"
        f"{ablation_table(rows)}"
    )


def rewritten(text: str, block: str) -> str:
    """The text with another block between the markers; all else stays. Raises: as `with_block`."""
    return with_block(text, block, BEGIN, END)


def write_card(path: Path, block: str) -> None:
    """Put the block into a README. Raises: ValueError where it lacks the markers, OSError where it cannot be read."""
    write_file(path, rewritten(path.read_text(encoding="utf-8"), block).encode())
