"""Where lines go: to stdout one by one, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

Write = Callable[[bytes], object]


@contextmanager
def lines_to(path: Path | None) -> Iterator[Write]:
    """What writes a line: to stdout at once where `path` is None, else to a neighbour of it that is renamed at the end.

    If the block fails the old file stays as it was.
    """
    if path is None:
        yield lambda line: click.echo(line, nl=False)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file.write
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
