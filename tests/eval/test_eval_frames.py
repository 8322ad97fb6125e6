"""Events with partial credit, argument metrics and attributes: numbers by hand, and assignments by brute force."""

import time
from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from eval_cases import counts, event, event_lists, mention, record
from hypothesis import given, settings

from hudna.findings import InvalidDataError
from hudna.model import Mention
from hudna_eval import evaluate
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.events import frame_metrics as frame_scores
from hudna_eval.events import metrics as events
from hudna_eval.events.frames import frames

A, B, C = mention(0, 2, id_="A", entity_id="x"), mention(3, 5, id_="B", entity_id="x"), mention(6, 8, id_="C")
PARITY = settings(max_examples=150, deadline=None)


def made(*drawn, mentions=(A, B, C)):
    return frames(record(mentions=mentions, events=drawn))


def total(by_type):
    return sum(by_type.values(), Counts())


def of(metric, gold, pred):
    return total(getattr(frame_scores, metric)(gold, pred))


GOLD = made(
    event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Place", "C")]),
    event("2", "Life.Die", (20, 24), args=[("Victim", "C")]),
)
PRED = made(
    event("1", "Life.Die", (10, 14), args=[("Victim", "B"), ("Place", "C"), ("Place", "A")]),
    event("2", "Life.Injure", (20, 24), args=[("Victim", "C")]),
)


def test_argument_metrics_by_hand():
    assert total(events.ai(GOLD, PRED)) == Counts(2, 2, 1)  # Die A and Die C, of A, C, C
    assert total(events.ac(GOLD, PRED)) == Counts(1, 3, 2)  # Die Place C
    assert total(events.ai_plus(GOLD, PRED)) == Counts(2, 2, 1)
    assert total(events.ac_plus(GOLD, PRED)) == Counts(1, 3, 2)
    assert events.ai0(GOLD, PRED) == Counts(3, 1, 0)
    assert events.ac0(GOLD, PRED) == Counts(2, 2, 1)


def test_two_events_of_a_type_have_their_filler_each():
    gold = made(
        event("1", "Life.Die", (10, 14), args=[("Victim", "A")]),
        event("2", "Life.Die", (20, 24), args=[("Victim", "A")]),
    )
    once = gold[:1]
    assert total(events.ai(gold, once)) == total(events.ac(gold, once)) == Counts(1, 0, 1)  # 1, 0, 0 in TextEE


def test_frame_scores_by_hand():
    # Die is aligned with the first gold Die, which shares Place C: 2·1 / (2 + 3).
    assert of("dice", GOLD, PRED) == Counts(Fraction(2, 5), 2 - Fraction(2, 5), 2 - Fraction(2, 5))
    # MUC-4: type, Victim x by its other mention, Place C; Place A is false. Gold: 3 + 2 slots; predicted: 4 + 2.
    assert of("muc4", GOLD, PRED) == Counts(3, 3, 2)
    # Entities: Victim x (A and B are its mentions on both sides), Place C.
    assert of("ceaf_ree", GOLD, PRED) == Counts(2, 2, 1)
    # Mentions: Victim x 2, Place C 1; gold has 2 + 1 + 1, predicted 2 + 1 + 2 + 1.
    assert of("ceaf_rme", GOLD, PRED) == Counts(3, 3, 1)
    assert of("ceaf_rme_subset", GOLD, PRED) == Counts(2, 2, 1)


def test_a_mention_outside_the_gold_entity_spoils_a_subset_but_not_phi3():
    gold = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A")]))
    joined = (A, B, mention(6, 8, id_="C", entity_id="x"))
    pred = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A")]), mentions=joined)
    assert of("ceaf_ree", gold, pred) == of("ceaf_rme_subset", gold, pred) == Counts(0, 1, 1)
    assert of("ceaf_rme", gold, pred) == Counts(2, 1, 0)
    assert of("ceaf_ree", pred, gold) == Counts(1, 0, 0)  # the subset looks one way


def test_several_mentions_of_one_entity_are_one_filler_and_repetition_is_not():
    both = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Victim", "B")]))
    one = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A")]))
    twice = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Victim", "A")]))
    assert of("muc4", both, one) == of("muc4", one, both) == Counts(2, 0, 0)
    assert of("muc4", one, twice) == Counts(2, 1, 0)
    loose = made(event("1", "Life.Die", (10, 14), args=[("Victim", "A"), ("Victim", "B")]), mentions=LOOSE)
    assert of("muc4", one, loose) == Counts(2, 1, 0)


LOOSE = (mention(0, 2, id_="A"), mention(3, 5, id_="B"), C)


def test_frames_without_fillers_agree_on_one_trigger_only():
    here, there = made(event("1", "Life.Die", (10, 14))), made(event("1", "Life.Die", (20, 24)))
    assert of("dice", here, here) == Counts(1, 0, 0)
    assert of("dice", here, there) == Counts(0, 1, 1)
    assert of("muc4", here, there) == Counts(1, 0, 0)  # the type is a slot, the trigger none
    assert of("ceaf_rme", here, there) == Counts()


def test_attributes_by_hand():
    gold = made(
        event("1", "Life.Die", (10, 14), polarity="POS", realis="ACTUAL"),
        event("2", "Life.Die", (20, 24), polarity="NEG", realis="OTHER"),
        event("3", "Life.Die", (30, 34)),
    )
    pred = made(
        event("1", "Life.Die", (10, 14), polarity="POS", realis="OTHER"),
        event("2", "Life.Die", (20, 24), polarity="NEG", realis="OTHER"),
        event("3", "Life.Die", (30, 34), polarity="POS"),
        event("4", "Life.Injure", (20, 24), polarity="POS"),
    )
    assert total(events.attributes(gold, pred)) == Counts(1, 3, 2)
    assert events.attribute_accuracy(gold, pred) == {"polarity": Accuracy(2, 3), "realis": Accuracy(1, 2)}


def shared(gold, pred):
    return (Counter(gold.arguments) & Counter(pred.arguments)).total()


def dice_by_definition(gold, pred):
    best = (0, 0, Fraction(0))
    longer, shorter = (gold, pred) if len(gold) >= len(pred) else (pred, gold)
    for order in permutations(longer, len(shorter)):
        pairs = [(a, b) for a, b in zip(order, shorter, strict=True) if a.type == b.type]
        sizes = [(shared(a, b), len(a.arguments) + len(b.arguments), a == b) for a, b in pairs]
        credit = sum((Fraction(2 * m, n) if n else Fraction(equal) for m, n, equal in sizes), Fraction(0))
        best = max(best, (sum(m for m, _, _ in sizes), sum(equal for *_, equal in sizes), credit))
    return best[2]


def matching(gold, pred, weight):
    """The greatest sum of weights over one-to-one pairs, by trying all."""
    longer, shorter = (gold, pred) if len(gold) >= len(pred) else (pred, gold)
    turned = longer is not gold
    return max(
        sum(weight(*((b, a) if turned else (a, b))) for a, b in zip(order, shorter, strict=True))
        for order in permutations(longer, len(shorter))
    )


def unit_weight(credit):
    return lambda g, p: credit(set(g.cluster), set(p.cluster), set(p.named)) if g.role == p.role else 0


def template_weight(base, credit):
    return lambda g, p: base + matching(g.units, p.units, unit_weight(credit)) if g.type == p.type else 0


@PARITY
@given(gold=event_lists([A, B, C], max_size=3), pred=event_lists([A, B, C], max_size=3))
def test_assignments_are_the_brute_force_optimum(gold, pred):
    gold, pred = made(*gold), made(*pred, mentions=(A, mention(3, 5, id_="B"), mention(6, 8, id_="C", entity_id="x")))
    assert of("dice", gold, pred).tp == dice_by_definition(gold, pred)
    found, subset = lambda g, _, named: bool(g & named), lambda g, p, _: p <= g
    assert of("muc4", gold, pred).tp == matching(gold, pred, template_weight(1, found))
    assert of("ceaf_rme", gold, pred).tp == matching(gold, pred, template_weight(0, lambda g, p, _: len(g & p)))
    assert of("ceaf_rme_subset", gold, pred).tp == matching(gold, pred, template_weight(0, subset))


def test_many_templates_are_quick():
    gold = made(*(event(str(i), "Life.Die", (10 + i, 11 + i), args=[("Victim", "ABC"[i % 3])]) for i in range(300)))
    before = time.process_time()
    for metric in ("dice", "muc4", "ceaf_ree", "ceaf_rme", "ceaf_rme_subset"):
        assert of(metric, gold, gold[::-1]).f1 == 1
    assert time.process_time() - before < 5


def test_empty_types_roles_and_fillers_are_errors():
    bare = record(
        mentions=[Mention(id="", type="GPE", start=0, end=2)], events=[event("E", "", (3, 4), args=[("", "")])]
    )
    with pytest.raises(InvalidDataError) as caught:
        evaluate([record()], [bare])
    assert {finding.message for finding in caught.value.findings} == {
        f"E: found an empty {part} against a name" for part in ("type", "role", "filler")
    }


def test_gold_triggers_are_in_the_signature_and_others_are_errors():
    gold = record(mentions=[A, C], events=[event("1", "Life.Die", (10, 14), args=[("Victim", "A")])])
    right = record(mentions=[A, C], events=[event("9", "Life.Die", (10, 14), args=[("Victim", "C")])])
    report = evaluate([gold], [right], gold_triggers=True)
    assert "|ev:gold-triggers|" in report.signature
    assert counts(report.scores["events.ac+"]) == (0, 1, 1)
    for wrong in (event("9", "Life.Injure", (10, 14)), event("9", "Life.Die", (10, 13))):
        assert "|ev:e2e|" in evaluate([gold], [record(events=[wrong])]).signature
        with pytest.raises(InvalidDataError, match=r"\[not-a-gold-trigger\] 9: found Life\."):
            evaluate([gold], [record(events=[wrong])], gold_triggers=True)
