from decimal import Decimal

import pytest

from hudna.comparisons import interval_of, logical
from hudna.model import NumericClaim
from hudna.values import parse_quantity


def claim(mod, value=None, low=None, high=None, kind="COUNT"):
    values = {name: text and parse_quantity(text) for name, text in (("value", value), ("low", low), ("high", high))}
    return NumericClaim(id="N1", start=0, end=9, kind=kind, mod=mod, **values)


EXACT_60 = claim("EXACT", "60", "60", "60")
EXACT_66 = claim("EXACT", "66", "66", "66")
EXACT_67 = claim("EXACT", "67", "67", "67")
ABOUT_60 = claim("APPROX", "60")
OVER_60 = claim("MORE_THAN", "60", "60")
AT_LEAST_60 = claim("EQUAL_OR_MORE", "60", "60")
UNDER_60 = claim("LESS_THAN", "60", None, "60")
AT_MOST_60 = claim("EQUAL_OR_LESS", "60", None, "60")
HUNDREDS = claim("VAGUE", None, "200", "999")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (EXACT_60, EXACT_60, "equal"),
        (OVER_60, OVER_60, "equal"),
        (EXACT_60, EXACT_66, "incompatible"),
        (EXACT_60, ABOUT_60, "compatible"),
        (EXACT_66, ABOUT_60, "compatible"),
        (EXACT_67, ABOUT_60, "incompatible"),
        (EXACT_60, OVER_60, "incompatible"),
        (EXACT_60, AT_LEAST_60, "compatible"),
        (EXACT_60, AT_MOST_60, "compatible"),
        (UNDER_60, OVER_60, "incompatible"),
        (UNDER_60, AT_LEAST_60, "incompatible"),
        (AT_MOST_60, AT_LEAST_60, "compatible"),
        (HUNDREDS, EXACT_60, "incompatible"),
        (HUNDREDS, OVER_60, "compatible"),
    ],
)
def test_logical_relations(one, other, relation):
    assert logical(one, other) == logical(other, one) == relation


def test_durations_compare_by_length():
    month = claim("EXACT", "P1M", "P1M", "P1M", kind="DURATION")
    more = claim("MORE_THAN", "P30D", "P30D", None, kind="DURATION")
    assert logical(month, more) == "compatible"
    assert interval_of(month).low == Decimal(2_629_800)


def test_claims_of_different_kinds_do_not_compare():
    with pytest.raises(ValueError, match="found a COUNT and a DURATION"):
        logical(EXACT_60, claim("EXACT", "P1M", "P1M", "P1M", kind="DURATION"))
