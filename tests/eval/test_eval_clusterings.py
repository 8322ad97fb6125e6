"""Which mentions take part in coreference, which are the same, and how far a cluster reaches."""

from dataclasses import replace
from fractions import Fraction

from eval_cases import corpora, event, mention, record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval import evaluate
from hudna_eval.coreference.clusterings import clusterings
from hudna_eval.coreference.metrics import NAMES, cluster_counts
from hudna_eval.coreference.ratios import Ratio
from hudna_eval.suite import COREFERENCE

SOME = settings(max_examples=40, deadline=None)


def entity(metric, gold, pred):
    """The counts of one metric of entities over two lists of mentions."""
    return evaluate([record(mentions=gold)], [record(mentions=pred)]).scores[f"coref.entity.{metric}"].counts


def test_clusters_are_told_by_their_ids():
    gold = [mention(0, 1, entity_id="x"), mention(2, 3, entity_id="x"), mention(4, 5, entity_id="y")]
    pred = [mention(0, 1, entity_id="1"), mention(2, 3, entity_id="2"), mention(4, 5, entity_id="2")]
    assert entity("muc", gold, pred) == Ratio(0, 1, 0, 1)
    assert entity("b3", gold, pred) == Ratio(2, 3, 2, 3)


def test_the_type_of_a_mention_is_no_matter_of_coreference():
    gold = [mention(0, 1, "GPE", entity_id="x"), mention(2, 3, "GPE", entity_id="x")]
    pred = [mention(0, 1, "ORG", entity_id="x"), mention(2, 3, "LOC", entity_id="x")]
    assert entity("ceafe", gold, pred) == Ratio(1, 1, 1, 1)


def test_a_mention_without_id_is_a_cluster_by_itself():
    gold = [mention(0, 1, entity_id="x"), mention(2, 3, entity_id="x")]
    assert entity("b3", gold, [mention(0, 1), mention(2, 3)]) == Ratio(1, 2, 2, 2)


def test_timex_without_id_take_no_part():
    gold = [mention(0, 1, entity_id="x"), mention(2, 3, "DATE"), mention(4, 5, "TIME"), mention(6, 7, "DURATION")]
    pred = [mention(0, 1, entity_id="x"), mention(8, 9, "DATE")]
    assert entity("b3", gold, pred) == Ratio(1, 1, 1, 1)
    # One that names a cluster all the same has entered, and is wrong.
    assert entity("b3", gold, [*pred, mention(2, 3, "DATE", entity_id="x")]) == Ratio(1, 1, Fraction(1, 2), 2)


def test_an_article_where_nobody_names_a_cluster_counts_nothing():
    bare = [mention(0, 1), mention(2, 3)]
    assert entity("b3", bare, bare) == Ratio()
    named = [mention(0, 1, entity_id="x"), mention(2, 3)]
    assert entity("b3", bare, named) == Ratio(2, 2, 2, 2)
    assert entity("b3", named, []) == Ratio(0, 2, 0, 0)


def test_everything_repeated_costs_precision():
    gold = [mention(0, 1, id_="A", entity_id="x"), mention(2, 3, id_="B", entity_id="x")]
    again = [replace(m, id=f"{m.id}2") for m in gold]
    # In the same cluster: four mentions, of which two are in gold.
    assert entity("b3", gold, gold + again) == Ratio(2, 2, 1, 4)
    assert entity("muc", gold, gold + again) == Ratio(1, 1, 1, 3)
    # As a second cluster: the first is right, and the second nowhere in gold.
    copies = [replace(m, entity_id="y") for m in again]
    for metric, expected in {
        "b3": Ratio(2, 2, 2, 4),
        "ceafm": Ratio(2, 2, 2, 4),
        "ceafe": Ratio(1, 1, 1, 2),
        "lea": Ratio(2, 2, 2, 4),
        "muc": Ratio(1, 1, 1, 2),
    }.items():
        assert entity(metric, gold, gold + copies) == entity(metric, gold, copies + gold) == expected


def test_two_mentions_of_one_span_are_told_apart_by_type():
    gold = [mention(0, 1, "GPE", entity_id="x"), mention(0, 1, "ORG", entity_id="y"), mention(2, 3, entity_id="y")]
    assert entity("muc", gold, gold[::-1]) == Ratio(1, 1, 1, 1)
    crossed = [replace(gold[0], entity_id="y"), replace(gold[1], entity_id="x"), gold[2]]
    assert entity("muc", gold, crossed) == Ratio(0, 1, 0, 1)
    # Without an equal type it is the first of the span, one-to-one.
    other = [mention(0, 1, "LOC", entity_id="x"), mention(2, 3, entity_id="y")]
    assert entity("b3", gold, other) == Ratio(Fraction(3, 2), 3, 2, 2)


def test_events_are_clusters_of_triggers():
    def said(first, second):
        return record(
            events=[
                event("E1", "Life.Die", (0, 2), (5, 7), event_id=first),
                event("E2", "Life.Die", (10, 12), event_id=second),
            ]
        )

    scores = evaluate([said("x", "x")], [said("y", "y")]).scores
    assert {scores[f"coref.event.{name}"].f1 for name in NAMES} == {1}
    assert evaluate([said("x", "x")], [said("x", "y")]).scores["coref.event.b3"].counts == Ratio(1, 2, 2, 2)
    # Fragments are a set, and all of them are the place.
    turned = replace(said("x", "x"), events=tuple(replace(e, trigger=e.trigger[::-1]) for e in said("x", "x").events))
    assert evaluate([said("x", "x")], [turned]).scores["coref.event.conll"].f1 == 1
    part = record(events=[event("E1", "Life.Die", (0, 2), event_id="x")])
    assert evaluate([said("x", "x")], [part]).scores["coref.event.b3"].counts == Ratio(0, 2, 0, 1)


def test_the_slice_without_singletons_leaves_them_out_on_each_side():
    gold = [mention(0, 1, entity_id="x"), mention(2, 3, entity_id="x"), mention(4, 5, entity_id="y")]
    pred = [mention(0, 1, entity_id="x"), mention(2, 3, entity_id="y"), mention(4, 5, entity_id="y")]
    report = evaluate([record(mentions=gold)], [record(mentions=pred)])
    scores = report.by_slice["without_singletons"]
    assert tuple(scores) == COREFERENCE
    assert scores["coref.entity.b3"].counts == Ratio(Fraction(1, 2), 2, Fraction(1, 2), 2)
    assert report.scores["coref.entity.b3"].counts == Ratio(Fraction(3, 2) - Fraction(1, 2) + 1, 3, 2, 3)
    assert not any(name.startswith("across") for name in report.by_slice)  # there is one article


def two_articles(first, second, edition="open"):
    return [
        record("1", mentions=[mention(0, 1, entity_id=first)], edition=edition),
        record("2", mentions=[mention(0, 1, entity_id=second)], edition=edition),
    ]


def test_across_articles_a_cluster_reaches_as_far_as_its_id():
    gold, apart = two_articles("x", "x"), two_articles("x", "y")
    report = evaluate(gold, apart)
    assert report.scores["coref.entity.b3"].f1 == 1
    across = report.by_slice["across_articles:open"]
    assert across["coref.entity.b3"].counts == Ratio(1, 2, 2, 2)
    assert across["coref.entity.muc"].counts == Ratio(0, 1, 0, 0)
    assert across["coref.entity.b3"].ci95 is None
    without = report.by_slice["across_articles:open:without_singletons"]
    assert without["coref.entity.b3"].counts == Ratio(0, 2, 0, 0)


def test_editions_are_no_two_articles():
    gold = [*two_articles("x", "x"), *two_articles("x", "x", "source")]
    slices = evaluate(gold, gold).by_slice
    assert sorted(name for name in slices if ":" not in name or name.startswith("across")) == [
        "across_articles:open",
        "across_articles:open:without_singletons",
        "across_articles:source",
        "across_articles:source:without_singletons",
        "without_singletons",
    ]
    assert slices["across_articles:source"]["coref.entity.muc"].counts == Ratio(1, 1, 1, 1)


def test_zones_that_are_not_scored_hold_no_mention_of_a_cluster():
    from hudna.model import Zone

    zones = (Zone(type="BODY", start=0, end=10), Zone(type="TEASER", start=10, end=20))
    gold = record(zones=zones, mentions=[mention(0, 1, entity_id="x"), mention(12, 13, entity_id="x")])
    assert evaluate([gold], [replace(gold, zones=())]).scores["coref.entity.b3"].counts == Ratio(1, 1, 1, 1)


def renamed(item, names):
    return replace(
        item,
        mentions=tuple(replace(m, entity_id=names.get(m.entity_id)) for m in item.mentions),
        events=tuple(replace(e, event_id=names.get(e.event_id)) for e in item.events),
    )


def coreference(report):
    scores = {metric: report.scores[metric] for metric in COREFERENCE}
    return scores, report.by_slice


@SOME
@given(gold=corpora(2), pred=corpora(2))
def test_names_of_clusters_decide_nothing(gold, pred):
    new_gold = [renamed(item, {"a": "b", "b": "a"}) for item in gold]
    new_pred = [renamed(item, {"a": "z", "b": "00"}) for item in pred]
    assert coreference(evaluate(new_gold, new_pred)) == coreference(evaluate(gold, pred))


ITEMS = st.lists(
    st.tuples(st.sampled_from([(0, 1), (2, 3)]), st.sampled_from("XY"), st.sampled_from((None, "a", "b", "c"))),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(gold=ITEMS, pred=ITEMS, random=st.randoms(use_true_random=False))
def test_mentions_on_few_places_are_paired_one_to_one_in_any_order(gold, pred, random):
    counts = cluster_counts(*clusterings(gold, pred))
    for side, clusters in zip((gold, pred), clusterings(gold, pred), strict=True):
        assert len({name for cluster in clusters for name in cluster}) == len(side)
    names = {"a": "z", "b": "b", "c": "a", None: None}
    other = [(place, type_, names[cluster]) for place, type_, cluster in random.sample(pred, len(pred))]
    assert cluster_counts(*clusterings(random.sample(gold, len(gold)), other)) == counts
    back = cluster_counts(*clusterings(pred, gold))
    for name in NAMES:
        assert back.scores()[name].f1 == counts.scores()[name].f1
    own = cluster_counts(*clusterings(gold, random.sample(gold, len(gold))))
    assert {score.f1 for score in own.scores().values()} <= {None, 1}


@SOME
@given(item=records())
def test_the_interval_of_articles_that_are_alike_is_their_score(item):
    twins = [replace(item, article_id=id_) for id_ in "12"]
    other = [replace(twin, mentions=twin.mentions[:1], events=()) for twin in twins]
    other = [replace(twin, numeric_claims=()) for twin in other]
    for metric in COREFERENCE:
        score = evaluate(twins, other).scores[metric]
        assert (score.f1 is None) == (score.ci95 is None)
        if score.f1 is not None:
            assert all(abs(bound - score.f1) < 1e-12 for bound in score.ci95)


def test_an_interval_by_hand():
    gold = [record(id_, mentions=[mention(0, 1, entity_id="x"), mention(2, 3, entity_id="x")]) for id_ in "12"]
    pred = [gold[0], record("2", mentions=[mention(0, 1, entity_id="x"), mention(2, 3, entity_id="y")])]
    scores = evaluate(gold, pred).scores
    # B³: (4 of 4, 4 of 4), (3 of 4, 4 of 4) twice, (2 of 4, 4 of 4). MUC: (2, 2), (1, 1) of (2, 1), (0 of 2, 0 of 0).
    assert (scores["coref.entity.b3"].f1, scores["coref.entity.b3"].ci95) == (6 / 7, (2 / 3, 1.0))
    assert (scores["coref.entity.muc"].f1, scores["coref.entity.muc"].ci95) == (2 / 3, (0.0, 1.0))
