"""The schemas themselves. What the types of the model say comes from pydantic, what its constructors ask is added.

A schema is necessary, not sufficient: that offsets are in order and inside the text, that references lead somewhere and
that days exist is for `hudna check`. What the readers of `hudna.formats` accept, the schema accepts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FIRST, _LAST = {"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}


def schema(name: str) -> Json:
    """The schema of one line of a form, `interchange` or `annotation`. Raises: KeyError for another name."""
    head = {"$schema": _DIALECT, "$id": f"urn:hudna:schema:{name}", "title": f"Hudna {name} form"}
    return {**head, **SCHEMAS[name]()}


def schema_text(name: str) -> str:
    """The same as text, line end included."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def _interchange() -> Json:
    from pydantic import TypeAdapter

    from hudna.model import Record

    generated = TypeAdapter(Record).json_schema()
    definitions = _definitions(generated.pop("$defs"))
    return {**{key: value for key, value in _definition("Record", generated).items() if key != "title"}, **definitions}


def _annotation() -> Json:
    """One of the layers, each told by its own value of `layer`."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import JsonSchemaMode

    from hudna.formats.annotation import LAYERS

    mode: JsonSchemaMode = "validation"
    inputs = [(layer, mode, TypeAdapter[Any](kind)) for layer, kind in LAYERS.items()]
    references, shared = TypeAdapter.json_schemas(inputs)
    names = {layer: references[layer, mode]["$ref"].rpartition("/")[2] for layer, _, _ in inputs}
    definitions = _definitions(shared["$defs"])
    for layer, name in names.items():
        definitions["$defs"][name] = _of_layer(definitions["$defs"][name], layer)
    said = "One annotation: a line of the file of one article in one edition, which begins with layer article."
    return {"description": said, "oneOf": [{"$ref": f"#/$defs/{name}"} for name in names.values()], **definitions}


def _of_layer(definition: Json, layer: str) -> Json:
    return {
        **definition,
        "properties": {"layer": {"const": layer}, **definition["properties"]},
        "required": ["layer", *definition["required"]],
    }


def _definitions(generated: Json) -> Json:
    return {"$defs": {name: _definition(name, generated[name]) for name in sorted(generated)}}


def _definition(name: str, generated: Json) -> Json:
    """A definition with what the constructor asks, its description without what only callers of Python need."""
    said = " ".join(generated["description"].partition("Raises:")[0].split())
    return {**_with_bounds(generated), "description": said, **_ASKED.get(name, {})}


def _with_bounds(node: Any) -> Any:
    """Offsets begin at 0 and ends at 1; pairs of integers are spans."""
    if isinstance(node, list):
        return [_with_bounds(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "prefixItems" in node:
        return {**node, "prefixItems": [_FIRST, _LAST]}
    bounded = {key: _with_bounds(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    bounds = {"start": _FIRST, "end": _LAST}
    return {key: bounds[key] if key in bounds and isinstance(value, dict) else value for key, value in bounded.items()}


def _given(key: str, kind: str) -> Json:
    return {"properties": {key: {"type": kind}}, "required": [key]}


def _quantities(pattern: str) -> Json:
    """Value and bounds match `pattern` where they are given: a pattern asks nothing of null."""
    return {"properties": {key: {"pattern": pattern} for key in ("value", "low", "high")}}


_ASKED: dict[str, Json] = {
    "Attribution": {"anyOf": [_given("source", "string"), _given("cue", "array")]},
    "Event": {
        "allOf": [{"properties": {"trigger": {"minItems": 1}}}],
        "if": _given("realis_kind", "string"),
        "then": {"properties": {"realis": {"const": "OTHER"}}, "required": ["realis"]},
    },
    "NumericClaim": {
        "if": {"properties": {"kind": {"const": "DURATION"}}},
        "then": _quantities("^P"),
        "else": _quantities("^[-0-9]"),
    },
}
"""Definition → what the constructor asks of several fields together."""

SCHEMAS: dict[str, Callable[[], Json]] = {"annotation": _annotation, "interchange": _interchange}
"""Name of a form → what builds the schema of one of its lines."""
