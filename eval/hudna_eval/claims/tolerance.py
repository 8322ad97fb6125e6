"""The ladder of claims with numbers that need not be equal: they may differ by a share of gold's number.

With a tolerance, agreement is no equivalence (100 is near 99 and near 101, which are not near each other), so that
true positives are no intersection of multisets: they are a largest one-to-one matching. Only claims on equal number
spans can match, as in `hudna_eval.claims.metrics`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction

from hudna.comparisons import APPROXIMATELY
from hudna.values import Duration, Quantity
from hudna_eval.claims.alignment import rungs
from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.counts import Counts, Exact
from hudna_eval.matching.sparse import largest_matching

Rule = Callable[[ClaimFrame], Exact]
"""The relative tolerance of a gold claim, from 0."""

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
    candidates: defaultdict[Hashable, list[int]] = defaultdict(list)
    for j, claim in enumerate(pred):
        candidates[_exact(claim, depth)].append(j)
    neighbours = {
        i: [j for j in candidates.get(_exact(claim, depth), ()) if _near(claim, pred[j], depth, rule(claim))]
        for i, claim in enumerate(gold)
    }
    tp = len(largest_matching(neighbours))
    return Counts(tp, len(pred) - tp, len(gold) - tp)


def tolerance_slices(gold: Sequence[ClaimFrame], pred: Sequence[ClaimFrame]) -> dict[tuple[str, str], Counts]:
    """(slice, metric) → counts, for every rule and metric; as the slices of an article in `hudna_eval.suite`."""
    return {(name, metric): tolerant(metric, gold, pred, rule) for name, rule in RULES.items() for metric in METRICS}


def _number(quantity: Quantity) -> Fraction:
    """As a fraction, since decimal arithmetic rounds to 28 digits. Durations in seconds."""
    return Fraction(quantity.seconds if isinstance(quantity, Duration) else quantity)


def _exact(claim: ClaimFrame, depth: int) -> Hashable:
    """What must be equal up to a rung: all but the numbers."""
    return (claim.place, claim.mod, rungs(claim)[3:depth]) if depth > _QV else claim.place


def _near(gold: ClaimFrame, pred: ClaimFrame, depth: int, rtol: Exact) -> bool:
    numbers = [(gold.value, pred.value)]
    if depth > _QV:
        numbers += zip(gold.interval, pred.interval, strict=True)
    return all(within(true, said, rtol) for true, said in numbers)
