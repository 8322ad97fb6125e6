"""Comparisons of claims during an evaluation: their rows, and the claims that they may name, as these come by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hudna.findings import Finding, InvalidDataError
from hudna.model import Record
from hudna.registers import Comparison
from hudna_eval.comparisons.rows import (
    ComparisonRow,
    comparison_findings,
    gold_rows,
    read_gold_comparisons,
    read_pred_comparisons,
)
from hudna_eval.comparisons.scores import ArticleClaims, ComparisonScores, count_comparisons
from hudna_eval.options import Options


@dataclass(slots=True, kw_only=True)
class ComparedClaims:
    """The rows of gold and pred, None where there are none, and the claims of all records read so far."""

    gold: list[ComparisonRow] | None = None
    pred: list[ComparisonRow] | None = None
    gold_named: list[Record] = field(default_factory=list)
    pred_named: list[Record] = field(default_factory=list)

    @property
    def asked(self) -> bool:
        """Whether there is anything to score."""
        return self.gold is not None or self.pred is not None

    def read(self, comparisons: Sequence[Comparison] | None, options: Options, findings: list[Finding]) -> None:
        """Read the rows of both sides; those of a dataset are given. Faults are added to `findings`."""
        if comparisons is not None:
            self.gold = gold_rows(((row, number) for number, row in enumerate(comparisons, start=1)), "dataset")
        if options.gold_comparisons is not None:
            self.gold = _read(read_gold_comparisons, options.gold_comparisons, findings)
        if options.comparisons is not None:
            self.pred = _read(read_pred_comparisons, options.comparisons, findings)
        if self.pred is not None and self.gold is None and not findings:
            hint = "Name those of gold with --gold-comparisons."
            found = "found comparisons against none of gold"
            findings.append(Finding(str(options.comparisons), 0, "no-gold-comparisons", found, hint))

    def name(self, gold: Iterable[Record], pred: Iterable[Record]) -> None:
        """More records that rows may name claims of."""
        self.gold_named += gold
        self.pred_named += pred

    def findings(self) -> Iterator[Finding]:
        """Faults of rows, once all records have been read."""
        if self.asked:
            yield from comparison_findings(self.gold or (), self.pred or (), self.gold_named, self.pred_named)

    def scores(self, articles: Sequence[ArticleClaims], *, seed: int) -> ComparisonScores | None:
        """The scores; None without comparisons of gold."""
        return count_comparisons(self.gold, self.pred, articles, seed=seed)


def _read(
    read: Callable[[Path], list[ComparisonRow]], path: Path, findings: list[Finding]
) -> list[ComparisonRow] | None:
    try:
        return read(path)
    except InvalidDataError as error:
        findings += error.findings
        return None
