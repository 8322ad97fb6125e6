"""What keeps crowded articles quick gives the same as what is plain and slow."""

import time
from collections import Counter
from itertools import combinations, permutations, product

import numpy as np
import pytest
from eval_cases import CLUSTERS, TEXT, TYPES, claim, event, mention_lists, record, spans
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Span, Zone
from hudna.values import Duration
from hudna_eval.claims.frames import claim_frames
from hudna_eval.claims.tolerance import RULES, tolerant, within
from hudna_eval.coreference import metrics as coreference
from hudna_eval.entities import overlap_join
from hudna_eval.entities.clitics import CliticMatch
from hudna_eval.events.alignment import _shared_and_united, shared_characters, united_characters
from hudna_eval.events.argument_variants import KEYS, by_clitic
from hudna_eval.matching import multiplicities
from hudna_eval.matching.assignment import FORBIDDEN, equal_pairs, first_best, overlap_components
from hudna_eval.matching.first_best import Candidates, best
from hudna_eval.matching.sparse import best_pairs, connected_parts, largest_matching, size_of_largest_matching
from hudna_eval.mistakes.mistake import Place
from hudna_eval.scope import scored

SOME = settings(max_examples=60, deadline=None)


def matchings(rows, columns):
    """Every way to give each row a column of its own, or none (which is the last), in the order of preference."""
    choices = product(range(columns + 1), repeat=rows)
    return (own for own in choices if max(Counter(c for c in own if c < columns).values(), default=1) == 1)


@st.composite
def tables(draw, largest=4, weight=3):
    rows, columns = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    cells = st.integers(FORBIDDEN, weight)
    return np.array(draw(st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))


def total(table, own):
    padded = np.hstack([table, np.zeros((len(table), 1), dtype=np.int64)])
    worth = [int(padded[row, column]) for row, column in enumerate(own)]
    return None if FORBIDDEN in worth else sum(worth)


@settings(max_examples=300, deadline=None)
@given(table=tables())
def test_the_first_of_the_best_assignments_is_that_of_brute_force(table):
    rows, columns = table.shape
    allowed = [own for own in matchings(rows, columns) if total(table, own) is not None]
    expected = max(allowed, key=lambda own: total(table, own))  # the first of several
    assert sorted(first_best(table)) == [(row, column) for row, column in enumerate(expected) if column < columns]


@SOME
@given(table=tables(largest=8, weight=2))
def test_any_of_the_best_has_the_same_total(table):
    row, column = np.nonzero(table > FORBIDDEN)
    rows, columns = (np.unique(side, return_inverse=True)[1] for side in (row, column))
    taken = best(Candidates(row=rows, column=columns, weight=table[row, column])) if len(row) else []
    assert int(table[row, column][taken].sum()) == sum(int(table[edge]) for edge in first_best(table))


@pytest.mark.parametrize("ties", [True, False])
def test_a_large_table_is_quick(ties):
    distance = np.abs(np.subtract.outer(np.arange(400), np.arange(400)))
    before = time.process_time()
    pairs = list(first_best(np.ones_like(distance) if ties else 1000 - distance))
    assert time.process_time() - before < 10  # which takes a tenth of that here
    assert pairs == [(i, i) for i in range(400)]


@SOME
@given(golds=st.lists(spans(20), max_size=7), preds=st.lists(spans(20), max_size=7))
def test_components_are_those_of_the_graph(golds, preds):
    golds, preds = [Span(*ends) for ends in golds], [Span(*ends) for ends in preds]
    edges = [(i, j) for i, g in enumerate(golds) for j, p in enumerate(preds) if g.overlap(p)]
    expected = sorted((sorted({i for i, _ in part}), sorted({j for _, j in part})) for part in connected_parts(edges))
    found = overlap_components(golds, preds, range(len(golds)), range(len(preds)))
    assert sorted(found) == expected


@SOME
@given(edges=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_parts_are_connected_and_apart(edges):
    parts = connected_parts(edges)
    assert sorted(edge for part in parts for edge in part) == sorted(edges)
    for one, other in combinations(parts, 2):
        assert {i for i, _ in one}.isdisjoint(i for i, _ in other)
        assert {j for _, j in one}.isdisjoint(j for _, j in other)
    for part in parts:
        reached = {part[0]}
        while new := {e for e in part for r in reached if e[0] == r[0] or e[1] == r[1]} - reached:
            reached |= new
        assert reached == set(part)


EDGES = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 3), min_size=1)


@SOME
@given(weights=EDGES, data=st.data())
def test_pairs_in_numbers_earn_what_pairs_one_by_one_do(weights, data):
    golds, preds = (
        {key: data.draw(st.integers(1, 5)) for key in sorted({edge[side] for edge in weights})} for side in (0, 1)
    )
    copies = {
        (10 * i + a, 10 * j + b): worth
        for (i, j), worth in weights.items()
        for a in range(golds[i])
        for b in range(preds[j])
    }
    expected = sum(copies[pair] for pair in best_pairs(copies))
    assert multiplicities.greatest_total(weights, golds, preds) == expected
    assert multiplicities._in_numbers(weights, golds, preds) == expected


def test_ten_thousand_of_a_kind_are_paired_in_numbers():
    weights = {(0, 0): 2, (0, 1): 3, (1, 1): 2}
    before = time.process_time()
    # 10,000 of the first go to the second, unless what that leaves to the others is worth more: 2 + 2 beats 3 + 0.
    assert multiplicities.greatest_total(weights, {0: 10_000, 1: 10_000}, {0: 10_000, 1: 10_000}) == 40_000
    assert time.process_time() - before < 5


@SOME
@given(groups=st.lists(st.tuples(st.integers(1, 70), st.integers(0, 70)), min_size=2, max_size=4))
def test_golds_that_share_their_candidates_are_matched_in_groups(groups):
    neighbours, golds, preds = {}, 0, 0
    for many, few in groups:
        shared = list(range(preds, preds + few))
        neighbours |= dict.fromkeys(range(golds, golds + many), shared)
        golds, preds = golds + many, preds + few
    found = largest_matching(neighbours)
    assert len(found) == len(set(found.values())) == sum(min(group) for group in groups)
    assert all(pred in neighbours[gold] for gold, pred in found.items())


@SOME
@given(table=tables(largest=4, weight=0))
def test_the_size_of_a_matching_is_that_of_brute_force(table):
    allowed = table > FORBIDDEN
    few = allowed if len(allowed) <= len(allowed.T) else allowed.T
    expected = max(
        sum(few[row, column] for row, column in enumerate(own)) for own in permutations(range(few.shape[1]), len(few))
    )
    assert size_of_largest_matching(allowed) == expected


@SOME
@given(intervals=st.lists(spans(12), max_size=20))
def test_holders_are_counted_as_they_are_listed(intervals):
    starts, ends = np.array(sorted(intervals), dtype=np.int64).reshape(-1, 2).T
    expected = [
        sum(s <= start and end <= e and (s, e) != (start, end) for s, e in intervals)
        for start, end in sorted(intervals)
    ]
    assert overlap_join.holders(starts, ends).tolist() == expected
    assert overlap_join._holders_counted(starts, ends).tolist() == expected


def test_a_hundred_thousand_nested_intervals_are_counted():
    starts = np.arange(100_000)
    assert overlap_join.holders(starts, 200_000 - starts).tolist() == starts.tolist()


@SOME
@given(data=st.data())
def test_shared_characters_of_many_are_those_of_each(data):
    triggers = st.lists(spans(20), min_size=1, max_size=4).map(lambda ends: tuple(sorted({Span(*own) for own in ends})))
    golds, preds = (data.draw(st.lists(triggers, min_size=1, max_size=4)) for _ in range(2))
    shared, united = _shared_and_united(golds, preds)
    assert shared.tolist() == [[shared_characters(gold, pred) for pred in preds] for gold in golds]
    assert united.tolist() == [[united_characters(gold, pred) for pred in preds] for gold in golds]


@SOME
@given(sides=st.lists(st.lists(st.sampled_from(("44", "44.0", None, "P1D", "PT24H", "12"))), min_size=2, max_size=2))
def test_equal_values_are_equal(sides):
    values = [[claim(0, 1, v, kind="DURATION" if v and v[0] == "P" else "COUNT").value for v in side] for side in sides]
    expected = [[gold == pred for pred in values[1]] for gold in values[0]]
    assert equal_pairs(*values).tolist() == expected


NUMBERS = ("100", "99", "101", "98", "110", "0", "-100", "100.5", None)
LENGTHS = ("P1D", "PT24H", "PT23H", "P30D", "P1M", None)


@st.composite
def claims_on_one_span(draw):
    made = []
    for i in range(draw(st.integers(0, 5))):
        kind, values = draw(st.sampled_from((("COUNT", NUMBERS), ("DURATION", LENGTHS))))
        value, low = (draw(st.sampled_from(values)) for _ in range(2))
        bound = None if low is None else Duration(low) if kind == "DURATION" else claim(0, 1, low).value
        made.append(
            claim(0, 3, value, kind=kind, mod=draw(st.sampled_from(("EXACT", "APPROX"))), low=bound, id_=f"N{i}")
        )
    return claim_frames(record(), made)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@SOME
@given(gold=claims_on_one_span(), pred=claims_on_one_span())
def test_tolerance_by_ranks_is_tolerance_by_comparison(rule, gold, pred):
    values = {i: [j for j, p in enumerate(pred) if within(g.value, p.value, rule(g))] for i, g in enumerate(gold)}
    bounds = {
        i: [
            j
            for j in near
            if gold[i].mod == pred[j].mod and within(gold[i].interval[0], pred[j].interval[0], rule(gold[i]))
        ]
        for i, near in values.items()
    }
    assert tolerant("claims.qv", gold, pred, rule).tp == len(largest_matching(values))
    assert tolerant("claims.qvm", gold, pred, rule).tp == len(largest_matching(bounds))


@SOME
@given(gold=mention_lists(length=30), pred=mention_lists(length=30, prefix="P"), metric=st.sampled_from(sorted(KEYS)))
def test_fillers_up_to_clitics_are_those_of_all_pairs(gold, pred, metric):
    def side(mentions):
        filled = event("E", "X", (0, 1), args=[("A", m.id) for m in mentions] + [("A", m.id) for m in mentions[:1]])
        return scored(record(mentions=mentions, events=[filled]), ())

    golds, preds = side(gold), side(pred)
    match = CliticMatch(text=TEXT, gold=gold)
    fillers, others = ([f[0] for _, f in own.frames[0].arguments] for own in (golds, preds))
    equal = Counter(fillers) & Counter(others)
    left, free = list((Counter(fillers) - equal).elements()), list((Counter(others) - equal).elements())
    near = {i: [j for j, o in enumerate(free) if match.difference(f, o) is not None] for i, f in enumerate(left)}
    expected = equal.total() + len(largest_matching(near))
    assert by_clitic(metric, golds.frames, preds.frames, match).tp == expected


@SOME
@given(
    items=st.lists(st.tuples(spans(8), st.sampled_from(TYPES), CLUSTERS, CLUSTERS), max_size=12),
    limit=st.sampled_from((0, 10**6)),
)
def test_clusters_are_assigned_alike_as_a_table_and_without(items, limit):
    golds, preds = ({}, {})
    for i, (_, _, gold, pred) in enumerate(items):
        golds.setdefault(gold or f"g{i}", []).append(i)
        preds.setdefault(pred or f"p{i}", []).append(i)
    expected = coreference.cluster_counts(golds.values(), preds.values())
    before, coreference._AS_TABLE = coreference._AS_TABLE, limit
    try:
        found = coreference.cluster_counts(golds.values(), preds.values())
    finally:
        coreference._AS_TABLE = before
    assert (found.ceafm, found.ceafe) == (expected.ceafm, expected.ceafe)


@SOME
@given(zones=st.lists(spans(20), max_size=4), mentions=mention_lists(length=20))
def test_what_touches_a_zone_is_left_out(zones, mentions):
    zones = [Zone(type="FURNITURE", start=start, end=end) for start, end in zones]
    expected = [m for m in mentions if not any(m.span.overlap(zone.span) for zone in zones)]
    assert list(scored(record(mentions=mentions), zones).mentions) == expected


def test_a_long_surface_is_shown_without_its_middle():
    place = Place(id="T1", label="X", spans=(Span(0, 1),), text="a" * 100 + "b" * 800 + "c" * 100)
    assert place.text == "a" * 100 + " … " + "c" * 100
    assert Place(id="T1", label="X", spans=(Span(0, 1),), text="a" * 200).text == "a" * 200
