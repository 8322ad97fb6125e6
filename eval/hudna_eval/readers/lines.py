"""Lines of text files and of JSON Lines, one at a time, numbered from 1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hudna.findings import InvalidDataError
from hudna_eval.readers.form import fault

_BOM = b"\xef\xbb\xbf"


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file without their ends; a byte order mark at the start is no part of the first.

    Raises: InvalidDataError for a file that cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                content = line.removesuffix(b"\n").removesuffix(b"\r")
                yield number, content.removeprefix(_BOM) if number == 1 else content
    except OSError as error:
        raise fault(path, 0, "unreadable-file", f"found no readable file: {error.strerror}") from None


def decoded(line: bytes, path: Path, number: int) -> str:
    """A line as text.

    Raises: InvalidDataError for what is not UTF-8 (half of a surrogate pair is not), or a lone carriage return.
    """
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        found = f"found byte 0x{line[error.start]:02x} at byte {error.start} of the line against UTF-8"
        raise fault(path, number, "utf8", found) from None
    if "\r" in text:
        found = "found a carriage return within a line against lines that end in \\n or \\r\\n"
        raise fault(path, number, "line-end", found)
    return text


def json_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]] | InvalidDataError]:
    """The objects of a JSON Lines file; blank lines are passed over, and a faulty line comes as its error.

    An unreadable file, and one without any line, comes as an error too.
    """
    empty = True
    try:
        for number, line in raw_lines(path):
            if not line.strip():
                continue
            empty = False
            try:
                yield number, json_object(line, path, number)
            except InvalidDataError as error:
                yield error
    except InvalidDataError as error:
        yield error
        return
    if empty:
        yield fault(path, 1, "empty-file", "found no line against at least one JSON object")


def json_object(line: bytes, path: Path, number: int) -> dict[str, Any]:
    """A line as a JSON object in which no key comes twice and every text can be written as UTF-8.

    Raises: InvalidDataError for anything else.
    """
    try:
        value = json.loads(line.decode(), object_pairs_hook=_unique_keys, parse_constant=_refuse)
        if b"\\ud" in line.lower():  # the only way for half of a pair to come in
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        found = f"found byte 0x{line[error.start]:02x} at byte {error.start} of the line against UTF-8"
        raise fault(path, number, "utf8", found) from None
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise fault(path, number, "surrogate", f"found {half}, half of a surrogate pair, against a character") from None
    except RecursionError:
        raise fault(path, number, "json", "found JSON that is nested too deeply") from None
    except ValueError as error:
        problem = "number out of range" if "integer string conversion" in str(error) else str(error)
        raise fault(path, number, "json", f"found no JSON: {problem:.120}") from None
    if not isinstance(value, dict):
        raise fault(path, number, "json", f"found a JSON {type(value).__name__} against an object")
    return value


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"key {key!r:.60} comes twice")
    return data


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
