"""How far it is, on stderr, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

from hudna_eval.options import Options

T = TypeVar("T")


def tracked(items: Iterable[T], options: Options, *, total: int) -> Iterable[T]:
    """The items; with `options.progress` a bar moves as they are taken, if stderr is a terminal."""
    if not (options.progress and sys.stderr.isatty()):
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, "scoring", total=total, console=Console(stderr=True), transient=True)
