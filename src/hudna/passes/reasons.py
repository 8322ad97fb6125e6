"""The rule of `hudna check --strict` on the decisions between the passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hudna.findings import Finding, InvalidDataError
from hudna.passes.decisions import read_adjudication

if TYPE_CHECKING:
    from hudna.validate.across import Folder


def unreasoned_decision(folder: Folder) -> Iterator[Finding]:
    """What is wrong with a row by itself, its form included; `hudna adjudicate` holds the rows to the passes."""
    for path in sorted((folder.path / "adjudication").glob("*/*.jsonl")):
        try:
            read_adjudication(path)
        except InvalidDataError as error:
            yield from error.findings
