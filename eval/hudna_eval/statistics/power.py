"""What so much data could show at all: the smallest difference and the smallest p value."""

from __future__ import annotations

from scipy.special import ndtri

ALPHA = 0.05
"""The two-sided level at which a difference is called significant."""

POWER = 0.8
"""How often a test should find a difference that is there."""


def detectable_difference(standard_error: float) -> float | None:
    """The true difference that a two-sided test at `ALPHA` would find with probability `POWER`, in the unit of F1.

    (z₀.₉₇₅ + z₀.₈₀)·SE, about 2.8·SE, for a difference that is normally distributed with that standard error; here
    SE is the bootstrap's, of the paired difference. What is smaller can well be missed: that nothing was found does
    not say that nothing is there. None for a standard error of 0, which says that nothing varied, not that any
    difference would be seen.
    Source: Bloom 1995 (minimum detectable effect); on test sets: Card, Henderson, Khandelwal, Jia, Mahowald and
    Jurafsky 2020. Deviation: the normal test stands in for the randomisation test, whose power has no formula. Over
    few clusters the bootstrap's standard error is too small, by the factor √((n - 1)/n) for a mean.
    """
    if standard_error == 0:
        return None
    return float(ndtri(1 - ALPHA / 2) + ndtri(POWER)) * standard_error


def smallest_p(clusters: int) -> float:
    """The least p value that the exact two-sided randomisation test over so many clusters (from 0) can give.

    2/2ⁿ: the assignment that was observed and its mirror image are always among the 2ⁿ. 1 for none, and for one.
    Source: Edgington and Onghena 2007.
    """
    return min(1.0, 2.0 ** (1 - clusters))
