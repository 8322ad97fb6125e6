"""The whole Croissant document of a dataset folder.

Source: Croissant 1.1 (http://mlcommons.org/croissant/1.1) and its RAI vocabulary; PROV-O for provenance. Paths are
relative, so that a folder describes itself wherever it lies. There is no `url` before the dataset has a place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hudna.build.configs import Config, TableFile, configs
from hudna.croissant.about import facts, responsible_use
from hudna.croissant.fields import Json, fields, unreadable
from hudna.croissant.provenance import provenance
from hudna.dataset import Dataset
from hudna.texts import sha256

FILE_NAME = "croissant.json"

_PARQUET = "application/x-parquet"
_TERMS = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty",
    "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField",
    "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator", "source",
    "subField", "transform",
)  # fmt: skip
_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}
_CONFORMS = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A config that is no fold, and what it is read from."""

    config: Config
    files: tuple[TableFile, ...]

    @property
    def file_set(self) -> str | None:
        """The pattern of its files; None for a register, which is one file."""
        return f"{Path(self.files[0].path).parent.as_posix()}/*.parquet" if self.config.edition else None

    @property
    def resource(self) -> Json:
        """How a field names what it is read from."""
        name = self.config.name
        return {"fileSet": {"@id": f"{name}-files"}} if self.file_set else {"fileObject": {"@id": self.files[0].path}}


def croissant_text(dataset: Dataset, written: Sequence[TableFile], folder: Path) -> str:
    """The document for tables that were written to `folder`, whose files it hashes."""
    tables = list(_tables(written))
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS,
        **facts(dataset),
        **responsible_use(dataset),
        **provenance(dataset),
        "distribution": [*_file_objects(tables, folder), *_file_sets(tables)],
        "recordSet": [_record_set(table) for table in tables],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _tables(written: Sequence[TableFile]) -> Iterator[_Table]:
    for config in configs(written):
        if "_fold_" not in config.name:
            yield _Table(config=config, files=config.splits["test"])


def _file_objects(tables: Sequence[_Table], folder: Path) -> Iterator[Json]:
    for path in sorted(file.path for table in tables for file in table.files):
        content = (folder / path).read_bytes()
        yield {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path,
            "contentUrl": path,
            "contentSize": f"{len(content)} B",
            "encodingFormat": _PARQUET,
            "sha256": sha256(content),
        }


def _file_sets(tables: Sequence[_Table]) -> Iterator[Json]:
    for table in tables:
        if table.file_set:
            name = f"{table.config.name}-files"
            yield {
                "@type": "cr:FileSet",
                "@id": name,
                "name": name,
                "encodingFormat": _PARQUET,
                "includes": table.file_set,
            }


def _record_set(table: _Table) -> Json:
    name = table.config.name
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": _said_of(table.config, unreadable(table.config.table)),
        "field": fields(name, table.resource, table.config.table),
    }


def _said_of(config: Config, skipped: Sequence[str]) -> str:
    edition = f"{config.edition} edition" if config.edition else "shared by both editions"
    said = f"Table {config.table}, {edition}: {config.rows['test']} rows, the test split."
    if not skipped:
        return said
    return f"{said} Columns that nest lists of structures are in record sets of their own: {', '.join(skipped)}."


def with_url(document: str, url: str) -> str:
    """The same document for a dataset that has a place: Croissant asks for its `url`."""
    data: dict[str, Any] = json.loads(document)
    before = {key: data.pop(key) for key in ("@context", "@type", "conformsTo", "name")}
    return json.dumps({**before, "url": url, **data}, ensure_ascii=False, indent=1) + "\n"
