"""What values were worked out from: the dateline, another match, or nothing. And what is promised of spans."""

import datetime

import pytest

from hudna.arabic.timex import TimexMatch, read_timex
from hudna.values import Timex

DATELINE = datetime.date(2022, 5, 13)


def anchors(text, dateline=DATELINE):
    return [match.anchor for match in read_timex(text, dateline)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 مايو 2019", [None]),
        ("عام 2019", [None]),
        ("3 مايو", ["dateline"]),
        ("أمس", ["dateline"]),
        ("الجمعة", ["dateline"]),
        ("الشهر الماضي", ["dateline"]),
        ("تسعينيات القرن الماضي", ["dateline"]),
        ("الآن", ["dateline"]),
        ("ثلاثة أيام", [None]),
        ("قبل ثلاثة أيام", ["dateline"]),
        ("الساعة 9", [None]),
        ("الساعة 9 بتوقيت غرينتش", [None]),
        ("الساعة 9 بتوقيت باريس", ["dateline"]),
        ("مساء 3 مايو 2019", [None]),
        ("3 مايو 2019 وفي اليوم التالي", [None, 0]),
        ("3 مايو وفي العام نفسه", ["dateline", 0]),
        ("3 مايو 2019 ثم أمس ثم آنذاك", [None, "dateline", 1]),
        ("مساء السبت (18:00 بتوقيت غرينتش)", ["dateline", 0]),
        ("من 10 إلى 15 مايو 2019", [1, None]),
        ("من 10 إلى 15 مايو", [1, "dateline"]),
        ("3 إلى 5 أيام", [1, None]),
    ],
)
def test_anchors(text, expected):
    assert anchors(text) == expected


def test_without_a_dateline_nothing_is_anchored_to_it():
    assert anchors("أمس والجمعة و3 مايو والآن والشهر الماضي", None) == [None] * 5


def test_an_hour_takes_the_day_of_its_own_sentence_only():
    assert anchors("وصل السبت. غادر عند الساعة 9") == ["dateline", None]
    assert anchors("وصل السبت\nغادر عند الساعة 9") == ["dateline", None]
    assert anchors("وصل السبت، وغادر عند الساعة 9") == ["dateline", 0]


def test_what_points_back_passes_over_durations_and_references():
    text = "في 3 مايو 2019 دام ثلاثة أيام، والآن، وآنذاك"
    (_, _, _, back) = read_timex(text, DATELINE)
    assert (back.value, back.anchor) == (Timex("2019-05-03"), 0)


def test_matches_say_where_they_stand():
    text = "‏وَفِي ٣ مايـــو ٢٠١٩ء"
    assert read_timex(text) == [TimexMatch(start=7, end=21, type="DATE", value=Timex("2019-05-03"))]
    assert text[7:21] == "٣ مايـــو ٢٠١٩"


def test_no_text_no_matches():
    assert read_timex("") == []
    assert read_timex(" \n\u200f") == []
