"""What `hudna benchmark` prints: tables or JSON on stdout, warnings on stderr."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna_baselines.base import CAVEATS
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT, Training

if TYPE_CHECKING:
    from hudna_baselines.ablation import Ablation
    from hudna_eval.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The reports of one baseline by how it was trained (see `results.plan.label`), and its ablations if asked for."""

    reports: Mapping[str, Report]
    ablations: Sequence[Ablation] = field(default=())

    def plain(self) -> dict[str, Any]:
        """For JSON: training → report, and `ablations`."""
        data: dict[str, Any] = {training: json.loads(report.to_json()) for training, report in self.reports.items()}
        if self.ablations:
            data["ablations"] = [row.plain(self.ablations[0].f1) for row in self.ablations]
        return data

    def both_trainings(self) -> Mapping[Training, Report] | None:
        """The usual training and none, side by side; None unless both were run."""
        both: tuple[Training, ...] = (LEAVE_ONE_OUT, ZERO_SHOT)
        return {one: self.reports[one] for one in both} if all(one in self.reports for one in both) else None


def print_results(results: Mapping[str, Result], as_json: bool) -> None:
    """Print everything, as one JSON object or as tables."""
    if as_json:
        data = {name: {**result.plain(), "caveat": CAVEATS.get(name)} for name, result in results.items()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
        return
    for name, result in results.items():
        _show(name, result)


def write_readme(path: Path, result: Result) -> None:
    """Put a result into a README, and print what was put there.

    Raises: click.BadParameter where the file lacks the markers, click.UsageError for another edition than the open one.
    """
    from hudna_baselines.model_card import results, write_card

    reports = result.both_trainings()
    if reports is None:
        raise click.UsageError("--write-readme is of the usual training: all other articles, open edition")
    block = results(reports, result.ablations)
    try:
        write_card(path, block)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--write-readme") from None
    click.echo(block, nl=False)


def _show(name: str, result: Result) -> None:
    from hudna_baselines.ablation import ablation_table
    from hudna_baselines.model_card import training_table
    from hudna_eval.report_table import show

    for training, report in result.reports.items():
        for warning in report.warnings:
            click.echo(f"warning: {name}, {training}: {warning}", err=True)
        click.echo(f"{name}: {training} on {', '.join(sorted(report.by_article))}")
        if name in CAVEATS:
            click.echo(f"{name}: {CAVEATS[name]}")
        show(report)
    if (both := result.both_trainings()) is not None:
        click.echo(f"\n{name}: both trainings\n\n{training_table(both)}", nl=False)
    if result.ablations:
        click.echo(f"\n{name}: F1 without each part\n\n{ablation_table(result.ablations)}", nl=False)
