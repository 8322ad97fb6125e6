"""Rows as a table in the terminal, as JSON or as CSV; nested values become one cell."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hudna.findings import visible
from hudna.show.rows import Row

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 200
"""Columns of output that is not a terminal."""

Columns = Mapping[str, Callable[[Row], Any]]
"""Heading → what stands below it."""


def _key(name: str) -> Callable[[Row], Any]:
    return lambda row: row.get(name)


def _links(row: Row) -> list[str]:
    """«source ← cue», outermost first; a dash where the words name nobody."""
    return [
        f"{link['source'] or '—'} ← {link['cue']}" if link["cue"] else link["source"] for link in row["attribution"]
    ]


def _arguments(row: Row) -> list[str]:
    """`Role: words`, in brackets where the filler is implicit."""
    return [
        f"{argument['role']}: ({argument['words']})"
        if argument["implicit"]
        else f"{argument['role']}: {argument['words']}"
        for argument in row["arguments"]
    ]


def _realis(row: Row) -> str:
    return " ".join(filter(None, (row["realis"], row["realis_kind"], "NEG" if row["polarity"] == "NEG" else None)))


CLAIM_COLUMNS: Columns = {
    "article": _key("article_id"), "id": _key("id"), "words": _key("words"), "value": _key("value"),
    "interval": _key("interval"), "modifier": _key("mod"), "unit": _key("unit"), "quantified": _key("quantified"),
    "about": lambda row: " ".join(filter(None, (row["about_type"], row["about_role"]))), "attribution": _links,
    "stance": lambda row: [f"{stance['source']}: {stance['value']}" for stance in row["stance"]],
}  # fmt: skip
EVENT_COLUMNS: Columns = {
    "article": _key("article_id"), "id": _key("id"), "type": _key("type"), "trigger": _key("trigger"),
    "realis": _realis, "arguments": _arguments, "event": _key("event_id"),
}  # fmt: skip
ENTITY_COLUMNS: Columns = {
    "entity": _key("entity_id"), "type": _key("type"), "name": _key("name_ar"), "English": _key("name_en"),
    "Wikidata": _key("qid"), "mentions": _key("mentions"), "articles": _key("articles"), "surfaces": _key("surfaces"),
}  # fmt: skip
MENTION_COLUMNS: Columns = {
    "id": _key("id"), "type": _key("type"), "form": _key("form"), "words": _key("words"),
    "entity or value": _key("stands_for"),
}  # fmt: skip


def without(columns: Columns, *names: str) -> Columns:
    """The columns but for some."""
    return {name: value for name, value in columns.items() if name not in names}


def table(rows: Iterable[Row], columns: Columns, title: str | None = None) -> Table:
    """A table for the terminal. Arabic stays in logical order: turning it round is the terminal's work."""
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title, box=SIMPLE, title_justify="left", pad_edge=False)
    for name in columns:
        made.add_column(name, overflow="fold")
    for row in rows:
        made.add_row(*(Text(visible(cell(value(row)))) for value in columns.values()))
    return made


def csv_text(rows: Iterable[Row], columns: Columns) -> str:
    """RFC 4180 but for line ends, which are \\n."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value(row)) for value in columns.values()] for row in rows)
    return out.getvalue()


def json_text(data: Any) -> str:
    """Indented, Arabic readable, keys in their order."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def cell(value: Any) -> str:
    """A value in a cell: nothing for None, items of a list apart by a bar."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " | ".join(map(cell, value))
    return str(value)


def console() -> Console:
    """Colours on a terminal only; elsewhere a fixed width, so that output is the same everywhere."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
