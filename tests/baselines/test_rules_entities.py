import pytest
from rules_readings import after, found, predicted, texts

from hudna_baselines.rules.demonyms import demonyms, nisba
from hudna_baselines.rules.gazetteer import gazetteer, places
from hudna_baselines.rules.laws import laws
from hudna_baselines.rules.names import persons, unknown_places
from hudna_baselines.rules.nominals import nominals
from hudna_baselines.rules.organisations import organisations

ENTITIES = (organisations, places, demonyms, nominals, laws, unknown_places, persons)


def heads(record, text):
    return {mention.text: mention.head.of(text) for mention in record.mentions}


def test_countries_and_cities_stand_with_and_without_proclitics():
    record = after("سافر من كندا إلى لشبونة ونيجيريا ثم بطوكيو وللبرازيل", places)
    assert found(record) == [("GPE", name) for name in ("كندا", "لشبونة", "نيجيريا", "طوكيو", "لبرازيل")]


def test_a_classifier_is_in_the_extent_and_not_in_the_head():
    text = "في مدينة مدريد"
    assert heads(after(text, places), text) == {"مدينة مدريد": "مدريد"}


def test_common_words_are_no_cities():
    assert found(after("مشهد المدينة في حصار دولة من سيول وميدان معسكر بحركة سعيدة", places)) == []


def test_an_ambiguous_name_needs_a_preposition():
    assert found(after("دعم مالي كبير", places)) == []
    assert found(after("انقلاب في مالي", places)) == [("GPE", "مالي")]


def test_real_countries_only():
    assert not {"الامم المتحده", "الاتحاد الاوروبي", "منطقه اليورو"} & set(gazetteer())


@pytest.mark.parametrize(
    ("country", "adjective"),
    [("فرنسا", "فرنسي"), ("روسيا", "روسي"), ("الصين", "صيني"), ("مصر", "مصري"), ("جنوب السودان", None)],
)
def test_nisba(country, adjective):
    assert nisba(country) == adjective


def test_nationality_adjectives_are_gpe_adj_in_every_inflection():
    record = after("الوفد الياباني والسفينة اليابانية وجنود يابانيون", places, demonyms)
    assert [(m.text, m.type, m.form) for m in record.mentions if m.type == "GPE"] == [
        ("الياباني", "GPE", "ADJ"),
        ("اليابانية", "GPE", "ADJ"),
        ("يابانيون", "GPE", "ADJ"),
    ]


def test_nationals_are_norp():
    assert found(after("رحب البرازيليون بذلك", places, demonyms)) == [("NORP", "البرازيليون")]


def test_no_adjective_inside_a_name():
    assert found(after("الولايات المتحدة الأمريكية", places, demonyms)) == [("GPE", "الولايات المتحدة الأمريكية")]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("رئيس وزراء كندا", [("OCC", "رئيس وزراء كندا"), ("GPE", "كندا")]),
        ("الرئيس الفرنسي", [("OCC", "الرئيس الفرنسي"), ("GPE", "الفرنسي")]),
        ("وزارة الدفاع اليابانية", [("ORG", "وزارة الدفاع اليابانية"), ("GPE", "اليابانية")]),
        ("للجيش الهندي", [("ORG", "لجيش الهندي"), ("GPE", "الهندي")]),
        ("القوات المسلحة النرويجية", [("ORG", "القوات المسلحة النرويجية"), ("GPE", "النرويجية")]),
        (
            "القوات الهندية والباكستانية",
            [("ORG", "القوات الهندية والباكستانية"), ("GPE", "الهندية"), ("GPE", "الباكستانية")],
        ),
        ("70 جنديا هنديا", [("NORP", "جنديا هنديا"), ("GPE", "هنديا")]),
        ("جيشها", [("ORG", "جيش")]),
        ("أمام البيت الأبيض", [("ORG", "البيت الأبيض")]),
        (
            "المتحدث باسم الجيش الهندي",
            [("OCC", "المتحدث باسم الجيش الهندي"), ("ORG", "الجيش الهندي"), ("GPE", "الهندي")],
        ),
        ("مستشفى مدريد والدبابات", [("FAC", "مستشفى مدريد"), ("GPE", "مدريد"), ("VEH", "الدبابات")]),
    ],
)
def test_noun_phrases(text, phrases):
    assert found(after(text, *ENTITIES)) == phrases


def test_the_head_of_a_phrase_is_its_first_noun():
    text = "وزير خارجية إسبانيا"
    assert heads(after(text, *ENTITIES), text)[text] == "وزير"


def test_persons_follow_titles_and_come_again_by_surname():
    text = "قال الرئيس الفرنسي جان دوبوا إن ذلك مهم. وأضاف دوبوا أنه سيعود"
    assert texts(after(text, *ENTITIES), "PERS") == ["جان دوبوا", "دوبوا"]


@pytest.mark.parametrize(
    "text", ["أعلن الرئيس أن", "التقى وزير الدفاع السفير", "وصل الرئيس إلى", "قال الوزير في مدريد"]
)
def test_known_words_are_no_names(text):
    assert texts(after(text, *ENTITIES), "PERS") == []


def test_the_preposition_ala_is_no_name_but_ali_is():
    assert texts(after("أطل الرئيس على الناس", *ENTITIES), "PERS") == []
    assert texts(after("قال الرئيس علي منصوروف", *ENTITIES), "PERS") == ["علي منصوروف"]


def test_unknown_places_follow_classifiers():
    assert found(after("في بلدة كرمانتو", *ENTITIES)) == [("GPE", "بلدة كرمانتو")]
    assert found(after("في بلدة قريبة", *ENTITIES), "GPE") in ([], [("GPE", "بلدة قريبة")])


@pytest.mark.parametrize(
    "text", ["بموجب الاتفاق", "ينتهك بنود الاتفاق", "الاتفاق ينص على", "دخل الاتفاق حيز التنفيذ", "وقعت كندا اتفاقا"]
)
def test_an_agreement_in_force_is_a_law(text):
    assert len(texts(after(text, *ENTITIES), "LAW")) == 1


def test_an_agreement_as_an_act_is_no_law():
    assert texts(after("توصلت كندا إلى اتفاق", *ENTITIES), "LAW") == []


def test_clusters_join_names_adjectives_and_titles():
    record = predicted("قالت فرنسا إن الرئيس الفرنسي جان دوبوا وصل. وقال دوبوا ذلك")
    ids = {mention.text: mention.entity_id for mention in record.mentions}
    assert ids["فرنسا"] == ids["الفرنسي"] == "country:FR"
    assert ids["الرئيس الفرنسي"] == ids["جان دوبوا"] == ids["دوبوا"]
