"""One-to-one alignment of gold and predicted mentions, optimal and the same for every order of input.

Only mentions that overlap can be paired; spans are half-open, so that spans that touch do not. Among all alignments
the one is taken that has, in this order, most pairs of equal span and type, most pairs of equal span, most pairs of
equal type, the greatest sum of character IoU; and of several such, the one that pairs the first gold mention (by
start, end, type) with the earliest prediction, then the second, and so on, unpaired coming last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hudna.model import Mention
from hudna_eval.entities.pairs import Edges, MentionPairs, pair_mentions
from hudna_eval.entities.span_table import SpanTable
from hudna_eval.matching.components import best_edges
from hudna_eval.statistics.intervals import Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Pairs (gold, pred), gold mentions without a partner, and predictions without one, each in text order."""

    pairs: tuple[tuple[Mention, Mention], ...]
    missed: tuple[Mention, ...]
    spurious: tuple[Mention, ...]


def aligned(pairs: MentionPairs) -> Edges:
    """The aligned pairs of a batch of articles, without the exact ones, which every optimum has and so need no search.

    The optimum is exact. The one exception are parts of the overlap graph with so many different span lengths that
    sums of IoU do not fit a double: there, each IoU is rounded, see `hudna_eval.matching.components.best_edges`.
    """
    return pairs.overlaps.where(best_edges(pairs.overlaps, by_kind=True))


def align(gold: Sequence[Mention], pred: Sequence[Mention]) -> Alignment:
    """Align the mentions of one article, as `aligned` does those of a batch; equal ones in the order of their ids."""
    pairs = pair_mentions([gold], [pred])
    rest = aligned(pairs)
    # Exact rows of both sides agree one by one, since both are sorted by what must agree.
    golds = np.append(np.flatnonzero(pairs.gold_exact), rest.gold)
    preds = np.append(np.flatnonzero(pairs.pred_exact), rest.pred)
    order = np.argsort(golds)
    return Alignment(
        pairs=tuple(zip(pairs.gold.of(golds[order]), pairs.pred.of(preds[order]), strict=True)),
        missed=_without(pairs.gold, golds),
        spurious=_without(pairs.pred, preds),
    )


def _without(table: SpanTable, rows: Integers) -> tuple[Mention, ...]:
    return tuple(table.of(np.setdiff1d(np.arange(len(table)), rows)))
