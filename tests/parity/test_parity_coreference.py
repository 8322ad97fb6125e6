"""Coreference against neleval 3.1.1 (counts), scorch 0.2.0 (BLANC, CoNLL average), metametric 0.2.1, scikit-learn.

None of them has LEA; `test_parity_definitions` has its definition. Deviations, each asserted below: all of them give 0
where there is nothing to divide by, this harness None (metametric divides by zero there); scorch, as the last version
of the reference scorer, drops a kind of link from BLANC as soon as gold lacks it; metametric takes the mean over
documents where this harness adds their counts.
"""

import numpy as np
import pytest
from parity_cases import HINT, clusterings, rate, seeded
from sklearn.metrics.cluster import pair_confusion_matrix

from hudna_eval.coreference.metrics import ClusterCounts, cluster_counts
from hudna_eval.coreference.ratios import Ratio

CASES = 1500


def drawn(seed):
    rng = seeded(seed)
    for index in range(CASES):
        yield clusterings(rng, mentions=3 + index % 9, clusters=1 + index % 5)


def ours(gold, pred):
    return {
        name: (rate(score.recall), rate(score.precision), rate(score.f1))
        for name, score in cluster_counts(gold, pred).scores().items()
    }


def test_counts_of_neleval(monkeypatch):
    """Numerators and denominators one by one: (precision, its denominator, recall, its denominator) there."""
    monkeypatch.setattr(np, "int", int, raising=False)  # its own assignment, older than NumPy 1.24, still asks for it
    peer = pytest.importorskip("neleval.coref_metrics", reason=f"neleval is {HINT}")
    metrics = {
        "muc": peer.muc,
        "b3": peer.b_cubed,
        "ceafm": peer.mention_ceaf,
        "ceafe": peer.entity_ceaf,
        "coreference_links": peer.pairwise,
        "non_coreference_links": peer.pairwise_negative,
    }
    for gold, pred in drawn(1):
        if not gold or not pred:
            continue  # scipy has no sparse matrix without columns
        counts = cluster_counts(gold, pred)
        for name, metric in metrics.items():
            own = getattr(counts, name)
            expected = metric(dict(enumerate(gold)), dict(enumerate(pred)))
            found = own.precision_numerator, own.precision_denominator, own.recall_numerator, own.recall_denominator
            assert tuple(map(float, found)) == pytest.approx(tuple(map(float, expected))), (name, gold, pred)


def test_rates_of_scorch():
    peer = pytest.importorskip("scorch.scores", reason=f"scorch is {HINT}")
    metrics = {"muc": peer.muc, "b3": peer.b_cubed, "ceafm": peer.ceaf_m, "ceafe": peer.ceaf_e}
    for gold, pred in drawn(2):
        found = ours(gold, pred)
        if not set().union(*gold) & set().union(*pred):  # the peer fails on CEAF of 0, a harmonic mean of NumPy zeros
            assert all(found[name] == (0, 0, 0) for name in metrics)
            continue
        for name, metric in metrics.items():
            if name == "muc" and 0 in (links(gold), links(pred)):
                continue  # see below
            assert found[name] == pytest.approx(metric(gold, pred)), (name, gold, pred)


def test_muc_without_links():
    """A side of singletons alone: its rate is undefined, and the other is 0."""
    peer = pytest.importorskip("scorch.scores", reason=f"scorch is {HINT}")
    assert peer.muc([{1}, {2}], [{1, 2}]) == (0, 0, 0)
    muc = cluster_counts([{1}, {2}], [{1, 2}]).muc
    assert (muc.recall, muc.precision, muc.f1) == (None, 0, 0)


def test_blanc_of_scorch():
    """Equal where gold has links of both kinds; where it lacks a kind that pred has, the peer passes over it."""
    peer = pytest.importorskip("scorch.scores", reason=f"scorch is {HINT}")
    compared = 0
    for gold, pred in drawn(3):
        if 0 not in (links(gold), links_between(gold)):
            compared += 1
            assert ours(gold, pred)["blanc"] == pytest.approx(peer.blanc(gold, pred)), (gold, pred)
    assert compared > CASES / 2
    singletons, one, two = [{1}, {2}, {3}, {4}], [{1, 2}, {3}, {4}], [{1, 2}, {3, 4}]
    assert peer.blanc(singletons, one)[1] == peer.blanc(singletons, two)[1] == 1  # linking singletons is precise there
    assert ours(singletons, one)["blanc"][1] == ours(singletons, two)["blanc"][1] == 1 / 2


def test_conll_average_of_scorch():
    peer = pytest.importorskip("scorch.scores", reason=f"scorch is {HINT}")
    for gold, pred in drawn(4):
        if 0 not in (links(gold), links(pred)) and set().union(*gold) & set().union(*pred):
            assert ours(gold, pred)["conll"][2] == pytest.approx(peer.conll2012(gold, pred))


def metametric_scores(pairs):
    suite = pytest.importorskip("metametric.metrics.coref", reason=f"metametric is {HINT}").coref_suite.new()
    ie = pytest.importorskip("metametric.structures.ie", reason=f"metametric is {HINT}")

    def entities(clusters):
        return ie.EntitySet([ie.Entity([ie.Mention(one, one + 1) for one in sorted(own)]) for own in clusters])

    for gold, pred in pairs:
        suite.update_single(entities(pred), entities(gold))
    found = suite.compute()
    names = {"muc": "muc", "b3": "b_cubed", "ceafe": "ceaf_phi4"}
    return {
        own: tuple(float(found[f"{name}-{part}"]) for part in ("recall", "precision", "f1"))
        for own, name in names.items()
    } | {"conll": float(found["avg-f1"])}


def test_links_of_scikit_learn():
    """Links within and between clusters of the same mentions, by its confusion matrix of pairs (both orders)."""
    rng = seeded(6)
    for _ in range(CASES):
        homes = rng.integers(0, 4, size=(2, int(rng.integers(1, 10)))).tolist()
        gold, pred = ([{m for m, home in enumerate(side) if home == one} for one in set(side)] for side in homes)
        (apart, joined), (split, linked) = (pair_confusion_matrix(*homes) // 2).tolist()
        counts = cluster_counts(gold, pred)
        assert counts.coreference_links == Ratio(linked, linked + split, linked, linked + joined)
        assert counts.non_coreference_links == Ratio(apart, apart + joined, apart, apart + split)


def test_rates_of_metametric():
    for index, (gold, pred) in enumerate(drawn(5)):
        if index % 4 or 0 in (links(gold), links(pred)):
            continue  # slow; and see below
        found, peer = ours(gold, pred), metametric_scores([(gold, pred)])
        for name in ("muc", "b3", "ceafe"):
            assert found[name] == pytest.approx(peer[name]), (name, gold, pred)
        assert found["conll"][2] == pytest.approx(peer["conll"])


def test_metametric_divides_by_zero_without_links():
    with pytest.raises(ZeroDivisionError):
        metametric_scores([([{1}, {2}], [{1}, {2}])])
    assert cluster_counts([{1}, {2}], [{1}, {2}]).muc.f1 is None


def test_exploit_15_metametric_takes_the_mean_over_documents():
    """A document of two mentions weighs as much there as one of eight."""
    small, large = ([{1, 2}], [{1, 2}]), ([{1, 2, 3, 4}, {5, 6, 7, 8}], [{1, 2}, {3, 4}, {5, 6}, {7, 8}])
    apart = [cluster_counts(*pair).b3.recall for pair in (small, large)]
    together = sum((cluster_counts(*pair) for pair in (small, large)), ClusterCounts()).b3.recall
    assert metametric_scores([small, large])["b3"][0] == pytest.approx(sum(apart) / 2) == 0.75
    assert together == (2 + 4) / 10


def links(clusters):
    return sum(len(own) - 1 for own in clusters)


def links_between(clusters):
    return len(clusters) - 1 if clusters else 0
