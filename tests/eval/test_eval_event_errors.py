"""Errors of events: classes by hand, and that the alignment is the best one."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from eval_cases import compare, die, event_lists, mention, record
from hypothesis import given, settings

from hudna_eval.events.alignment import align_events, shared_characters, united_characters
from hudna_eval.events.errors import CLASSES as EVENT_CLASSES
from hudna_eval.events.errors import EventErrors, event_errors

PARITY = settings(max_examples=60, deadline=None)


def of_events(gold, pred, **rest):
    """Both sides as lists of events."""
    return event_errors(compare(record(events=gold, **rest), record(events=pred)), details=True)


CASES = {
    "correct": ([die("E1", (10, 14))], [die("P1", (10, 14))]),
    "type": ([die("E1", (10, 14))], [die("P1", (10, 14), type_="Life.Injure")]),
    "trigger_edge": ([die("E1", (10, 14))], [die("P1", (10, 13))]),
    "type_and_edge": ([die("E1", (10, 14))], [die("P1", (13, 18), type_="Life.Injure")]),
    "missed": ([die("E1", (10, 14))], []),
    "spurious": ([], [die("P1", (10, 14))]),
}


@pytest.mark.parametrize("name", CASES)
def test_each_class_of_event(name):
    gold, pred = CASES[name]
    errors, mistakes = of_events(gold, pred)
    assert +errors.classes == {name: 1}
    assert errors.confusion == Counter([(gold[0].type if gold else "∅", pred[0].type if pred else "∅")])
    assert [mistake.kind for mistake in mistakes] == ([] if name == "correct" else [name])


def test_triggers_that_touch_are_no_pair():
    assert +of_events([die("E1", (10, 14))], [die("P1", (14, 18))])[0].classes == {"missed": 1, "spurious": 1}
    # The fragments of one lie in the gap of the other.
    assert +of_events([die("E1", (0, 2), (8, 9))], [die("P1", (3, 5))])[0].classes == {"missed": 1, "spurious": 1}


def test_twins_on_one_trigger_are_merged_or_repeated():
    two, one = [die("E1", (10, 14)), die("E2", (10, 14))], [die("P1", (10, 14))]
    assert +of_events(two, one)[0].classes == {"correct": 1, "merged": 1}
    assert +of_events(one, two)[0].classes == {"correct": 1, "repeated": 1}
    assert +of_events([], two)[0].classes == {"spurious": 2}
    assert +of_events(two, [])[0].classes == {"missed": 2}
    other = [die("E1", (10, 14)), die("E2", (10, 14), type_="Life.Injure")]
    assert +of_events(other, one)[0].classes == {"correct": 1, "missed": 1}


def test_fragments_in_any_order_are_one_trigger():
    assert +of_events([die("E1", (8, 9), (0, 2))], [die("P1", (0, 2), (8, 9), (0, 2))])[0].classes == {"correct": 1}
    assert +of_events([die("E1", (0, 2), (8, 9))], [die("P1", (0, 2))])[0].classes == {"trigger_edge": 1}


def test_characters_of_fragments_count_once():
    gold, pred = die("E", (0, 4), (2, 6), (8, 10)).trigger, die("P", (3, 9)).trigger
    assert (shared_characters(gold, pred), united_characters(gold, pred)) == (4, 10)


def test_the_trigger_outweighs_the_type_and_both_outweigh_characters():
    gold = [die("E1", (0, 10)), die("E2", (0, 9), type_="Life.Injure")]
    # P1 has the trigger of E1 and the type of E2; without E1 it would be E2's.
    pred = [die("P1", (0, 10), type_="Life.Injure")]
    assert +of_events(gold, pred)[0].classes == {"type": 1, "missed": 1}
    assert +of_events(gold[1:], pred)[0].classes == {"trigger_edge": 1}
    # By characters E1 and P2 are 2/11, E2 and P1 7/8; types pair E1 with P1 (7/10) and E2 with P2 (1/10).
    crossed = [die("E1", (0, 10)), die("E2", (1, 9), type_="Life.Injure")]
    wide = [die("P1", (2, 9)), die("P2", (8, 11), type_="Life.Injure")]
    assert +of_events(crossed, wide)[0].classes == {"trigger_edge": 2}


def test_attributes_by_hand():
    gold = [
        die("E1", (0, 2), polarity="POS", realis="ACTUAL"),
        die("E2", (3, 5), polarity="NEG"),
        die("E3", (6, 8)),
        die("E4", (9, 12), polarity="POS"),
    ]
    pred = [
        die("P1", (0, 2), polarity="NEG", realis="ACTUAL"),
        die("P2", (3, 5)),
        die("P3", (6, 8)),
        die("P4", (9, 11), polarity="NEG"),
    ]
    errors, mistakes = of_events(gold, pred)
    assert errors.polarity == Counter({("POS", "NEG"): 1, ("NEG", "none"): 1})
    assert errors.realis == Counter({("ACTUAL", "ACTUAL"): 1})
    assert [(m.kind, m.gold.label, m.pred.label, m.gold.id) for m in mistakes] == [
        ("polarity", "POS", "NEG", "E1"),
        ("polarity", "NEG", "none", "E2"),
        ("trigger_edge", "Life.Die", "Life.Die", "E4"),
    ]


def test_plain_and_rows_by_hand():
    text = "وقف شامل لإطلاق النار"
    gold = die("E1", (0, 3), (10, 15), type_="Agreement.Ceasefire")
    errors, [mistake] = event_errors(
        compare(record(events=[gold], text=text), record(events=[die("P1", (0, 3))])), details=True
    )
    assert errors.plain() == {
        "errors": dict.fromkeys(EVENT_CLASSES, 0) | {"type_and_edge": 1},
        "confusion": {"Agreement.Ceasefire": {"Life.Die": 1}},
        "polarity": {},
        "realis": {},
    }
    assert mistake.plain() == {
        "layer": "event",
        "kind": "type_and_edge",
        "gold": {
            "id": "E1",
            "label": "Agreement.Ceasefire",
            "spans": [[0, 3], [10, 15]],
            "text": "وقف … إطلاق",
        },
        "pred": {"id": "P1", "label": "Life.Die", "spans": [[0, 3]], "text": "وقف"},
    }


def test_without_text_a_surface_is_that_of_the_annotation():
    gold = die("E1", (4, 7), trigger_text=("قتل",))
    _, mistakes = of_events([gold], [die("P1", (4, 6))], mentions=[mention(0, 2, text="في")])
    assert (mistakes[0].gold.text, mistakes[0].pred.text) == ("قتل", None)


def test_an_article_without_events_has_no_errors():
    assert event_errors(compare(record(), record()), details=True) == (EventErrors(), [])


def test_articles_add():
    total = EventErrors()
    for gold, pred in CASES.values():
        total.add(of_events(gold, pred)[0])
    assert total.classes == Counter(CASES.keys())
    assert total.confusion.total() == len(CASES)


def rank(gold, pred, edges):
    """What an alignment is ranked by."""
    pairs = [(gold.frames[i], pred.frames[j]) for i, j in edges]
    return (
        sum(a.trigger == b.trigger and a.type == b.type for a, b in pairs),
        sum(a.trigger == b.trigger for a, b in pairs),
        sum(a.type == b.type for a, b in pairs if a.trigger != b.trigger),
        sum(
            (
                Fraction(shared_characters(a.trigger, b.trigger), united_characters(a.trigger, b.trigger))
                for a, b in pairs
            ),
            Fraction(0),
        ),
    )


@PARITY
@given(gold=event_lists([]), pred=event_lists([]))
def test_the_alignment_is_the_brute_force_optimum(gold, pred):
    both = compare(record(events=gold), record(events=pred))
    found = align_events(both.gold, both.pred)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    pred_or_none = [*range(len(pred)), *[None] * len(gold)]
    orders = set(permutations(pred_or_none, len(gold)))
    allowed = {
        (i, j) for i, a in enumerate(gold) for j, b in enumerate(pred) if shared_characters(a.trigger, b.trigger)
    }
    every = (allowed & set(enumerate(order)) for order in orders)
    assert rank(both.gold, both.pred, found) == max(rank(both.gold, both.pred, edges) for edges in every)
