"""How two numeric claims relate logically: from their intervals alone, whatever an editor would make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hudna.model import NumericClaim
from hudna.registers import Comparison, Logical
from hudna.values import Quantity

APPROXIMATELY = Decimal("0.1")
"""An APPROX claim allows this share of its value on either side, as the harness does where it tolerates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What a claim allows, in counts, percent or seconds; None is unbounded. A bound is in it unless it is open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return _reaches(self.low, self.low_open, other.high, other.high_open) and _reaches(
            other.low, other.low_open, self.high, self.high_open
        )


def interval_of(claim: NumericClaim) -> Interval:
    """The interval of a claim's words: MORE_THAN and LESS_THAN exclude their bound, APPROX allows 10 %."""
    value = _number(claim.value)
    if claim.mod == "APPROX" and value is not None:
        return Interval(low=value * (1 - APPROXIMATELY), high=value * (1 + APPROXIMATELY))
    return Interval(
        low=_number(claim.low),
        high=_number(claim.high),
        low_open=claim.mod == "MORE_THAN",
        high_open=claim.mod == "LESS_THAN",
    )


def logical(one: NumericClaim, other: NumericClaim) -> Logical:
    """`equal`: the same words of value and modifier; `compatible`: both can be true of one number; else `incompatible`.

    Raises: ValueError for claims of different kinds, which no number could satisfy or contradict together.
    """
    if one.kind != other.kind:
        raise ValueError(f"found a {one.kind} and a {other.kind} against two claims of one kind")
    if (one.mod, one.value, one.low, one.high) == (other.mod, other.value, other.low, other.high):
        return "equal"
    return "compatible" if interval_of(one).meets(interval_of(other)) else "incompatible"


def with_logical(comparison: Comparison, claims: Mapping[str, NumericClaim]) -> Comparison:
    """The comparison with its logical relation, computed; `claims` maps names such as `003:N4`.

    Raises: KeyError for an unknown claim, ValueError for claims of different kinds.
    """
    one, other = (claims[name] for name in comparison.claims)
    return replace(comparison, logical=logical(one, other))


def _number(value: Quantity | None) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return value.seconds


def _reaches(low: Decimal | None, low_open: bool, high: Decimal | None, high_open: bool) -> bool:
    """Whether a range from `low` comes before, or meets, one that ends at `high`."""
    if low is None or high is None:
        return True
    return low < high or (low == high and not low_open and not high_open)
