"""What a reader is: a file of a foreign form in, located records or faults out, one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located, repeated_articles
from hudna_eval.readers.tags import TAGS

Item = Located | InvalidDataError
"""A record with where it was read from, or all faults of one document."""

Discontinuous = Literal["refuse", "cover"]


def _require_one_of(name: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ValueError(f"found {name} {value!r:.60} against one of {', '.join(known)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a form is read where it leaves a choice.

    `tags` names the reading of tag sequences (`hudna_eval.readers.tags.TAGS`). Columns are counted from 0, or from -1
    at the end; several label columns are layers, and their mentions are taken together. `discontinuous` says what
    becomes of a brat mention in several parts: `refuse` makes it a finding, `cover` the span from first to last.
    Raises: ValueError for another value.
    """

    tags: str = "iob2"
    token_column: int = 0
    label_columns: tuple[int, ...] = (-1,)
    discontinuous: Discontinuous = "refuse"

    def __post_init__(self) -> None:
        _require_one_of("tags", self.tags, TAGS)
        _require_one_of("discontinuous", self.discontinuous, get_args(Discontinuous))
        if not self.label_columns:
            raise ValueError("found no label column against at least one")


DEFAULT_READING = Reading()

Reader = Callable[[Path, str, Reading], Iterator[Item]]
"""Reads one file. The text is the file's name in its folder, without suffix, or "" for a file that was given alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A form: how its files end, what it is, and what reads one file of it."""

    suffixes: tuple[str, ...]
    description: str
    reader: Reader


def fault(path: Path | str, line: int, rule: str, message: str, hint: str = "") -> InvalidDataError:
    """An error with one finding."""
    return InvalidDataError([Finding(str(path), line, rule, message, hint)])


def collected(items: Iterable[Item]) -> list[Located]:
    """All records of a reading.

    Raises: InvalidDataError with the faults of all documents, and with each article that comes twice in one edition.
    """
    located: list[Located] = []
    findings: list[Finding] = []
    for item in items:
        if isinstance(item, InvalidDataError):
            findings += item.findings
        else:
            located.append(item)
    findings += repeated_articles(located)
    if findings:
        raise InvalidDataError(findings)
    return located
