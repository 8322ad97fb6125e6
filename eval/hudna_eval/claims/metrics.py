"""Metrics of numeric claims: a ladder of six rungs, each including the one before, and each slot by itself.

The definition aligns claims one-to-one by the sum of span IoU, ties by equal value, and then asks of each pair
whether the spans are the same, and the values too, and so on. All rungs are multiset intersections: 1 - IoU is a
metric, so by the triangle inequality two claims on one span can always be paired with each other without loss; among
the claims on one span the alignment is free, and the tie-break pairs equal values, and among those the ones that
agree on most rungs: pairing from the highest rung down takes nothing from the rungs below, as each rung only divides
the classes of the one before. So there is nothing to search for; slots alone need the alignment itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hudna.model import NumericClaim
from hudna_eval.claims.alignment import ClaimPair, rungs
from hudna_eval.claims.frames import ClaimFrame, place, scaled
from hudna_eval.counts import Accuracy, Counts, matched

SLOTS: dict[str, Callable[[ClaimFrame], Any]] = {
    "value": lambda claim: claim.value,
    "mod": lambda claim: claim.mod,
    "interval": lambda claim: claim.interval,
    "unit_norm": lambda claim: claim.unit_norm,
    "quantified": lambda claim: claim.quantified,
    "about": lambda claim: claim.about,
    "attribution": lambda claim: claim.attribution,
    "stance": lambda claim: claim.stance,
}
"""The slots whose accuracy is reported, and what must be equal."""

MAY_BE_EMPTY = frozenset(("quantified", "about", "attribution", "stance"))
"""Slots that most claims leave empty, or some."""


def q(gold: Iterable[NumericClaim], pred: Iterable[NumericClaim]) -> Counts:
    """`claims.q`: the span of the number agrees, or that of the claim where it has no number («more than a month»)."""
    return matched(map(place, gold), map(place, pred))


def qv(gold: Iterable[NumericClaim], pred: Iterable[NumericClaim]) -> Counts:
    """`claims.qv`: as `q`, and the values are equal (relative tolerance 0); a value absent on both sides is equal.

    Decimals compare as numbers (44 and 44.0 are equal), durations by their length (P1W and P7D). A proportion given
    as a fraction of 1 (`unit_norm` "fraction") is compared as percent. No other unit plays a part: 5 percent, 5
    percentage points and 5 persons have one value here, and differ in `qvmu`. Words of magnitude are of the value,
    never of the unit: 2 with the unit "thousand" is not 2000. Numbers that are nearly equal: see
    `hudna_eval.claims.tolerance`.
    """
    return matched(
        ((place(claim), scaled(claim.value, claim)) for claim in gold),
        ((place(claim), scaled(claim.value, claim)) for claim in pred),
    )


def qvm(gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> Counts:
    """`claims.qvm`: as `qv`, and modifier and interval (`mod`, `low`, `high`) are equal, absent bounds included."""
    return _matched_up_to(3, gold, pred)


def qvmu(gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> Counts:
    """`claims.qvmu`: as `qvm`, and `unit_norm` is equal; "fraction" is "percent", as its value is.

    Nothing else is "percent", a percentage point least of all.
    """
    return _matched_up_to(4, gold, pred)


def qvmua(gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> Counts:
    """`claims.qvmua`: as `qvmu`, and what is counted agrees.

    `quantified` names the same set of mention spans; `about` the same role of an event of the same trigger and type.
    """
    return _matched_up_to(5, gold, pred)


def claim(gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> Counts:
    """`claims.claim`: as `qvmua`, and the attribution chain is the same list of (source span or None, cue span)."""
    return _matched_up_to(6, gold, pred)


def slots(pairs: Sequence[ClaimPair]) -> dict[str, Accuracy]:
    """The accuracy of each slot on aligned claims.

    A slot of `MAY_BE_EMPTY` is no case where neither side has anything: what a system never says it is not right about.
    """
    return {name: _accuracy([(slot(gold), slot(pred)) for gold, pred in pairs], name) for name, slot in SLOTS.items()}


def _accuracy(values: Sequence[tuple[Any, Any]], name: str) -> Accuracy:
    asked = [(gold, pred) for gold, pred in values if gold or pred] if name in MAY_BE_EMPTY else values
    return Accuracy(sum(gold == pred for gold, pred in asked), len(asked))


def attribution(pairs: Sequence[ClaimPair]) -> Counts:
    """Chains on aligned claims, each found only as a whole; the empty chain is no chain, so it is neither side's."""
    chains = [(gold.attribution, pred.attribution) for gold, pred in pairs]
    tp = sum(gold == pred for gold, pred in chains if gold)
    return Counts(tp, sum(bool(pred) for _, pred in chains) - tp, sum(bool(gold) for gold, _ in chains) - tp)


def _matched_up_to(rung: int, gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> Counts:
    return matched((rungs(claim)[:rung] for claim in gold), (rungs(claim)[:rung] for claim in pred))
