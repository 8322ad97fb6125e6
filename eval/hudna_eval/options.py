"""How to evaluate: everything that a user can choose, in one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Interval = Literal["percentile", "bca"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices of an evaluation; `hudna_eval.evaluate` says what each is.

    `jobs` and `progress` change no digit. What else decides one is in the signature, or is data (`train`,
    `comparisons`, `gold_comparisons`).
    """

    edition: str | None = None
    gold_triggers: bool = False
    form: str | None = None
    gold_form: str | None = None
    tags: str = "iob2"
    schema: Path | None = None
    train: str | Path | Iterable[Any] | None = None
    comparisons: Path | None = None
    gold_comparisons: Path | None = None
    views: tuple[str, ...] = ()
    ci: Interval = "percentile"
    seed: int = 0
    jobs: int = 1
    progress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What gold is: the SHA-256 (hex) of its records, and its version if it is a dataset that has one."""

    digest: str
    version: str | None = None


DEFAULTS = Options()
