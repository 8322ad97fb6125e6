"""Numbers by themselves: what is written reads back, and what is no number does not."""

from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from spelled_numbers import spelled

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities import Cardinal, counted_norm, read_cardinal, read_digits, read_number

NUMBERS = st.one_of(
    st.integers(0, 10**12),
    st.integers(0, 12).flatmap(lambda power: st.integers(0, 10**power)),
    st.builds(lambda count, power: count * 1000**power, st.integers(1, 999), st.integers(0, 3)),
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (244_000, "مئتان وأربعة وأربعون ألفا"),
        (2_000_012, "مليونان واثنا عشر"),
        (811, "ثمانمئة وأحد عشر"),
        (200_000, "مئتا ألف"),
    ],
)
def test_the_generator_writes_arabic(number, words):
    assert spelled(number) == words


@settings(max_examples=400, deadline=None)
@given(NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["مئة", "مائة"]), st.booleans())
def test_a_number_in_words_reads_back(number, feminine, oblique, hundred, before_noun):
    words = spelled(number, feminine=feminine, oblique=oblique, hundred=hundred, before_noun=before_noun)
    assert read_number(words) == number


@pytest.mark.parametrize("number", range(1200))
def test_every_small_number_reads_back_in_both_genders_and_cases(number):
    forms = {spelled(number, feminine=feminine, oblique=oblique) for feminine in (0, 1) for oblique in (0, 1)}
    assert {read_number(words) for words in forms} == {Decimal(number)}


@settings(max_examples=100, deadline=None)
@given(
    NUMBERS,
    st.sampled_from(["\u064b", "\u0640", "\u200f", "\u202b", "\u064e\u0651"]),
    st.randoms(use_true_random=False),
)
def test_marks_inside_the_words_change_nothing(number, mark, random):
    words = "".join(char + (mark if random.random() < 0.3 else "") for char in spelled(number))
    assert read_number(words) == number


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**15 - 1), st.sampled_from(["latn", "arab", "arabext"]))
def test_digits_with_grouping_read_back(number, system):
    assert read_number(format_decimal(number, locale="ar_EG", numbering_system=system)) == number
    assert read_number(str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == number
    assert read_number(str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == number


@settings(max_examples=150, deadline=None)
@given(st.decimals(0, 10**9, places=3, allow_nan=False), st.sampled_from(["latn", "arab"]))
def test_decimals_with_grouping_read_back(number, system):
    assert read_number(format_decimal(number, "#,##0.###", locale="ar_EG", numbering_system=system)) == number


@pytest.mark.parametrize("number", [1_000, 3_000, 15_000, 200_000, 1_000_000, 7_000_000, 44_000_000, 2_000_000_000])
def test_the_compact_numbers_of_cldr_read_back(number):
    assert read_number(format_compact_decimal(number, format_type="long", locale="ar")) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("مليون ونصف المليون", 1_500_000),
        ("مليون ونصف", 1_500_000),
        ("ثلاثة ملايين وربع", 3_250_000),
        ("نصف مليون", 500_000),
        ("ثلاثة أرباع المليون", 750_000),
        ("ألف مليون", 10**9),
        ("عشرة آلاف مليون", 10**10),
        ("ألف مليار", 10**12),
        ("خمس مئات", 500),
        ("أحدعشر", 11),
        ("مئة وأحد وعشرون", 121),
        ("6 آلاف و500", 6500),
        ("15 ألفا و 200", 15_200),
        ("مليون و200 ألف", 1_200_000),
        ("3٫5 ملايين", 3_500_000),
        ("ثلاثة فاصلة خمسة وعشرين", Decimal("3.25")),
        ("ثلاثة فاصل خمسة ملايين", 3_500_000),
        ("الخمسة والعشرين", 25),
        ("الخمسة آلاف", 5000),
        ("نصف", Decimal("0.5")),
        ("ثلثا", Decimal("0.666667")),
        ("ثلاثة أرباع", Decimal("0.75")),
        ("1 250 000".replace(" ", "\u00a0"), 1_250_000),
        ("1 250 000".replace(" ", "\u202f"), 1_250_000),
    ],
)
def test_other_ways_to_write_a_number(words, value):
    assert read_number(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "و", "جندي", "أحد", "الثالث", "آلاف", "مئات", "ثلاثة وأربعة", "37 و 12", "عشرون جنديا", "ألف ومليون",
        "ألف وألفان", "مئة ومئة", "بأربعة", "وخمسة", "1" * 16, "09:00", "1,25,000", "خمسة، ستة", "(5)", "5%", "-5",
        "+5", "1/2", "½", "مليون مليون مليون مليون", "5\n6",
    ],
)  # fmt: skip
def test_what_is_not_one_number(words):
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("text", "start", "value", "stop"),
    [
        ("ثلاثة وأربعة", 0, 3, 1),
        ("37 و 12", 0, 37, 1),
        ("عشرون جنديا", 0, 20, 1),
        ("ألف ومليون", 0, 1000, 1),
        ("ألف وألفان", 0, 1000, 1),
        ("عام ألفين وعشرين وفيه", 1, 2020, 3),
        ("مليون ونصف السكان", 0, 10**6, 1),
        ("ألف و 200 جندي", 0, 1200, 3),
    ],
)
def test_a_number_ends_where_the_next_begins(text, start, value, stop):
    assert read_cardinal(comparison_form(text).split(), start) == Cardinal(Decimal(value), stop)


@pytest.mark.parametrize("start", [0, 1, 5])
def test_no_number_begins_beyond_the_words_or_at_another(start):
    assert read_cardinal(["جندي"], start) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1,250", 1250),
        ("1.250.000", 1_250_000),
        ("1,250.5", Decimal("1250.5")),
        ("1.250.000,5", Decimal("1250000.5")),
        ("1.5", Decimal("1.5")),
        ("2,5", Decimal("2.5")),
        ("2٫5", Decimal("2.5")),
        ("1.250", Decimal("1.250")),
        ("09:00", None),
        ("1,25,000", None),
        ("1,250,", None),
        ("٤٤", None),
        ("abc", None),
        ("", None),
    ],
)
def test_digits(numeral, value):
    assert read_digits(numeral) == value


@given(st.text(alphabet="0123456789.,٫٬:", max_size=60))
def test_any_digits_are_read_or_refused(numeral):
    value = read_digits(numeral)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("noun", "norm"),
    [
        ("جنديًا", "soldier"),
        ("الجنود", "soldier"),
        ("أسرى", "prisoner"),
        ("دبّابة", "tank"),
        ("أنظمة دفاع جوي", "air-defence-system"),
        ("كتابا", "thing"),
        ("سحابة", None),
        ("", None),
    ],
)
def test_norms_of_counted_nouns(noun, norm):
    assert counted_norm(noun) == norm
