"""The mentions of one article as entity metrics need them: what is found exactly, and how the rest overlaps.

Most mentions are found exactly or touch nothing. What all metrics share is therefore done once: exact pairs are taken
out, and only the rest, usually few, is compared span by span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from hudna.model import Mention
from hudna_eval.assignment import Edge, overlaps
from hudna_eval.counts import Counts

_key = attrgetter("type", "start", "end")
_order = attrgetter("start", "end", "type", "id")


@dataclass(frozen=True, kw_only=True)
class MentionPairs:
    """Gold and predicted mentions of one article. `exact` has (type, start, end) of those that are on both sides.

    `golds` and `preds` are all others, in text order; a mention that one side has more often is among them.
    """

    gold: Sequence[Mention]
    pred: Sequence[Mention]
    exact: Sequence[tuple[str, int, int]]
    golds: Sequence[Mention]
    preds: Sequence[Mention]

    @cached_property
    def overlaps(self) -> list[Edge]:
        """Pairs of `golds` and `preds`, by index, that share a character, in order."""
        return sorted(overlaps(self.golds, self.preds, range(len(self.golds)), range(len(self.preds))))

    @cached_property
    def same_type(self) -> dict[Edge, tuple[int, int]]:
        """The overlaps of mentions of one type, each with its shared and united characters: IoU as two numbers."""
        found: dict[Edge, tuple[int, int]] = {}
        for i, j in self.overlaps:
            gold, pred = self.golds[i], self.preds[j]
            if gold.type == pred.type:
                shared = min(gold.end, pred.end) - max(gold.start, pred.start)
                found[i, j] = shared, gold.end - gold.start + pred.end - pred.start - shared
        return found

    @cached_property
    def entangled(self) -> dict[Edge, tuple[int, int]]:
        """Those of `same_type` that share a mention with another; all others are pairs that need no choice."""
        golds, preds = Counter([i for i, _ in self.same_type]), Counter([j for _, j in self.same_type])
        return {edge: iou for edge, iou in self.same_type.items() if golds[edge[0]] > 1 or preds[edge[1]] > 1}

    @cached_property
    def strict(self) -> dict[str, Counts]:
        """Counts of exact pairs by type."""
        found = Counter([key[0] for key in self.exact])
        gold, pred = Counter([m.type for m in self.gold]), Counter([m.type for m in self.pred])
        types = gold | pred
        return {type_: Counts(found[type_], pred[type_] - found[type_], gold[type_] - found[type_]) for type_ in types}

    def counts(self, edges: Iterable[Edge]) -> dict[str, Counts]:
        """Counts by type if, besides the exact pairs, these are right (pairs of one type)."""
        counts = dict(self.strict)
        for type_, more in Counter([self.golds[i].type for i, _ in edges]).items():
            exact = counts[type_]
            counts[type_] = Counts(exact.tp + more, exact.fp - more, exact.fn - more)
        return counts


def pair_mentions(gold: Sequence[Mention], pred: Sequence[Mention]) -> MentionPairs:
    """Take out the exact pairs, which every metric here takes first.

    Spans and types of an exact pair are the same, so which of several equal mentions are paired says nothing.
    """
    gold_keys, pred_keys = list(map(_key, gold)), list(map(_key, pred))
    gold_set, pred_set = set(gold_keys), set(pred_keys)
    if len(gold_set) == len(gold_keys) and len(pred_set) == len(pred_keys):
        exact = gold_set & pred_set
        golds = [mention for mention, key in zip(gold, gold_keys, strict=True) if key not in exact]
        preds = [mention for mention, key in zip(pred, pred_keys, strict=True) if key not in exact]
        return MentionPairs(gold=gold, pred=pred, exact=list(exact), golds=_sorted(golds), preds=_sorted(preds))
    both = Counter(gold_keys) & Counter(pred_keys)
    return MentionPairs(
        gold=gold, pred=pred, exact=list(both.elements()), golds=_without(gold, both), preds=_without(pred, both)
    )


def _without(mentions: Sequence[Mention], taken: Counter[tuple[str, int, int]]) -> list[Mention]:
    left = taken.copy()
    kept: list[Mention] = []
    for mention in _sorted(mentions):
        if left[_key(mention)] > 0:
            left[_key(mention)] -= 1
        else:
            kept.append(mention)
    return kept


def _sorted(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=_order)
