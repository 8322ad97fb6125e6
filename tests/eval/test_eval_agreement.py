"""Agreement of two annotations of the same texts: numbers by hand, and what holds for all."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from agreement_cases import CUE, A, B
from eval_cases import claim, corpora, event, mention, record
from hypothesis import given, settings

from hudna.model import Attribution, Stance
from hudna_eval.agreement.categories import CATEGORIES, kappa, labels
from hudna_eval.agreement.measures import agreement
from hudna_eval.scope import scored
from hudna_eval.sources.pairing import Pair

CONLL = (Fraction(2, 3) + Fraction(15, 28) + Fraction(8, 25)) / 3


def compared(*pairs):
    return agreement(Pair(gold=a, pred=b) for a, b in pairs)


def test_everything_by_hand():
    overall = compared((A, B))["overall"]
    # Both, only A, only B.
    assert {metric: tuple(row.values())[:3] for metric, row in overall["marked"].items()} == {
        "entities.strict": (4, 2, 2),
        "entities.boundary": (5, 1, 1),
        "events.ti": (2, 0, 0),
        "events.tc": (1, 1, 1),
        "events.ac+": (1, 0, 0),
        "events.frame_exact": (1, 1, 1),
        "claims.q": (2, 0, 0),
        "claims.qv": (2, 0, 0),
        "claims.qvm": (1, 1, 1),
        "claims.qvmu": (1, 1, 1),
        "claims.qvmua": (1, 1, 1),
        "claims.claim": (1, 1, 1),
        "claims.attribution": (1, 1, 1),
    }
    assert overall["marked"]["entities.strict"] == {"both": 4, "only_a": 2, "only_b": 2, "f1": 2 / 3}
    # Entities: A has ab, c and one elsewhere; B abc and one elsewhere. Recall and precision of MUC: 1/1, 1/2; of B³:
    # (1 + 1 + 1)/4, (2/3 + 2/3 + 1/3)/4; of CEAF-e, where ab and abc are 4/5 alike: 4/15, 4/10.
    assert overall["coreference"]["entity"] == {
        "muc": 2 / 3, "b3": 15 / 28, "ceafe": 8 / 25, "conll": float(CONLL),
    }  # fmt: skip
    # Events: one cluster of two against two of one. MUC finds no link; B³ 1/2, 2/2; CEAF-e 2/3, 1/3.
    assert overall["coreference"]["event"] == {"muc": 0, "b3": 2 / 3, "ceafe": 4 / 9, "conll": 10 / 27}
    found = {category: tuple(row.values())[:2] for category, row in overall["categories"].items()}
    assert found == {
        "mention.type": (5, 4),
        "mention.form": (2, 1),
        "timex.value": (2, 1),
        "timex.mod": (2, 1),
        "event.type": (2, 1),
        "event.polarity": (2, 2),
        "event.realis": (2, 1),
        "event.realis_kind": (1, 0),
        "claim.kind": (2, 2),
        "claim.mod": (2, 1),
        "claim.unit_norm": (2, 2),
        "claim.stance": (2, 1),
    }


def test_kappas_by_hand():
    categories = compared((A, B))["overall"]["categories"]
    # Polarity agrees throughout, by two labels. Chance gives 1/2 to the mod of claims: A has EXACT twice.
    assert categories["event.polarity"]["kappa"] == 1
    assert categories["claim.mod"]["kappa"] == 0
    assert categories["claim.kind"]["kappa"] is None  # all COUNT
    assert categories["event.realis_kind"]["kappa"] == 0  # one unit, two labels: nothing agrees, and none would
    # Types: A has GPE 2, ORG 1, DATE 2; B GPE 3, DATE 2. Observed 4/5, by chance (2·3 + 2·2) / 25: κ is 10/15.
    assert categories["mention.type"] == {
        "units": 5,
        "agreed": 4,
        "kappa": pytest.approx(2 / 3),
        "labels": {"GPE": {"GPE": 2}, "ORG": {"GPE": 1}, "DATE": {"DATE": 2}},
    }
    assert categories["claim.stance"]["labels"] == {"U": {"PS+": 1}, "none": {"none": 1}}


def test_types_articles_and_slots():
    second = [replace(side, article_id="002") for side in (B, B)]
    data = compared((A, B), second)
    assert data["by_type"]["entities.strict"]["GPE"] == {"both": 5, "only_a": 0, "only_b": 1, "f1": 10 / 11}
    assert data["by_type"]["events.tc"]["Life.Injure"] == {"both": 1, "only_a": 0, "only_b": 1, "f1": 2 / 3}
    assert sorted(data["by_type"]) == ["entities.strict", "events.ac+", "events.frame_exact", "events.tc"]
    assert sorted(data["by_article"]) == ["001/open", "002/open"]
    assert data["by_article"]["001/open"] == compared((A, B))["overall"]
    assert data["overall"]["marked"]["entities.strict"]["both"] == 4 + 6
    assert data["overall"]["categories"]["mention.type"]["units"] == 5 + 6
    assert data["overall"]["slots"]["claims.mod"] == {"correct": 3, "total": 4, "accuracy": 3 / 4}


def test_what_has_no_denominator_is_null():
    overall = compared((record(), record()))["overall"]
    assert {row["f1"] for row in overall["marked"].values()} == {None}
    assert {row["kappa"] for row in overall["categories"].values()} == {None}
    assert {rate for scores in overall["coreference"].values() for rate in scores.values()} == {None}
    assert {row["accuracy"] for row in overall["slots"].values()} == {None}


def units(a, b):
    return labels(*(scored(record(**side), ()) for side in (a, b)))


def test_events_on_one_trigger_are_paired_by_type_first():
    def said(*types):
        return {"events": [event(f"E{i}", type_, (0, 2), polarity="POS") for i, type_ in enumerate(types)]}

    found = units(said("Life.Die", "Life.Injure"), said("Life.Injure", "Conflict.Attack"))
    assert found["event.type"] == Counter({("Life.Injure", "Life.Injure"): 1, ("Life.Die", "Conflict.Attack"): 1})


def test_stance_is_judged_on_sources_that_both_name_or_either_is_sure_of():
    def said(chain, stances):
        number = claim(
            0, 2, "44",
            attribution=tuple(Attribution(source=source, cue=CUE) for source in chain),
            stance=tuple(Stance(source=source, value=value) for source, value in stances),
        )  # fmt: skip
        return {"claims": [number], "mentions": [mention(10, 12, id_="S"), mention(13, 15, id_="R")]}

    assert units(said("SR", ()), said("R", ()))["claim.stance"] == Counter({("none", "none"): 1})
    assert units(said("S", [("S", "U")]), said("R", ()))["claim.stance"] == Counter({("U", "none"): 1})
    assert units(said("", ()), said("", [("R", "PS+")]))["claim.stance"] == Counter({("none", "PS+"): 1})


def test_kappa_of_counts():
    assert kappa({}) is None
    assert kappa({("X", "X"): 5}) is None
    assert kappa({("X", "X"): 1, ("Y", "Y"): 1}) == 1
    # Observed 35/50, by chance (25·30 + 25·20) / 2500 (the example of Wikipedia's article on Cohen's κ).
    table = {("Y", "Y"): 20, ("Y", "N"): 5, ("N", "Y"): 10, ("N", "N"): 15}
    assert kappa(table) == pytest.approx(0.4)


@settings(max_examples=30, deadline=None)
@given(a=corpora(2), b=corpora(2))
def test_it_is_the_same_from_both_sides(a, b):
    there, back = (compared(*zip(*sides, strict=True))["overall"] for sides in ((a, b), (b, a)))
    for metric, row in there["marked"].items():
        other = back["marked"][metric]
        assert (row["f1"], row["only_a"], row["only_b"]) == (other["f1"], other["only_b"], other["only_a"])
    assert there["coreference"] == back["coreference"]
    for category in CATEGORIES:
        one, other = there["categories"][category], back["categories"][category]
        assert (one["units"], one["agreed"]) == (other["units"], other["agreed"])
        assert one["kappa"] == (None if other["kappa"] is None else pytest.approx(other["kappa"]))


@settings(max_examples=20, deadline=None)
@given(a=corpora(2))
def test_whoever_agrees_agrees_fully(a):
    overall = compared(*zip(a, a, strict=True))["overall"]
    assert {row["f1"] for row in overall["marked"].values()} <= {None, 1}
    assert {row["kappa"] for row in overall["categories"].values()} <= {None, 1}
    assert {rate for scores in overall["coreference"].values() for rate in scores.values()} <= {None, 1}
