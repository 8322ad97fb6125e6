"""Errors of events and their arguments: that they add up, stand where the records say, and heed no order."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from eval_cases import compare, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.claims.errors import CLASSES as CLAIM_CLASSES
from hudna_eval.counts import Counts
from hudna_eval.entities.seen import SEEN_SLICES
from hudna_eval.events import metrics as events
from hudna_eval.events.argument_errors import CLASSES as ARGUMENT_CLASSES
from hudna_eval.events.argument_errors import argument_errors
from hudna_eval.events.errors import CLASSES as EVENT_CLASSES
from hudna_eval.events.errors import event_errors
from hudna_eval.events.frames import trigger_of
from hudna_eval.mistakes.notes import ERROR_NOTES

PARITY = settings(max_examples=60, deadline=None)

PAIRED = ("correct", "type", "trigger_edge", "type_and_edge")
PAIRED_ARGUMENTS = ("correct", "role", "coreferent", "boundary", "wrong_event")


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
