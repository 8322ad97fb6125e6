"""Reading a file or a folder of any form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hudna.findings import InvalidDataError
from hudna_eval.readers.detection import detect, files_of
from hudna_eval.readers.form import Discontinuous, Item, Reading, fault
from hudna_eval.readers.registry import FORMATS


def read(
    path: str | Path,
    format: str | None = None,  # noqa: A002 - as the option is called
    tags: str = "iob2",
    *,
    token_column: int = 0,
    label_columns: Sequence[int] = (-1,),
    discontinuous: Discontinuous = "refuse",
) -> Iterator[Item]:
    """The documents of a file, or of all files of a folder by their path, one at a time.

    `format` is a key of `FORMATS`; None means that of `detect`. The other choices are those of `Reading`. A faulty
    document comes as the error that describes all its faults, and so does a path that is not there, is empty or of no
    known form: nothing that is wrong with the data is raised. Memory holds one document. Articles that the form does
    not name are named by their file, relative to the folder and without suffix.

    Raises: ValueError for an unknown format, reading of tags or choice; at once, not at the first document.
    """
    if format is not None and format not in FORMATS:
        raise ValueError(f"found format {format!r:.60} against one of {', '.join(FORMATS)}")
    reading = Reading(
        tags=tags, token_column=token_column, label_columns=tuple(label_columns), discontinuous=discontinuous
    )
    return _items(Path(path), format, reading)


def _items(path: Path, form: str | None, reading: Reading) -> Iterator[Item]:
    try:
        found = FORMATS[form or detect(path)]
        files = _named_files(path, found.suffixes)
    except InvalidDataError as error:
        yield error
        return
    for file, name in files:
        yield from found.reader(file, name, reading)


def _named_files(path: Path, suffixes: tuple[str, ...]) -> list[tuple[Path, str]]:
    """The files to read, each with its name in the folder."""
    try:
        is_folder = path.is_dir()
    except OSError as error:  # a name that no file can have
        raise fault(path, 0, "unreadable-file", f"found no readable file: {error.strerror}") from None
    if not is_folder:
        return [(path, "")]
    files = files_of(path, suffixes)
    if not files:
        raise fault(path, 0, "empty-folder", f"found no file that ends in {', '.join(suffixes)} against at least one")
    return [(file, file.relative_to(path).with_suffix("").as_posix()) for file in files]
