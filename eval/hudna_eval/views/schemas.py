"""The four schemas of SemEval-2013 task 9.1 as nervaluate counts them, on an alignment that no order changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hudna.model import Mention
from hudna_eval.entities.align import Alignment

Schema = Literal["strict", "exact", "partial", "ent_type"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaCounts:
    """COR, INC, PAR, MIS and SPU of MUC-5: whole numbers from 0. They add.

    COR + INC + PAR + MIS is the number of gold mentions, COR + INC + PAR + SPU that of predictions. PAR earns half.
    A ratio with denominator 0 is None, never 0 or 1.
    """

    cor: int = 0
    inc: int = 0
    par: int = 0
    mis: int = 0
    spu: int = 0

    def __add__(self, other: SchemaCounts) -> SchemaCounts:
        return SchemaCounts(
            cor=self.cor + other.cor,
            inc=self.inc + other.inc,
            par=self.par + other.par,
            mis=self.mis + other.mis,
            spu=self.spu + other.spu,
        )

    @property
    def possible(self) -> int:
        """The number of gold mentions."""
        return self.cor + self.inc + self.par + self.mis

    @property
    def actual(self) -> int:
        """The number of predictions."""
        return self.cor + self.inc + self.par + self.spu

    @property
    def precision(self) -> float | None:
        """(COR + PAR / 2) / actual; None where nothing was predicted."""
        return _ratio(2 * self.cor + self.par, 2 * self.actual)

    @property
    def recall(self) -> float | None:
        """(COR + PAR / 2) / possible; None where gold has nothing."""
        return _ratio(2 * self.cor + self.par, 2 * self.possible)

    @property
    def f1(self) -> float | None:
        """2·(COR + PAR / 2) / (actual + possible); None where neither side has anything, 0.0 where one side has."""
        return _ratio(2 * self.cor + self.par, self.actual + self.possible)

    def numbers(self) -> dict[str, int]:
        """The counts by name, for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def schema_counts(alignment: Alignment, schema: Schema) -> SchemaCounts:
    """The counts of one schema; a pair is correct, partial or incorrect, what has no partner missing or spurious.

    Correct is: span and type (strict), span (exact and partial), type (ent_type). Any other pair, which overlaps, is
    partial in `partial` and incorrect elsewhere.
    Source: Segura-Bedmar et al. 2013; nervaluate 1.2.1. Deviations: mentions are paired by `hudna_eval.entities.align`,
    one-to-one and optimal, for all four schemas alike; nervaluate gives each prediction in the order of input the first
    gold mention that is free, by another search in each schema, so that order decides.
    """
    cor = sum(_is_correct(gold, pred, schema) for gold, pred in alignment.pairs)
    rest = len(alignment.pairs) - cor
    partial = schema == "partial"
    return SchemaCounts(
        cor=cor,
        inc=0 if partial else rest,
        par=rest if partial else 0,
        mis=len(alignment.missed),
        spu=len(alignment.spurious),
    )


def _is_correct(gold: Mention, pred: Mention, schema: Schema) -> bool:
    same_span = gold.start == pred.start and gold.end == pred.end
    same_type = gold.type == pred.type
    if schema == "strict":
        return same_span and same_type
    return same_type if schema == "ent_type" else same_span


def _ratio(numerator: int, denominator: int) -> float | None:
    return numerator / denominator if denominator else None
