"""Views of words and of outermost mentions: cases by hand, and what must hold of any input."""

import pytest
from eval_cases import TEXT, mention, mention_lists, record
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.comparison import compared
from hudna_eval.counts import Counts
from hudna_eval.sources.pairing import Pair
from hudna_eval.views import VIEWS
from hudna_eval.views.flat import bio_tags
from hudna_eval.views.outermost import outermost
from hudna_eval.views.words import words_of

PROPERTY = settings(max_examples=60, deadline=None)
LINE = "وصل وزيرا دفاع جورجيا ولاتفيا، أمس"
#       0   4     10   15     22       31


def view(id_, gold, pred, text=LINE):
    gold, pred = record(mentions=gold, text=text), record(mentions=pred, text=None)
    return VIEWS[id_].counts(compared(Pair(gold=gold, pred=pred)))


def test_a_clitic_and_a_comma_are_inside_the_word():
    assert view("word.strict", [mention(23, 29)], [mention(22, 30)]) == Counts(1, 0, 0)
    assert view("word.strict", [mention(23, 29)], [mention(22, 30, "ORG")]) == Counts(0, 1, 1)
    assert view("word.strict", [mention(23, 29)], [mention(15, 29)]) == Counts(0, 1, 1)


def test_mentions_of_one_word_stay_as_many_as_they_are():
    assert view("word.strict", [mention(23, 29)], [mention(23, 29), mention(22, 23)]) == Counts(1, 1, 0)


def test_white_space_at_an_edge_is_no_word_and_alone_stays_what_it_is():
    words = words_of(LINE)
    assert words.widened(3, 9) == (4, 9)
    assert words.widened(9, 10) == (9, 10)
    assert words.widened(5, 24) == (4, 30)


def test_outermost_by_hand():
    mentions = [mention(0, 9), mention(0, 9, "ORG"), mention(0, 4), mention(5, 9), mention(8, 12), mention(12, 14)]
    assert [(m.start, m.end, m.type) for m in outermost(mentions)] == [
        (0, 9, "GPE"), (0, 9, "ORG"), (8, 12, "GPE"), (12, 14, "GPE"),
    ]  # fmt: skip
    assert view("outermost.strict", mentions, [mention(0, 9), mention(0, 4)]) == Counts(1, 0, 3)


@PROPERTY
@given(mentions=mention_lists(max_size=8), order=st.randoms(use_true_random=False))
def test_outermost_is_what_lies_in_no_other_span(mentions, order):
    kept = [one for one in mentions if not any(one.span != other.span and one.span in other.span for other in mentions)]
    shuffled = list(mentions)
    order.shuffle(shuffled)
    key = lambda one: (one.start, one.end, one.type, one.id)  # noqa: E731
    assert outermost(shuffled) == outermost(mentions) == sorted(kept, key=key)


@PROPERTY
@given(mentions=mention_lists())
def test_widened_spans_are_the_words_that_are_touched(mentions):
    words = words_of(TEXT)
    for one in mentions:
        touched = [
            (start, end)
            for start, end in zip(words.starts, words.ends, strict=True)
            if start < one.end and one.start < end
        ]
        expected = (touched[0][0], touched[-1][1]) if touched else (one.start, one.end)
        assert words.widened(one.start, one.end) == expected


def test_tags_of_paragraphs_by_hand():
    text = "وزير دفاع\nجورجيا \n\n ولاتفيا"
    words = words_of(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == text.split()
    over_the_break = mention(5, 16, "ORG")
    assert bio_tags([over_the_break, mention(21, 27)], words) == [["O", "B-ORG"], ["B-ORG"], [], ["B-GPE"]]


def test_where_mentions_meet_the_longest_stays_then_the_first_then_the_first_type():
    words = words_of(LINE)
    assert bio_tags([mention(22, 23), mention(23, 29, "ORG")], words)[0][4] == "B-ORG"
    assert bio_tags([mention(10, 21), mention(15, 30, "ORG")], words)[0][2:5] == ["O", "B-ORG", "I-ORG"]
    assert bio_tags([mention(4, 14, "ORG"), mention(10, 20)], words)[0][1:4] == ["B-ORG", "I-ORG", "O"]
    assert bio_tags([mention(0, 3, "ORG"), mention(0, 3, "GPE")], words)[0][0] == "B-GPE"


@pytest.mark.parametrize("id_", ["seqeval.default", "seqeval.strict"])
def test_seqeval_view_by_hand(id_):
    gold = [mention(4, 30, "PER"), mention(15, 21), mention(23, 29)]
    assert view(id_, gold, [mention(4, 29, "PER")]) == Counts(1, 0, 0)
    assert view(id_, gold, [mention(15, 21), mention(23, 29)]) == Counts(0, 2, 1)


@PROPERTY
@given(gold=mention_lists(max_size=8), pred=mention_lists(max_size=8))
def test_both_modes_of_seqeval_agree_on_tags_made_of_mentions(gold, pred):
    assert view("seqeval.default", gold, pred, TEXT) == view("seqeval.strict", gold, pred, TEXT)
