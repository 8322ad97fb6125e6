import pytest
from rules_readings import after, timexes

from hudna_baselines.rules.dates import dates
from hudna_baselines.rules.durations import durations

FRIDAY = "2022-05-13"


def read(text, dateline=FRIDAY):
    return timexes(after(text, dates, durations, dateline=dateline))


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("في 17 نوفمبر/ تشرين الثاني 2018", "17 نوفمبر/ تشرين الثاني 2018", "2018-11-17"),
        ("في ٣ آذار (مارس) ٢٠١٩ وصل", "٣ آذار (مارس) ٢٠١٩", "2019-03-03"),
        ("وفي 3 نونبر 2019", "3 نونبر 2019", "2019-11-03"),
        ("منذ نوفمبر 2019", "نوفمبر 2019", "2019-11"),
        ("في شهر يوليو", "شهر يوليو", "2021-07"),
        ("في 12 مايو", "12 مايو", "2022-05-12"),
        ("في 14 مايو", "14 مايو", "2021-05-14"),
        ("في نوفمبر المقبل", "نوفمبر المقبل", "2022-11"),
        ("في 20 ديسمبر الماضي", "20 ديسمبر الماضي", "2021-12-20"),
        ("منذ عام 2019 وهو", "عام 2019", "2019"),
        ("عام ألفين وعشرين", "عام ألفين وعشرين", "2020"),
        ("في 2019", "2019", "2019"),
        ("يوم 17/11/2018 صباحا", "17/11/2018", "2018-11-17"),
        ("2018-11-17", "2018-11-17", "2018-11-17"),
        ("17.11.2018", "17.11.2018", "2018-11-17"),
        ("الجمعة 7 يونيو 2019", "الجمعة 7 يونيو 2019", "2019-06-07"),
        ("يوم الجمعة، 7 يونيو 2019", "يوم الجمعة، 7 يونيو 2019", "2019-06-07"),
        ("يوم الاثنين", "يوم الاثنين", "2022-05-09"),
        ("والجمعة", "الجمعة", "2022-05-13"),
        ("الجمعة الماضي", "الجمعة الماضي", "2022-05-06"),
        ("الجمعة المقبل", "الجمعة المقبل", "2022-05-20"),
        ("قال أمس", "أمس", "2022-05-12"),
        ("أول من أمس", "أول من أمس", "2022-05-11"),
        ("اليوم الجمعة", "اليوم الجمعة", "2022-05-13"),
        ("الأسبوع الماضي", "الأسبوع الماضي", "2022-W18"),
        ("الشهر المقبل", "الشهر المقبل", "2022-06"),
        ("العام الجاري", "العام الجاري", "2022"),
        ("أواخر عام 2019", "أواخر عام 2019", "2019"),
    ],
)
def test_dates(text, surface, value):
    assert read(text) == [("DATE", surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("مساء الجمعة", "مساء الجمعة", "2022-05-13TEV"),
        ("بعد ظهر أمس", "بعد ظهر أمس", "2022-05-12TAF"),
        ("الساعة 09:00 بتوقيت طوكيو", "الساعة 09:00 بتوقيت طوكيو", "T09:00"),
    ],
)
def test_times(text, surface, value):
    assert read(text) == [("TIME", surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("ستة أسابيع من الحصار", "ستة أسابيع", "P6W"),
        ("بعد 10 ساعات", "10 ساعات", "PT10H"),
        ("أكثر من ثلاثة أسابيع", "أكثر من ثلاثة أسابيع", "P3W"),
        ("أكثر من شهر", "أكثر من شهر", "P1M"),
        ("لأسبوعين", "أسبوعين", "P2W"),
        ("منذ أيام", "أيام", "PXD"),
        ("خمسة عشر دقيقة", "خمسة عشر دقيقة", "PT15M"),
    ],
)
def test_durations(text, surface, value):
    assert read(text) == [("DURATION", surface, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("أمس", "XXXX-XX-XX"), ("17 نوفمبر", "XXXX-11-17"), ("الجمعة", "XXXX-WXX-5"), ("الشهر الماضي", "PAST_REF")],
)
def test_without_a_dateline_the_year_stays_open(text, value):
    assert [timex[-1] for timex in read(text, dateline=None)] == [value]


@pytest.mark.parametrize("text", ["آب", "تريزا ماي", "اليوم الأول", "5 جنود", "القرار 2019", "الساعة 99:99", "شهر"])
def test_no_timex(text):
    assert read(text) == []


def test_mods():
    record = after("أواخر عام 2019 وأكثر من شهر", dates, durations)
    assert [mention.mod for mention in record.mentions] == ["END", "MORE_THAN"]


def test_only_what_needs_the_dateline_is_anchored_to_it():
    record = after("في 3 مايو 2020 وأمس", dates, dateline=FRIDAY)
    assert [mention.anchor for mention in record.mentions] == [None, "dateline"]


@pytest.mark.parametrize("dateline", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_hold(dateline):
    read("غدا وأمس والأسبوع الماضي والعام الماضي والعام المقبل والشهر المقبل والشهر الماضي ونوفمبر الماضي", dateline)
