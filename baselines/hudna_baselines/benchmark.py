"""`hudna benchmark`: the main job, from the embedded dataset to the scores of its baselines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna_baselines.base import CAVEATS, registry

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna.model import Record
    from hudna_baselines.ablation import Ablation
    from hudna_baselines.runs import Task, Training
    from hudna_eval.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is run of each baseline, and where its predictions go."""

    trainings: tuple[Training, ...]
    ablate: bool
    out: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The reports of one baseline by how it was trained, and its ablations if asked for."""

    reports: Mapping[Training, Report]
    ablations: Sequence[Ablation] = field(default=())

    def plain(self) -> dict[str, Any]:
        """For JSON: training → report, and `ablations`."""
        data: dict[str, Any] = {training: json.loads(report.to_json()) for training, report in self.reports.items()}
        if self.ablations:
            data["ablations"] = [row.plain(self.ablations[0].f1) for row in self.ablations]
        return data


@click.command(name="benchmark")
@click.option("--baseline", "baselines", multiple=True, type=click.Choice(sorted(registry)), help="Default: all.")
@click.option("--edition", default="open", show_default=True, help="Edition to predict and to score by.")
@click.option(
    "--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Dataset folder."
)
@click.option("--zero-shot", is_flag=True, help="Score it without any training article too.")
@click.option("--ablate", is_flag=True, help="Score it without each of its parts in turn too.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write the predictions to.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: baseline → training → report.")
@click.option(
    "--write-readme", "readme", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put the results of one baseline, both trainings and ablations, into this README, and print just these.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of resamples that are drawn.")
def command(
    baselines: tuple[str, ...], edition: str, folder: Path | None, zero_shot: bool, ablate: bool, out: Path | None,
    as_json: bool, readme: Path | None, seed: int,
) -> None:  # fmt: skip
    """Train and predict leave-one-article-out (both editions of an article on the same side), then score.

    The source edition needs a hydrated dataset, named with --dataset.
    """
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT, Task

    names = baselines or tuple(sorted(registry))
    if readme is not None and (len(names) != 1 or as_json):
        raise click.UsageError("--write-readme goes with one --baseline and without --json")
    dataset = read_dataset(folder or embedded_dataset())
    _require_texts(dataset, edition)
    trainings = (LEAVE_ONE_OUT, ZERO_SHOT) if zero_shot or readme else (LEAVE_ONE_OUT,)
    wanted = Wanted(trainings=trainings, ablate=ablate or readme is not None, out=out)
    task = Task(dataset=dataset, edition=edition, seed=seed)
    results = {name: _result(name, task, wanted) for name in dict.fromkeys(names)}
    if readme is not None:
        _write_readme(readme, results[names[0]])
    else:
        _print(results, as_json)


def _require_texts(dataset: Dataset, edition: str) -> None:
    records = [record for record in dataset.records if record.edition == edition]
    if not records:
        raise click.BadParameter(f"the dataset has no edition {edition!r}", param_hint="--edition")
    if any(record.text is None for record in records):
        hint = "name a dataset that `hudna hydrate` wrote with --dataset"
        raise click.BadParameter(f"the {edition} edition has no texts here; {hint}", param_hint="--edition")


def _result(name: str, task: Task, wanted: Wanted) -> Result:
    from hudna_baselines.base import load_baseline

    reports: dict[Training, Report] = {}
    for training in wanted.trainings:
        predictions = task.predictions(load_baseline(name), training)
        if wanted.out is not None:
            _write(predictions, wanted.out / f"{name}.{training}.{task.edition}.jsonl")
        reports[training] = task.report(predictions)
    return Result(reports=reports, ablations=_ablations(name, task) if wanted.ablate else ())


def _ablations(name: str, task: Task) -> list[Ablation]:
    from rich.console import Console
    from rich.progress import track

    from hudna_baselines.ablation import ablations
    from hudna_baselines.base import Ablatable, load_baseline

    system = load_baseline(name)
    if not isinstance(system, Ablatable):
        raise click.UsageError(f"{name} has no parts that --ablate could leave out")
    console, runs = Console(stderr=True), 1 + len(system.groups)
    shown = track(
        ablations(system, task), name, total=runs, console=console, disable=not console.is_terminal, transient=True
    )
    return list(shown)


def _write(predictions: Iterable[Record], path: Path) -> None:
    from hudna.formats.interchange import write_records

    write_records(predictions, path)
    click.echo(f"wrote {path}", err=True)


def _write_readme(path: Path, result: Result) -> None:
    from hudna_baselines.model_card import results, write_card

    block = results(result.reports, result.ablations)
    try:
        write_card(path, block)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--write-readme") from None
    click.echo(block, nl=False)


def _print(results: Mapping[str, Result], as_json: bool) -> None:
    if as_json:
        data = {name: {**result.plain(), "caveat": CAVEATS.get(name)} for name, result in results.items()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
        return
    for name, result in results.items():
        _show(name, result)


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
    if len(result.reports) > 1:
        click.echo(f"\n{name}: both trainings\n\n{training_table(result.reports)}", nl=False)
    if result.ablations:
        click.echo(f"\n{name}: F1 without each part\n\n{ablation_table(result.ablations)}", nl=False)
