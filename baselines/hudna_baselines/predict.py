"""`hudna predict`: texts in, predictions of a baseline out, one JSON line an article."""

from __future__ import annotations

import datetime
import hashlib
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.findings import Finding, InvalidDataError, plural

from .base import LEARNING, registry
from .devices import require_device

if TYPE_CHECKING:
    from collections.abc import Callable

    from hudna.formats.interchange import Located
    from hudna.model import Record

    from .annotating import Annotated
    from .saved import System


@click.command(name="predict")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--baseline", type=click.Choice(sorted(set(registry) - set(LEARNING))), help="The system that annotates.")
@click.option(
    "--model", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Or the folder of a trained one, which `hudna train` wrote.",
)  # fmt: skip
@click.option(
    "--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Dataset folder, without INPUT. Default: the embedded dataset.",
)  # fmt: skip
@click.option("--edition", default="open", show_default=True, help="Edition of the dataset, without INPUT.")
@click.option("--dateline", type=click.DateTime(["%Y-%m-%d"]), help="Date of .txt inputs, for relative dates.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes; changes no byte.")
@click.option("--device", default="auto", show_default=True, help="Of --model: auto, cpu, cuda, or cuda:1 and so on.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to stdout.")
def command(
    inputs: tuple[Path, ...], baseline: str | None, model: Path | None,
    folder: Path | None, edition: str, dateline: datetime.datetime | None, jobs: int, device: str, out: Path | None,
) -> None:  # fmt: skip
    """Annotate texts with a baseline that needs no training, or with a trained one.

    INPUT: .txt files (UTF-8, one article each, named by its stem) or .jsonl files in the interchange form. Without
    INPUT the texts of a dataset are annotated. Nothing is written where any input is faulty; memory holds some
    records at a time, however long a file is.
    """
    from .annotating import annotated
    from .inputs import records_of, surveyed, texts_of_files
    from .output import lines_to

    if inputs and folder is not None:
        raise click.UsageError("--dataset goes without INPUT")
    system = _system(baseline, model, device)
    texts = texts_of_files(inputs, dateline.date() if dateline else None) if inputs else _of_dataset(folder, edition)
    size = surveyed(texts)
    began, articles, characters = time.perf_counter(), 0, 0
    found = annotated(system, _with_text(records_of(texts)), jobs=jobs)
    with closing(found), lines_to(out) as write, _progress(size.characters) as advance:
        for prediction in found:
            write(prediction.line)
            advance(prediction)
            articles += 1
            characters += prediction.characters
    _say_speed(articles, characters, time.perf_counter() - began)


def _system(baseline: str | None, model: Path | None, device: str) -> System:
    """Raises: click.UsageError unless just one of both is given, and as `require_device`."""
    from .saved import Named, Saved, baseline_of

    if (baseline is None) == (model is None):
        raise click.UsageError("one of --baseline and --model says what annotates")
    require_device(device, [str(baseline) if model is None else baseline_of(model)])
    if model is None:
        return Named(name=str(baseline))
    return Saved(folder=model, device=device)


def _of_dataset(dataset: Path | None, edition: str) -> Callable[[], Iterator[Located | InvalidDataError]]:
    """Raises: click.BadParameter for an edition without texts, InvalidDataError where there is none of that name."""
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna.formats.interchange import Located

    folder = dataset or embedded_dataset()
    records = [record for record in read_dataset(folder).records if record.edition == edition]
    if not records:
        found = f"found no article of edition {edition!r:.60}"
        raise InvalidDataError([Finding(str(folder), 0, "unknown-edition", found, "Editions are open and source.")])
    if all(record.text is None for record in records):
        hint = "name a dataset that `hudna hydrate` wrote with --dataset"
        raise click.BadParameter(f"the {edition} edition has no texts here; {hint}", param_hint="--edition")
    return lambda: (Located(record, str(folder), number) for number, record in enumerate(records, start=1))


def _with_text(records: Iterable[Record]) -> Iterator[Record]:
    """Records that can be annotated, each with its hash; the others are named on stderr and passed over."""
    for record in records:
        if record.text is None:
            click.echo(f"warning: article {'/'.join(filter(None, record.key))} has no text; passed over.", err=True)
            continue
        sha256 = record.text_sha256 or hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
        # Gold, if it carries any, is nothing that a system may see, nor a process be sent.
        yield replace(record, text_sha256=sha256, mentions=(), events=(), numeric_claims=())


@contextmanager
def _progress(characters: int) -> Iterator[Callable[[Annotated], None]]:
    """What moves a bar on stderr, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("annotating", total=characters)
        yield lambda one: progress.advance(bar, one.characters)


def _say_speed(articles: int, characters: int, seconds: float) -> None:
    per_second = f"{characters / seconds:,.0f} a second" if seconds else "too quick to measure"
    said = f"{plural(articles, 'article')}, {characters:,} characters in {seconds:.1f} s: {per_second}"
    click.echo(said, err=True)
