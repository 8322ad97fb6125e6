"""What Babel and our own writers write reads back: dates of two centuries, lengths as the quantity reader has them."""

import datetime

import pytest
from babel import Locale, localedata
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st
from timex_readings import read
from timex_writers import MONTHS, WEEKDAYS, cardinal, eastern, ordinal

from hudna.arabic.quantities import read_quantities
from hudna.arabic.timex import read_timex
from hudna.values import Duration

LOCALES = sorted(name for name in localedata.locale_identifiers() if name.split("_")[0] == "ar")
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
CHECKED = settings(max_examples=60, deadline=None)


def only(text, surface):
    """The value of the only match, which must be all of a surface."""
    ((found, type_, value, mod),) = read(text)
    assert (found, type_, mod) == (surface, "DATE", None)
    return value


@pytest.mark.parametrize("form", ["full", "long", "medium", "short"])
@CHECKED
@given(date=DATES, locale=st.sampled_from(LOCALES), western=st.booleans())
def test_dates_that_babel_writes(date, locale, western, form):
    written = format_date(date, format=form, locale=locale)
    written = written if western else eastern(written)
    assert only(f"نُشر في {written} في الجريدة", written) == date.isoformat()


def test_every_arabic_locale_is_tried():
    assert len(LOCALES) >= 25
    assert {Locale.parse(name).language for name in LOCALES} == {"ar"}


@CHECKED
@given(date=DATES, months=st.sampled_from(MONTHS), weekday=st.booleans(), arabic_digits=st.booleans())
def test_ordinal_days(date, months, weekday, arabic_digits):
    year = eastern(str(date.year)) if arabic_digits else str(date.year)
    written = f"{ordinal(date.day)} من {months[date.month - 1]} {year}"
    if weekday:
        written = f"{WEEKDAYS[date.weekday()]} {written}"
    assert only(f"وصل في {written}.", written) == date.isoformat()


@CHECKED
@given(
    date=DATES,
    names=st.sampled_from([(0, 1), (1, 0), (2, 1), (1, 3)]),
    form=st.sampled_from(["{}/{}", "{}/ {}", "{} /{}", "{} / {}", "{} ({})", "{} - {}"]),
)
def test_dual_months(date, names, form):
    dual = form.format(*(MONTHS[name][date.month - 1] for name in names))
    written = f"{date.day} {dual} {date.year}"
    assert only(f"وصل يوم الفريق {written}", written) == date.isoformat()


@CHECKED
@given(date=DATES, sign=st.sampled_from("/-."), padded=st.booleans(), year_first=st.booleans())
def test_numeric_dates(date, sign, padded, year_first):
    day, month = (f"{date.day:02d}", f"{date.month:02d}") if padded else (str(date.day), str(date.month))
    parts = [str(date.year), month, day] if year_first else [day, month, str(date.year)]
    written = sign.join(parts)
    assert only(f"بتاريخ {written} وقّع", written) == date.isoformat()


LENGTHS = [
    ("ثوان", "ثانية", "PT{}S"), ("دقائق", "دقيقة", "PT{}M"), ("ساعات", "ساعة", "PT{}H"), ("أيام", "يوما", "P{}D"),
    ("أسابيع", "أسبوعا", "P{}W"), ("أشهر", "شهرا", "P{}M"), ("سنوات", "سنة", "P{}Y"), ("أعوام", "عاما", "P{}Y"),
]  # fmt: skip


@CHECKED
@given(number=st.integers(3, 99), length=st.sampled_from(LENGTHS), words=st.booleans())
def test_lengths_read_back_and_as_the_quantity_reader_reads_them(number, length, words):
    plural, singular, value = length
    written = f"{cardinal(number) if words else number} {plural if number <= 10 else singular}"
    text = f"استغرق العمل {written}"
    assert read(text) == [(written, "DURATION", value.format(number), None)]
    ((quantity,), (timex,)) = read_quantities(text), read_timex(text)
    assert (quantity.start, quantity.end, quantity.value) == (timex.start, timex.end, Duration(str(timex.value)))


@pytest.mark.parametrize(
    "written",
    ["يومين", "شهرين", "ساعتان", "أكثر من شهر", "شهر ونصف", "ثلاث سنوات ونصف", "نحو 72 ساعة", "أقل من أسبوعين"],
)
def test_other_lengths_are_those_of_the_quantity_reader(written):
    text = f"استغرق العمل {written}"
    ((quantity,), (timex,)) = read_quantities(text), read_timex(text)
    assert (quantity.start, quantity.end, quantity.value) == (timex.start, timex.end, Duration(str(timex.value)))
