"""What expressions mean, each with its value in a context. No meaning knows a word of Arabic."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from . import calendar
from .expression import Anchor, Context, Meaning, Resolved
from .zones import offset

_DAY = re.compile("[0-9X]{4}-(?:[0-9X]{2}-[0-9X]{2}|W[0-9X]{2}-[1-7])")
_YEAR = re.compile("[0-9]{4}")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_FULL_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no context; None for a date that ISO 8601 cannot say.

    `reference`: to past, present or future, seen from the dateline.
    """

    value: str | None
    reference: bool = False

    def resolve(self, context: Context) -> Resolved:
        """The value as it is."""
        return Resolved(self.value, _dateline(context) if self.reference else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A month, with a day or without, of a year that is told, deictic (`shift`), another meaning's, or open."""

    month: int
    day: int | None = None
    year: int | Meaning | None = None
    shift: int | None = None

    def resolve(self, context: Context) -> Resolved:
        """An open year is the last that puts the date on or before the dateline."""
        if isinstance(self.year, int):
            return Resolved(calendar.date_text(self.year, self.month, self.day))
        if self.year is not None:
            year = self.year.resolve(context)
            text = year.value[:4] if year.value and _YEAR.match(year.value) else None
            return Resolved(calendar.date_text(text, self.month, self.day), year.anchor)
        return Resolved(calendar.date_text(self._open_year(context), self.month, self.day), _dateline(context))

    def _open_year(self, context: Context) -> int | None:
        if self.shift is None:
            return calendar.last_year(context.dateline, self.month, self.day)
        return calendar.year_beside(context.dateline, self.month, self.day, self.shift)


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of a month that is another meaning: «العاشر من الشهر الجاري»."""

    day: int
    month: Meaning

    def resolve(self, context: Context) -> Resolved:
        """XXXX-XX with the day where the month is unknown or too short."""
        month = self.month.resolve(context)
        value = month.value[:7] if month.value and _MONTH.match(month.value) else None
        if value and not calendar.is_day(int(value[5:]), self.day, int(value[:4])):
            return month
        return Resolved(f"{value or calendar.UNKNOWN['M']}-{self.day:02d}", month.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A weekday, Monday 1, with a deictic after it (`shift`) or of a week that is told (`week`)."""

    number: int
    shift: int | None = None
    week: int | None = None

    def resolve(self, context: Context) -> Resolved:
        """The last such day on or before the dateline, unless the text says otherwise."""
        if self.week is not None:
            value = calendar.weekday_of_week(context.dateline, self.number, self.week)
        else:
            value = calendar.weekday_text(context.dateline, self.number, self.shift)
        return Resolved(value, _dateline(context))


@dataclass(frozen=True, slots=True)
class Shifted:
    """A day (D), week, month, year, decade (E) or century (C), so many from the dateline's."""

    unit: str
    count: int

    def resolve(self, context: Context) -> Resolved:
        """X in the place of every digit without a dateline."""
        return Resolved(calendar.shifted(context.dateline, self.unit, self.count), _dateline(context))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """«العام نفسه», «اليوم التالي»: a day, week, month or year, so many from that of the last date before it.

    Without unit («آنذاك») the last date itself.
    """

    unit: str | None
    count: int = 0

    def resolve(self, context: Context) -> Resolved:
        """PAST_REF where «آنذاك» points to nothing, X in the place of the digits where the others do."""
        latest = context.latest(self.unit if self.unit in ("M", "W", "D") else "Y")
        if self.unit is None:
            return latest or Resolved("PAST_REF")
        if latest is None or latest.value is None:
            return Resolved(calendar.UNKNOWN[self.unit])
        if self.unit == "W" and latest.value[5:6] == "W":
            day: datetime.date | None = _first_of_week(latest.value)
        else:
            day = _first_day(latest.value)
        return Resolved(calendar.shifted(day, self.unit, self.count), latest.anchor)


@dataclass(frozen=True, slots=True)
class PartOf:
    """A season, quarter or half of a year, or a weekend of a week: «صيف 2020» is 2020-SU."""

    whole: Meaning
    code: str

    def resolve(self, context: Context) -> Resolved:
        """The code behind the value of the whole."""
        whole = self.whole.resolve(context)
        return Resolved(f"{whole.value}-{self.code}" if whole.value else None, whole.anchor)


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN_SEASON = 3


@dataclass(frozen=True, slots=True)
class Season:
    """«الصيف الماضي»: the last whole season before the dateline, the next after it, or that of the dateline's year.

    Spring is March to May, and so on; a winter belongs to the year in which it begins.
    """

    code: str
    shift: int

    def resolve(self, context: Context) -> Resolved:
        """XXXX-SU without a dateline."""
        year = self._year(context.dateline)
        in_calendar = year is not None and datetime.MINYEAR <= year <= datetime.MAXYEAR
        text = calendar.date_text(year if in_calendar else None)
        return Resolved(f"{text}-{self.code}", _dateline(context))

    def _year(self, dateline: datetime.date | None) -> int | None:
        if dateline is None:
            return None
        first = _SEASON_MONTHS[self.code]
        begun = dateline.year - (dateline.month < first)
        ongoing = (dateline.year - begun) * 12 + dateline.month - first < _MONTHS_IN_SEASON
        if self.shift == 0:
            return begun if ongoing else dateline.year
        return begun + self.shift + (self.shift < 0 and not ongoing)


@dataclass(frozen=True, slots=True)
class InCentury:
    """A decade of a century: «تسعينيات القرن الماضي» is 199X."""

    decade: int
    century: Meaning

    def resolve(self, context: Context) -> Resolved:
        """XXXX where the century is unknown."""
        century = self.century.resolve(context)
        digits = (century.value or "")[:2]
        return Resolved(f"{digits}{self.decade}X" if digits.isdecimal() else "XXXX", century.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock time or a part of a day (TMO, TAF, TEV, TNI), and the time zone that is told."""

    hour: int | None = None
    minute: int = 0
    second: int | None = None
    part: str = ""
    zone: str | None = None

    def text(self, date: datetime.date | None) -> str:
        """«T12:00+03:00»: the offset of its zone on a date; no offset where the date is not known, but Z always."""
        if self.hour is None:
            return f"T{self.part}"
        seconds = "" if self.second is None else f":{self.second:02d}"
        text = f"T{self.hour:02d}:{self.minute:02d}{seconds}"
        return text + (offset(self.zone, date, self.hour % 24, self.minute) if self.zone else "")


@dataclass(frozen=True, slots=True)
class Timed:
    """A clock time or part of a day, of a day that is told or of the date right before in the same sentence."""

    clock: Clock
    day: Meaning | None = None

    def resolve(self, context: Context) -> Resolved:
        """Without any day the time alone, its offset that of the dateline's day."""
        day = self.day.resolve(context) if self.day else context.near
        if day is None or day.value is None or not _DAY.fullmatch(day.value):
            return self._alone(context)
        return Resolved(day.value + self.clock.text(_as_date(day.value)), day.anchor)

    def _alone(self, context: Context) -> Resolved:
        text = self.clock.text(context.dateline)
        needed = text != self.clock.text(None)
        return Resolved(text, _dateline(context) if needed else None)


def _dateline(context: Context) -> Anchor:
    return "dateline" if context.dateline else None


def _as_date(value: str) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if _FULL_DATE.fullmatch(value) else None


def _first_day(value: str) -> datetime.date:
    """The first day of a date that tells at least a year."""
    parts = [int(part) for part in value.split("-")[:3] if part.isdecimal()]
    year, month, day = (*parts, 1, 1)[:3] if len(parts) < 3 else parts
    return datetime.date(max(year, 1), month, day)


def _first_of_week(value: str) -> datetime.date:
    return datetime.date.fromisocalendar(int(value[:4]), int(value[6:8]), int(value[9:10] or 1))
