"""How to evaluate: everything that a user can choose, in one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hudna_eval.readers.form import DEFAULT_READING, Reading
from hudna_eval.readers.registry import FORMATS
from hudna_eval.statistics.method import METHODS, Method

__all__ = ["DEFAULTS", "Identity", "Method", "Options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices of an evaluation; `hudna_eval.evaluate` says what each is.

    `jobs` and `progress` change no digit. All others are in the signature, data by its digest.
    Raises: ValueError for a value that there is not.
    """

    edition: str | None = None
    gold_triggers: bool = False
    form: str | None = None
    gold_form: str | None = None
    reading: Reading = DEFAULT_READING
    schema: Path | None = None
    train: str | Path | Iterable[Any] | None = None
    comparisons: Path | None = None
    gold_comparisons: Path | None = None
    views: tuple[str, ...] = ()
    ci: Method = "percentile"
    seed: int = 0
    jobs: int = 1
    progress: bool = False

    def __post_init__(self) -> None:
        _require_one_of("ci", self.ci, METHODS)
        for form in (self.form, self.gold_form):
            _require_one_of("form", form, (None, *FORMATS))
        if self.seed < 0 or self.jobs < 1:
            raise ValueError(f"found seed {self.seed} and jobs {self.jobs} against 0 and 1 at least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What gold is: the SHA-256 (hex) of its records, and its version if it is a dataset that has one."""

    digest: str
    version: str | None = None


def _require_one_of(name: str, value: object, known: Iterable[object]) -> None:
    if value not in known:
        raise ValueError(f"found {name} {value!r:.60} against one of {', '.join(map(str, known))}")


DEFAULTS = Options()
