from decimal import Decimal

import pytest
from rules_readings import only_claim, predicted, surfaces

from hudna.values import Duration


def parts(text, claim):
    return tuple(span and span.of(text) for span in (claim.modifier, claim.number, claim.unit))


@pytest.mark.parametrize(
    ("text", "extent", "pieces", "mod", "interval", "norm"),
    [
        ("37 جنديًا", "37 جنديًا", (None, "37", "جنديًا"), "EXACT", (37, 37, 37), "soldier"),
        ("بنحو 70 دبابة", "نحو 70 دبابة", ("نحو", "70", "دبابة"), "APPROX", (70, None, None), "tank"),
        (
            "لأكثر من ألفي مدني",
            "أكثر من ألفي مدني",
            ("أكثر من", "ألفي", "مدني"),
            "MORE_THAN",
            (2000, 2000, None),
            "civilian",
        ),
        (
            "أقل من عشرين صاروخا",
            "أقل من عشرين صاروخا",
            ("أقل من", "عشرين", "صاروخا"),
            "LESS_THAN",
            (20, None, 20),
            "missile",
        ),
        (
            "12 طفلا على الأقل",
            "12 طفلا على الأقل",
            ("على الأقل", "12", "طفلا"),
            "EQUAL_OR_MORE",
            (12, 12, None),
            "child",
        ),
        ("مئات القتلى", "مئات القتلى", (None, "مئات", "القتلى"), "VAGUE", (None, 200, 999), "dead"),
        (
            "عشرات الآلاف من السكان",
            "عشرات الآلاف من السكان",
            (None, "عشرات الآلاف", "السكان"),
            "VAGUE",
            (None, 20000, 99999),
            "resident",
        ),
        ("و٢٥ أسيرا", "٢٥ أسيرا", (None, "٢٥", "أسيرا"), "EXACT", (25, 25, 25), "prisoner"),
        ("15 حاجزا", "15 حاجزا", (None, "15", "حاجزا"), "EXACT", (15, 15, 15), None),
    ],
)
def test_counts(text, extent, pieces, mod, interval, norm):
    claim = only_claim(predicted(text))
    assert (claim.text, claim.kind, claim.mod, claim.unit_norm) == (extent, "COUNT", mod, norm)
    assert parts(text, claim) == pieces
    assert (claim.value, claim.low, claim.high) == interval


@pytest.mark.parametrize(
    ("text", "extent", "unit"),
    [
        ("30%", "30%", "%"),
        ("٪30", "٪30", "٪"),
        ("30 بالمئة", "30 بالمئة", "المئة"),
        ("ثلاثين في المائة", "ثلاثين في المائة", "المائة"),
    ],
)
def test_proportions(text, extent, unit):
    claim = only_claim(predicted(text))
    assert (claim.text, claim.kind, claim.value, claim.unit_norm) == (extent, "PROPORTION", Decimal(30), "percent")
    assert claim.unit.of(text) == unit


def test_a_percentage_counts_what_follows_min():
    record = predicted("30 بالمئة من المستشفيات")
    assert [surfaces(record)[id_] for id_ in only_claim(record).quantified] == ["المستشفيات"]


def test_durations():
    text = "أكثر من ثلاثة أسابيع"
    claim = only_claim(predicted(text))
    assert (claim.kind, claim.value, claim.low, claim.high) == ("DURATION", Duration("P3W"), Duration("P3W"), None)
    assert (parts(text, claim), claim.unit_norm) == (("أكثر من", "ثلاثة", "أسابيع"), "week")


def test_an_implicit_one_has_no_number():
    claim = only_claim(predicted("أكثر من شهر"))
    assert (claim.number, str(claim.value), claim.unit_norm) == (None, "P1M", "month")


@pytest.mark.parametrize(
    "text",
    [
        "في 17 نوفمبر 2020",
        "عام 2019",
        "الساعة 09:00",
        "القرار 242",
        "مقاتلات إف-16",
        "أحد الجنود",
        "الأسبوع الثالث",
        "10-15 جنديا",
        "F16",
    ],
)
def test_no_claims(text):
    assert predicted(text).numeric_claims == ()


def test_a_modifier_holds_for_coordinated_numbers_and_stands_on_the_first():
    first, second = predicted("حوالي 37 جنديا و12 مدنيا").numeric_claims
    assert (first.mod, second.mod, second.modifier, second.low) == ("APPROX", "APPROX", None, None)


def test_one_number_over_a_coordination_is_one_conjoint_claim():
    record = predicted("مئات القتلى والجرحى")
    claim = only_claim(record)
    assert claim.conjoint
    assert [surfaces(record)[id_] for id_ in claim.quantified] == ["القتلى", "الجرحى"]


def test_of_which_makes_a_subset():
    first, second = predicted("قتل 40 مدنيا بينهم 12 طفلا").numeric_claims
    assert second.subset_of == first.id


def test_a_claim_is_about_the_event_its_counted_mention_fills():
    record = predicted("قتل 40 مدنيا")
    claim = only_claim(record)
    assert (surfaces(record)[claim.about.event], claim.about.role) == ("قتل", "Victim")


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("أعلنت وزارة الصحة اليابانية مقتل 12 مدنيا", "وزارة الصحة اليابانية", "أعلنت"),
        ("قال الرئيس الفرنسي جان دوبوا إن 12 مدنيا قتلوا", "جان دوبوا", "قال"),
        ("قتل 12 مدنيا وفق وكالة رويترز", "وكالة رويترز", "وفق"),
        ("أفادت إحصاءات بمقتل 12 مدنيا", None, "أفادت"),
    ],
)
def test_attribution(text, source, cue):
    record = predicted(text)
    (link,) = only_claim(record).attribution
    assert (link.source and surfaces(record)[link.source], link.cue_text) == (source, cue)


def test_a_sentence_without_cue_has_an_empty_chain():
    assert only_claim(predicted("تم تدمير 26 دبابة")).attribution == ()
