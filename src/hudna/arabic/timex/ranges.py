"""Two dates or lengths of which the first is short of what the second tells: «من 10 إلى 15 مايو», «3-5 أيام».

Each is an expression of its own. The first takes month, year or unit from the second, and its anchor is the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .calendar import is_day
from .dates import LOOSE_YEARS, read_date, read_day_number, skip
from .durations import read_length
from .expression import Expression, Meaning, Reading, expression
from .lexicon import lexicon
from .meanings import Calendar, Fixed, Weekday
from .numerals import plain, read_integer, read_number
from .words import Words

_DASHES = ("-", "–", "—")
_MOST_YEARS = 6


def read_range(words: Words, index: int) -> Reading:
    """Two expressions that begin with a word and share a part; nothing where none do."""
    return _days(words, index) or _lengths(words, index) or _years(words, index)


def _days(words: Words, index: int) -> Reading:
    """«10 إلى 15 مايو», «يومي 10 و11 مايو», «بين الخامس والعاشر من مايو»."""
    day = read_day_number(words, skip(words, index, "day_word"))
    second = _behind_connector(words, day.stop) if day else None
    if day is None or second is None:
        return ()
    inner, at = second
    date = read_date(inner, at)
    meaning = date.meaning if date else None
    if (
        date is None
        or not isinstance(meaning, Calendar)
        or meaning.day is None
        or not is_day(meaning.month, day.number)
    ):
        return ()
    if read_day_number(inner, at) is None:
        return ()
    first = expression(words, index, day.stop, "DATE", replace(meaning, day=day.number))
    return replace(first, lent=True), date


def _behind_connector(words: Words, index: int) -> tuple[Words, int] | None:
    """The words and the index where the second part of a range begins: behind «إلى», «و», a dash."""
    if words.gap(index) in _DASHES:
        return words, index
    to = lexicon("range_to").after(words, index)
    if to and words.joined(to.stop):
        return words, to.stop
    form = words.at(index)
    if form in ("و", "او") and words.joined(index + 1):
        return words, index + 1
    return (words.beheaded(index, form[1:], "و"), index) if form.startswith("و") and len(form) > 1 else None


def _lengths(words: Words, index: int) -> Reading:
    """«3 إلى 5 أيام», «ثلاثة أو أربعة أسابيع», «3-5 أيام»."""
    if words.form(index).isdigit() and words.gap(index) in _DASHES:
        return ()
    number = read_number(words, index)
    second = _behind_connector(words, number.stop) if number else None
    length = read_length(*second) if second else None
    if number is None or second is None or length is None or not isinstance(length.meaning, Fixed):
        return ()
    value = length.meaning.value or ""
    other = read_number(*second)
    text = plain(other.value) if other else ""
    if not text or value.count(text) != 1 or length.mod or number.value >= (other.value if other else 0):
        return ()
    first = expression(words, index, number.stop, "DURATION", Fixed(value.replace(text, plain(number.value))))
    return replace(first, lent=True), length


def _years(words: Words, index: int) -> Reading:
    """«عامي 2019 و2020», «بين 2018 و2020», «2018-2020»: a second year right behind the first; more behind «أعوام»."""
    named = lexicon("year_word").at(words, index)
    at = named.stop if named and words.joined(named.stop) else index
    first = read_integer(words, at, most=4)
    told = at > index or lexicon("point_before").has(words.before(index)) or words.gap(index) == "("
    if first is None or first not in LOOSE_YEARS or not told:
        return ()
    found = [expression(words, index, at + 1, "DATE", Fixed(f"{first:04d}"))]
    while len(found) < _MOST_YEARS and (more := _next_year(words, found[-1].stop)):
        found.append(more)
    return tuple(found) if len(found) > 1 else ()


def _next_year(words: Words, index: int) -> Expression | None:
    second = (words, index) if words.gap(index) in ("/", "،") else _behind_connector(words, index)
    year = read_integer(*second, most=4) if second else None
    if second is None or year is None or year not in LOOSE_YEARS:
        return None
    return expression(words, second[1], second[1] + 1, "DATE", Fixed(f"{year:04d}"))


def share(words: Words, expressions: Sequence[Expression]) -> list[Expression]:
    """What joined expressions share: «27 سبتمبر إلى 10 نوفمبر 2020» the year, «السبت والأحد المقبلين» the deictic."""
    shared = list(expressions)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        meaning = _completed(words, first, second)
        if meaning and _connected(words, first, second):
            shared[index] = replace(first, meaning=meaning, lent=isinstance(meaning, Calendar))
    return shared


def _completed(words: Words, first: Expression, second: Expression) -> Meaning | None:
    """The meaning of the first with what the second tells and the first lacks; None where there is nothing."""
    one, other = first.meaning, second.meaning
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        return _with_year(one, other)
    if isinstance(one, Weekday) and isinstance(other, Weekday) and one.shift is None and one.week is None:
        return replace(one, shift=other.shift) if lexicon("dual_deictic").has(words.form(second.stop - 1)) else None
    return None


def _with_year(first: Calendar, second: Calendar) -> Meaning | None:
    """In the year of the second, or the one before where the first comes later; None where the day has none."""
    if first.year is not None or first.shift is not None or not isinstance(second.year, int):
        return None
    year = second.year - ((first.month, first.day or 1) > (second.month, second.day or 31))
    return replace(first, year=year) if first.day is None or is_day(first.month, first.day, year) else None


def _connected(words: Words, first: Expression, second: Expression) -> bool:
    found = _behind_connector(words, first.stop)
    return found is not None and found[1] == second.first
