"""The interchange form: JSON Lines, one `Record` (article and edition) a line, for gold and predictions alike.

Unknown keys are an error, absent optional keys are not. Beyond the design's keys a line may carry `zones` and
`dateline` (what a system is given with the text), and `trigger_text` and `cue_text` (surfaces, as `text` elsewhere).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hudna.files import write_file
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, encode, to_line
from hudna.model import Record


@dataclass(frozen=True, slots=True)
class Located:
    """A record and the file and line it was read from."""

    record: Record
    path: str
    line: int


def iter_records(path: Path) -> Iterator[Located | InvalidDataError]:
    """The records of a JSON Lines file, one at a time; a faulty line comes as the error that describes it.

    Memory holds one line. Blank lines are passed over. Raises: InvalidDataError for an unreadable or empty file.
    """
    empty = True
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                empty = False
                try:
                    yield Located(decode(Record, line, path, number), str(path), number)
                except InvalidDataError as error:
                    yield error
    except OSError as error:
        found = f"found no readable file: {error.strerror}"
        raise InvalidDataError([Finding(str(path), 0, "unreadable-file", found)]) from None
    if empty:
        raise InvalidDataError([Finding(str(path), 1, "empty-file", "found no line against at least one JSON object")])


def read_records(path: Path) -> list[Located]:
    """All records of a file, or of all `*.jsonl` files of a folder in the order of their names.

    Raises: InvalidDataError with every faulty line, and with every article that comes twice in one edition.
    """
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InvalidDataError([Finding(str(path), 0, "empty-folder", "found no .jsonl file against at least one")])
    located: list[Located] = []
    findings: list[Finding] = []
    for file in files:
        for item in _all_items(file):
            if isinstance(item, InvalidDataError):
                findings.extend(item.findings)
            else:
                located.append(item)
    findings.extend(repeated_articles(located))
    if findings:
        raise InvalidDataError(findings)
    return located


def write_records(records: Iterable[Record], path: Path) -> None:
    """Write records to a file, whole or not at all."""
    write_file(path, "".join(map(record_line, records)).encode())


def record_line(record: Record) -> str:
    """A record as one line of the interchange form."""
    return to_line(encode(record))


def _all_items(path: Path) -> Iterator[Located | InvalidDataError]:
    try:
        yield from iter_records(path)
    except InvalidDataError as error:
        yield error


def repeated_articles(located: Iterable[Located]) -> Iterator[Finding]:
    """A finding for each record whose article and edition an earlier line already has."""
    first: dict[tuple[str, str], Located] = {}
    for item in located:
        before = first.setdefault(item.record.key, item)
        if before is not item:
            name = "/".join(filter(None, item.record.key))
            found = f"found article {name} again, first at {before.path}:{before.line}"
            yield Finding(item.path, item.line, "duplicate-article", found, "One line per article and edition.")
