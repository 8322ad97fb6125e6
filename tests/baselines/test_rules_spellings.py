import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_readings import predicted

from hudna.arabic.normalise import comparison_form
from hudna_baselines.rules.spellings import Named, are_alike, one_spelling

LETTERS = st.text("ابتجدرسفكلمنهوي", min_size=1, max_size=12)


def named(words, key, type_="PERS", is_known=False):
    form = comparison_form(words)
    return Named(type=type_, words=tuple(form.split(" ")), key=key, is_known=is_known)


def alike(one, other):
    return are_alike(comparison_form(one), comparison_form(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمدوف", "محمودوف"), ("سلمانوف", "سليمانوف"), ("سلماني", "سليماني"), ("العمري", "العامري"),
        ("الحسني", "الحسيني"), ("الراشدي", "الرشيدي"), ("القادري", "القديري"), ("محمدوفا", "محمودوفا"),
    ],
)  # fmt: skip
def test_names_of_families_made_of_two_names_are_two(one, other):
    assert not alike(one, other)


def test_persons_of_two_such_families_are_two():
    found = predicted("التقى الرئيس علي محمدوف الوزير. وقال الوزير محمودوف إن الحرب انتهت.").mentions
    assert len({own.entity_id for own in found if own.type == "PERS" and own.form == "NAM"}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("دوستويفسكي", "دوستوفسكي"),
        ("تشايكوفسكي", "تشايكوفيسكي"),
        ("هيلسنكي", "هلسنكي"),
        ("هامبورغ", "هامبورج"),
        ("بيترهوفن", "بيتيرهوفن"),
        ("سيمفيروبول", "سيمفروبول"),
        ("كوبنهاغن", "كوبنهاجن"),
        ("بوخارست", "بوخاريست"),
        ("أومبرتو", "أمبرتو"),
        ("سترافينسكي", "سترافنسكي"),
    ],
)
def test_vowels_and_letters_of_one_sound_make_no_other_name(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("إيران", "إيراني", "short, and an adjective"),
        ("البرتغال", "البرتغالي", "an adjective"),
        ("البرتغالي", "البرتغالية", "an inflected adjective"),
        ("نيجيريا", "نيجيري", "an adjective"),
        ("إيفانوف", "إيفانوفا", "a wife or a daughter"),
        ("محمود", "محمد", "short"),
        ("سلمان", "سليمان", "the shorter has five letters"),
        ("سالم", "سليم", "short"),
        ("مونتريال", "مونتيري", "a consonant more"),
        ("ميلانو", "ميلاني", "a letter for another in six letters"),
        ("سلوفاكيا", "سلوفينيا", "another consonant"),
        ("هندرسون", "أندرسون", "another first letter"),
        ("ويلكنسون", "إيلكنسون", "another first letter"),
        ("كوبنهاغن", "كوبناغن", "a consonant more, inside"),
        ("نيكولسون", "نيكولسوف", "another consonant"),
        ("هانوفر", "هانوفرين", "an ending"),
    ],
)
def test_other_names_stay_apart(one, other, why):
    assert not alike(one, other), why


@given(LETTERS, LETTERS)
def test_alike_has_no_order(one, other):
    assert are_alike(one, other) == are_alike(other, one)


@given(LETTERS)
def test_short_words_are_alike_only_if_equal(word):
    assert are_alike(word, word)
    assert not are_alike(word[:5], f"{word[:5]}و")


def test_the_first_spelling_of_a_text_stands_for_all():
    names = [named("دوستويفسكي", "a"), named("دوستوفسكي", "b"), named("دستويفسكي", "c")]
    assert one_spelling(names) == {"b": "a", "c": "a"}


def test_an_entry_of_the_gazetteer_stands_for_all_wherever_it_stands():
    names = [named("كوبنهاجن", "a", "GPE"), named("كوبنهاغن", "city:1", "GPE", is_known=True)]
    assert one_spelling(names) == {"a": "city:1"}


def test_two_entries_are_never_one_and_what_is_like_both_is_neither():
    entries = [named("كوبنهاجن", "city:1", "GPE", True), named("كوبنهاغن", "city:2", "GPE", True)]
    assert one_spelling(entries) == {}
    assert one_spelling([*entries, named("كوبنهاقن", "a", "GPE")]) == {}


def test_names_of_two_types_are_not_one():
    assert one_spelling([named("دوستويفسكي", "a"), named("دوستوفسكي", "b", "GPE")]) == {}


def test_persons_with_other_given_names_are_not_one():
    first = named("فيودور دوستويفسكي", "a")
    assert one_spelling([first, named("ماريا دوستوفسكي", "b")]) == {}
    assert one_spelling([first, named("فيودور دوستوفسكي", "b")]) == {"b": "a"}
    assert one_spelling([first, named("دوستوفسكي", "b")]) == {"b": "a"}


def test_places_are_compared_word_by_word():
    assert one_spelling([named("سان كارلوس", "a", "GPE"), named("سان كارلس", "b", "GPE")]) == {}
    assert one_spelling([named("نيو بروكلين", "a", "GPE"), named("نيو بروكلن", "b", "GPE")]) == {"b": "a"}
    assert one_spelling([named("بروكلين", "a", "GPE"), named("نيو بروكلن", "b", "GPE")]) == {}


def test_a_text_links_two_spellings_of_a_person_and_the_title():
    text = "قال الرئيس البولندي سترافينسكي ذلك. وأضاف الرئيس سترافنسكي أمس"
    ids = {mention.text: mention.entity_id for mention in predicted(text).mentions}
    assert ids["سترافينسكي"] == ids["سترافنسكي"] == ids["الرئيس البولندي"]


def test_a_text_links_two_spellings_of_a_place_and_what_comes_back_to_it():
    ids = {mention.text: mention.entity_id for mention in predicted("قصف بلدة فارنيتسيا ثم بلدة فارنيتسا").mentions}
    assert ids["بلدة فارنيتسيا"] == ids["بلدة فارنيتسا"]


def test_a_key_that_stands_for_a_name_already_is_not_given_up():
    """Persons of one surname have one key: what is like one of them does not take the other along."""
    names = [named("ماريا دوستويفسكي", "a"), named("فيودور دوستوفسكي", "b"), named("فيودور دوستويفسكي", "a")]
    assert one_spelling(names) == {}
