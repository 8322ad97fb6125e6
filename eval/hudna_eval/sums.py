"""Numbers that add over articles, whatever they count: of some articles, or of a whole corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from hudna_eval.claims.errors import ClaimErrors
from hudna_eval.coreference.clusterings import LAYERS, VIEWS
from hudna_eval.coreference.metrics import ClusterCounts
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.entities.errors import EntityErrors
from hudna_eval.events.argument_errors import ArgumentErrors
from hudna_eval.events.errors import EventErrors
from hudna_eval.suite import Cell
from hudna_eval.views import ViewCounts

T = TypeVar("T")


class Errors(Protocol):
    """Numbers of errors of one layer, which add."""

    def add(self, other: Any) -> None:
        """Add the numbers of another article to these."""

    def plain(self) -> Mapping[str, Any]:
        """For JSON."""


def _no_errors() -> dict[str, Errors]:
    return {
        "entity_errors": EntityErrors(),
        "event_errors": EventErrors(),
        "argument_errors": ArgumentErrors(),
        "claim_errors": ClaimErrors(),
    }


def _no_clusters() -> dict[str, dict[str, ClusterCounts]]:
    return {layer: dict.fromkeys(VIEWS, ClusterCounts()) for layer in LAYERS}


@dataclass(slots=True, kw_only=True)
class Sums:
    """Sums over articles.

    `exact` has the counts of the metrics whose counts are fractions, by metric and type; `slices` counts by slice and
    metric; `slots` accuracies of aligned claims, events and time expressions; `clusters` counts of coreference by layer
    and view. A view that is undefined for one article is None, and stays so.
    """

    exact: defaultdict[Cell, Counts] = field(default_factory=lambda: defaultdict(Counts))
    slices: defaultdict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    slots: defaultdict[str, Accuracy] = field(default_factory=lambda: defaultdict(Accuracy))
    errors: dict[str, Errors] = field(default_factory=_no_errors)
    views: dict[str, ViewCounts | None] = field(default_factory=dict)
    clusters: dict[str, dict[str, ClusterCounts]] = field(default_factory=_no_clusters)
    gold_left_out: int = 0
    pred_left_out: int = 0

    def add(self, other: Sums) -> None:
        """Add the sums of other articles."""
        self.add_slices(other.slices)
        for cell, counts in other.exact.items():
            self.exact[cell] += counts
        for slot, accuracy in other.slots.items():
            self.slots[slot] += accuracy
        for name, errors in other.errors.items():
            self.errors[name].add(errors)
        self.add_views(other.views)
        for layer, views in other.clusters.items():
            self.add_clusters(layer, views)
        self.gold_left_out += other.gold_left_out
        self.pred_left_out += other.pred_left_out

    def add_slices(self, slices: Mapping[tuple[str, str], Counts]) -> None:
        """Add counts by (slice, metric)."""
        for cell, counts in slices.items():
            self.slices[cell] += counts

    def add_views(self, views: Mapping[str, ViewCounts | None]) -> None:
        """Add counts by view."""
        for view, counts in views.items():
            before = self.views.get(view, counts)
            if view not in self.views or before is None or counts is None:
                self.views[view] = None if before is None else counts
            else:
                self.views[view] = before + counts  # type: ignore[operator]  # a view has one type of counts

    def add_clusters(self, layer: str, views: Mapping[str, ClusterCounts]) -> None:
        """Add counts of coreference of one layer, by view."""
        for view, counts in views.items():
            self.clusters[layer][view] += counts
