"""Whatever a user names as gold or as predictions, opened as records."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hudna.findings import InvalidDataError
from hudna.formats.interchange import Located
from hudna.model import Record
from hudna_eval.readers.form import DEFAULT_READING, Reading
from hudna_eval.sources.record_source import (
    HeldRecords,
    InterchangeFiles,
    RecordSource,
    SpooledRecords,
    interchange_files,
    record_of,
)

OF_SENTENCES = ("oneie", "textee")
"""Forms whose records are sentences of documents, named `document/sentence`."""

Source = str | Path | Iterable[Any]
"""A file or folder of any form that is read, records or dictionaries (or one), a `Dataset` or a `DataFrame`."""


def open_source(
    source: Source, name: str, *, form: str | None = None, reading: Reading = DEFAULT_READING
) -> RecordSource:
    """The records of a source; `name` stands for the file in messages about records in memory.

    `form` is the form of a file or folder, found out if None; `reading` is how it is read where it leaves a choice.

    Raises: InvalidDataError where there is nothing to read.
    """
    from hudna_eval.readers import detect, read
    from hudna_eval.readers.tables import records_from

    if isinstance(source, (str, Path)):
        path = Path(source)
        form = form or detect(path)
        if form == "hudna":
            return InterchangeFiles(interchange_files(path))
        return SpooledRecords(read(path, form, **asdict(reading)), of_sentences=form in OF_SENTENCES)
    if isinstance(source, Record) or (isinstance(source, Mapping) and "article_id" in source):
        source = [source]
    if isinstance(source, Mapping) or hasattr(source, "columns") or hasattr(source, "features"):
        return SpooledRecords(records_from(source, name))
    items = iter(source)
    first = list(itertools.islice(items, 1))
    rest = itertools.chain(first, items)
    if not first or isinstance(first[0], (Record, Located)):
        return HeldRecords([_located(item, name, number) for number, item in enumerate(rest, start=1)], name)
    return SpooledRecords(records_from(rest, name))


def records_of(source: Source, name: str, reading: Reading = DEFAULT_READING) -> Iterator[Record]:
    """The records of a source, one after the other. Raises: InvalidDataError for the first that is faulty."""
    with closing(open_source(source, name, reading=reading)) as opened:
        for entry in list(opened.entries()):
            if isinstance(entry, InvalidDataError):
                raise entry
            yield record_of(opened.load(entry), entry.path, entry.line)


def _located(item: Record | Located, name: str, number: int) -> Located:
    return item if isinstance(item, Located) else Located(item, name, number)
