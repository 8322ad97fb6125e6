"""The ladder of claims with numbers that need not be equal: they may differ by a share of gold's number.

With a tolerance, agreement is no equivalence (100 is near 99 and near 101, which are not near each other), so that
true positives are no intersection of multisets: they are a largest one-to-one matching. Only claims on equal number
spans can match, as in `hudna_eval.claims.metrics`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hudna.comparisons import APPROXIMATELY
from hudna.values import Duration, Quantity
from hudna_eval.claims.alignment import rungs
from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.counts import Counts, Exact
from hudna_eval.matching.sparse import size_of_largest_matching

Booleans = NDArray[np.bool_]

Rule = Callable[[ClaimFrame], Exact]
"""The relative tolerance of a gold claim, from 0."""

_Ranked = tuple[bool, Fraction]
"""Whether a number is a duration, and the number."""

_ABSENT = -1
"""Rank of no number."""

_QV = 2
_DEPTHS = {"claims.qv": _QV, "claims.qvm": 3, "claims.qvmu": 4, "claims.qvmua": 5, "claims.claim": 6}

METRICS = tuple(_DEPTHS)
"""The metrics that compare numbers, and so can tolerate: every rung but `claims.q`."""


def _one_percent(_: ClaimFrame) -> Exact:
    return Fraction(1, 100)


def _where_approximate(gold: ClaimFrame) -> Exact:
    return Fraction(APPROXIMATELY) if gold.mod == "APPROX" else 0


RULES: Mapping[str, Rule] = {"num:rtol1": _one_percent, "num:approx10": _where_approximate}
"""Slice → rule: 1 % of every number; 10 % where gold says «about», as `hudna.comparisons` reads it, else nothing."""


def within(gold: Quantity | None, pred: Quantity | None, rtol: Exact) -> bool:
    """Whether |gold - pred| <= rtol · |gold|, exactly; durations by length, so PT60M is PT1H.

    Absent is near absent only, a decimal near no duration, and gold 0 near 0 only. The tolerance is a share of gold's
    number, so that turning the sides can change the answer.
    Raises: ValueError for a negative tolerance.
    Source: metrics of this project; `numpy.isclose` takes the share of its second argument.
    """
    if rtol < 0:
        raise ValueError(f"found relative tolerance {rtol} against 0 or more")
    if gold is None or pred is None:
        return gold is pred
    if isinstance(gold, Duration) is not isinstance(pred, Duration):
        return False
    true, said = _number(gold), _number(pred)
    return abs(true - said) <= rtol * abs(true)


def tolerant(metric: str, gold: Sequence[ClaimFrame], pred: Sequence[ClaimFrame], rule: Rule) -> Counts:
    """The counts of `metric` (of `METRICS`) where value, low and high may differ by what `rule` allows a gold claim.

    Everything else of the rung must be equal, absent bounds included. With tolerance 0 this is the strict metric.
    Raises: KeyError for a metric that compares no numbers.
    """
    depth = _DEPTHS[metric]
    golds, preds = _by_exact(gold, depth), _by_exact(pred, depth)
    tp = sum(_agreeing(golds[key], preds[key], depth, rule) for key in golds.keys() & preds.keys())
    return Counts(tp, len(pred) - tp, len(gold) - tp)


def tolerance_slices(gold: Sequence[ClaimFrame], pred: Sequence[ClaimFrame]) -> dict[tuple[str, str], Counts]:
    """(slice, metric) → counts, for every rule and metric; as `hudna_eval.sums.Sums.slices`."""
    return {(name, metric): tolerant(metric, gold, pred, rule) for name, rule in RULES.items() for metric in METRICS}


def _number(quantity: Quantity) -> Fraction:
    """As a fraction, since decimal arithmetic rounds to 28 digits. Durations in seconds."""
    return Fraction(quantity.seconds if isinstance(quantity, Duration) else quantity)


def _by_exact(claims: Sequence[ClaimFrame], depth: int) -> dict[Hashable, list[ClaimFrame]]:
    """The claims that are equal up to a rung in all but the numbers."""
    found: dict[Hashable, list[ClaimFrame]] = {}
    for claim in claims:
        rest = (claim.mod, rungs(claim)[3:depth]) if depth > _QV else ()
        found.setdefault((claim.place, *rest), []).append(claim)
    return found


def _agreeing(golds: Sequence[ClaimFrame], preds: Sequence[ClaimFrame], depth: int, rule: Rule) -> int:
    """How many one-to-one pairs there are at most of claims whose numbers are all near."""
    rtols = [rule(claim) for claim in golds]
    slots = list(zip(_slots(golds, depth), _slots(preds, depth), strict=True))
    if len(golds) == len(preds) == 1:
        return int(all(within(true, said, rtols[0]) for (true,), (said,) in slots))
    near = np.logical_and.reduce([_near(true, said, rtols) for true, said in slots])
    return size_of_largest_matching(near)


def _slots(claims: Sequence[ClaimFrame], depth: int) -> list[list[Quantity | None]]:
    """The values of all claims, and up from modifier and interval their bounds, low and high."""
    values = [claim.value for claim in claims]
    return [values, *map(list, zip(*(claim.interval for claim in claims), strict=True))] if depth > _QV else [values]


def _near(golds: Sequence[Quantity | None], preds: Sequence[Quantity | None], rtols: Sequence[Exact]) -> Booleans:
    """Which pairs are `within` the tolerance, shape (golds, preds).

    Predicted numbers are ranked, and what is near to a gold number is a range of ranks: fractions are compared once for
    each number and not for each pair. Absent has a rank of its own.
    """
    ranked = sorted({_kind_and_number(said) for said in preds if said is not None})
    rank = {number: index for index, number in enumerate(ranked)}
    ranks = np.array([_ABSENT if said is None else rank[_kind_and_number(said)] for said in preds])
    ranges = [
        (_ABSENT, _ABSENT + 1) if true is None else _range(ranked, true, rtol)
        for true, rtol in zip(golds, rtols, strict=True)
    ]
    low, high = np.array(ranges).T[:, :, None]
    near: Booleans = (low <= ranks) & (ranks < high)
    return near


def _range(ranked: Sequence[_Ranked], true: Quantity, rtol: Exact) -> tuple[int, int]:
    kind, number = _kind_and_number(true)
    reach = rtol * abs(number)
    return bisect_left(ranked, (kind, number - reach)), bisect_right(ranked, (kind, number + reach))


def _kind_and_number(quantity: Quantity) -> _Ranked:
    return isinstance(quantity, Duration), _number(quantity)
