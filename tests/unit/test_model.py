import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Attribution, Event, Mention, NumericClaim, Span
from hudna.values import Duration

OFFSETS = st.integers(0, 50)
SPANS = st.tuples(OFFSETS, st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_an_empty_or_reversed_span_cannot_be_made(start, end):
    with pytest.raises(ValueError, match="against 0 <= start < end"):
        Span(start, end)
    with pytest.raises(ValueError, match="against 0 <= start < end"):
        Mention(id="T1", type="GPE", start=start, end=end)


def test_spans_that_touch_do_not_overlap():
    assert Span(0, 3).overlap(Span(3, 5)) == 0
    assert Span(0, 3).overlap(Span(2, 5)) == 1


@given(SPANS, SPANS)
def test_overlap_counts_shared_code_points(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlap(other) == other.overlap(one) == len(shared)
    assert one.crosses(other) == (bool(shared) and one not in other and other not in one)


def test_types_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 5


def test_an_event_has_a_trigger():
    with pytest.raises(ValueError, match="no trigger fragment"):
        Event(id="E1", type="Life.Die", trigger=())


def test_every_fragment_has_a_surface_or_none_has():
    with pytest.raises(ValueError, match="different lengths"):
        Event(id="E1", type="Life.Die", trigger=(Span(0, 1), Span(3, 4)), trigger_text=("x",))


def test_only_realis_other_has_a_kind():
    with pytest.raises(ValueError, match="against realis OTHER"):
        Event(id="E1", type="Life.Die", trigger=(Span(0, 1),), realis="ACTUAL", realis_kind="PLANNED")


def test_a_link_of_attribution_has_a_source_or_a_cue():
    with pytest.raises(ValueError, match="neither source nor cue"):
        Attribution(source=None)


def claim(**fields):
    return NumericClaim(**{"id": "N1", "start": 3, "end": 9, "kind": "COUNT", "mod": "EXACT", **fields})


@pytest.mark.parametrize("part", ["number", "modifier", "unit"])
def test_the_parts_of_a_claim_lie_inside_it(part):
    with pytest.raises(ValueError, match=f"found {part} .* outside"):
        claim(**{part: Span(8, 10)})


@pytest.mark.parametrize(("kind", "value"), [("COUNT", Duration("P1D")), ("DURATION", Decimal(3))])
def test_a_value_fits_its_kind(kind, value):
    with pytest.raises(ValueError, match="against kind"):
        claim(kind=kind, value=value)
