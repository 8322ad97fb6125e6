"""The table of views: what every one of them keeps, when one is undefined, and that each is explained and quick."""

import time

import pytest
from eval_cases import TEXT, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.comparison import compared
from hudna_eval.sources.pairing import Pair
from hudna_eval.views import VIEWS, view_counts

PROPERTY = settings(max_examples=60, deadline=None)
SYMMETRIC = [id_ for id_ in VIEWS if id_ != "nervaluate.partial"]
"""Where alignments are equally good, partial pairs may be more on one side's terms: their credit is no criterion."""


def both(gold, pred):
    return compared(Pair(gold=gold, pred=pred))


def test_ids_and_notes():
    assert list(VIEWS) == [
        "word.strict", "outermost.strict", "seqeval.default", "seqeval.strict",
        "nervaluate.strict", "nervaluate.exact", "nervaluate.partial", "nervaluate.ent_type",
        "textee.ti", "textee.tc", "textee.ai", "textee.ac", "textee.ai+", "textee.ac+",
    ]  # fmt: skip
    for id_, view in VIEWS.items():
        assert view.id == id_
        assert all((view.note.definition, view.note.formula, view.note.undefined, view.note.source))
    assert [id_ for id_ in VIEWS if VIEWS[id_].needs_text] == ["word.strict", "seqeval.default", "seqeval.strict"]


@pytest.mark.parametrize(
    "mentions", [[mention(0, 4)], [mention(2, 6, text="باكو")]], ids=["no text", "surfaces of mentions only"]
)
def test_views_of_words_are_undefined_without_the_whole_text(mentions):
    comparison = both(record(mentions=mentions), record(mentions=mentions))
    found = view_counts(comparison)
    for id_, view in VIEWS.items():
        assert (found[id_] is None) == view.needs_text


def test_an_article_without_text_and_mentions_has_no_words_to_widen():
    assert view_counts(both(record(), record()), ["word.strict"])["word.strict"].f1 is None


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError, match=r"word\.lax"):
        view_counts(both(record(), record()), ["word.lax"])


@PROPERTY
@given(gold=records())
def test_gold_against_gold_is_one_or_undefined(gold):
    for counts in view_counts(both(gold, gold)).values():
        assert counts.f1 in (1, None)


@PROPERTY
@given(gold=records(), pred=records(), order=st.randoms(use_true_random=False))
def test_order_changes_nothing_and_swapping_sides_swaps_rates(gold, pred, order):
    def shuffled(side):
        mentions, events = list(side.mentions), list(side.events)
        order.shuffle(mentions)
        order.shuffle(events)
        return record(mentions=mentions, events=events, text=TEXT)

    counts = view_counts(both(gold, pred))
    assert view_counts(both(shuffled(gold), shuffled(pred))) == counts
    swapped = view_counts(both(pred, gold))
    for id_ in SYMMETRIC:
        assert (swapped[id_].precision, swapped[id_].recall) == (counts[id_].recall, counts[id_].precision), id_
        assert swapped[id_].f1 == counts[id_].f1


@PROPERTY
@given(gold=records(), pred=records())
def test_articles_add_up(gold, pred):
    for id_, view in VIEWS.items():
        once = view.counts(both(gold, pred))
        twice = once + once
        assert (twice.precision, twice.recall, twice.f1) == (once.precision, once.recall, once.f1), id_
        assert all(number == 2 * once.numbers()[name] for name, number in twice.numbers().items())


def test_views_are_quick():
    mentions = 4000
    text = "وصل وزير دفاع جورجيا أمس " * mentions
    gold = record(mentions=[mention(25 * i + 4, 25 * i + 20, id_=f"T{i}") for i in range(mentions)], text=text)
    pred = record(mentions=[mention(25 * i + 4 + i % 3, 25 * i + 20, id_=f"T{i}") for i in range(mentions)])
    comparison = both(gold, pred)
    for id_ in VIEWS:
        before = time.process_time()
        view_counts(comparison, [id_])
        assert time.process_time() - before < 2 * mentions * 200e-6, id_  # a fifth of it is usual
