"""Confusion matrices as counters: what gold has, what was predicted instead, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hudna_eval.entities.errors import NOTHING

__all__ = ["NONE", "NOTHING", "Confusion", "nested"]

Confusion = Counter[tuple[str, str]]
"""(label of gold, predicted label) → number; `NOTHING` is no annotation on that side, `NONE` one without label."""

NONE = "none"


def nested(confusion: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """For JSON: label of gold → predicted label → number, both sorted; what never occurs is left out."""
    table: dict[str, dict[str, int]] = {}
    for (gold, pred), number in sorted(confusion.items()):
        if number:
            table.setdefault(gold, {})[pred] = number
    return table
