"""What a comparison of systems says: a frozen `CompareReport`, as JSON and as tables for the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from hudna.findings import plural, visible
from hudna_eval.compare.systems import Difference, PairComparison
from hudna_eval.statistics.intervals import Interval
from hudna_eval.statistics.power import ALPHA, POWER, smallest_p
from hudna_eval.terminal import UNDEFINED, console, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReport:
    """The comparison of two systems or more over so many `clusters`: articles, or groups of them.

    `dataset_version` is None where gold is not the embedded dataset.
    """

    signature: str
    dataset_version: str | None
    warnings: tuple[str, ...]
    systems: tuple[str, ...]
    clusters: int
    is_grouped: bool = False
    pairs: tuple[PairComparison, ...]

    @property
    def units(self) -> str:
        """What was drawn and swapped: `5 articles`, `998 groups of articles`."""
        return f"{self.clusters} groups of articles" if self.is_grouped else plural(self.clusters, "article")

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the numbers must know: what so few articles cannot show, and what is not adjusted."""
        return tuple(_notes(self.units, self.clusters, self.pairs))

    def to_json(self) -> str:
        """One JSON object, keys sorted: the same report gives the same bytes. Undefined numbers are null."""
        data = {
            "signature": self.signature,
            "dataset_version": self.dataset_version,
            "warnings": list(self.warnings),
            "notes": list(self.notes),
            "systems": list(self.systems),
            "clusters": self.clusters,
            "smallest_p": smallest_p(self.clusters),
            "pairs": [_plain_pair(pair) for pair in self.pairs],
        }
        return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)


def show(report: CompareReport) -> None:
    """Print a table for each pair, the notes and the signature, on stdout: plain and 120 wide outside a terminal."""
    out = console(width=120)
    for pair in report.pairs:
        heading = f"A = {pair.a}, B = {pair.b}: {report.units}"
        out.print(visible(heading), markup=False, soft_wrap=True)
        out.print(_table(pair))
        out.print()
    for line in (*report.notes, report.signature):
        out.print(visible(line), markup=False, soft_wrap=True)


def _notes(units: str, clusters: int, pairs: tuple[PairComparison, ...]) -> Iterator[str]:
    least, tests = smallest_p(clusters), max(len(_family(pair)) for pair in pairs)
    if least > ALPHA:
        yield (f"{units} can give no p below {least:.4g}: no difference can be significant at {ALPHA}, however large.")
    elif least * tests > ALPHA:
        yield (
            f"{units} can give no p below {least:.4g}, and of {tests} metrics no adjusted p below "
            f"{min(1.0, least * tests):.4g}: no difference can be significant at {ALPHA}. Ask for fewer metrics."
        )
    yield from _families(pairs)
    if len(pairs) > 1:
        yield f"p Holm is adjusted over the metrics of one pair, not over the {len(pairs)} pairs."
    yield (
        f"detectable: the true difference that a two-sided z test at {ALPHA} finds with power {POWER}, "
        "by the bootstrap's standard error."
    )


def _families(pairs: tuple[PairComparison, ...]) -> Iterator[str]:
    """What p is adjusted over, once if it is the same for all pairs."""
    differ = len({_family(pair) for pair in pairs}) > 1
    for pair in pairs if differ else pairs[:1]:
        if family := _family(pair):
            whose = f" of A = {pair.a}, B = {pair.b}" if differ else ""
            yield f"p Holm{whose} is adjusted over {plural(len(family), 'metric')}: {', '.join(family)}."


def _family(pair: PairComparison) -> tuple[str, ...]:
    """The metrics that are tested: those without a difference do not count."""
    return tuple(metric for metric, row in pair.metrics.items() if row.test is not None)


def _table(pair: PairComparison) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("metric", no_wrap=True)
    for name in ("F1 A", "F1 B", "B - A", "95 % interval", "p", "p Holm", "detectable"):
        table.add_column(name, justify="right", no_wrap=True)
    for metric, row in pair.metrics.items():
        table.add_row(metric, *_cells(row))
    return table


def _cells(row: Difference) -> Iterator[str]:
    yield from map(rate, (row.f1_a, row.f1_b))
    yield _signed(row.difference)
    yield _interval(row.ci95)
    yield from map(rate, (row.p, row.p_holm, row.detectable))


def _signed(difference: float | None) -> str:
    """With its sign, but for 0 and what rounds to it."""
    if difference is None:
        return UNDEFINED
    written = f"{difference:+.4f}"
    return "0.0000" if written in ("+0.0000", "-0.0000") else written


def _interval(interval: Interval | None) -> str:
    return UNDEFINED if interval is None else " to ".join(map(_signed, interval))


def _plain_pair(pair: PairComparison) -> dict[str, Any]:
    return {"a": pair.a, "b": pair.b, "metrics": {metric: _plain(row) for metric, row in pair.metrics.items()}}


def _plain(row: Difference) -> dict[str, Any]:
    return {
        "f1_a": row.f1_a,
        "f1_b": row.f1_b,
        "difference": row.difference,
        "ci95": None if row.ci95 is None else list(row.ci95),
        "standard_error": row.standard_error,
        "detectable": row.detectable,
        "p": row.p,
        "p_holm": row.p_holm,
        "test": None if row.test is None else _plain_test(row),
    }


def _plain_test(row: Difference) -> dict[str, Any] | None:
    if row.test is None:
        return None
    return {
        "extreme": row.test.extreme,
        "assignments": row.test.assignments,
        "exact": row.test.exact,
        "differing_clusters": row.test.differing,
        "smallest_p": row.test.smallest_p,
    }
