"""Sums of fractions without rounding."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

Term = tuple[int, int]
"""A fraction as numerator and denominator."""


def exact_sum(terms: Iterable[Term]) -> Fraction:
    """The sum of fractions, over their common denominator; 0 of nothing."""
    numerators: defaultdict[int, int] = defaultdict(int)
    for numerator, denominator in terms:
        numerators[denominator] += numerator
    common = math.lcm(*numerators)
    return Fraction(sum(n * (common // denominator) for denominator, n in numerators.items()), common)
