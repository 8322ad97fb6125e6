"""`hudna site`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna.site.scores import Result

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_PATH = click.Path(exists=True, path_type=Path)


@click.command(help="Write a static site: articles, claims across articles, shared ids, results. Open its index.html.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write.")
@click.option("--dataset", "folder", type=_FOLDER, help="Dataset folder to show instead of the embedded one.")
@click.option(
    "--predictions", "systems", multiple=True, type=_PATH,
    help="Show the errors of these predictions in place; repeatable.",
)  # fmt: skip
@click.option(
    "--results",
    type=_FOLDER,
    help="Folder of runs to plot. Default: baselines/results of a checkout, unless --dataset names other data.",
)
def command(out: Path, folder: Path | None, systems: Sequence[Path], results: Path | None) -> None:
    """Writes all pages or none. A folder that holds something else than a site is left alone."""
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna.files import require_replaceable
    from hudna.site import plots
    from hudna.site.pages import Contents
    from hudna.site.write import SITE, write_site

    require_replaceable(out, SITE)
    dataset = read_dataset(folder or embedded_dataset())
    if results is None and folder is None:
        results = embedded_dataset().parent / "baselines" / "results"
    runs = [] if results is None else _runs(dataset, results)
    if runs and not plots.available():
        click.echo("note: no plots without matplotlib; pip install 'hudna[site]' brings it", err=True)
    contents = Contents(dataset=dataset, results=runs, systems=_systems(dataset, systems))
    click.echo(f"{out / 'index.html'}\t{write_site(contents, out)} pages")


def _runs(dataset: Dataset, folder: Path) -> list[Result]:
    from hudna.site.scores import run_folders, run_results

    return [made for run in _tracked(run_folders(folder), "Scoring runs") for made in run_results(dataset, run)]


def _systems(dataset: Dataset, paths: Iterable[Path]) -> list[Result]:
    from hudna.site.scores import results

    return [made for path in _tracked(list(paths), "Scoring") for made in results(dataset, path, _name(path))]


def _name(path: Path) -> str:
    """The name of a file, or of the folder of a run, whose file of predictions always has the same name."""
    return path.resolve().parent.name if path.name == "predictions.jsonl" else path.stem


def _tracked(paths: Sequence[Path], what: str) -> Iterable[Path]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(paths, what, console=console, disable=not (paths and console.is_terminal), transient=True)
