"""The forms by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hudna.findings import InvalidDataError
from hudna.formats.interchange import iter_records
from hudna_eval.readers.brat import read_standoff
from hudna_eval.readers.conll import read_columns
from hudna_eval.readers.form import Format, Item, Reader, Reading
from hudna_eval.readers.oneie import read_oneie
from hudna_eval.readers.textee import read_textee


def _read_interchange(path: Path) -> Iterator[Item]:
    try:
        yield from iter_records(path)
    except InvalidDataError as error:
        yield error


def _names_itself(read: Callable[[Path], Iterator[Item]]) -> Reader:
    """The reader of a form that names its articles and leaves no choice."""

    def reader(path: Path, _name: str, _reading: Reading) -> Iterator[Item]:
        return read(path)

    return reader


FORMATS: Mapping[str, Format] = {
    "hudna": Format(
        suffixes=(".jsonl",),
        description="the interchange form, JSON Lines",
        reader=_names_itself(_read_interchange),
    ),
    "brat": Format(suffixes=(".ann",), description="brat standoff, .ann beside .txt", reader=read_standoff),
    "conll": Format(
        suffixes=(".conll", ".bio", ".iob", ".iob2", ".bioes", ".tsv", ".txt"),
        description="columns, a token a line with its labels",
        reader=read_columns,
    ),
    "oneie": Format(
        suffixes=(".jsonl", ".json"),
        description="OneIE's JSON Lines, data or predictions",
        reader=_names_itself(read_oneie),
    ),
    "textee": Format(
        suffixes=(".jsonl", ".json"),
        description="TextEE's JSON Lines, data or predictions",
        reader=_names_itself(read_textee),
    ),
}
"""Name → form. A reader yields what it reads and what is wrong; it raises nothing for a user's data."""
