"""Each metric of coreference by hand, by its definition, and on the cases of the reference scorer."""

import json
import time
from fractions import Fraction
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.coreference import metrics as coreference
from hudna_eval.coreference.metrics import (
    NAMES,
    ClusterCounts,
    added,
    cluster_counts,
    counts_of,
    overlaps,
    without_singletons,
)
from hudna_eval.coreference.ratios import Blanc, MeanF1, Ratio

MANY = settings(max_examples=150, deadline=None)


def rates(gold, pred):
    """Metric → (recall, precision, F1)."""
    scores = cluster_counts(gold, pred).scores()
    return {name: (score.recall, score.precision, score.f1) for name, score in scores.items()}


def test_two_clusters_that_exchange_a_mention():
    # Shared: ab 2, c 1, de 2. BLANC: 2 of 4 links within clusters, 4 of 6 between them.
    found = cluster_counts(["abc", "de"], ["ab", "cde"])
    assert found == ClusterCounts(
        muc=Ratio(2, 3, 2, 3),
        b3=Ratio(Fraction(11, 3), 5, Fraction(11, 3), 5),
        ceafm=Ratio(4, 5, 4, 5),
        ceafe=Ratio(Fraction(8, 5), 2, Fraction(8, 5), 2),
        lea=Ratio(3, 5, 3, 5),
        coreference_links=Ratio(2, 4, 2, 4),
        non_coreference_links=Ratio(4, 6, 4, 6),
    )
    f1 = {name: score.f1 for name, score in found.scores().items()}
    assert f1 == {
        "muc": 2 / 3, "b3": 11 / 15, "ceafm": 4 / 5, "ceafe": 4 / 5, "blanc": 7 / 12, "lea": 3 / 5, "conll": 11 / 15,
    }  # fmt: skip


def test_missed_and_spurious_mentions():
    # x is nowhere in gold. BLANC: none of one link within, two (ac, bc) of two and of five between.
    found = cluster_counts(["ab", "c"], ["ax", "c", "b"])
    assert found == ClusterCounts(
        muc=Ratio(0, 1, 0, 1),
        b3=Ratio(2, 3, Fraction(5, 2), 4),
        ceafm=Ratio(2, 3, 2, 4),
        ceafe=Ratio(Fraction(5, 3), 2, Fraction(5, 3), 3),
        lea=Ratio(1, 3, 1, 4),
        coreference_links=Ratio(0, 1, 0, 1),
        non_coreference_links=Ratio(2, 2, 2, 5),
    )
    assert (found.blanc.recall, found.blanc.precision, found.blanc.f1) == (1 / 2, 1 / 5, 2 / 7)
    assert found.conll.f1 == float((0 + Fraction(2 * 16 * 15, 24 * 31) + Fraction(2, 3)) / 3)


def test_assignment_is_not_greedy():
    # Greedy would take the pair that shares 3 and be left with 0; the best is 2 + 2.
    found = cluster_counts([range(5), range(5, 8)], [[0, 1, 2, 5, 6], [3, 4]])
    assert found.ceafm == Ratio(4, 8, 4, 7)
    assert found.ceafe == Ratio(Fraction(4, 7) + Fraction(4, 8), 2, Fraction(4, 7) + Fraction(4, 8), 2)


def test_what_has_no_denominator_is_none():
    assert rates([], []) == dict.fromkeys(NAMES, (None, None, None))
    only_gold, only_pred = rates(["ab", "c"], []), rates([], ["ab", "c"])
    for name in NAMES[:-1]:
        assert (only_gold[name], only_pred[name]) == ((0, None, 0), (None, 0, 0))
    assert only_gold["conll"] == (None, None, 0)


def test_muc_does_not_see_singletons_and_so_there_is_no_average():
    found = rates(["a", "b"], ["a", "b"])
    assert found["muc"] == found["conll"] == (None, None, None)
    assert found["b3"] == found["ceafm"] == found["ceafe"] == found["lea"] == found["blanc"] == (1, 1, 1)


def test_blanc_takes_the_kinds_of_link_that_either_side_has():
    assert rates(["ab"], ["ab"])["blanc"] == (1, 1, 1)  # no link between clusters anywhere
    assert rates(["abc"], ["a", "b", "c"])["blanc"] == (0, 0, 0)
    # Gold links nothing; that pred links two of three costs it half, whichever side is gold.
    assert rates(["a", "b", "c"], ["ab", "c"])["blanc"] == (1 / 3, 1 / 2, 2 / 5)
    assert rates(["ab", "c"], ["a", "b", "c"])["blanc"] == (1 / 2, 1 / 3, 2 / 5)
    assert rates(["a"], ["a"])["blanc"] == (None, None, None)


def test_a_mention_that_a_clustering_has_twice_is_refused():
    with pytest.raises(ValueError, match=r"^found mention 'b' more than once in the pred clusters against once$"):
        cluster_counts(["ab"], ["ab", "bc"])
    with pytest.raises(ValueError, match=r"^found mention 'a' more than once in the gold clusters against once$"):
        cluster_counts(["aa"], ["a"])


def test_empty_clusters_are_passed_over():
    assert cluster_counts(["ab", ""], ["", "ab"]) == cluster_counts(["ab"], ["ab"])


def test_tallies_say_their_numbers():
    ratio = Ratio(Fraction(5, 3), 2, 1, 4)
    four = {
        "recall_numerator": 5 / 3, "recall_denominator": 2, "precision_numerator": 1, "precision_denominator": 4,
    }  # fmt: skip
    assert ratio.numbers() == four
    assert Blanc(coreference=ratio, non_coreference=ratio).numbers() == {"coreference": four, "non_coreference": four}
    assert MeanF1(parts={"muc": Ratio(), "b3": Ratio(1, 1, 1, 3)}).numbers() == {"muc_f1": None, "b3_f1": 1 / 2}
    assert MeanF1(parts={"muc": Ratio(), "b3": ratio}).f1 is None


PLACEHOLDERS = {(case, metric) for case in ("B1", "C1") for metric in ("muc", "bcub")} | {
    (case, metric) for case in ("D1", "E1") for metric in ("ceafm", "ceafe", "blanc")
}
"""Where the cases say 1 for a response that is not the key, which none of these metrics can give: in the authors' own
list of cases these ten lines are commented out. The test holds that there are no others."""

PARITY = {"bcub": "b3"}


@pytest.fixture(scope="module")
def reference_cases(root):
    path = root.parent / "shared" / "parity" / "coreference_cases.json"
    if not path.is_file():
        pytest.skip(f"{path} is not at hand")
    return json.loads(path.read_text(encoding="utf-8"))


def clusters_of(side):
    ((_, clusters),) = side.items()
    return [[tuple(span) for span in cluster] for cluster in clusters]


def test_the_cases_of_the_reference_scorer(reference_cases):
    compared, placeholders = 0, set()
    for case in reference_cases:
        gold, pred = clusters_of(case["key"]), clusters_of(case["response"])
        found = rates(gold, pred)
        for metric, expected in case["expected_recall_precision_f1"].items():
            name = PARITY.get(metric, metric)
            # Where the scorer says 0 for want of a denominator, this harness says None.
            own = [rate or 0 for rate in found[name]]
            if expected == [1, 1, 1] and {*map(frozenset, gold)} != {*map(frozenset, pred)}:
                placeholders.add((case["id"], metric))
                assert own[2] < 1
                continue
            assert own == pytest.approx(expected, abs=1e-4), (case["id"], metric)
            compared += 1
    assert placeholders == PLACEHOLDERS
    assert compared == 51  # 61 triples, less the placeholders


@st.composite
def clusterings(draw, mentions=7, most=4):
    """Some of a few mentions, each in one of a few clusters."""
    drawn = draw(st.lists(st.integers(0, most), min_size=mentions, max_size=mentions))
    clusters = [[mention for mention, cluster in enumerate(drawn) if cluster == i] for i in range(most)]
    return [frozenset(cluster) for cluster in clusters if cluster]


def ceaf_by_definition(gold, pred, similarity):
    few, many = sorted((gold, pred), key=len)
    return max(sum(map(similarity, few, order)) for order in permutations(many, len(few)))


def links(clusters):
    """The links within clusters, and those between them."""
    within = {frozenset(pair) for cluster in clusters for pair in combinations(cluster, 2)}
    return within, {frozenset(pair) for pair in combinations(frozenset().union(*clusters), 2)} - within


def dice(one, other):
    return Fraction(2 * len(one & other), len(one) + len(other))


@MANY
@given(gold=clusterings(), pred=clusterings())
def test_ceaf_and_blanc_are_those_of_brute_force(gold, pred):
    found = cluster_counts(gold, pred)
    mentions = ceaf_by_definition(gold, pred, lambda one, other: len(one & other))
    entities = ceaf_by_definition(gold, pred, dice)
    assert found.ceafm == Ratio(mentions, sum(map(len, gold)), mentions, sum(map(len, pred)))
    assert found.ceafe == Ratio(entities, len(gold), entities, len(pred))
    for own, one, other in zip(
        (found.coreference_links, found.non_coreference_links), links(gold), links(pred), strict=True
    ):
        assert own == Ratio(len(one & other), len(one), len(one & other), len(other))


def by_definition(gold, pred):
    """The recall of MUC, B³ and LEA as numerators and denominators, cluster by cluster."""
    of = {mention: cluster for cluster in pred for mention in cluster}
    muc, b3, lea = [0, 0], [Fraction(0), 0], [Fraction(0), 0]
    for cluster in gold:
        parts = {of.get(mention, mention) for mention in cluster}
        muc[0] += len(cluster) - len(parts)
        muc[1] += len(cluster) - 1
        b3[0] += sum(Fraction(len(cluster & of.get(mention, frozenset())), len(cluster)) for mention in cluster)
        own = {frozenset(pair) for pair in combinations(cluster, 2)} or {cluster}
        others = {link for other in pred for link in map(frozenset, combinations(other, 2))}
        others |= {other for other in pred if len(other) == 1}
        lea[0] += Fraction(len(cluster) * len(own & others), len(own))
        b3[1] += len(cluster)
        lea[1] += len(cluster)
    return muc, b3, lea


@MANY
@given(gold=clusterings(), pred=clusterings())
def test_muc_b3_and_lea_are_those_of_their_definitions(gold, pred):
    found = cluster_counts(gold, pred)
    for own, recall, precision in zip(
        (found.muc, found.b3, found.lea), by_definition(gold, pred), by_definition(pred, gold), strict=True
    ):
        assert own == Ratio(*recall, *precision)


@MANY
@given(gold=clusterings(), pred=clusterings(), random=st.randoms(use_true_random=False))
def test_what_holds_for_every_metric(gold, pred, random):
    there, back = rates(gold, pred), rates(pred, gold)
    for name in NAMES:
        recall, precision, f1 = there[name]
        assert back[name] == (precision, recall, f1)
        assert all(rate is None or 0 <= rate <= 1 for rate in there[name])
    assert {f1 for _, _, f1 in rates(gold, gold).values()} <= {None, 1}
    shuffled = random.sample(pred, len(pred))
    assert cluster_counts(gold, [random.sample(sorted(c), len(c)) for c in shuffled]) == cluster_counts(gold, pred)


@MANY
@given(gold=clusterings(), pred=clusterings())
def test_texts_add_up_to_one_with_all_mentions(gold, pred):
    """All but BLANC, to which links between mentions of two texts would be new, are the same in one piece."""
    second = [{mention + 10 for mention in cluster} for cluster in pred]
    parts = cluster_counts(gold, pred) + cluster_counts(second, second)
    whole = cluster_counts([*gold, *second], [*pred, *second])
    for name in ("muc", "b3", "ceafm", "ceafe", "lea", "coreference_links"):
        assert getattr(parts, name) == getattr(whole, name)


@MANY
@given(texts=st.lists(st.tuples(clusterings(), clusterings()), max_size=4))
def test_counts_are_added_at_once_as_one_by_one(texts):
    counts = [cluster_counts(gold, pred) for gold, pred in texts]
    assert added(counts) == sum(counts, ClusterCounts())


@MANY
@given(gold=clusterings(mentions=9, most=6), pred=clusterings(mentions=9, most=6))
def test_large_tables_are_assigned_part_by_part(gold, pred):
    whole = cluster_counts(gold, pred)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coreference, "_ONE_PART", 0)
        assert cluster_counts(gold, pred) == whole


@MANY
@given(gold=clusterings(), pred=clusterings())
def test_the_table_without_singletons_is_that_of_the_other_clusters(gold, pred):
    left = counts_of(without_singletons(overlaps(gold, pred)))
    assert left == cluster_counts(*([c for c in side if len(c) > 1] for side in (gold, pred)))


def noisy_text(random, mentions=30):
    gold, pred = {}, {}
    for mention in range(mentions):
        cluster = random.randrange(12)
        gold.setdefault(cluster, []).append(mention)
        pred.setdefault(cluster if random.random() < 0.75 else random.randrange(12), []).append(mention)
    return list(gold.values()), list(pred.values())


def test_many_texts_and_a_large_one_are_quick():
    random = Random(0)  # noqa: S311 - not for secrets
    texts = [noisy_text(random) for _ in range(1000)] + [noisy_text(random, 30_000)]
    before = time.process_time()
    total = sum((cluster_counts(*text) for text in texts), ClusterCounts())
    assert time.process_time() - before < 3  # 60,000 mentions, which take a tenth of that here
    assert total.ceafm.recall_denominator == 60_000
