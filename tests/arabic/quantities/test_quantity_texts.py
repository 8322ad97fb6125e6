"""Whole texts: spans stay right among each other, any text is borne, long runs do not hang."""

import time
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spelled_numbers import spelled

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities import Quantity, read_quantities
from hudna.arabic.quantities.tokens import tokenize
from hudna.model import Span
from hudna.values import Duration

NOUNS = [("جندي", "soldier"), ("قرية", "village"), ("سفينة", "thing"), ("شخص", "person")]
PIECES = [
    *"44 ١٢ ۳ 1,250 2.5 3-4 % ٪ ( ) ، . \n 🙂 و ب لل الـ ـ \u064b \u200f F 17/11/2018 09:00 $".split(" "),
    *"خمسة وعشرون ألف آلاف ومئتان مئات المئات نصف ونصف ثلثي أرباع واحد اثنين أحد عشر مليون المليون فاصل".split(),
    *"بين ما من إلى أو حوالي أكثر لا يقل عن على الأقل نحو بالمئة في المئة نقطة مئوية آخرين بينهم ارتفع".split(),
    *"يوم يومين الأيام ساعة شهر عام 2020 مايو الجمعة الساعة جنود جنديا الدول سكان القرار كندورا".split(),
]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
        lambda words: st.sampled_from([" ".join(words), "".join(words)])
    ),
)


def assert_sound(text, quantities):
    """In text order without overlap; parts inside; bounds as the modifier leaves them; no space at an edge."""
    assert all(a.end <= b.start for a, b in pairwise(quantities))
    for quantity in quantities:
        assert 0 <= quantity.start < quantity.end <= len(text)
        for part in (quantity.number, quantity.modifier, quantity.unit):
            assert part is None or (quantity.start <= part.start and part.end <= quantity.end)
            assert part is None or part.of(text) == part.of(text).strip()
        assert quantity.number is not None or (quantity.kind == "DURATION" and quantity.modifier and quantity.unit)
        assert (quantity.value is None) == (quantity.mod == "VAGUE")
        assert_bounded(quantity)


def assert_bounded(quantity):
    numbers = [number for number in (quantity.value, quantity.low, quantity.high) if number is not None]
    assert all(isinstance(number, Duration) == (quantity.kind == "DURATION") for number in numbers)
    if quantity.mod == "VAGUE":
        low, high = (getattr(number, "seconds", number) for number in (quantity.low, quantity.high))
        assert low < high
    else:
        assert quantity.low in (None, quantity.value)
        assert quantity.high in (None, quantity.value)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_sound_quantities(text):
    assert_sound(text, read_quantities(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(3, 10**6), st.sampled_from(NOUNS), st.booleans()), min_size=1, max_size=6))
def test_numbers_in_a_sentence_keep_their_spans(counted):
    text, spans = "رأى الحارس", []
    for number, (noun, norm), in_words in counted:
        numeral = spelled(number, before_noun=True) if in_words else f"{number:,}"
        text += "، ثم "
        unit = f"{noun}ا" if 11 <= number % 100 <= 99 and not noun.endswith("ة") else noun
        spans.append((len(text), len(text) + len(numeral), number, unit, norm))
        text += f"{numeral} {unit}"
    found = [(q.number.start, q.number.end, q.value, q.unit.of(text), q.unit_norm) for q in read_quantities(text)]
    assert found == spans


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 10**6), st.text(alphabet="\u064b\u0640\u200f\u202b", max_size=4), st.sampled_from(["", "🙂", "ك "])
)
def test_spans_stay_in_the_untouched_text(number, marks, before):
    text = f"{before}وصل {marks}{number}{marks} رجلا{marks}"
    (quantity,) = read_quantities(text)
    assert quantity.number.start == len(f"{before}وصل {marks}")
    assert quantity.number.of(text).startswith(str(number))
    assert quantity.unit.of(text).startswith("رجلا")


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_a_blank_line_keeps_texts_apart(first, second):
    """All but the unit of «آخرين», which goes back to the quantity before."""
    joined = read_quantities(f"{first}.\n\n{second}")
    shift = len(first) + 3
    apart = [*read_quantities(first), *(shifted(quantity, shift) for quantity in read_quantities(second))]
    assert [key(quantity) for quantity in joined] == [key(quantity) for quantity in apart]


def shifted(quantity, by):
    return Quantity(
        start=quantity.start + by, end=quantity.end + by, number=quantity.number and moved(quantity.number, by),
        modifier=quantity.modifier, unit=quantity.unit, kind=quantity.kind, value=quantity.value, low=quantity.low,
        high=quantity.high, mod=quantity.mod, unit_norm=quantity.unit_norm,
    )  # fmt: skip


def moved(span, by):
    return Span(span.start + by, span.end + by)


def key(quantity):
    return quantity.start, quantity.end, quantity.number, quantity.kind, quantity.value, quantity.low, quantity.mod


@pytest.mark.parametrize(
    ("text", "excluded", "values"),
    [
        ("في 20 سفينة و30 قاربا", [], [20, 30]),
        ("في 20 سفينة و30 قاربا", ["20 سفينة"], [30]),
        ("في 20 سفينة و30 قاربا", ["سفينة"], [30]),
        ("خمسة آلاف و20 سفينة", ["و20"], []),
        ("نحو 20 سفينة", ["نحو"], [20]),
        ("20 سفينة على الأقل", ["الأقل"], [20]),
        ("10-15 سفينة", ["15"], []),
        ("في 20 سفينة", ["في 20 سفينة", "20"], []),
    ],
)
def test_excluded_words_take_no_part(text, excluded, values):
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in excluded]
    found = read_quantities(text, excluded=spans)
    assert [quantity.value for quantity in found] == values
    assert not any(quantity.span.overlap(span) for quantity in found for span in spans)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), max_size=4))
def test_no_quantity_touches_what_is_excluded(text, places):
    spans = [Span(start, start + length) for start, length in places]
    found = read_quantities(text, excluded=spans)
    assert_sound(text, found)
    words = [tokens_span for tokens_span in word_spans(text) if any(tokens_span.overlap(span) for span in spans)]
    assert not any(
        part.overlap(word) for q in found for part in (q.number, q.modifier, q.unit) if part for word in words
    )


def word_spans(text):
    tokens = tokenize(text)
    return [tokens.span(start, end) for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_the_form_of_a_text_is_its_comparison_form(text):
    assert comparison_form(tokenize(text).form) == comparison_form(text)


def test_characters_compare_as_everywhere_in_the_project():
    for code in range(0x10000):
        char = chr(code)
        if not char.isspace():
            assert tokenize(char).form == comparison_form(char), hex(code)


RUNS = [
    "1", "12 ", "1,", "1.", "1-", "1\n", "(5) ", "1\u00a0000", "و", "و ", "ب1", "ال", "لل", " ", "5" + " " * 50,
    "\u064b", "ـ\u064b\u200f٥ ", "خمسة", "خمسة و", "ألف و", "خمسة وعشرون ألفا ومئتان ", "أكثر من ", "بين 5 و",
    "ما لا يقل عن 5 جنود و", "من 5 إلى ", "3 أو ", "شهر ونصف ", "نصف ", "مئات الآلاف ", "الدول الخمس ", "5 آخرين ",
    "%", "5%", "ثلاثة أرباع ",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_do_not_hang(run):
    text = (run * 50_000)[:50_000]
    began = time.perf_counter()
    read_quantities(text)
    assert time.perf_counter() - began < 30, "a second on an idle machine; `measure_quantities.py` measures"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "\ud800 5 جنود", "\u064b5", "5\u064b", "ـ", "🙂5🙂", "The 37 soldiers."]
)
def test_odd_texts_do_no_harm(text):
    assert_sound(text, read_quantities(text))


def test_the_word_lists_say_where_they_come_from():
    for file in files("hudna.arabic.quantities").joinpath("lexicons").iterdir():
        head = file.read_text(encoding="utf-8").splitlines()[:3]
        assert head[0].startswith("# Origin:"), file.name
        assert head[1].startswith("# Licence:"), file.name
        assert "columns" in head[2].lower() or "column" in head[2].lower(), file.name


def test_the_examples_of_the_package_hold():
    import doctest

    import hudna.arabic.quantities as package

    assert doctest.testmod(package).attempted > 3
    assert doctest.testmod(package).failed == 0


def test_the_table_of_cases_is_text_of_its_own():
    table = Path(__file__).with_name("quantity_cases.tsv").read_text(encoding="utf-8")
    assert "made up" in table.splitlines()[0]
