"""Records from the rows that `datasets.load_dataset` gives, as any user has them.

>>> rows = load_dataset("./dataset", "articles_fold_003", split="train")  # doctest: +SKIP
>>> records = records_of(rows)  # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hudna.formats.decode import decode
from hudna.model import Record

if TYPE_CHECKING:
    import datasets

_COLUMNS = frozenset(field.name for field in fields(Record))


def records_of(rows: datasets.Dataset) -> list[Record]:
    """The records of a table `articles…`, class labels by their names; columns about the article are passed over.

    Raises: hudna.findings.InvalidDataError for a row that is none.
    """
    where = str(rows.info.dataset_name or "rows")
    named = (
        {name: _named(row[name], kind) for name, kind in rows.features.items() if name in _COLUMNS} for row in rows
    )
    return [decode(Record, json.dumps(row), where, number) for number, row in enumerate(named, start=1)]


def _named(value: Any, kind: Any) -> Any:
    """A value with names in place of the numbers of class labels, nested ones too."""
    if value is None:
        return None
    if hasattr(kind, "int2str"):
        return kind.int2str(value)
    inner = getattr(kind, "feature", None)  # of a list
    if inner is not None:
        return [_named(one, inner) for one in value]
    if isinstance(kind, Mapping):
        return {name: _named(value[name], own) for name, own in kind.items()}
    return value
