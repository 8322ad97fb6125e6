"""`hudna docs`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(help="Write DATASHEET.md from the data; with --check, say which document is outdated.")
@click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say which document is not up to date.")
def command(root: Path, check: bool) -> None:
    """ROOT is a checkout, with annotations/ and dataset/. The card itself is written by `hudna build`."""
    from hudna.build.corpus import read_corpus
    from hudna.docs.documents import DATASHEET, datasheet, outdated
    from hudna.files import write_file
    from hudna.findings import InvalidDataError

    if not (root / "annotations").is_dir():
        raise click.BadParameter(f"Directory '{root / 'annotations'}' does not exist.", param_hint="'[ROOT]'")
    if check:
        findings = outdated(root)
        if findings:
            raise InvalidDataError(findings)
        return
    write_file(root / DATASHEET, datasheet(root, read_corpus(root / "annotations")).encode())
    click.echo(DATASHEET)
