"""Which ids of two passes seem to mean the same: suggestions for the adjudicator, by the annotations they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hudna.formats.annotation import AnnotationFile
from hudna.passes.units import PART, Units, parent, units_of

_PARTS = {"entity": "entity_id", "event": "event_id", "claim": "id"}


def suggested_ids(a: AnnotationFile, b: AnnotationFile, named: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Rows for the ids that one pass alone uses, each with the id of the other pass that shares most with it.

    `named` has (kind, id) of what is decided already. The row's `gold` is left to the adjudicator.
    """
    units_a, units_b = units_of(a), units_of(b)
    for kind, part in _PARTS.items():
        ids_a, ids_b = _by_annotation(units_a, part, kind), _by_annotation(units_b, part, kind)
        only_a = set(ids_a.values()) - set(ids_b.values())
        only_b = set(ids_b.values()) - set(ids_a.values())
        shared = Counter((ids_a[unit], ids_b[unit]) for unit in ids_a.keys() & ids_b.keys())
        best = dict(
            sorted((pair for pair in shared if pair[0] in only_a and pair[1] in only_b), key=shared.__getitem__)
        )
        for id_ in sorted(only_a):
            if (kind, id_) not in named:
                yield {"ids": kind, "a": id_, **({"b": best[id_]} if id_ in best else {}), "gold": ""}
        for id_ in sorted(only_b - set(best.values())):
            if (kind, id_) not in named:
                yield {"ids": kind, "b": id_, "gold": ""}


def _by_annotation(units: Units, part: str, kind: str) -> dict[str, str]:
    """Annotation (unit name) → its id of this kind."""
    start = {"entity": "mention ", "event": "event ", "claim": "claim "}[kind]
    wanted = (unit for unit in units if unit.startswith(start) and unit.endswith(f"{PART}{part}"))
    return {parent(unit): units[unit] for unit in wanted}
