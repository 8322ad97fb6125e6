"""Entity metrics, errors and slices: numbers by hand, and the assignments against brute force."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from eval_cases import mention, mention_lists, record
from hypothesis import given, settings

from hudna.model import Zone
from hudna_eval import evaluate
from hudna_eval.counts import Counts
from hudna_eval.entities import metrics as entities
from hudna_eval.entities.align import align
from hudna_eval.entities.errors import classified, entity_errors
from hudna_eval.entities.pairs import pair_mentions
from hudna_eval.entities.slices import entity_slices

PARITY = settings(max_examples=150, deadline=None)


def total(by_type):
    return sum(by_type.values(), Counts())


def scores(gold, pred):
    pairs = pair_mentions([gold], [pred])
    found = {name: Counts(*getattr(entities, name)(pairs)[0].sum(axis=0)) for name in ("same_type", "iou50")}
    soft = entities.soft(pairs)
    credit = sum(soft.found.values(), Fraction(0))
    exact = Counts(credit, len(pred) - credit, len(gold) - credit)
    by_type = soft.counts[0]
    assert by_type.sum(axis=0).tolist() == pytest.approx([float(exact.tp), float(exact.fp), float(exact.fn)])
    assert by_type[:, 0].tolist() == [float(soft.found[type_]) for type_ in pairs.types]
    return found | {"soft": exact}


def errors_of(gold, pred):
    pairs = pair_mentions([gold], [pred])
    return entity_errors(pairs, classified(pairs))


def slices_of(gold, pred, text, zones):
    return entity_slices(pair_mentions([gold], [pred]), [text], [zones])


def test_type_iou_and_soft_by_hand():
    gold = [mention(0, 10), mention(20, 30, "ORG"), mention(40, 44), mention(50, 60)]
    pred = [mention(0, 10), mention(25, 35, "ORG"), mention(40, 48), mention(50, 60, "ORG"), mention(44, 46, "LOC")]
    # Exact 1; ORG 5/15; GPE 4/8; [50, 60) differs in type.
    assert scores(gold, pred) == {
        "same_type": Counts(3, 2, 1),
        "iou50": Counts(2, 3, 2),
        "soft": Counts(Fraction(11, 6), 5 - Fraction(11, 6), 4 - Fraction(11, 6)),
    }
    soft = scores(gold, pred)["soft"]
    assert (soft.precision, soft.recall, soft.f1) == (float(Fraction(11, 30)), float(Fraction(11, 24)), 11 / 27)


def test_soft_pairs_for_the_greatest_sum_and_not_greedily():
    # [0, 10) is 8/10 like [2, 10), [10, 14) not at all; crosswise [0, 10)-[0, 7) 7/10 and [6, 10)-[2, 10) 4/8.
    gold, pred = [mention(0, 10), mention(6, 10)], [mention(2, 10), mention(0, 5)]
    assert scores(gold, pred)["soft"].tp == Fraction(5, 10) + Fraction(4, 8)


def test_spans_that_touch_share_nothing():
    assert set(scores([mention(0, 5)], [mention(5, 9)]).values()) == {Counts(0, 1, 1)}


def test_an_exact_pair_is_never_given_up_for_more_overlaps():
    gold, pred = [mention(0, 10), mention(8, 12)], [mention(0, 10), mention(0, 2)]
    assert scores(gold, pred)["same_type"] == Counts(1, 1, 1)


def test_a_false_positive_of_another_type_frees_no_partner():
    # By the alignment of errors, [0, 10) LOC would take the gold PER from [0, 10) ORG, which would then find [5, 8).
    gold, pred = [mention(0, 10, "PER"), mention(5, 8, "ORG")], [mention(0, 10, "ORG")]
    before = scores(gold, pred)["same_type"]
    after = scores(gold, [*pred, mention(0, 10, "LOC")])["same_type"]
    assert (before, after) == (Counts(1, 0, 1), Counts(1, 1, 1))


def overlap(gold, pred):
    return gold.span.overlap(pred.span) if gold.type == pred.type else 0


def iou(gold, pred):
    shared = overlap(gold, pred)
    return Fraction(shared, len(gold.span) + len(pred.span) - shared)


def brute_force(gold, pred, credit):
    """The greatest (exact pairs, credit) of all one-to-one pairings."""
    longer, shorter = (gold, pred) if len(gold) >= len(pred) else (pred, gold)
    pairings = (list(zip(order, shorter, strict=True)) for order in permutations(longer, len(shorter)))
    exact = lambda pairs: sum(iou(a, b) == 1 for a, b in pairs)  # noqa: E731
    return max((exact(pairs), sum((credit(a, b) for a, b in pairs), Fraction(0))) for pairs in pairings)[1]


@PARITY
@given(gold=mention_lists(max_size=5, length=8), pred=mention_lists(max_size=5, length=8, prefix="P"))
def test_assignments_are_the_brute_force_optimum(gold, pred):
    found = scores(gold, pred)
    assert found["same_type"].tp == brute_force(gold, pred, lambda a, b: Fraction(overlap(a, b) > 0))
    assert found["iou50"].tp == brute_force(gold, pred, lambda a, b: Fraction(2 * iou(a, b) >= 1))
    assert found["soft"].tp == brute_force(gold, pred, iou)
    strict = total(entities.strict(gold, pred))
    assert strict.tp <= found["iou50"].tp <= found["same_type"].tp
    assert strict.tp <= found["soft"].tp <= found["same_type"].tp


CASES = {
    "correct": ([mention(0, 5)], [mention(0, 5)]),
    "type": ([mention(0, 5)], [mention(0, 5, "ORG")]),
    "left_edge": ([mention(1, 5)], [mention(0, 5)]),
    "right_edge": ([mention(0, 5)], [mention(0, 6)]),
    "both_edges": ([mention(1, 5)], [mention(0, 6)]),
    "missed": ([mention(0, 5)], []),
    "spurious": ([], [mention(0, 5)]),
}


@pytest.mark.parametrize("name", CASES)
def test_each_class_of_error(name):
    assert +errors_of(*CASES[name]).classes == {name: 1}


def test_splits_and_merges_are_told_from_nesting():
    whole, parts = [mention(0, 10)], [mention(0, 5), mention(6, 10)]
    assert +errors_of(whole, parts).classes == {"right_edge": 1, "split": 1}
    assert +errors_of(parts, whole).classes == {"right_edge": 1, "merge": 1}
    nested = [mention(0, 12), mention(0, 5)]
    assert +errors_of(nested, whole).classes == {"right_edge": 1, "missed": 1}
    other = [mention(0, 5), mention(6, 10, "ORG")]
    assert +errors_of(whole, other).classes == {"right_edge": 1, "spurious": 1}


def test_muc5_counts_and_confusion_by_hand():
    gold = [mention(0, 5), mention(6, 9, "ORG"), mention(10, 15), mention(20, 22)]
    pred = [mention(0, 5), mention(6, 9), mention(10, 14), mention(30, 31, "LOC")]
    plain = evaluate([record(mentions=gold)], [record(mentions=pred)]).errors["entity_errors"].plain()
    assert plain["muc5"] == {"cor": 1, "inc": 1, "par": 1, "mis": 1, "spu": 1}
    assert plain["confusion"] == {"GPE": {"GPE": 2, "∅": 1}, "ORG": {"GPE": 1}, "∅": {"LOC": 1}}


@PARITY
@given(gold=mention_lists(length=8), pred=mention_lists(length=8, prefix="P"))
def test_errors_are_those_of_the_whole_alignment_and_add_up(gold, pred):
    errors = errors_of(gold, pred)
    muc5 = errors.muc5
    assert muc5["cor"] + muc5["inc"] + muc5["par"] + muc5["mis"] == len(gold)
    assert muc5["cor"] + muc5["inc"] + muc5["par"] + muc5["spu"] == len(pred)
    assert muc5["cor"] == total(entities.strict(gold, pred)).tp
    whole = align(gold, pred)
    confusion = Counter((a.type, b.type) for a, b in whole.pairs)
    confusion += Counter((a.type, "∅") for a in whole.missed) + Counter(("∅", b.type) for b in whole.spurious)
    assert errors.confusion == confusion
    back = errors_of(pred, gold).muc5
    assert (back["cor"], back["mis"], back["spu"]) == (muc5["cor"], muc5["spu"], muc5["mis"])


def test_slices_by_hand():
    text = "رئيس وزراء أرمينيا في يريفان"
    gold = [mention(0, 18, form="NOM"), mention(11, 18, form="NAM"), mention(22, 28, form="NAM")]
    pred = [mention(0, 18, form="NOM"), mention(11, 17), mention(22, 28)]
    zones = [Zone(type="HEADLINE", start=0, end=20), Zone(type="BODY", start=20, end=28)]
    assert slices_of(gold, pred, text, zones) == {
        "depth:0": Counts(2, 0, 0),
        "depth:1": Counts(0, 1, 1),
        "form:NOM": Counts(1, 0, 0),
        "form:NAM": Counts(1, 0, 1),
        "form:none": Counts(0, 1, 0),
        "words:3": Counts(1, 0, 0),
        "words:1": Counts(1, 1, 1),
        "zone:HEADLINE": Counts(1, 1, 1),
        "zone:BODY": Counts(1, 0, 0),
    }


@PARITY
@given(gold=mention_lists(length=12), pred=mention_lists(length=12, prefix="P"))
def test_slices_of_a_kind_add_up_to_strict(gold, pred):
    zones = [Zone(type="A", start=0, end=6), Zone(type="B", start=6, end=20)]
    slices = slices_of(gold, pred, "ab cd ef gh ij kl", zones)
    for kind in ("depth:", "form:", "words:", "zone:"):
        own = {name: counts for name, counts in slices.items() if name.startswith(kind)}
        assert total(own) == total(entities.strict(gold, pred))
    for mentions in (gold, pred):
        held = [sum(m.span in o.span and m.span != o.span for o in mentions) for m in mentions]
        depths = slices_of(mentions, mentions, "", [])
        assert {f"depth:{n}": Counts(k, 0, 0) for n, k in Counter(held).items()} == {
            name: counts for name, counts in depths.items() if name.startswith("depth:")
        }
