"""Facts that two editions tell, and whether a prediction gets each right in both."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from eval_cases import claim, event, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.dataset import embedded_dataset, read_dataset
from hudna.model import Attribution, Record, Zone
from hudna_eval.comparison import compared
from hudna_eval.consistency.facts import LAYERS, Facts, PairedFacts, article_facts, consistency
from hudna_eval.consistency.notes import CONSISTENCY_NOTES
from hudna_eval.sources.pairing import Pair


def facts(gold, pred, *, predicted=True):
    return article_facts(compared(Pair(gold=gold, pred=pred)), gold, predicted=predicted)


def right(gold, pred, layer):
    return facts(gold, pred).layers[layer]


def test_an_entity_is_right_by_any_of_its_mentions_or_by_all():
    gold = record(
        mentions=[
            mention(0, 2, entity_id="baku"),
            mention(3, 5, entity_id="baku"),
            mention(6, 8, entity_id="erevan"),
            mention(9, 11, entity_id="side"),
            mention(12, 14),
        ]
    )
    pred = record(mentions=[mention(0, 2), mention(6, 8), mention(9, 11, "ORG"), mention(12, 14)])
    assert right(gold, pred, "entities.any") == {"baku": True, "erevan": True, "side": False}
    assert right(gold, pred, "entities.all") == {"baku": False, "erevan": True, "side": False}


def test_one_prediction_finds_one_mention():
    gold = record(mentions=[mention(0, 2, id_="T1", entity_id="a"), mention(0, 2, id_="T2", entity_id="b")])
    for own in (gold, replace(gold, mentions=gold.mentions[::-1])):
        assert right(own, record(mentions=[mention(0, 2)]), "entities.any") == {"a": True, "b": False}


def test_an_event_is_right_by_one_of_its_mentions():
    gold = record(
        mentions=[mention(0, 2, id_="T1")],
        events=[
            event("E1", "Life.Die", (3, 5), args=[("Victim", "T1")], event_id="war"),
            event("E2", "Life.Die", (6, 8), event_id="war"),
            event("E3", "Life.Die", (9, 11), args=[("Victim", "T1")], event_id="raid"),
            event("E4", "Life.Die", (12, 14)),
        ],
    )
    wrong = [event("E1", "Life.Injure", (3, 5)), event("E2", "Life.Die", (6, 8)), event("E3", "Life.Die", (9, 11))]
    pred = replace(gold, events=tuple(wrong))
    assert right(gold, pred, "events.tc") == {"war": True, "raid": True}
    assert right(gold, pred, "events.frame_exact") == {"war": True, "raid": False}
    assert right(gold, replace(gold, events=(wrong[0],)), "events.tc") == {"war": False, "raid": False}


def test_a_claim_is_right_by_its_value_or_on_every_rung():
    gold = record(claims=[claim(0, 2, "44", id_="N1"), claim(3, 5, "12", id_="N2"), claim(6, 8, "7", id_="N3")])
    first = replace(
        gold.numeric_claims[0], id="X", attribution=(Attribution(source=None, cue=gold.numeric_claims[2].span),)
    )
    pred = record(claims=[first, claim(3, 5, "13"), claim(6, 8, "7")])
    assert right(gold, pred, "claims.qv") == {"N1": True, "N2": False, "N3": True}
    assert right(gold, pred, "claims.claim") == {"N1": False, "N2": False, "N3": True}


def test_what_stands_in_a_zone_that_is_not_scored_is_no_fact():
    gold = record(
        mentions=[mention(0, 2, entity_id="baku"), mention(6, 8, entity_id="erevan")],
        zones=(Zone(type="TEASER", start=5, end=9),),
    )
    assert right(gold, gold, "entities.any") == {"baku": True}


def told(edition, *found, article_id="001", predicted=True):
    """Facts of one layer only: (id, whether it is right)."""
    layers = {layer: {} for layer in LAYERS} | {"claims.qv": dict(found)}
    return Facts(article_id=article_id, edition=edition, predicted=predicted, layers=layers)


def only(found):
    (own,) = found.values()
    return own.layers["claims.qv"]


def test_facts_are_paired_by_article_and_id():
    found = consistency(
        [
            told("source", ("N1", True), ("N2", False), ("N3", True), ("N4", False), ("N6", True), ("N7", False)),
            told("open", ("N1", True), ("N2", True), ("N3", True), ("N4", False), ("N5", True)),
            told("open", ("N1", False), article_id="002"),
            told("source", ("N1", True), article_id="002"),
        ]
    )
    assert list(found) == [("open", "source")]
    own = only(found).facts
    assert own == PairedFacts(
        both_right=2, first_only=1, second_only=1, both_wrong=1, unpaired_first=1, unpaired_second=2
    )
    assert (own.total, own.share, own.gap) == (5, 3 / 5, 0)
    assert found["open", "source"].articles == 2


@pytest.mark.parametrize(
    ("first_only", "second_only", "expected"),
    [(0, 0, None), (5, 0, Fraction(1, 16)), (0, 5, Fraction(1, 16)), (3, 1, Fraction(5, 8)), (1, 0, 1), (2, 2, 1)],
)
def test_the_exact_test_of_mcnemar(first_only, second_only, expected):
    own = PairedFacts(both_right=7, first_only=first_only, second_only=second_only, both_wrong=2)
    assert own.p == (None if expected is None else pytest.approx(float(expected)))


def test_gap_and_share_of_nothing_are_undefined():
    own = PairedFacts(unpaired_first=3)
    assert (own.share, own.gap, own.p) == (None, None, None)
    assert PairedFacts(first_only=3, both_right=1).gap == Fraction(3, 4)
    assert PairedFacts(second_only=3, both_right=1).gap == -Fraction(3, 4)


def test_only_articles_predicted_in_both_editions_count():
    unpredicted = told("source", ("N1", False), predicted=False)
    assert consistency([told("open", ("N1", True)), unpredicted]) == {}
    assert consistency([told("open", ("N1", True)), told("source", ("N1", True), article_id="002")]) == {}
    assert consistency([]) == {}
    # An empty prediction is one: everything is wrong in it.
    gold = [record(mentions=[mention(0, 2, entity_id="baku")], edition=edition) for edition in ("open", "source")]
    empty = Record(article_id="001", edition="source")
    found = consistency([facts(gold[0], gold[0]), facts(gold[1], empty)])
    assert found["open", "source"].layers["entities.any"].facts == PairedFacts(first_only=1)


def test_every_two_of_several_editions_are_compared():
    found = consistency([told("c", ("N1", True)), told("a", ("N1", True)), told("b", ("N1", False))])
    assert list(found) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [own.layers["claims.qv"].facts.gap for own in found.values()] == [1, 0, -1]


def by_hand(articles, numerator):
    """The interval of a share by enumeration of every draw of articles."""
    found = []
    for draw in product(articles, repeat=len(articles)):
        total = sum(draw, PairedFacts())
        found.append(Fraction(numerator(total), total.total))
    found.sort()
    return tuple(
        float(next(x for rank, x in enumerate(found, 1) if 40 * rank >= part * len(found))) for part in (1, 39)
    )


def test_intervals_draw_articles():
    numbers = {"001": (3, 1, 0, 1), "002": (1, 0, 2, 1), "003": (2, 2, 1, 0)}
    cells = ((True, True), (True, False), (False, True), (False, False))
    everything = []
    for article_id, numbers_own in numbers.items():
        found = [cell for cell, number in zip(cells, numbers_own, strict=True) for _ in range(number)]
        for edition, side in (("open", 0), ("source", 1)):
            own = [(f"N{i}", cell[side]) for i, cell in enumerate(found)]
            everything.append(told(edition, *own, article_id=article_id))
    names = ("both_right", "first_only", "second_only", "both_wrong")
    articles = [PairedFacts(**dict(zip(names, own, strict=True))) for own in numbers.values()]
    found = only(consistency(everything))
    assert found.facts == sum(articles, PairedFacts())
    assert found.share_ci95 == by_hand(articles, lambda total: total.both_right + total.both_wrong)
    assert found.gap_ci95 == by_hand(articles, lambda total: total.first_only - total.second_only)
    one = only(consistency(everything[:2]))
    assert (one.share_ci95, one.gap_ci95) == (None, None)


def test_a_corpus_without_ids_has_no_facts_and_says_null():
    gold = [
        record(mentions=[mention(0, 2)], events=[event("E1", "Life.Die", (3, 5))], edition=edition)
        for edition in ("open", "source")
    ]
    found = consistency(facts(own, own) for own in gold)["open", "source"]
    assert {own.facts for own in found.layers.values()} == {PairedFacts()}
    plain = json.loads(json.dumps(found.plain()))
    assert plain["editions"] == ["open", "source"]
    assert plain["layers"]["events.tc"] == {
        **PairedFacts().numbers(),
        "share": None,
        "gap": None,
        "p": None,
        "share_ci95": None,
        "gap_ci95": None,
    }


def test_every_layer_has_a_note():
    assert set(CONSISTENCY_NOTES) == {f"consistency.{layer}" for layer in LAYERS}


def test_the_dataset_against_itself():
    gold = read_dataset(embedded_dataset()).records
    (found,) = consistency(facts(own, own) for own in gold).values()
    assert found.articles == 5
    for own in found.layers.values():
        assert (own.facts.share, own.facts.gap, own.facts.p) == (1, 0, None)
        assert (own.share_ci95, own.gap_ci95) == ((1, 1), (0, 0))
    entities = found.layers["entities.any"].facts
    assert entities.unpaired_first + entities.unpaired_second == 1  # the register says which and why
    assert found.layers["claims.claim"].facts.unpaired_first == 0


@st.composite
def two_editions(draw):
    """Two editions of three articles, and a prediction for each."""
    keys = [(f"{i:03}", edition) for i in range(3) for edition in ("a", "b")]
    return [
        (replace(draw(records(id_)), edition=edition), replace(draw(records(id_)), edition=edition))
        for id_, edition in keys
    ]


@settings(max_examples=30, deadline=None)
@given(drawn=two_editions(), data=st.data())
def test_gold_is_consistent_and_neither_order_nor_names_of_editions_matter(drawn, data):
    (own,) = consistency(facts(gold, gold) for gold, _ in drawn).values()
    assert all(layer.facts.total == layer.facts.both_right for layer in own.layers.values())
    everything = [facts(gold, pred) for gold, pred in drawn]
    (found,) = consistency(everything).values()
    assert consistency(data.draw(st.permutations(everything))) == {("a", "b"): found}
    turned = [facts(reordered(gold), reordered(pred)) for gold, pred in drawn]
    assert consistency(turned) == {("a", "b"): found}
    names = {"a": "b", "b": "a"}
    (other,) = consistency(replace(own, edition=names[own.edition]) for own in everything).values()
    for layer in LAYERS:
        one, two = found.layers[layer].facts, other.layers[layer].facts
        assert (one.share, one.p, one.unpaired_first) == (two.share, two.p, two.unpaired_second)
        assert one.gap is two.gap is None or one.gap == -two.gap
    assert found.layers["entities.all"].facts.both_right <= found.layers["entities.any"].facts.both_right
    assert found.layers["events.frame_exact"].facts.both_right <= found.layers["events.tc"].facts.both_right
    assert found.layers["claims.claim"].facts.both_right <= found.layers["claims.qv"].facts.both_right


def reordered(own):
    return replace(own, mentions=own.mentions[::-1], events=own.events[::-1], numeric_claims=own.numeric_claims[::-1])


@settings(max_examples=30, deadline=None)
@given(gold=records(), pred=records())
def test_facts_of_claims_are_the_true_positives_of_the_ladder(gold, pred):
    from hudna_eval.claims.metrics import claim as whole
    from hudna_eval.claims.metrics import qv

    both, own = compared(Pair(gold=gold, pred=pred)), facts(gold, pred)
    assert sum(own.layers["claims.qv"].values()) == qv(both.gold.claims, both.pred.claims).tp
    assert sum(own.layers["claims.claim"].values()) == whole(both.gold.claim_frames, both.pred.claim_frames).tp
