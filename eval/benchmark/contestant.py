"""What is measured: a scorer on an input, and what one measurement says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A scorer. `entry` is `module:function`, which is given options and gives what is `Prepared`.

    The module is imported in the process of the contestant alone, so that none pays for what another one imports.
    `package` is the distribution that it is of; None for what Python has. One so slow that it would hold up all others
    scores the first `1 / one_in` of the articles only; its rate is of these.
    """

    name: str
    does: str
    entry: str
    package: str | None = "hudna"
    one_in: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A scorer with its input, ready to run: only `run` is timed.

    `run` is given what `fresh` makes before each run, and gives a score or nothing. `items` is what rates count, on
    the gold side.
    """

    items: int
    run: Callable[[Any], float | None]
    fresh: Callable[[], Any] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The best of some runs: CPU and wall time in seconds, memory in bytes.

    CPU time is that of the process and of those it has started. `peak` is the largest resident memory of the process
    while it ran, imports and input included, or of a process that it started, if that is larger. `added` is what of it
    came on top of what the process had before the first run; None where the system does not tell.
    """

    items: int
    cpu: float
    wall: float
    peak: int
    added: int | None
    score: float | None

    @property
    def rate(self) -> float:
        """Items per CPU-second."""
        return self.items / self.cpu
