"""Which form a path is, told by names of files and by the first line of one."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from hudna.model import Record
from hudna_eval.readers.form import fault
from hudna_eval.readers.lines import raw_lines
from hudna_eval.readers.registry import FORMATS

_HINT = f"Say which by --format: {', '.join(FORMATS)}."
_JSON_SUFFIXES = (".jsonl", ".json")
_OF_RECORDS = {field.name for field in fields(Record)}


def detect(path: Path) -> str:
    """The name of the form, a key of `FORMATS`.

    A folder is told by its `.ann` files, else by its first file of JSON Lines, else by its first file of columns. JSON
    Lines are told by the keys of the first line, and are taken to be the interchange form where that is no object, so
    that its reader says what is wrong. What is no regular file is not opened, as it can be read only once, and is the
    interchange form.

    Raises: InvalidDataError with one finding, for a path that is not there or of no form that is known.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # a name that is too long, say, or has a NUL
        found = f"found no readable file: {getattr(error, 'strerror', None) or error}"
        raise fault(path, 0, "unreadable-file", found) from None
    if stat.S_ISDIR(mode):
        return _of_folder(path)
    if not stat.S_ISREG(mode):
        return "hudna"
    if path.suffix.casefold() == ".ann":
        return "brat"
    line = _first_line(path)
    if line.lstrip().startswith(b"{"):
        return _of_object(line, path)
    if path.suffix.casefold() in FORMATS["conll"].suffixes and len(line.split()) > 1:
        return "conll"
    if path.suffix.casefold() == ".jsonl":
        return "hudna"
    raise fault(path, 1, "unknown-format", "found a first line of no form that is known", _HINT)


def files_of(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files below a folder that end so, by path; hidden ones are not of the corpus."""
    found = (path for path in folder.rglob("*") if path.suffix.casefold() in suffixes and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _of_folder(folder: Path) -> str:
    if files_of(folder, FORMATS["brat"].suffixes):
        return "brat"
    for suffixes in (*((suffix,) for suffix in _JSON_SUFFIXES), FORMATS["conll"].suffixes):
        for path in files_of(folder, suffixes)[:1]:
            return detect(path)
    raise fault(folder, 0, "empty-folder", "found no file of a known form against at least one", _HINT)


def _first_line(path: Path) -> bytes:
    """The first line that holds anything and, in columns, is no comment; empty where there is none."""
    return next((line for _, line in raw_lines(path) if line.strip() and not line.startswith(b"#")), b"")


def _of_object(line: bytes, path: Path) -> str:
    keys = _keys_of(line)
    if keys is None:
        return "hudna"
    for name, wanted in _keys():
        if wanted <= keys:
            return name
    if not keys or keys & _OF_RECORDS:
        return "hudna"  # whose reader says what is missing
    found = f"found a first object with keys {', '.join(map(repr, sorted(keys)))}"
    raise fault(path, 1, "unknown-format", f"{found:.200} against those of a known form", _HINT)


def _keys_of(line: bytes) -> set[str] | None:
    """The keys of an object, whatever is wrong within it, so that the reader of its form says that; None for others."""
    keys: set[str] = set()

    def take(pairs: list[tuple[str, Any]]) -> None:
        """The outermost object comes last. Nothing of the others is kept: a line may be a whole corpus."""
        keys.clear()
        keys.update(key for key, _ in pairs)

    try:
        return keys if json.loads(line, object_pairs_hook=take) is None else None
    except (ValueError, RecursionError):
        return None


def _keys() -> Iterator[tuple[str, set[Any]]]:
    """What tells an object of a form, in the order of asking."""
    yield "hudna", {"article_id"}
    yield "textee", {"doc_id", "wnd_id"}
    for layer in ("sent_id", "entity_mentions", "graph"):
        yield "oneie", {"doc_id", layer}
