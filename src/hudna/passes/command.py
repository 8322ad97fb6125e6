"""`hudna adjudicate`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(help="Derive gold from two passes and the decisions on their disagreements.")
@click.argument("annotations", default="annotations", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--pending", is_flag=True, help="Print a row to complete for every undecided disagreement; write nothing."
)
@click.option(
    "--corrections", is_flag=True, help="Print a row to complete for every change that was made in gold; write nothing."
)
@click.option("--only", help="One text, for instance open/002.")
def command(annotations: Path, pending: bool, corrections: bool, only: str | None) -> None:
    """Gold is written only if every disagreement of every text is decided."""
    from hudna.findings import InvalidDataError
    from hudna.formats.annotation import write_annotation
    from hudna.passes.corrections import correction_rows
    from hudna.passes.folder import adjudicate_folder, pending_rows

    if pending and corrections:
        raise click.UsageError("--pending and --corrections: one at a time")
    if pending or corrections:
        for row in (pending_rows if pending else correction_rows)(annotations, only):
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    results = adjudicate_folder(annotations, only)
    findings = [finding for _, result in results if isinstance(result, InvalidDataError) for finding in result.findings]
    if findings:
        raise InvalidDataError(findings)
    for path, result in results:
        if not isinstance(result, InvalidDataError):
            write_annotation(result, path)
            click.echo(str(path))
