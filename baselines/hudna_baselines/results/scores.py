"""Scores of the runs that are kept, by the harness: of each recipe the mean over its seeds, with an interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click
import numpy as np

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import read_records
from hudna.model import Edition, Record
from hudna_eval.compare.systems import PairComparison, compare_systems
from hudna_eval.compare.tally import CorpusTally, f1_of
from hudna_eval.consistency.facts import LAYERS, Facts, PairedFacts, consistency
from hudna_eval.evaluation import score_sources
from hudna_eval.options import Options
from hudna_eval.signature import signature
from hudna_eval.sources.embedded import Gold
from hudna_eval.statistics.intervals import F1, Floats, Interval, bootstrap_intervals, count_f1

from .run import FILE, Run, read_run
from .seen import is_usual, seen_counts
from .store import PREDICTIONS

METRICS = (
    "entities.strict", "entities.boundary", "events.tc", "events.ac+", "events.frame_exact", "claims.qv",
    "claims.claim",
)  # fmt: skip
"""What the tables show, and what systems are compared by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A finished run and what it predicted, by article; `folder` is where runs are kept, for messages."""

    run: Run
    records: tuple[Record, ...]
    folder: Path = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A score of a recipe: the mean over seeds, the least and the greatest of them, in [0, 1].

    `ci95` is the interval of the mean, by bootstrap over articles. All are None where a seed's score is undefined.
    """

    mean: float | None
    low: float | None
    high: float | None
    ci95: Interval | None
    seeds: int


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The runs of one recipe, by seed, and their counts, in one order. As a `Tally` it stands for the mean of its runs.

    `repeats` says how often each run counts, so that recipes of one run and of several compare. `seen` has the counts
    of `seen_counts` run by run, of recipes on the open edition that are as usual; of others nothing.
    """

    runs: tuple[Run, ...]
    tallies: tuple[CorpusTally, ...]
    repeats: int = 1
    seen: tuple[Mapping[str, Floats], ...] = ()

    @property
    def run(self) -> Run:
        """Any of its runs, which differ in the seed alone."""
        return self.runs[0]

    @property
    def name(self) -> str:
        """See `Run.recipe`."""
        return self.run.recipe

    @property
    def clusters(self) -> tuple[str, ...]:
        """The article ids."""
        return self.tallies[0].clusters

    def vectors(self, metric: str) -> Floats:
        """The vectors of all its runs side by side, shape (articles, runs · repeats · k); see `mean_f1`."""
        return np.concatenate([own.vectors(metric) for own in self.tallies for _ in range(self.repeats)], axis=1)

    def score(self, metric: str) -> Mean:
        """The mean of a metric of the harness."""
        each = [float(f1_of(metric)(own.vectors(metric).sum(axis=0))) for own in self.tallies]
        return _mean(each, self.vectors(metric), mean_f1(f1_of(metric), len(self.runs)))

    def seen_score(self, name: str) -> Mean:
        """The mean of `entities.strict` of a slice by what training has; undefined for a recipe without `seen`."""
        vectors = [own[name] for own in self.seen]
        if not vectors:
            return Mean(mean=None, low=None, high=None, ci95=None, seeds=0)
        each = [float(count_f1(own.sum(axis=0))) for own in vectors]
        return _mean(each, np.concatenate(vectors, axis=1), mean_f1(count_f1, len(vectors)))

    @cached_property
    def facts(self) -> tuple[tuple[Facts, ...], ...]:
        """Run by run, which facts of each article are right."""
        return tuple(tuple(article.details.facts for article in own.scored.totals.each) for own in self.tallies)


def read_results(folder: Path) -> tuple[Kept, ...]:
    """The finished runs of a folder, by name; those that are not finished are named on stderr.

    Raises: InvalidDataError for a file that cannot be read, or a run in a folder of another name.
    """
    kept: list[Kept] = []
    for path in sorted(path.parent for path in folder.glob(f"*/{FILE}")):
        run = read_run(path)
        if run.name != path.name:
            found = f"found the run {run.name} in the folder {path.name}"
            raise InvalidDataError([Finding(str(path / FILE), 1, "run-name", found, "Rename the folder.")])
        if not (path / PREDICTIONS).exists():
            click.echo(f"warning: {path} is not finished; left out", err=True)
            continue
        records = tuple(item.record for item in read_records(path / PREDICTIONS))
        kept.append(Kept(run=run, records=records, folder=folder))
    return tuple(kept)


def scored(kept: Iterable[Kept], gold: Gold) -> dict[str, Recipe]:
    """Recipe → its runs, scored, in the order of names; the seeds of a recipe in their order.

    Raises: InvalidDataError where runs of one recipe differ in more than the seed, before any is scored.
    """
    in_order = sorted(kept, key=lambda own: (own.run.recipe, -1 if own.run.seed is None else own.run.seed))
    by_recipe = {name: list(own) for name, own in groupby(in_order, key=attrgetter("run.recipe"))}
    if findings := [finding for own in by_recipe.values() for finding in _mixed(own)]:
        raise InvalidDataError(findings)
    return {name: _recipe(own, gold) for name, own in by_recipe.items()}


def _mixed(kept: Sequence[Kept]) -> Iterator[Finding]:
    """A finding for each run that differs from the first of its recipe in more than the seed."""
    first = kept[0].run
    for own in kept[1:]:
        difference = own.run.other_than(replace(first, seed=own.run.seed))
        if difference is not None:
            found = f"found {difference} of {first.name}, though seeds of one recipe differ in the seed alone"
            hint = "Make the older of both again, with --fresh."
            yield Finding(str(own.folder / own.run.name / FILE), 1, "mixed-seeds", found, hint)


def _recipe(kept: Sequence[Kept], gold: Gold) -> Recipe:
    return Recipe(
        runs=tuple(own.run for own in kept),
        tallies=tuple(
            CorpusTally(
                scored=score_sources(gold.records, own.records, Options(edition=own.run.edition), name=own.run.name)
            )
            for own in kept
        ),
        seen=tuple(seen_counts(own.run, own.records, gold) for own in kept if _has_seen(own.run)),
    )


def _has_seen(run: Run) -> bool:
    """Only of the open edition has anybody the surfaces of what is predicted."""
    return run.edition == "open" and is_usual(run)


def mean_f1(f1: F1, runs: int) -> F1:
    """The mean of F1 over so many runs whose vectors lie side by side; NaN where one is undefined."""
    return lambda sums: np.asarray(f1(sums.reshape(*sums.shape[:-1], runs, -1)).mean(axis=-1), dtype=np.float64)


def compared(recipes: Sequence[Recipe], metrics: Sequence[str] = METRICS) -> tuple[PairComparison, ...]:
    """Each recipe with each after it, mean over seeds with mean over seeds; see `compare_systems`.

    Where one has more seeds than the other, each run counts as often as makes the numbers equal: the means stay.
    Raises: ValueError for recipes of different articles.
    """
    if len(recipes) < 2:
        return ()
    runs = int(np.lcm.reduce([len(own.runs) for own in recipes]))
    tallies = {own.name: Recipe(runs=own.runs, tallies=own.tallies, repeats=runs // len(own.runs)) for own in recipes}
    return compare_systems(tallies, metrics, f1_of=lambda metric: mean_f1(f1_of(metric), runs), seed=0, all_pairs=True)


def shares(first: Recipe, second: Recipe) -> dict[str, tuple[Mean, Mean]]:
    """Layer → shares of the facts that two editions tell: treated alike in both, and right in both; mean over seeds.

    The recipes are one system in two editions. Seeds that only one of them has are left out; without any that both
    have there is nothing.
    """
    seeds = sorted({run.seed for run in first.runs} & {run.seed for run in second.runs}, key=str)
    if not seeds:
        return {}
    each = [_paired(_of_seed(first, seed), _of_seed(second, seed)) for seed in seeds]
    return {
        layer: (
            _share([facts[layer] for facts in each], lambda facts: facts.both_right + facts.both_wrong),
            _share([facts[layer] for facts in each], lambda facts: facts.both_right),
        )
        for layer in LAYERS
    }


def _of_seed(recipe: Recipe, seed: int | None) -> tuple[Facts, ...]:
    return recipe.facts[[run.seed for run in recipe.runs].index(seed)]


def _paired(first: Sequence[Facts], second: Sequence[Facts]) -> Mapping[str, list[PairedFacts]]:
    """Layer → the paired facts, article by article."""
    articles = [
        next(iter(consistency(both).values())).layers
        for both in zip(_by_article(first), _by_article(second), strict=True)
    ]
    return {layer: [own[layer].facts for own in articles] for layer in LAYERS}


def _by_article(facts: Iterable[Facts]) -> list[Facts]:
    return sorted(facts, key=lambda own: own.article_id)


def _share(each: Sequence[Sequence[PairedFacts]], counted: Callable[[PairedFacts], int]) -> Mean:
    """Of facts run by run and article by article: the share of those that count among all paired facts."""
    vectors = [np.array([[counted(own), own.total] for own in facts], dtype=np.float64) for facts in each]
    values = [float(_ratio(own.sum(axis=0))) for own in vectors]
    return _mean(values, np.concatenate(vectors, axis=1), mean_f1(_ratio, len(vectors)))


def _ratio(sums: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        ratio: Floats = sums[..., 0] / sums[..., 1]
    return ratio


def _mean(each: Sequence[float], vectors: Floats, mean: F1) -> Mean:
    """Of one value a run, and the vectors (articles, runs · k) whose sums `mean` makes a mean of."""
    if np.isnan(each).any():
        return Mean(mean=None, low=None, high=None, ci95=None, seeds=len(each))
    (interval,) = bootstrap_intervals(vectors[:, None, :], seed=0, f1=mean)
    return Mean(mean=float(np.mean(each)), low=min(each), high=max(each), ci95=interval, seeds=len(each))


def signed(recipes: Iterable[Recipe], gold: Gold) -> Iterator[tuple[Edition, str]]:
    """For each edition that was scored, the signature of its scores, as `hudna eval` prints it."""
    by_edition = {own.run.edition: own for own in recipes}
    for edition in sorted(by_edition):
        options, clusters = Options(edition=edition), len(by_edition[edition].clusters)
        yield edition, signature(gold.identity, options, editions=[edition], clusters=clusters)
