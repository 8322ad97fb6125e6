"""What a quantity is, and how its fields are to be read.

A quantity is a numeral (digits, number words, a magnitude word such as «مئات», a fraction) or an implicit «one» with a
unit of time, where the text *counts* something with it, gives a *proportion*, or a *length of time*.

It is none in a date, a clock time, an ordinal («الدورة الـ44»), a name or label («القرار 242», «إف-16», a version, a
telephone number), in «أحد» and in idioms («من طرف واحد»). A bare number that nothing counts, bounds or introduces is
left out as well: it may be anything.

| kind | number | unit | value |
|---|---|---|---|
| COUNT | the numeral, its magnitude word and article inside | the counted noun, first word or known phrase | Decimal |
| PROPORTION | the numeral, or the fraction's word | «المئة», «%», or the fraction's word | percent, or part of 1 |
| DURATION | the numeral; the dual of «شهرين»; «نصف» of «شهر ونصف» | the first word of time | Duration in that unit |

`mod` is EXACT unless words loosen or bound the number: then `modifier` is their span, without proclitics. A modifier
holds for numbers coordinated with its own («حوالي 44 جنديا و12 مدنيا»), but its span stands on the first only.

| mod | value | low | high |
|---|---|---|---|
| EXACT | yes | value | value |
| APPROX | yes | None | None |
| MORE_THAN, EQUAL_OR_MORE | yes | value | None |
| LESS_THAN, EQUAL_OR_LESS | yes | None | value |
| VAGUE: a magnitude («مئات»: 200 to 999), an interval («بين 10 و15») | None | least | greatest |

A bound given by MORE_THAN or LESS_THAN is itself excluded. A fraction without finite decimal is rounded to six places.
A deadline («خلال أسبوع») looks like a stretch of the past and is not told from it: `mod` says nothing of it.

Source: annotation guidelines of Hudna, section 8; MeasEval (Harper et al. 2021) for modifiers, TIMEX3 for durations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hudna.model import ClaimKind, ClaimMod, Span
from hudna.values import Duration

Value = Decimal | Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in a text; all offsets are code points of the untouched text.

    `start` and `end` reach from the first part to the last: modifier, number, unit, and what «ونصف» adds to it.
    `number` is None for an implicit «one» only, `unit` where the number stands for what it counts («بينهم 12»), `value`
    with VAGUE only. `unit_norm` names what is counted in English (soldier, percent, week), None for an unlisted noun.
    """

    start: int
    end: int
    number: Span | None
    modifier: Span | None = None
    unit: Span | None = None
    kind: ClaimKind
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    mod: ClaimMod
    unit_norm: str | None = None

    @property
    def span(self) -> Span:
        """The whole extent."""
        return Span(self.start, self.end)

    def moved(self, by: int) -> Quantity:
        """The same quantity in a text that has `by` more code points before it."""
        return replace(
            self, start=self.start + by, end=self.end + by, number=_moved(self.number, by),
            modifier=_moved(self.modifier, by), unit=_moved(self.unit, by),
        )  # fmt: skip


def _moved(span: Span | None, by: int) -> Span | None:
    return span and Span(span.start + by, span.end + by)


def interval(mod: ClaimMod, value: Value) -> tuple[Value | None, Value | None]:
    """The bounds that a modifier leaves of a value: (low, high), None for an open end."""
    low = None if mod in ("APPROX", "LESS_THAN", "EQUAL_OR_LESS") else value
    high = None if mod in ("APPROX", "MORE_THAN", "EQUAL_OR_MORE") else value
    return low, high
