"""p values of several tests, adjusted for their number."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """The p values adjusted by Holm's step-down method, each in [0, 1] and at the place of its own.

    Of m values in ascending order the i-th (from 1) becomes the greatest min(1, (m - j + 1)·p_j) of all j up to i. To
    reject what is adjusted to alpha at most keeps the chance of any false rejection within alpha, however the tests
    depend on each other. A test without p value (None) was not made: it stays None and does not count in m.
    Source: Holm 1979; for several metrics on one test set: Dror, Baumer, Shlomov and Reichart 2018.
    """
    made = sorted((p, index) for index, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    greatest = 0.0
    for rank, (p, index) in enumerate(made):
        greatest = max(greatest, min(1.0, (len(made) - rank) * p))
        adjusted[index] = greatest
    return adjusted
