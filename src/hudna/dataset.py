"""The derived dataset folder as domain objects: Parquet in, `Dataset` out. `hudna.build` writes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, encode
from hudna.model import Record, Span
from hudna.registers import Article, Comparison, DistinctEvents, Entity, EventEntry, require_article_id

EDITIONS = ("open", "source")
VERSION_KEY = b"hudna.version"
"""Where a Parquet file of the dataset carries the dataset's version in its schema metadata."""

ARTICLE_COLUMNS = ("title_en", "outlet", "dateline", "dateline_basis")
"""What the articles table repeats of the article's facts, for readers; the `sources` table has them all."""

_FACTS_ABOUT_THE_ARTICLE = frozenset(ARTICLE_COLUMNS) - {"dateline"}

Paragraphs = tuple[tuple[Span, ...], ...]
"""The tokens of a text, paragraph by paragraph."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All that a dataset folder holds. `paragraphs` gives the tokens of records whose text is not there."""

    version: str
    articles: tuple[Article, ...]
    records: tuple[Record, ...]
    entities: tuple[Entity, ...] = ()
    events: tuple[EventEntry, ...] = ()
    distinct: tuple[DistinctEvents, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    paragraphs: Mapping[tuple[str, str], Paragraphs] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the records' canonical JSON lines: what was scored, whatever file format carried it."""
        return digest_of(encode(record) for record in self.records)

    def article(self, article_id: str) -> Article:
        """The facts of an article. Raises: KeyError for an unknown id."""
        found = next((article for article in self.articles if article.id == article_id), None)
        if found is None:
            raise KeyError(article_id)
        return found


def digest_of(rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> str:
    """SHA-256 (hex) of rows as JSON lines with sorted keys."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def embedded_dataset() -> Path:
    """The dataset folder that belongs to this code: inside an installed package, else at the top of the checkout."""
    package = Path(str(files("hudna")))
    inside = package / "dataset"
    return inside if inside.is_dir() else package.parents[1] / "dataset"


def register_path(folder: Path, config: str) -> Path:
    """Where the rows of a register lie: `data/<config>.parquet`."""
    return folder / "data" / f"{config}.parquet"


def table_path(folder: Path, config: str, edition: str, article_id: str) -> Path:
    """Where the rows of one article lie: `data/<edition>/<config>/<article>.parquet`.

    A file an article, so that folds are lists of files; pandas and polars read the folder as one table.
    Raises: ValueError for an id that may not name a file.
    """
    require_article_id(article_id)
    return folder / "data" / edition / config / f"{article_id}.parquet"


def table_paths(folder: Path, config: str, edition: str) -> list[Path]:
    """The files of a config in one edition, by article.

    Raises: InvalidDataError where there is none.
    """
    within = folder / "data" / edition / config
    paths = sorted(within.glob("*.parquet"))
    if not paths:
        hint = "Run `hudna build`."
        raise InvalidDataError([Finding(str(within), 0, "unreadable-file", "found no Parquet file", hint)])
    return paths


def read_dataset(folder: Path) -> Dataset:
    """Read a dataset folder, strictly.

    Raises: InvalidDataError where a file is missing, no Parquet, or holds a row outside the form.
    """
    records: list[Record] = []
    version = ""
    for edition in EDITIONS:
        for path in table_paths(folder, "articles", edition):
            version, rows = _read_rows(path)
            records += [_record(row, path, number) for number, row in enumerate(rows, start=1)]
    articles = _register(Article, folder, "sources")
    _require_sources(records, articles, folder)
    return Dataset(
        version=version,
        articles=articles,
        records=tuple(records),
        entities=_register(Entity, folder, "entities"),
        events=_register(EventEntry, folder, "event_clusters"),
        distinct=_register(DistinctEvents, folder, "distinct_events"),
        comparisons=_register(Comparison, folder, "comparisons"),
        paragraphs=dict(_paragraphs(folder)),
    )


def _require_sources(records: Sequence[Record], articles: Sequence[Article], folder: Path) -> None:
    known = {article.id for article in articles}
    lacking = sorted({record.article_id for record in records} - known)
    path, found = str(register_path(folder, "sources")), "found no row of article"
    if findings := [Finding(path, 0, "missing-article", f"{found} {own}") for own in lacking]:
        raise InvalidDataError(findings)


def _record(row: dict[str, Any], path: Path, number: int) -> Record:
    own = {name: value for name, value in row.items() if name not in _FACTS_ABOUT_THE_ARTICLE}
    record = _decode(Record, own, path, number)
    try:
        require_article_id(record.article_id)
    except ValueError as error:
        raise InvalidDataError([Finding(str(path), number, "bad-value", f"article_id: {error}")]) from None
    return record


def _register(kind: type[T], folder: Path, config: str) -> tuple[T, ...]:
    path = register_path(folder, config)
    _, rows = _read_rows(path)
    return tuple(_decode(kind, row, path, number) for number, row in enumerate(rows, start=1))


def _paragraphs(folder: Path) -> Iterator[tuple[tuple[str, str], Paragraphs]]:
    for edition in EDITIONS:
        for path in table_paths(folder, "tokens", edition):
            _, rows = _read_rows(path)
            yield (path.stem, edition), tuple(tuple(map(Span, row["starts"], row["ends"])) for row in rows)


def _read_rows(path: Path) -> tuple[str, list[dict[str, Any]]]:
    import pyarrow.lib
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.read_table(path)
    except (OSError, pyarrow.lib.ArrowException) as error:
        found = f"found no readable Parquet: {str(error).splitlines()[0]}"
        raise InvalidDataError([Finding(str(path), 0, "unreadable-file", found, "Run `hudna build`.")]) from None
    version = (table.schema.metadata or {}).get(VERSION_KEY, b"unknown").decode()
    return version, table.to_pylist()


def _decode(kind: type[T], row: dict[str, Any], path: Path, number: int) -> T:
    return decode(kind, json.dumps(row), path, number)
