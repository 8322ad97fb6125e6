"""Counts, from which every rate is derived, and how two lists of keys become counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

Exact = Fraction | int

TypedKey = tuple[str, Hashable]
"""A type, and whatever else must agree."""


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives, from 0. `Counts(1, 0, 2)` as it is read.

    Whole numbers, or exact fractions where a metric gives partial credit: tp + fp and tp + fn are whole all the same.
    Counts add. A ratio with denominator 0 is None, never 0 or 1.
    """

    tp: Exact = 0
    fp: Exact = 0
    fn: Exact = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """tp / (tp + fp); None where nothing was predicted."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """tp / (tp + fn); None where gold has nothing."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """2·tp / (2·tp + fp + fn); None where neither side has anything, 0.0 where only one side has."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def numbers(self) -> dict[str, int | float]:
        """The counts by name, for JSON."""
        return {"tp": _number(self.tp), "fp": _number(self.fp), "fn": _number(self.fn)}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of so many are right; whole numbers from 0. Accuracies add by adding both."""

    correct: int = 0
    total: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.correct + other.correct, self.total + other.total)

    @property
    def rate(self) -> float | None:
        """In [0, 1]; None of nothing."""
        return _ratio(self.correct, self.total)


def _ratio(numerator: Exact, denominator: Exact) -> float | None:
    return float(numerator / denominator) if denominator else None


def _number(value: Exact) -> int | float:
    return int(value) if value == int(value) else float(value)


def matched(gold: Iterable[Hashable], pred: Iterable[Hashable]) -> Counts:
    """Counts of the multiset intersection: each gold key is found by one equal prediction at most."""
    gold_keys, pred_keys = list(gold), list(pred)
    tp = sum(1 for _ in _intersection(gold_keys, pred_keys))
    return Counts(tp, len(pred_keys) - tp, len(gold_keys) - tp)


def matched_by_type(gold: Sequence[TypedKey], pred: Sequence[TypedKey]) -> dict[str, Counts]:
    """`matched` for each type that either side has. Adding them up gives `matched` of the whole."""
    found, said, true = _sizes(_intersection(gold, pred)), _sizes(pred), _sizes(gold)
    return {
        type_: Counts(found[type_], said[type_] - found[type_], true[type_] - found[type_])
        for type_ in true.keys() | said.keys()
    }


def _intersection(gold: Sequence[Key], pred: Sequence[Key]) -> Iterable[Key]:
    gold_keys, pred_keys = set(gold), set(pred)
    if len(gold_keys) == len(gold) or len(pred_keys) == len(pred):
        # One side repeats nothing, so no key is found twice, and sets are several times as fast as counters.
        return gold_keys & pred_keys
    return (Counter(gold) & Counter(pred)).elements()


def _sizes(keys: Iterable[TypedKey]) -> Counter[str]:
    return Counter(map(itemgetter(0), keys))
