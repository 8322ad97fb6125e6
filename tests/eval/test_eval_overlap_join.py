"""Overlaps of many intervals at once, and the assignment within their connected parts, against brute force."""

from fractions import Fraction

import numpy as np
import pytest
from eval_cases import mention, mention_lists
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.entities.overlap_join import holders, overlapping, starting_in
from hudna_eval.entities.pairs import found_among, pair_mentions
from hudna_eval.entities.span_table import span_tables
from hudna_eval.matching import components as component_matching
from hudna_eval.matching.components import best_edges, components, largest_edges
from hudna_eval.matching.listed import _matchings, number_of_matchings

MANY = settings(max_examples=100, deadline=None)
INTERVALS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6)), max_size=7).map(
    lambda drawn: sorted((start, start + length) for start, length in drawn)
)


def columns(intervals):
    return [np.array([ends[side] for ends in intervals], dtype=np.int64) for side in (0, 1)]


def pairs_of(found):
    return list(zip(*(side.tolist() for side in found), strict=True))


@MANY
@given(ones=INTERVALS, others=INTERVALS)
def test_intervals_that_share_a_point(ones, others):
    expected = [
        (i, j) for i, (a, b) in enumerate(ones) for j, (c, d) in enumerate(others) if max(a, c) < min(b, d)
    ]  # fmt: skip
    assert pairs_of(overlapping(*columns(ones), *columns(others))) == expected


@MANY
@given(ones=INTERVALS, points=st.lists(st.integers(0, 12), max_size=7).map(sorted))
def test_points_in_intervals(ones, points):
    expected = [(i, k) for i, (a, b) in enumerate(ones) for k, point in enumerate(points) if a <= point < b]
    assert pairs_of(starting_in(*columns(ones), np.array(points, dtype=np.int64))) == expected


@MANY
@given(ones=INTERVALS)
def test_intervals_that_hold_others(ones):
    expected = [sum(a <= start and end <= b and (a, b) != (start, end) for a, b in ones) for start, end in ones]
    assert holders(*columns(ones)).tolist() == expected


@MANY
@given(keys=st.lists(st.integers(0, 4), max_size=8), others=st.lists(st.integers(0, 4), max_size=8))
def test_keys_are_found_one_to_one_and_the_first_of_equal_ones(keys, others):
    keys, left = sorted(keys), list(others)
    expected = []
    for key in keys:
        expected.append(key in left)
        if key in left:
            left.remove(key)
    assert found_among(*(np.array(side, dtype=np.int64) for side in (keys, sorted(others)))).tolist() == expected


def test_rows_are_in_text_order_article_by_article():
    gold = [[mention(5, 9, id_="b"), mention(5, 9, id_="a"), mention(0, 9)], [], [mention(0, 2, "ORG")]]
    types, table, pred = span_tables(gold, [[], [mention(0, 1, "LOC")], []])
    assert types == ("GPE", "LOC", "ORG")
    assert [m.id for m in table.of(np.arange(4))] == ["T0-9-GPE", "a", "b", "T0-2-ORG"]
    assert table.article.tolist() == [0, 0, 0, 2]
    assert (table.first - table.start).tolist() == [0, 0, 0, 20]  # ten apart, since the last offset is 9
    assert (len(pred), pred.article.tolist(), pred.type.tolist()) == (1, [1], [1])


def test_articles_of_both_sides_must_be_the_same():
    with pytest.raises(ValueError, match=r"^found 1 predicted articles against 2$"):
        pair_mentions([[], []], [[]])


def of_one_type(*intervals):
    return [mention(start, end, id_=f"{start}-{end}-{i}") for i, (start, end) in enumerate(intervals)]


def test_the_parts_of_a_graph_by_hand():
    # [0, 4) and [2, 6) meet in [3, 5); [10, 12) meets [11, 14) and [9, 11); [20, 22) meets nothing.
    gold = of_one_type((0, 4), (2, 6), (10, 12), (20, 22))
    pred = of_one_type((3, 5), (9, 11), (11, 14))
    edges = pair_mentions([gold], [pred]).overlaps
    assert list(zip(edges.gold.tolist(), edges.pred.tolist(), strict=True)) == [(0, 0), (1, 0), (2, 1), (2, 2)]
    assert (edges.shared.tolist(), edges.union.tolist()) == ([1, 2, 1, 1], [5, 4, 3, 4])
    assert edges.entangled.tolist() == [True] * 4
    parts = components(edges)
    assert parts.part[0] == parts.part[1] != parts.part[2] == parts.part[3]
    assert (parts.row.tolist(), parts.column.tolist()) == ([0, 1, 0, 0], [0, 0, 0, 1])
    assert sorted(zip(parts.rows.tolist(), parts.columns.tolist(), strict=True)) == [(1, 2), (2, 1)]
    assert best_edges(edges, by_kind=True).tolist() == [False, True, True, False]
    assert largest_edges(edges).sum() == 2


@pytest.mark.parametrize(("rows", "columns", "number"), [(1, 1, 2), (1, 5, 6), (2, 2, 7), (3, 3, 34), (4, 4, 209)])
def test_all_matchings_are_listed_in_the_order_of_preference(rows, columns, number):
    listed = _matchings(rows, columns).tolist()
    assert len(listed) == number_of_matchings(rows, columns) == number
    assert listed == sorted(listed)
    assert listed[-1] == [columns] * rows
    for matching in listed:
        taken = [column for column in matching if column < columns]
        assert len(set(taken)) == len(taken)


@pytest.mark.parametrize("by_kind", [True, False])
@settings(max_examples=60, deadline=None)
@given(gold=mention_lists(max_size=5, length=7), pred=mention_lists(max_size=5, length=7, prefix="P"))
def test_listed_matchings_are_those_of_the_solver(by_kind, gold, pred):
    edges = pair_mentions([gold], [pred]).overlaps

    def earned(taken):
        chosen = edges.where(taken)
        assert len(set(chosen.gold.tolist())) == len(set(chosen.pred.tolist())) == len(chosen)
        ious = zip(chosen.shared.tolist(), chosen.union.tolist(), strict=True)
        return sum((Fraction(shared, union) for shared, union in ious), Fraction(0))

    listed = best_edges(edges, by_kind=by_kind)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(component_matching, "is_listed", lambda *_: False)
        solved = best_edges(edges, by_kind=by_kind)
    assert earned(listed) == earned(solved)
    if by_kind:
        assert listed.tolist() == solved.tolist()
