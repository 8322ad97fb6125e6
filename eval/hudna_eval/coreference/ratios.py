"""Recall and precision that have numerators of their own, as the metrics of coreference do.

Numerators are exact (whole numbers or fractions), so that articles add up to the same score in any order and in any
parts. A ratio with denominator 0 is None; F1 is None where both are, and 0 where one is: one side has nothing to find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Exact = Fraction | int


@dataclass(frozen=True, slots=True)
class Ratio:
    """Recall and precision by numerator and denominator, each from 0. Ratios add by adding all four."""

    recall_numerator: Exact = 0
    recall_denominator: Exact = 0
    precision_numerator: Exact = 0
    precision_denominator: Exact = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.recall_numerator + other.recall_numerator,
            self.recall_denominator + other.recall_denominator,
            self.precision_numerator + other.precision_numerator,
            self.precision_denominator + other.precision_denominator,
        )

    @property
    def exact_recall(self) -> Fraction | None:
        """Recall as a fraction; None where gold has nothing."""
        return _divided(self.recall_numerator, self.recall_denominator)

    @property
    def exact_precision(self) -> Fraction | None:
        """Precision as a fraction; None where nothing was predicted."""
        return _divided(self.precision_numerator, self.precision_denominator)

    @property
    def exact_f1(self) -> Fraction | None:
        """The harmonic mean of both as a fraction; 0 where only one of them is defined, None where neither is."""
        recall, precision = self.exact_recall, self.exact_precision
        if recall is None and precision is None:
            return None
        return 2 * recall * precision / (recall + precision) if recall and precision else Fraction(0)

    @property
    def recall(self) -> float | None:
        """In [0, 1]; None where gold has nothing."""
        return _rounded(self.exact_recall)

    @property
    def precision(self) -> float | None:
        """In [0, 1]; None where nothing was predicted."""
        return _rounded(self.exact_precision)

    @property
    def f1(self) -> float | None:
        """In [0, 1]; None where neither side has anything."""
        return _rounded(self.exact_f1)

    def numbers(self) -> dict[str, Any]:
        """The four numbers by name, for JSON."""
        return {name: _number(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanc:
    """BLANC from the links within clusters and the links between them: the mean of both, see `coreference.blanc`."""

    coreference: Ratio
    non_coreference: Ratio

    @property
    def exact_f1(self) -> Fraction | None:
        """The mean F1 of the kinds of link that either side has; None where neither side has two mentions."""
        return _mean([ratio.exact_f1 for ratio in self._present()])

    @property
    def recall(self) -> float | None:
        """The mean recall of the kinds of link that either side has; None where gold has no two mentions."""
        return _mean_rate([ratio.exact_recall for ratio in self._present()])

    @property
    def precision(self) -> float | None:
        """The mean precision of the kinds of link that either side has; None where no two mentions are predicted."""
        return _mean_rate([ratio.exact_precision for ratio in self._present()])

    @property
    def f1(self) -> float | None:
        """In [0, 1]; None where neither side has two mentions."""
        return _rounded(self.exact_f1)

    def numbers(self) -> dict[str, Any]:
        """The numbers of both kinds of link, for JSON."""
        return {"coreference": self.coreference.numbers(), "non_coreference": self.non_coreference.numbers()}

    def _present(self) -> list[Ratio]:
        return [ratio for ratio in (self.coreference, self.non_coreference) if ratio.exact_f1 is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanF1:
    """The mean of several F1 by name. It has no recall and no precision of its own."""

    parts: Mapping[str, Ratio]

    @property
    def recall(self) -> None:
        """Always None."""
        return

    @property
    def precision(self) -> None:
        """Always None."""
        return

    @property
    def f1(self) -> float | None:
        """In [0, 1]; None where one of the parts is."""
        parts = [ratio.exact_f1 for ratio in self.parts.values()]
        return None if None in parts else _rounded(_mean(parts))

    def numbers(self) -> dict[str, Any]:
        """The F1 of each part, for JSON."""
        return {f"{name}_f1": ratio.f1 for name, ratio in self.parts.items()}


def _divided(numerator: Exact, denominator: Exact) -> Fraction | None:
    return Fraction(numerator) / denominator if denominator else None


def _mean(rates: list[Fraction | None]) -> Fraction | None:
    """The mean, an undefined rate being 0; None of nothing."""
    return sum((rate or Fraction(0) for rate in rates), Fraction(0)) / len(rates) if rates else None


def _mean_rate(rates: list[Fraction | None]) -> float | None:
    return _rounded(_mean(rates)) if any(rate is not None for rate in rates) else None


def _rounded(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def _number(value: Exact) -> int | float:
    return int(value) if value == int(value) else float(value)
