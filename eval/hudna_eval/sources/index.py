"""What both sides hold, by article, on disk: memory does not grow with the number of records."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hudna.findings import Finding, InvalidDataError
from hudna_eval.sources.record_source import Entry, RecordSource

GOLD, PRED = 0, 1

_TABLE = """
CREATE TABLE entry (
    side INTEGER, article BLOB, edition BLOB, number INTEGER, path BLOB, line INTEGER, place INTEGER, file INTEGER
)
"""
_IN_ORDER = "SELECT * FROM entry ORDER BY article, side, number"

_Row = tuple[int, bytes, bytes, int, bytes, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntries:
    """All records of one article, each side in the order in which it was read."""

    article_id: str
    gold: tuple[Entry, ...]
    pred: tuple[Entry, ...]


class Index:
    """The entries of gold and pred, in a temporary database that ends with this object."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # an empty name is a file of its own, which SQLite removes
        self._database.execute(_TABLE)
        self._number = itertools.count()

    def add(self, side: int, source: RecordSource) -> list[Finding]:
        """Enter all records of a source; give the faults of those that cannot be entered."""
        findings: list[Finding] = []
        self._database.executemany(
            f"INSERT INTO entry VALUES ({', '.join('?' * 8)})",  # noqa: S608 - question marks only
            self._rows(side, source.entries(), findings),
        )
        return findings

    def articles(self) -> Iterator[ArticleEntries]:
        """The articles in the order of their ids (by code point)."""
        rows: Iterable[_Row] = self._database.execute(_IN_ORDER)
        for article, of_article in itertools.groupby(rows, key=lambda row: row[1]):
            sides: tuple[list[Entry], list[Entry]] = ([], [])
            for row in of_article:
                sides[row[0]].append(_entry(row))
            yield ArticleEntries(article_id=_text(article), gold=tuple(sides[GOLD]), pred=tuple(sides[PRED]))

    def gold_editions(self) -> list[str]:
        """The editions of gold, in order."""
        rows = self._database.execute("SELECT DISTINCT edition FROM entry WHERE side = ? ORDER BY edition", (GOLD,))
        return [_text(row[0]) for row in rows]

    def gold_articles(self, edition: str | None) -> int:
        """How many articles gold has, in one edition or in any."""
        asked = "AND edition = ?" if edition is not None else ""
        values = (GOLD,) if edition is None else (GOLD, _bytes(edition))
        query = f"SELECT COUNT(DISTINCT article) FROM entry WHERE side = ? {asked}"  # noqa: S608 - fixed parts
        return int(self._database.execute(query, values).fetchone()[0])

    def first_of_gold(self) -> Entry | None:
        """The gold record that was read first."""
        query = "SELECT * FROM entry WHERE side = ? ORDER BY number LIMIT 1"
        row = self._database.execute(query, (GOLD,)).fetchone()
        return None if row is None else _entry(row)

    def close(self) -> None:
        """Remove the database."""
        self._database.close()

    def _rows(self, side: int, entries: Iterable[Entry | InvalidDataError], findings: list[Finding]) -> Iterator[_Row]:
        for entry in entries:
            if isinstance(entry, InvalidDataError):
                findings += entry.findings
                continue
            names = _bytes(entry.article_id), _bytes(entry.edition)
            yield side, *names, next(self._number), _bytes(entry.path), entry.line, entry.offset, entry.file


def _entry(row: _Row) -> Entry:
    _, article, edition, _, path, line, place, file = row
    return Entry(
        article_id=_text(article), edition=_text(edition), path=_text(path), line=line, offset=place, file=file
    )


def _bytes(text: str) -> bytes:
    """As bytes, which sort as the text does and may hold what is no text (unpaired surrogates)."""
    return text.encode("utf-8", "surrogatepass")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
