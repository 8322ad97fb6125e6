import time
from collections import Counter
from fractions import Fraction

import pytest
from eval_cases import mention, mention_lists
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Mention
from hudna_eval.entities.align import align


def spans_of(alignment):
    return [((g.start, g.end, g.type), (p.start, p.end, p.type)) for g, p in alignment.pairs]


def iou(gold, pred):
    shared = gold.span.overlap(pred.span)
    return Fraction(shared, len(gold.span) + len(pred.span) - shared)


def rungs(pairs):
    """What an alignment is judged by, in order."""
    return (
        sum(g.span == p.span and g.type == p.type for g, p in pairs),
        sum(g.span == p.span for g, p in pairs),
        sum(g.type == p.type for g, p in pairs),
        sum((iou(g, p) for g, p in pairs), Fraction(0)),
    )


def matchings(golds, preds):
    """Every one-to-one alignment of overlapping mentions, as (rank of partner or None for each gold)."""
    if not golds:
        yield ()
        return
    for rest in matchings(golds[:-1], preds):
        yield (*rest, None)
        for j, pred in enumerate(preds):
            if j not in rest and golds[-1].span.overlap(pred.span):
                yield (*rest, j)


def brute_force(gold, pred):
    order = lambda m: (m.start, m.end, m.type, m.id)  # noqa: E731
    golds, preds = sorted(gold, key=order), sorted(pred, key=order)

    def rank(matching):
        pairs = [(golds[i], preds[j]) for i, j in enumerate(matching) if j is not None]
        return (*rungs(pairs), [-len(preds) if j is None else -j for j in matching])

    best = max(matchings(golds, preds), key=rank)
    return [(golds[i], preds[j]) for i, j in enumerate(best) if j is not None]


def keys(pairs):
    return [((g.start, g.end, g.type), (p.start, p.end, p.type)) for g, p in pairs]


@settings(max_examples=250, deadline=None)
@given(gold=mention_lists(max_size=4, length=7), pred=mention_lists(max_size=4, length=7, prefix="P"))
def test_alignment_is_the_brute_force_optimum_ties_included(gold, pred):
    assert sorted(keys(align(gold, pred).pairs)) == sorted(keys(brute_force(gold, pred)))


@settings(max_examples=60, deadline=None)
@given(
    gold=mention_lists(max_size=5, length=7),
    pred=mention_lists(max_size=5, length=7, prefix="P"),
    random=st.randoms(use_true_random=False),
)
def test_order_of_input_changes_nothing(gold, pred, random):
    before = align(gold, pred)
    random.shuffle(gold)
    random.shuffle(pred)
    assert align(gold, pred) == before


@settings(max_examples=60, deadline=None)
@given(gold=mention_lists(), pred=mention_lists(prefix="P"))
def test_every_mention_is_paired_once_or_left_over(gold, pred):
    result = align(gold, pred)
    assert Counter(m.id for m in gold) == Counter([g.id for g, _ in result.pairs] + [m.id for m in result.missed])
    assert Counter(m.id for m in pred) == Counter([p.id for _, p in result.pairs] + [m.id for m in result.spurious])


@settings(max_examples=60, deadline=None)
@given(gold=mention_lists(length=9), pred=mention_lists(length=9, prefix="P"))
def test_swapping_the_sides_keeps_the_rungs(gold, pred):
    assert rungs(align(gold, pred).pairs) == rungs([(g, p) for p, g in align(pred, gold).pairs])


def test_spans_that_touch_do_not_overlap():
    result = align([mention(0, 5)], [mention(5, 9)])
    assert (result.pairs, len(result.missed), len(result.spurious)) == ((), 1, 1)


def test_one_shared_character_is_an_overlap():
    assert spans_of(align([mention(0, 5)], [mention(4, 9)])) == [((0, 5, "GPE"), (4, 9, "GPE"))]


def test_equal_type_beats_greater_iou():
    # [0, 10) GPE against [0, 9) ORG (IoU 9/10) and [8, 20) GPE (IoU 2/20).
    result = align([mention(0, 10)], [mention(0, 9, "ORG"), mention(8, 20)])
    assert spans_of(result) == [((0, 10, "GPE"), (8, 20, "GPE"))]


def test_equal_type_beats_any_sum_of_iou():
    # By IoU alone [0, 20)-[0, 19) and [18, 38)-[18, 37) would come to 38/20, this to 2/37 + 1/38.
    result = align([mention(0, 20), mention(18, 38, "ORG")], [mention(18, 37), mention(0, 19, "LOC")])
    assert spans_of(result) == [((0, 20, "GPE"), (18, 37, "GPE")), ((18, 38, "ORG"), (0, 19, "LOC"))]


def test_equal_span_beats_equal_type():
    result = align([mention(0, 10)], [mention(0, 10, "ORG"), mention(0, 9)])
    assert spans_of(result) == [((0, 10, "GPE"), (0, 10, "ORG"))]


def test_greedy_by_iou_would_lose_a_pair():
    # Greedy takes [0, 6)-[2, 6) (IoU 4/6) and leaves [5, 9) with nothing; the optimum pairs both, 1/6 + 1/7 < 4/6
    # in IoU, but two pairs of equal type instead of one.
    result = align([mention(0, 6), mention(4, 9)], [mention(0, 1), mention(2, 6)])
    assert spans_of(result) == [((0, 6, "GPE"), (0, 1, "GPE")), ((4, 9, "GPE"), (2, 6, "GPE"))]


def test_ties_go_to_the_earliest_prediction():
    result = align([mention(0, 10)], [mention(5, 10), mention(0, 5)])
    assert spans_of(result) == [((0, 10, "GPE"), (0, 5, "GPE"))]


def test_sums_of_iou_that_are_equal_as_fractions_are_a_tie():
    # [0, 6) with [0, 2) 1/3 and [0, 4) 2/3; twice over, every assignment comes to 1: the earliest must win.
    gold, pred = [mention(0, 6, id_="A"), mention(0, 6, id_="B")], [mention(0, 2), mention(0, 4)]
    assert [(g.id, p.end) for g, p in align(gold, pred).pairs] == [("A", 2), ("B", 4)]


def test_repeated_predictions_are_spurious():
    result = align([mention(0, 5)], [mention(0, 5, id_=name) for name in "cab"])
    assert [p.id for _, p in result.pairs] == ["a"]
    assert [p.id for p in result.spurious] == ["b", "c"]


@pytest.mark.parametrize("scale", [1, 977])
def test_long_spans_of_many_lengths_are_aligned_as_well(scale):
    # With scale 977 the unions have no small common multiple.
    lengths = [(0, 11), (1, 14), (2, 13), (4, 17), (5, 19)]
    gold = [mention(a * scale, b * scale + a) for a, b in lengths]
    pred = [mention(a * scale + 3, b * scale + b, id_=f"P{a}") for a, b in [(0, 7), (1, 9), (3, 16), (6, 18), (2, 12)]]
    found, best = rungs(align(gold, pred).pairs), rungs(brute_force(gold, pred))
    assert found[:3] == best[:3]
    assert abs(found[3] - best[3]) < Fraction(1, 10**9)


def test_a_large_component_of_ties_is_quick():
    gold = [Mention(id=f"G{i}", type="GPE", start=i, end=i + 60) for i in range(60)]
    pred = [Mention(id=f"P{i}", type="ORG", start=i + 1, end=i + 61) for i in range(60)]
    before = time.process_time()
    result = align(gold, pred)
    assert time.process_time() - before < 5
    assert rungs(result.pairs)[1] == 59  # every span but the first and the last is on both sides
