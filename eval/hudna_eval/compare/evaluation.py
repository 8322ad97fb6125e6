"""From predictions of several systems to a comparison: count each once, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from hudna.findings import Finding, InvalidDataError
from hudna_eval.compare.report import CompareReport
from hudna_eval.compare.systems import PairComparison, compare_systems, undefined
from hudna_eval.compare.tally import COMPARABLE, CorpusTally, f1_of
from hudna_eval.evaluation import score_sources
from hudna_eval.options import DEFAULTS, Identity, Options
from hudna_eval.report_building import warnings_of
from hudna_eval.signature import signature
from hudna_eval.sources.embedded import embedded_gold
from hudna_eval.sources.opening import Source
from hudna_eval.statistics.intervals import Method
from hudna_eval.statistics.randomisation import ASSIGNMENTS, EXACT_DIFFERING

__all__ = ["COMPARABLE", "DEFAULT_METRICS", "compare_sources", "tallies"]

DEFAULT_METRICS = (
    "entities.strict",
    "entities.boundary",
    "events.tc",
    "events.ac+",
    "events.frame_exact",
    "claims.qv",
    "claims.claim",
    "coref.entity.conll",
)
"""What systems are compared by unless metrics are asked for: few, since each more costs the others power."""

T = TypeVar("T")


def compare_sources(
    preds: Mapping[str, Source],
    gold: Source | None = None,
    options: Options = DEFAULTS,
    *,
    metrics: Sequence[str] = DEFAULT_METRICS,
    all_pairs: bool = False,
) -> CompareReport:
    """Compare two systems or more (name → predictions) on the same gold: see `compare_systems`.

    Without `gold` they are scored by the embedded dataset. Order of records changes nothing.
    Raises: InvalidDataError with every fault of gold and of all predictions; nothing is compared then. ValueError for
    fewer than two systems.
    """
    if len(preds) < 2:
        raise ValueError(f"found {len(preds)} systems against two or more")
    source, identity = _gold(gold)
    of_system = dict(zip(preds, tallies(source, preds, options), strict=True))
    pairs = compare_systems(of_system, metrics, f1_of=f1_of, seed=options.seed, method=options.ci, all_pairs=all_pairs)
    first = next(iter(of_system.values()))
    identity = identity or Identity(digest=first.scored.digest)
    signed = signature(identity, options, editions=first.editions, clusters=len(first.clusters))
    return CompareReport(
        signature=f"{signed}|{_how(options.ci)}",
        dataset_version=identity.version,
        warnings=tuple(_warnings(of_system, pairs)),
        systems=tuple(of_system),
        clusters=len(first.clusters),
        is_grouped=first.is_grouped,
        pairs=pairs,
    )


def tallies(gold: Source, preds: Mapping[str, Source], options: Options) -> list[CorpusTally]:
    """What each system's predictions count to.

    Raises: InvalidDataError with all faults of gold and of all predictions.
    """
    return _all_or_findings(partial(_tally, gold, name, pred, options) for name, pred in preds.items())


def _tally(gold: Source, name: str, pred: Source, options: Options) -> CorpusTally:
    return CorpusTally(scored=score_sources(gold, pred, options, name=name))


def _gold(gold: Source | None) -> tuple[Source, Identity | None]:
    """What to score by, to be read once for each system, and what it is called if it is the embedded dataset."""
    if gold is None:
        own = embedded_gold()
        return own.records, own.identity
    return (list(gold) if isinstance(gold, Iterator) else gold), None


def _all_or_findings(calls: Iterable[Callable[[], T]]) -> list[T]:
    """What each call gives. Raises: InvalidDataError with the findings of all that fail."""
    results: list[T] = []
    findings: list[Finding] = []
    for call in calls:
        try:
            results.append(call())
        except InvalidDataError as error:
            findings.extend(error.findings)
    if findings:
        raise InvalidDataError(findings)
    return results


def _how(method: Method) -> str:
    """What the signature says beyond that of one system: interval of the difference, test and adjustment."""
    return f"diff:{method}|test:exact{2**EXACT_DIFFERING}/ar{ASSIGNMENTS}|adjust:holm"


def _warnings(of_system: Mapping[str, CorpusTally], pairs: Sequence[PairComparison]) -> Iterator[str]:
    for name, own in of_system.items():
        yield from (f"{name}: {warning}" for warning in (*own.scored.warnings, *warnings_of(own.scored.totals)))
    for metric, name in undefined(pairs):
        yield f"{name}: {metric} has no F1, so no difference from it is defined"
