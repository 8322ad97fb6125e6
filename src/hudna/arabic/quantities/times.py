"""Units of time, and durations in ISO 8601: «72 ساعة» PT72H, «شهر ونصف» P1.5M, «عقدين» P20Y."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hudna.arabic.clitics import prefixes
from hudna.values import Duration

from .cardinals import rounded
from .lexicon import ARTICLE, forms, rows
from .numerals import fractions
from .tokens import Tokens

_SMALLER = {"PTH": ("PTM", 60), "PTM": ("PTS", 60), "PY": ("PM", 12)}


@dataclass(frozen=True, slots=True)
class TimeUnit:
    """A unit of time: its norm, its ISO 8601 designator (PTM is minute, PM month), how many of it, its number.

    `doubtful` marks a word with another meaning.
    """

    norm: str
    designator: str
    times: int
    number: str
    doubtful: bool

    def duration(self, value: Decimal) -> Duration:
        """So many of the unit."""
        return _written(self.designator, value * self.times)

    def exactly(self, value: Fraction) -> Duration:
        """A broken number of the unit; in a smaller one where only that has a finite decimal («ثلث ساعة» PT20M)."""
        value, designator = value * self.times, self.designator
        smaller = _SMALLER.get(designator)
        if smaller and Fraction(rounded(value)) != value:
            designator, value = smaller[0], value * smaller[1]
        return _written(designator, rounded(value))


@dataclass(frozen=True, slots=True)
class Half:
    """What «ونصف» adds: its value, the span of the fraction in positions of the form, the last token, the end."""

    value: Fraction
    start: int
    end: int
    last: int
    reach: int


@cache
def time_units() -> dict[str, TimeUnit]:
    """Every form of a unit of time, without article, in comparison form."""
    units: dict[str, TimeUnit] = {}
    for norm, designator, times, number, cell in rows("time_units"):
        unit = TimeUnit(norm, designator, int(times), number.split()[-1], number.startswith("doubtful"))
        units.update(dict.fromkeys(forms(cell), unit))
    return units


@cache
def time_unit(word: str) -> TimeUnit | None:
    """The unit of time that a word names, with or without the article."""
    return time_units().get(word) or time_units().get(word.removeprefix(ARTICLE))


@cache
def time_word(form: str) -> tuple[int, TimeUnit] | None:
    """The unit of time in a word and the letters of proclitics before it; None for any other word."""
    for cut in (0, *reversed(prefixes(form))):
        fused = cut and form[cut - 1 : cut + 1] == "لل"
        unit = time_units().get(form[cut + 1 :]) if fused else time_unit(form[cut:])
        if unit:
            return cut, unit
    return None


def half_after(tokens: Tokens, last: int, unit: TimeUnit) -> Half | None:
    """«ونصف», «وربع الساعة» after a word of time; before another definite noun the fraction is of that instead."""
    word = tokens.next(last)
    at, cut = (last + 2, 0) if word == "و" and tokens.joined(last + 1) else (last + 1, 1)
    own = tokens.word(at)[cut:]
    if not word.startswith("و") or own not in fractions("simple"):
        return None
    start, end = tokens.starts[at] + cut, tokens.ends[at]
    again = time_unit(tokens.next(at))
    if again and again.designator == unit.designator:
        return Half(fractions("simple")[own], start, end, at + 1, tokens.ends[at + 1])
    if again or (tokens.joined(at) and tokens.has_article(at + 1)):
        return None
    return Half(fractions("simple")[own], start, end, at, end)


def _written(designator: str, value: Decimal) -> Duration:
    return Duration(f"{designator[:-1]}{value:f}{designator[-1]}")
