"""What an evaluation has counted, before it is made a report."""

from __future__ import annotations

from dataclasses import dataclass

from hudna_eval.comparisons.run import ComparedClaims
from hudna_eval.totals import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The counts, what to warn of, and the SHA-256 (hex) of what gold says, and of what training data has."""

    totals: Totals
    comparisons: ComparedClaims
    warnings: tuple[str, ...]
    digest: str
    trained: str | None = None
