"""Whether two systems differ: paired randomisation, which swaps their outputs cluster by cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hudna_eval.statistics.intervals import F1
from hudna_eval.statistics.power import smallest_p
from hudna_eval.statistics.resampling import Floats, rounding

ASSIGNMENTS = 10_000
"""How many assignments are drawn where they are too many to enumerate."""

EXACT_DIFFERING = 12
"""Up to so many clusters that differ, every assignment is enumerated (12 clusters: 4,096)."""

_BLOCK = 500
"""How many assignments are scored at a time, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Randomisation:
    """The outcome of a randomisation test: of `assignments`, so many are at least as `extreme` as the observed one.

    `differing` clusters can be swapped to any effect: in the others both systems have the same vector. `exact` says
    that the assignments are all there are, the observed one included; else they are drawn beside it.
    """

    extreme: int
    assignments: int
    differing: int
    exact: bool

    @property
    def p(self) -> float:
        """c / n of all assignments, (c + 1) / (n + 1) of drawn ones, so that it is never 0; in (0, 1]."""
        if self.exact:
            return self.extreme / self.assignments
        return (self.extreme + 1) / (self.assignments + 1)

    @property
    def smallest_p(self) -> float:
        """The least p that the exact test could give with so many clusters that differ, in (0, 1]."""
        return smallest_p(self.differing)


def randomisation(a: Floats, b: Floats, f1: F1, *, seed: int, assignments: int = ASSIGNMENTS) -> Randomisation | None:
    """Test the hypothesis that which of two systems an output came from makes no difference, two-sided.

    `a` and `b` hold one vector a cluster, shape (clusters, k), of the same clusters in the same order. Under the
    hypothesis each cluster's vectors might as well be swapped: the statistic is |F1 of A - F1 of B| of summed
    vectors, and p is the share of the 2ⁿ assignments where it is at least as great as observed, ties included. Only
    the m clusters that differ are swapped, as the others change nothing; all 2ᵐ assignments up to `EXACT_DIFFERING`
    of them, else `assignments` drawn with `seed`.

    Values within `rounding` of the observed one count as ties, so that no rounding makes p too small. So does an
    assignment that leaves a system without F1. None where F1 of A or of B is undefined.
    Raises: ValueError if the shapes differ. Source: Noreen 1989; Edgington and Onghena 2007; of F1: Yeh 2000,
    Riezler and Maxwell 2005; the added 1: Phipson and Smyth 2010.
    """
    if a.shape != b.shape:
        raise ValueError(f"found vectors of shape {a.shape} and {b.shape} against one shape")
    observed = abs(float(f1(a.sum(axis=0))) - float(f1(b.sum(axis=0))))
    if np.isnan(observed):
        return None
    differs = (a != b).any(axis=1)
    differing = int(differs.sum())
    exact = differing <= EXACT_DIFFERING
    swaps = _all_swaps(differing) if exact else _drawn_swaps(differing, assignments, seed)
    bound = observed - rounding(len(a))
    return Randomisation(
        extreme=sum(_extreme(swap, a[differs], b[differs], a[~differs].sum(axis=0), f1, bound) for swap in swaps),
        assignments=2**differing if exact else assignments,
        differing=differing,
        exact=exact,
    )


def _extreme(swapped: NDArray[np.bool_], a: Floats, b: Floats, common: Floats, f1: F1, bound: float) -> int:
    """In how many rows of `swapped`, a column for each cluster, the statistic is not below `bound`, or undefined."""
    # Every sum is of numbers that are not negative: a difference of sums would not round as `rounding` has it.
    moved, kept = swapped.astype(np.float64), (~swapped).astype(np.float64)
    difference = f1(kept @ a + moved @ b + common) - f1(kept @ b + moved @ a + common)
    return int((~(np.abs(difference) < bound)).sum())


def _all_swaps(clusters: int) -> Iterator[NDArray[np.bool_]]:
    """Every subset of the clusters, the empty one first: the observed assignment."""
    subsets = np.arange(2**clusters)
    yield (subsets[:, None] >> np.arange(clusters) & 1).astype(np.bool_)


def _drawn_swaps(clusters: int, assignments: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    random = np.random.default_rng(seed)
    for start in range(0, assignments, _BLOCK):
        yield random.integers(2, size=(min(_BLOCK, assignments - start), clusters), dtype=np.bool_)
