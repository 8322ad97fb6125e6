"""nervaluate 1.2.1: the same counts where nothing is to choose, and what its greedy order does elsewhere.

It takes ends as inclusive, so parity is on spans handed over as [start, end - 1]. Deviations, each asserted below:
predictions take the first free gold mention in the order of input, so that order changes the score, and a prediction
that is wrong can take a mention from one that is right; half-open spans that touch count as overlapping; what has a
type outside the given list leaves the denominators; an empty first document raises IndexError; 0 for undefined rates.
"""

import numpy as np
import pytest
from parity_cases import HINT, TYPES, any_spans, flat_spans, mention, near, rate, rates, score, seeded

from hudna_eval.entities.align import align
from hudna_eval.views import SchemaCounts
from hudna_eval.views.schemas import schema_counts

nervaluate = pytest.importorskip("nervaluate", reason=f"nervaluate is {HINT}")

SCHEMAS = ("strict", "exact", "partial", "ent_type")


def evaluated(golds, preds, *, inclusive=True, tags=TYPES):
    def plain(own):
        return [{"label": m.type, "start": m.start, "end": m.end - inclusive} for m in own]

    evaluator = nervaluate.Evaluator(list(map(plain, golds)), list(map(plain, preds)), tags=list(tags), loader="dict")
    return evaluator.evaluate()["overall"]


def theirs(result):
    return SchemaCounts(
        cor=result.correct, inc=result.incorrect, par=result.partial, mis=result.missed, spu=result.spurious
    )


def ours(golds, preds, schema):
    counts = (schema_counts(align(gold, pred), schema) for gold, pred in zip(golds, preds, strict=True))
    return sum(counts, SchemaCounts())


def only_pairs(gold, pred):
    """Whether no mention overlaps two of the other side, so that there is nothing to choose."""
    overlaps = np.array([[bool(g.span.overlap(p.span)) for p in pred] for g in gold]).reshape(len(gold), len(pred))
    return (overlaps.sum(axis=0) <= 1).all() and (overlaps.sum(axis=1) <= 1).all()


def test_strict_and_exact_on_flat_mentions():
    """Sides that overlap nothing of their own: no wrong prediction can take a gold mention that another one hits."""
    rng = seeded(1)
    for _ in range(300):
        golds, preds = ([flat_spans(rng) for _ in range(4)] for _ in range(2))
        found = evaluated(golds, preds)
        for schema, metric in (("strict", "entities.strict"), ("exact", "entities.boundary")):
            peer, own = theirs(found[schema]), ours(golds, preds, schema)
            assert (peer.cor, peer.actual, peer.possible) == (own.cor, own.actual, own.possible)
            assert rates(score(metric, golds, preds)) == pytest.approx(rates(own))
            assert (found[schema].precision, found[schema].recall) == pytest.approx(
                (rate(own.precision), rate(own.recall))
            )


def test_all_schemas_where_nothing_is_to_choose():
    rng = seeded(2)
    drawn = [(gold, near(rng, gold)) for gold in (flat_spans(rng) for _ in range(4000))]
    documents = [(gold, pred) for gold, pred in drawn if only_pairs(gold, pred)]
    assert len(documents) > 1000
    for gold, pred in documents:
        found = evaluated([gold], [pred])
        for schema in SCHEMAS:
            peer, own = found[schema], ours([gold], [pred], schema)
            assert theirs(peer) == own
            assert (peer.precision, peer.recall, peer.f1) == pytest.approx(rates(own))
    found = evaluated(*zip(*documents, strict=True))
    assert all(theirs(found[schema]) == ours(*zip(*documents, strict=True), schema) for schema in SCHEMAS)


def test_exploit_1_by_hand():
    """A prediction that is wrong takes the gold mention, and the right one after it is spurious."""
    gold, right, wrong = mention(0, 4), mention(0, 4), mention(1, 5, "ORG")
    assert theirs(evaluated([[gold]], [[right, wrong]])["strict"]) == SchemaCounts(cor=1, spu=1)
    assert theirs(evaluated([[gold]], [[wrong, right]])["strict"]) == SchemaCounts(inc=1, spu=1)
    assert ours([[gold]], [[wrong, right]], "strict") == SchemaCounts(cor=1, spu=1)


def test_exploit_1_on_random_documents():
    """On many documents the peer's counts change with the order of predictions; they never exceed the optimum."""
    rng = seeded(3)
    changed = 0
    for _ in range(1000):
        gold = any_spans(rng)
        pred = [*any_spans(rng), *(kept for kept in gold if rng.random() < 0.5)]
        there, back = (evaluated([gold], [order]) for order in (pred, pred[::-1]))
        changed += any(theirs(there[schema]) != theirs(back[schema]) for schema in SCHEMAS)
        for schema in SCHEMAS:
            own = ours([gold], [pred], schema)
            assert own == ours([gold], [pred[::-1]], schema)
        for schema in ("strict", "exact"):
            own = ours([gold], [pred], schema)
            assert max(theirs(there[schema]).cor, theirs(back[schema]).cor) <= own.cor
    assert changed > 100


def test_with_the_right_predictions_first_the_peer_is_strict():
    """In the best order for it, the peer finds the multiset intersection, as `entities.strict` always does."""
    rng = seeded(4)
    for _ in range(1000):
        gold = any_spans(rng)
        right = [kept for kept in gold if rng.random() < 0.5]
        wrong = [m for m in any_spans(rng) if (m.type, m.start, m.end) not in {(g.type, g.start, g.end) for g in gold}]
        peer, own = theirs(evaluated([gold], [[*right, *wrong]])["strict"]), ours([gold], [[*right, *wrong]], "strict")
        assert (peer.cor, peer.actual, peer.possible) == (own.cor, own.actual, own.possible)
        assert own.cor == len(right)


def test_exploit_3_spans_that_touch():
    gold, pred = mention(0, 5), mention(5, 9)
    assert theirs(evaluated([[gold]], [[pred]], inclusive=False)["partial"]) == SchemaCounts(par=1)
    assert ours([[gold]], [[pred]], "partial") == SchemaCounts(mis=1, spu=1)
    assert theirs(evaluated([[gold]], [[pred]])["partial"]) == SchemaCounts(mis=1, spu=1)


def test_exploit_6_types_outside_the_list_vanish():
    gold, pred = [mention(0, 4)], [mention(0, 4), *(mention(10 + i, 11 + i, "NEVER") for i in range(8))]
    assert evaluated([gold], [pred], tags=("GPE",))["strict"].precision == 1
    assert score("entities.strict", [gold], [pred]).precision == 1 / 9


def test_exploit_14_an_empty_first_document():
    nothing, plain = [], [{"label": "GPE", "start": 0, "end": 3}]
    with pytest.raises(IndexError):
        nervaluate.Evaluator([nothing, plain], [nothing, plain], tags=["GPE"])
    assert score("entities.strict", [[], [mention(0, 4)]], [[], [mention(0, 4)]]).f1 == 1
