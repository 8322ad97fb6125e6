"""JSON text to domain objects, with every fault of one text found at once. The only place that knows pydantic."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from hudna.findings import Finding, InvalidDataError

T = TypeVar("T")

_RULES = {
    "json_invalid": "json",
    "missing": "missing-key",
    "missing_argument": "missing-key",
    "unexpected_keyword_argument": "unknown-key",
    "extra_forbidden": "unknown-key",
    "too_long": "bad-value",
}


@cache
def _adapter(kind: Hashable) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(cast(type, kind))


def decode(kind: type[T], line: bytes | str, path: Path | str, number: int) -> T:
    """One JSON text as `kind`, strictly: no coercion of types, no unknown key.

    Raises: InvalidDataError with a finding per fault, located at `path`:`number`.
    """
    from pydantic import ValidationError

    try:
        value: T = _adapter(cast(Hashable, kind)).validate_json(line, strict=True)
    except ValidationError as error:
        findings = [_finding(fault, path, number) for fault in error.errors(include_url=False)]
        raise InvalidDataError(findings) from None
    return value


def encode(value: Any) -> dict[str, Any]:
    """A domain object as plain JSON data; what equals its default is left out."""
    data: dict[str, Any] = _adapter(cast(Hashable, type(value))).dump_python(value, mode="json", exclude_defaults=True)
    return data


def encode_json(value: Any) -> bytes:
    """As `encode`, straight to JSON text (UTF-8, without spaces), which is many times as fast."""
    data: bytes = _adapter(cast(Hashable, type(value))).dump_json(value, exclude_defaults=True)
    return data


def to_line(data: dict[str, Any]) -> str:
    """One JSON Lines line, newline included, Arabic kept readable."""
    return json.dumps(data, ensure_ascii=False) + "\n"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises: InvalidDataError where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidDataError(
            [Finding(str(path), 0, "unreadable-file", f"found no readable file: {error.strerror}")]
        ) from None


def read_json(path: Path) -> Any:
    """The JSON value that a file holds.

    Raises: InvalidDataError where it cannot be read, and at the line where it is no JSON.
    """
    content = read_bytes(path)
    try:
        return json.loads(content.decode())
    except json.JSONDecodeError as error:
        line, found = error.lineno, error.msg
    except UnicodeDecodeError as error:
        line, found = content.count(b"\n", 0, error.start) + 1, f"byte 0x{content[error.start]:02x} is no UTF-8"
    except RecursionError:
        line, found = 1, "nested too deeply"
    raise InvalidDataError([Finding(str(path), line, "json", f"found no JSON: {found}")])


def lines_of(path: Path) -> list[tuple[int, bytes]]:
    """The numbered lines of a file that hold anything.

    Raises: InvalidDataError for an unreadable or empty file.
    """
    lines = [(number, line) for number, line in enumerate(read_bytes(path).split(b"\n"), start=1) if line.strip()]
    if not lines:
        raise InvalidDataError([Finding(str(path), 1, "empty-file", "found no line against at least one JSON object")])
    return lines


_LONGEST_KEY = 60


def _finding(fault: Mapping[str, Any], path: Path | str, number: int) -> Finding:
    rule = _RULES.get(fault["type"], "bad-value")
    where = _location(fault["loc"])
    message = str(fault["msg"]).removeprefix("Value error, ")
    if rule == "unknown-key":
        where = _with_key(_location(fault["loc"][:-1]), fault["loc"][-1])
        message = "found a key that the form does not know"
    elif rule == "json":
        message = f"found no JSON: {fault['ctx']['error'].partition(' at line')[0]}"
    elif rule == "missing-key":
        message = "found no such key, which is required"
    elif rule == "bad-value" and not message.startswith("found"):
        message = f"found {_shown(fault['input'])}; {message[0].lower()}{message[1:]}"
    return Finding(str(path), number, rule, f"{where}: {message}" if where else message)


def _location(parts: tuple[str | int, ...]) -> str:
    """`("mentions", 3, "start")` as `mentions[3].start`; pydantic's own branch names are left out."""
    location = ""
    for part in parts:
        if isinstance(part, int):
            location += f"[{part}]"
        elif part.isidentifier():
            location += f".{part}" if location else part
    return location


def _with_key(where: str, key: Any) -> str:
    """The place of a key that may be anything."""
    if str(key).isidentifier() and len(str(key)) <= _LONGEST_KEY:
        return f"{where}.{key}" if where else str(key)
    return f"{where}[{key!r:.{_LONGEST_KEY}}]"


def _shown(value: Any) -> str:
    """At most 60 characters of a value as JSON, written no further than that: it may be a whole file."""
    text = ""
    for part in json.JSONEncoder(ensure_ascii=False, default=str).iterencode(_beginning(value)):
        text += part
        if len(text) > 60:
            return f"{text[:57]}..."
    return text


def _beginning(value: Any) -> Any:
    """A long string without its end; `iterencode` gives a string in one piece."""
    return value[:60] if isinstance(value, str) else value
