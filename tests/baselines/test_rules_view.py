from rules_readings import sentence

from hudna.model import Record, Zone
from hudna_baselines.rules.matcher import PhraseMatcher
from hudna_baselines.rules.view import sentences


def matched(phrases, text, **options):
    one = sentence(text)
    return [
        one.span(match.start, match.end).of(text)
        for match in PhraseMatcher(dict.fromkeys(phrases), **options).longest(one)
    ]


def test_form_is_normalised_and_spans_are_of_the_untouched_text():
    text = "زارَ  مَدْرِيـدَ أمس"
    one = sentence(text)
    assert one.form == "زار مدريد امس"
    assert one.phrase(1, 1).of(text) == "مَدْرِيـدَ"


def test_sentences_end_at_stops_and_lines_but_not_inside_numbers():
    text = "وصل 1.5 مليون. ثم عاد؟\nانتهى"
    assert [s.extent.of(text) for s in sentences(Record(article_id="t", text=text))] == [
        "وصل 1.5 مليون",
        "ثم عاد",
        "انتهى",
    ]


def test_furniture_and_teasers_are_not_read():
    text = "تابعونا\nباريس\nاقرأ أيضا: روما"
    zones = (
        Zone(type="FURNITURE", start=0, end=8),
        Zone(type="BODY", start=8, end=14),
        Zone(type="TEASER", start=14, end=len(text)),
    )
    read = sentences(Record(article_id="t", text=text, zones=zones))
    assert [one.extent.of(text) for one in read] == ["باريس"]


def test_words_of_digits_part_from_letters():
    assert [word.form for word in sentence("و37 جنديا والـ60").words] == ["و", "37", "جنديا", "وال", "60"]


def test_proclitics_are_outside_a_match():
    assert matched(["مدريد"], "وبمدريد ومدريد لمدريد مدريدي") == ["مدريد"] * 3


def test_fused_article_is_cut_to_one_lam():
    assert matched(["الجيش"], "قال للجيش وللجيش") == ["لجيش", "لجيش"]


def test_pronouns_are_outside_where_asked_for_and_teh_marbuta_is_none():
    assert matched(["جيش"], "جيشها جيشه", enclitics=True) == ["جيش", "جيش"]
    assert matched(["قتل"], "قتلة", enclitics=True) == []
    assert matched(["جيش"], "جيشها") == []


def test_future_sin_stands_before_verbs_only():
    assert matched(["تنشر"], "ستنشر", future=True) == ["تنشر"]
    assert matched(["تنشر"], "ستنشر") == []


def test_longest_phrase_wins():
    assert matched(["رئيس", "رئيس الوزراء"], "قال رئيس الوزراء ثم رئيس") == ["رئيس الوزراء", "رئيس"]
