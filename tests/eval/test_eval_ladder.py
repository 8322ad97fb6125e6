"""The upper rungs of the claims ladder, the alignment of claims, and their slots."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from eval_cases import claim, corpora, event, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import About, Attribution, Span, Stance
from hudna_eval import evaluate
from hudna_eval.claims import metrics as claims
from hudna_eval.claims.alignment import align_claims, rungs
from hudna_eval.claims.frames import claim_frames
from hudna_eval.counts import Accuracy, Counts

RUNGS = ("claims.q", "claims.qv", "claims.qvm", "claims.qvmu", "claims.qvmua", "claims.claim")

GOLD = claim(
    10,
    20,
    "44",
    number=(12, 14),
    mod="MORE_THAN",
    low=Decimal(44),
    unit_norm="soldier",
    quantified=("T1", "T2"),
    about=About(event="E1", role="Victim"),
    attribution=(Attribution(source="T3", cue=Span(0, 3)), Attribution(source=None, cue=Span(4, 6))),
    stance=(Stance(source="T3", value="U"),),
)


def article(*numbers, trigger=(30, 33), kind="Life.Die"):
    """An article with the mentions and the event that `GOLD` refers to."""
    mentions = [mention(22, 25, id_="T1"), mention(26, 29, id_="T2"), mention(40, 44, id_="T3"), mention(45, 47)]
    return record(mentions=mentions, events=[event("E1", kind, trigger)], claims=numbers)


def reached(pred):
    """How many rungs a prediction for `GOLD` reaches."""
    scores = evaluate([article(GOLD)], [pred if hasattr(pred, "mentions") else article(pred)]).scores
    f1 = [scores[rung].f1 for rung in RUNGS]
    assert f1 == sorted(f1, reverse=True)
    return sum(map(int, f1))


@pytest.mark.parametrize(
    ("change", "rungs"),
    [
        ({}, 6),
        ({"start": 0, "end": 30}, 6),
        ({"quantified": ("T2", "T1", "T1")}, 6),
        ({"stance": ()}, 6),
        ({"number": Span(12, 15)}, 0),
        ({"value": Decimal(45)}, 1),
        ({"value": Decimal("44.0"), "low": Decimal("44.00")}, 6),
        ({"mod": "EQUAL_OR_MORE"}, 2),
        ({"low": None}, 2),
        ({"high": Decimal(60)}, 2),
        ({"unit_norm": "person"}, 3),
        ({"unit_norm": None}, 3),
        ({"quantified": ("T1",)}, 4),
        ({"about": None}, 4),
        ({"about": About(event="E1", role="Agent")}, 4),
        ({"attribution": ()}, 5),
        ({"attribution": GOLD.attribution[::-1]}, 5),
        ({"attribution": GOLD.attribution[:1]}, 5),
        ({"attribution": (Attribution(source="T3"), GOLD.attribution[1])}, 5),
        ({"attribution": (Attribution(source="T1", cue=Span(0, 3)), GOLD.attribution[1])}, 5),
    ],
)
def test_how_far_a_claim_gets(change, rungs):
    assert reached(replace(GOLD, **change)) == rungs


def test_the_event_is_told_by_trigger_and_type_whatever_its_id():
    assert reached(article(GOLD, trigger=(30, 34))) == 4
    assert reached(article(GOLD, kind="Life.Injure")) == 4
    other = article(replace(GOLD, about=About(event="X", role="Victim")))
    assert reached(replace(other, events=(replace(other.events[0], id="X"),))) == 6


def test_a_fraction_is_a_percentage_on_every_rung():
    gold = claim(0, 2, "50", kind="PROPORTION", unit_norm="percent", low=Decimal(50), high=Decimal(50))
    pred = replace(gold, value=Decimal("0.5"), low=Decimal("0.5"), high=Decimal("0.50"), unit_norm="fraction")
    assert evaluate([record(claims=[gold])], [record(claims=[pred])]).scores["claims.claim"].f1 == 1


def test_the_slots_of_a_claim():
    pred = replace(GOLD, number=Span(12, 15), mod="EXACT", about=None, stance=(Stance(source="T3", value="PR-"),))
    slots = evaluate([article(GOLD, claim(50, 52))], [article(pred)]).slots
    wrong = {"claims.mod", "claims.about", "claims.stance"}
    assert {name: accuracy for name, accuracy in slots.items() if name.startswith("claims.")} == {
        f"claims.{slot}": Accuracy(int(f"claims.{slot}" not in wrong), 1)
        for slot in ("value", "mod", "interval", "unit_norm", "quantified", "about", "attribution", "stance")
    }
    bare = replace(GOLD, quantified=(), about=None, attribution=(), stance=())
    empty = evaluate([article(bare)], [article(bare)]).slots
    never = {f"claims.{slot}" for slot in ("quantified", "about", "attribution", "stance")}
    assert {name for name, accuracy in empty.items() if name.startswith("claims.") and not accuracy.total} == never
    assert {slots["claims.mod"].rate, slots["claims.value"].rate} == {0, 1}
    assert evaluate([article(GOLD)], [article()]).slots["claims.value"].rate is None


def test_chains_are_found_as_a_whole_on_aligned_claims():
    bare = replace(GOLD, attribution=())

    def counts(gold, pred):
        one, other = (claim_frames(article(), [side]) for side in (gold, pred))
        return claims.attribution(align_claims(one, other))

    assert counts(GOLD, GOLD) == Counts(1, 0, 0)
    assert counts(GOLD, bare) == Counts(0, 0, 1)
    assert counts(bare, GOLD) == Counts(0, 1, 0)
    assert counts(bare, bare) == Counts(0, 0, 0)
    assert counts(GOLD, replace(GOLD, attribution=GOLD.attribution[:1])) == Counts(0, 1, 1)
    assert counts(GOLD, claim(50, 52)) == Counts(0, 0, 0)  # not aligned


def aligned(gold, pred):
    frames = (claim_frames(record(), side) for side in (gold, pred))
    return [(one.start, other.start, other.value) for one, other in align_claims(*frames)]


def test_alignment_is_by_overlap_then_by_value():
    assert aligned([claim(0, 4, "1")], [claim(4, 8, "1")]) == []
    # IoU 2/4 against 3/4, though the other has the value.
    assert aligned([claim(0, 4, "1")], [claim(0, 2, "1"), claim(0, 3, "2")]) == [(0, 0, Decimal(2))]
    # IoU 1/2 both: the value decides.
    assert aligned([claim(0, 4, "1")], [claim(0, 2, "2"), claim(2, 4, "1")]) == [(0, 2, Decimal(1))]
    # The sum decides, not the number of pairs: 3/4 is more than 1/7 + 1/5, and less than 3/7 + 3/7.
    assert aligned([claim(0, 4), claim(3, 6)], [claim(3, 7), claim(5, 8)]) == [(3, 3, None)]
    assert aligned([claim(0, 5), claim(3, 7)], [claim(2, 7), claim(4, 9)]) == [(0, 2, None), (3, 4, None)]


@st.composite
def sides(draw):
    one, other = draw(records()), draw(records())
    return [claim_frames(side, side.numeric_claims) for side in (one, other)]


def iou(one, other):
    shared = one.place.overlap(other.place)
    return shared * 27720 // (len(one.place) + len(other.place) - shared)  # whole: a multiple of every union up to 12


def worth(pairs):
    equal_spans = sum(one.place == other.place for one, other in pairs)
    equal_values = sum(one.value == other.value for one, other in pairs if iou(one, other))
    return sum(iou(*pair) for pair in pairs), equal_spans, equal_values


@settings(max_examples=100, deadline=None)
@given(drawn=sides())
def test_the_alignment_is_the_best_by_brute_force_and_gives_the_ladder(drawn):
    gold, pred = drawn
    found = align_claims(gold, pred)
    assert all(iou(one, other) > 0 for one, other in found)
    few, many = sorted((gold, pred), key=len)
    assert worth(found) == max(worth(list(zip(few, order, strict=True))) for order in permutations(many, len(few)))
    for depth, metric in enumerate((claims.qvm, claims.qvmu, claims.qvmua, claims.claim), start=3):
        same = sum(rungs(one)[:depth] == rungs(other)[:depth] for one, other in found)
        assert metric(gold, pred) == Counts(same, len(pred) - same, len(gold) - same)
    assert Counter(found) == Counter(align_claims(gold[::-1], pred[::-1]))


@settings(max_examples=40, deadline=None)
@given(gold=corpora(2), pred=corpora(2))
def test_no_rung_is_reached_more_often_than_the_one_below(gold, pred):
    scores = evaluate(gold, pred).scores
    found = [scores[rung].counts.tp for rung in RUNGS]
    assert found == sorted(found, reverse=True)
    assert len({scores[rung].counts.tp + scores[rung].counts.fn for rung in RUNGS}) == 1
