"""`hudna stats`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click


@click.command(help="Count everything in an annotation folder: by layer, label, article and edition.")
@click.argument("annotations", default="annotations", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="All counts, of each article too, as JSON.")
def command(annotations: Path, as_json: bool) -> None:
    """The JSON is what is committed as `annotations/statistics.json`."""
    from hudna.show.layouts import console, json_text, table
    from hudna.show.statistics import statistics

    counted = statistics(annotations)
    if as_json:
        click.echo(json_text(counted), nl=False)
        return
    columns = {name: _getter(name) for name in ("count of", *counted["total"])}
    out = console()
    out.print(table(_articles(counted["articles"]), {name: _getter(name) for name in _ARTICLE_COLUMNS}, "Articles"))
    out.print(table(_rows(counted["total"]), columns, "All articles"))


_ARTICLE_COLUMNS = ("article", "edition", "words", "tokens", "mention", "event", "argument", "numeric_claim")


def _getter(key: str) -> Any:
    return lambda row: row.get(key)


def _articles(articles: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for id_, editions in articles.items():
        for edition, counts in editions.items():
            plain = {"words": counts["words"], "tokens": counts["tokens"]}
            yield {"article": id_, "edition": edition, **plain, **counts["layer"]}


def _rows(total: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row a count; a group of counts under its name."""
    for name in next(iter(total.values())):
        groups = {edition: counts[name] for edition, counts in total.items()}
        if not any(isinstance(group, dict) for group in groups.values()):
            yield {"count of": name, **groups}
            continue
        for label in sorted({label for group in groups.values() for label in group}):
            yield {"count of": f"{name} {label}", **{edition: group.get(label, 0) for edition, group in groups.items()}}
