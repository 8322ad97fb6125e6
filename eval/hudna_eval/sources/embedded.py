"""The embedded dataset as gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hudna.dataset import Dataset
from hudna.formats.interchange import Located
from hudna.registers import Comparison
from hudna_eval.options import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The records of a dataset, what compares their claims, and what names it in a signature."""

    records: Sequence[Located]
    comparisons: Sequence[Comparison]
    identity: Identity


def embedded_gold() -> Gold:
    """The dataset that belongs to this code. Raises: InvalidDataError where it cannot be read."""
    import hudna.dataset

    return gold_of(hudna.dataset.read_dataset(hudna.dataset.embedded_dataset()))


def gold_of(dataset: Dataset) -> Gold:
    """A dataset as gold."""
    records = [Located(record, "dataset", number) for number, record in enumerate(dataset.records, start=1)]
    identity = Identity(digest=dataset.digest, version=dataset.version)
    return Gold(records=records, comparisons=dataset.comparisons, identity=identity)
