"""Days told from another day: «الجمعة», «أمس الاثنين», «اليوم التالي».

weekday   [يوم] weekday [deictic | من الأسبوع deictic]
relative  أول أمس | أمس | اليوم | غدا … [weekday] [date]
same      اليوم + نفسه | التالي | السابق,  ذلك اليوم,  نفس اليوم
"""

from __future__ import annotations

from dataclasses import replace

from .dates import date_after, read_date, skip
from .expression import Expression, Meaning, expression
from .lexicon import Found, lexicon
from .meanings import Anaphor, Fixed, Shifted, Weekday
from .months import closing
from .words import Words


def read_day(words: Words, index: int) -> Expression | None:
    """The longest expression of one day that begins with a word, calendar dates apart."""
    readings = (_weekday(words, index), _relative(words, index), _other_day(words, index))
    return max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)


def read_date_or_day(words: Words, index: int) -> Expression | None:
    """The longer of a calendar date and another expression of a day."""
    date, day = read_date(words, index), read_day(words, index)
    return date if date and (day is None or date.stop >= day.stop) else day


def _weekday(words: Words, index: int) -> Expression | None:
    found = lexicon("weekday").at(words, skip(words, index, "day_word"))
    if found is None or lexicon("weekday_named").after(words, found.stop):
        return None
    number = int(found.value)
    deictic = lexicon("deictic").after(words, found.stop) or lexicon("dual_deictic").after(words, found.stop)
    if deictic:
        meaning = Weekday(number=number, shift=int(deictic.value))
        return expression(words, index, deictic.stop, "DATE", meaning)
    if week := _week_of(words, found.stop):
        return expression(words, index, week.stop, "DATE", Weekday(number=number, week=int(week.value)))
    return expression(words, index, found.stop, "DATE", Weekday(number=number))


def _week_of(words: Words, index: int) -> Found | None:
    """«من الأسبوع الماضي», «من هذا الأسبوع»."""
    if words.at(index) != "من":
        return None
    near = lexicon("near").after(words, index + 1)
    week = lexicon("period").after(words, near.stop if near else index + 1)
    if week is None or week.value != "W":
        return None
    return Found("0", week.stop) if near else lexicon("deictic").after(words, week.stop)


def _relative(words: Words, index: int) -> Expression | None:
    found = lexicon("relative_day").at(words, index)
    if found is None or _is_no_day(words, index, found):
        return None
    meaning: Meaning = Shifted("D", int(found.value))
    if found.value == "0":
        meaning = _today(words, index, found)
    plain = expression(words, index, found.stop, "DATE", meaning)
    return _with_weekday_or_date(words, plain, Shifted("D", int(found.value)))


def _with_weekday_or_date(words: Words, day: Expression, meaning: Meaning) -> Expression:
    """«أمس الاثنين», «اليوم (الثلاثاء)», «غدا الخميس 12 نوفمبر»."""
    bracketed = words.gap(day.stop) == "("
    joined = words.joined(day.stop) or bracketed
    weekday = lexicon("weekday").at(words, skip(words, day.stop, "day_word")) if joined else None
    dated = date_after(words, day.first, weekday.stop if weekday else day.stop)
    if dated or weekday is None:
        return dated or day
    end = closing(words, weekday.stop) if bracketed else words.ends[weekday.stop - 1]
    return replace(day, stop=weekday.stop, end=end, meaning=meaning)


def _is_no_day(words: Words, index: int, found: Found) -> bool:
    """«اليوم الأول», «مرتين في اليوم», «في أمس الحاجة»; «غد» alone is no word of a date."""
    if found.value == "-1":
        return lexicon("not_yesterday_after").after(words, found.stop) is not None
    if found.value != "0":
        return found.stop == index + 1 and lexicon("needs_day_word").has(words.form(index))
    within = lexicon("not_today_before").has(words.before(index)) or (index == words.head and words.clitic[-1:] == "ب")
    weekday = lexicon("weekday").after(words, found.stop)
    return (within and not weekday) or lexicon("not_today_after").after(words, found.stop) is not None


def _today(words: Words, index: int, found: Found) -> Meaning:
    """The day of the dateline, save where «أما اليوم», «حتى اليوم» mean nowadays."""
    before = words.before(index)
    nowadays = found.stop == index + 1 and lexicon("nowadays_before").has(before)
    return Fixed("PRESENT_REF", reference=True) if nowadays else Shifted("D", 0)


def _other_day(words: Words, index: int) -> Expression | None:
    """«اليوم التالي», «اليوم نفسه», «ذلك اليوم», «نفس اليوم»."""
    pointer = lexicon("far").at(words, index) or lexicon("same_before").at(words, index)
    day = lexicon("day_noun").at(words, pointer.stop if pointer else index)
    if day is None or (pointer and not words.joined(pointer.stop)):
        return None
    if pointer:
        return expression(words, index, day.stop, "DATE", Anaphor("D"))
    after = lexicon("next_to").after(words, day.stop) or lexicon("same").after(words, day.stop)
    return expression(words, index, after.stop, "DATE", Anaphor("D", int(after.value))) if after else None
