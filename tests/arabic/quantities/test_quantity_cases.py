"""The table of quantities, case by case; `quantity_cases.tsv` says what its columns are."""

from decimal import Decimal
from pathlib import Path

import pytest

from hudna.arabic.quantities import read_quantities
from hudna.values import Duration, parse_quantity

OPEN_LOW = ("APPROX", "LESS_THAN", "EQUAL_OR_LESS")
OPEN_HIGH = ("APPROX", "MORE_THAN", "EQUAL_OR_MORE")
PROPORTIONS = ("percent", "per-mille", "fraction")


def cases():
    """Text → its rows, in the order of the table."""
    table = {}
    text = None
    for line in Path(__file__).with_name("quantity_cases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *cells = line.split("\t")
            text = text if first == '"' else first
            table.setdefault(text, []).append([None if cell == "-" else cell for cell in cells])
    return table


TABLE = cases()


def expected(row):
    number, modifier, unit, written, mod, norm = row
    if ".." in written:
        value, (low, high) = None, map(parse_quantity, written.split(".."))
    else:
        value = low = high = parse_quantity(written)
        low, high = (None if mod in OPEN_LOW else low), (None if mod in OPEN_HIGH else high)
    kind = "DURATION" if isinstance(value or low or high, Duration) else "COUNT"
    return number, modifier, unit, "PROPORTION" if norm in PROPORTIONS else kind, value, low, high, mod, norm


def read(text):
    return [
        (
            *(part and part.of(text) for part in (quantity.number, quantity.modifier, quantity.unit)),
            *(quantity.kind, quantity.value, quantity.low, quantity.high, quantity.mod, quantity.unit_norm),
        )
        for quantity in read_quantities(text)
    ]


def test_the_table_is_large():
    assert sum(map(len, TABLE.values())) > 300


@pytest.mark.parametrize("text", TABLE)
def test_a_text_gives_its_rows(text):
    assert read(text) == [expected(row) for row in TABLE[text]]


@pytest.mark.parametrize("text", TABLE)
def test_the_extent_reaches_from_the_first_part_to_the_last(text):
    for quantity in read_quantities(text):
        parts = [part for part in (quantity.number, quantity.modifier, quantity.unit) if part]
        assert quantity.start == min(part.start for part in parts)
        assert quantity.end == max(part.end for part in parts)


@pytest.mark.parametrize("text", TABLE)
@pytest.mark.parametrize(("before", "after"), [("قال الوزير إن ", " أمس."), ("🙂 ", "!"), ("\u200f", "\u200f\n")])
def test_surroundings_change_nothing_but_the_offsets(text, before, after):
    assert read(f"{before}{text}{after}") == read(text)


@pytest.mark.parametrize(
    ("text", "extent", "value"),
    [
        ("نحو شهر ونصف الشهر", "نحو شهر ونصف الشهر", "P1.5M"),
        ("ثلاث سنوات ونصف", "ثلاث سنوات ونصف", "P3.5Y"),
        ("ثلاث سنوات ونصف السنة", "ثلاث سنوات ونصف السنة", "P3.5Y"),
        ("5 ساعات وربع الساعة", "5 ساعات وربع الساعة", "PT5.25H"),
        ("بعد ساعتين ونصف من الانتظار", "ساعتين ونصف", "PT2.5H"),
        ("سنة ونصف السكان", None, None),
        ("سنتين ونصف السكان", "سنتين", "P2Y"),
    ],
)
def test_what_a_half_adds_is_in_the_extent(text, extent, value):
    found = [quantity for quantity in read_quantities(text) if quantity.kind == "DURATION"]
    assert [(quantity.span.of(text), str(quantity.value)) for quantity in found] == (
        [(extent, value)] if extent else []
    )


NOTHING = """
في 17 نوفمبر 2019
في 3 من مايو
ليلة 9 تشرين الثاني
يوم 12 ربيع الأول
في مايو 2021
في 17/11/2018 وصل
2018-11-17
17.11.2018
عام 2019
منذ عام ألفين وعشرين
سنة 1998
عامي 2019 و2020
في 2019 بدأت الأعمال
الساعة 9 صباحا
الساعة 09:00
الساعة 9:30
الساعة التاسعة والنصف
الدورة الـ44
اليوم الـ44
القمة الـ 12
الأسبوع الثالث
الخامس والعشرين من الشهر
في الخامس والعشرين من مايو
في الـ 24 من مايو
القرن العشرين
الذكرى الثلاثين
للمرة الثانية
القرار 242
المادة 7
البند رقم 5
الفقرة 3 من الاتفاق
القناة 24
رقم خمسة
مقاتلات إف-16
طائرة إف 16 أمريكية
دبابات T-72
كوفيد-19
كوفيد 19
الإصدار 1.2.3
v2
F16
5G
هاتف 555 1234
555-12-34
اتصل على 0096612345
+44 20 7946 0958
https://example.org/2020/44
@user24
#كورونا_19
فاز الفريق 3-1
الصفحة 3/4
أحد الوزراء
إحدى القرى
أحدهم
من طرف واحد
من جانب واحد
في آن واحد
من جهة واحدة
عدة أيام
بضعة أسابيع
أيام
شهر
منذ شهر
البلدان
الطرفين
القاربين
سيدة
ألف كتابا
ألف مبروك
ألف شكر
لست جنديا
نصف نهائي
نصف النهائي
الربع الأول
الربع الخالي
النصف الثاني
الاثنين
يوم الأحد
الثلاثاء والأربعاء
نحو عام 2020
حوالي الساعة
نحو يوم الجمعة
واحد
44
خمسة وعشرون
1111111111111111
عقد اتفاقا
وقع عقدين
ثانية
مرة ثانية
الشخص الواحد
ست الكل
السبت
خمسة أعلنت الوزارة
300 يحاولون العبور
300 عبروا النهر
صفر
مليون
15-10 سفينة
555-10-15 سفينة
2-3-4 سفينة
""".strip().splitlines()


def test_there_are_many_texts_without_a_quantity():
    assert len(set(NOTHING)) == len(NOTHING) > 90


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_quantity(text):
    assert read(text) == []


@pytest.mark.parametrize("text", NOTHING)
def test_a_quantity_beside_it_is_found_all_the_same(text):
    after = f"{text}؛ وصل 37 جنديا"
    assert [quantity.value for quantity in read_quantities(after)] == [Decimal(37)]
