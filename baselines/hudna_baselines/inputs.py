"""Texts to annotate, one at a time: files are read twice, first for their faults and then to be annotated."""

from __future__ import annotations

import datetime
import sqlite3
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import read_bytes
from hudna.formats.interchange import Located
from hudna.model import Record
from hudna.texts import sha256

if TYPE_CHECKING:
    from hudna_eval.sources.record_source import Entry, RecordSource

Texts = Callable[[], Iterator[Located | InvalidDataError]]
"""Gives the same records each time, in order; a fault comes in the place of the record that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many articles there are, and how many code points of text."""

    articles: int
    characters: int


def texts_of_files(paths: Sequence[Path], dateline: datetime.date | None) -> Texts:
    """The records of `.jsonl` files, and of `.txt` files with this dateline, one article each, named by its stem."""
    return lambda: (item for path in paths for item in _items(path, dateline))


def surveyed(texts: Texts) -> Size:
    """Read everything once. Memory holds one record.

    Raises: InvalidDataError with the faults of all, and with every article that comes twice in one edition.
    """
    findings: list[Finding] = []
    articles = characters = 0
    with closing(_Known()) as known:
        for item in texts():
            if isinstance(item, InvalidDataError):
                findings += item.findings
                continue
            findings += known.repeated(item)
            articles += 1
            characters += len(item.record.text or "")
    if findings:
        raise InvalidDataError(findings)
    return Size(articles=articles, characters=characters)


def records_of(texts: Texts) -> Iterator[Record]:
    """The records. Raises: InvalidDataError for the first that is faulty, as where a file has changed meanwhile."""
    for item in texts():
        if isinstance(item, InvalidDataError):
            raise item
        yield item.record


def _items(path: Path, dateline: datetime.date | None) -> Iterator[Located | InvalidDataError]:
    if path.suffix not in (".jsonl", ".txt"):
        found = f"found the ending {path.suffix!r} against .txt or .jsonl"
        yield InvalidDataError([Finding(str(path), 0, "unknown-format", found)])
    elif not path.is_file():
        found = "found no regular file against one that can be read twice"
        yield InvalidDataError([Finding(str(path), 0, "unreadable-file", found, "Copy it to a file first.")])
    elif path.suffix == ".jsonl":
        yield from _lines(path)
    else:
        yield _article(path, dateline)


def _lines(path: Path) -> Iterator[Located | InvalidDataError]:
    from hudna_eval.sources.record_source import InterchangeFiles

    with closing(InterchangeFiles([path])) as source:
        for entry in source.entries():
            # Loading a line leaves the file where the next one begins, so that the entries go on from there.
            yield entry if isinstance(entry, InvalidDataError) else _located(source, entry)


def _located(source: RecordSource, entry: Entry) -> Located | InvalidDataError:
    from hudna_eval.sources.record_source import record_of

    try:
        return _checked(record_of(source.load(entry), entry.path, entry.line), entry.path, entry.line)
    except InvalidDataError as error:
        return error


def _checked(record: Record, path: str, line: int) -> Located:
    """Raises: InvalidDataError with every fault of what a system is given: text, hash, dateline and zones."""
    faults = [Finding(path, line, rule, message) for rule, message in _faults(record)]
    if faults:
        raise InvalidDataError(faults)
    return Located(record, path, line)


def _faults(record: Record) -> Iterator[tuple[str, str]]:
    try:
        datetime.date.fromisoformat(record.dateline or "2000-01-01")
    except ValueError:
        yield "bad-value", f"dateline: found {record.dateline!r:.60} against an ISO date such as 2020-11-10"
    if record.text is None:
        return
    found = sha256(record.text.encode("utf-8", "surrogatepass"))
    if record.text_sha256 not in (None, found):
        yield "text-hash", f"found text of sha256 {found:.12}… against {record.text_sha256:.12}…, as the line says"
    end = 0
    for zone in record.zones:
        if not end <= zone.start <= zone.end <= len(record.text):
            expected = f"one from {end} or later to {len(record.text)} at most"
            yield "zone-tiling", f"found zone {zone.type} [{zone.start}, {zone.end}) against {expected}"
        end = max(end, zone.end)


def _article(path: Path, dateline: datetime.date | None) -> Located | InvalidDataError:
    """A file that is one text, or the fault by which it cannot be read as UTF-8."""
    try:
        content = read_bytes(path)
        text = _decoded(content, path)
    except InvalidDataError as error:
        return error
    day = dateline.isoformat() if dateline else None
    return Located(Record(article_id=path.stem, text=text, text_sha256=sha256(content), dateline=day), str(path), 1)


def _decoded(content: bytes, path: Path) -> str:
    """Nothing is stripped or translated, a byte order mark neither. Raises: InvalidDataError naming the byte."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise _no_text(path, "found the byte order mark of UTF-16 against UTF-8")
    if (at := content.find(0)) >= 0:
        raise _no_text(path, f"found byte 0x00 at byte {at} against UTF-8 text, as in UTF-16 and in what is no text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found byte 0x{content[error.start]:02x} at byte {error.start} against UTF-8"
        raise _no_text(path, found) from None


def _no_text(path: Path, found: str) -> InvalidDataError:
    return InvalidDataError([Finding(str(path), 0, "not-utf-8", found, "Convert the file to UTF-8.")])


class _Known:
    """The articles that have been read, in a temporary database: memory does not grow with their number."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # an empty name is a file of its own, which SQLite removes
        self._database.execute(
            "CREATE TABLE known (article BLOB, edition BLOB, place TEXT, PRIMARY KEY (article, edition)) WITHOUT ROWID"
        )

    def repeated(self, item: Located) -> Iterable[Finding]:
        """A finding if an earlier record has this article and edition."""
        key = [part.encode("utf-8", "surrogatepass") for part in item.record.key]
        place = f"{item.path}:{item.line}".encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if self._database.execute("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", (*key, place)).rowcount:
            return
        query = "SELECT place FROM known WHERE article = ? AND edition = ?"
        first = self._database.execute(query, key).fetchone()[0]
        name = "/".join(filter(None, item.record.key))
        found = f"found article {name:.60} again, first at {first}"
        yield Finding(item.path, item.line, "duplicate-article", found, "One line per article and edition.")

    def close(self) -> None:
        """Remove the database."""
        self._database.close()
