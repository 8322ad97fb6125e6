"""The four schemas of nervaluate on our alignment: the table of the task by hand, and identities."""

from fractions import Fraction

import pytest
from eval_cases import mention, mention_lists
from hypothesis import given, settings

from hudna_eval.entities.align import align
from hudna_eval.views import SchemaCounts
from hudna_eval.views.schemas import schema_counts

SCHEMAS = ("strict", "exact", "partial", "ent_type")
CORRECT = SchemaCounts(cor=1)


def of(schema, gold, pred):
    return schema_counts(align(gold, pred), schema)


@pytest.mark.parametrize(
    ("gold", "pred", "expected"),
    [
        ([], [mention(0, 4)], [SchemaCounts(spu=1)] * 4),
        ([mention(0, 4)], [], [SchemaCounts(mis=1)] * 4),
        ([mention(0, 4)], [mention(0, 4)], [CORRECT] * 4),
        ([mention(0, 4)], [mention(4, 8)], [SchemaCounts(mis=1, spu=1)] * 4),
        ([mention(0, 4)], [mention(0, 5)], [SchemaCounts(inc=1), SchemaCounts(inc=1), SchemaCounts(par=1), CORRECT]),
        ([mention(0, 4)], [mention(0, 4, "ORG")], [SchemaCounts(inc=1), CORRECT, CORRECT, SchemaCounts(inc=1)]),
        (
            [mention(0, 4)],
            [mention(1, 5, "ORG")],
            [SchemaCounts(inc=1), SchemaCounts(inc=1), SchemaCounts(par=1), SchemaCounts(inc=1)],
        ),
    ],
)
def test_the_scenarios_of_the_task(gold, pred, expected):
    assert [of(schema, gold, pred) for schema in SCHEMAS] == expected


def test_rates_by_hand():
    counts = SchemaCounts(cor=3, inc=1, par=2, mis=4, spu=1)
    assert (counts.actual, counts.possible) == (7, 10)
    assert (counts.precision, counts.recall, counts.f1) == (4 / 7, 4 / 10, 8 / 17)
    assert counts + counts == SchemaCounts(cor=6, inc=2, par=4, mis=8, spu=2)
    assert counts.numbers() == {"cor": 3, "inc": 1, "par": 2, "mis": 4, "spu": 1}


def test_undefined_rates():
    nothing = SchemaCounts()
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    missed = SchemaCounts(mis=1)
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)


@settings(max_examples=60, deadline=None)
@given(gold=mention_lists(max_size=8), pred=mention_lists(max_size=8))
def test_identities(gold, pred):
    counts = {schema: of(schema, gold, pred) for schema in SCHEMAS}
    for schema, own in counts.items():
        assert (own.possible, own.actual) == (len(gold), len(pred))
        assert (own.mis, own.spu) == (counts["strict"].mis, counts["strict"].spu)
        turned, mirrored = of(schema, gold[::-1], pred[::-1]), of(schema, pred, gold)
        assert turned == own
        assert mirrored.cor == own.cor
        if own.precision and own.recall:
            p, r = (Fraction(2 * own.cor + own.par, 2 * size) for size in (own.actual, own.possible))
            assert own.f1 == float(2 * p * r / (p + r))
    assert counts["strict"].cor <= counts["exact"].cor == counts["partial"].cor
    assert counts["strict"].cor <= counts["ent_type"].cor
    assert counts["partial"].inc == counts["exact"].par == 0
