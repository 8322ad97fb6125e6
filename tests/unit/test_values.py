from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.values import Duration, Timex, parse_quantity


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("P1D", "1"),
        ("P1W", "7"),
        ("P6W", "42"),
        ("P1M", "30.4375"),
        ("P1.5M", "45.65625"),
        ("P30Y", "10957.5"),
        ("PT12H", "0.5"),
        ("P1DT12H", "1.5"),
    ],
)
def test_durations_in_days(text, days):
    assert Duration(text).days == Decimal(days)
    assert str(Duration(text)) == text


@pytest.mark.parametrize(
    ("one", "other"), [("P1W", "P7D"), ("PT1H", "PT60M"), ("PT10H", "PT36000S"), ("P1Y", "P12M"), ("P0.5D", "PT12H")]
)
def test_durations_of_one_length_are_equal_however_they_are_written(one, other):
    assert Duration(one) == Duration(other)
    assert hash(Duration(one)) == hash(Duration(other))


def test_durations_of_other_lengths_differ():
    assert Duration("P1W") != Duration("P8D")
    assert Duration("P1M") != Duration("P30D")


@pytest.mark.parametrize("text", ["P", "PT", "P1", "-P1D", "P1M2Y", "1D", "P1,5M", "PXD", "", "P" + "9" * 50 + "D"])
def test_other_text_is_no_duration(text):
    with pytest.raises(ValueError, match="against an ISO 8601 duration"):
        Duration(text)


@pytest.mark.parametrize(("text", "value"), [("44", 44), ("0.5", Decimal("0.5")), ("-3", -3), ("6000", 6000)])
def test_decimals(text, value):
    assert parse_quantity(text) == value


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e5", "1,250", "٤٤", " 44", "44 ", "+4", ".5", "5.", "9" * 41])
def test_other_text_is_no_quantity(text):
    with pytest.raises(ValueError, match="against a plain decimal"):
        parse_quantity(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_decimal_reads_back(value):
    assert parse_quantity(format(value, "f")) == value


TIMEX = """2020 2020-11 2020-11-10 202X 20XX XXXX-09-27 2020-W46 2020-W46-WE 2020-SP 2020-Q4 2020-10-10TMO T12:00
2020-10-10T12:00+03:00 2020-10-10T09:00Z P6W PXD PTXH PAST_REF PRESENT_REF FUTURE_REF""".split()


@pytest.mark.parametrize("text", TIMEX)
def test_timex_values(text):
    assert str(Timex(text)) == text


@pytest.mark.parametrize("text", ["", "10-11-2020", "2020-1-1", "2020-11-10T25:00", "yesterday", "P", "2020-11-10 "])
def test_other_text_is_no_timex_value(text):
    with pytest.raises(ValueError, match="against a TIMEX3 value"):
        Timex(text)


@pytest.mark.parametrize("text", ["2020-13", "2021-02-29", "2020-11-31"])
def test_days_that_the_calendar_does_not_have(text):
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        Timex(text)
