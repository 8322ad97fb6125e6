"""Where lines go: to stdout one by one, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hudna.findings import Finding, InvalidDataError

Write = Callable[[bytes], object]


@contextmanager
def lines_to(path: Path | None) -> Iterator[Write]:
    """What writes a line: to stdout at once where `path` is None, else to a neighbour of it that is renamed at the end.

    If the block fails the old file stays as it was.
    Raises: InvalidDataError where nothing can be written.
    """
    if path is None:
        yield lambda line: click.echo(line, nl=False)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        found = f"found no file that can be written: {error.strerror or error}"
        raise InvalidDataError([Finding(str(path), 0, "unwritable-file", found)]) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file.write
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
