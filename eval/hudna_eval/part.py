"""What some articles come to: everything that the report is added up from. It travels between processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hudna.findings import Finding
from hudna.model import Record
from hudna_eval.comparisons.scores import ArticleClaims
from hudna_eval.consistency.facts import Facts
from hudna_eval.coreference.clusterings import Items
from hudna_eval.coreference.scores import Clusters
from hudna_eval.mistakes.mistake import Mistake
from hudna_eval.sources.record_source import Key
from hudna_eval.statistics.intervals import Floats
from hudna_eval.suite import Cell
from hudna_eval.sums import Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDetails:
    """What is kept of one article for itself, where articles are few enough."""

    clusters: Clusters
    items: Mapping[str, Items]
    facts: Facts
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The scores of some articles, in the order of their keys.

    `counts` has the shape (articles, cells, 3) and holds tp, fp and fn; `ratios` the shape (articles, columns of
    `hudna_eval.coreference.scores.COLUMNS`, 4), of coreference. `details` and `claims` are by article, and empty unless
    asked for.
    """

    keys: Sequence[Key]
    cells: Sequence[Cell]
    counts: Floats
    ratios: Floats
    sums: Sums
    details: Sequence[ArticleDetails]
    claims: Sequence[ArticleClaims]
    without_text: Sequence[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of some pairs of records: their faults, or, if they have none, their scores and gold's digests.

    `named` has the records of gold and of pred with nothing but their claims, for comparisons that name them.
    """

    findings: Sequence[Finding] = ()
    part: Part | None = None
    digests: Sequence[bytes] = ()
    named: tuple[Sequence[Record], Sequence[Record]] = ((), ())
