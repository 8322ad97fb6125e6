"""The bootstrap interval that corrects for bias and for a standard error that changes with the value (BCa)."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr, ndtri

from hudna_eval.statistics.resampling import Distribution, Floats, Integers, rounding

_TAILS = (0.025, 0.975)
_DIGITS = 6


def bca_interval(
    values: Floats, weights: Integers, *, observed: float, jackknife: Floats
) -> tuple[float, float] | None:
    """The 95 % BCa interval of a statistic (an F1 or a difference of two), both bounds values that occur.

    `values` has one value a resample, NaN where undefined, `weights` for how many draws it stands, `observed` is the
    statistic of all clusters, and `jackknife` has it for all clusters but each one. With Φ the normal distribution:

    - bias: z0 = Φ⁻¹((#{value < observed} + ½·#{value = observed}) / #values), over weighted resamples, all there are
      or the drawn ones; an undefined resample is left out.
    - acceleration: a = Σ dᵢ³ / (6·(Σ dᵢ²)^(3/2)), where dᵢ is the mean of the jackknife values less the i-th.
    - levels: Φ(z0 + (z0 + z) / (1 - a·(z0 + z))) for z = Φ⁻¹(0.025) and Φ⁻¹(0.975); a bound is the least value that
      at least that share of the resamples does not exceed.

    Equal means equal up to `rounding`. If all resamples are equal to the observed value, so is every quantile, and
    the interval is that one point, though a would be 0 / 0. None, and never another method's interval, where
    - more than 5 % of the resamples or the observed value are undefined;
    - z0 is infinite: all resamples lie on one side of the observed value;
    - a jackknife value is undefined, as one cluster alone makes the statistic defined; or all of them are equal
      while the resamples are not, so that a is 0 / 0;
    - 1 - a·(z0 + z) is not positive at either end, so that the levels are in no order. As |a| is at most 1/6, that
      takes more than a hundred million resamples.

    Source: Efron 1987; ties counted half: Efron and Tibshirani 1993, chapter 14, as in scipy. Deviations from scipy:
    quantiles are inverse distributions, not interpolated; equality is up to rounding; equal resamples have an
    interval.
    """
    distribution = Distribution.of(values, weights)
    if distribution is None or math.isnan(observed):
        return None
    tie = rounding(len(jackknife))
    below = distribution.weight_below(observed - tie)
    not_above = distribution.weight_below(observed + tie, inclusive=True)
    if not_above == 0 or below == distribution.total:
        return None
    if distribution.is_constant(tie):
        return distribution.at(1), distribution.at(distribution.total)
    levels = _levels(float(ndtri((below + not_above) / (2 * distribution.total))), _acceleration(jackknife, tie))
    return None if levels is None else (_quantile(distribution, levels[0]), _quantile(distribution, levels[1]))


def _acceleration(jackknife: Floats, tie: float) -> float | None:
    """A sixth of the skewness of the jackknife values, turned; None where one is undefined or all are equal."""
    if np.isnan(jackknife).any() or np.ptp(jackknife) <= tie:
        return None
    from_mean = jackknife.mean() - jackknife
    return float((from_mean**3).sum() / (6 * (from_mean**2).sum() ** 1.5))


def _levels(bias: float, acceleration: float | None) -> tuple[float, float] | None:
    """Which quantiles are the bounds, each in [0, 1]."""
    if acceleration is None:
        return None
    shifted = bias + ndtri(_TAILS)
    divisors = 1 - acceleration * shifted
    if (divisors <= 0).any():
        return None
    low, high = ndtr(bias + shifted / divisors)
    return float(low), float(high)


def _quantile(distribution: Distribution, level: float) -> float:
    # Rounded, so that the 25th of 1000 resamples is not missed by 25.000000000000004.
    position = math.ceil(round(level * distribution.total, _DIGITS))
    return distribution.at(max(1, position))
