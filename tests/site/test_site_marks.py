"""Marks in a text: nothing of the text is lost, and each mark has the words of its span."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_cases import Page

from hudna.model import Span, Zone
from hudna.site.marks import Mark, Marked
from hudna.site.names import article_page, link, place, token


def mark(name, start, end, rank=0, **more):
    return Mark(name=name, span=Span(start, end), rank=rank, classes="m", **more)


def rendered(text, *marks):
    return str(Marked(text, marks).between(Span(0, len(text))))


def test_nested_marks_nest():
    assert rendered("ab cd", mark("in", 3, 5), mark("out", 0, 5)) == (
        '<mark class="m d0" data-of="out" id="out">ab <mark class="m d1" data-of="in" id="in">cd</mark></mark>'
    )


def test_of_equal_spans_the_lower_rank_is_outside():
    found = rendered("ab", mark("trigger", 0, 2, rank=2), mark("mention", 0, 2, rank=1))
    assert found.index('"mention"') < found.index('"trigger"')


def test_where_marks_cross_the_later_one_is_in_two_pieces():
    found = rendered("abcde", mark("one", 0, 3, tip="t"), mark("two", 2, 5, tip="t"))
    assert Page(found).marks == {"one": "abc", "two": "cde"}
    assert found.count('id="two"') == 1
    assert found.count('data-of="two"') == 2
    assert found.count("tabindex") == 2


def test_a_discontinuous_trigger_has_one_id():
    found = rendered("stop all fire", mark("E1", 0, 4, tip="t"), mark("E1", 9, 13, tip="t"))
    assert Page(found).marks == {"E1": "stopfire"}
    assert found.count('id="E1"') == found.count("tabindex") == 1


def test_text_and_attributes_are_escaped():
    found = rendered('<b>&"', mark('"><i>', 0, 3, tip='"><i>', data={"label": '"><i>'}))
    assert "<i>" not in found
    assert "<b>" not in found
    assert Page(found).marks == {'"><i>': "<b>"}


def test_zones_and_line_breaks_make_blocks_that_marks_may_cross():
    text = "head\n\none\ntwo"
    zones = (Zone(type="HEADLINE", start=0, end=6), Zone(type="BODY", start=6, end=13))
    blocks = list(Marked(text, [mark("x", 2, 13)]).blocks(zones))
    assert [type_ for type_, _ in blocks] == ["HEADLINE", "BODY"]
    assert [re.sub("<[^>]*>", "", part) for _, parts in blocks for part in parts] == ["head", "one", "two"]
    assert Page("".join(part for _, parts in blocks for part in parts)).marks == {"x": "adonetwo"}


def test_a_text_without_zones_is_a_body():
    assert [type_ for type_, _ in Marked("a", []).blocks(())] == ["BODY"]
    assert list(Marked("", []).blocks(())) == []


def test_ten_thousand_marks_in_each_other_are_no_trouble():
    count = 10_000
    found = rendered("a" * count, *(mark(f"m{n}", n, count) for n in range(count)))
    assert found.count("</mark>") == count


TEXT = st.text(st.sampled_from("اب <&\"'n"), min_size=1, max_size=30)


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=12))
def test_the_text_stays_whole_and_each_mark_has_its_words(text, ends):
    spans = [(start, end) for start, end in ends if start < end <= len(text)]
    found = rendered(text, *(mark(f"m{n}", *span, rank=n % 3) for n, span in enumerate(spans)))
    assert html.unescape(re.sub("<[^>]*>", "", found)) == text
    assert Page(found).marks == {f"m{n}": text[start:end] for n, (start, end) in enumerate(spans)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("T1", "T1"), ("a b", "a_20_b"), ("../x", ".._2f_x"), ("", "_"), ("_", "_5f_"), ("قره", "_642__631__647_")],
)
def test_tokens_are_plain(text, wanted):
    assert token(text) == wanted


@settings(deadline=None)
@given(st.text(max_size=8), st.text(max_size=8))
def test_different_texts_have_different_tokens_that_need_no_escape(one, other):
    assert (token(one) == token(other)) == (one == other)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", token(one))


def test_places_and_pages():
    assert place("open", "T1") == "open:T1"
    assert place("a", "b:c") != place("a:b", "c")
    assert link(article_page("000"), "open", "T1") == "article-000.html#open:T1"
    assert article_page("../../etc") == "article-.._2f_.._2f_etc.html"
