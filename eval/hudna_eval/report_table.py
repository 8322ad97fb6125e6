"""A report as a table for the terminal."""

from __future__ import annotations

from rich.table import Table

from hudna.findings import visible
from hudna_eval.consistency.facts import Consistency
from hudna_eval.counts import Counts
from hudna_eval.report import Report, Score
from hudna_eval.terminal import UNDEFINED, console, interval, rate


def show(report: Report) -> None:
    """Print the scores as a table, and the signature, on stdout: without colour and 100 wide outside a terminal."""
    out = console(width=100)
    out.print(_table(report))
    for one in report.consistency:
        out.print(_consistency_table(one))
    out.print(visible(report.signature), markup=False, soft_wrap=True)


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("metric", no_wrap=True)
    for name in ("P", "R", "F1", "95 % interval", "tp", "fp", "fn"):
        table.add_column(name, justify="right", no_wrap=True)
    views = {view: score for view, score in report.views.items() if score is not None}
    for metric, score in {**report.scores, **views}.items():
        rates = map(rate, (score.precision, score.recall, score.f1))
        table.add_row(metric, *rates, interval(score.ci95), *_counts(score))
    return table


def _consistency_table(consistency: Consistency) -> Table:
    """Facts that two editions share, right in both or one or none."""
    first, second = (edition or "none" for edition in consistency.editions)
    table = Table(box=None, pad_edge=False)
    table.add_column(visible(f"consistency of {first} and {second}"), no_wrap=True)
    for name in ("share", "gap", "both right", f"{first} only", f"{second} only", "both wrong"):
        table.add_column(visible(name), justify="right", no_wrap=True)
    for layer, own in consistency.layers.items():
        facts = own.facts
        numbers = (facts.both_right, facts.first_only, facts.second_only, facts.both_wrong)
        table.add_row(layer, rate(facts.share), rate(facts.gap), *map(str, numbers))
    return table


def _counts(score: Score) -> list[str]:
    """True positives, false positives and false negatives, of a metric that counts such."""
    if not isinstance(score.counts, Counts):
        return [UNDEFINED] * 3
    return [str(number) if isinstance(number, int) else f"{number:.2f}" for number in score.counts.numbers().values()]
