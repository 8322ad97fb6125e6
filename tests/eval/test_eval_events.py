import time
from collections import Counter
from itertools import permutations

from eval_cases import event, event_lists, mention, record
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.counts import Counts
from hudna_eval.events import metrics as events
from hudna_eval.events.frames import frames

A, B, C = mention(0, 2, id_="A"), mention(3, 5, id_="B"), mention(6, 8, id_="C")


def made(*drawn):
    return frames(record(mentions=[A, B, C], events=drawn))


def total(by_type):
    return sum(by_type.values(), Counts())


def test_a_small_case_counted_by_hand():
    gold = made(
        event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Place", "B")]),
        event("2", "Contact.Meet", (20, 24), args=[("Participant", "A"), ("Participant", "C")]),
    )
    pred = made(
        event("x", "Life.Die", (10, 14), args=[("Victim", "A"), ("Agent", "B")]),
        event("y", "Contact.Phone", (20, 24), args=[("Participant", "A")]),
        event("z", "Contact.Meet", (30, 31), args=[("Participant", "C"), ("Participant", "A")]),
    )
    assert events.ti(gold, pred) == Counts(2, 1, 0)
    assert events.tc(gold, pred) == {
        "Life.Die": Counts(1, 0, 0),
        "Contact.Meet": Counts(0, 1, 1),
        "Contact.Phone": Counts(0, 1, 0),
    }
    assert total(events.ac_plus(gold, pred)) == Counts(1, 4, 3)
    assert total(events.exact(gold, pred)) == Counts(0, 3, 2)
    assert total(events.exact_untriggered(gold, pred)) == Counts(1, 2, 1)


def test_fragments_of_a_trigger_are_a_set_and_all_must_agree():
    gold = made(event("1", "Agreement.Ceasefire", (10, 13), (20, 25)))
    assert events.ti(gold, made(event("1", "Agreement.Ceasefire", (20, 25), (10, 13), (10, 13)))) == Counts(1, 0, 0)
    assert events.ti(gold, made(event("1", "Agreement.Ceasefire", (10, 13)))) == Counts(0, 1, 1)
    assert events.ti(gold, made(event("1", "Agreement.Ceasefire", (10, 25)))) == Counts(0, 1, 1)


def test_two_events_on_one_trigger_are_two():
    gold = made(event("1", "Life.Die", (10, 14)), event("2", "Life.Injure", (10, 14)))
    pred = made(event("1", "Life.Die", (10, 14)))
    assert events.ti(gold, pred) == Counts(1, 0, 1)
    assert total(events.tc(gold, pred)) == Counts(1, 0, 1)


def test_an_event_as_filler_is_its_trigger():
    gold = made(
        event("1", "Contact.Request", (10, 14), args=[("Content", "2")]), event("2", "Life.Die", (20, 24), (30, 34))
    )
    right = made(
        event("p", "Contact.Request", (10, 14), args=[("Content", "q")]), event("q", "Life.Injure", (30, 34), (20, 24))
    )
    wrong = made(event("p", "Contact.Request", (10, 14), args=[("Content", "q")]), event("q", "Life.Die", (20, 24)))
    assert total(events.ac_plus(gold, right)) == Counts(1, 0, 0)
    assert total(events.ac_plus(gold, wrong)) == Counts(0, 1, 1)


def test_events_that_fill_each_other_end():
    circle = made(
        event("1", "Life.Die", (10, 14), args=[("Content", "2"), ("Content", "1")]),
        event("2", "Life.Die", (20, 24), args=[("Content", "1")]),
    )
    assert total(events.ac_plus(circle, circle)) == Counts(3, 0, 0)
    assert total(events.exact(circle, circle)) == Counts(2, 0, 0)


def test_a_frame_needs_every_filler_as_often_as_gold_has_it():
    gold = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Victim", "B")]))
    for args in ([("Victim", "A")], [("Victim", "A")] * 2, [("Victim", "A"), ("Victim", "B"), ("Place", "C")]):
        assert total(events.exact(gold, made(event("1", "Life.Die", (10, 14), args=args)))) == Counts(0, 1, 1)
    same = made(event("1", "Life.Die", (10, 14), args=[("Victim", "B"), ("Victim", "A")]))
    assert total(events.exact(gold, same)) == Counts(1, 0, 0)


def test_the_untriggered_variant_forgives_the_trigger_only():
    gold = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A")]))
    moved = made(event("1", "Life.Die", (20, 24), args=[("Victim", "A")]))
    retyped = made(event("1", "Life.Injure", (10, 14), args=[("Victim", "A")]))
    assert total(events.exact(gold, moved)) == Counts(0, 1, 1)
    assert total(events.exact_untriggered(gold, moved)) == Counts(1, 0, 0)
    assert total(events.exact_untriggered(gold, retyped)) == Counts(0, 1, 1)


def by_definition(gold, pred):
    """Exact frames, with and without trigger, of the alignment within type with most fillers, ties by exact frames."""
    best = (0, 0, 0)
    longer, shorter = (gold, pred) if len(gold) >= len(pred) else (pred, gold)
    for order in permutations(longer, len(shorter)):
        pairs = [(a, b) for a, b in zip(order, shorter, strict=True) if a.type == b.type]
        fillers = sum((Counter(a.arguments) & Counter(b.arguments)).total() for a, b in pairs)
        exact = sum(a == b for a, b in pairs)
        best = max(best, (fillers, exact, sum(a.arguments == b.arguments for a, b in pairs)))
    return best[1:]


@settings(max_examples=200, deadline=None)
@given(gold=event_lists([A, B]), pred=event_lists([A, B]))
def test_frame_exact_is_what_the_alignment_of_the_definition_gives(gold, pred):
    gold, pred = made(*gold), made(*pred)
    found = total(events.exact(gold, pred)).tp, total(events.exact_untriggered(gold, pred)).tp
    assert found == by_definition(gold, pred)


def test_many_like_frames_are_quick():
    # GTT enumerates alignments: seven templates take it ten seconds.
    gold = made(*(event(str(i), "Life.Die", (10 + i, 11 + i), args=[("Victim", "A")]) for i in range(500)))
    before = time.process_time()
    assert total(events.exact_untriggered(gold, gold[::-1])) == Counts(500, 0, 0)
    assert time.process_time() - before < 1


@given(drawn=event_lists([A, B]), random=st.randoms(use_true_random=False))
def test_order_of_events_fragments_and_arguments_changes_nothing(drawn, random):
    gold = made(*drawn)
    random.shuffle(drawn)
    shuffled = [
        event(
            e.id,
            e.type,
            *((s.start, s.end) for s in random.sample(e.trigger, len(e.trigger))),
            args=[(a.role, a.filler) for a in random.sample(e.arguments, len(e.arguments))],
        )
        for e in drawn
    ]
    assert total(events.exact(gold, made(*shuffled))) == Counts(len(drawn), 0, 0)
