"""The passes, decisions and gold of an annotation folder.

`passes/<annotator>/<edition>/<id>.jsonl` for the annotators `a` and `b`, `adjudication/<edition>/<id>.jsonl`, and
`gold/<edition>/<id>.jsonl`, which follows from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hudna.dataset import EDITIONS
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, read_annotation
from hudna.formats.decode import read_bytes
from hudna.passes.adjudicate import adjudicated, disagreements, prepare
from hudna.passes.decisions import read_adjudication
from hudna.passes.shared_ids import suggested_ids


def texts(folder: Path, only: str | None = None) -> list[str]:
    """The texts that both passes have, as `edition/id`."""
    found = [
        f"{edition}/{path.stem}"
        for edition in EDITIONS
        for path in sorted((folder / "passes" / "a" / edition).glob("*.jsonl"))
        if (folder / "passes" / "b" / edition / path.name).exists()
    ]
    return [text for text in found if only in (None, text)]


def read_passes(folder: Path, text: str) -> tuple[AnnotationFile, AnnotationFile]:
    """Both passes over a text. Raises: InvalidDataError for what does not have the form."""
    a, b = (read_annotation(folder / "passes" / annotator / f"{text}.jsonl") for annotator in "ab")
    return a, b


def adjudicate_folder(folder: Path, only: str | None) -> list[tuple[Path, AnnotationFile | InvalidDataError]]:
    """For every text the path of its gold, and the gold or why there is none."""
    results: list[tuple[Path, AnnotationFile | InvalidDataError]] = []
    for text in texts(folder, only):
        try:
            results.append((folder / "gold" / f"{text}.jsonl", gold_of(folder, text)))
        except InvalidDataError as error:
            results.append((folder / "gold" / f"{text}.jsonl", error))
    return results


def gold_of(folder: Path, text: str) -> AnnotationFile:
    """The gold of a text. Raises: InvalidDataError, see `adjudicated`."""
    a, b = read_passes(folder, text)
    gold = adjudicated(a, b, read_adjudication(folder / "adjudication" / f"{text}.jsonl"))
    return replace(gold, path=str(folder / "gold" / f"{text}.jsonl"), guidelines=guidelines_version(folder))


def guidelines_version(folder: Path) -> str:
    """The version that `GUIDELINES.md` states. Decisions follow these guidelines; a pass names those it was made under.

    Raises: InvalidDataError where no line says `Version …`.
    """
    path = folder / "GUIDELINES.md"
    for line in read_bytes(path).decode().splitlines():
        if line.startswith("Version "):
            return line.removeprefix("Version ").strip()
    raise InvalidDataError([Finding(str(path), 1, "missing-key", "found no line `Version …`, which is required")])


def pending_rows(folder: Path, only: str | None) -> Iterator[dict[str, Any]]:
    """Rows to complete, as the adjudication file wants them: ids that one pass alone uses, then every disagreement
    that no decision covers."""
    for text in texts(folder, only):
        adjudication = read_adjudication(folder / "adjudication" / f"{text}.jsonl")
        named: set[tuple[str, str]] = {
            (item.ids, id_) for item in adjudication.ids for id_ in (item.a, item.b) if id_ is not None
        }
        yield from suggested_ids(*read_passes(folder, text), named)
        decided = {decision.unit for _, decision in adjudication.decisions if decision.instead is None}
        for item in disagreements(prepare(*read_passes(folder, text), adjudication)):
            if item.unit not in decided:
                sides = {side: value for side, value in (("a", item.a), ("b", item.b)) if value is not None}
                yield {"unit": item.unit, **sides, "decision": "", "rule": "", "why": ""}
