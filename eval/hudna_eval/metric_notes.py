"""What every metric means: the one table that `hudna eval --explain` and METRICS.md are printed from."""

from __future__ import annotations

from collections.abc import Mapping

from hudna_eval.claims.notes import CLAIM_NOTES
from hudna_eval.comparisons.notes import COMPARISON_NOTES
from hudna_eval.consistency.notes import CONSISTENCY_NOTES
from hudna_eval.coreference.notes import coreference_notes
from hudna_eval.entities.notes import ENTITY_NOTES
from hudna_eval.events.notes import EVENT_NOTES
from hudna_eval.mistakes.notes import ERROR_NOTES
from hudna_eval.note import F1, Note
from hudna_eval.slice_notes import SLICE_NOTES
from hudna_eval.views.notes import VIEW_NOTES

METRIC_NOTES: Mapping[str, Note] = {
    **ENTITY_NOTES,
    **EVENT_NOTES,
    **CLAIM_NOTES,
    **coreference_notes(),
    **COMPARISON_NOTES,
    **CONSISTENCY_NOTES,
    **SLICE_NOTES,
    **ERROR_NOTES,
    **VIEW_NOTES,
}
"""Id of a metric, a slot, a layer of consistency, slices, a table or a view → note, in the order of the report."""

_HEADING = f"""# Metrics

Printed by `hudna eval --explain all` from the table in `hudna_eval.metric_notes`; not edited by hand.

The metrics of entities, events and claims pair gold and prediction one-to-one, as multisets: what is predicted twice is
wrong once at least. Those of coreference compare sets of mentions; views are what other scorers do. Unless a formula
says otherwise, {F1}. Counts of articles are added before anything is divided (micro average). A ratio with
denominator 0 is null. Offsets are half-open: spans that touch do not overlap.
"""


class UnknownMetricError(KeyError):
    """An id that no metric has."""


def explained(metric: str) -> str:
    """The note of one metric as Markdown, or of all of them for `all`.

    Raises: UnknownMetricError for any other id.
    """
    if metric == "all":
        return "\n".join([_HEADING, *(_markdown(id_, note) for id_, note in METRIC_NOTES.items())])
    if metric not in METRIC_NOTES:
        raise UnknownMetricError(metric)
    return _markdown(metric, METRIC_NOTES[metric])


def _markdown(metric: str, note: Note) -> str:
    lines = [f"## {metric}", "", note.definition, "", f"- Formula: {note.formula}", f"- Undefined: {note.undefined}"]
    return "\n".join([*lines, f"- Source: {note.source}", ""])
