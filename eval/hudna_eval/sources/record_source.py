"""Where records come from, a record at a time: files in the interchange form, other forms, or records in memory.

A source is read twice: first for what is in it (`entries`), then record by record in the order of their articles
(`load`). Files in the interchange form are read where they lie; other forms are turned into it in a temporary file.
So memory holds no more than is being scored, however long a file is.
"""

from __future__ import annotations

import stat
import tempfile
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
            except OSError as error:
                found = f"found no readable file: {error.strerror}"
                yield InvalidDataError([Finding(str(path), 0, "unreadable-file", found)])

    def _entries_of(self, number: int, path: Path) -> Iterator[Entry | InvalidDataError]:
        # Kept open: what is read again is what was read before, even if another file takes its name meanwhile.
        file = self._open[number] = _seekable(path)
        empty, offset = True, 0
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

    Raises: InvalidDataError for a folder without any.
    """
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InvalidDataError([Finding(str(path), 0, "empty-folder", "found no .jsonl file against at least one")])
    return files


def record_of(payload: Payload, path: str, line: int) -> Record:
    """The record of a payload. Raises: InvalidDataError with every fault of the line."""
    return payload if isinstance(payload, Record) else decode(Record, payload, path, line)


def _seekable(path: Path) -> IO[bytes]:
    """The file; a pipe, which can be read once only, is copied."""
    file = path.open("rb")
    if stat.S_ISREG(path.stat().st_mode):
        return file
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the source does
    with file:
        copy.writelines(file)
    copy.seek(0)
    return copy


def _entry(line: bytes, path: Path, number: int, offset: int, file: int) -> Entry | InvalidDataError:
    try:
        heading = decode(_Heading, line, path, number)
    except InvalidDataError as error:
        return _faults_of(line, path, number, error)
    return Entry(
        article_id=heading.article_id,
        edition=heading.edition,
        path=str(path),
        line=number,
        offset=offset,
        file=file,
    )


def _faults_of(line: bytes, path: Path, number: int, error: InvalidDataError) -> InvalidDataError:
    """Every fault of a line whose heading has one."""
    try:
        decode(Record, line, path, number)
    except InvalidDataError as whole:
        return whole
    return error
