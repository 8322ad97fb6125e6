"""Runs shared with a source: hand-made cases, and against the other search that the tests of the repository use."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.data import overlap

from hudna.model import Mention, Record
from hudna.release.overlap import arabic_words, shared_runs, source_words

SOURCE = "ا ب ت ث ج ح خ د ذ ر"


def runs(text, source=SOURCE, gold=None):
    return list(shared_runs(text, source_words(source, gold)))


def record(text, *mentions):
    return Record(article_id="900", edition="source", text=text, mentions=mentions)


def mention(start, end, type_, form):
    return Mention(id=f"T{start + 1}", type=type_, start=start, end=end, form=form, entity_id="someone")


def test_six_words_are_a_run_and_five_are_not():
    assert runs("ب ت ث ج ح") == []
    assert runs("ب ت ث ج ح خ") == ["ب ت ث ج ح خ"]
    assert runs("س ب ت ث ج ح خ د س ا ب ت ث ج ح") == ["ب ت ث ج ح خ د", "ا ب ت ث ج ح"]
    assert runs(SOURCE) == [SOURCE]


def test_punctuation_diacritics_tatweel_and_escapes_hide_nothing():
    assert runs("ب، تَ \"ث\" | ج\nح ['خ']") == ["ب ت ث ج ح خ"]
    assert runs("بـــ ت ث ج ح خ") == ["ب ت ث ج ح خ"]
    assert runs("\\u0628 \\u062A \\u062b \\u062c \\u062d \\u062e") == ["ب ت ث ج ح خ"]
    assert runs("ب ت ث ج ح خ", "ا بَ تـ ث. ج ح خ") == ["ب ت ث ج ح خ"]


def test_words_of_names_dates_and_titles_do_not_count():
    """The first word is of the class; then a run of six has five that count, and one of seven six."""
    for type_, form in (("PERS", "NAM"), ("GPE", "ADJ"), ("OCC", "NOM"), ("DATE", None)):
        fields = {"entity_id": None, "value": "2020-10-10"} if type_ == "DATE" else {}
        gold = record(SOURCE, replace(mention(0, 1, type_, form), **fields))
        assert runs("ا ب ت ث ج ح", gold=gold) == []
        assert runs("ا ب ت ث ج ح خ", gold=gold) == ["ا ب ت ث ج ح خ"]
    assert runs("ا ب ت ث ج ح", gold=record(SOURCE, mention(0, 1, "NORP", "NOM"))) == ["ا ب ت ث ج ح"]


def test_a_name_is_found_where_diacritics_stand_before_it():
    text = "اَُِ ب ت ث ج ح خ"
    gold = record(text, mention(text.index("ب"), text.index("ب") + 1, "PERS", "NAM"))
    assert runs("ب ت ث ج ح خ", text, gold) == []
    assert runs("ا ب ت ث ج ح خ", text, gold) == ["ا ب ت ث ج ح خ"]


def test_what_is_an_arabic_word():
    assert arabic_words("قال: 3 رجال في 2020-10-10, said sha256:9f") == 3
    assert arabic_words("") == 0


WORDS = st.lists(st.sampled_from(["ا", "ب", "تَ", "7"]), max_size=24).map(" ".join)


@given(WORDS, WORDS, st.lists(st.integers(0, 11), max_size=4))
def test_it_finds_where_the_other_search_finds(text, source, named):
    """The other one names every run of every start, this one the longest ones; names are single words."""
    starts = [at for at in range(0, len(source), 2) if at // 2 in named and source[at : at + 1].strip()]
    gold = record(source, *(mention(at, at + 1, "PERS", "NAM") for at in starts))
    others = list(overlap.shared_runs(text, overlap.source_of(source, gold)))
    own = runs(text, source, gold)
    assert bool(own) == bool(others)
    assert set(own) <= set(others)
