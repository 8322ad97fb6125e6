"""The interval of a score over pairs of articles: articles are drawn, and pairs come with both of theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from hudna_eval.counts import Counts
from hudna_eval.statistics.intervals import Floats, Integers, Interval, percentile_interval, resampled


def dyadic_interval(
    counts: Mapping[tuple[str, str], Counts], articles: Collection[str], *, seed: int
) -> Interval | None:
    """The 95 % percentile interval of F1 of counts that belong to pairs of articles, whole numbers.

    Counts of two articles share both with other pairs, so that pairs are not independent and cannot be drawn. Articles
    are: where one is drawn v times and the other w times, their pair stands v·w times in the resample, and counts
    within the first stand v times. Pairs of two copies of one article are no pairs. On average v·w is (n - 1) / n of
    what it is in the data, for n articles, so that pairs weigh n against n - 1 within: both keep their shares.
    None with fewer than two articles, and where more than 5 % of the resamples have nothing to score.
    Source: the vertex bootstrap of Snijders and Borgatti 1999, without their pairs between copies; weights as products
    as in Davezies, D'Haultfœuille and Guyonvarch 2021. Exact enumeration as in `hudna_eval.statistics.intervals`.
    """
    if len(articles) < 2 or not counts:
        return None
    named = sorted({article for pair in counts for article in pair})
    times, weights = _multiplicities(sorted(articles), named, seed)
    column = {article: index for index, article in enumerate(named)}
    sums = np.zeros((3, len(weights)))
    for (one, other), own in sorted(counts.items()):
        draws = (len(articles) - 1) * times[:, column[one]]
        if one != other:
            draws = len(articles) * times[:, column[one]] * times[:, column[other]]
        sums += np.outer([int(own.tp), int(own.fp), int(own.fn)], draws)
    tp, fp, fn = sums
    with np.errstate(invalid="ignore"):
        return percentile_interval(2 * tp / (2 * tp + (fp + fn)), weights)


def _multiplicities(articles: Sequence[str], named: Sequence[str], seed: int) -> tuple[Floats, Integers]:
    """How often each resample draws each article of `named`, and how many draws each resample stands for."""
    row = {article: index for index, article in enumerate(articles)}
    chosen = np.zeros((len(articles), len(named)))
    chosen[[row[article] for article in named], np.arange(len(named))] = 1
    return resampled(chosen, seed=seed)
