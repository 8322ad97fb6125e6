from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.arabic.clitics import certain_prefix, is_enclitic, is_proclitic, prefixes
from hudna.arabic.normalise import (
    ascii_digits,
    comparison_form,
    strip_diacritics,
    strip_format_characters,
    strip_tatweel,
    unify_alef,
    unify_teh_marbuta,
    unify_yeh_kaf,
)
from hudna.arabic.numerals import numerals
from hudna.arabic.offsets import OffsetMap
from hudna.arabic.words import tokens, words

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


def surfaces(spans, text):
    return [span.of(text) for span in spans]


@given(ANY_TEXT)
def test_offsets_agree_with_the_encodings(text):
    offsets = OffsetMap(text)
    for index in range(len(text) + 1):
        assert offsets.to_utf16(index) == len(text[:index].encode("utf-16-le")) // 2
        assert offsets.to_bytes(index) == len(text[:index].encode())
        assert offsets.from_utf16(offsets.to_utf16(index)) == index
        assert offsets.from_bytes(offsets.to_bytes(index)) == index


def test_offsets_inside_a_character_are_refused():
    offsets = OffsetMap("أ📹ب")
    assert (offsets.to_utf16(2), offsets.to_bytes(2)) == (3, 6)
    with pytest.raises(ValueError, match="UTF-16 unit offset 2"):
        offsets.from_utf16(2)
    with pytest.raises(ValueError, match="byte offset 1"):
        offsets.from_bytes(1)


@pytest.mark.parametrize("offset", [-1, 4])
def test_offsets_outside_the_text_are_refused(offset):
    offsets = OffsetMap("أ📹ب")
    with pytest.raises(ValueError, match="against 0 to 3 code points"):
        offsets.to_utf16(offset)
    with pytest.raises(ValueError, match="offset"):
        offsets.from_bytes(offset * 100)


def test_words_and_tokens():
    text = "قالَ: «٤٤ أسيراً»، 09:00 و1,250 (#روما)"
    assert surfaces(words(text), text) == ["قالَ", "٤٤", "أسيراً", "09:00", "و1", "250", "روما"]
    assert surfaces(tokens("«روما»."), "«روما».") == ["«", "روما", "»", "."]


def test_bidi_marks_are_no_tokens():
    text = "\u200fروما\u200e 5"
    assert surfaces(tokens(text), text) == ["روما", "5"]


@given(ANY_TEXT)
def test_tokens_are_disjoint_in_order_and_hold_every_visible_character(text):
    spans = tokens(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = {index for span in spans for index in range(span.start, span.end)}
    assert all(index in covered for index, char in enumerate(text) if char.isalnum())


@pytest.mark.parametrize(
    ("word", "lengths"), [("ولأنقرة", [2, 1]), ("للجيش", [1]), ("بروما", [1]), ("روما", []), ("وزير", [1]), ("كل", [])]
)
def test_prefixes_that_could_be_cut(word, lengths):
    assert prefixes(word) == lengths


@pytest.mark.parametrize(
    ("word", "length"),
    [
        ("بالقوات", 1),
        ("وبالقوات", 2),
        ("والدول", 1),
        ("للجيش", 1),
        ("وللجيش", 2),
        ("وزير", 0),
        ("والدة", 0),
        ("روما", 0),
    ],
)
def test_prefixes_that_spelling_makes_certain(word, length):
    assert certain_prefix(word) == length


@pytest.mark.parametrize(
    ("prefix", "fits"), [("", True), ("و", True), ("ول", True), ("لو", False), ("ال", False), ("وَ", True)]
)
def test_proclitic_sequences(prefix, fits):
    assert is_proclitic(prefix) is fits


@pytest.mark.parametrize(("suffix", "fits"), [("", True), ("هم", True), ("ها", True), ("ات", False)])
def test_enclitics(suffix, fits):
    assert is_enclitic(suffix) is fits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أنقرة", "انقره"),
        ("الإدارة", "الاداره"),
        ("مُحَمَّد", "محمد"),
        ("ســلام", "سلام"),
        ("٤٤", "44"),
        ("۱۲", "12"),
        ("روما\u200f", "روما"),
    ],
)
def test_spellings_that_compare_equal(one, other):
    assert comparison_form(one) == comparison_form(other)


@given(ANY_TEXT)
def test_the_comparison_form_is_stable(text):
    assert comparison_form(comparison_form(text)) == comparison_form(text)
    assert len(ascii_digits(text)) == len(text)


@given(st.text() | st.text(alphabet="أإآٱىیکةـ\u064b\u0654\u200f\u202a\ufeff٣۳ \n\u00a0ب"))
def test_the_comparison_form_is_all_steps_in_order(text):
    bare = strip_format_characters(strip_tatweel(strip_diacritics(text)))
    assert comparison_form(text) == " ".join(ascii_digits(unify_teh_marbuta(unify_yeh_kaf(unify_alef(bare)))).split())


def test_diacritics_go_and_letters_stay():
    assert strip_diacritics("أسيرًا") == "أسيرا"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قتل اثنا عشر جندياً", ["اثنا", "عشر"]),
        ("وثلاثمئة وخمسة آلاف", ["وثلاثمئة", "وخمسة", "آلاف"]),
        ("مئات القتلى و٤٤ أسيراً", ["مئات", "و٤٤"]),
        ("المقاطعات السبع", ["السبع"]),
        ("شهر ونصف", ["ونصف"]),
        ("تريليونا دولار وبليونان و3 ترليونات", ["تريليونا", "وبليونان", "و3", "ترليونات"]),
        ("الوزير الثالث وصل", []),
        ("وصل الوفد صباحاً", []),
    ],
)
def test_numerals(text, found):
    assert surfaces(numerals(text), text) == found
