"""Numbers as dates and lengths have them: «14», «خمسة عشر», «ألفين وعشرين», and ordinals: «الحادي والعشرين».

A phrase of number words goes on only where each word stands right after the one before it.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from hudna.arabic.numerals import NUMBER_WORDS
from hudna.arabic.quantities import Cardinal, read_cardinal

from .lexicon import lexicon
from .words import Words

_LONGEST = 12
"""Words of the longest number that is read."""

_BETWEEN = frozenset({"و", "فاصل", "فاصله"})
_MAX_DIGITS = 12
"""Longer digit strings are account numbers or noise."""


class Ordinal(NamedTuple):
    """An ordinal read, and the index after its last word."""

    value: int
    stop: int


def read_number(words: Words, index: int) -> Cardinal | None:
    """The longest cardinal that begins with a word, in digits or in words, «15 ألف» too; None where none does."""
    first = words.form(index)
    if not first or (first[0].isdigit() and (len(first) > _MAX_DIGITS or ":" in first)):
        return None
    rest = takewhile(_may_go_on, (words.at(index + step) for step in range(1, _LONGEST)))
    number = read_cardinal([first, *rest])
    return Cardinal(number.value, index + number.stop) if number else None


def _may_go_on(form: str) -> bool:
    """Whether a word behind the first may belong to its number; the grammar has the last word."""
    return form in NUMBER_WORDS or form[1:] in NUMBER_WORDS or form in _BETWEEN or form[:1].isdigit()


def read_integer(words: Words, index: int, *, most: int) -> int | None:
    """The number of a word of at most `most` plain digits."""
    form = words.form(index)
    return int(form) if form.isdecimal() and len(form) <= most else None


def read_ordinal(words: Words, index: int) -> Ordinal | None:
    """An ordinal with the article, 1 to 59, either gender: «العاشر», «الحادية عشرة», «السابع والعشرين», «الثلاثين»."""
    unit = lexicon("ordinal_unit").at(words, index)
    tens_form = words.at(unit.stop) if unit else ""
    if unit and tens_form.startswith("و"):
        tens = lexicon("ordinal_tens").at(words.beheaded(unit.stop, tens_form[1:], "و"), unit.stop)
        if tens:
            return Ordinal(int(unit.value) + int(tens.value), tens.stop)
    whole = lexicon("ordinal").at(words, index) or lexicon("ordinal_tens").at(words, index)
    return Ordinal(int(whole.value), whole.stop) if whole else None


def plain(number: Decimal) -> str:
    """A decimal without exponent and trailing zeros: «1.5», «10»."""
    return format(number.normalize(), "f")
