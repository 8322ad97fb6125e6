"""Views for comparison: scores as other scorers would give them, each named for the scorer that it follows.

None of them is a metric of this benchmark. They say what a published number would be on these predictions, with the
weaknesses of the scorer, which the notes name. A view is a count per article; counts add over articles.
"""

from __future__ import annotations

from hudna_eval.views.registry import VIEWS, View, ViewCounts, view_counts
from hudna_eval.views.schemas import SchemaCounts
from hudna_eval.views.tags import default_counts, strict_counts

__all__ = [
    "VIEWS",
    "SchemaCounts",
    "View",
    "ViewCounts",
    "default_counts",
    "strict_counts",
    "view_counts",
]
