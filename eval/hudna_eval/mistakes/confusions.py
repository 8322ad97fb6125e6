"""Confusion matrices as counters: what gold has, what was predicted instead, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

Confusion = Counter[tuple[str, str]]
"""(label of gold, predicted label) → number."""

NOTHING = "∅"
"""No annotation on that side."""

NONE = "none"
"""An annotation without the label in question."""


def nested(confusion: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """For JSON: label of gold → predicted label → number, both sorted; what never occurs is left out."""
    table: dict[str, dict[str, int]] = {}
    for (gold, pred), number in sorted(confusion.items()):
        if number:
            table.setdefault(gold, {})[pred] = number
    return table
