"""Values of time expressions (TIMEX3 `value`): how many are found, and how many are right where the expression is.

Expressions compare by span (half-open code points) and type, as in `entities.strict`; values as they are written, but
durations by their length: P1W and P7D are equal, 2020-11 and 2020-11-10 are not. `mod` and `anchor` play no part.

What has no value says nothing of time. On either side it is no item of `timex.strict_value`, and where it is gold's, a
prediction in its place is neither right nor wrong: it is left out of both scores.

A place is what expressions of one article, span and type have in common. At a place equal values are paired first, then
gold's other values with what else is predicted, values before none. What is left of the predicted values meets the gold
expressions without value, as many as there are, and is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

import numpy as np

from hudna.model import Mention
from hudna.values import Duration
from hudna_eval.counts import Accuracy
from hudna_eval.entities.pairs import MentionPairs, found_among
from hudna_eval.entities.span_table import Booleans
from hudna_eval.statistics.intervals import Floats, Integers

VALUE = "timex.value"
"""The slot whose accuracy is reported."""

_NONE = -1
"""The code of no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexTally:
    """The values of a batch of articles.

    `types` are the types of time expressions in the batch, sorted; `counts` those of `timex.strict_value`, shape
    (articles, types, 3); `accuracy` is that of `timex.value` over the batch.
    """

    types: tuple[str, ...]
    counts: Floats
    accuracy: Accuracy


def timex_values(pairs: MentionPairs, timex_types: Collection[str]) -> TimexTally:
    """`timex.strict_value` and `timex.value` of the mentions of `timex_types`.

    Source: value F1 and attribute accuracy of TempEval-3 (UzZaman et al. 2013), by strict span and type, as multisets.
    """
    is_timex = np.array([type_ in timex_types for type_ in pairs.types], dtype=np.bool_)
    cells, gold, pred = _sides(pairs, is_timex)
    (golds, true), (preds, said) = gold.numbers(len(cells)), pred.numbers(len(cells))
    right = np.bincount(_equal(gold, pred), minlength=len(cells))
    left_out = np.minimum(golds - true, np.maximum(0, said - true))
    counts = np.zeros((pairs.articles * len(pairs.types), 3))
    np.add.at(counts, cells, np.stack([right, said - right - left_out, true - right], axis=-1))
    return TimexTally(
        types=tuple(compress(pairs.types, is_timex)),
        counts=counts.reshape(pairs.articles, len(pairs.types), 3)[:, is_timex],
        accuracy=Accuracy(int(right.sum()), int(np.minimum(true, preds).sum())),
    )


def value_of(mention: Mention) -> str | Duration | None:
    """The value of a mention as it is compared; None where it has none."""
    return None if mention.value is None else _compared(mention.value.text)


@lru_cache(maxsize=4096)
def _compared(text: str) -> str | Duration:
    """A duration as such, anything else as its text. Vague durations (PXD) have no length, and PAST_REF is none."""
    try:
        return Duration(text)
    except ValueError:
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The time expressions of one side: the place of each, and the code of its value, the same on both sides."""

    place: Integers
    value: Integers

    def numbers(self, places: int) -> tuple[Integers, Integers]:
        """How many there are at each place, and how many of them have a value."""
        valued = self.place[self.value != _NONE]
        return np.bincount(self.place, minlength=places), np.bincount(valued, minlength=places)

    def keys(self, width: int) -> Integers:
        """Place and value in one number, of those that have a value, sorted."""
        return np.sort((self.place * width + self.value)[self.value != _NONE])


def _sides(pairs: MentionPairs, is_timex: Booleans) -> tuple[Integers, _Side, _Side]:
    """The cell (article · number of types + type) of each place, and the time expressions of gold and of pred."""
    sides = [(table, np.flatnonzero(is_timex[table.type])) for table in (pairs.gold, pairs.pred)]
    keys = np.concatenate([table.key[rows] for table, rows in sides])
    cell = np.concatenate([table.article[rows] * len(pairs.types) + table.type[rows] for table, rows in sides])
    _, first, place = np.unique(keys, return_index=True, return_inverse=True)
    value = _codes([mention for table, rows in sides for mention in table.of(rows)])
    cut = len(sides[0][1])
    return cell[first], _Side(place=place[:cut], value=value[:cut]), _Side(place=place[cut:], value=value[cut:])


def _codes(mentions: Sequence[Mention]) -> Integers:
    """The value of each mention as a number, equal for equal values."""
    codes: dict[str | Duration | None, int] = {None: _NONE}
    return np.array([codes.setdefault(value_of(mention), len(codes)) for mention in mentions], dtype=np.int64)


def _equal(gold: _Side, pred: _Side) -> Integers:
    """The places of the pairs of equal value, as many as can be one-to-one."""
    width = 1 + int(max(gold.value.max(initial=0), pred.value.max(initial=0)))
    keys = gold.keys(width)
    places: Integers = keys[found_among(keys, pred.keys(width))] // width
    return places
