"""Arithmetic of the calendar as TIMEX3 texts: what «الجمعة», «الشهر الماضي» or a day without a year mean at a dateline.

X stands for what is not known, in the place of its digits: a dateline that is missing leaves the year open (XXXX-11-10)
or the whole date (XXXX-XX-XX), and so do the ends of the calendar. Weeks are those of ISO 8601, Monday first.
"""

from __future__ import annotations

import datetime
from calendar import isleap

_DAYS_IN_WEEK = 7
_MONTHS_IN_YEAR = 12
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_DAY = (2, 29)
_LONGEST_LEAP_GAP = 8
_DIGITS_TOLD = {"Y": 4, "E": 3, "C": 2}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "E": "XXXX", "C": "XXXX"}
"""The value of a day, week, month, year, decade, century of which nothing is known."""


def is_day(month: int, day: int, year: int | None = None) -> bool:
    """Whether a month has a day; 29 February where the year is open or leap."""
    if not (1 <= month <= _MONTHS_IN_YEAR and 1 <= day <= _DAYS_IN_MONTH[month - 1]):
        return False
    return (month, day) != _LEAP_DAY or year is None or isleap(year)


def date_text(year: int | str | None, month: int | None = None, day: int | None = None) -> str:
    """A year, month or day, the year as X where it is None."""
    parts = [year if isinstance(year, str) else "XXXX" if year is None else f"{year:04d}"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(parts)


def last_year(dateline: datetime.date | None, month: int, day: int | None) -> int | None:
    """The year that puts a month (and day) last on or before the dateline; None without one, or before year 1."""
    if dateline is None:
        return None
    later = (month, day or 1) > (dateline.month, dateline.day if day else 31)
    return _with_leap_day(dateline.year - later, month, day, -1)


def year_beside(dateline: datetime.date | None, month: int, day: int | None, shift: int) -> int | None:
    """The year of «مايو الماضي» (-1), «الجاري» (0), «المقبل» (1): the nearest such month, the dateline's own apart."""
    if dateline is None:
        return None
    if shift < 0:
        return _with_leap_day(dateline.year - (month >= dateline.month) + shift + 1, month, day, -1)
    if shift > 0:
        return _with_leap_day(dateline.year + (month <= dateline.month) + shift - 1, month, day, 1)
    return dateline.year


def _with_leap_day(year: int, month: int, day: int | None, step: int) -> int | None:
    """The first year from `year` on, in steps, that has the day; None outside the calendar."""
    years = range(year, year + step * (_LONGEST_LEAP_GAP + 1), step)
    fitting = (candidate for candidate in years if day is None or is_day(month, day, candidate))
    found = next(fitting, None)
    return found if found is not None and datetime.MINYEAR <= found <= datetime.MAXYEAR else None


def weekday_text(dateline: datetime.date | None, weekday: int, shift: int | None) -> str:
    """A weekday (Monday is 1): the last one on or before the dateline.

    `shift` -1 is the last one before it, 1 the next one after it, 0 the one of the same week; -2 and 2 a week farther.
    """
    if dateline is None:
        return f"XXXX-WXX-{weekday}"
    ahead = (weekday - dateline.isoweekday() - 1) % _DAYS_IN_WEEK + 1  # 1 to 7
    back = (dateline.isoweekday() - weekday) % _DAYS_IN_WEEK  # 0 to 6
    if shift is None:
        return shifted(dateline, "D", -back)
    if shift == 0:
        return shifted(dateline, "D", weekday - dateline.isoweekday())
    if shift > 0:
        return shifted(dateline, "D", ahead + _DAYS_IN_WEEK * (shift - 1))
    return shifted(dateline, "D", -(back or _DAYS_IN_WEEK) + _DAYS_IN_WEEK * (shift + 1))


def weekday_of_week(dateline: datetime.date | None, weekday: int, shift: int) -> str:
    """A weekday of the ISO week `shift` from the dateline's: «الجمعة من الأسبوع الماضي»."""
    if dateline is None:
        return f"XXXX-WXX-{weekday}"
    return shifted(dateline, "D", weekday - dateline.isoweekday() + _DAYS_IN_WEEK * shift)


def shifted(dateline: datetime.date | None, unit: str, count: int) -> str:
    """The day (D), week (W), month (M), year (Y), decade (E) or century (C) `count` from the one of the dateline."""
    if dateline is None:
        return UNKNOWN[unit]
    try:
        return _shifted(dateline, unit, count)
    except (OverflowError, ValueError):
        return UNKNOWN[unit]


def _shifted(dateline: datetime.date, unit: str, count: int) -> str:
    if unit in "DW":
        day = dateline + datetime.timedelta(days=count * (_DAYS_IN_WEEK if unit == "W" else 1))
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" if unit == "W" else day.isoformat()
    if unit == "M":
        months = dateline.year * _MONTHS_IN_YEAR + dateline.month - 1 + count
        return date_text(_in_calendar(months // _MONTHS_IN_YEAR), months % _MONTHS_IN_YEAR + 1)
    digits = _DIGITS_TOLD[unit]
    number = int(f"{dateline.year:04d}"[:digits]) + count
    _in_calendar(number * 10 ** (4 - digits) or (unit != "Y"))
    return f"{number:0{digits}d}".ljust(4, "X")


def _in_calendar(year: int) -> int:
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError(f"found year {year} against {datetime.MINYEAR} to {datetime.MAXYEAR}")
    return year
