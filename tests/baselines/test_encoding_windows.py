"""Windows: every word is owned once, with context on both sides, and nothing changes by being cut up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_baselines.encoding.windows import Window, merged, windows

CHECKED = settings(max_examples=100, deadline=None)
SIZES = st.lists(st.integers(1, 6), max_size=60)
LIMITS, CONTEXTS = st.integers(1, 40), st.integers(0, 8)


def test_by_hand():
    assert windows([1] * 10, 6, 2) == [
        Window(words=range(6), own=range(4)),
        Window(words=range(2, 8), own=range(4, 6)),
        Window(words=range(4, 10), own=range(6, 10)),
    ]


def test_a_text_that_fits_has_one_window():
    assert windows([2, 2], 4, 3) == [Window(words=range(2), own=range(2))]
    assert windows([], 4, 3) == []


def test_a_word_that_is_too_large_stands_alone():
    assert windows([9, 1], 4, 1) == [
        Window(words=range(1), own=range(1)),
        Window(words=range(1, 2), own=range(1, 2)),
    ]


@pytest.mark.parametrize(("limit", "context"), [(0, 1), (1, -1)])
def test_senseless_sizes_are_refused(limit, context):
    with pytest.raises(ValueError, match=f"found limit {limit} and context {context}"):
        windows([1], limit, context)


def test_values_of_another_number_than_words_are_refused():
    with pytest.raises(ValueError, match="found 1 values against 2 words"):
        merged([Window(words=range(2), own=range(2))], [[1]])


@CHECKED
@given(SIZES, LIMITS, CONTEXTS)
def test_own_parts_tile_the_words(sizes, limit, context):
    made = windows(sizes, limit, context)
    assert [word for window in made for word in window.own] == list(range(len(sizes)))
    assert all(window.own and set(window.own) <= set(window.words) for window in made)


@CHECKED
@given(SIZES, LIMITS, CONTEXTS)
def test_windows_keep_to_the_limit_save_for_single_words(sizes, limit, context):
    for window in windows(sizes, limit, context):
        assert sum(sizes[word] for word in window.words) <= limit or len(window.words) == 1


@CHECKED
@given(SIZES, LIMITS, CONTEXTS)
def test_context_is_whole_wherever_it_fits(sizes, limit, context):
    """Three times the largest possible reach fits: then every owned word sees all of its context."""
    roomy = limit + 6 * (2 * context + 1)
    for window in windows(sizes, roomy, context):
        for word in window.own:
            seen = range(max(0, word - context), min(len(sizes), word + context + 1))
            assert set(seen) <= set(window.words)


@CHECKED
@given(SIZES, LIMITS, CONTEXTS)
def test_tags_come_back_the_same(sizes, limit, context):
    tags = [index % 7 for index in range(len(sizes))]
    made = windows(sizes, limit, context)
    assert merged(made, [[tags[word] for word in window.words] for window in made]) == tags
