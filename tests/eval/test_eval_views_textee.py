"""TextEE's sets: where they say what multisets do not (exploits 4, 8 and 9 of the design)."""

from eval_cases import event, event_lists, mention, record
from hypothesis import given, settings

from hudna_eval.comparison import compared
from hudna_eval.counts import Counts
from hudna_eval.events import metrics as events
from hudna_eval.events.frames import frames
from hudna_eval.sources.pairing import Pair
from hudna_eval.views import view_counts

IDS = ("textee.ti", "textee.tc", "textee.ai", "textee.ac", "textee.ai+", "textee.ac+")
A, B, C = mention(0, 2, id_="A"), mention(3, 5, id_="B"), mention(6, 8, id_="C")


def made(*events):
    return record(mentions=(A, B, C), events=events)


def counts(gold, pred):
    return [view_counts(compared(Pair(gold=gold, pred=pred)), [id_])[id_] for id_ in IDS]


def two_deaths(first, second):
    return made(
        event("E1", "Life.Die", (10, 14), args=[("Victim", id_) for id_ in first]),
        event("E2", "Life.Die", (20, 24), args=[("Victim", id_) for id_ in second]),
    )


def test_arguments_on_the_wrong_triggers_are_right_without_plus():
    assert counts(two_deaths("A", "B"), two_deaths("B", "A")) == [
        Counts(2, 0, 0), Counts(2, 0, 0), Counts(2, 0, 0), Counts(2, 0, 0), Counts(0, 2, 2), Counts(0, 2, 2),
    ]  # fmt: skip


def test_two_events_merged_into_one_cost_no_argument():
    merged = made(event("E1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Victim", "B")]))
    assert counts(two_deaths("A", "B"), merged)[2:] == [
        Counts(2, 0, 0), Counts(2, 0, 0), Counts(1, 1, 1), Counts(1, 1, 1),
    ]  # fmt: skip


def test_repetition_is_free_and_a_second_role_is_one_identification():
    once = made(event("E1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Place", "A")]))
    thrice = made(*(event(f"E{i}", "Life.Die", (10, 14), args=[("Victim", "A"), ("Place", "A")]) for i in range(3)))
    assert counts(once, thrice) == [Counts(n, 0, 0) for n in (1, 1, 1, 2, 1, 2)]


def test_a_wrong_type_makes_all_but_the_trigger_wrong():
    gold = made(event("E1", "Life.Die", (10, 14), args=[("Victim", "A")]))
    pred = made(event("E1", "Life.Injure", (10, 14), args=[("Victim", "A")]))
    assert counts(gold, pred) == [Counts(1, 0, 0), *[Counts(0, 1, 1)] * 5]


@settings(max_examples=80, deadline=None)
@given(gold=event_lists([A, B, C]), pred=event_lists([A, B, C]))
def test_sets_and_multisets_agree_where_nothing_is_repeated(gold, pred):
    gold, pred = made(*gold), made(*pred)
    multisets = [events.ti, events.tc, events.ai, events.ac, events.ai_plus, events.ac_plus]
    sides = frames(gold), frames(pred)
    for own, multiset in zip(counts(gold, pred), multisets, strict=True):
        found = multiset(*sides)
        total = found if isinstance(found, Counts) else sum(found.values(), Counts())
        assert own.tp <= total.tp
        assert own.tp + own.fn <= total.tp + total.fn
        assert own.tp + own.fp <= total.tp + total.fp
        if (own.tp + own.fn, own.tp + own.fp) == (total.tp + total.fn, total.tp + total.fp):
            assert own == total
