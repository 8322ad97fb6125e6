"""Weeks, months, years, decades, centuries, and their parts.

deictic  الأسبوع الماضي | هذا العام | العام نفسه | ذلك العام | الشهر التالي
year     عام figures or words | a bare year behind a preposition
part     (مطلع | منتصف | أواخر …) of any of these or of a month: mod START, MID, END
         الربع الأول من …: 2020-Q1    النصف الثاني من …: 2020-H2    صيف …: 2020-SU    نهاية الأسبوع: 2020-W46-WE
decade   [عقد] تسعينيات [القرن …]: 199X    القرن العشرون: 19XX
"""

from __future__ import annotations

from dataclasses import replace

from hudna.model import TimexMod

from .dates import LOOSE_YEARS, YEARS, read_date
from .expression import Expression, Meaning, expression, from_word
from .lexicon import Found, lexicon
from .meanings import Anaphor, Fixed, InCentury, PartOf, Season, Shifted
from .numerals import read_integer, read_number, read_ordinal
from .words import Words

_MODS: dict[str, TimexMod] = {"START": "START", "MID": "MID", "END": "END"}
_BEYOND: dict[str, TimexMod] = {"BEFORE": "BEFORE", "AFTER": "AFTER"}
_FIRST_NAMED_YEAR = 100
_QUARTERS = 4
_HALVES: dict[int, TimexMod] = {1: "START", 2: "END"}
_TWENTIETH = "19"


def read_period(words: Words, index: int) -> Expression | None:
    """The longest expression of a period that begins with a word."""
    readings = (_whole_period(words, index), _half(words, index))
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def _whole_period(words: Words, index: int) -> Expression | None:
    """A period that is no half of another."""
    readers = (_deictic, _pointed, _year, _bare_year, _century, _decade, _season, _quarter, _weekend)
    readings = [read(words, index) for read in readers]
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def read_part(words: Words, index: int) -> Expression | None:
    """«أواخر عام 2019», «مطلع الشهر الماضي», «منتصف مايو», «نهاية العام»; «ما قبل 2011»."""
    found = lexicon("mod").at(words, index)
    beyond = None if found else lexicon("beyond").at(words, index)
    part = found or beyond
    if part is None or not words.joined(part.stop):
        return None
    whole = _whole(words, part.stop, definite=found is not None)
    mod = _MODS.get(part.value) or _BEYOND.get(part.value)
    return replace(from_word(words, index, whole), mod=mod) if whole and whole.mod is None else None


def _whole(words: Words, index: int, *, definite: bool) -> Expression | None:
    """What a part is of. «العام», «الشهر» without more are those of the dateline."""
    readings = [read_date(words, index), _whole_period(words, index), _plain_year(words, index)]
    if definite:
        readings.append(_present(words, index))
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def _present(words: Words, index: int) -> Expression | None:
    period = lexicon("period").at(words, index)
    if period is None or period.value not in "MY" or words.at(period.stop).startswith("ال"):
        return None
    return expression(words, index, period.stop, "DATE", Shifted(period.value, 0))


def _plain_year(words: Words, index: int) -> Expression | None:
    year = read_integer(words, index, most=4)
    return _of_year(words, index, index + 1, year) if year is not None and year in LOOSE_YEARS else None


def _deictic(words: Words, index: int) -> Expression | None:
    """«الشهر الماضي», «العام نفسه», «الأسبوع التالي»."""
    period = lexicon("period").at(words, index)
    if period is None or is_adjective(words, index, period.value):
        return None
    if deictic := lexicon("deictic").after(words, period.stop):
        return expression(words, index, deictic.stop, "DATE", Shifted(period.value, int(deictic.value)))
    beside = lexicon("next_to").after(words, period.stop) or lexicon("same").after(words, period.stop)
    return expression(words, index, beside.stop, "DATE", Anaphor(period.value, int(beside.value))) if beside else None


def _pointed(words: Words, index: int) -> Expression | None:
    """«هذا العام», «ذلك العام», «نفس الشهر»."""
    near, far = lexicon("near").at(words, index), lexicon("far").at(words, index)
    pointer = near or far or lexicon("same_before").at(words, index)
    period = lexicon("period").after(words, pointer.stop) if pointer else None
    if period is None:
        return None
    meaning: Meaning = Shifted(period.value, 0) if near else Anaphor(period.value)
    return expression(words, index, period.stop, "DATE", meaning)


def _year(words: Words, index: int) -> Expression | None:
    """«عام 2019», «سنة ألفين وعشرين»."""
    named = lexicon("year_word").at(words, index)
    if named is None or not words.joined(named.stop) or is_adjective(words, index, "Y"):
        return None
    number = read_number(words, named.stop)
    if number is None or number.value not in range(_FIRST_NAMED_YEAR, YEARS.stop):
        return None
    if words.form(named.stop).isdecimal() and number.stop > named.stop + 1:
        return None
    return _of_year(words, index, number.stop, int(number.value))


def is_adjective(words: Words, index: int, unit: str) -> bool:
    """Whether «عام» is no year but «general»: «المدير العام الحالي», «بشكل عام»."""
    return unit == "Y" and lexicon("general_before").has(words.before(index))


def _of_year(words: Words, first: int, stop: int, year: int) -> Expression:
    """A year of its era; only that of the common era has a value."""
    other = lexicon("hijri_era").after(words, stop) or lexicon("before_christ").after(words, stop)
    return expression(words, first, stop, "DATE", Fixed(None if other else f"{year:04d}"))


def _bare_year(words: Words, index: int) -> Expression | None:
    """«في 2019», «(2019)», «2020م»: four digits that a preposition, brackets or the era tell to be a year."""
    year = read_integer(words, index, most=4)
    if year is None or year not in LOOSE_YEARS:
        return None
    era = lexicon("christian_era").after(words, index + 1)
    bracketed = words.gap(index) == "(" and words.gap(index + 1).startswith((")", "-", "–"))
    told = lexicon("point_before").has(words.before(index)) and _ends_there(words, index + 1)
    return expression(words, index, index + 1, "DATE", Fixed(f"{year:04d}")) if era or bracketed or told else None


def _ends_there(words: Words, stop: int) -> bool:
    """Whether nothing follows that the digits may count: what follows breaks off, is definite or a particle."""
    following = words.at(stop)
    if not following:
        return words.gap(stop) not in ("%", "٪", "/") or not words.form(stop)
    return following.startswith("ال") or lexicon("particle").has(following) or _goes_on_with_year(words, stop)


def _goes_on_with_year(words: Words, index: int) -> bool:
    at = index + (words.form(index) in ("و", "الي", "حتي"))
    year = read_integer(words, at, most=4) if words.joined(at) else None
    return year is not None and year in LOOSE_YEARS


def _century(words: Words, index: int) -> Expression | None:
    """«القرن العشرون» is 19XX; Hijri centuries and those before Christ have no value."""
    word = lexicon("period").at(words, index)
    number = read_ordinal(words, word.stop) if word and word.value == "C" and words.joined(word.stop) else None
    if number is None:
        return None
    other = lexicon("hijri_era").after(words, number.stop) or lexicon("before_christ").after(words, number.stop)
    value = None if other else f"{number.value - 1:02d}XX"
    era = other or lexicon("christian_era").after(words, number.stop)
    stop = era.stop if era and words.form(era.stop - 1) not in ("م", "ه") else number.stop
    return expression(words, index, stop, "DATE", Fixed(value))


def _decade(words: Words, index: int) -> Expression | None:
    """«تسعينيات القرن الماضي», «عقد التسعينيات»; without a century that of the 1900s. No age («الستينيات من عمره»)."""
    prefix = lexicon("decade_word").at(words, index)
    at = prefix.stop if prefix and words.joined(prefix.stop) else index
    found = lexicon("decade").at(words, at)
    if found is None or lexicon("of_age").after(words, found.stop):
        return None
    century = _decade_century(words, found.stop)
    if century is None:
        return expression(words, index, found.stop, "DATE", Fixed(f"{_TWENTIETH}{found.value}X"))
    return expression(words, index, century.stop, "DATE", InCentury(int(found.value), century.meaning))


def _decade_century(words: Words, index: int) -> Expression | None:
    at = index + 1 if words.at(index) == "من" else index
    if not words.joined(at):
        return None
    deictic = _deictic(words, at)
    told = deictic if deictic and lexicon("period").at(words, at) == Found("C", at + 1) else None
    return _century(words, at) or told


def _season(words: Words, index: int) -> Expression | None:
    """«صيف 2020», «صيف عام 2020», «صيف العام الماضي», «الصيف الماضي», «هذا الصيف»."""
    if season := lexicon("season").at(words, index):
        whole = _year_after(words, season.stop)
        return expression(words, index, whole.stop, "DATE", PartOf(whole.meaning, season.value)) if whole else None
    near = lexicon("near").at(words, index)
    definite = lexicon("season_definite").at(words, near.stop if near else index)
    if definite is None or (near and not words.joined(near.stop)):
        return None
    if near:
        return expression(words, index, definite.stop, "DATE", Season(definite.value, 0))
    deictic = lexicon("deictic").after(words, definite.stop)
    meaning = Season(definite.value, int(deictic.value)) if deictic else None
    return expression(words, index, deictic.stop, "DATE", meaning) if deictic and meaning else None


def _year_after(words: Words, index: int) -> Expression | None:
    """A year behind a part of it, with «من» or without."""
    at = index + 1 if words.at(index) == "من" else index
    if not words.joined(at):
        return None
    readings = [_year(words, at), _plain_year(words, at), _deictic_year(words, at)]
    return next((reading for reading in readings if reading), None)


def _deictic_year(words: Words, index: int) -> Expression | None:
    reading = _deictic(words, index) or _pointed(words, index)
    if reading is None or not isinstance(reading.meaning, Shifted | Anaphor):
        return None
    return reading if reading.meaning.unit == "Y" else None


def _quarter(words: Words, index: int) -> Expression | None:
    """«الربع الأول من عام 2020», «الربع الثالث من العام الجاري»."""
    found = lexicon("quarter").at(words, index)
    number = read_ordinal(words, found.stop) if found and words.joined(found.stop) else None
    whole = _year_after(words, number.stop) if number and number.value <= _QUARTERS else None
    if number is None or whole is None:
        return None
    return expression(words, index, whole.stop, "DATE", PartOf(whole.meaning, f"Q{number.value}"))


def _half(words: Words, index: int) -> Expression | None:
    """«النصف الثاني من 2020» is 2020-H2; of a month or century it is its start or end."""
    found = lexicon("half").at(words, index)
    number = read_ordinal(words, found.stop) if found and words.joined(found.stop) else None
    if number is None or number.value not in _HALVES:
        return None
    if year := _year_after(words, number.stop):
        return expression(words, index, year.stop, "DATE", PartOf(year.meaning, f"H{number.value}"))
    at = number.stop + 1 if words.at(number.stop) == "من" else number.stop
    whole = _whole(words, at, definite=True) if at > number.stop and words.joined(at) else None
    if whole is None or whole.mod is not None:
        return None
    return replace(from_word(words, index, whole), mod=_HALVES[number.value])


def _weekend(words: Words, index: int) -> Expression | None:
    """«نهاية الأسبوع [الماضي]»: Saturday and Sunday of its ISO week."""
    found = lexicon("weekend").at(words, index)
    if found is None:
        return None
    deictic = lexicon("deictic").after(words, found.stop)
    week = Shifted("W", int(deictic.value) if deictic else 0)
    return expression(words, index, deictic.stop if deictic else found.stop, "DATE", PartOf(week, "WE"))
