"""Days and years that the dateline decides are those that a search day by day finds."""

import datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timex_readings import read
from timex_writers import MONTHS, WEEKDAYS

DATELINES = st.dates(datetime.date(1920, 1, 1), datetime.date(2090, 12, 31))
CHECKED = settings(max_examples=60, deadline=None)
DAY = datetime.timedelta(days=1)


def first(dateline, steps, fits):
    """The first day that fits, going so many days at a time from the dateline."""
    days = (dateline + DAY * step for step in steps)
    return next(day for day in days if fits(day))


def value(text, dateline):
    ((_, _, found, _),) = read(text, dateline.isoformat())
    return found


@CHECKED
@given(dateline=DATELINES, weekday=st.integers(0, 6))
def test_weekdays(dateline, weekday):
    def fits(day):
        return day.weekday() == weekday

    name = WEEKDAYS[weekday]
    assert value(f"يوم {name}", dateline) == first(dateline, count(0, -1), fits).isoformat()
    assert value(f"{name} الماضي", dateline) == first(dateline, count(-1, -1), fits).isoformat()
    assert value(f"{name} المقبل", dateline) == first(dateline, count(1), fits).isoformat()
    assert value(f"{name} قبل الماضي", dateline) == first(dateline, count(-8, -1), fits).isoformat()
    assert value(f"{name} بعد المقبل", dateline) == first(dateline, count(8), fits).isoformat()


WEEKS = [(-1, "الماضي"), (1, "المقبل"), (0, "الجاري")]


@CHECKED
@given(dateline=DATELINES, weekday=st.integers(0, 6), week=st.sampled_from(WEEKS))
def test_weekdays_of_a_week(dateline, weekday, week):
    shift, name = week
    year, number, _ = (dateline + 7 * shift * DAY).isocalendar()
    expected = datetime.date.fromisocalendar(year, number, weekday + 1)
    assert value(f"{WEEKDAYS[weekday]} من الأسبوع {name}", dateline) == expected.isoformat()
    assert value(f"الأسبوع {name}", dateline) == f"{year}-W{number:02d}"


@CHECKED
@given(dateline=DATELINES, day=st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)))
def test_days_without_a_year(dateline, day):
    def fits(candidate):
        return (candidate.month, candidate.day) == (day.month, day.day)

    text = f"{day.day} {MONTHS[0][day.month - 1]}"
    assert value(text, dateline) == first(dateline, count(0, -1), fits).isoformat()


@CHECKED
@given(dateline=DATELINES, month=st.integers(1, 12))
def test_months_without_a_year(dateline, month):
    def fits(day):
        return day.month == month

    def other(day):
        return day.month == month and (day.year, day.month) != (dateline.year, dateline.month)

    name = MONTHS[1][month - 1]
    assert value(f"شهر {name}", dateline) == first(dateline, count(0, -1), fits).isoformat()[:7]
    assert value(f"شهر {name} الماضي", dateline) == first(dateline, count(0, -1), other).isoformat()[:7]
    assert value(f"شهر {name} المقبل", dateline) == first(dateline, count(0), other).isoformat()[:7]


@CHECKED
@given(dateline=DATELINES)
def test_months_and_days_beside_the_dateline(dateline):
    def other(day):
        return (day.year, day.month) != (dateline.year, dateline.month)

    assert value("الشهر الماضي", dateline) == first(dateline, count(0, -1), other).isoformat()[:7]
    assert value("الشهر المقبل", dateline) == first(dateline, count(0), other).isoformat()[:7]
    assert value("أمس", dateline) == (dateline - DAY).isoformat()
    assert value("بعد غد", dateline) == (dateline + 2 * DAY).isoformat()
    assert value("قبل 40 يوما", dateline) == (dateline - 40 * DAY).isoformat()


SEASON_STARTS = {"الربيع": ("SP", 3), "الصيف": ("SU", 6), "الخريف": ("FA", 9), "الشتاء": ("WI", 12)}


@CHECKED
@given(dateline=DATELINES, name=st.sampled_from(sorted(SEASON_STARTS)))
def test_seasons(dateline, name):
    code, month = SEASON_STARTS[name]
    starts = [(year, datetime.date(year, month, 1)) for year in range(dateline.year - 3, dateline.year + 3)]
    over = [year for year, start in starts if (start + 93 * DAY).replace(day=1) <= dateline]
    to_come = [year for year, start in starts if start > dateline]
    assert value(f"{name} الماضي", dateline) == f"{max(over)}-{code}"
    assert value(f"{name} المقبل", dateline) == f"{min(to_come)}-{code}"


@pytest.mark.parametrize("dateline", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_give_x_and_no_error(dateline):
    text = (
        "غدا، أمس، الأسبوع الماضي، الأسبوع المقبل، العام الماضي، العام المقبل، الشهر المقبل، الشهر الماضي، "
        "نوفمبر الماضي، العقد الماضي، العقد المقبل، القرن الماضي، القرن المقبل، الصيف الماضي، الشتاء المقبل، "
        "الأحد المقبل، الأحد الماضي ثم 29 فبراير، قبل 20 ألف عام، اليوم التالي"
    )
    values = [match[2] for match in read(text, dateline)]
    assert len(values) == 20
    assert any("X" in value for value in values)
