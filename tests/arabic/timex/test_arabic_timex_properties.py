"""What holds for any text: order, no overlap, valid values, spans that know nothing of dateline and other lines."""

import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st
from timex_writers import datelines, texts

from hudna.arabic.timex import read_timex

CHECKED = settings(max_examples=300, deadline=None)
DATELINE = datetime.date(2022, 5, 13)


def spans(text, dateline=None):
    return [(match.start, match.end, match.type) for match in read_timex(text, dateline)]


@CHECKED
@given(text=texts() | st.text(max_size=60), dateline=datelines())
@example(text="29 فبراير و29 شباط الماضي", dateline=datetime.date(4, 2, 28))
def test_matches_are_in_order_and_apart(text, dateline):
    matches = read_timex(text, dateline)
    ends = [0, *(match.end for match in matches)]
    assert all(match.start >= end for match, end in zip(matches, ends, strict=False))
    assert all(match.start < match.end for match in matches)
    assert all(text[match.start : match.end].strip() == text[match.start : match.end] for match in matches)


@CHECKED
@given(text=texts(), dateline=datelines())
def test_anchors_point_at_other_matches_or_a_given_dateline(text, dateline):
    matches = read_timex(text, dateline)
    for index, match in enumerate(matches):
        if isinstance(match.anchor, int):
            assert 0 <= match.anchor < len(matches)
            assert match.anchor != index
        elif match.anchor is not None:
            assert dateline is not None


@CHECKED
@given(text=texts(), dateline=datelines())
def test_spans_do_not_depend_on_the_dateline(text, dateline):
    assert spans(text, dateline) == spans(text)


@CHECKED
@given(first=texts(), second=texts())
def test_a_line_break_parts_expressions(first, second):
    shift = len(first) + 1
    moved = [(start + shift, end + shift, type_) for start, end, type_ in spans(second)]
    assert spans(f"{first}\n{second}") == spans(first) + moved


@CHECKED
@given(text=texts().filter(lambda text: not set(text) & set("ـ\u064b\u200f")), mark=st.sampled_from("ـ\u064e\u0652"))
def test_marks_change_no_value(text, mark):
    marked = "".join(char + mark if "\u0628" <= char <= "\u064a" else char for char in text)
    plain = [(match.type, match.value, match.mod, match.anchor) for match in read_timex(text, DATELINE)]
    assert [(match.type, match.value, match.mod, match.anchor) for match in read_timex(marked, DATELINE)] == plain


@CHECKED
@given(text=texts())
def test_the_same_text_gives_the_same_matches(text):
    assert read_timex(text, DATELINE) == read_timex(text, DATELINE)
