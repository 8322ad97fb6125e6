"""`hudna show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hudna.dataset import EDITIONS
from hudna.findings import visible

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna.model import Record
    from hudna.show.layouts import Columns
    from hudna.show.rows import Row

F = TypeVar("F", bound=Callable[..., Any])

_NO_TEXT = "No text here: it is the publisher's. `hudna hydrate` joins it to the annotation where you hold it."


class _ArticleByDefault(click.Group):
    """A group whose first argument, where it is no command, is an article's id."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args and (args[0] in self.commands or args[0].startswith("-"))
        return super().resolve_command(ctx, args if known else ["article", *args])


def _options(command: F) -> F:
    edition = click.option("--edition", default="open", type=click.Choice(EDITIONS), show_default=True)
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return edition(click.option("--dataset", "folder", type=folder, help="Another dataset folder.")(command))


def _layouts(command: F) -> F:
    as_json = click.option("--json", "as_json", is_flag=True, help="As JSON, with nothing folded into cells.")
    return as_json(click.option("--csv", "as_csv", is_flag=True, help="As comma-separated values.")(command))


@click.group(
    cls=_ArticleByDefault, subcommand_metavar="ID | COMMAND [OPTIONS]",
    help="Show an article with its annotation, or all claims, events or entities.",
)  # fmt: skip
def group() -> None:
    """Reads a dataset folder, by default the embedded one."""


@group.command(help="One article: its text with spans marked, then its mentions, events and numeric claims.")
@click.argument("article_id", metavar="ID")
@_options
def article(article_id: str, edition: str, folder: Path | None) -> None:
    """`hudna show ID` is the same."""
    from hudna.show import layouts, rows

    dataset = _read(folder)
    record = _record(dataset, article_id, edition)
    console = layouts.console()
    _print_head(dataset, record)
    _print_text(record)
    claims = layouts.without(layouts.CLAIM_COLUMNS, "article")
    events = layouts.without(layouts.EVENT_COLUMNS, "article")
    console.print(layouts.table(rows.mentions(record), layouts.MENTION_COLUMNS, "Mentions"))
    console.print(layouts.table(rows.events(record), events, "Events"))
    console.print(layouts.table(rows.claims(record), claims, "Numeric claims"))


@group.command(help="All numeric claims of an edition.")
@_options
@_layouts
def claims(edition: str, folder: Path | None, as_json: bool, as_csv: bool) -> None:
    """Who counts what, and on whose word."""
    from hudna.show import layouts, rows

    found = [row for record in _records(_read(folder), edition) for row in rows.claims(record)]
    _print(found, layouts.CLAIM_COLUMNS, as_json=as_json, as_csv=as_csv)


@group.command(help="All event mentions of an edition.")
@_options
@_layouts
def events(edition: str, folder: Path | None, as_json: bool, as_csv: bool) -> None:
    """Triggers with their arguments."""
    from hudna.show import layouts, rows

    found = [row for record in _records(_read(folder), edition) for row in rows.events(record)]
    _print(found, layouts.EVENT_COLUMNS, as_json=as_json, as_csv=as_csv)


@group.command(help="All entities that an edition mentions.")
@_options
@_layouts
def entities(edition: str, folder: Path | None, as_json: bool, as_csv: bool) -> None:
    """Clusters with their surfaces."""
    from hudna.show import layouts, rows

    dataset = _read(folder)
    found = list(rows.entities(dataset.entities, _records(dataset, edition)))
    _print(found, layouts.ENTITY_COLUMNS, as_json=as_json, as_csv=as_csv)


def _read(folder: Path | None) -> Dataset:
    from hudna.dataset import embedded_dataset, read_dataset

    return read_dataset(folder or embedded_dataset())


def _records(dataset: Dataset, edition: str) -> list[Record]:
    return [record for record in dataset.records if record.edition == edition]


def _record(dataset: Dataset, article_id: str, edition: str) -> Record:
    records = {record.article_id: record for record in _records(dataset, edition)}
    if article_id not in records:
        known = ", ".join(records) or "none"
        raise click.UsageError(f"found article {article_id} against those annotated in edition {edition}: {known}")
    return records[article_id]


def _print_head(dataset: Dataset, record: Record) -> None:
    facts = dataset.article(record.article_id)
    outlet = f", {facts.outlet}" if facts.outlet else ""
    inferred = " (inferred)" if facts.dateline_basis == "inferred" else ""
    head = f"{record.article_id} {record.edition}: {facts.title_en}{outlet}, {facts.dateline}{inferred}"
    click.echo(f"{visible(head)}\n")


def _print_text(record: Record) -> None:
    from hudna.show.layouts import console
    from hudna.show.marked import marked_text

    if record.text is None:
        click.echo(f"{_NO_TEXT}\n")
    else:
        console().print(marked_text(record), soft_wrap=True)
        click.echo()


def _print(found: list[Row], columns: Columns, *, as_json: bool, as_csv: bool) -> None:
    from hudna.show import layouts

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    if as_json:
        click.echo(layouts.json_text(found), nl=False)
    elif as_csv:
        click.echo(layouts.csv_text(found, columns), nl=False)
    else:
        layouts.console().print(layouts.table(found, columns))
