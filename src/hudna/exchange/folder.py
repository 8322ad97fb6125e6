"""The annotation folder as files to hand to other programs: what has a text at hand goes, the rest is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hudna.build.corpus import gold_paths, open_text_path
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, read_annotation, with_text
from hudna.formats.decode import read_bytes
from hudna.texts import decode_text, source_folder, texts_by_hash


@dataclass(frozen=True, slots=True)
class Annotated:
    """A gold file, its record with text, or without where none is at hand; `name` is `<edition>/<id>`."""

    name: Path
    annotation: AnnotationFile

    @property
    def text(self) -> str | None:
        """The text, None where it is not at hand."""
        return self.annotation.record.text


def read_gold(folder: Path) -> list[Annotated]:
    """All gold files with the texts at hand: the open edition's, and source texts by their hash.

    Raises: InvalidDataError with the faults of all files, or where there is none.
    """
    source = source_folder()
    by_hash = texts_by_hash(source) if source else {}
    read: list[Annotated] = []
    findings: list[Finding] = []
    for path in gold_paths(folder):
        try:
            read.append(_read(path, folder, by_hash))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if not (read or findings):
        findings.append(Finding(str(folder), 0, "empty-folder", "found no gold/<edition>/<id>.jsonl"))
    if findings:
        raise InvalidDataError(findings)
    return read


def without_text(gold: list[Annotated]) -> Iterator[str]:
    """A line for each file that is passed over."""
    for item in gold:
        if item.text is None:
            yield f"{item.annotation.path}: passed over, because its text is not at hand"


def _read(path: Path, folder: Path, by_hash: dict[str, tuple[Path, bytes]]) -> Annotated:
    annotation = read_annotation(path)
    name = path.relative_to(folder / "gold").with_suffix("")
    return Annotated(name, with_text(annotation, _text(annotation, folder, path, by_hash)))


def _text(annotation: AnnotationFile, folder: Path, path: Path, by_hash: dict[str, tuple[Path, bytes]]) -> str | None:
    if path.parent.name == "open":
        text_path = open_text_path(folder, path.stem)
        return decode_text(read_bytes(text_path), text_path)
    found = by_hash.get(annotation.record.text_sha256 or "")
    return None if found is None else decode_text(found[1], found[0])
