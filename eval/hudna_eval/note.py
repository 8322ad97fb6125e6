"""The note of one metric."""

from __future__ import annotations

from dataclasses import dataclass

F1 = "P = tp / (tp + fp), R = tp / (tp + fn), F1 = 2·tp / (2·tp + fp + fn)"
"""The formula of most metrics."""

NOTHING = "P where nothing was predicted, R where gold has nothing, F1 where neither side has anything."


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a metric counts, how it is computed, when it is null, and where it is from, with every deviation."""

    definition: str
    source: str
    formula: str = F1
    undefined: str = NOTHING
