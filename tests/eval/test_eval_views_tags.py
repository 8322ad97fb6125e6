"""Sequences of tags as seqeval reads them; `tests/parity` compares with seqeval itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.counts import Counts
from hudna_eval.views import default_counts, strict_counts
from hudna_eval.views.tags import default_chunks, strict_chunks

IOB2 = st.lists(st.lists(st.sampled_from(("O", "B-PER", "I-PER", "B-LOC", "I-LOC")), max_size=8), max_size=3)


def test_exploit_13_an_entity_without_beginning_is_right_by_default():
    gold, pred = [["B-PER", "I-PER"]], [["I-PER", "I-PER"]]
    assert default_counts(gold, pred) == Counts(1, 0, 0)
    assert strict_counts(gold, pred) == Counts(0, 0, 1)


@pytest.mark.parametrize(
    ("tags", "default", "strict"),
    [
        ("O I-A I-A O", [("A", 1, 3)], []),
        ("B-A B-A I-A", [("A", 0, 1), ("A", 1, 3)], [("A", 0, 1), ("A", 1, 3)]),
        ("B-A I-B I-B", [("A", 0, 1), ("B", 1, 3)], [("A", 0, 1)]),
        ("B-A I-B I-A", [("A", 0, 1), ("B", 1, 2), ("A", 2, 3)], [("A", 0, 1)]),
        ("B-A O I-A", [("A", 0, 1), ("A", 2, 3)], [("A", 0, 1)]),
        ("B I I-A", [("_", 0, 2), ("A", 2, 3)], [("_", 0, 2)]),
        ("B-A-B I-A-B", [("A-B", 0, 2)], [("A-B", 0, 2)]),
        ("B-A- I-A", [("A-", 0, 1), ("A", 1, 2)], [("A", 0, 2)]),
    ],
)
def test_chunks_by_hand(tags, default, strict):
    assert default_chunks(tags.split()) == default
    assert strict_chunks(tags.split()) == strict


def test_by_default_other_schemes_are_read_too():
    assert default_chunks("B-A E-A E-A S-A I-A".split()) == [("A", 0, 2), ("A", 2, 3), ("A", 3, 4), ("A", 4, 5)]


def test_what_is_no_tag_is_an_error():
    with pytest.raises(ValueError, match="found tag 'X-A' against O, or B, I, E or S and a type"):
        default_counts([["X-A"]], [["O"]])
    with pytest.raises(ValueError, match="found 'E-A' against O, B-type or I-type"):
        strict_counts([["O"]], [["E-A"]])
    with pytest.raises(ValueError, match=r"lengths \[2\] against gold's \[1\]"):
        default_counts([["O"]], [["O", "O"]])


@settings(max_examples=60, deadline=None)
@given(tags=IOB2)
def test_a_side_against_itself_and_sequences_one_by_one(tags):
    for counts in (default_counts, strict_counts):
        whole = counts(tags, tags)
        assert whole == sum((counts([own], [own]) for own in tags), Counts())
        assert (whole.fp, whole.fn) == (0, 0)
    assert default_counts([], []) == Counts()
