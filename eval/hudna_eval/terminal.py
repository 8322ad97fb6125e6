"""How numbers look on a terminal, and where they are printed."""

from __future__ import annotations

import sys

from rich.console import Console

from hudna_eval.statistics.intervals import Interval

UNDEFINED = "-"


def console(*, width: int) -> Console:
    """Stdout: as wide as a terminal and in its colours, or plain and so wide."""
    terminal = sys.stdout.isatty()
    return Console(force_terminal=terminal, width=None if terminal else width, highlight=False)


def rate(number: float | None) -> str:
    """Four digits, or a dash."""
    return UNDEFINED if number is None else f"{number:.4f}"


def interval(bounds: Interval | None) -> str:
    """`0.1234 to 0.5678`, or a dash."""
    return UNDEFINED if bounds is None else f"{bounds[0]:.4f} to {bounds[1]:.4f}"
