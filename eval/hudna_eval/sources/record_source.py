"""Where records come from, a record at a time: files in the interchange form, other forms, or records in memory.

A source is read twice: first for what is in it (`entries`), then record by record in the order of their articles
(`load`). Files in the interchange form are read where they lie; other forms are turned into it in a temporary file.
So memory holds no more than is being scored, however long a file is.
"""

from __future__ import annotations

import json
import shutil
import stat
import tempfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode
from hudna.formats.interchange import Located, record_line
from hudna.model import Record

Key = tuple[str, str]
"""Article id and edition."""

Payload = Record | bytes
"""A record, or the line of the interchange form that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record of a source: its article and edition, the file and line it is from, and its place in the source."""

    article_id: str
    edition: str
    path: str
    line: int
    offset: int
    file: int = 0

    @property
    def key(self) -> Key:
        return self.article_id, self.edition


_BEGINNINGS = {
    BOM_UTF16_LE: "UTF-16",
    BOM_UTF16_BE: "UTF-16",
    b"\x1f\x8b": "gzip data",
    b"PK\x03\x04": "a ZIP archive",
    b"PAR1": "Parquet data",
}
"""How files begin that are given by mistake. Each of their lines would be a fault."""

_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))


class RecordSource(Protocol):
    """Anything that holds records; `of_sentences` if each is a sentence of a document, named `document/sentence`."""

    of_sentences: bool

    def entries(self) -> Iterator[Entry | InvalidDataError]:
        """What is there, in the order in which it is there; a fault comes in the place of the record that has it."""

    def load(self, entry: Entry) -> Payload:
        """The record of an entry."""

    def close(self) -> None:
        """Let go of files."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a line of the interchange form is about. All else in it is read later."""

    __pydantic_config__ = {"extra": "ignore"}  # noqa: RUF012 - pydantic's own name for it

    article_id: str
    edition: str = ""


class HeldRecords:
    """Records in memory, each with where it is from."""

    of_sentences = False

    def __init__(self, items: Sequence[Located], name: str) -> None:
        self._items = items
        self._name = name

    def entries(self) -> Iterator[Entry | InvalidDataError]:
        if not self._items:
            yield InvalidDataError([Finding(self._name, 0, "no-record", "found no record against at least one")])
        for number, item in enumerate(self._items):
            if not isinstance(item.record, Record):  # the list is the user's, and may have anything behind a record
                found = f"found {type(item.record).__name__} against a Record, as the first is"
                yield InvalidDataError([Finding(item.path, item.line, "bad-value", found)])
                continue
            article_id, edition = item.record.key
            yield Entry(article_id=article_id, edition=edition, path=item.path, line=item.line, offset=number)

    def load(self, entry: Entry) -> Payload:
        return self._items[entry.offset].record

    def close(self) -> None:
        """There are none."""


class InterchangeFiles:
    """Files in the interchange form, read where they lie."""

    of_sentences = False

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._open: dict[int, IO[bytes]] = {}

    def entries(self) -> Iterator[Entry | InvalidDataError]:
        for number, path in enumerate(self._paths):
            try:
                yield from self._entries_of(number, path)
            except InvalidDataError as error:
                yield error
            except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
                found = f"found no readable file: {getattr(error, 'strerror', None) or error}"
                yield InvalidDataError([Finding(str(path), 0, "unreadable-file", found)])

    def _entries_of(self, number: int, path: Path) -> Iterator[Entry | InvalidDataError]:
        # Kept open: what is read again is what was read before, even if another file takes its name meanwhile.
        file = self._open[number] = _seekable(path)
        _require_text(file, path)
        empty, offset = True, file.tell()
        for line_number, line in enumerate(file, start=1):
            if line.strip():
                empty = False
                yield _entry(line, path, line_number, offset, number)
            offset += len(line)
        if empty:
            found = "found no line against at least one JSON object"
            yield InvalidDataError([Finding(str(path), 1, "empty-file", found)])

    def load(self, entry: Entry) -> Payload:
        file = self._open[entry.file]
        file.seek(entry.offset)
        return file.readline()

    def close(self) -> None:
        for file in self._open.values():
            file.close()


class SpooledRecords:
    """Records of another form, written to a temporary file in the interchange form while they are read."""

    def __init__(self, items: Iterable[Located | InvalidDataError], *, of_sentences: bool = False) -> None:
        self.of_sentences = of_sentences
        self._items = items
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the source does

    def entries(self) -> Iterator[Entry | InvalidDataError]:
        for item in self._items:
            if isinstance(item, InvalidDataError):
                yield item
                continue
            article_id, edition = item.record.key
            offset = self._file.tell()
            self._file.write(record_line(item.record).encode("utf-8", "surrogatepass"))
            yield Entry(article_id=article_id, edition=edition, path=item.path, line=item.line, offset=offset)

    def load(self, entry: Entry) -> Payload:
        self._file.seek(entry.offset)
        return self._file.readline()

    def close(self) -> None:
        self._file.close()


def interchange_files(path: Path) -> list[Path]:
    """The file, or all `*.jsonl` files of a folder in the order of their names.

    Raises: InvalidDataError for a folder without any, and for a name that no file can have.
    """
    try:
        files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    except OSError as error:
        found = f"found no readable file: {error.strerror}"
        raise InvalidDataError([Finding(str(path), 0, "unreadable-file", found)]) from None
    if not files:
        raise InvalidDataError([Finding(str(path), 0, "empty-folder", "found no .jsonl file against at least one")])
    return files


def record_of(payload: Payload, path: str, line: int) -> Record:
    """The record of a payload. Raises: InvalidDataError with every fault of the line."""
    return payload if isinstance(payload, Record) else decode(Record, payload, path, line)


def _seekable(path: Path) -> IO[bytes]:
    """The file; a pipe, which can be read once only, is copied. Raises: InvalidDataError for a device without end."""
    file = path.open("rb")
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return file
    with file:
        if stat.S_ISCHR(mode) and not file.isatty() and file.read(1):
            found = "found a device against a file, a folder or a pipe"
            raise InvalidDataError([Finding(str(path), 0, "unreadable-file", found)])
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the source does
        shutil.copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _entry(line: bytes, path: Path, number: int, offset: int, file: int) -> Entry | InvalidDataError:
    try:
        heading = decode(_Heading, line, path, number)
    except InvalidDataError as error:
        return _faults_of(line, path, number, error)
    repeated = _repeated_key(line)
    if repeated is not None:
        found = f"found key {repeated!r:.60} twice in one object against once"
        return InvalidDataError([Finding(str(path), number, "json", found, "The later one would hide the other.")])
    return Entry(
        article_id=heading.article_id,
        edition=heading.edition,
        path=str(path),
        line=number,
        offset=offset,
        file=file,
    )


class _RepeatedKeyError(Exception):
    """A key that an object has twice."""


def _repeated_key(line: bytes) -> str | None:
    """A key that comes twice in an object of a line; None where there is none, or where the line is no JSON."""
    try:
        json.loads(line, object_pairs_hook=_require_unique)
    except _RepeatedKeyError as error:
        return str(error)
    except (ValueError, RecursionError):
        return None  # which is found when the record is read
    return None


def _require_unique(pairs: list[tuple[str, object]]) -> None:
    """Raises: _RepeatedKeyError. The objects themselves are not kept."""
    if len(dict(pairs)) < len(pairs):
        raise _RepeatedKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])


def _require_text(file: IO[bytes], path: Path) -> None:
    """Pass over a byte order mark. Raises: InvalidDataError for a file that begins as another kind of file does."""
    beginning = file.read(_LONGEST_BEGINNING)
    kind = next((kind for start, kind in _BEGINNINGS.items() if beginning.startswith(start)), None)
    if kind is not None:
        raise InvalidDataError([Finding(str(path), 1, "utf8", f"found {kind} against lines of UTF-8")])
    file.seek(len(BOM_UTF8) if beginning.startswith(BOM_UTF8) else 0)


def _faults_of(line: bytes, path: Path, number: int, error: InvalidDataError) -> InvalidDataError:
    """Every fault of a line whose heading has one."""
    try:
        decode(Record, line, path, number)
    except InvalidDataError as whole:
        return whole
    return error
