"""Columns as Croissant fields: the `datasets` features of a table, told to readers of Croissant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from datasets import ClassLabel, List

from hudna.build import field_notes
from hudna.build.features import FEATURES

Json = dict[str, Any]
Notes = Mapping[str, str]
"""Path of a column or of what is nested in it, `arguments.role` → what it means."""

_TYPES = {"string": "sc:Text", "int32": "cr:Int32", "float64": "cr:Float64", "bool": "sc:Boolean"}
_SPANS = frozenset(("head", "number", "modifier", "unit", "cue"))
"""Columns whose list of integers is a start and an end."""


def fields(record_set: str, resource: Json, table: str) -> list[Json]:
    """A field for each column of a table, but for those of `unreadable`.

    `record_set` begins the ids; `resource` names the file or file set that is read.
    Raises: KeyError for a table that there is not.
    """
    features, skipped, notes = FEATURES[table], unreadable(table), _notes(table)
    return [
        _field(record_set, name, feature, {**resource, "extract": {"column": name}}, notes)
        for name, feature in features.items()
        if name not in skipped
    ]


def unreadable(table: str) -> list[str]:
    """The columns of a table that hold lists of structures within lists of structures.

    A field of Croissant has one path to its value: it cannot say which inner list belongs to which outer element.
    What these columns of `articles` hold is row by row in the tables `events` and `numeric_claims`.
    """
    return [
        name
        for name, feature in FEATURES[table].items()
        if any(_is_structures(inner) for inner in _members(feature).values())
    ]


def _notes(table: str) -> Notes:
    return {field.path.replace("[]", ""): field.note.replace("`", "") for field in field_notes.fields(table)}


def _field(record_set: str, path: str, feature: Any, source: Json, notes: Notes) -> Json:
    """The field at `path`, with a subfield for each member of its structures."""
    name = path.rpartition(".")[2]
    id_ = f"{record_set}/{path.replace('.', '/')}"
    field = {"@type": "cr:Field", "@id": id_, "name": name, "description": notes[path], **_shape(name, feature)}
    members = _members(feature)
    if not members:
        return {**field, "dataType": _data_type(feature), "source": source}
    inner = [
        _field(record_set, f"{path}.{key}", member, {**source, "transform": {"jsonPath": key}}, notes)
        for key, member in members.items()
    ]
    return {**field, "subField": inner}


def _members(feature: Any) -> dict[str, Any]:
    """The members of a structure or of a list of structures; none of anything else."""
    inner = feature.feature if isinstance(feature, List) else feature
    return inner if isinstance(inner, dict) else {}


def _is_structures(feature: Any) -> bool:
    return isinstance(feature, List) and isinstance(feature.feature, dict)


def _shape(name: str, feature: Any) -> Json:
    """Of an array its sizes, -1 for any: a span is two numbers."""
    sizes = ",".join(_sizes(name, feature))
    return {"isArray": True, "arrayShape": sizes} if sizes else {}


def _sizes(name: str, feature: Any) -> Iterator[str]:
    while isinstance(feature, List):
        is_span = name in _SPANS or (name == "trigger" and not isinstance(feature.feature, List))
        yield "2" if is_span else "-1"
        feature = feature.feature


def _data_type(feature: Any) -> str:
    while isinstance(feature, List):
        feature = feature.feature
    return "sc:Text" if isinstance(feature, ClassLabel) else _TYPES[feature.dtype]
