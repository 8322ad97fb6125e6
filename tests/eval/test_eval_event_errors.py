"""Errors of events and their arguments: classes by hand, that they add up, and that the alignment is the best one."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from eval_cases import event, event_lists, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Argument, Zone
from hudna_eval.claims.errors import CLASSES as CLAIM_CLASSES
from hudna_eval.comparison import compared
from hudna_eval.counts import Counts
from hudna_eval.entities.seen import SEEN_SLICES
from hudna_eval.events import metrics as events
from hudna_eval.events.alignment import align_events, shared_characters, united_characters
from hudna_eval.events.argument_errors import CLASSES as ARGUMENT_CLASSES
from hudna_eval.events.argument_errors import ArgumentErrors, argument_errors
from hudna_eval.events.errors import CLASSES as EVENT_CLASSES
from hudna_eval.events.errors import EventErrors, event_errors
from hudna_eval.events.frames import trigger_of
from hudna_eval.mistakes.notes import ERROR_NOTES
from hudna_eval.sources.pairing import Pair

PARITY = settings(max_examples=60, deadline=None)

PAIRED = ("correct", "type", "trigger_edge", "type_and_edge")
PAIRED_ARGUMENTS = ("correct", "role", "coreferent", "boundary", "wrong_event")


def compare(gold, pred):
    return compared(Pair(gold=gold, pred=pred))


def of_events(gold, pred, **rest):
    """Both sides as lists of events."""
    return event_errors(compare(record(events=gold, **rest), record(events=pred)), details=True)


def die(id_, *trigger, type_="Life.Die", **rest):
    return event(id_, type_, *trigger, **rest)


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


def deaths(first, second, trigger=(20, 24), prefix="E", kind="Life.Die", mentions=()):
    """Two events, with the (role, filler) that each is given."""
    return record(
        mentions=[mention(0, 4, id_="A"), mention(5, 9, id_="B"), *mentions],
        events=[die(f"{prefix}1", (10, 14), args=first), event(f"{prefix}2", kind, trigger, args=second)],
    )


def of_arguments(gold, pred):
    errors, mistakes = argument_errors(compare(gold, pred), details=True)
    assert Counter(mistake.kind for mistake in mistakes) == +errors.classes - Counter(correct=errors.classes["correct"])
    return errors, mistakes


def test_exploit_8_arguments_on_the_wrong_events():
    gold = deaths([("Victim", "A")], [("Victim", "B")])
    pred = deaths([("Victim", "B")], [("Victim", "A")], prefix="P")
    errors, mistakes = of_arguments(gold, pred)
    assert +errors.classes == {"wrong_event": 2}
    assert [(m.gold.id, m.pred.id) for m in mistakes] == [("E1/A", "P2/A"), ("E2/B", "P1/B")]
    other = deaths([("Victim", "A")], [("Victim", "B")], kind="Life.Injure")
    swapped = deaths([("Victim", "B")], [("Victim", "A")], prefix="P", kind="Life.Injure")
    assert +of_arguments(other, swapped)[0].classes == {"missed": 2, "spurious": 2}


@pytest.mark.parametrize(("trigger", "kind"), [((10, 14), "merged"), ((20, 24), "missed")])
def test_exploit_9_two_events_merged_into_one(trigger, kind):
    gold = deaths([("Victim", "A")], [("Victim", "B")], trigger=trigger)
    merged = record(mentions=gold.mentions, events=[die("P1", (10, 14), args=[("Victim", "A"), ("Victim", "B")])])
    assert +event_errors(compare(gold, merged))[0].classes == {"correct": 1, kind: 1}
    errors, _ = of_arguments(gold, merged)
    assert +errors.classes == {"correct": 1, "wrong_event": 1}
    assert errors.by_event == Counter({("correct", "correct"): 1, (kind, "wrong_event"): 1})


def test_exploit_10_arguments_of_an_event_of_another_type():
    gold = deaths([("Victim", "A")], [("Victim", "B")])
    pred = record(mentions=gold.mentions, events=[die("P1", (10, 14), type_="Life.Injure", args=[("Victim", "A")])])
    errors, _ = of_arguments(gold, pred)
    assert errors.by_event == Counter({("type", "correct"): 1, ("missed", "event_missed"): 1})
    assert errors.roles == Counter({("Life.Die", "Victim", "Victim"): 1, ("Life.Die", "Victim", "∅"): 1})


ARGUMENTS = {
    "role": ([("Victim", "A")], [("Agent", "A")], {"role": 1}, ("Victim", "Agent")),
    "boundary": ([("Victim", "A")], [("Victim", "A1")], {"boundary": 1}, ("Victim", "Victim")),
    "coreferent": ([("Victim", "B")], [("Victim", "B2")], {"coreferent": 1}, ("Victim", "Victim")),
    "missed": ([("Victim", "A")], [], {"missed": 1}, ("Victim", "∅")),
    "spurious": ([], [("Victim", "A")], {"spurious": 1}, ("∅", "Victim")),
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_each_class_of_argument(name):
    gold_args, pred_args, classes, roles = ARGUMENTS[name]
    mentions = [
        mention(1, 4, id_="A1"),
        mention(5, 9, id_="B", entity_id="b"),
        mention(30, 34, id_="B2", entity_id="b"),
        mention(0, 4, id_="A"),
    ]
    sides = (record(mentions=mentions, events=[die("E1", (10, 14), args=args)]) for args in (gold_args, pred_args))
    errors, mistakes = of_arguments(*sides)
    assert +errors.classes == classes
    assert errors.roles == Counter([("Life.Die", *roles)])
    assert [m.kind for m in mistakes] == [name]


def test_arguments_of_events_without_partner():
    gold = deaths([], [("Victim", "B"), ("Place", "A")])
    pred = deaths([], [("Agent", "B")], trigger=(30, 34), prefix="P")
    errors, _ = of_arguments(gold, pred)
    assert +errors.classes == {"event_missed": 2, "event_spurious": 1}
    assert errors.by_event == Counter({("missed", "event_missed"): 2, ("spurious", "event_spurious"): 1})


def test_a_coreferent_mention_that_overlaps_is_coreferent_and_pairs_are_one_to_one():
    mentions = [mention(0, 9, id_="W", entity_id="a"), mention(0, 4, id_="N", entity_id="a"), mention(2, 9, id_="X")]
    gold = record(mentions=mentions, events=[die("E1", (10, 14), args=[("Victim", "W")])])
    pred = record(mentions=mentions, events=[die("P1", (10, 14), args=[("Victim", "X"), ("Victim", "N")])])
    errors, mistakes = of_arguments(gold, pred)
    assert +errors.classes == {"coreferent": 1, "spurious": 1}
    assert [(m.kind, m.pred.id) for m in mistakes] == [("coreferent", "P1/N"), ("spurious", "P1/X")]


def test_boundary_pairs_have_the_greatest_sum_of_iou():
    mentions = [mention(0, 10, id_="G1"), mention(6, 10, id_="G2"), mention(2, 10, id_="P1"), mention(0, 5, id_="P2")]
    gold = record(mentions=mentions, events=[die("E1", (20, 24), args=[("Victim", "G1"), ("Victim", "G2")])])
    pred = record(mentions=mentions, events=[die("E1", (20, 24), args=[("Victim", "P1"), ("Victim", "P2")])])
    # Greedily G1 would take P1 (8/10) and leave nothing for G2; 5/10 + 4/8 is more.
    _, mistakes = of_arguments(gold, pred)
    assert [(m.kind, m.gold.id, m.pred.id) for m in mistakes] == [
        ("boundary", "E1/G1", "E1/P2"),
        ("boundary", "E1/G2", "E1/P1"),
    ]


def test_implicit_arguments_are_counted_by_class():
    implicit = [Argument(role="Victim", filler="A", implicit=True), Argument(role="Agent", filler="B")]
    gold = deaths([], [])
    gold = replace(gold, events=(replace(gold.events[0], arguments=tuple(implicit)), gold.events[1]))
    errors, _ = of_arguments(gold, deaths([("Agent", "B")], []))
    assert errors.implicit == Counter(missed=1)
    assert errors.plain() == {
        "errors": dict.fromkeys(ARGUMENT_CLASSES, 0) | {"correct": 1, "missed": 1},
        "implicit": dict.fromkeys(ARGUMENT_CLASSES, 0) | {"missed": 1},
        "by_event": {"correct": {"correct": 1, "missed": 1}},
        "confusion": {"Agent": {"Agent": 1}, "Victim": {"∅": 1}},
        "confusion_by_type": {"Life.Die": {"Agent": {"Agent": 1}, "Victim": {"∅": 1}}},
    }


def test_a_filler_in_an_unscored_zone_keeps_its_place():
    zones = (Zone(type="BODY", start=0, end=30), Zone(type="TEASER", start=30, end=60))
    hidden = [mention(40, 44, id_="H"), mention(50, 54, id_="I")]
    args = [("Victim", "H"), ("Agent", "A"), ("Place", "I")]
    gold = replace(deaths(args, [], mentions=hidden), zones=zones)
    wrong = deaths([("Victim", "I"), ("Agent", "A"), ("Place", "I")], [], mentions=hidden)
    assert +of_arguments(gold, gold)[0].classes == {"correct": 3}
    errors, mistakes = of_arguments(gold, wrong)
    assert +errors.classes == {"correct": 2, "missed": 1, "spurious": 1}
    assert [m.plain()["gold" if m.gold else "pred"]["spans"] for m in mistakes] == [[[40, 44]], [[50, 54]]]


def test_an_article_without_events_has_no_errors():
    assert event_errors(compare(record(), record()), details=True) == (EventErrors(), [])
    assert argument_errors(compare(record(), record()), details=True) == (ArgumentErrors(), [])


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


def in_classes(errors, *names):
    return sum(errors.classes[name] for name in names)


def filled(item):
    return sum(len(one.arguments) for one in item.events)


@PARITY
@given(gold=records(), pred=records())
def test_classes_add_up_and_agree_with_the_metrics(gold, pred):
    both = compare(gold, pred)
    errors, mistakes = event_errors(both, details=True)
    arguments, rows = argument_errors(both, details=True)
    assert in_classes(errors, *PAIRED, "merged", "missed") == len(gold.events)
    assert in_classes(errors, *PAIRED, "repeated", "spurious") == len(pred.events)
    assert in_classes(arguments, *PAIRED_ARGUMENTS, "missed", "event_missed") == filled(gold)
    assert in_classes(arguments, *PAIRED_ARGUMENTS, "spurious", "event_spurious") == filled(pred)
    assert errors.confusion.total() == errors.classes.total()
    assert arguments.roles.total() == arguments.by_event.total() == arguments.classes.total()
    frames = both.gold.frames, both.pred.frames
    assert errors.classes["correct"] == sum(events.tc(*frames).values(), Counts()).tp
    assert errors.classes["correct"] + errors.classes["type"] == events.ti(*frames).tp
    for name, accuracy in events.attribute_accuracy(*frames).items():
        confusion = getattr(errors, name)
        assert confusion.total() == accuracy.total
        assert sum(n for (a, b), n in confusion.items() if a == b) == accuracy.correct
    assert arguments.by_event["correct", "correct"] <= sum(events.ac_plus(*frames).values(), Counts()).tp
    kinds = Counter(mistake.kind for mistake in mistakes)
    assert all(kinds[name] == errors.classes[name] for name in EVENT_CLASSES if name != "correct")
    assert kinds["polarity"] == sum(n for (a, b), n in errors.polarity.items() if a != b)
    assert len(rows) == arguments.classes.total() - arguments.classes["correct"]


@PARITY
@given(gold=records(), pred=records())
def test_rows_stand_where_the_records_say(gold, pred):
    both = compare(gold, pred)
    for mistake in event_errors(both, details=True)[1]:
        for side, place in ((gold, mistake.gold), (pred, mistake.pred)):
            assert place is None or place.spans == {e.id: trigger_of(e) for e in side.events}[place.id]
    for mistake in argument_errors(both, details=True)[1]:
        for side, place in ((gold, mistake.gold), (pred, mistake.pred)):
            if place is not None:
                event_id, filler = place.id.split("/")
                known = {m.id: {m.span} for m in side.mentions} | {e.id: set(e.trigger) for e in side.events}
                assert set(place.spans) == known[filler]
                [own] = [one for one in side.events if one.id == event_id]
                assert (place.label, filler) in {(a.role, a.filler) for a in own.arguments}


@PARITY
@given(gold=records(), pred=records(), data=st.data())
def test_order_of_input_changes_nothing_and_gold_is_right(gold, pred, data):
    def shuffled(item):
        mixed = [replace(e, arguments=tuple(data.draw(st.permutations(e.arguments)))) for e in item.events]
        mentions, events_ = data.draw(st.permutations(item.mentions)), data.draw(st.permutations(mixed))
        return replace(item, mentions=tuple(mentions), events=tuple(events_))

    def result(one, other):
        found = event_errors(compare(one, other), details=True), argument_errors(compare(one, other), details=True)
        return json.dumps([[errors.plain(), [row.plain() for row in rows]] for errors, rows in found])

    assert result(gold, pred) == result(shuffled(gold), shuffled(pred))
    for analyse in (event_errors, argument_errors):
        errors, rows = analyse(compare(gold, shuffled(gold)), details=True)
        assert set(+errors.classes) <= {"correct"}
        assert rows == []


def test_articles_add():
    cases = [compare(record(events=gold), record(events=pred)) for gold, pred in CASES.values()]
    total, arguments = EventErrors(), ArgumentErrors()
    for case in cases:
        total.add(event_errors(case)[0])
        arguments.add(argument_errors(case)[0])
    assert total.classes == Counter(CASES.keys())
    assert total.confusion.total() == len(CASES)
    assert arguments == ArgumentErrors()
    two = compare(deaths([("Victim", "A")], []), deaths([], []))
    for _ in range(2):
        arguments.add(argument_errors(two)[0])
    assert (arguments.classes, arguments.roles) == (Counter(missed=2), Counter({("Life.Die", "Victim", "∅"): 2}))


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("event_errors", EVENT_CLASSES),
        ("argument_errors", ARGUMENT_CLASSES),
        ("claim_errors", CLAIM_CLASSES),
        ("seen", SEEN_SLICES),
    ],
)
def test_notes_name_every_class(name, classes):
    note = ERROR_NOTES[name]
    assert [own for own in classes if own not in note.definition] == []
    assert all((note.formula, note.undefined, note.source))
