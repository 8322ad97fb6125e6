"""One-to-one alignment of gold and predicted mentions, optimal and the same for every order of input.

Only mentions that overlap can be paired; spans are half-open, so that spans that touch do not. Among all alignments
the one is taken that has, in this order, most pairs of equal span and type, most pairs of equal span, most pairs of
equal type, the greatest sum of character IoU; and of several such, the one that pairs the first gold mention (by
start, end, type) with the earliest prediction, then the second, and so on, unpaired coming last.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hudna.model import Mention
from hudna_eval.assignment import FORBIDDEN, Edge, Matrix, first_best, iou_unit, overlap_components


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Pairs (gold, pred), gold mentions without a partner, and predictions without one, each in text order."""

    pairs: tuple[tuple[Mention, Mention], ...]
    missed: tuple[Mention, ...]
    spurious: tuple[Mention, ...]


def align(gold: Iterable[Mention], pred: Iterable[Mention]) -> Alignment:
    """Align the mentions of one article.

    The optimum is exact. The one exception are components of the overlap graph with so many different span lengths
    that sums of IoU do not fit a double: there, sums that differ by less than about 1e-9 count as equal.
    Source: the assignment is that of Jonker and Volgenant, as in `scipy.optimize.linear_sum_assignment`.
    """
    golds, preds = sorted(gold, key=_order), sorted(pred, key=_order)
    edges = list(_identical(golds, preds))
    edges += _overlapping(golds, preds, edges)
    paired_golds, paired_preds = {i for i, _ in edges}, {j for _, j in edges}
    return Alignment(
        pairs=tuple((golds[i], preds[j]) for i, j in sorted(edges)),
        missed=tuple(mention for i, mention in enumerate(golds) if i not in paired_golds),
        spurious=tuple(mention for j, mention in enumerate(preds) if j not in paired_preds),
    )


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.type, mention.id


def _identical(golds: Sequence[Mention], preds: Sequence[Mention]) -> Iterator[Edge]:
    """Pairs of equal span and type. Every optimum has as many of them as there can be, so they need no search."""
    waiting: defaultdict[tuple[int, int, str], deque[int]] = defaultdict(deque)
    for j, mention in enumerate(preds):
        waiting[_order(mention)[:3]].append(j)
    for i, mention in enumerate(golds):
        if candidates := waiting.get(_order(mention)[:3]):
            yield i, candidates.popleft()


def _overlapping(golds: Sequence[Mention], preds: Sequence[Mention], settled: Sequence[Edge]) -> Iterator[Edge]:
    """The best pairs among the mentions that are not settled, component by component of their overlap graph."""
    settled_golds, settled_preds = {i for i, _ in settled}, {j for _, j in settled}
    rest_golds = [i for i in range(len(golds)) if i not in settled_golds]
    rest_preds = [j for j in range(len(preds)) if j not in settled_preds]
    for rows, columns in overlap_components(golds, preds, rest_golds, rest_preds):
        if len(rows) == len(columns) == 1:
            yield rows[0], columns[0]
            continue
        weights = _weights([golds[i] for i in rows], [preds[j] for j in columns])
        yield from ((rows[row], columns[column]) for row, column in first_best(weights))


def _weights(golds: Sequence[Mention], preds: Sequence[Mention]) -> Matrix:
    """Whole-number weights whose sum ranks alignments as the module says; `FORBIDDEN` where nothing overlaps."""
    start, end = _column(golds, "start")[:, None], _column(golds, "end")[:, None]
    pred_start, pred_end = _column(preds, "start"), _column(preds, "end")
    shared = np.minimum(end, pred_end) - np.maximum(start, pred_start)
    union = (end - start) + (pred_end - pred_start) - shared
    overlapping = shared > 0
    equal_type = np.array([[gold.type == pred.type for pred in preds] for gold in golds])
    # One pair more on a rung outweighs all that the rungs below can bring together.
    base = min(len(golds), len(preds)) + 1
    unit = iou_unit(union[overlapping], base)
    rungs = (shared == union) * base + equal_type
    weights: Matrix = rungs * base * unit + np.rint(shared / union * unit).astype(np.int64)
    return np.where(overlapping, weights, FORBIDDEN)


def _column(mentions: Sequence[Mention], name: str) -> Matrix:
    return np.array([getattr(mention, name) for mention in mentions], dtype=np.int64)
