"""Values of dates: what a weekday, «أمس» or a day without a year mean, seen from the dateline. TIMEX3 texts."""

from __future__ import annotations

import datetime
from functools import cache

from babel import Locale, localedata

from hudna.arabic.normalise import comparison_form
from hudna.values import Timex

_DAYS_IN_WEEK = 7
_MONTHS_IN_YEAR = 12


@cache
def month_names() -> dict[str, int]:
    """Month names of every Arabic locale of CLDR, in comparison form: «نوفمبر», «تشرين الثاني», «نونبر» are 11."""
    locales = [Locale.parse(name) for name in localedata.locale_identifiers() if name.split("_")[0] == "ar"]
    contexts = [locale.months[context]["wide"] for locale in locales for context in ("format", "stand-alone")]
    return {comparison_form(name): number for names in contexts for number, name in names.items()}


def date_value(year: int | None, month: int | None, day: int | None) -> Timex | None:
    """A calendar value, unknown parts as X; None for a day that the calendar does not have."""
    text = f"{year:04d}" if year is not None else "XXXX"
    if month is not None:
        text += f"-{month:02d}"
    if month is not None and day is not None:
        text += f"-{day:02d}"
    return _timex(text)


def nearest_past_year(dateline: datetime.date | None, month: int, day: int | None) -> int | None:
    """The year that puts a month (and day) last at or before the dateline; None without one."""
    if dateline is None:
        return None
    later = (month, day or 1) > (dateline.month, dateline.day if day else 1) and month >= dateline.month
    return dateline.year - 1 if later else dateline.year


def shifted_year(dateline: datetime.date | None, month: int, shift: int) -> int | None:
    """The year of «نوفمبر الماضي» (-1), «الجاري» (0), «المقبل» (1): the nearest such month on that side."""
    if dateline is None:
        return None
    if shift < 0:
        return dateline.year - 1 if month >= dateline.month else dateline.year
    if shift > 0:
        return dateline.year + 1 if month <= dateline.month else dateline.year
    return dateline.year


def weekday_value(dateline: datetime.date | None, weekday: int, shift: int | None) -> Timex:
    """A weekday (Monday is 1): the last one up to the dateline, that day included; with `shift` 1 the next after it."""
    if dateline is None:
        return Timex(f"XXXX-WXX-{weekday}")
    if shift is not None and shift > 0:
        return day_value(dateline, (weekday - dateline.isoweekday() - 1) % _DAYS_IN_WEEK + 1)
    back = (dateline.isoweekday() - weekday) % _DAYS_IN_WEEK
    return day_value(dateline, -(back or (_DAYS_IN_WEEK if shift == -1 else 0)))


def day_value(dateline: datetime.date | None, shift: int) -> Timex:
    """The day `shift` days from the dateline; XXXX-XX-XX without one, or beyond the calendar."""
    if dateline is None:
        return Timex("XXXX-XX-XX")
    try:
        return Timex((dateline + datetime.timedelta(days=shift)).isoformat())
    except OverflowError:
        return Timex("XXXX-XX-XX")


def period_value(dateline: datetime.date | None, unit: str, shift: int) -> Timex:
    """«الأسبوع الماضي», «الشهر المقبل», «العام الجاري»: the week, month or year `shift` from the dateline's.

    PAST_REF and its like without a dateline, or at the ends of the calendar.
    """
    vague = Timex({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[shift])
    if dateline is None or not datetime.MINYEAR < dateline.year < datetime.MAXYEAR:
        return vague
    if unit == "W":
        week = (dateline + datetime.timedelta(days=_DAYS_IN_WEEK * shift)).isocalendar()
        return Timex(f"{week.year:04d}-W{week.week:02d}")
    if unit == "M":
        months = dateline.year * _MONTHS_IN_YEAR + dateline.month - 1 + shift
        return Timex(f"{months // _MONTHS_IN_YEAR:04d}-{months % _MONTHS_IN_YEAR + 1:02d}")
    return Timex(f"{dateline.year + shift:04d}")


def with_clock(date: Timex, clock: str) -> Timex:
    """A date with a clock time or part of day («2020-10-10», «TEV»); the date alone where they do not go together."""
    return _timex(f"{date}{clock}") or date


def clock_value(hour: int, minute: int) -> Timex | None:
    """A clock time as T09:00; None for an hour or minute that no clock shows."""
    return _timex(f"T{hour:02d}:{minute:02d}")


def _timex(text: str) -> Timex | None:
    try:
        return Timex(text)
    except ValueError:
        return None
