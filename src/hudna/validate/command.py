"""`hudna check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hudna.findings import Finding


def _list(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print the rules and end, before anything is asked of the path."""
    if not is_asked:
        return
    from hudna.validate.rules import LEVELS, RULES

    for rule in RULES:
        click.echo(f"{rule.level} {LEVELS[rule.level]}\t{rule.id}\t{rule.explanation}")
    context.exit()


@click.command(help="Validate an annotation folder, one annotation file, or a file in the interchange form.")
@click.argument("path", default="annotations", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the rules and stop."
)
@click.option("--fix", is_flag=True, help="First rewrite gold files that read well in their canonical form.")
@click.option("--strict", is_flag=True, help="Also hold a folder to the rules of consistency (level 9).")
@click.option(
    "--release",
    is_flag=True,
    help="Be strict, and see that every generated file around the folder is up to date.",
)
def command(path: Path, fix: bool, strict: bool, release: bool) -> None:
    """Findings are the result: they go to stdout, and there being one makes the exit code 1."""
    from hudna.findings import InvalidDataError, plural
    from hudna.validate.paths import check_path

    if release and not (path.name == "annotations" and path.is_dir()):
        raise click.UsageError(f"--release: found {path} against the folder annotations of a checkout")
    try:
        findings, checked = check_path(path, fix=fix, strict=strict or release)
        if release and not findings:
            findings, checked = _release(path, checked)
    except InvalidDataError as error:
        findings, checked = list(error.findings), "nothing that can be read"
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{plural(len(findings), 'finding')} in {checked}" if findings else f"{checked}: no findings")
    sys.exit(1 if findings else 0)


def _release(annotations: Path, checked: str) -> tuple[list[Finding], str]:
    """What is not up to date in the checkout around the folder, and what was checked in words."""
    from hudna.release.checked import GENERATED, release_findings

    return release_findings(annotations.parent), f"{checked} and what {len(GENERATED)} commands write"
