"""A quantity with the tokens that it takes, and how its parts become one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from hudna.model import ClaimKind, ClaimMod, Span

from .figures import Figure
from .model import Quantity, Value, interval
from .modifiers import Modifier, modifier_after, modifier_before
from .times import Half, half_after
from .tokens import Tokens
from .unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A quantity, its first and last token, and what bears on the one after it.

    `proclitic` stands right before it; `bounded` says that a modifier before it, or before the first of those that it
    is coordinated with, holds; `continues` that its unit is that of the quantity before.
    """

    quantity: Quantity
    first: int
    last: int
    proclitic: str = ""
    bounded: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a quantity in positions of the form, and its first and last token so far."""

    first: int
    last: int
    number: tuple[int, int] | None
    unit: tuple[int, int] | None
    reach: int = 0
    proclitic: str = ""


def measured(tokens: Tokens, figure: Figure, unit: Unit) -> Reading:
    """A figure with its unit, what «ونصف» adds, and the modifier around them."""
    half = half_after(tokens, unit.last, unit.time) if unit.time and unit.last > figure.last and figure.value else None
    parts = Parts(
        first=min(figure.first, unit.first), last=half.last if half else max(figure.last, unit.last),
        number=(figure.start, figure.end), unit=_positions(unit), reach=half.reach if half else 0,
        proclitic=figure.proclitic,
    )  # fmt: skip
    modifier = modifier_around(tokens, parts)
    if figure.value is None:
        return between(tokens, parts, unit, figure.low, figure.high, modifier)
    value = _value(figure, unit, half)
    return exact(tokens, parts, value, unit.kind, unit.norm, modifier, continues=unit.continues)


def exact(
    tokens: Tokens, parts: Parts, value: Value, kind: ClaimKind, norm: str | None, modifier: Modifier | None, *,
    continues: bool = False,
) -> Reading:  # fmt: skip
    """A quantity with a value, in the bounds that its modifier leaves."""
    mod: ClaimMod = modifier.mod if modifier else "EXACT"
    low, high = interval(mod, value)
    return _reading(tokens, parts, modifier, kind, value, low, high, mod, norm, continues=continues)


def between(
    tokens: Tokens, parts: Parts, unit: Unit, low: Decimal, high: Decimal, modifier: Modifier | None
) -> Reading:
    """An interval or a magnitude: no value, but both bounds; a modifier leaves them as they are."""
    least, most = (unit.time.duration(bound) if unit.time else bound for bound in (low, high))
    return _reading(tokens, parts, modifier, unit.kind, None, least, most, "VAGUE", unit.norm, continues=unit.continues)


def modifier_around(tokens: Tokens, parts: Parts) -> Modifier | None:
    """The modifier before the parts, unless a proclitic begins them; else the one after."""
    before = None if parts.proclitic else modifier_before(tokens, parts.first)
    return before or modifier_after(tokens, parts.last)


def inheriting(reading: Reading, before: Reading) -> Reading:
    """With the modifier of the quantity that it is coordinated with; the span of the words stays with that."""
    mod, value = before.quantity.mod, reading.quantity.value
    if value is None:
        return reading
    low, high = interval(mod, value)
    return replace(reading, bounded=True, quantity=replace(reading.quantity, mod=mod, low=low, high=high))


def _value(figure: Figure, unit: Unit, half: Half | None) -> Value:
    if figure.value is None or unit.time is None:
        return figure.value or Decimal(0)
    if half:
        return unit.time.exactly(Fraction(figure.value) + half.value)
    return unit.time.exactly(figure.exact) if figure.exact else unit.time.duration(figure.value)


def _reading(
    tokens: Tokens, parts: Parts, modifier: Modifier | None, kind: ClaimKind, value: Value | None, low: Value | None,
    high: Value | None, mod: ClaimMod, norm: str | None, *, continues: bool = False,
) -> Reading:  # fmt: skip
    spans = [_span(tokens, parts.number), _span(tokens, parts.unit)]
    bound = tokens.span(modifier.start, modifier.end) if modifier else None
    reach = tokens.span(parts.reach - 1, parts.reach) if parts.reach else None
    present = [span for span in (*spans, bound, reach) if span]
    quantity = Quantity(
        start=min(span.start for span in present), end=max(span.end for span in present), number=spans[0],
        modifier=bound, unit=spans[1], kind=kind, value=value, low=low, high=high, mod=mod, unit_norm=norm,
    )  # fmt: skip
    return Reading(
        quantity=quantity, first=min(parts.first, modifier.first) if modifier else parts.first,
        last=max(parts.last, modifier.last) if modifier else parts.last, proclitic=parts.proclitic,
        bounded=bool(modifier and modifier.place == "before" and value is not None), continues=continues,
    )  # fmt: skip


def _positions(unit: Unit) -> tuple[int, int] | None:
    return None if unit.start is None or unit.end is None else (unit.start, unit.end)


def _span(tokens: Tokens, positions: tuple[int, int] | None) -> Span | None:
    return tokens.span(*positions) if positions else None
