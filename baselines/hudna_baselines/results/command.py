"""`hudna results`: the tables of results, from the runs that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.findings import Finding, InvalidDataError

from .run import FILE, Run

if TYPE_CHECKING:
    from .scores import Recipe
    from .tables import Tables

RESULTS = Path("baselines") / "results"


@click.command(name="results")
@click.argument(
    "folder", default=RESULTS, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[FOLDER]"
)
@click.option("--write", is_flag=True, help="Put the tables into the documents of the checkout that show them.")
@click.option("--check", is_flag=True, help="Write nothing; name each document that shows something else (exit 1).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: recipe → metric → scores.")
@click.option(
    "--root", default=".", show_default=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Top of the checkout.",
)  # fmt: skip
def command(folder: Path, write: bool, check: bool, as_json: bool, root: Path) -> None:
    """Score all runs of FOLDER (default: baselines/results) by the embedded dataset, and print tables in Markdown.

    Runs are made by `hudna benchmark --results FOLDER`.
    """
    from .documents import stale_documents, write_documents

    if write + check + as_json > 1:
        raise click.UsageError("--write, --check and --json exclude each other")
    if not (write or check or as_json):
        click.echo(tables_text(folder), nl=False)
        return
    tables = tables_of(folder)
    if check:
        if findings := stale_documents(root, tables):
            raise InvalidDataError(findings)
    elif write:
        for path in write_documents(root, tables):
            click.echo(f"wrote {path}", err=True)
    else:
        click.echo(_json(tables.recipes))


def tables_text(folder: Path = RESULTS) -> str:
    """All tables of the runs of a folder. Raises: as `tables_of`."""
    from .documents import all_block

    return all_block(tables_of(folder))


def tables_of(folder: Path = RESULTS) -> Tables:
    """The tables of the runs of a folder, scored by the embedded dataset.

    Raises: InvalidDataError where a run cannot be read or was made with other data, or where there is none.
    """
    from hudna_eval.sources.embedded import embedded_gold

    from .scores import read_results, scored, signed
    from .tables import Tables

    gold, kept = embedded_gold(), read_results(folder)
    if not kept:
        hint = "`hudna benchmark --results FOLDER` makes them."
        raise InvalidDataError([Finding(str(folder), 0, "empty-folder", "found no finished run", hint)])
    if other := [own.run for own in kept if own.run.data_sha256 != gold.identity.digest]:
        raise InvalidDataError(_other_data(folder, run, gold.identity.digest) for run in other)
    recipes = scored(kept, gold)
    return Tables(recipes=recipes, signatures=dict(signed(recipes.values(), gold)))


def _other_data(folder: Path, run: Run, expected: str) -> Finding:
    found = f"found a dataset of digest {run.data_sha256:.12} against the embedded one's {expected:.12}"
    return Finding(str(folder / run.name / FILE), 1, "other-data", found, "Make the run again.")


def _json(recipes: Mapping[str, Recipe]) -> str:
    from dataclasses import asdict

    from .scores import METRICS

    data = {
        name: {
            "run": {key: value for key, value in asdict(recipe.run).items() if key != "seed"},
            "seeds": [run.seed for run in recipe.runs],
            "scores": {metric: asdict(recipe.score(metric)) for metric in METRICS},
        }
        for name, recipe in recipes.items()
    }
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
