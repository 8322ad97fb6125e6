"""Errors of arguments: classes by hand, on the alignment of events."""

from collections import Counter
from dataclasses import replace

import pytest
from eval_cases import compare, die, event, mention, record

from hudna.model import Argument, Zone
from hudna_eval.events.argument_errors import CLASSES as ARGUMENT_CLASSES
from hudna_eval.events.argument_errors import ArgumentErrors, argument_errors
from hudna_eval.events.errors import event_errors


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
    assert argument_errors(compare(record(), record()), details=True) == (ArgumentErrors(), [])


def test_articles_add():
    arguments = ArgumentErrors()
    for both in (compare(record(events=[die("E1", (10, 14))]), record()), compare(record(), record())):
        arguments.add(argument_errors(both)[0])
    assert arguments == ArgumentErrors()
    two = compare(deaths([("Victim", "A")], []), deaths([], []))
    for _ in range(2):
        arguments.add(argument_errors(two)[0])
    assert (arguments.classes, arguments.roles) == (Counter(missed=2), Counter({("Life.Die", "Victim", "∅"): 2}))
