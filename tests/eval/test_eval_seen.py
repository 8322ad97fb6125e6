"""Slices of `entities.strict` by what training has seen."""

from dataclasses import replace

from eval_cases import TEXT, mention, mention_lists, record
from hypothesis import given, settings

from hudna_eval.comparison import compared
from hudna_eval.counts import Counts
from hudna_eval.entities import metrics as entities
from hudna_eval.entities.seen import SEEN_SLICES, Seen, seen_slices
from hudna_eval.sources.pairing import Pair

TRAIN = "أَذربيجان وقره باغ ومنظمة"


def slices(gold, pred, seen):
    return seen_slices(compared(Pair(gold=gold, pred=pred)), seen)


def trained():
    """Knows «اذربيجان» as GPE and ORG, and «قره باغ» as LOC."""
    mentions = [mention(0, 9), mention(0, 9, "ORG", "T2"), mention(11, 18, "LOC")]
    return Seen.of([record("t", mentions=mentions, text=TRAIN)])


def test_surfaces_are_normalised_and_have_all_their_types():
    assert trained().types == {"اذربيجان": frozenset({"GPE", "ORG"}), "قره باغ": frozenset({"LOC"})}


def test_slices_by_hand():
    text = "أذربيجان قره باغ يريفان موسكو"
    gold = [mention(0, 8), mention(9, 16), mention(17, 23), mention(0, 8, "PERS")]
    pred = [mention(0, 8), mention(9, 16, "LOC"), mention(24, 29), mention(0, 8, "LOC"), mention(0, 8, id_="again")]
    assert slices(record(mentions=gold, text=text), record(mentions=pred), trained()) == {
        "seen:yes": Counts(1, 2, 0),  # found; «قره باغ» LOC and the repetition are false
        "seen:type_differs": Counts(0, 1, 2),  # «قره باغ» GPE and «أذربيجان» PERS are missed, LOC is false
        "seen:no": Counts(0, 1, 1),
    }


def test_clitics_are_not_cut():
    text = "وأذربيجان"
    both = record(mentions=[mention(0, 9), mention(1, 9)], text=text)
    assert slices(both, both, trained()) == {"seen:yes": Counts(1, 0, 0), "seen:no": Counts(1, 0, 0)}


def test_the_surface_of_a_mention_stands_in_for_the_text():
    gold = record(mentions=[mention(3, 11, text="أذربيجان"), mention(20, 24), mention(40, 70, text="رئيس … العام")])
    pred = record(mentions=[mention(3, 11), mention(30, 32)])
    assert slices(gold, pred, trained()) == {"seen:yes": Counts(1, 0, 0), "seen:unknown": Counts(0, 1, 2)}


def test_an_elided_surface_is_unknown_and_teaches_nothing():
    elided = mention(0, 40, "ORG", text="رئيس … العام")
    both = record(mentions=[elided])
    seen = Seen.of([both, record("t", mentions=[mention(0, 4)])])
    assert seen.types == {}
    assert slices(both, both, seen) == {"seen:unknown": Counts(1, 0, 0)}


def test_text_of_either_side_serves():
    gold = record(mentions=[mention(0, 8)])
    assert slices(gold, replace(gold, text="أذربيجان"), trained()) == {"seen:yes": Counts(1, 0, 0)}


def test_without_training_nothing_is_seen():
    both = record(mentions=[mention(0, 8)], text="أذربيجان")
    assert slices(both, both, Seen.of([])) == {"seen:no": Counts(1, 0, 0)}
    assert slices(record(), record(), Seen.of([])) == {}


@settings(max_examples=60, deadline=None)
@given(gold=mention_lists(length=12), pred=mention_lists(length=12, prefix="P"), known=mention_lists(length=12))
def test_slices_add_up_to_strict_in_any_order(gold, pred, known):
    seen = Seen.of([record("t", mentions=known, text=TEXT)])
    found = slices(record(mentions=gold, text=TEXT), record(mentions=pred), seen)
    assert set(found) <= set(SEEN_SLICES)
    assert sum(found.values(), Counts()) == sum(entities.strict(gold, pred).values(), Counts())
    assert found == slices(record(mentions=gold[::-1], text=TEXT), record(mentions=pred[::-1]), seen)
    own = slices(record(mentions=known, text=TEXT), record(mentions=known), seen)
    assert own == ({"seen:yes": Counts(len(known), 0, 0)} if known else {})
