"""`hudna benchmark`: the main job, from the embedded dataset to the scores of its baselines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna_baselines.base import registry

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna.model import Record
    from hudna_eval.report import Report


@click.command(name="benchmark")
@click.option("--baseline", "baselines", multiple=True, type=click.Choice(sorted(registry)), help="Default: all.")
@click.option("--edition", default="open", show_default=True, help="Edition to predict and to score by.")
@click.option(
    "--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Dataset folder."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write the predictions to.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: baseline → report.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of resamples that are drawn.")
def command(
    baselines: tuple[str, ...], edition: str, folder: Path | None, out: Path | None, as_json: bool, seed: int
) -> None:
    """Train and predict leave-one-article-out (both editions of an article on the same side), then score.

    The source edition needs a hydrated dataset, named with --dataset.
    """
    from hudna.dataset import embedded_dataset, read_dataset

    dataset = read_dataset(folder or embedded_dataset())
    _require_texts(dataset, edition)
    reports: dict[str, Report] = {}
    for name in baselines or sorted(registry):
        predictions = _predictions(name, dataset.records, edition)
        if out is not None:
            _write(predictions, out / f"{name}.{edition}.jsonl")
        reports[name] = _report(dataset, predictions, edition, seed)
    _print(reports, as_json)


def _require_texts(dataset: Dataset, edition: str) -> None:
    records = [record for record in dataset.records if record.edition == edition]
    if not records:
        raise click.BadParameter(f"the dataset has no edition {edition!r}", param_hint="--edition")
    if any(record.text is None for record in records):
        hint = "name a dataset that `hudna hydrate` wrote with --dataset"
        raise click.BadParameter(f"the {edition} edition has no texts here; {hint}", param_hint="--edition")


def _predictions(name: str, records: Sequence[Record], edition: str) -> list[Record]:
    from rich.console import Console
    from rich.progress import track

    from hudna_baselines.folds import folds, predict_fold

    console = Console(stderr=True)
    tracked = track(list(folds(records)), f"{name}", console=console, disable=not console.is_terminal, transient=True)
    return [prediction for fold in tracked for prediction in predict_fold(name, fold, edition)]


def _write(predictions: Iterable[Record], path: Path) -> None:
    from hudna.formats.interchange import write_records

    write_records(predictions, path)
    click.echo(f"wrote {path}", err=True)


def _report(dataset: Dataset, predictions: Sequence[Record], edition: str, seed: int) -> Report:
    from hudna_eval.evaluation import evaluate_sources
    from hudna_eval.options import Options
    from hudna_eval.sources.embedded import gold_of

    gold, options = gold_of(dataset), Options(edition=edition, seed=seed)
    return evaluate_sources(gold.records, predictions, options, identity=gold.identity, comparisons=gold.comparisons)


def _print(reports: dict[str, Report], as_json: bool) -> None:
    from hudna_eval.report import show

    if as_json:
        data = {name: json.loads(report.to_json()) for name, report in reports.items()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
        return
    for name, report in reports.items():
        for warning in report.warnings:
            click.echo(f"warning: {name}: {warning}", err=True)
        articles = ", ".join(sorted(report.by_article))
        click.echo(f"{name}: leave-one-article-out on {articles}")
        show(report)
