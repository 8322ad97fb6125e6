"""`hudna export` and `hudna import`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OUT = click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="A folder to create."
)
_ANNOTATIONS = click.argument("annotations", default="annotations", type=_FOLDER)


@click.group(help="Write the annotations in other programs' forms.")
def export_group() -> None:
    """Needs texts: source annotation whose text is not at hand is passed over, and named."""


@click.group(help="Read annotations back from other programs' forms.")
def import_group() -> None:
    """What comes in is held to its form here, and to the guidelines by `hudna check`."""


@export_group.command("brat", help="Write .txt and .ann files with their configuration, to open and correct in brat.")
@_ANNOTATIONS
@_OUT
def export_brat(annotations: Path, out: Path) -> None:
    """Lossless: `hudna import brat` gives the same annotation files."""
    from hudna.exchange.brat.folder import write_brat
    from hudna.exchange.folder import read_gold, without_text
    from hudna.files import require_replaceable

    require_replaceable(out)  # somebody's corrections may be in a folder of that name
    gold = read_gold(annotations)
    _report(out, write_brat(gold, out), without_text(gold))


@export_group.command("conll", help="Write one token a line with its BIO label.")
@_ANNOTATIONS
@_OUT
@click.option("--layer", required=True, type=click.Choice(["entities", "triggers", "numbers"]))
def export_conll(annotations: Path, out: Path, layer: str) -> None:
    """A view: it cannot be read back."""
    from hudna.exchange.conll import write_conll
    from hudna.exchange.folder import read_gold, without_text
    from hudna.files import require_replaceable

    require_replaceable(out)
    gold = read_gold(annotations)
    _report(out, write_conll(gold, out, layer), without_text(gold))


@import_group.command("brat", help="Write gold/<edition>/<id>.jsonl from the .ann files of DIR.")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--out", default="annotations", type=click.Path(file_okay=False, path_type=Path), show_default=True)
def import_brat(folder: Path, out: Path) -> None:
    """All files or none: a fault in one keeps all from being written. Existing gold of the same name is replaced."""
    from hudna.exchange.brat.folder import read_brat, write_gold

    for path in write_gold(read_brat(folder), out):
        click.echo(str(path))


def _report(out: Path, paths: Iterable[Path], passed_over: Iterable[str]) -> None:
    for line in passed_over:
        click.echo(line, err=True)
    for path in paths:
        click.echo(str(out / path))
