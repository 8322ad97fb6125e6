"""How much fillers agree as entities, against brute force."""

import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Span
from hudna_eval.events.fillers import Cluster, Unit
from hudna_eval.events.unit_alignment import agreement, agreements, is_subset, names_a_mention, shared_mentions

PLACES = [(Span(i, i + 1),) for i in range(4)]


@st.composite
def units(draw):
    cluster = sorted(draw(st.sets(st.sampled_from(PLACES), min_size=1)))
    named = sorted(draw(st.sets(st.sampled_from(cluster), min_size=1)))
    return Unit(role=draw(st.sampled_from("XY")), named=tuple(named), cluster=Cluster(cluster))


EVENTS = st.lists(st.lists(units(), max_size=4), max_size=3)


def brute_force(gold, pred, credit):
    few, many, of = (gold, pred, credit) if len(gold) <= len(pred) else (pred, gold, lambda p, g: credit(g, p))
    earned = lambda one, other: of(one, other) if one.role == other.role else 0  # noqa: E731
    return max(sum(map(earned, few, order)) for order in permutations(many, len(few)))


@pytest.mark.parametrize("credit", [names_a_mention, shared_mentions, is_subset])
@settings(max_examples=80, deadline=None)
@given(gold=EVENTS, pred=EVENTS)
def test_agreements_are_those_of_brute_force(credit, gold, pred):
    expected = [[brute_force(one, other, credit) for other in pred] for one in gold]
    assert agreements(gold, pred, credit).tolist() == expected
    for one, row in zip(gold, expected, strict=True):
        assert [agreement(one, other, credit) for other in pred] == row


def test_the_three_credits_by_hand():
    a, b, c = PLACES[:3]
    gold = Unit(role="X", named=(a,), cluster=Cluster((a, b)))
    pred = Unit(role="X", named=(c,), cluster=Cluster((b, c)))
    assert (names_a_mention(gold, pred), shared_mentions(gold, pred), is_subset(gold, pred)) == (0, 1, 0)
    assert (names_a_mention(pred, gold), is_subset(gold, Unit(role="X", named=(b,), cluster=Cluster((b,))))) == (0, 1)


def test_fifty_events_against_fifty_are_quick():
    def made(shift):
        spans = [(Span(i, i + 1),) for i in range(100)]
        own = [Unit(role="X", named=(place,), cluster=Cluster((place,))) for place in spans]
        return [[own[(7 * i + k + shift) % 100] for k in range(5)] for i in range(50)]

    before = time.process_time()
    table = agreements(made(0), made(1), shared_mentions)
    assert time.process_time() - before < 0.1  # which takes a twentieth of that here
    assert table.diagonal().tolist() == [4] * 50
