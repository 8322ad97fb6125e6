"""What went wrong with mentions: MUC-5 counts, classes of error and confusion of types, from one alignment.

The alignment is that of `hudna_eval.entities.align`. Every gold mention is in one class of `correct`, `type`,
`left_edge`, `right_edge`, `both_edges`, `merge` and `missed`, every prediction in one of these with `split` and
`spurious` for the last two, so that the classes add up to the MUC-5 counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from hudna_eval.entities.align import aligned
from hudna_eval.entities.pairs import Edges, MentionPairs
from hudna_eval.entities.span_table import Booleans, SpanTable
from hudna_eval.mistakes.confusions import NOTHING, nested
from hudna_eval.statistics.intervals import Integers

CLASSES = ("correct", "type", "left_edge", "right_edge", "both_edges", "split", "merge", "missed", "spurious")

NO_WHOLE = -1
"""Row of the whole of a mention that is no part of one."""

_PARTIAL = ("left_edge", "right_edge", "both_edges")

KINDS = ("type", *_PARTIAL)
"""The classes of aligned pairs that are not exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityErrors:
    """Numbers of mentions by class, and of (gold type, predicted type) with `NOTHING` on either side; they add.

    `clitics` has what clitic-tolerant matching forgives beyond strict matching: letters in front, or "edge".
    """

    classes: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    clitics: Counter[str] = field(default_factory=Counter)

    def add(self, other: EntityErrors) -> None:
        """Add the numbers of other articles to these."""
        self.classes.update(other.classes)
        self.confusion.update(other.confusion)
        self.clitics.update(other.clitics)

    @property
    def muc5(self) -> dict[str, int]:
        """COR, INC, PAR, MIS and SPU: exact; overlapping, of another type; of that type; missed; false.

        COR + INC + PAR + MIS is the number of gold mentions, COR + INC + PAR + SPU that of predictions.
        Source: Chinchor and Sundheim 1993, with one slot a mention.
        """
        return {
            "cor": self.classes["correct"],
            "inc": self.classes["type"],
            "par": sum(self.classes[name] for name in _PARTIAL),
            "mis": self.classes["missed"] + self.classes["merge"],
            "spu": self.classes["spurious"] + self.classes["split"],
        }

    def plain(self) -> dict[str, Mapping[str, object]]:
        """For JSON: `muc5`, `errors` (class → number), `confusion` (gold type → predicted type → number), `clitics`."""
        return {
            "muc5": self.muc5,
            "errors": {name: self.classes[name] for name in CLASSES},
            "confusion": nested(self.confusion),
            "clitics": dict(sorted(self.clitics.items())),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaired:
    """Rows of one side that have no partner, and of each the row of the other side that it is a part of, or -1."""

    rows: Integers
    wholes: Integers

    @property
    def is_part(self) -> Booleans:
        """Which are parts of a whole: gold mentions that were merged, or predictions that split one."""
        part: Booleans = self.wholes != NO_WHOLE
        return part


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """What is not an exact pair in a batch of articles: aligned pairs with an index of `KINDS` each, and the rest."""

    pairs: Edges
    kind: Integers
    missed: Unpaired
    spurious: Unpaired


def classified(pairs: MentionPairs) -> Errors:
    """Align what is not exact, and tell the errors apart."""
    chosen = aligned(pairs)
    return Errors(
        pairs=chosen,
        kind=_kinds(pairs, chosen),
        missed=_unpaired(pairs.golds, chosen.gold, _merged(pairs, chosen)),
        spurious=_unpaired(pairs.preds, chosen.pred, _splitting(pairs, chosen)),
    )


def entity_errors(pairs: MentionPairs, errors: Errors, clitics: Mapping[str, int] | None = None) -> EntityErrors:
    """The numbers of a batch; `clitics` are the differences that clitic-tolerant matching forgives in it."""
    classes = Counter(dict(zip(KINDS, np.bincount(errors.kind, minlength=len(KINDS)).tolist(), strict=True)))
    classes["correct"] = int(pairs.gold_exact.sum())
    for part, alone, unpaired in (("merge", "missed", errors.missed), ("split", "spurious", errors.spurious)):
        classes[part] = int(unpaired.is_part.sum())
        classes[alone] = len(unpaired.rows) - classes[part]
    return EntityErrors(classes=classes, confusion=_confusion(pairs, errors), clitics=Counter(clitics or {}))


def _kinds(pairs: MentionPairs, chosen: Edges) -> Integers:
    """The class of each aligned pair. A pair of two types is an error of type, whatever its edges."""
    left = pairs.gold.start[chosen.gold] != pairs.pred.start[chosen.pred]
    right = pairs.gold.end[chosen.gold] != pairs.pred.end[chosen.pred]
    one_edge = np.where(left, KINDS.index("left_edge"), KINDS.index("right_edge"))
    edge = np.where(left & right, KINDS.index("both_edges"), one_edge)
    return np.where(chosen.one_type, edge, KINDS.index("type"))


def _confusion(pairs: MentionPairs, errors: Errors) -> Counter[tuple[str, str]]:
    """(gold type, predicted type) → how many."""
    names = (*pairs.types, NOTHING)
    nothing, size = len(pairs.types), len(names)
    exact = pairs.gold.type[pairs.gold_exact]
    cells = [
        exact * size + exact,
        pairs.gold.type[errors.pairs.gold] * size + pairs.pred.type[errors.pairs.pred],
        pairs.gold.type[errors.missed.rows] * size + nothing,
        nothing * size + pairs.pred.type[errors.spurious.rows],
    ]
    table = np.bincount(np.concatenate(cells), minlength=size * size).reshape(size, size)
    return Counter({(names[i], names[j]): int(table[i, j]) for i, j in np.argwhere(table).tolist()})


def _unpaired(rows: Integers, paired: Integers, whole: dict[int, int]) -> Unpaired:
    rest = np.setdiff1d(rows, paired, assume_unique=True)
    wholes = np.array([whole.get(row, NO_WHOLE) for row in rest.tolist()], dtype=np.int64)
    return Unpaired(rows=rest, wholes=wholes)


def _splitting(pairs: MentionPairs, chosen: Edges) -> dict[int, int]:
    """Prediction → the first gold mention that it is a part of."""
    edges = pairs.same_type
    partner = np.full(len(pairs.gold), NO_WHOLE)
    partner[chosen.gold] = chosen.pred
    return _parts(pairs.gold, edges.gold, pairs.pred, edges.pred, partner)


def _merged(pairs: MentionPairs, chosen: Edges) -> dict[int, int]:
    """Gold mention → the first prediction that it is a part of."""
    edges = pairs.same_type
    partner = np.full(len(pairs.pred), NO_WHOLE)
    partner[chosen.pred] = chosen.gold
    return _parts(pairs.pred, edges.pred, pairs.gold, edges.gold, partner)


def _parts(
    whole_table: SpanTable, wholes: Integers, part_table: SpanTable, parts: Integers, partner: Integers
) -> dict[int, int]:
    """Mentions over a whole of their type whose partner, by alignment, is another part of that type, apart from them.

    For a split the whole is the gold mention and the parts are predictions, for a merge the other way round. A mention
    nested in another part is no part of its own. (The whole and its partner, of one type, differ in their spans, since
    exact pairs are not among the edges.)
    """
    other = partner[wholes]
    apart = (part_table.end[parts] <= part_table.start[other]) | (part_table.end[other] <= part_table.start[parts])
    fits = (other != NO_WHOLE) & (part_table.type[other] == whole_table.type[wholes]) & apart
    found = sorted(zip(parts[fits].tolist(), wholes[fits].tolist(), strict=True), reverse=True)
    return dict(found)  # the first whole of several, which is the last here
