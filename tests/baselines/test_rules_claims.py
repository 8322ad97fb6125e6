from decimal import Decimal

import pytest
from rules_readings import only_claim, predicted, surfaces, texts

from hudna.arabic.quantities import read_quantities
from hudna.model import Mention
from hudna.values import Duration
from hudna_baselines.rules.norms import norm_of


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
            "weapon",
        ),
        (
            "12 طفلا على الأقل",
            "12 طفلا على الأقل",
            ("على الأقل", "12", "طفلا"),
            "EQUAL_OR_MORE",
            (12, 12, None),
            "person",
        ),
        ("مئات القتلى", "مئات القتلى", (None, "مئات", "القتلى"), "VAGUE", (None, 200, 999), "person"),
        (
            "عشرات الآلاف من السكان",
            "عشرات الآلاف من السكان",
            (None, "عشرات الآلاف", "السكان"),
            "VAGUE",
            (None, 20000, 99999),
            "person",
        ),
        ("و٢٥ أسيرا", "٢٥ أسيرا", (None, "٢٥", "أسيرا"), "EXACT", (25, 25, 25), "prisoner"),
        ("15 حاجزا", "15 حاجزا", (None, "15", "حاجزا"), "EXACT", (15, 15, 15), "thing"),
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
    record = predicted("30 بالمئة من المدارس")
    assert [surfaces(record)[id_] for id_ in only_claim(record).quantified] == ["المدارس"]


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
        "3-1",
        "F16",
    ],
)
def test_no_claims(text):
    assert predicted(text).numeric_claims == ()


def test_a_modifier_holds_for_coordinated_numbers_and_stands_on_the_first():
    first, second = predicted("حوالي 37 جنديا و12 مدنيا").numeric_claims
    assert (first.mod, second.mod, second.modifier, second.low) == ("APPROX", "APPROX", None, None)


def test_one_number_over_a_coordination_is_one_conjoint_claim():
    record = predicted("مئات القتلى والمصابين")
    claim = only_claim(record)
    assert claim.conjoint
    assert [surfaces(record)[id_] for id_ in claim.quantified] == ["القتلى", "المصابين"]


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("مئات القتلى والجرحى", "person"),
        ("20 شاحنة ومدرعة", "vehicle"),
        ("20 دبابة", "tank"),
        ("مئات الجنود والمقاتلين", "person"),
        ("20 جنديا", "soldier"),
        ("20 فرنسيا", "person"),
        ("20 دولارا", "thing"),
    ],
)
def test_the_norm_is_of_the_closed_list_and_covers_all_that_is_counted(text, norm):
    assert only_claim(predicted(text)).unit_norm == norm


def test_a_noun_that_only_the_reader_of_numbers_lists_is_no_mention():
    record = predicted("وصلت 20 دبابة")
    assert (only_claim(record).unit_norm, only_claim(record).quantified, record.mentions) == ("tank", (), ())


def test_a_norm_covers_what_two_mentions_are():
    text = "20 دبابة ومدرعة"
    (quantity,) = read_quantities(text)
    words = [Mention(id=word, type="VEH", start=text.index(word), end=text.index(word) + 5, text=word, form="NOM")
             for word in ("دبابة", "مدرعة")]  # fmt: skip
    assert norm_of(quantity, words) == "vehicle"
    assert norm_of(quantity, words[:1]) == "tank"


def test_the_unit_is_the_mention_that_is_counted():
    text = "37 جنديا فرنسيا"
    claim = only_claim(predicted(text))
    assert (claim.text, claim.unit.of(text)) == (text, "جنديا فرنسيا")


@pytest.mark.parametrize(
    ("text", "extent", "pieces", "value"),
    [
        ("يجب أن ينسحب الجيش خلال أسبوع", "خلال أسبوع", ("خلال", None, "أسبوع"), "P1W"),
        ("طالب بالإفراج عنهم في غضون ثلاثة أيام", "في غضون ثلاثة أيام", ("في غضون", "ثلاثة", "أيام"), "P3D"),
    ],
)
def test_a_deadline_has_its_preposition_as_modifier(text, extent, pieces, value):
    claim = only_claim(predicted(text))
    assert (claim.text, parts(text, claim), claim.mod) == (extent, pieces, "EQUAL_OR_LESS")
    assert (claim.value, claim.low, claim.high) == (Duration(value), None, Duration(value))


def test_a_fraction_is_of_the_mention_after_it():
    record = predicted("ثلث المدارس")
    claim = only_claim(record)
    assert (claim.kind, claim.unit_norm, claim.value) == ("PROPORTION", "fraction", Decimal("0.333333"))
    assert [surfaces(record)[id_] for id_ in claim.quantified] == ["المدارس"]


def test_an_interval_has_bounds_and_no_value():
    claim = only_claim(predicted("بين 10 و15 جنديا"))
    assert (claim.mod, claim.value, claim.low, claim.high) == ("VAGUE", None, 10, 15)


def test_of_which_makes_a_subset():
    first, second = predicted("قتل 40 مدنيا بينهم 12 طفلا").numeric_claims
    assert second.subset_of == first.id


def test_a_bare_number_of_a_subset_is_of_the_kind_of_the_whole():
    _, second = predicted("قتل 40 مدنيا بينهم 12").numeric_claims
    assert second.unit_norm == "civilian"


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


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "أفادت وكالة رويترز بأن الجيش الهندي أعلن مقتل 12 مدنيا",
            [("وكالة رويترز", "أفادت"), ("الجيش الهندي", "أعلن")],
        ),
        ("قال الجيش الهندي، بحسب وكالة رويترز، إن 12 مدنيا قتلوا", [("وكالة رويترز", "حسب"), ("الجيش الهندي", "قال")]),
        ("قتل 12 مدنيا حسبما أعلنت الشرطة", [("الشرطة", "أعلنت")]),
        ("كندا والبرازيل تعلنان مقتل 12 مدنيا", [("كندا", "تعلنان"), ("البرازيل", "تعلنان")]),
        ("أكد الوزير موقفه، وذكر المتحدث أن 12 مدنيا قتلوا", [("المتحدث", "ذكر")]),
        ("تشير أرقام إلى أن 12 مدنيا قتلوا", [(None, "تشير")]),
        ("أما الوزير فقال إن 12 مدنيا قتلوا", [("الوزير", "قال")]),
        ("يذكر أن 12 مدنيا قتلوا", []),
        ("وفقا للقانون الدولي قتل 12 مدنيا", []),
    ],
)
def test_chains_of_attribution(text, chain):
    record = predicted(text)
    links = only_claim(record).attribution
    assert [(link.source and surfaces(record)[link.source], link.cue_text) for link in links] == chain


def test_a_cue_is_one_word_without_clitics():
    text = "قتل 12 مدنيا بحسب الشرطة"
    (link,) = only_claim(predicted(text)).attribution
    assert link.cue.of(text) == "حسب"


def test_a_counted_place_is_a_mention_and_what_the_number_is_about():
    record = predicted("استعاد الجيش السيطرة على أربعة أقاليم")
    claim = only_claim(record)
    assert [surfaces(record)[id_] for id_ in claim.quantified] == ["أقاليم"]
    assert claim.about.role == "Territory"


def test_a_part_is_about_what_its_whole_is_about():
    whole, part = predicted("قتل 40 مدنيا بينهم 12 طفلا").numeric_claims
    assert whole.about == part.about
    assert part.about.role == "Victim"


def test_a_deadline_fills_the_time_of_what_it_dates():
    record = predicted("تعهدت الهند بتسليم خرائط في غضون أسبوع")
    claim = only_claim(record)
    assert (surfaces(record)[claim.about.event], claim.about.role) == ("تسليم", "Time")


@pytest.mark.parametrize("text", ["افتتح 14 ناديا في روما", "شارك 13 ثانيا"])
def test_a_noun_whose_ending_is_of_the_root_is_no_person(text):
    assert texts(predicted(text), "NORP") == []
