from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.arabic.normalise import comparison_form
from hudna.arabic.words import words as words_of
from hudna_baselines.rules.numbers import read_digits, read_number

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def spelled(number):
    """A number below a thousand million in words (nominative, counting a masculine noun)."""
    parts = []
    for scale, one, two, few, many in (
        (10**6, "مليون", "مليونان", "ملايين", "مليونا"),
        (1000, "ألف", "ألفان", "آلاف", "ألفا"),
    ):
        count, number = divmod(number, scale)
        if count in (1, 2):
            parts.append(one if count == 1 else two)
        elif count:
            parts.append(f"{below_1000(count)} {few if count <= 10 else many}")
    return " و".join([*parts, *([below_1000(number)] if number else [])])


def below_1000(number):
    hundreds, rest = divmod(number, 100)
    parts = [HUNDREDS[hundreds]] if hundreds else []
    if rest:
        parts.append(below_100(rest))
    return " و".join(parts)


def below_100(number):
    if number <= 10:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    if tens == 1:
        return {1: "أحد عشر", 2: "اثنا عشر"}.get(unit, f"{UNITS[unit]} عشر")
    return f"{UNITS[unit]} و{TENS[tens]}" if unit else TENS[tens]


def read(text):
    forms = comparison_form(text).split(" ")
    number = read_number(forms)
    return number and (number.value, number.stop == len(forms))


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_what_is_written_in_words_is_read_back(number):
    assert read(spelled(number)) == (number, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سبعة وثلاثين", 37),
        ("إحدى عشرة", 11),
        ("اثني عشر", 12),
        ("ثلاث عشرة", 13),
        ("خمسمائة", 500),
        ("ثلاث مئة", 300),
        ("مائتين وأربعين", 240),
        ("ألفين وثلاثمئة وخمسة وأربعين", 2345),
        ("ألفا", 2000),
        ("15 ألفا", 15000),
        ("15 ألفا و 200", 15200),
        ("3٫5 ملايين", 3500000),
        ("ستة آلاف", 6000),
        ("مليون ومئتي ألف", 1200000),
        ("مئة وخمسة وعشرون ألفا", 125000),
        ("٢٬٣٤٥", 2345),
        ("٣٧", 37),
    ],
)
def test_forms_of_numbers(text, value):
    assert read(text) == (value, True)


@pytest.mark.parametrize(
    ("text", "stop"), [("ثلاثة وأربعة", 1), ("37 و 12", 1), ("عشرون جنديا", 1), ("ألف ومليون", 1), ("خمسة وجندي", 1)]
)
def test_a_number_ends_where_the_next_begins(text, stop):
    assert read_number(comparison_form(text).split(" ")).stop == stop


@pytest.mark.parametrize("text", ["آلاف", "مئات", "أحد", "الثالث", "جندي", "", "و", "1" * 16])
def test_no_number(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("1,250", 1250),
        ("1.250.000", 1250000),
        ("1.5", Decimal("1.5")),
        ("2,5", Decimal("2.5")),
        ("2٫5", Decimal("2.5")),
        ("09:00", None),
        ("1,25,000", None),
        ("abc", None),
        ("", None),
    ],
)
def test_digits(form, value):
    assert read_digits(form) == value


@given(st.text(alphabet="0123456789.,٫٬:", max_size=60))
def test_any_digits_are_read_or_refused(text):
    value = read_digits(text)
    assert value is None or value >= 0


def test_the_words_of_the_package_keep_grouped_numerals_whole():
    assert [span.of("1,250 ٢٬٣٤٥") for span in words_of("1,250 ٢٬٣٤٥")] == ["1,250", "٢٬٣٤٥"]
