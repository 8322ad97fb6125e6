"""Errors of numeric claims: faults by hand, and that they add up to the ladder."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from eval_cases import claim, event, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import About, Attribution, Span
from hudna.values import Duration
from hudna_eval.claims import metrics as claims
from hudna_eval.claims.errors import CLASSES, FAULTS, ClaimErrors, claim_errors, value_fault
from hudna_eval.comparison import compared
from hudna_eval.sources.pairing import Pair

PARITY = settings(max_examples=60, deadline=None)

TEXT = "قُتل أكثر من 44 جنديًا، وفق مصدر"
"""«44» is [13, 15), the claim [5, 22)."""

GOLD = claim(
    5,
    22,
    "44",
    number=(13, 15),
    mod="MORE_THAN",
    low=Decimal(44),
    unit_norm="soldier",
    id_="N1",
    quantified=("T1",),
    about=About(event="E1", role="Victim"),
    attribution=(Attribution(source="T2", cue=Span(24, 27)),),
)


def article(*numbers):
    """An article with what `GOLD` refers to."""
    mentions = [mention(16, 22, "NORP", "T1"), mention(28, 32, "NORP", "T2")]
    return record(mentions=mentions, events=[event("E1", "Life.Die", (0, 4))], claims=numbers, text=TEXT)


def analyse(gold, pred):
    return claim_errors(compared(Pair(gold=gold, pred=pred)), details=True)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"stance": (), "start": 0, "kind": "PROPORTION"}, []),
        ({"value": Decimal("44.0"), "low": Decimal("44.00")}, []),
        ({"number": Span(13, 16)}, ["span"]),
        ({"value": Decimal(45)}, ["digit"]),
        ({"value": Decimal(144)}, ["digit"]),
        ({"value": None}, ["digit"]),
        ({"value": Decimal(440), "low": Decimal(440)}, ["magnitude"]),
        ({"mod": "EXACT", "high": Decimal(44)}, ["modifier", "bound"]),
        ({"mod": "APPROX"}, ["modifier"]),
        ({"low": None}, ["bound"]),
        ({"unit_norm": "person"}, ["unit"]),
        ({"unit_norm": None}, ["unit"]),
        ({"quantified": ("T2",)}, ["counted"]),
        ({"about": About(event="E1", role="Agent")}, ["counted"]),
        ({"quantified": (), "about": None}, ["counted"]),
        ({"attribution": ()}, ["attribution"]),
        ({"number": Span(13, 16), "value": Decimal(4400), "unit_norm": "tank"}, ["span", "magnitude", "unit"]),
    ],
)
def test_each_fault_by_hand(change, faults):
    errors, mistakes = analyse(article(GOLD), article(replace(GOLD, **change)))
    assert +errors.classes == {faults[0] if faults else "correct": 1}
    assert +errors.faults == Counter(faults)
    assert [mistake.kind for mistake in mistakes] == faults
    assert errors.mod == Counter([("MORE_THAN", change.get("mod", "MORE_THAN"))])
    assert errors.kind == Counter([("COUNT", change.get("kind", "COUNT"))])


@pytest.mark.parametrize(
    ("gold", "pred", "fault"),
    [
        (Decimal("0.5"), Decimal("50"), "magnitude"),
        (Decimal("1" + "0" * 30 + "1"), Decimal("1" + "0" * 30 + "2"), "digit"),
        (Decimal("1" + "0" * 35), Decimal("1" + "0" * 36), "magnitude"),
        (Decimal("1" + "0" * 34 + "1"), Decimal("1" + "0" * 34 + "10"), "magnitude"),
        (Decimal("0"), Decimal("5"), "digit"),
        (Decimal("0.0"), Decimal("0"), None),
        (Decimal("-44"), Decimal("440"), "digit"),
        (Decimal("10"), Decimal("1000"), "magnitude"),
        (Duration("P1W"), Duration("P7D"), None),
        (Duration("P1D"), Duration("P10D"), "magnitude"),
        (Duration("P1D"), Duration("P1M"), "digit"),
        (Duration("PT1S"), Decimal("10"), "digit"),
        (None, Decimal("44"), "digit"),
        (None, None, None),
    ],
)
def test_digit_and_magnitude(gold, pred, fault):
    assert value_fault(gold, pred) == value_fault(pred, gold) == fault


def test_a_fraction_is_a_percentage_of_a_hundred_times():
    gold = claim(0, 3, "0.5", kind="PROPORTION", unit_norm="fraction")
    right = claim(0, 3, "50", kind="PROPORTION", unit_norm="percent")
    wrong = claim(0, 3, "0.5", kind="PROPORTION", unit_norm="percent")
    assert +analyse(article(gold), article(right))[0].classes == {"correct": 1}
    assert +analyse(article(gold), article(wrong))[0].classes == {"magnitude": 1}


def test_rows_show_what_differs():
    wrong = replace(GOLD, mod="APPROX", low=Decimal(40), high=Decimal("44"), unit_norm=None, attribution=())
    _, mistakes = analyse(article(GOLD), article(wrong))
    assert [(m.kind, m.gold.label, m.pred.label) for m in mistakes] == [
        ("modifier", "MORE_THAN", "APPROX"),
        ("bound", "44/..", "40/44"),
        ("unit", "soldier", "none"),
        ("attribution", "COUNT", "COUNT"),
    ]
    expected = {"id": "N1", "label": "44/..", "spans": [[13, 15]], "text": "44"}
    assert mistakes[1].plain()["gold"] == expected
    _, [long] = analyse(article(claim(0, 4, "P1W", kind="DURATION")), article(claim(0, 4, "P70D", kind="DURATION")))
    assert (long.layer, long.kind, long.gold.label, long.pred.label) == ("claim", "magnitude", "P1W", "P70D")


def test_without_text_the_number_is_cut_from_the_claim():
    known = replace(article(replace(GOLD, text=TEXT[5:22])), text=None)
    elided = replace(article(replace(GOLD, text="أكثر … جنديًا", unit_norm=None)), text=None)
    _, [mistake] = analyse(known, elided)
    assert (mistake.gold.text, mistake.pred.text) == ("44", None)


def test_missed_spurious_and_repeated_claims():
    errors, mistakes = analyse(article(GOLD), article(GOLD, replace(GOLD, id="N2"), claim(0, 4, "1", id_="N3")))
    assert +errors.classes == {"correct": 1, "spurious": 2}
    assert errors.unit_norm == Counter({("soldier", "soldier"): 1, ("∅", "soldier"): 1, ("∅", "none"): 1})
    assert [(m.kind, m.gold, m.pred.id) for m in mistakes] == [("spurious", None, "N3"), ("spurious", None, "N2")]
    back, [one, other] = analyse(article(GOLD, claim(0, 4, "1", id_="N3")), article())
    assert +back.classes == {"missed": 2}
    assert (one.gold.id, one.gold.label, one.pred, other.gold.id) == ("N3", "COUNT", None, "N1")


def test_an_article_without_claims_has_no_errors():
    assert analyse(record(), record()) == (ClaimErrors(), [])


RUNGS = {
    "q": ("span",),
    "qv": ("span", "digit", "magnitude"),
    "qvm": ("span", "digit", "magnitude", "modifier", "bound"),
    "qvmu": ("span", "digit", "magnitude", "modifier", "bound", "unit"),
    "qvmua": ("span", "digit", "magnitude", "modifier", "bound", "unit", "counted"),
    "claim": FAULTS,
}
"""Rung → the classes of aligned claims that do not reach it."""


@PARITY
@given(gold=records(), pred=records())
def test_classes_add_up_to_both_sides_and_to_the_ladder(gold, pred):
    errors, mistakes = analyse(gold, pred)
    aligned = sum(errors.classes[name] for name in ("correct", *FAULTS))
    assert aligned + errors.classes["missed"] == len(gold.numeric_claims)
    assert aligned + errors.classes["spurious"] == len(pred.numeric_claims)
    both = compared(Pair(gold=gold, pred=pred))
    for rung, lost in RUNGS.items():
        form = "claims" if rung in ("q", "qv") else "claim_frames"
        counts = getattr(claims, rung)(getattr(both.gold, form), getattr(both.pred, form))
        assert counts.tp == aligned - sum(errors.classes[name] for name in lost)
    for confusion in (errors.mod, errors.unit_norm, errors.kind):
        assert confusion.total() == errors.classes.total()
    assert Counter(mistake.kind for mistake in mistakes) == errors.faults + Counter(
        {name: errors.classes[name] for name in ("missed", "spurious")}
    )


@PARITY
@given(gold=records(), pred=records(), data=st.data())
def test_rows_are_of_the_records_whatever_their_order_and_gold_is_right(gold, pred, data):
    def shuffled(item):
        return replace(item, numeric_claims=tuple(data.draw(st.permutations(item.numeric_claims))))

    def plain(found):
        return json.dumps([found[0].plain(), [row.plain() for row in found[1]]])

    found = analyse(gold, pred)
    assert plain(found) == plain(analyse(shuffled(gold), shuffled(pred)))
    for mistake in found[1]:
        for side, place in ((gold, mistake.gold), (pred, mistake.pred)):
            if place is not None:
                [own] = [one for one in side.numeric_claims if one.id == place.id]
                assert place.spans == (own.number or own.span,)
                assert place.text == place.spans[0].of(gold.text)
    same, rows = analyse(gold, shuffled(gold))
    assert (set(+same.classes) <= {"correct"}, rows) == (True, [])


def test_articles_add():
    total = ClaimErrors()
    for pred in (article(GOLD), article(replace(GOLD, mod="VAGUE", value=None)), article()):
        total.add(analyse(article(GOLD), pred)[0])
    assert total.plain() == {
        "errors": dict.fromkeys(CLASSES, 0) | {"correct": 1, "digit": 1, "missed": 1},
        "faults": dict.fromkeys(FAULTS, 0) | {"digit": 1, "modifier": 1},
        "mod": {"MORE_THAN": {"MORE_THAN": 1, "VAGUE": 1, "∅": 1}},
        "unit_norm": {"soldier": {"soldier": 2, "∅": 1}},
        "kind": {"COUNT": {"COUNT": 2, "∅": 1}},
    }
