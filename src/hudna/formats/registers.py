"""The files that are shared across articles: `articles.toml`, `entities.jsonl`, `events.jsonl`, `comparisons.jsonl`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, lines_of, read_bytes
from hudna.registers import Article, Comparison, DistinctEvents, Entity, EventEntry, Registers


def read_registers(folder: Path) -> Registers:
    """Read all registers of an annotation folder; a register whose file is not there is empty.

    Raises: InvalidDataError with every faulty line of every file.
    """
    findings: list[Finding] = []

    def collect(name: str, read: Callable[[Path], tuple[Any, ...]]) -> tuple[Any, ...]:
        path = folder / name
        try:
            return read(path) if path.exists() else ()
        except InvalidDataError as error:
            findings.extend(error.findings)
            return ()

    events = collect("events.jsonl", lambda path: _read_lines(path, _event_kind))
    registers = Registers(
        articles=collect("articles.toml", read_articles),
        entities=collect("entities.jsonl", lambda path: _read_lines(path, lambda _: Entity)),
        events=tuple(item for item in events if isinstance(item, EventEntry)),
        distinct=tuple(item for item in events if isinstance(item, DistinctEvents)),
        comparisons=collect("comparisons.jsonl", lambda path: _read_lines(path, lambda _: Comparison)),
    )
    if findings:
        raise InvalidDataError(findings)
    return registers


def read_articles(path: Path) -> tuple[Article, ...]:
    """The articles of a manifest, in its order.

    Raises: InvalidDataError for broken TOML, a wrong table or an id that comes twice.
    """
    try:
        tables = tomllib.loads(read_bytes(path).decode()).get("article", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDataError([Finding(str(path), 1, "toml", f"found no TOML: {error}")]) from None
    if not isinstance(tables, list):
        raise InvalidDataError([Finding(str(path), 1, "toml", "found article, which is no array of tables")])
    articles = tuple(decode(Article, json.dumps(table, default=str), path, 1) for table in tables)
    ids = [article.id for article in articles]
    if repeated := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise InvalidDataError([Finding(str(path), 1, "duplicate-id", f"found article {', '.join(repeated)} twice")])
    return articles


def _event_kind(line: bytes) -> type:
    return DistinctEvents if line.lstrip().startswith(b'{"distinct"') else EventEntry


def _read_lines(path: Path, kind: Callable[[bytes], type]) -> tuple[Any, ...]:
    items: list[Any] = []
    findings: list[Finding] = []
    for number, line in lines_of(path):
        try:
            items.append(decode(kind(line), line, path, number))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if findings:
        raise InvalidDataError(findings)
    return tuple(items)
