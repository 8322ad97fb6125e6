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
        """A system that has learned from annotated records and from nothing else.

        A baseline that learns nothing gives itself back. Of no record nothing is learned (zero-shot); one that needs
        training raises ValueError then.
        """
        ...

    def predict(self, record: Record) -> Record:
        """Annotate one article. Raises: ValueError for a record without text."""
        ...


@runtime_checkable
class Ablatable(Baseline, Protocol):
    """A baseline of parts that can be left out."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of what can be left out, in order."""
        ...

    def without(self, group: str) -> Self:
        """The same system less one group. Raises: ValueError for a group that there is not."""
        ...


registry = {"rules": "hudna_baselines.rules:RuleBaseline"}
"""Name → `module:Class`. Text, so that naming the baselines imports none of them; see `load_baseline`."""


CAVEATS = {
    "rules": "scores of a development set: rules and lexicons were widened with the errors on these articles in view",
}
"""Name → what must be said beside the scores of a baseline on the embedded dataset; nothing is said of the others."""


def load_baseline(name: str) -> Baseline:
    """A new, unfitted baseline. Raises: KeyError for a name that is not in `registry`."""
    module, attribute = registry[name].split(":")
    baseline: Baseline = getattr(importlib.import_module(module), attribute)()
    return baseline
