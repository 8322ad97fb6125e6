"""A `Dataset` as a folder: Parquet files, the card that tells `datasets` what is where, and what others read of it.

Deterministic: the same dataset and the same pyarrow give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hudna.build.card import card_text
from hudna.build.configs import TableFile
from hudna.build.features import EDITION_CONFIGS, REGISTER_CONFIGS, storage_schema
from hudna.build.hub_benchmark import benchmark_text
from hudna.build.rows import Row, article_row, claim_rows, event_rows, mention_rows
from hudna.build.tokens import paragraphs_of, token_rows
from hudna.croissant.document import croissant_text
from hudna.dataset import EDITIONS, VERSION_KEY, Dataset, digest_of, register_path, table_path
from hudna.files import Owner, replace_folder
from hudna.formats.decode import encode
from hudna.model import Record
from hudna.registers import ARTICLE_ID
from hudna.schemas.generate import SCHEMAS, schema_text

_KNOWN = re.compile(
    rf"README\.md|croissant\.json|eval\.yaml|schemas/({'|'.join(SCHEMAS)})\.schema\.json"
    rf"|data/({'|'.join(REGISTER_CONFIGS)})\.parquet"
    rf"|data/({'|'.join(EDITIONS)})/({'|'.join(EDITION_CONFIGS)})/{ARTICLE_ID}\.parquet"
)


def is_dataset(folder: Path) -> bool:
    """Whether a build wrote the folder: a register in it carries the version of a dataset."""
    return any(_has_version(register_path(folder, config)) for config in REGISTER_CONFIGS)


BUILT = Owner(what="dataset", owns=is_dataset, knows=lambda _, name: _KNOWN.fullmatch(name) is not None)
"""Another dataset may be replaced; of articles that are no longer there the tables go."""


def write_dataset(dataset: Dataset, folder: Path, checkout: Path | None = None) -> list[TableFile]:
    """Write the whole folder, or nothing: it replaces `folder` in one step. The card shows the results in `checkout`.

    Raises: InvalidDataError for a folder that holds anything else than a dataset, or that cannot be written.
    """
    with replace_folder(folder, BUILT) as temporary:
        tables = [
            _write_article(dataset, temporary, config, record)
            for config in EDITION_CONFIGS
            for edition in EDITIONS
            for record in dataset.records
            if record.edition == edition
        ]
        tables += [_write_register(dataset, temporary, config) for config in REGISTER_CONFIGS]
        for name, text in _documents(dataset, tables, temporary, checkout):
            (temporary / name).parent.mkdir(exist_ok=True)
            (temporary / name).write_text(text, encoding="utf-8", newline="\n")
    return tables


def _has_version(path: Path) -> bool:
    try:
        return VERSION_KEY in (pq.read_schema(path).metadata or {})
    except (OSError, pa.ArrowException):
        return False


def _documents(
    dataset: Dataset, tables: list[TableFile], folder: Path, checkout: Path | None
) -> Iterator[tuple[str, str]]:
    """What describes the tables that were written to `folder`: path in the folder, text."""
    yield "README.md", card_text(dataset, tables, checkout)
    yield "croissant.json", croissant_text(dataset, tables, folder)
    yield "eval.yaml", benchmark_text()
    for name in SCHEMAS:
        yield f"schemas/{name}.schema.json", schema_text(name)


def _write_article(dataset: Dataset, folder: Path, config: str, record: Record) -> TableFile:
    path = table_path(folder, config, record.edition, record.article_id)
    rows, digest = _write_rows(_record_rows(dataset, config, record), config, path, dataset.version)
    relative = path.relative_to(folder).as_posix()
    return TableFile(
        config=config, edition=record.edition, article_id=record.article_id, path=relative, rows=rows, sha256=digest
    )


def _write_register(dataset: Dataset, folder: Path, config: str) -> TableFile:
    path = register_path(folder, config)
    rows, digest = _write_rows(map(encode, _register(dataset, config)), config, path, dataset.version)
    relative = path.relative_to(folder).as_posix()
    return TableFile(config=config, edition=None, article_id=None, path=relative, rows=rows, sha256=digest)


def _record_rows(dataset: Dataset, config: str, record: Record) -> Iterable[Row]:
    if config == "articles":
        return [article_row(dataset.article(record.article_id), record)]
    if config == "tokens":
        known = dataset.paragraphs.get(record.key, ())
        return token_rows(record, known if record.text is None else paragraphs_of(record.text))
    return {"mentions": mention_rows, "events": event_rows, "numeric_claims": claim_rows}[config](record)


def _register(dataset: Dataset, config: str) -> tuple[Any, ...]:
    registers: dict[str, tuple[Any, ...]] = {
        "sources": dataset.articles,
        "entities": dataset.entities,
        "event_clusters": dataset.events,
        "distinct_events": dataset.distinct,
        "comparisons": dataset.comparisons,
    }
    return registers[config]


def _write_rows(rows: Iterable[Row], config: str, path: Path, version: str) -> tuple[int, str]:
    """How many rows were written, and their digest."""
    schema = storage_schema(config).with_metadata({VERSION_KEY: version.encode()})
    full = [_completed(row, schema) for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(full, schema=schema), path, compression="zstd")
    return len(full), digest_of(full)


def _completed(row: Row, fields: Iterable[Any]) -> Row:
    """`row` with every column: one that is left out gets its type's default, one that is None stays null."""
    return {
        field.name: _complete(row[field.name], field.type) if field.name in row else _default(field.type)
        for field in fields
    }


def _complete(value: Any, kind: pa.DataType) -> Any:
    if value is not None and pa.types.is_struct(kind):
        return _completed(value, kind)
    if value is not None and pa.types.is_list(kind):
        return [_complete(item, kind.value_type) for item in value]
    return value


def _default(kind: pa.DataType) -> Any:
    """False, an empty list, or null; a list of integers is a span, and an absent span is null."""
    if pa.types.is_list(kind) and not pa.types.is_integer(kind.value_type):
        return []
    return False if pa.types.is_boolean(kind) else None
