"""The layers of dates and durations. What is read, and its value, is tested with `hudna.arabic.timex`."""

import pytest
from rules_readings import after, timexes

from hudna.model import Record, Span, Zone
from hudna_baselines.rules.dates import dates
from hudna_baselines.rules.document import open_document
from hudna_baselines.rules.durations import durations

FRIDAY = "2022-05-13"


def read(text, dateline=FRIDAY):
    return timexes(after(text, dates, durations, dateline=dateline))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 17 نوفمبر/ تشرين الثاني 2018", ("DATE", "17 نوفمبر/ تشرين الثاني 2018", "2018-11-17")),
        ("في ٣ آذار (مارس) ٢٠١٩ وصل", ("DATE", "٣ آذار (مارس) ٢٠١٩", "2019-03-03")),
        ("في العاشر من الشهر الجاري", ("DATE", "العاشر من الشهر الجاري", "2022-05-10")),
        ("يوم الجمعة، 7 يونيو 2019", ("DATE", "يوم الجمعة، 7 يونيو 2019", "2019-06-07")),
        ("والجمعة", ("DATE", "الجمعة", "2022-05-13")),
        ("قال أمس", ("DATE", "أمس", "2022-05-12")),
        ("أواخر عام 2019", ("DATE", "أواخر عام 2019", "2019")),
        ("مساء الجمعة", ("TIME", "مساء الجمعة", "2022-05-13TEV")),
        ("الساعة 09:00 بتوقيت طوكيو", ("TIME", "الساعة 09:00 بتوقيت طوكيو", "T09:00+09:00")),
        ("أكثر من ثلاثة أسابيع", ("DURATION", "أكثر من ثلاثة أسابيع", "P3W")),
        ("لأسبوعين", ("DURATION", "أسبوعين", "P2W")),
        ("منذ أيام", ("DURATION", "أيام", "PXD")),
    ],
)
def test_layers(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [("أمس", "XXXX-XX-XX"), ("17 نوفمبر", "XXXX-11-17"), ("الجمعة", "XXXX-WXX-5"), ("الشهر الماضي", "XXXX-XX")],
)
def test_without_a_dateline_the_unknown_stays_open(text, value):
    assert [timex[-1] for timex in read(text, dateline=None)] == [value]


@pytest.mark.parametrize("text", ["آب", "تريزا ماي", "اليوم الأول", "5 جنود", "القرار 2019", "الساعة 99:99", "شهر"])
def test_no_timex(text):
    assert read(text) == []


def test_each_component_adds_its_own_layer():
    text = "قبل نهاية 2019، وخلال ثلاثة أيام، مساء الجمعة"
    assert [mention.type for mention in after(text, dates, dateline=FRIDAY).mentions] == ["DATE", "TIME"]
    assert [mention.type for mention in after(text, durations, dateline=FRIDAY).mentions] == ["DURATION"]


def test_mods():
    record = after("أواخر عام 2019 وأكثر من شهر وفي غضون أسبوع", dates, durations)
    assert [mention.mod for mention in record.mentions] == ["END", "MORE_THAN", "EQUAL_OR_LESS"]


def test_only_what_needs_the_dateline_is_anchored_to_it():
    record = after("في 3 مايو 2020 وأمس", dates, dateline=FRIDAY)
    assert [mention.anchor for mention in record.mentions] == [None, "dateline"]


def test_an_anchor_is_the_id_of_another_mention():
    first, second = after("في 3 مايو 2020 وصل، وفي اليوم التالي غادر", dates, dateline=FRIDAY).mentions
    assert (second.anchor, str(second.value)) == (first.id, "2020-05-04")


@pytest.mark.parametrize("text", ["قالت إنها ستعود", "ذكرت أنها عادت", "لكنها عادت"])
def test_particles_with_pronouns_are_no_dates(text):
    assert read(text) == []


def test_dates_without_a_value_are_no_mentions():
    assert read("في 24 ربيع الأول 1442هـ") == []


def test_text_that_is_not_annotated_holds_no_date_and_none_to_point_back_to():
    text = "أخبار 3 مايو 2020\nوقال حينها"
    end = text.index("\n") + 1
    zones = (Zone(type="FURNITURE", start=0, end=end), Zone(type="BODY", start=end, end=len(text)))
    document = open_document(Record(article_id="t", text=text, dateline=FRIDAY, zones=zones))
    (only,) = dates(document).mentions
    assert (only.text, str(only.value), only.span) == ("حينها", "PAST_REF", Span(len(text) - 5, len(text)))


@pytest.mark.parametrize("dateline", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_hold(dateline):
    assert len(read("غدا وأمس والأسبوع الماضي والعام المقبل والشهر المقبل ونوفمبر الماضي", dateline)) == 6
