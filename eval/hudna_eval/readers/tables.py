"""Tables whose rows are the interchange form, one an article: datasets, pandas, polars, or a list of dictionaries.

None of these libraries is imported: a table is known by what it can do. Cells are brought back to JSON's types, then
every row is decoded as strictly as a line of a file: labels that a dataset stores as integers become names by its
features; what is None or NaN is absent; arrays become lists; a list of objects that came as one object of lists (the
older `Sequence` of datasets) is turned round. The columns that the dataset of this project repeats of the article's
facts are passed over (`title_en`, `outlet`, `dateline_basis`); any other unknown column is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hudna.dataset import ARTICLE_COLUMNS
from hudna.findings import InvalidDataError
from hudna.formats.decode import decode
from hudna.formats.interchange import Located
from hudna.model import Record
from hudna_eval.readers.form import Item, fault

_FACTS_ABOUT_THE_ARTICLE = frozenset(ARTICLE_COLUMNS) - {"dateline"}
_LISTS_OF_OBJECTS = frozenset(("zones", "mentions", "events", "numeric_claims", "arguments", "attribution", "stance"))
_NULL_IF_ABSENT = frozenset(("source",))
"""What must be said to be nobody: a source that the words do not name."""

_NO_LABEL = -1
"""What datasets store for a label that is missing."""

_ABSENT = object()


def records_from(source: Any, name: str = "table") -> Iterator[Item]:
    """The records of a table, one at a time; a faulty row comes as the error that describes it.

    `name` and the row, counted from 1, stand where a finding has file and line. A `DatasetDict` is read where it has
    one split. What is no table, and one without rows, comes as an error.
    """
    empty = True
    try:
        for number, row in enumerate(_rows(source, name), start=1):
            empty = False
            try:
                yield _record(row, name, number)
            except InvalidDataError as error:
                yield error
    except InvalidDataError as error:
        yield error
        return
    if empty:
        yield fault(name, 0, "no-record", "found no row against at least one")


def _rows(source: Any, name: str) -> Iterator[Any]:
    """The rows as they come, labels of datasets by name."""
    if isinstance(source, Mapping):
        yield from _rows(_only_split(source, name), name)
    elif hasattr(source, "features") and hasattr(source, "with_format"):
        for number, row in enumerate(source.with_format(None), start=1):
            yield _labelled(row, source.features, name, number)
    elif hasattr(source, "iter_rows"):
        yield from source.iter_rows(named=True)
    elif hasattr(source, "itertuples"):
        columns = list(map(str, source.columns))
        if len(set(columns)) < len(columns):
            repeated = next(column for column in columns if columns.count(column) > 1)
            raise fault(name, 0, "bad-value", f"found column {repeated!r:.60} twice against once")
        yield from (dict(zip(columns, row, strict=True)) for row in source.itertuples(index=False, name=None))
    elif isinstance(source, Iterable) and not isinstance(source, str | bytes):
        yield from source
    else:
        found = f"found {type(source).__name__} against a dataset, a data frame or a list of dictionaries"
        raise fault(name, 0, "unknown-table", found)


def _only_split(splits: Mapping[Any, Any], name: str) -> Any:
    if len(splits) == 1 and hasattr(next(iter(splits.values())), "features"):
        return next(iter(splits.values()))
    found = f"found a mapping of {', '.join(map(str, splits)) or 'nothing':.120} against one table"
    raise fault(name, 0, "unknown-table", found, "Give one split of a dataset, or a list of dictionaries.")


def _labelled(row: Any, features: Any, name: str, number: int) -> Any:
    try:
        return _with_names(row, features, "")
    except ValueError as error:
        return fault(name, number, "class-label", str(error))


def _with_names(value: Any, feature: Any, where: str) -> Any:
    """`value` with the names of class labels for their numbers.

    Raises: ValueError for a number that has no name.
    """
    if hasattr(feature, "int2str"):
        return _label(value, feature.names, where)
    inner = getattr(feature, "feature", feature[0] if isinstance(feature, list) and feature else None)
    if isinstance(value, Mapping):
        fields = feature if isinstance(feature, Mapping) else inner if isinstance(inner, Mapping) else {}
        return {key: _with_names(own, fields.get(key), f"{where}.{key}".lstrip(".")) for key, own in value.items()}
    if isinstance(value, list):
        return [_with_names(own, inner or feature, f"{where}[{index}]") for index, own in enumerate(value)]
    return value


def _label(value: Any, names: list[str], where: str) -> Any:
    if isinstance(value, list):  # of an object of lists
        return [_label(own, names, where) for own in value]
    if not isinstance(value, int) or value == _NO_LABEL:
        return None if value == _NO_LABEL else value
    if not 0 <= value < len(names):
        raise ValueError(f"{where}: found label {value} against 0 to {len(names) - 1}")
    return names[value]


def _record(row: Any, name: str, number: int) -> Located:
    """Raises: InvalidDataError for a row that is no record."""
    if isinstance(row, InvalidDataError):
        raise row
    if not isinstance(row, Mapping):
        raise fault(name, number, "bad-value", f"found {type(row).__name__} against a dictionary")
    try:
        plain = _plain({key: value for key, value in row.items() if key not in _FACTS_ABOUT_THE_ARTICLE}, "")
        line = json.dumps(plain)
    except (TypeError, ValueError) as error:
        found = "found a number out of range" if "integer string conversion" in str(error) else str(error)
        raise fault(name, number, "bad-value", found) from None
    except RecursionError:
        raise fault(name, number, "bad-value", "found values that are nested too deeply") from None
    return Located(decode(Record, line, name, number), name, number)


def _plain(value: Any, where: str) -> Any:
    """A cell in JSON's types; `_ABSENT` for what is not there.

    Raises: TypeError for what has no place in JSON, naming it.
    """
    if value is None or _is_missing(value):
        return _ABSENT
    if isinstance(value, Mapping):
        return _plain_object(value, where)
    if hasattr(value, "tolist"):  # numpy and torch, arrays and single values
        return _plain(value.tolist(), where)
    if isinstance(value, list | tuple):
        items = (_plain(item, f"{where}[{index}]") for index, item in enumerate(value))
        return [None if item is _ABSENT else item for item in items]
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal) or (isinstance(value, date) and not isinstance(value, datetime)):
        return str(value)
    raise TypeError(f"{where}: found {type(value).__name__} against a value of JSON")


def _plain_object(value: Mapping[Any, Any], where: str) -> Any:
    """An object without absent keys; absent itself if it had keys, inside another, and none is left."""
    found: dict[str, Any] = {}
    for key, own in value.items():
        place = f"{where}.{key}" if where else str(key)
        plain = _plain(_turned(own) if key in _LISTS_OF_OBJECTS else own, place)
        if plain is not _ABSENT:
            found[str(key)] = plain
    if where and value and not found:
        return _ABSENT
    return found | dict.fromkeys(_NULL_IF_ABSENT & value.keys() - found.keys())


def _turned(value: Any) -> Any:
    """An object of lists as a list of objects; anything else as it is."""
    if not isinstance(value, Mapping):
        return value
    columns = [own.tolist() if hasattr(own, "tolist") else own for own in value.values()]
    if not all(isinstance(own, list) for own in columns) or len({len(own) for own in columns}) > 1:
        return value
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _is_missing(value: Any) -> bool:
    """NaN, or pandas' NA and NaT, which are not equal to themselves or do not say."""
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
