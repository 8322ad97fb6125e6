"""Beside other readers, where they are installed. Neither is needed, and no code here is from them.

Where they say otherwise than this reader, and why it does not follow them:

- dateparser resolves a weekday to one before the dateline even on that very weekday; here the dateline itself counts,
  as the annotation guidelines have it. It gives a day for «الشهر الماضي», where TIMEX3 keeps the month. It knows
  neither the Levantine nor the Maghrebi months.
- maha reads no year behind a month, and drops «ونصف» behind months and years. It reads «الجمعة الماضية» as two things.
"""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timex_readings import read
from timex_writers import MONTHS, WEEKDAYS, cardinal, ordinal

from hudna.values import Duration

DATELINE = datetime.date(2022, 5, 13)
DATES = st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31))
CHECKED = settings(max_examples=40, deadline=None)
pytestmark = pytest.mark.filterwarnings("ignore")


def value(text, dateline=DATELINE):
    ((_, _, found, _),) = read(text, dateline.isoformat())
    return found


def by_dateparser(text, dateline=DATELINE):
    dateparser = pytest.importorskip("dateparser")
    base = datetime.datetime.combine(dateline, datetime.time())
    settings_ = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    return dateparser.parse(text, languages=["ar"], settings=settings_).date()


def by_maha(text, **dimension):
    functions = pytest.importorskip("maha.parsers.functions", exc_type=ImportError)
    (found,) = functions.parse_dimension(text, **dimension)
    return found.value


@CHECKED
@given(date=DATES)
def test_dateparser_on_full_dates(date):
    for text in (f"{date.day} {MONTHS[0][date.month - 1]} {date.year}", f"{date.day}/{date.month}/{date.year}"):
        assert value(text) == by_dateparser(text).isoformat()


@pytest.mark.parametrize("text", ["أمس", "اليوم", "غدا", "قبل 3 أيام", "17 نوفمبر"])
def test_dateparser_on_relative_days(text):
    assert value(text) == by_dateparser(text).isoformat()


@CHECKED
@given(dateline=DATES, weekday=st.integers(0, 6))
def test_dateparser_on_weekdays_but_the_dateline_counts_here(dateline, weekday):
    theirs = by_dateparser(WEEKDAYS[weekday], dateline)
    if theirs == dateline - datetime.timedelta(days=7):
        theirs = dateline
    assert value(f"يوم {WEEKDAYS[weekday]}", dateline) == theirs.isoformat()


@CHECKED
@given(date=DATES, months=st.sampled_from(MONTHS[:2]))
def test_maha_on_days_and_months(date, months):
    for day in (str(date.day), f"{ordinal(date.day)} من"):
        found = by_maha(f"{day} {months[date.month - 1]}", time=True)
        assert value(f"{day} {months[date.month - 1]}")[5:] == f"{found.month:02d}-{found.day:02d}"


@pytest.mark.parametrize(("text", "days"), [("أمس", -1), ("بعد غد", 2), ("أول أمس", -2), ("قبل ثلاثة أيام", -3)])
def test_maha_on_relative_days(text, days):
    assert by_maha(text, time=True).days == days
    assert value(text) == (DATELINE + datetime.timedelta(days=days)).isoformat()


@CHECKED
@given(number=st.integers(3, 99), unit=st.sampled_from([("ساعات", "ساعة"), ("أيام", "يوما"), ("أسابيع", "أسبوعا")]))
def test_maha_on_lengths(number, unit):
    text = f"{cardinal(number)} {unit[0] if number <= 10 else unit[1]}"
    assert Duration(value(text)).seconds == by_maha(text, duration=True).normalized_value.value
