from collections import Counter

from eval_cases import mention, mention_lists
from hypothesis import given
from hypothesis import strategies as st

from hudna_eval.counts import Accuracy, Counts, matched, matched_by_type
from hudna_eval.entities import metrics as entities


def test_rates_are_exact_fractions():
    counts = Counts(3, 1, 2)
    assert (counts.precision, counts.recall, counts.f1) == (3 / 4, 3 / 5, 6 / 9)


def test_a_ratio_without_denominator_is_none():
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(0, 0, 4).precision, Counts(0, 0, 4).recall, Counts(0, 0, 4).f1) == (None, 0.0, 0.0)
    assert (Counts(0, 4, 0).precision, Counts(0, 4, 0).recall, Counts(0, 4, 0).f1) == (0.0, None, 0.0)


def test_counts_add():
    assert Counts(1, 2, 3) + Counts(10, 20, 30) == Counts(11, 22, 33)


def test_accuracies_add_and_one_of_nothing_is_none():
    assert Accuracy(1, 2) + Accuracy(2, 2) == Accuracy(3, 4)
    assert (Accuracy(3, 4).rate, Accuracy().rate) == (3 / 4, None)


def test_matched_is_one_to_one():
    assert matched("aab", "abbc") == Counts(2, 2, 1)


KEYS = st.lists(st.tuples(st.sampled_from("XY"), st.integers(0, 3)), max_size=8)


@given(gold=KEYS, pred=KEYS)
def test_by_type_adds_up_to_the_multiset_intersection(gold, pred):
    by_type = matched_by_type(gold, pred)
    tp = (Counter(gold) & Counter(pred)).total()
    assert sum(by_type.values(), Counts()) == Counts(tp, len(pred) - tp, len(gold) - tp) == matched(gold, pred)
    for type_, counts in by_type.items():
        assert counts == matched([key for key in gold if key[0] == type_], [key for key in pred if key[0] == type_])


def test_strict_needs_start_end_and_type():
    gold = [mention(0, 5), mention(6, 9, "ORG"), mention(6, 9), mention(10, 12, "DATE")]
    pred = [mention(0, 5), mention(6, 9, "ORG"), mention(6, 8), mention(10, 12, "TIME")]
    assert entities.strict(gold, pred) == {
        "GPE": Counts(1, 1, 1),
        "ORG": Counts(1, 0, 0),
        "DATE": Counts(0, 0, 1),
        "TIME": Counts(0, 1, 0),
    }


@given(gold=mention_lists(length=6), pred=mention_lists(length=6))
def test_strict_is_the_multiset_intersection(gold, pred):
    key = lambda m: (m.start, m.end, m.type)  # noqa: E731
    tp = (Counter(map(key, gold)) & Counter(map(key, pred))).total()
    assert sum(entities.strict(gold, pred).values(), Counts()) == Counts(tp, len(pred) - tp, len(gold) - tp)


def test_boundary_needs_start_and_end_and_no_type():
    gold = [mention(0, 5), mention(6, 9, "ORG"), mention(6, 9), mention(10, 12)]
    pred = [mention(0, 5, "ORG"), mention(6, 9, "LOC"), mention(6, 8)]
    assert entities.boundary(gold, pred) == Counts(2, 1, 2)


@given(gold=mention_lists(length=6), pred=mention_lists(length=6))
def test_boundary_is_the_multiset_intersection_and_no_less_than_strict(gold, pred):
    key = lambda m: (m.start, m.end)  # noqa: E731
    tp = (Counter(map(key, gold)) & Counter(map(key, pred))).total()
    assert entities.boundary(gold, pred) == Counts(tp, len(pred) - tp, len(gold) - tp)
    assert tp >= sum(entities.strict(gold, pred).values(), Counts()).tp
