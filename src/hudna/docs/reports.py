"""The files of counts and of agreement that the datasheet quotes, held to the form in which commands write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from hudna.dataset import EDITIONS
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, read_bytes, read_json

T = TypeVar("T")

_COUNTED = (
    "layer", "distinct", "zone_type", "mention_type", "mention_depth", "event_type", "polarity", "realis",
    "claim_links", "stance",
)  # fmt: skip
"""Of what the datasheet quotes a count by label."""

_BY_NUMBER = ("mention_depth", "claim_links")

_AGREEMENT_METRICS = {
    "entities.strict": "mentions: boundaries and type",
    "events.tc": "event triggers: boundaries and type",
    "events.ac+": "arguments: event, role and filler",
    "events.frame_exact": "whole events: trigger and all arguments",
    "claims.qv": "numeric claims: number and value",
    "claims.claim": "whole numeric claims, with source and event",
}
_AGREEMENT_LABELS = {
    "mention.form": "form of mentions",
    "event.realis": "realis of events",
    "timex.value": "values of time expressions",
    "claim.unit_norm": "units of claims",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A file of agreement: rows of (what, in both, only in the first, only in the second, F1) for marked things, and
    of (what, the same, units, kappa) for labels; the articles compared, as `001/open`."""

    marked: tuple[tuple[str, int, int, int, float | None], ...]
    labels: tuple[tuple[str, int, int, float | None], ...]
    clusters: Mapping[str, float | None]
    compared: tuple[str, ...]

    @property
    def articles(self) -> list[str]:
        return sorted({name.partition("/")[0] for name in self.compared})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    both: int
    only_a: int
    only_b: int
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    agreed: int
    units: int
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clusters:
    conll: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overall:
    marked: Mapping[str, _Marked]
    categories: Mapping[str, _Labelled]
    coreference: Mapping[str, _Clusters]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What is used of the report that `hudna agreement` writes; it has more."""

    overall: _Overall
    by_article: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statistics:
    """What is used of the counts that `hudna stats --json` prints: edition → what is counted → its count or counts."""

    total: Mapping[str, Mapping[str, Any]]


def read_counts(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Edition → the number of tokens, and for each layer that is labelled: label → how often.

    Raises: InvalidDataError where the file is missing, broken, or lacks an edition or a layer.
    """
    hint = "Run `hudna stats --json`."
    total = _read(_Statistics, path, hint).total
    _require(total, EDITIONS, "total", path, hint)
    for edition in EDITIONS:
        counts = total[edition]
        _require(counts, ("tokens", *_COUNTED), f"total.{edition}", path, hint)
        if faulty := [name for name in ("tokens", *_COUNTED) if not _fits(name, counts[name])]:
            found = f"total.{edition}.{faulty[0]}: found {counts[faulty[0]]!r:.60} against counts"
            raise InvalidDataError([Finding(str(path), 1, "bad-value", found, hint)])
    return total


def read_agreement(path: Path) -> Agreement:
    """A report of agreement.

    Raises: InvalidDataError where the file is missing, broken, or lacks a metric or a label that is quoted.
    """
    hint = "Run `hudna agreement`."
    report = _read(_Report, path, hint)
    marked, labels = report.overall.marked, report.overall.categories
    _require(marked, _AGREEMENT_METRICS, "overall.marked", path, hint)
    _require(labels, _AGREEMENT_LABELS, "overall.categories", path, hint)
    rows = [(what, marked[name]) for name, what in _AGREEMENT_METRICS.items()]
    kinds = [(what, labels[name]) for name, what in _AGREEMENT_LABELS.items()]
    return Agreement(
        marked=tuple((what, row.both, row.only_a, row.only_b, row.f1) for what, row in rows),
        labels=tuple((what, kind.agreed, kind.units, kind.kappa) for what, kind in kinds),
        clusters={kind: scores.conll for kind, scores in report.overall.coreference.items()},
        compared=tuple(sorted(report.by_article)),
    )


def _fits(name: str, value: Any) -> bool:
    """Whether a value is a count, or is counts by label; the labels of some are themselves numbers."""
    if name == "tokens":
        return value is None or type(value) is int
    if not isinstance(value, Mapping) or not all(type(count) is int for count in value.values()):
        return False
    return name not in _BY_NUMBER or all(label.isdecimal() for label in value)


def _read(kind: type[T], path: Path, hint: str) -> T:
    """Read twice, for the second reader does not tell the line where there is no JSON."""
    if not path.is_file():
        raise InvalidDataError([Finding(str(path), 0, "unreadable-file", "found no file", hint)])
    try:
        read_json(path)
        return decode(kind, read_bytes(path), path, 1)
    except InvalidDataError as error:
        raise InvalidDataError(replace(finding, hint=hint) for finding in error.findings) from None


def _require(found: Mapping[str, Any], names: Iterable[str], where: str, path: Path, hint: str) -> None:
    missing = [
        Finding(str(path), 1, "missing-key", f"{where}.{name}: found no such key, which is required", hint)
        for name in names
        if name not in found
    ]
    if missing:
        raise InvalidDataError(missing)
