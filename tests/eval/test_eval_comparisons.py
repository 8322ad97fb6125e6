"""How numeric claims relate across articles: the score of predicted comparisons, and its interval."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count, product

import pytest
from eval_cases import claim, claim_lists, record
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.dataset import embedded_dataset, read_dataset
from hudna.model import Record, Zone
from hudna_eval.comparison import compared
from hudna_eval.comparisons.notes import COMPARISON_NOTES
from hudna_eval.comparisons.rows import ComparisonRow, comparison_findings, gold_rows
from hudna_eval.comparisons.scores import NOTHING, article_claims, count_comparisons
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.mistakes.confusions import nested
from hudna_eval.sources.pairing import Pair
from hudna_eval.statistics.dyadic import dyadic_interval

EDITORIALS = (None, "agrees", "updates", "conflicts")
COMPARABILITIES = ("same_quantity", "subset", "superset", "part_of_sum", "different")


def row(one, other, comparability="same_quantity", editorial=None, edition=None):
    return ComparisonRow(
        claims=(one, other), comparability=comparability, editorial=editorial, edition=edition, path="rows", line=1
    )


def article(article_id, *spans, edition="open", prefix="N"):
    """An article with an exact claim on each span, its value the start of it."""
    claims = [claim(start, end, str(start), id_=f"{prefix}{i}") for i, (start, end) in enumerate(spans, start=1)]
    return record(article_id, claims=claims, edition=edition)


def joined(gold, pred):
    """The claims of all articles; a record that was not predicted is empty."""
    said = {own.key: own for own in pred}
    pairs = [Pair(gold=own, pred=said.get(own.key, Record(article_id=own.article_id))) for own in gold]
    return [article_claims(compared(pair), pair.gold) for pair in pairs]


def score(gold_rows, pred_rows, gold, pred, **options):
    return count_comparisons(gold_rows, pred_rows, joined(gold, pred), **options)


GOLD = [article("001", (0, 2), (4, 6)), article("002", (1, 3), (5, 7))]
PRED = [article("001", (0, 2), (4, 6), (8, 9), prefix="P"), article("002", (1, 3), prefix="P")]
ROWS = [
    row("001:N1", "002:N1", "same_quantity", "agrees"),
    row("001:N1", "001:N2", "subset"),
    row("001:N2", "002:N1", "different"),
    row("001:N2", "002:N2", "part_of_sum"),
]


def test_a_predicted_claim_stands_for_the_gold_claim_on_its_number_whatever_its_id():
    pred = [
        row("001:P1", "002:P1", "same_quantity", "agrees"),  # right
        row("001:P2", "001:P1", "superset"),  # right: a subset turned
        row("001:P2", "002:P1", "same_quantity"),  # gold: different
        row("001:P3", "002:P1", "different"),  # one of them is no claim of gold
    ]
    found = score(ROWS, pred, GOLD, PRED)
    assert found.counts == Counts(2, 2, 2)
    assert found.counts.f1 == Fraction(1, 2)
    assert found.by_comparability == {
        "different": Counts(0, 1, 1),
        "part_of_sum": Counts(0, 0, 1),
        "same_quantity": Counts(1, 1, 0),
        "subset": Counts(1, 0, 0),
    }
    assert found.confusion == {
        ("different", "same_quantity"): 1,
        ("part_of_sum", NOTHING): 1,
        ("same_quantity", "same_quantity"): 1,
        ("subset", "subset"): 1,
        (NOTHING, "different"): 1,
    }
    assert nested(found.confusion) == {
        "different": {"same_quantity": 1},
        "part_of_sum": {NOTHING: 1},
        "same_quantity": {"same_quantity": 1},
        "subset": {"subset": 1},
        NOTHING: {"different": 1},
    }
    assert found.slots == {
        "comparability": Accuracy(2, 3),
        "editorial": Accuracy(3, 3),
        "logical": Accuracy(3, 3),
    }
    assert found.warnings == ()
    assert {f"comparisons.{slot}" for slot in found.slots} | {"comparisons.f1"} == set(COMPARISON_NOTES)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (row("001:N1", "001:N2", "subset"), Counts(1, 0, 0)),
        (row("001:N2", "001:N1", "superset"), Counts(1, 0, 0)),
        (row("001:N2", "001:N1", "subset"), Counts(0, 1, 1)),
        (row("001:N1", "001:N2", "superset"), Counts(0, 1, 1)),
        (row("001:N1", "001:N2", "subset", "agrees"), Counts(0, 1, 1)),
    ],
)
def test_a_subset_turned_is_a_superset_and_the_editorial_counts(said, expected):
    assert score([ROWS[1]], [said], GOLD, GOLD).counts == expected
    turned = row("001:N2", "001:N1", "superset")
    assert score([turned], [said], GOLD, GOLD).counts == expected


def test_a_comparison_that_is_repeated_is_a_false_positive_either_way_round():
    assert score(ROWS, [*ROWS, row("002:N1", "001:N1", "same_quantity", "agrees")], GOLD, GOLD).counts == Counts(
        4, 1, 0
    )
    twice = [row("001:N1", "002:N1", "different"), row("001:N1", "002:N1", "same_quantity", "agrees")]
    assert score(ROWS[:1], twice, GOLD, GOLD).counts == Counts(1, 1, 0)


def test_a_pair_that_gold_does_not_compare_is_wrong_whatever_is_said():
    assert score(ROWS[:1], [row("001:N2", "002:N2", "different")], GOLD, GOLD).counts == Counts(0, 1, 1)


def test_of_two_claims_on_one_number_the_one_with_the_value_is_meant():
    gold = [record("001", claims=[claim(0, 2, "7", id_="A"), claim(0, 2, "8", id_="B"), claim(4, 6, "9", id_="C")])]
    pred = [record("001", claims=[claim(0, 2, "8", id_="A"), claim(0, 2, "6", id_="B"), claim(4, 6, "9", id_="C")])]
    assert score([row("001:B", "001:C")], [row("001:A", "001:C")], gold, pred).counts == Counts(1, 0, 0)
    assert score([row("001:B", "001:C")], [row("001:B", "001:C")], gold, pred).counts == Counts(0, 1, 1)


def test_two_predicted_claims_never_stand_for_one():
    pred = [record("001", claims=[claim(0, 2, "0", id_=id_) for id_ in "AB"] + [claim(4, 6, "4", id_="C")])]
    found = score([row("001:N1", "001:N2")], [row("001:A", "001:C"), row("001:B", "001:C")], GOLD, pred)
    assert found.counts == Counts(1, 1, 0)


def test_claims_that_differ_by_their_id_only_are_told_by_it_in_every_order():
    numbers = [claim(0, 2, "7", id_="A"), claim(0, 2, "7", id_="B"), claim(4, 6, "9", id_="C")]
    pred = [record("001", claims=[numbers[0], numbers[2]])]
    for order in (numbers, numbers[::-1]):
        gold = [record("001", claims=order)]
        assert score([row("001:A", "001:C")], [row("001:A", "001:C")], gold, pred).counts == Counts(1, 0, 0)


def test_a_comparison_counts_in_every_scored_edition_that_has_both_claims():
    source = [article("001", (10, 12), (14, 16), edition="source"), article("002", (1, 3), edition="source")]
    both = GOLD + source
    assert score(ROWS, ROWS, both, both).counts == Counts(7, 0, 0)  # the fourth has no second claim in the source
    # Predicted ids are those of one edition: in the other the same names are other claims.
    pred = [*GOLD, article("001", (14, 16), (10, 12), edition="source"), source[1]]
    assert score(ROWS[:1], ROWS[:1], both, pred).counts == Counts(1, 1, 1)
    said = [replace(ROWS[0], edition="open"), row("001:N2", "002:N1", "same_quantity", "agrees", "source")]
    assert score(ROWS[:1], said, both, pred).counts == Counts(2, 0, 0)
    # Only one edition was predicted: gold of the other is missed.
    assert score(ROWS[:1], ROWS[:1], both, GOLD).counts == Counts(1, 0, 1)


def test_what_is_not_scored_is_left_out_and_said():
    zoned = replace(GOLD[0], zones=(Zone(type="TEASER", start=3, end=8), Zone(type="BODY", start=0, end=3)))
    found = score(ROWS, ROWS[:3], [zoned, GOLD[1]], GOLD)
    assert found.counts == Counts(1, 0, 0)
    assert len(found.warnings) == 1
    assert found.warnings[0].endswith("left out: 3 of gold, 2 predicted")
    other = [replace(ROWS[0], edition="source"), ROWS[0]]
    assert score(ROWS, other, GOLD, GOLD).warnings[0].endswith("left out: 0 of gold, 1 predicted")


def test_without_predictions_all_is_missed_and_without_gold_there_is_no_score():
    found = score(ROWS, None, GOLD, GOLD)
    assert (found.counts, found.counts.precision, found.counts.recall) == (Counts(0, 0, 4), None, 0)
    assert found.warnings == ("no predicted comparisons: all 4 of gold are missed",)
    assert found.slots["logical"].rate is None
    assert score(None, ROWS, GOLD, GOLD) is None
    empty = score([], None, GOLD, GOLD)
    assert (empty.counts.f1, empty.ci95, empty.warnings) == (None, None, ())


def test_the_logical_relation_is_computed_from_the_claims_that_were_predicted():
    def percent(value, unit, id_):
        made = Decimal(value)
        start = int(id_[-1])
        return claim(start, start + 1, value, kind="PROPORTION", unit_norm=unit, low=made, high=made, id_=id_)

    rows = [row("001:N0", "001:N1")]
    gold = [record("001", claims=[percent("20", "percent", "N0"), percent("20", "percent", "N1")])]

    def right(*claims):
        return score(rows, rows, gold, [record("001", claims=claims)]).slots["logical"]

    assert right(percent("0.2", "fraction", "N0"), percent("20.0", "percent", "N1")) == Accuracy(1, 1)
    assert right(percent("0.2", "percent", "N0"), percent("20", "percent", "N1")) == Accuracy(0, 1)
    assert right(percent("30", "percent", "N0"), percent("30", "percent", "N1")) == Accuracy(1, 1)
    duration = claim(1, 2, "P1D", kind="DURATION", id_="N1")
    assert right(percent("20", "percent", "N0"), duration) == Accuracy(0, 1)


def test_the_dataset_against_itself():
    dataset = read_dataset(embedded_dataset())
    rows = gold_rows(zip(dataset.comparisons, count(1), strict=False), "dataset")
    assert list(comparison_findings(rows, rows, dataset.records, dataset.records)) == []
    found = score(rows, rows, dataset.records, dataset.records)
    assert found.counts == Counts(2 * len(rows), 0, 0)
    assert found.ci95 == (1, 1)
    assert all(accuracy == Accuracy(2 * len(rows), 2 * len(rows)) for accuracy in found.slots.values())
    # What is computed from the claims of the open edition is what the dataset says of both.
    assert {item.logical for item in dataset.comparisons} == {"equal", "compatible", "incompatible"}


def by_hand(counts, articles):
    """The interval by enumeration of every draw."""
    found = []
    n = len(articles)
    for draw in product(articles, repeat=n):
        times = {name: draw.count(name) for name in articles}
        total = [Fraction(0)] * 3
        for (one, other), own in counts.items():
            weight = Fraction(times[one]) if one == other else times[one] * times[other] * Fraction(n, n - 1)
            total = [old + weight * new for old, new in zip(total, (own.tp, own.fp, own.fn), strict=True)]
        tp, fp, fn = total
        if tp or fp or fn:
            found.append(2 * tp / (2 * tp + fp + fn))
    if 20 * len(found) < 19 * n**n:
        return None
    found.sort()
    return tuple(
        float(next(f1 for rank, f1 in enumerate(found, 1) if 40 * rank >= part * len(found))) for part in (1, 39)
    )


PAIRS = {
    ("a", "a"): Counts(3, 1, 0),
    ("a", "b"): Counts(1, 0, 2),
    ("b", "c"): Counts(2, 2, 2),
    ("c", "c"): Counts(0, 1, 1),
}


def test_the_interval_draws_articles_and_pairs_come_with_both():
    assert dyadic_interval(PAIRS, {"a", "b", "c"}, seed=0) == pytest.approx(by_hand(PAIRS, "abc"))
    within = {pair: own for pair, own in PAIRS.items() if pair[0] == pair[1]}
    within["b", "b"] = Counts(1, 1, 1)
    assert dyadic_interval(within, {"a", "b", "c", "d"}, seed=0) == pytest.approx(by_hand(within, "abcd"))


def test_the_interval_is_none_where_resamples_have_nothing_to_score():
    # Both articles come together in half of the draws only.
    assert dyadic_interval({("a", "b"): Counts(1, 1, 1)}, {"a", "b"}, seed=0) is None
    assert by_hand({("a", "b"): Counts(1, 1, 1)}, "ab") is None
    assert dyadic_interval({("a", "a"): Counts(1, 1, 1)}, {"a"}, seed=0) is None
    assert dyadic_interval({}, {"a", "b"}, seed=0) is None


def test_the_interval_of_many_articles_is_drawn_by_the_seed():
    articles = [f"{i:02}" for i in range(12)]
    counts = {
        (one, other): Counts(i % 3, i % 2, 1)
        for i, (one, other) in enumerate(product(articles, articles))
        if one <= other
    }
    low, high = dyadic_interval(counts, articles, seed=0)
    assert low < sum(counts.values(), Counts()).f1 < high
    assert dyadic_interval(dict(reversed(counts.items())), articles[::-1], seed=0) == (low, high)
    assert dyadic_interval(counts, articles, seed=1) != (low, high)


@st.composite
def corpora(draw):
    """Two articles with claims, and rows that compare them."""
    records = [record(id_, claims=draw(claim_lists())) for id_ in ("001", "002")]
    names = [f"{own.article_id}:{number.id}" for own in records for number in own.numeric_claims]
    if len(names) < 2:
        return records, []
    pairs = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    rows = st.builds(
        lambda pair, *rest: row(*pair, *rest), pairs, st.sampled_from(COMPARABILITIES), st.sampled_from(EDITORIALS)
    )
    return records, draw(st.lists(rows, max_size=6))


@settings(max_examples=60, deadline=None)
@given(corpus=corpora())
def test_gold_against_gold_is_right(corpus):
    records, rows = corpus
    found = score(rows, rows, records, records)
    assert found.counts == Counts(len(rows), 0, 0)
    assert all(accuracy == Accuracy(len(rows), len(rows)) for accuracy in found.slots.values())
    assert found.ci95 in (None, (1, 1))


def turned(own):
    other = {"subset": "superset", "superset": "subset"}
    return replace(own, claims=own.claims[::-1], comparability=other.get(own.comparability, own.comparability))


def undirected(cells):
    """A confusion without direction: which of two claims on one number comes first is told by ids that sides choose."""
    folded = Counter()
    for one, other, number in cells:
        folded[one.replace("superset", "subset"), other.replace("superset", "subset")] += number
    return folded


@settings(max_examples=60, deadline=None)
@given(gold=corpora(), pred=corpora(), data=st.data())
def test_no_order_matters_and_turning_the_sides_turns_the_counts(gold, pred, data):
    (records, rows), (said, said_rows) = gold, pred
    found = score(rows, said_rows, records, said)
    shuffled = data.draw(st.permutations([turned(own) for own in said_rows]))
    reordered = [replace(own, numeric_claims=own.numeric_claims[::-1]) for own in said[::-1]]
    assert score(rows[::-1], shuffled, records[::-1], reordered) == found
    other = score(said_rows, rows, said, records)
    assert (other.counts.tp, other.counts.fp, other.counts.fn) == (found.counts.tp, found.counts.fn, found.counts.fp)
    assert other.slots == found.slots
    assert undirected((two, one, n) for (one, two), n in other.confusion.items()) == undirected(
        (*pair, n) for pair, n in found.confusion.items()
    )
    assert sum(found.by_comparability.values(), Counts()) == found.counts
    assert sum(n for (one, _), n in found.confusion.items() if one != NOTHING) == len(rows)
    assert sum(n for (_, two), n in found.confusion.items() if two != NOTHING) == len(said_rows)
