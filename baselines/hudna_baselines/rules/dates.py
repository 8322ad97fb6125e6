"""Dates and clock times. Layer: DATE and TIME, one span an expression, none nested.

date     [weekday [،]] [day] month [(second month name)] [year | deictic]  |  numeric date  |  year
day      weekday [deictic] | اليوم | أمس …           period  الأسبوع / الشهر / العام + deictic
part     صباح / مساء … before a date or day (TIME)    clock   الساعة 09:00
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hudna.arabic.clitics import prefixes
from hudna.model import Mention, TimexMod
from hudna.values import Timex

from . import calendar
from .document import Document
from .lexicon import valued_forms, word_class, word_list
from .numbers import read_digits, read_number
from .view import Sentence

_YEARS = range(1000, 2200)
_LOOSE_YEARS = range(1900, 2100)
_MAX_DAY = 31
_LONGEST_NAME = 2
_MODS: dict[str, TimexMod] = {"start": "START", "mid": "MID", "end": "END"}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression from word `first` to word `last` of a sentence; `past_end` counts a closing bracket."""

    first: int
    last: int
    type: str
    value: Timex
    anchored: bool = False
    mod: TimexMod | None = None
    cut: int = 0
    past_end: int = 0


def dates(document: Document) -> Document:
    """Add the dates and clock times that the text names."""
    return document.with_mentions(
        _mention(document, sentence, found)
        for sentence in document.sentences
        for found in find_dates(sentence, document.dateline)
    )


def find_dates(sentence: Sentence, dateline: datetime.date | None) -> Iterator[Found]:
    """The expressions of a sentence from the left, none overlapping."""
    index = 0
    while index < len(sentence.words):
        found = DateReader(sentence, dateline).at(index)
        if found:
            yield found
        index = found.last + 1 if found else index + 1


def _mention(document: Document, sentence: Sentence, found: Found) -> Mention:
    start = sentence.words[found.first].start + found.cut
    span = sentence.span(start, sentence.words[found.last].end + found.past_end)
    return document.timex(found.type, span, found.value, found.mod, anchored=found.anchored)


class DateReader:
    """Reads one expression at a word of a sentence."""

    def __init__(self, sentence: Sentence, dateline: datetime.date | None) -> None:
        self._sentence = sentence
        self._dateline = dateline

    def at(self, index: int) -> Found | None:
        """The expression that begins at a word, as it stands or after proclitics."""
        word = self._sentence.words[index].form
        for cut in (0, *reversed(prefixes(word))):
            fused = word[cut - 1 : cut + 1] == "لل" if cut else False
            found = self._expression(index, f"ا{word[cut:]}" if fused else word[cut:])
            if found:
                return replace(found, cut=cut)
        return None

    def _expression(self, index: int, form: str) -> Found | None:
        readers: tuple[Callable[[int, str], Found | None], ...] = (
            self._part_of_day, self._modified, self._date, self._day, self._period, self._clock,
        )  # fmt: skip
        return next((found for reader in readers if (found := reader(index, form))), None)

    def _form(self, index: int) -> str:
        """The word at an index, "" beyond the last."""
        return self._sentence.words[index].form if index < len(self._sentence.words) else ""

    def _next(self, index: int) -> str:
        """The word after `index` where only a space stands between, else ""."""
        return self._form(index + 1) if self._sentence.joined(index) else ""

    def _part_of_day(self, index: int, form: str) -> Found | None:
        """«مساء الجمعة», «بعد ظهر أمس»."""
        parts = valued_forms("time_words", "part_of_day")
        last = index
        if f"{form} {self._next(index)}" in parts:
            form, last = f"{form} {self._next(index)}", index + 1
        if form not in parts or not self._next(last):
            return None
        day = self._date(last + 1, self._form(last + 1)) or self._day(last + 1, self._form(last + 1))
        if day is None:
            return None
        return replace(day, first=index, type="TIME", value=calendar.with_clock(day.value, parts[form]))

    def _modified(self, index: int, form: str) -> Found | None:
        """«أواخر عام 2019», «مطلع الشهر الماضي»."""
        mod = next((_MODS[name] for name in _MODS if form in word_class("time_words", name)), None)
        if mod is None or not self._next(index):
            return None
        following = self._form(index + 1)
        whole = self._date(index + 1, following) or self._period(index + 1, following)
        return replace(whole, first=index, mod=mod) if whole else None

    def _date(self, index: int, form: str) -> Found | None:
        return self._weekday_and_date(index, form) or self._calendar(index, form)

    def _calendar(self, index: int, form: str) -> Found | None:
        return self._numeric(index) or self._day_and_month(index, form) or self._year(index, form)

    def _weekday_and_date(self, index: int, form: str) -> Found | None:
        """«الجمعة 9 أكتوبر», «يوم الجمعة، 9 أكتوبر»: the date gives the value."""
        at = index + 1 if form in word_class("time_words", "day_word") and self._next(index) else index
        weekday = self._form(at) if at > index else form
        if weekday not in valued_forms("time_words", "weekday") or self._sentence.between(at) not in ("", "،", ","):
            return None
        date = self._numeric(at + 1) or self._day_and_month(at + 1, self._form(at + 1))
        return replace(date, first=index) if date else None

    def _numeric(self, index: int) -> Found | None:
        """«17/11/2018», «2018-11-17», «17.11.2018»."""
        parts = self._numeric_parts(index)
        if parts is None or len(parts) != len(("day", "month", "year")) or not all(map(str.isdecimal, parts)):
            return None
        numbers = [int(part) for part in parts]
        year, month, day = numbers if len(parts[0]) == len("2020") else reversed(numbers)
        value = calendar.date_value(year, month, day) if year in _LOOSE_YEARS else None
        return Found(index, index if "." in self._form(index) else index + 2, "DATE", value) if value else None

    def _numeric_parts(self, index: int) -> list[str] | None:
        dotted = self._form(index).split(".")
        if len(dotted) > 1:
            return dotted if all(len(part) <= len("2020") for part in dotted) else None
        separators = {self._sentence.between(index), self._sentence.between(index + 1)}
        parts = [self._form(index + step) for step in range(3)]
        fits = separators in ({"/"}, {"-"}) and all(0 < len(part) <= len("2020") for part in parts)
        return parts if fits else None

    def _day_and_month(self, index: int, form: str) -> Found | None:
        """«10 نوفمبر/ تشرين الثاني 2020», «نوفمبر الماضي», «شهر نوفمبر»."""
        prefixed = form in word_class("time_words", "day_word") | word_class("time_words", "month_word")
        at, form = (index + 1, self._next(index)) if prefixed else (index, form)
        day = self._day_number(form)
        month_at, month_form = (at + 1, self._next(at)) if day else (at, form)
        month = self._month(month_at, month_form)
        if month is None:
            return None
        number, last, past_end = month
        certain = prefixed or month_form not in word_list("ambiguous_months")
        return self._completed(index, number, day, last, past_end, certain=certain)

    def _day_number(self, form: str) -> int | None:
        value = int(form) if form.isdecimal() and len(form) <= len("31") else 0
        return value if 1 <= value <= _MAX_DAY else None

    def _month(self, index: int, form: str) -> tuple[int, int, int] | None:
        """Number, last word and closing bracket of a month, with its second name where one follows."""
        number, last = self._month_name(index, form)
        if number is None:
            return None
        separator = self._sentence.between(last)
        if separator in ("/", "(", "-"):
            second, second_last = self._month_name(last + 1, self._form(last + 1))
            if second == number:
                return number, second_last, self._bracket(second_last) if separator == "(" else 0
        return number, last, 0

    def _bracket(self, index: int) -> int:
        end = self._sentence.words[index].end
        return 1 if self._sentence.form[end : end + 1] == ")" else 0

    def _month_name(self, index: int, form: str) -> tuple[int | None, int]:
        names = calendar.month_names()
        pair = f"{form} {self._next(index)}" if form else ""
        return (names[pair], index + 1) if pair in names else (names.get(form), index)

    def _completed(
        self, index: int, month: int, day: int | None, last: int, past_end: int, *, certain: bool
    ) -> Found | None:
        """A month with the year or the deictic after it; a doubtful month name alone is none."""
        year, year_last = self._year_after(last, past_end)
        if year is not None:
            value = calendar.date_value(year, month, day)
            return Found(index, year_last, "DATE", value) if value else None
        shift = self._deictic(last)
        if day is None and shift is None and not certain:
            return None
        resolved = calendar.nearest_past_year(self._dateline, month, day)
        if shift is not None:
            resolved, last, past_end = calendar.shifted_year(self._dateline, month, shift), last + 1, 0
        value = calendar.date_value(resolved, month, day)
        return Found(index, last, "DATE", value, anchored=True, past_end=past_end) if value else None

    def _year_after(self, last: int, past_end: int) -> tuple[int | None, int]:
        at = last + 1
        if not (self._sentence.joined(last) or past_end or self._sentence.between(last) in ("،", ",", "/")):
            return None, last
        if self._form(at) in ("من",) and self._next(at) in word_class("time_words", "year_word"):
            at += 1
        if self._form(at) in word_class("time_words", "year_word") and self._next(at):
            at += 1
        year = _as_year(self._form(at), _YEARS)
        return (year, at) if year is not None else (None, last)

    def _deictic(self, index: int) -> int | None:
        """-1, 0 or 1 where «الماضي», «الجاري» or «المقبل» follow."""
        following = self._next(index)
        shifts = ((class_, shift) for class_, shift in (("past", -1), ("present", 0), ("future", 1)))
        return next((shift for class_, shift in shifts if following in word_class("time_words", class_)), None)

    def _year(self, index: int, form: str) -> Found | None:
        """«عام 2019», «سنة ألفين وعشرين», and a bare year after a preposition: «في 2019»."""
        if form in word_class("time_words", "year_word") and self._next(index):
            return self._year_in_figures(index) or self._year_in_words(index)
        before = self._form(index - 1) if index else ""
        year = _as_year(form, _LOOSE_YEARS) if before in ("في", "منذ", "حتي", "عامي") else None
        alone = not self._next(index) or self._next(index) in word_list("function_words")
        return Found(index, index, "DATE", Timex(f"{year:04d}")) if year is not None and alone else None

    def _year_in_figures(self, index: int) -> Found | None:
        year = _as_year(self._form(index + 1), _YEARS)
        return Found(index, index + 1, "DATE", Timex(f"{year:04d}")) if year is not None else None

    def _year_in_words(self, index: int) -> Found | None:
        words = [word.form for word in self._sentence.words[index + 1 : index + 8]]
        number = read_number(words)
        if number is None or number.value not in _YEARS:
            return None
        return Found(index, index + number.stop, "DATE", Timex(f"{int(number.value):04d}"))

    def _day(self, index: int, form: str) -> Found | None:
        """«يوم الجمعة الماضي», «اليوم الجمعة», «أول أمس»."""
        at = index + 1 if form in word_class("time_words", "day_word") and self._next(index) else index
        weekday = valued_forms("time_words", "weekday").get(self._form(at) if at > index else form)
        if weekday:
            shift = self._deictic(at)
            value = calendar.weekday_value(self._dateline, int(weekday), shift)
            return Found(index, at + (shift is not None), "DATE", value, anchored=True)
        return self._relative_day(index, form)

    def _relative_day(self, index: int, form: str) -> Found | None:
        days = valued_forms("time_words", "relative_day")
        lengths = (length for length in (3, 2, 1) if self._words_from(index, form, length) in days)
        length = next(lengths, 0)
        last = index + length - 1
        if not length or self._next(last) in word_class("context", "ordinal"):
            return None
        value = calendar.day_value(self._dateline, int(days[self._words_from(index, form, length)]))
        if self._next(last) in valued_forms("time_words", "weekday"):
            last += 1
        return Found(index, last, "DATE", value, anchored=True)

    def _words_from(self, index: int, form: str, length: int) -> str:
        joined = all(self._sentence.joined(at) for at in range(index, index + length - 1))
        return " ".join([form, *(self._form(at) for at in range(index + 1, index + length))]) if joined else ""

    def _period(self, index: int, form: str) -> Found | None:
        unit = valued_forms("time_words", "period").get(form)
        shift = self._deictic(index)
        if unit is None or shift is None:
            return None
        value = calendar.period_value(self._dateline, unit, shift)
        return Found(index, index + 1, "DATE", value, anchored=True)

    def _clock(self, index: int, form: str) -> Found | None:
        """«الساعة 09:00», «الساعة 9», with «بتوقيت …» after it."""
        if form not in word_class("time_words", "clock"):
            return None
        hour, _, minute = self._next(index).replace(".", ":").partition(":")
        if not (hour.isdecimal() and len(hour) <= len("09") and (not minute or minute.isdecimal())):
            return None
        value = calendar.clock_value(int(hour), int(minute[:3] or 0))
        last = index + 1
        if self._next(last) == "بتوقيت" and self._next(last + 1):
            last += 2
        return Found(index, last, "TIME", value) if value else None


def _as_year(form: str, years: range) -> int | None:
    value = read_digits(form) if form.isdecimal() and len(form) == len("2020") else None
    return int(value) if value is not None and value in years else None
