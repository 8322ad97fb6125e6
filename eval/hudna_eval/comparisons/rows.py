"""Rows that compare two numeric claims, gold or predicted: read strictly, and checked against the claims they name.

A claim is named `article:claim`. In gold the name holds in every edition. The ids of a prediction are its own, so that
a name may be another claim in another edition: a predicted row with `edition` speaks of that one, a row without it of
every edition that has both claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, lines_of
from hudna.model import ClaimKind, Edition, Record
from hudna.registers import Comparability, Comparison, Editorial, Logical

_Form = TypeVar("_Form")


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedComparison:
    """A line of predicted comparisons: as `hudna.registers.Comparison`, without the need of `id` and `reason`.

    `logical` is allowed, so that a file of gold can be scored as it is, and passes unread: it is computed from the
    predicted claims. `edition` is None where the row holds in every edition that has both claims.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    claims: tuple[str, str]
    comparability: Comparability
    editorial: Editorial | None = None
    edition: Edition | None = None
    id: str | None = None
    reason: str | None = None
    logical: Logical | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """What is scored of a row, and the file and line it was read from. `edition` is None for every edition."""

    claims: tuple[str, str]
    comparability: Comparability
    editorial: Editorial | None
    edition: Edition | None
    path: str
    line: int


_Known = Mapping[str, set[tuple[str, Edition, ClaimKind]]]
"""Name of a claim → article, edition and kind of every claim of that name."""


def read_gold_comparisons(path: Path) -> list[ComparisonRow]:
    """The rows of a file of `hudna.registers.Comparison`, one JSON object a line.

    Raises: InvalidDataError with every fault of every line, or for an unreadable or empty file.
    """
    return gold_rows(_read(Comparison, path), str(path))


def read_pred_comparisons(path: Path) -> list[ComparisonRow]:
    """The rows of a file of `PredictedComparison`, one JSON object a line.

    Raises: InvalidDataError with every fault of every line, or for an unreadable or empty file: who predicts no
    comparison gives no file.
    """
    return [_row(item, item.edition, str(path), line) for item, line in _read(PredictedComparison, path)]


def gold_rows(comparisons: Iterable[tuple[Comparison, int]], path: str) -> list[ComparisonRow]:
    """Gold comparisons, each with its line (or position from 1) in what `path` names."""
    return [_row(item, None, path, line) for item, line in comparisons]


def comparison_findings(
    gold: Iterable[ComparisonRow],
    pred: Iterable[ComparisonRow],
    gold_records: Iterable[Record],
    pred_records: Iterable[Record],
) -> Iterator[Finding]:
    """Faults of rows against all records of their side, also those of editions that are not scored.

    A name that leads to no claim or to several, a claim compared with itself, two claims that no edition has together,
    and in gold two claims of different kinds, which no number relates. A predicted record without edition stands for
    any. Records are read once and not kept.
    """
    known = _known(gold_records)
    for row in gold:
        yield from _faults(row, known)
        yield from _kind_faults(row, known)
    known = _known(pred_records)
    for row in pred:
        yield from _faults(row, known)


def _read(form: type[_Form], path: Path) -> list[tuple[_Form, int]]:
    rows: list[tuple[_Form, int]] = []
    findings: list[Finding] = []
    for number, line in lines_of(path):
        try:
            rows.append((decode(form, line, path, number), number))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if findings:
        raise InvalidDataError(findings)
    return rows


def _row(item: Comparison | PredictedComparison, edition: Edition | None, path: str, line: int) -> ComparisonRow:
    return ComparisonRow(
        claims=item.claims,
        comparability=item.comparability,
        editorial=item.editorial,
        edition=edition,
        path=path,
        line=line,
    )


def _known(records: Iterable[Record]) -> _Known:
    known: defaultdict[str, set[tuple[str, Edition, ClaimKind]]] = defaultdict(set)
    for record in records:
        for claim in record.numeric_claims:
            known[f"{record.article_id}:{claim.id}"].add((record.article_id, record.edition, claim.kind))
    return dict(known)


def _faults(row: ComparisonRow, known: _Known) -> Iterator[Finding]:
    one, other = row.claims
    for name in dict.fromkeys(row.claims):
        if name not in known:
            message = f"found claim {name} against the claims of the articles"
            yield _finding(row, "unknown-claim", message, "A claim is named article:claim, for instance 003:N4.")
        elif len({article for article, _, _ in known[name]}) > 1:
            yield _finding(row, "ambiguous-claim", f"found claim {name} in several articles against one", "Rename it.")
    if one == other:
        yield _finding(row, "self-comparison", f"found claim {one} twice against two claims")
    elif one in known and other in known and not _editions(row, known):
        where = "one edition that has both" if row.edition is None else f"the claims of edition {row.edition}"
        yield _finding(row, "no-common-edition", f"found claims {one} and {other} against {where}")


def _kind_faults(row: ComparisonRow, known: _Known) -> Iterator[Finding]:
    kinds = [{(edition, kind) for _, edition, kind in known.get(name, ())} for name in row.claims]
    for edition in sorted({edition for edition, _ in kinds[0]} & {edition for edition, _ in kinds[1]}):
        one, other = (sorted({kind for its, kind in side if its == edition}) for side in kinds)
        if one != other:
            message = f"found {one[0]} {row.claims[0]} and {other[0]} {row.claims[1]} against two claims of one kind"
            yield _finding(row, "comparison-claims", message)


def _editions(row: ComparisonRow, known: _Known) -> set[Edition]:
    """The editions that may have both claims; those of records without edition are unknown, so they go with any."""
    one, other = ({edition for _, edition, _ in known[name]} for name in row.claims)
    common = (one & other) | (one if "" in other else set()) | (other if "" in one else set())
    return common if row.edition is None else common & {row.edition, ""}


def _finding(row: ComparisonRow, rule: str, message: str, hint: str = "") -> Finding:
    return Finding(row.path, row.line, rule, message, hint)
