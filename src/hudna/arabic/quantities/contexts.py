"""Where a number counts nothing: dates, clock times, labels, names, versions, telephone numbers, scores."""

from __future__ import annotations

from .figures import Figure
from .lexicon import context
from .tokens import Tokens, is_digits

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LIKELY_YEARS = range(1900, 2100)
_YEAR_DIGITS = 4
_GLUE_BEFORE = frozenset("-–—/\\.@#_+=&~*×^")
_GLUE_AFTER = frozenset("-–—/\\_@=&~*×^")
_LETTERS = 2
_CHANGE_WINDOW = 6
_SERIAL_DIGITS = 3


def counts_nothing(tokens: Tokens, figure: Figure) -> bool:
    """Whether the surroundings make a figure something else than a number of things, whatever follows it."""
    return (
        _is_glued(tokens, figure) or _is_named(tokens, figure) or _is_serial(tokens, figure) or is_date(tokens, figure)
    )


def is_date(tokens: Tokens, figure: Figure) -> bool:
    """Whether a figure is a day before its month, a year after «عام», or an hour after «الساعة»."""
    before = tokens.previous(figure.first)
    if before in context("clock") or before in context("ordinal"):
        return True
    after = figure.last + 2 if tokens.next(figure.last) == "من" else figure.last + 1
    if tokens.joined(after - 1) and names_month(tokens, after):
        return True
    in_a_year = (
        figure.value is not None
        and _FIRST_YEAR <= figure.value <= _LAST_YEAR
        and not tokens.word(figure.last).count(",")
    )
    return in_a_year and (before.lstrip("ولبف") in context("year_before") or _follows_month(tokens, figure.first))


def may_be_year(tokens: Tokens, figure: Figure) -> bool:
    """Whether a figure of four digits from 1900 to 2099 may be a year, as nothing listed is counted."""
    word = tokens.word(figure.last)
    return figure.shape == "DIGITS" and len(word) == _YEAR_DIGITS and word.isdecimal() and int(word) in _LIKELY_YEARS


def names_month(tokens: Tokens, index: int) -> bool:
    """Whether the name of a month begins with token `index`."""
    word = tokens.word(index)
    return word in context("month") or f"{word} {tokens.next(index)}" in context("month")


def names_time(tokens: Tokens, index: int) -> bool:
    """Whether token `index` is a weekday, a month or a year in digits: what a unit of time before it belongs to."""
    word = tokens.word(index)
    return word in context("weekday") or names_month(tokens, index) or (is_digits(word) and len(word) == _YEAR_DIGITS)


def tells_change(tokens: Tokens, index: int) -> bool:
    """Whether a word of change («ارتفع») stands shortly before token `index`: then «من … إلى …» is no interval."""
    words = tokens.words[max(0, index - _CHANGE_WINDOW) : index]
    return any(word in context("change") or word.lstrip("ولفب") in context("change") for word in words)


def _is_glued(tokens: Tokens, figure: Figure) -> bool:
    """Digits of a name, a score, an address: «إف-16», «3-1», «v1/2», «5G»."""
    if figure.shape != "DIGITS":
        return False
    before = tokens.before_position(tokens.starts[figure.first])
    after = tokens.form[figure.end : figure.end + 1]
    latin = tokens.touching(figure.last) and after.isascii()
    lone = tokens.touching(figure.last) and len(tokens.word(figure.last + 1)) < _LETTERS
    return before in _GLUE_BEFORE or after in _GLUE_AFTER or latin or (lone and tokens.word(figure.last + 1) != "و")


def _is_named(tokens: Tokens, figure: Figure) -> bool:
    """A number after «القرار», «إف» and their like, or in a wish («ألف شكر»)."""
    before = tokens.previous(figure.first)
    label = (
        before in context("label")
        or before.removeprefix("و") in context("label")
        or (before.isascii() and before.isalpha())
    )
    return label or (figure.shape == "WORDS" and tokens.next(figure.last) in context("idiom"))


def _is_serial(tokens: Tokens, figure: Figure) -> bool:
    """A group of digits among others, as in telephone numbers; and digits that begin with zeros."""
    if figure.shape != "DIGITS":
        return False
    word = next(word for word in tokens.words[figure.first : figure.last + 1] if is_digits(word))
    zero = word[0] == "0" and word.isdecimal() and len(word) >= _SERIAL_DIGITS
    before, after = tokens.previous(figure.first), tokens.next(figure.last)
    year = len(before) == _YEAR_DIGITS and before.isdecimal() and int(before) in _LIKELY_YEARS
    return zero or is_digits(after) or (is_digits(before) and not figure.proclitic and not year)


def _follows_month(tokens: Tokens, index: int) -> bool:
    before = tokens.previous(index)
    two = f"{tokens.previous(index - 1)} {before}" if before else ""
    return before in context("month") or two in context("month")
