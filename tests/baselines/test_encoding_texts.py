"""Words and sentences of a text, and spans that are exact in code points whatever stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Record, Span, Zone
from hudna_baselines.encoding.texts import MAX_WORDS, text_of, touched

CHECKED = settings(max_examples=100, deadline=None)
ARABIC = st.text(alphabet="ابولكم ةىَّـ.،؟😀\n5", max_size=80)


def made(text, *zones):
    return text_of(Record(article_id="t", text=text, zones=zones))


def test_offsets_after_an_emoji_outside_the_bmp_are_code_points():
    text = made("😀 وصل الوفد")
    assert text.words == (Span(0, 1), Span(2, 5), Span(6, 11))
    assert text.surfaces == ("😀", "وصل", "الوفد")


@pytest.mark.parametrize(
    ("surface", "proclitic", "enclitic", "left"),
    [
        ("لأذربيجان", 1, 0, "أذربيجان"),
        ("ولأذربيجان", 2, 0, "أذربيجان"),
        ("وَلِأَذربيجان", 2, 0, "أَذربيجان"),  # vowel marks go with their letter
        ("لـأذربيجان", 1, 0, "أذربيجان"),  # and so does tatweel
        ("للجيش", 1, 0, "لجيش"),
        ("رئيسها", 0, 2, "رئيس"),
        ("رَئِيسُهُ", 0, 1, "رَئِيسُ"),
        ("وبيته", 1, 1, "بيت"),
        ("له", 1, 1, "له"),  # nothing would be left
        ("و", 1, 0, "و"),
        ("ه", 0, 3, "ه"),
    ],
)
def test_cuts_count_letters(surface, proclitic, enclitic, left):
    text = made(f"في {surface} الآن")
    span = text.cut(range(1, 2), proclitic, enclitic)
    assert span.of(text.text) == left


def test_a_cut_at_the_ends_of_several_words():
    text = made("ولرئيس وزرائها")
    assert text.cut(range(2), 2, 2).of(text.text) == "رئيس وزرائ"


def test_a_cut_that_would_take_a_whole_outer_word_is_not_made():
    text = made("و أرمينيا")
    assert text.cut(range(2), 1, 0).of(text.text) == "و أرمينيا"


def test_letters_are_counted_without_marks():
    assert made("وَلِـأ").letters(0, 5) == 2


def test_sentences_end_at_signs_and_lines_but_not_inside_numerals():
    text = made("بلغ 3.5 مليون. عاد!\nثم مضى")
    assert [[text.surfaces[word] for word in sentence] for sentence in text.sentences] == [
        ["بلغ", "3.5", "مليون", "."],
        ["عاد", "!"],
        ["ثم", "مضى"],
    ]
    assert [text.sentence_of(word) for word in range(len(text))] == [0, 0, 0, 0, 1, 1, 2, 2]


def test_a_zone_ends_a_sentence_and_unscored_zones_have_no_words():
    kinds = (("HEADLINE", 0, 4), ("BODY", 4, 8), ("FURNITURE", 8, 11))
    text = made("قال عاد مشى", *(Zone(type=kind, start=start, end=end) for kind, start, end in kinds))
    assert text.surfaces == ("قال", "عاد")
    assert text.sentences == (range(1), range(1, 2))


def test_endless_sentences_are_cut():
    text = made("كلمة " * (MAX_WORDS + 1))
    assert [len(sentence) for sentence in text.sentences] == [MAX_WORDS, 1]


def test_a_record_without_text_is_refused():
    with pytest.raises(ValueError, match="found no text in article t"):
        text_of(Record(article_id="t"))


def test_no_gold_is_kept():
    from hudna.model import Mention

    record = Record(article_id="t", text="روما", mentions=(Mention(id="m", type="GPE", start=0, end=4),))
    assert text_of(record).record.mentions == ()


@CHECKED
@given(ARABIC)
def test_sentences_tile_the_words_and_words_are_the_text(raw):
    text = made(raw)
    assert [word for sentence in text.sentences for word in sentence] == list(range(len(text)))
    assert all(text.sentences)
    assert all(word.of(raw) == surface for word, surface in zip(text.words, text.surfaces, strict=True))
    assert all(text.forms)


@CHECKED
@given(ARABIC, st.integers(0, 2), st.integers(0, 3), st.data())
def test_a_cut_never_leaves_the_words_nor_is_empty(raw, proclitic, enclitic, data):
    text = made(raw)
    if not len(text):
        return
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, len(text) - 1))
    span = text.cut(range(first, last + 1), proclitic, enclitic)
    assert text.words[first].start <= span.start < span.end <= text.words[last].end


@CHECKED
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), max_size=8), st.integers(0, 20), st.integers(1, 9))
def test_touched_is_what_overlaps(lengths, start, length):
    spans, at = [], 0
    for size, gap in lengths:
        spans.append(Span(at + gap, at + gap + size))
        at += gap + size
    one = Span(start, start + length)
    assert list(touched(spans, one)) == [index for index, other in enumerate(spans) if other.overlap(one)]
