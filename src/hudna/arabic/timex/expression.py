"""What reading gives before the dateline is looked at: expressions with a meaning, and how meanings get a value."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from hudna.model import TimexMod

from .words import Words

TimexType = Literal["DATE", "TIME", "DURATION"]
Anchor = Literal["dateline"] | int | None
"""What a value was worked out from: the dateline, another match by its index, or nothing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The text of a TIMEX3 value, None where ISO 8601 has none, and what it was worked out from."""

    value: str | None
    anchor: Anchor = None


@dataclass(slots=True)
class Context:
    """What the words around an expression tell: the dateline, and the values of the matches before it.

    `near` is the date of the match right before, if it stands in the same sentence. `note` keeps the rest up to date,
    so that no look-back takes longer the longer the text is.
    """

    dateline: datetime.date | None
    index: int = 0
    near: Resolved | None = None
    _latest: dict[str, Resolved] = field(default_factory=dict)

    def latest(self, unit: str = "Y") -> Resolved | None:
        """The last date before that tells at least a year (Y), a month (M), a week (W) or a day (D)."""
        return self._latest.get(unit)

    def note(self, value: str | None) -> None:
        """Take in the value of the match that was just resolved."""
        date = value.partition("T")[0] if value and value[:4].isdigit() else ""
        if date:
            for unit in _units_told(date):
                self._latest[unit] = Resolved(date, self.index)
        self.index += 1


class Meaning(Protocol):
    """What an expression says, apart from where it is said."""

    def resolve(self, context: Context) -> Resolved:
        """Its value in a context."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression from word `first` up to word `stop` (not in it); its text is from `start` to `end`.

    `lent`: it lacks a month or year that the next expression lends it («10» in «من 10 إلى 15 مايو»).
    """

    first: int
    stop: int
    start: int
    end: int
    type: TimexType
    meaning: Meaning
    mod: TimexMod | None = None
    lent: bool = False


Reading = Sequence[Expression]
"""What a reader gives at a word: nothing, one expression, or two that share a part."""


def expression(
    words: Words, first: int, stop: int, type_: TimexType, meaning: Meaning, mod: TimexMod | None = None
) -> Expression:
    """An expression that ends with its last word."""
    start, end = words.start(first), words.ends[stop - 1]
    return Expression(first=first, stop=stop, start=start, end=end, type=type_, meaning=meaning, mod=mod)


def from_word(words: Words, first: int, rest: Expression) -> Expression:
    """An expression that begins farther left than was read, with word `first`."""
    return replace(rest, first=first, start=words.start(first))


_FULL_DATE = len("2020-11-10")
_MONTH = len("2020-11")


def _units_told(date: str) -> str:
    if len(date) == _FULL_DATE and date[5] != "W":
        return "YMWD"
    if len(date) == _MONTH and date[5].isdigit():
        return "YM"
    return "YW" if date[5:6] == "W" else "Y"
