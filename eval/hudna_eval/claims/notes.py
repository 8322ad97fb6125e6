"""Notes of the metrics of numeric claims; see `hudna_eval.claims.metrics`."""

from __future__ import annotations

from hudna_eval.claims.metrics import MAY_BE_EMPTY
from hudna_eval.note import Note

_RUNG = (
    "Of this project. A multiset intersection; `hudna_eval.claims.metrics` shows that it equals the alignment by IoU."
)

_SLOTS = {
    "value": "the value",
    "mod": "the modifier",
    "interval": "both bounds",
    "unit_norm": "the unit",
    "quantified": "the mentions that are counted",
    "about": "the event and role that the number fills",
    "attribution": "the chain of sources and cues",
    "stance": "the stance of each source",
}


def _slot(slot: str, what: str) -> Note:
    empty = "is no case" if slot in MAY_BE_EMPTY else "is right"
    return Note(
        definition=f"Accuracy of {what} on aligned claims; absent on both sides {empty}.",
        formula="correct / total",
        undefined="Where no claims are aligned" + (", or none of them has any." if slot in MAY_BE_EMPTY else "."),
        source="Of this project. Claims are aligned one-to-one by the sum of IoU of number spans, ties by equal value.",
    )


CLAIM_NOTES = {
    "claims.q": Note(
        definition="The span of the number agrees, or that of the claim where it has no number.", source=_RUNG
    ),
    "claims.qv": Note(
        definition="As claims.q, and the values are equal: as decimals, or as durations by length. A proportion given "
        "as a fraction of 1 is compared as percent; no other unit plays a part. `by_slice` has this metric and those "
        "above it with numbers (value, low, high) that may differ by a share of gold's: by 1 % (`num:rtol1`), or by "
        "10 % where gold's modifier is APPROX and by nothing elsewhere (`num:approx10`), as a largest one-to-one "
        "matching.",
        source=_RUNG,
    ),
    "claims.qvm": Note(definition="As claims.qv, and modifier, low and high agree.", source=_RUNG),
    "claims.qvmu": Note(definition="As claims.qvm, and the unit agrees. Percent is no percentage point.", source=_RUNG),
    "claims.qvmua": Note(definition="As claims.qvmu, and what is counted (quantified, about) agrees.", source=_RUNG),
    "claims.claim": Note(definition="As claims.qvmua, and the attribution chain is the same.", source=_RUNG),
    **{f"claims.{slot}": _slot(slot, what) for slot, what in _SLOTS.items()},
}
