"""Calendar dates: «10 نوفمبر/تشرين الثاني 2020», «العاشر من الشهر الجاري», «10/11/2020», «الجمعة 9 أكتوبر».

date     [weekday [،] [الموافق]] (day-month | numeric)
month    [يوم] [day [من]] [شهر] month [second name] [year | deictic]
year     [،] [من] [عام] figures or words | من العام الماضي | من العام نفسه
numeric  d/m/yyyy | d-m-yyyy | d.m.yyyy | yyyy-m-d, the day first where the year is not
hijri    [يوم] [day [من]] [شهر] month [year] [هـ] [الموافق date]   without value, or with that of the date it equals
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from .calendar import is_day
from .expression import Expression, Meaning, expression, from_word
from .lexicon import lexicon
from .meanings import Anaphor, Calendar, DayOf, Fixed, Shifted
from .months import Month, closing, read_hijri, read_month
from .numerals import read_integer, read_number, read_ordinal
from .words import Words

YEARS = range(1000, 2200)
"""What four digits after a month or after «عام» may be."""

LOOSE_YEARS = range(1900, 2101)
"""What four digits may be that only a preposition tells to be a year."""

_HIJRI_YEARS = range(1, 1500)
_CENTURY_PIVOT = 69
_COMMAS = ("،", ",")


class Day(NamedTuple):
    """A day of a month: its number, the index after it, and whether the word can be nothing else (figures, «غرة»)."""

    number: int
    stop: int
    ordinal: bool


class Year(NamedTuple):
    """A year, or what tells it, and the index after it."""

    value: int | Meaning
    stop: int


def read_date(words: Words, index: int) -> Expression | None:
    """The longest calendar date that begins with a word."""
    readings = [read(words, index) for read in (_with_weekday, _numeric, _month_date, _hijri_date)]
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def _with_weekday(words: Words, index: int) -> Expression | None:
    """«يوم الجمعة، 9 أكتوبر», «الجمعة الموافق 9 أكتوبر»: the date gives the value."""
    weekday = lexicon("weekday").at(words, skip(words, index, "day_word"))
    if weekday is None:
        return None
    deictic = lexicon("deictic").after(words, weekday.stop)
    return date_after(words, index, deictic.stop if deictic else weekday.stop)


def date_after(words: Words, first: int, stop: int) -> Expression | None:
    """The date that goes on after a weekday, «أمس» or another date, as one expression from `first`."""
    equals = lexicon("equals").after(words, stop)
    at = equals.stop if equals else stop
    if not (words.joined(at) or words.gap(at) in (*_COMMAS, "(")):
        return None
    inner = _equated(words, at) if equals else words
    date = _numeric(inner, at) or _month_date(inner, at) or _hijri_date(inner, at)
    if date is None or (words.gap(stop) == "(" and closing(words, date.stop) == date.end):
        return None
    end = closing(words, date.stop) if words.gap(stop) == "(" else date.end
    return replace(from_word(words, first, date), end=end)


def _equated(words: Words, index: int) -> Words:
    """«الموافق لـ10», «الموافق ل10»: the preposition stands by itself or is cut from the word."""
    form = words.form(index)
    return words.beheaded(index, form[1:], "ل") if form.startswith("ل") and len(form) > 1 else words


def skip(words: Words, index: int, class_: str) -> int:
    """The index after an optional word; the same where it is absent or ends the phrase."""
    found = lexicon(class_).at(words, index)
    return found.stop if found and words.joined(found.stop) else index


def _numeric(words: Words, index: int) -> Expression | None:
    """«17/11/2018», «2018-11-17», «17.11.2018»; years of two digits from 1969 to 2068."""
    at = skip(words, index, "day_word")
    parts, stop = _numeric_parts(words, at)
    if len(parts) != len(("day", "month", "year")) or not all(part.isdecimal() for part in parts):
        return None
    if len(parts[0]) == len("2020"):
        parts.reverse()
    if len(parts[0]) > 2 or len(parts[1]) > 2 or len(parts[2]) not in (2, 4):
        return None
    day, month, year = map(int, parts)
    if lexicon("hijri_era").after(words, stop):
        return expression(words, index, stop, "DATE", Fixed(None)) if year in _HIJRI_YEARS else None
    year += (1900 if year >= _CENTURY_PIVOT else 2000) if len(parts[2]) == 2 else 0
    if year not in LOOSE_YEARS or not is_day(month, day, year):
        return None
    return expression(words, index, stop, "DATE", Calendar(year=year, month=month, day=day))


def _numeric_parts(words: Words, index: int) -> tuple[list[str], int]:
    """The figures of a numeric date and the index after them; nothing where more of them follow or go before."""
    form = words.form(index)
    if form.count(".") == 2:
        return form.split("."), index + 1
    sign = words.gap(index + 1)
    if sign not in ("/", "-") or words.gap(index + 2) != sign or sign in (words.gap(index), words.gap(index + 3)):
        return [], index
    parts = [words.form(index + step) for step in range(3)]
    return (parts, index + 3) if sign == "/" or len(parts[0]) + len(parts[2]) > 4 else ([], index)


def _month_date(words: Words, index: int) -> Expression | None:
    at = skip(words, index, "day_word")
    day = read_day_number(words, at)
    if day:
        return _dated(words, index, day)
    month_at = skip(words, at, "month_word")
    month = read_month(words, month_at)
    return _completed(words, index, month, None, told=month_at > index) if month else None


def read_day_number(words: Words, index: int) -> Day | None:
    """A day of a month: «10», «الـ10», «العاشر», «غرة»."""
    at = index + 1 if words.form(index) == "ال" and words.joined(index + 1) else index
    number = read_integer(words, at, most=2)
    if number is not None:
        return Day(number, at + 1, ordinal=False) if 1 <= number <= 31 else None
    first = lexicon("first_day").at(words, index)
    ordinal = first or read_ordinal(words, index)
    if ordinal is None or int(ordinal.value) > 31:
        return None
    return Day(int(ordinal.value), ordinal.stop, ordinal=first is None)


def _dated(words: Words, first: int, day: Day) -> Expression | None:
    """A date that has its day: then [من] and a month, or «الجاري»."""
    has_of = words.at(day.stop) == "من" and words.joined(day.stop + 1)
    at = day.stop + has_of
    if has_of and (month_told := _period_month(words, at)):
        return expression(words, first, month_told[1], "DATE", DayOf(day.number, month_told[0]))
    month_at = skip(words, at, "month_word")
    month = read_month(words, month_at) if words.joined(at) else None
    if month and (has_of or not day.ordinal):
        return _completed(words, first, month, day.number, told=True)
    deictic = lexicon("deictic").after(words, day.stop)
    if deictic is None or has_of or day.ordinal or deictic.value not in ("-1", "0", "1"):
        return None
    bare = words.form(deictic.stop - 1) in ("هذا", "هذه") or lexicon("first_day").at(words, first)
    meaning = DayOf(day.number, Shifted("M", int(deictic.value)))
    return None if bare else expression(words, first, deictic.stop, "DATE", meaning)


def _period_month(words: Words, index: int) -> tuple[Meaning, int] | None:
    """«الشهر الجاري», «هذا الشهر», «الشهر نفسه» behind a day."""
    near = lexicon("near").at(words, index)
    month = lexicon("period").at(words, near.stop if near else index)
    if month is None or month.value != "M" or (near and not words.joined(near.stop)):
        return None
    if near:
        return Shifted("M", 0), month.stop
    if deictic := lexicon("deictic").after(words, month.stop):
        return Shifted("M", int(deictic.value)), deictic.stop
    same = lexicon("same").after(words, month.stop)
    return (Anaphor("M"), same.stop) if same else None


def _completed(words: Words, first: int, month: Month, day: int | None, *, told: bool) -> Expression | None:
    """A month with the year or the deictic after it; a name that may be another word needs one, or what tells it."""
    if day is not None and not is_day(month.number, day):
        return None
    plain = expression(words, first, month.stop, "DATE", Calendar(month=month.number, day=day))
    year = read_year_after(words, month.stop, bracketed=month.end > words.ends[month.stop - 1])
    if year:
        if day is not None and isinstance(year.value, int) and not is_day(month.number, day, year.value):
            return None
        meaning = Calendar(month=month.number, day=day, year=year.value)
        return expression(words, first, year.stop, "DATE", meaning)
    deictic = lexicon("deictic").after(words, month.stop)
    if deictic and not (deictic.value == "0" and words.form(deictic.stop - 1) in ("هذا", "هذه")):
        meaning = Calendar(month=month.number, day=day, shift=int(deictic.value))
        return expression(words, first, deictic.stop, "DATE", meaning)
    if not (told or month.certain or lexicon("point_before").has(words.before(first))):
        return None
    return replace(plain, end=month.end)


def read_year_after(words: Words, index: int, *, bracketed: bool = False) -> Year | None:
    """The year behind a month: «2020», «، 2020», «من عام 2020», «عام ألفين وعشرين», «من العام الماضي»."""
    if not (words.joined(index) or words.gap(index) in ("،", ",", "/", "-") or (bracketed and words.gap(index) == ")")):
        return None
    at = index + 1 if words.form(index) == "من" and words.joined(index + 1) else index
    named = lexicon("year_word").at(words, at)
    if named and words.joined(named.stop):
        return _named_year(words, named.stop) or _period_year(words, at)
    near = lexicon("near").at(words, at)
    if near:
        return _period_year(words, at)
    year = read_integer(words, at, most=4)
    fits = year is not None and year in YEARS and not _counts_on(words, at + 1)
    return Year(year, at + 1) if fits and year is not None else None


def _counts_on(words: Words, stop: int) -> bool:
    """Whether a Hijri era follows, which makes figures no Gregorian year."""
    return lexicon("hijri_era").after(words, stop) is not None


def _named_year(words: Words, index: int) -> Year | None:
    """The number after «عام», in figures or in words."""
    number = read_number(words, index)
    if number is None or number.value not in YEARS or _counts_on(words, number.stop):
        return None
    return Year(int(number.value), number.stop)


def _period_year(words: Words, index: int) -> Year | None:
    """«العام الماضي», «هذا العام», «العام نفسه» behind a month."""
    near = lexicon("near").at(words, index)
    year = lexicon("period").at(words, near.stop if near else index)
    if year is None or year.value != "Y":
        return None
    if near:
        return Year(Shifted("Y", 0), year.stop)
    if deictic := lexicon("deictic").after(words, year.stop):
        return Year(Shifted("Y", int(deictic.value)), deictic.stop)
    if next_to := lexicon("next_to").after(words, year.stop):
        return Year(Anaphor("Y", int(next_to.value)), next_to.stop)
    same = lexicon("same").after(words, year.stop)
    return Year(Anaphor("Y"), same.stop) if same else None


def _hijri_date(words: Words, index: int) -> Expression | None:
    """«24 ربيع الأول 1442هـ», «شهر رمضان»; with «الموافق 10 نوفمبر 2020» the value of that."""
    at = skip(words, index, "day_word")
    day = read_day_number(words, at)
    month_at = _of(words, day.stop) if day else skip(words, at, "month_word")
    month_at = skip(words, month_at, "month_word")
    month = read_hijri(words, month_at) if day is None or words.joined(day.stop) else None
    if month is None:
        return None
    year, stop = _hijri_year(words, month[1])
    if day is None and month_at == index and year is None:
        return None
    era = lexicon("hijri_era").after(words, stop)
    equated = _equal_date(words, era.stop if era else stop)
    equal = from_word(words, index, equated) if equated else None
    return equal or expression(words, index, stop, "DATE", Fixed(None))


def _of(words: Words, index: int) -> int:
    return index + 1 if words.at(index) == "من" else index


def _hijri_year(words: Words, index: int) -> tuple[int | None, int]:
    """A year after a Hijri month, from the first one on."""
    at = _of(words, index)
    named = lexicon("year_word").after(words, at)
    at = named.stop if named else at
    year = read_integer(words, at, most=4) if words.joined(at) else None
    fits = year is not None and year in _HIJRI_YEARS
    return (year, at + 1) if fits else (None, index)


def _equal_date(words: Words, index: int) -> Expression | None:
    """The Gregorian date behind «الموافق»."""
    equals = lexicon("equals").after(words, index)
    if equals is None or not words.joined(equals.stop):
        return None
    inner = _equated(words, equals.stop)
    return _numeric(inner, equals.stop) or _month_date(inner, equals.stop)
