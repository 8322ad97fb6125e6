"""One-to-one alignment of numeric claims, for what is asked of pairs: slots, categories, chains."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.matching.assignment import (
    FORBIDDEN,
    Edge,
    Matrix,
    equal_pairs,
    first_best,
    iou_unit,
    nested_pairs,
    overlap_components,
)

ClaimPair = tuple[ClaimFrame, ClaimFrame]
"""A gold claim and the predicted one that it is aligned with."""


def rungs(claim: ClaimFrame) -> tuple[Hashable, ...]:
    """What must agree on each rung of the ladder: number, value, modifier, unit, what is counted, attribution."""
    modifier, counted = (claim.mod, claim.interval), (claim.quantified, claim.about)
    return claim.place, claim.value, modifier, claim.unit_norm, counted, claim.attribution


def equal_span_pairs(gold: Sequence[ClaimFrame], pred: Sequence[ClaimFrame]) -> list[Edge]:
    """Index pairs of claims on equal spans, as many as there are, one-to-one; those that agree on most rungs first.

    These are pairs of `align_claims`. The order of input matters among claims that are equal in everything only.
    """
    rows, columns = _in_text_order(gold), _in_text_order(pred)
    edges = nested_pairs([rungs(gold[i]) for i in rows], [rungs(pred[j]) for j in columns])
    return sorted((rows[i], columns[j]) for i, j in edges)


def align_claims(gold: Iterable[ClaimFrame], pred: Iterable[ClaimFrame]) -> list[ClaimPair]:
    """Pairs of greatest summed IoU of number spans, each at least one character, in text order.

    Ties go to equal spans, then to equal values; among claims on one span, then to the most rungs of the ladder; then
    to the first in text order. Claims on equal spans are paired before any search, which costs nothing (see
    `hudna_eval.claims.metrics`).
    """
    golds, preds = sorted(gold, key=_order), sorted(pred, key=_order)
    edges = nested_pairs([rungs(claim) for claim in golds], [rungs(claim) for claim in preds])
    free_golds = sorted(set(range(len(golds))) - {i for i, _ in edges})
    free_preds = sorted(set(range(len(preds))) - {j for _, j in edges})
    for rows, columns in overlap_components(golds, preds, free_golds, free_preds):
        weights = _weights([golds[i] for i in rows], [preds[j] for j in columns])
        edges += [(rows[row], columns[column]) for row, column in first_best(weights)]
    return [(golds[i], preds[j]) for i, j in sorted(edges)]


def _in_text_order(claims: Sequence[ClaimFrame]) -> list[int]:
    return sorted(range(len(claims)), key=lambda index: _order(claims[index]))


def _order(claim: ClaimFrame) -> tuple[int, int, str]:
    return claim.start, claim.end, repr(claim)


def _weights(golds: Sequence[ClaimFrame], preds: Sequence[ClaimFrame]) -> Matrix:
    """Whole-number weights: the IoU, and far below it whether the values are equal; `FORBIDDEN` without overlap."""
    start, end = _column([claim.start for claim in golds])[:, None], _column([claim.end for claim in golds])[:, None]
    pred_start, pred_end = _column([claim.start for claim in preds]), _column([claim.end for claim in preds])
    shared = np.minimum(end, pred_end) - np.maximum(start, pred_start)
    union = (end - start) + (pred_end - pred_start) - shared
    equal = equal_pairs([gold.value for gold in golds], [pred.value for pred in preds])
    base = min(len(golds), len(preds)) + 1
    unit = iou_unit(np.unique(union[shared > 0]).tolist(), base)
    weights: Matrix = np.rint(shared / union * unit).astype(np.int64) * base + equal
    return np.where(shared > 0, weights, FORBIDDEN)


def _column(offsets: Sequence[int]) -> Matrix:
    return np.array(offsets, dtype=np.int64)
