"""Running the rules over an annotation folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from hudna.build.corpus import gold_paths, open_text_path
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, read_annotation, with_text, write_annotation
from hudna.formats.decode import read_bytes
from hudna.formats.registers import read_registers
from hudna.registers import Registers
from hudna.texts import decode_text, source_folder, texts_by_hash
from hudna.validate.across import Folder, all_findings
from hudna.validate.record import annotation_findings
from hudna.validate.rules import RULES, STRICT

T = TypeVar("T")


def read_folder(path: Path) -> Folder:
    """An annotation folder with whatever texts are at hand.

    Raises: InvalidDataError with the findings of level 1 of all files.
    """
    findings: list[Finding] = []

    def collect(read: Callable[[], T], default: T) -> T:
        try:
            return read()
        except InvalidDataError as error:
            findings.extend(error.findings)
            return default

    registers = collect(lambda: read_registers(path), Registers())
    sources = _source_texts(registers)
    read = [collect(partial(_read_one, file, path, sources), None) for file in gold_paths(path)]
    if findings:
        raise InvalidDataError(findings)
    annotations = tuple(annotation for annotation in read if annotation is not None)
    return Folder(path=path, registers=registers, annotations=annotations, source_texts=sources)


def folder_findings(folder: Folder, *, strict: bool = False) -> list[Finding]:
    """The findings of levels 2 to 7 of every file, or, if there are none, those of level 8, or of 9 if strict."""
    found = [item for annotation in folder.annotations for item in annotation_findings(annotation, folder.registers)]
    for level in (8, STRICT) if strict else (8,):
        rules = [rule.of_folder for rule in RULES if rule.of_folder and rule.level == level]
        found = sorted(found) or all_findings(folder, rules)
    return found


def require_valid(path: Path) -> None:
    """Raises: InvalidDataError with every finding, if there is one."""
    findings = folder_findings(read_folder(path))
    if findings:
        raise InvalidDataError(findings)


def rewrite(folder: Folder) -> None:
    """Write every gold file in its canonical form; what it says does not change."""
    for annotation in folder.annotations:
        write_annotation(with_text(annotation, None), Path(annotation.path))


def _read_one(file: Path, folder: Path, sources: dict[str, str]) -> AnnotationFile | None:
    annotation = read_annotation(file)
    record = annotation.record
    if record.edition == "source":
        return with_text(annotation, sources.get(record.article_id))
    path = open_text_path(folder, record.article_id)
    return with_text(annotation, decode_text(read_bytes(path), path))


def _source_texts(registers: Registers) -> dict[str, str]:
    folder = source_folder()
    if folder is None:
        return {}
    by_hash = texts_by_hash(folder)
    wanted = [(article, by_hash.get(article.source_sha256)) for article in registers.articles]
    return {article.id: decode_text(found[1], found[0]) for article, found in wanted if found is not None}
