"""Two systems or more, scored on the same articles: differences of F1, their intervals and tests, pair by pair."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np

from hudna_eval.statistics.intervals import F1, Interval, Method, interval_of
from hudna_eval.statistics.multiple_testing import holm
from hudna_eval.statistics.power import detectable_difference
from hudna_eval.statistics.randomisation import Randomisation, randomisation
from hudna_eval.statistics.resampling import Distribution, Floats, jackknifed, resampled, rounding


class Tally(Protocol):
    """What a system's outputs were counted to, cluster by cluster."""

    @property
    def clusters(self) -> tuple[str, ...]:
        """What is drawn and swapped together, by name: the same names in the same order for every system."""

    def vectors(self, metric: str) -> Floats:
        """The summed vectors of `metric`, shape (clusters, k), which the metric's F1 is a function of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """F1 of system B less F1 of system A, in [-1, 1], and how sure it is. Undefined numbers are None.

    `ci95` is the paired bootstrap interval and `standard_error` the bootstrap's, None where there is no interval for
    want of clusters or of resamples with a difference; `detectable` see `power.detectable_difference`. `p_holm` is
    adjusted over the metrics of this pair of systems.
    """

    f1_a: float | None
    f1_b: float | None
    ci95: Interval | None
    standard_error: float | None
    test: Randomisation | None
    p_holm: float | None

    @property
    def difference(self) -> float | None:
        """F1 of B less F1 of A; None where either is."""
        return None if self.f1_a is None or self.f1_b is None else self.f1_b - self.f1_a

    @property
    def p(self) -> float | None:
        """Of the two-sided randomisation test, in (0, 1]; None where the difference is undefined."""
        return None if self.test is None else self.test.p

    @property
    def detectable(self) -> float | None:
        """The smallest difference that so much data detects with power 0.8."""
        return None if self.standard_error is None else detectable_difference(self.standard_error)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairComparison:
    """System B against system A, by name: metric id → difference, in the order asked for."""

    a: str
    b: str
    metrics: Mapping[str, Difference]


def compare_systems(
    tallies: Mapping[str, Tally],
    metrics: Sequence[str],
    *,
    f1_of: Callable[[str], F1],
    seed: int,
    method: Method = "percentile",
    all_pairs: bool = False,
) -> tuple[PairComparison, ...]:
    """Compare every other system of `tallies` with the first, or with `all_pairs` each with all after it.

    `f1_of` gives the F1 of a metric as a function of summed vectors. `seed` matters where resamples or assignments
    are drawn: see `resampled` and `randomisation`. p values are adjusted over the metrics of one pair, not over pairs.
    Raises: ValueError unless all systems have the same clusters in the same order.
    Source: for the choice of test Dror, Baumer, Shlomov and Reichart 2018.
    """
    if len({tally.clusters for tally in tallies.values()}) > 1:
        raise ValueError("found systems with different clusters against the same in the same order")
    pairs = list(combinations(tallies, 2))
    chosen = pairs if all_pairs else pairs[: len(tallies) - 1]
    return tuple(
        PairComparison(
            a=a,
            b=b,
            metrics=compare_pair(tallies[a], tallies[b], metrics, f1_of=f1_of, seed=seed, method=method),
        )
        for a, b in chosen
    )


def compare_pair(
    a: Tally, b: Tally, metrics: Sequence[str], *, f1_of: Callable[[str], F1], seed: int, method: Method = "percentile"
) -> dict[str, Difference]:
    """Metric id → the difference of B from A; see `compare_systems`."""
    vectors = {metric: (a.vectors(metric), b.vectors(metric)) for metric in metrics}
    tests = {metric: randomisation(*both, f1_of(metric), seed=seed) for metric, both in vectors.items()}
    adjusted = holm([None if test is None else test.p for test in tests.values()])
    return {
        metric: _difference(np.stack(vectors[metric], axis=1), f1_of(metric), test, p_holm, seed=seed, method=method)
        for (metric, test), p_holm in zip(tests.items(), adjusted, strict=True)
    }


def paired_bootstrap(
    vectors: Floats, f1: F1, *, seed: int, method: Method = "percentile"
) -> tuple[Interval | None, float | None]:
    """The 95 % interval of F1 of B less F1 of A, and the bootstrap's standard error of that difference.

    `vectors` has the shape (clusters, 2, k), A before B: a resample draws both systems' vectors of a cluster
    together, so that what makes an article hard for both does not widen the interval. None as `bootstrap_intervals`
    has it; the standard error is None with fewer than two clusters or with too many undefined resamples.
    Source: Efron 1979; for paired systems Koehn 2004, Berg-Kirkpatrick, Burkett and Klein 2012.
    """
    if len(vectors) < 2:
        return None, None
    sums, weights = resampled(vectors, seed=seed)
    values = _gain(sums, f1)
    interval = interval_of(
        values,
        weights,
        observed=float(_gain(vectors.sum(axis=0), f1)),
        jackknife=_gain(jackknifed(vectors), f1),
        method=method,
    )
    return interval, _standard_error(Distribution.of(values, weights), rounding(len(vectors)))


def undefined(pairs: Sequence[PairComparison]) -> list[tuple[str, str]]:
    """Every (metric, system) that has no F1, once each, in the order of the pairs."""
    found = (
        (metric, name)
        for pair in pairs
        for metric, row in pair.metrics.items()
        for name, f1 in ((pair.a, row.f1_a), (pair.b, row.f1_b))
        if f1 is None
    )
    return list(dict.fromkeys(found))


def _difference(
    vectors: Floats, f1: F1, test: Randomisation | None, p_holm: float | None, *, seed: int, method: Method
) -> Difference:
    f1_a, f1_b = (None if math.isnan(value) else float(value) for value in f1(vectors.sum(axis=0)))
    interval, standard_error = paired_bootstrap(vectors, f1, seed=seed, method=method)
    return Difference(f1_a=f1_a, f1_b=f1_b, ci95=interval, standard_error=standard_error, test=test, p_holm=p_holm)


def _gain(sums: Floats, f1: F1) -> Floats:
    """F1 of B less F1 of A, of sums of shape (…, 2, k); NaN where either is undefined."""
    values = f1(sums)
    gain: Floats = values[..., 1] - values[..., 0]
    return gain


def _standard_error(distribution: Distribution | None, tie: float) -> float | None:
    if distribution is None:
        return None
    return 0.0 if distribution.is_constant(tie) else distribution.standard_error
