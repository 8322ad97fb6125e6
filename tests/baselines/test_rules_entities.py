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
    assert found(after("الولايات المتحدة الأميركية", places, demonyms)) == [("GPE", "الولايات المتحدة الأميركية")]


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
        ("جامعة مدريد والمدرعات", [("FAC", "جامعة مدريد"), ("GPE", "مدريد"), ("VEH", "المدرعات")]),
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


@pytest.mark.parametrize("name", ["ناجورنو كاراباغ", "قره باغ", "كوسوفو", "أبخازيا", "دارفور", "قطاع غزة"])
def test_contested_regions_are_gpe(name):
    assert found(after(f"وصل إلى {name} أمس", places)) == [("GPE", name)]


def test_continents_are_loc_and_so_are_their_adjectives():
    record = after("سافر من آسيا في قمة أوروبية", places, demonyms)
    assert [(m.type, m.text, m.form) for m in record.mentions] == [("LOC", "آسيا", "NAM"), ("LOC", "أوروبية", "ADJ")]


def test_adjectives_of_organisations_are_org():
    assert found(after("القرار الأممي", places, demonyms)) == [("ORG", "الأممي")]


def test_an_adjective_inside_the_name_of_a_body_is_marked():
    record = after("دعا الاتحاد الأوروبي", organisations, places, demonyms)
    assert found(record) == [("ORG", "الاتحاد الأوروبي"), ("LOC", "الأوروبي")]


def test_no_city_begins_inside_another_word():
    assert found(after("صعودا كبيرا، وفق بلومبرغ", organisations, places)) == [("ORG", "بلومبرغ")]


def test_the_adjective_after_a_name_with_classifier_is_in_the_extent():
    text = "في مدينة ليون الفرنسية"
    record = after(text, *ENTITIES)
    assert found(record) == [("GPE", "مدينة ليون الفرنسية"), ("GPE", "الفرنسية")]
    assert heads(record, text)["مدينة ليون الفرنسية"] == "ليون"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("احتجزوا خمسين نرويجياً", [("NORP", "نرويجياً")]),
        ("رأى الأتراك ذلك", [("NORP", "الأتراك")]),
        ("جنود أتراك", [("NORP", "جنود أتراك"), ("GPE", "أتراك")]),
    ],
)
def test_people_of_a_nation(text, expected):
    assert found(after(text, *ENTITIES)) == expected


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        ('ذكرت صحيفة "المرفأ الجديد" أن', 'صحيفة "المرفأ الجديد', "المرفأ الجديد"),
        ('لقناة "ميناء" التونسية', 'قناة "ميناء" التونسية', "ميناء"),
        ("(رويترز بالفرنسية)", "رويترز بالفرنسية", "رويترز"),
    ],
)
def test_media_by_quotation_marks_and_language(text, name, head):
    record = after(text, organisations)
    assert heads(record, text) == {name: head}


def test_handles_and_hashtags():
    assert found(after("نشر @marfa_ar و#الأمم_المتحدة ذلك", organisations)) == [
        ("ORG", "marfa_ar"),
        ("ORG", "الأمم_المتحدة"),
    ]


def test_a_quotation_that_does_not_close_is_no_name():
    assert found(after('قالت صحيفة "المرفأ إن ذلك بعيد عن كل ما نعرفه', organisations)) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("قوات كندا والنرويج", ("ORG", "قوات كندا والنرويج")),
        ("نظيره الهندي", ("OCC", "نظيره الهندي")),
        ("ممثل كندا لدى اليابان", ("OCC", "ممثل كندا لدى اليابان")),
        ("المفوضة السامية لشؤون اللاجئين", ("OCC", "المفوضة السامية لشؤون اللاجئين")),
        ("نائب وزير المالية الهندي", ("OCC", "نائب وزير المالية الهندي")),
        ("طرفي القتال", ("NORP", "طرفي القتال")),
        ("ميدان المعركة", ("LOC", "ميدان المعركة")),
        ("قوائم آبار المياه", ("LAW", "قوائم آبار المياه")),
        ("مدارس كثيرة", ("FAC", "مدارس كثيرة")),
        ("الأقاليم الخمسة", ("GPE", "الأقاليم الخمسة")),
        ("سبعة أقاليم", ("GPE", "أقاليم")),
        ("جنازة فتاة شابة", ("PERS", "فتاة شابة")),
    ],
)
def test_extents_of_noun_phrases(text, phrase):
    assert phrase in found(after(text, *ENTITIES))


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("عادوا بصفتهم لاجئين", []),
        ("عوملوا كأسرى", []),
        ("جثث الضحايا", [("NORP", "جثث الضحايا")]),
        ("الأشخاص النازحون", [("NORP", "الأشخاص")]),
        ("في مؤتمر صحفي", []),
        ("بين قرى", []),
        ("إلى أطراف", []),
    ],
)
def test_nouns_that_are_no_mentions_of_their_own(text, phrases):
    assert found(after(text, *ENTITIES)) == phrases


def test_the_rank_in_a_deputy_is_no_mention_but_the_chief_of_an_adviser_is():
    assert texts(after("نائب وزير الدفاع الهندي", *ENTITIES), "OCC") == ["نائب وزير الدفاع الهندي"]
    assert texts(after("مستشار الرئيس الهندي", *ENTITIES), "OCC") == ["مستشار الرئيس الهندي", "الرئيس الهندي"]


def test_others_behind_a_numeral_are_a_pronoun():
    record = after("أصيب سبعة آخرون في مدينة مدريد", *ENTITIES)
    assert [(m.text, m.form) for m in record.mentions if m.type == "NORP"] == [("آخرون", "PRO")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("صرحت بذلك مونيكا بيترسون، وزيرة خارجية السويد", "مونيكا بيترسون"),
        ("التقى بيدرو غارثيا أمس", "بيدرو غارثيا"),
        ("قال الرئيس إلهام منصوروف ذلك", "إلهام منصوروف"),
        ("زار كندا مع فلاديمير إيفانوف", "فلاديمير إيفانوف"),
        ("ولفيكتور أوربانسكي رأي", "فيكتور أوربانسكي"),
    ],
)
def test_persons_before_titles_and_by_given_names(text, name):
    assert texts(after(text, *ENTITIES), "PERS") == [name]
    assert name.split()[0] not in texts(after(text, *ENTITIES), "GPE")


@pytest.mark.parametrize(
    "text", ["أبدى دبلوماسي كبير انزعاجا", "قال الرئيس الهندي يغادر غدا", "تغلب على نظيره الفرنسي بهدفين"]
)
def test_no_person_after_an_indefinite_title_or_in_a_verb_or_an_inflected_word(text):
    assert texts(after(text, *ENTITIES), "PERS") == []


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("رفض اتفاق الهدنة", ["اتفاق الهدنة"]),
        ("رحب بالاتفاق أمس", ["الاتفاق"]),
        ("تم الاتفاق متأخرا", []),
        ("صدر بيان أمس. وأضاف البيان ذلك", ["بيان", "البيان"]),
        ("صدر بيان لوزارة الدفاع", []),
        ("وقعت كندا إعلانا مشتركا", ["إعلانا مشتركا"]),
    ],
)
def test_documents_that_the_text_comes_back_to(text, documents):
    assert texts(after(text, *ENTITIES), "LAW") == documents


def test_nouns_come_back_to_a_place_that_was_named():
    text = "في إقليم القرم يقول الوزير الهندي إن بلاده تعرف المنطقة والإقليم"
    ids = {mention.text: mention.entity_id for mention in predicted(text).mentions}
    assert ids["إقليم القرم"] == ids["المنطقة"] == ids["الإقليم"]
    assert ids["بلاد"] == ids["الهندي"]


@pytest.mark.parametrize("text", ["وصلوا إلى المنطقة", "في المنطقة الجنوبية", "خارج البلاد", "بلاد بعيدة"])
def test_nothing_comes_back_where_nothing_was_named(text):
    assert texts(predicted(text), "GPE") == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("رئيس الهند هنا. وصل الرئيس الهندي", "رئيس الهند", "الرئيس الهندي"),
        ("وزير دفاع كندا هنا. وقال وزير الدفاع ذلك", "وزير دفاع كندا", "وزير الدفاع"),
        ("كندا هنا. وترفض أوتاوا ذلك", "كندا", "أوتاوا"),
        ("كندا والهند هنا. التقى البلدان ثم رحل الطرفان", "البلدان", "الطرفان"),
        ("مونيكا بيترسون، وزيرة خارجية السويد، هنا", "مونيكا بيترسون", "وزيرة خارجية السويد"),
        ("دخل اتفاق وقف إطلاق النار حيز التنفيذ. وينص الاتفاق على ذلك", "اتفاق وقف إطلاق النار", "الاتفاق"),
        ("صدر بيانا أمس. وأضاف البيان ذلك", "بيانا", "البيان"),
    ],
)
def test_what_is_one_thing(text, one, other):
    ids = {}
    for mention in predicted(text).mentions:
        ids.setdefault(mention.text, mention.entity_id)
    assert ids[one] == ids[other] is not None


def test_a_capital_where_something_is_stays_a_city():
    ids = {mention.text: mention.entity_id for mention in predicted("اجتمعت كندا في أوتاوا").mentions}
    assert ids["كندا"] != ids["أوتاوا"]


def test_side_sets_of_other_states_stay_apart():
    ids = {m.text: m.entity_id for m in predicted("قال الجانبان الهندي والكندي ذلك. ثم رحل الطرفان").mentions}
    assert ids["الجانبان الهندي والكندي"] != ids["الطرفان"]
