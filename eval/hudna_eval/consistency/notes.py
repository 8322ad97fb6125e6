"""Notes of the consistency of two editions; see `hudna_eval.consistency.facts`."""

from __future__ import annotations

from hudna_eval.note import Note

_RIGHT = {
    "entities.any": "an entity (by its id) is right if at least one of its mentions is found by span and type",
    "entities.all": "an entity (by its id) is right if all of its mentions are found by span and type",
    "events.tc": "an event (by its event_id) is right if one of its mentions is found by trigger and type",
    "events.frame_exact": "an event (by its event_id) is right if one of its mentions is found with all its arguments",
    "claims.qv": "a numeric claim (by its id) is right if number span and value are",
    "claims.claim": "a numeric claim (by its id) is right if it is on every rung of the ladder",
}


def _note(right: str) -> Note:
    return Note(
        definition=f"Whether what is told twice is found in both editions: {right}. Facts are paired by article and "
        "id, which editions must share; a fact that only one edition has is counted apart. Only articles that were "
        "predicted in both count.",
        formula="share = (both right + both wrong) / paired facts; gap = (right in the first - right in the second) / "
        "paired facts, editions in sorted order; p = exact McNemar test of the gap; intervals resample articles",
        undefined="Share and gap without paired facts, p where no fact is right in one edition only.",
        source="Of this project; McNemar 1947. A gap of recall: a false positive belongs to no fact of gold. Facts of "
        "one article depend on each other, which p does not know and the interval does.",
    )


CONSISTENCY_NOTES = {f"consistency.{layer}": _note(right) for layer, right in _RIGHT.items()}
