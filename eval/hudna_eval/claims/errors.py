"""What went wrong with numeric claims: faults along the ladder, and confusion of labels, from one alignment.

The alignment is that of `hudna_eval.claims.alignment`. Every gold claim is in one class of `correct`, `FAULTS` and
`missed`, every prediction in one of `correct`, `FAULTS` and `spurious`, so that the classes add up to both. A claim
with several faults is in the class of the first one, in the order of the ladder (`hudna_eval.claims.metrics`): so
the claims that reach a rung are those whose class lies behind it.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hudna.model import NumericClaim
from hudna.values import Duration, Quantity
from hudna_eval.claims.alignment import ClaimPair, align_claims
from hudna_eval.claims.frames import ClaimFrame, place
from hudna_eval.comparison import Comparison
from hudna_eval.mistakes.confusions import NONE, NOTHING, Confusion, nested
from hudna_eval.mistakes.mistake import Mistake, Place
from hudna_eval.mistakes.rows import in_text_order, known_surface
from hudna_eval.scope import Annotation

FAULTS = ("span", "digit", "magnitude", "modifier", "bound", "unit", "counted", "attribution")
"""What can be wrong with an aligned claim, in the order of the ladder. A wrong modifier comes with wrong bounds as a
rule, so it is named first."""

CLASSES = ("correct", *FAULTS, "missed", "spurious")

LABELS = ("mod", "unit_norm", "kind")
"""The slots of claims whose confusion is counted."""

_OPEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimErrors:
    """Numbers of claims by class and of faults by kind, and of (gold label, predicted label) of a slot; they add.

    `classes` has each claim once, `faults` each fault of an aligned claim. In the confusions a claim without partner
    meets `NOTHING`; an absent unit is `NONE`.
    """

    classes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    mod: Confusion = field(default_factory=Counter)
    unit_norm: Confusion = field(default_factory=Counter)
    kind: Confusion = field(default_factory=Counter)

    def add(self, other: ClaimErrors) -> None:
        """Add the numbers of another article to these."""
        self.classes.update(other.classes)
        self.faults.update(other.faults)
        for name in LABELS:
            getattr(self, name).update(getattr(other, name))

    def plain(self) -> dict[str, dict[str, Any]]:
        """For JSON: `errors` (class → number), `faults` (kind → number), and per slot gold → predicted → number."""
        return {
            "errors": {name: self.classes[name] for name in CLASSES},
            "faults": {name: self.faults[name] for name in FAULTS},
            **{name: nested(getattr(self, name)) for name in LABELS},
        }


def claim_errors(comparison: Comparison, details: bool = False) -> tuple[ClaimErrors, list[Mistake]]:
    """The errors of one article, and with `details` a row for each fault, missed and spurious claim, in text order.

    A row stands at the number of the claim. Its label is what the fault is about where that is one value (value,
    bounds as `low/high` with `..` for an open one, modifier, unit), else the kind of the claim.
    """
    errors = ClaimErrors()
    gold, pred = comparison.gold.claim_frames, comparison.pred.claim_frames
    if not gold and not pred:
        return errors, []
    pairs = align_claims(gold, pred)
    missed, spurious = _without(gold, [one for one, _ in pairs]), _without(pred, [other for _, other in pairs])
    found = [faults(one, other) for one, other in pairs]
    errors.classes.update(own[0] if own else "correct" for own in found)
    errors.classes.update(missed=len(missed), spurious=len(spurious))
    errors.faults.update(fault for own in found for fault in own)
    for name in LABELS:
        confusion = getattr(errors, name)
        confusion.update((_label(one, name), _label(other, name)) for one, other in pairs)
        confusion.update((_label(claim, name), NOTHING) for claim in missed)
        confusion.update((NOTHING, _label(claim, name)) for claim in spurious)
    return errors, in_text_order(_mistakes(comparison, pairs, missed, spurious)) if details else []


def faults(gold: ClaimFrame, pred: ClaimFrame) -> list[str]:
    """What is wrong with a predicted claim, in the order of `FAULTS`; nothing where every rung of the ladder agrees.

    `span`: the number spans overlap only. `magnitude`: the value is 10^k times that of gold, k not 0; `digit`: it
    differs in any other way, absent on one side included. `bound`: low or high differ, but the value does not.
    `counted`: the mentions counted, or the event and role that the number fills. `attribution`: the chain.
    """
    value = value_fault(gold.value, pred.value)
    wrong = {
        "span": gold.place != pred.place,
        "digit": value == "digit",
        "magnitude": value == "magnitude",
        "modifier": gold.mod != pred.mod,
        "bound": value is None and gold.interval != pred.interval,
        "unit": gold.unit_norm != pred.unit_norm,
        "counted": (gold.quantified, gold.about) != (pred.quantified, pred.about),
        "attribution": gold.attribution != pred.attribution,
    }
    return [fault for fault in FAULTS if wrong[fault]]


def value_fault(gold: Quantity | None, pred: Quantity | None) -> str | None:
    """`magnitude`, `digit`, or None for equal values, also absent on both sides.

    Decimals compare as numbers, durations by their length in seconds (P1D and P10D differ in magnitude).
    """
    if gold == pred:
        return None
    if gold is None or pred is None or type(gold) is not type(pred):
        return "digit"
    return "magnitude" if _significand(gold) == _significand(pred) else "digit"


def _significand(value: Quantity) -> tuple[int, str]:
    """Sign and digits without zeros at the end; by digits, as arithmetic on decimals rounds."""
    number = value.seconds if isinstance(value, Duration) else value
    sign, digits, _ = number.as_tuple()
    return sign, "".join(map(str, digits)).strip("0")


def _label(claim: ClaimFrame, name: str) -> str:
    label: str | None = getattr(claim, name)
    return NONE if label is None else label


def _without(claims: Sequence[ClaimFrame], taken: Iterable[ClaimFrame]) -> list[ClaimFrame]:
    """What of `claims` is not among `taken`. Equal frames are as good as each other."""
    return list((Counter(claims) - Counter(taken)).elements())


def _mistakes(
    comparison: Comparison, pairs: Sequence[ClaimPair], missed: Sequence[ClaimFrame], spurious: Sequence[ClaimFrame]
) -> Iterator[Mistake]:
    text = comparison.text
    golds, preds = _Claims(comparison.gold), _Claims(comparison.pred)
    for one, other in pairs:
        gold, pred = golds.next_of(one), preds.next_of(other)
        for fault in faults(one, other):
            here, there = _place(gold, fault, text), _place(pred, fault, text)
            yield Mistake(layer="claim", kind=fault, gold=here, pred=there)
    for frame in missed:
        yield Mistake(layer="claim", kind="missed", gold=_place(golds.next_of(frame), "missed", text))
    for frame in spurious:
        yield Mistake(layer="claim", kind="spurious", pred=_place(preds.next_of(frame), "spurious", text))


class _Claims:
    """Gives frames their claims back, equal frames in the order of extent and id."""

    def __init__(self, side: Annotation) -> None:
        self._waiting: defaultdict[ClaimFrame, deque[NumericClaim]] = defaultdict(deque)
        both = zip(side.claim_frames, side.claims, strict=True)
        for frame, claim in sorted(both, key=lambda item: (item[1].start, item[1].end, item[1].id)):
            self._waiting[frame].append(claim)

    def next_of(self, frame: ClaimFrame) -> NumericClaim:
        """A claim that makes this frame, each once."""
        return self._waiting[frame].popleft()


_SHOWN: Mapping[str, Callable[[NumericClaim], str]] = {
    "digit": lambda claim: _written(claim.value, NONE),
    "magnitude": lambda claim: _written(claim.value, NONE),
    "bound": lambda claim: f"{_written(claim.low, _OPEN)}/{_written(claim.high, _OPEN)}",
    "modifier": lambda claim: claim.mod,
    "unit": lambda claim: claim.unit_norm or NONE,
}


def _written(value: Quantity | None, absent: str) -> str:
    if value is None:
        return absent
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _place(claim: NumericClaim, fault: str, text: str | None) -> Place:
    span = place(claim)
    label = _SHOWN[fault](claim) if fault in _SHOWN else claim.kind
    shown = known_surface((span,), text, _stored(claim))
    return Place(id=claim.id, label=label, spans=(span,), text=shown)


def _stored(claim: NumericClaim) -> str | None:
    """The surface of the number by that of the claim, if it is whole."""
    if claim.text is None or len(claim.text) != len(claim.span):
        return None
    span = place(claim)
    return claim.text[span.start - claim.start : span.end - claim.start]
