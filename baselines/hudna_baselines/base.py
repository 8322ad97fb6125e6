"""What every baseline is: something that fits on annotated records and predicts records."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Protocol, Self, runtime_checkable

from hudna.model import Record


@runtime_checkable
class Baseline(Protocol):
    """A system that annotates articles.

    `predict` sees a record's text, dateline and zones and ignores every gold layer that the record may carry. It gives
    back a record with the same `article_id`, `edition` and `text_sha256`, with predictions and without text.
    """

    @property
    def name(self) -> str:
        """The name in `registry`."""
        ...

    def fit(self, records: Sequence[Record]) -> Self:
        """Learn from annotated records; a baseline that learns nothing gives itself back unchanged."""
        ...

    def predict(self, record: Record) -> Record:
        """Annotate one article. Raises: ValueError for a record without text."""
        ...


registry = {"rules": "hudna_baselines.rules:RuleBaseline"}
"""Name → `module:Class`. Text, so that naming the baselines imports none of them; see `load_baseline`."""


def load_baseline(name: str) -> Baseline:
    """A new, unfitted baseline. Raises: KeyError for a name that is not in `registry`."""
    module, attribute = registry[name].split(":")
    baseline: Baseline = getattr(importlib.import_module(module), attribute)()
    return baseline
