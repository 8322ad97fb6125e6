"""What went wrong with mentions: MUC-5 counts, classes of error and confusion of types, from one alignment.

The alignment is that of `hudna_eval.align`. Every gold mention is in one class of `correct`, `type`, `left_edge`,
`right_edge`, `both_edges`, `merge` and `missed`, every prediction in one of these with `split` and `spurious` for the
last two, so that the classes add up to the MUC-5 counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hudna.model import Mention
from hudna_eval.align import Alignment, align
from hudna_eval.mention_pairs import MentionPairs

NOTHING = "∅"
"""In the confusion of types: no gold mention, or no prediction."""

CLASSES = ("correct", "type", "left_edge", "right_edge", "both_edges", "split", "merge", "missed", "spurious")

_PARTIAL = ("left_edge", "right_edge", "both_edges")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityErrors:
    """Numbers of mentions by class, and of (gold type, predicted type) with `NOTHING` on either side; they add.

    `clitics` has what clitic-tolerant matching forgives beyond strict matching: letters in front, or "edge".
    """

    classes: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    clitics: Counter[str] = field(default_factory=Counter)

    def add(self, other: EntityErrors) -> None:
        """Add the numbers of another article to these."""
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
        confusion: dict[str, dict[str, int]] = {}
        for (gold, pred), number in sorted(self.confusion.items()):
            confusion.setdefault(gold, {})[pred] = number
        return {
            "muc5": self.muc5,
            "errors": {name: self.classes[name] for name in CLASSES},
            "confusion": confusion,
            "clitics": dict(sorted(self.clitics.items())),
        }


def entity_errors(pairs: MentionPairs, clitics: Sequence[str] = ()) -> EntityErrors:
    """The errors of one article; `clitics` are the differences that clitic-tolerant matching forgives in it."""
    alignment = _aligned(pairs)
    classes = Counter({"correct": len(pairs.exact)})
    confusion = Counter([(key[0], key[0]) for key in pairs.exact])
    classes.update(_class_of(gold, pred) for gold, pred in alignment.pairs)
    confusion.update((gold.type, pred.type) for gold, pred in alignment.pairs)
    classes.update("merge" if _is_part(gold, _turned(alignment)) else "missed" for gold in alignment.missed)
    confusion.update((gold.type, NOTHING) for gold in alignment.missed)
    classes.update("split" if _is_part(pred, alignment.pairs) else "spurious" for pred in alignment.spurious)
    confusion.update((NOTHING, pred.type) for pred in alignment.spurious)
    return EntityErrors(classes=classes, confusion=confusion, clitics=Counter(clitics))


def _aligned(pairs: MentionPairs) -> Alignment:
    """The alignment of all mentions but exact pairs, which `align` settles before any search as well.

    What overlaps one mention only, and that one nothing else, needs no search either.
    """
    golds, preds = Counter([i for i, _ in pairs.overlaps]), Counter([j for _, j in pairs.overlaps])
    alone = [(i, j) for i, j in pairs.overlaps if golds[i] == preds[j] == 1]
    settled_golds, settled_preds = {i for i, _ in alone}, {j for _, j in alone}
    rest_golds = [mention for i, mention in enumerate(pairs.golds) if i not in settled_golds]
    rest_preds = [mention for j, mention in enumerate(pairs.preds) if j not in settled_preds]
    settled = tuple((pairs.golds[i], pairs.preds[j]) for i, j in alone)
    if len(alone) == len(pairs.overlaps):
        return Alignment(pairs=settled, missed=tuple(rest_golds), spurious=tuple(rest_preds))
    rest = align(rest_golds, rest_preds)
    return Alignment(pairs=settled + rest.pairs, missed=rest.missed, spurious=rest.spurious)


def _class_of(gold: Mention, pred: Mention) -> str:
    """The class of an aligned pair. A pair of two types is an error of type, whatever its edges."""
    if gold.type != pred.type:
        return "type"
    if gold.start != pred.start:
        return "left_edge" if gold.end == pred.end else "both_edges"
    return "right_edge"


def _turned(alignment: Alignment) -> list[tuple[Mention, Mention]]:
    return [(pred, gold) for gold, pred in alignment.pairs]


def _is_part(left: Mention, pairs: Sequence[tuple[Mention, Mention]]) -> bool:
    """Whether a mention without partner lies over a whole of its type whose partner is another part, apart from it.

    For a split the whole is the gold mention and the parts are predictions, for a merge the other way round. A mention
    nested in another part is no part of its own.
    """
    return any(
        left.type == whole.type == part.type
        and _overlap(left, whole)
        and not _overlap(left, part)
        and (whole.start, whole.end) != (part.start, part.end)
        for whole, part in pairs
    )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
