"""`hudna check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(help="Validate an annotation folder, one annotation file, or a file in the interchange form.")
@click.argument("path", default="annotations", type=click.Path(exists=True, path_type=Path))
@click.option("--list", "list_rules", is_flag=True, help="List the rules and stop.")
@click.option("--fix", is_flag=True, help="First rewrite gold files that read well in their canonical form.")
@click.option("--strict", is_flag=True, help="Also hold a folder to the rules of consistency (level 9).")
def command(path: Path, list_rules: bool, fix: bool, strict: bool) -> None:
    """Findings are the result: they go to stdout, and there being one makes the exit code 1."""
    from hudna.findings import InvalidDataError, plural
    from hudna.validate.paths import check_path

    if list_rules:
        _list()
        return
    try:
        findings, checked = check_path(path, fix=fix, strict=strict)
    except InvalidDataError as error:
        findings, checked = list(error.findings), "nothing that can be read"
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{plural(len(findings), 'finding')} in {checked}" if findings else f"{checked}: no findings")
    sys.exit(1 if findings else 0)


def _list() -> None:
    from hudna.validate.rules import LEVELS, RULES

    for rule in RULES:
        click.echo(f"{rule.level} {LEVELS[rule.level]}\t{rule.id}\t{rule.explanation}")
