"""Two annotations of the same texts, paired by article and edition, and refused as a whole where anything is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, read_annotation
from hudna.model import Record
from hudna.validate.structure import dangling_reference, duplicate_id
from hudna.validate.subject import Subject
from hudna_eval.sources.pairing import Key, Pair, name_of

Side = Mapping[Key, AnnotationFile]


def read_pairs(a: Path, b: Path, *, common: bool = False) -> list[Pair]:
    """The records of A and B, as gold and pred, in the order of article and edition; zones are left behind.

    Each side is a file of the annotation form, or a folder of such (`<edition>/<id>.jsonl`, say); the first line of a
    file says what it annotates. No text is needed. Zones are left behind so that all annotation counts. With `common`,
    only texts that both sides have are compared; without, a text that one side lacks is a fault.
    Raises: InvalidDataError with all faults of both sides: of form, a text that comes twice, that only one side has
    or that is not the same text, repeated ids, references that lead nowhere.
    """
    findings: list[Finding] = []
    side_a, side_b = _read(a, findings), _read(b, findings)
    shared = side_a.keys() & side_b.keys()
    if not findings:
        # What one side lacks may be what could not be read, so this is asked of whole sides only.
        unpaired = (*_unpaired(side_a, side_b), *_unpaired(side_b, side_a))
        findings += (*(() if common and shared else unpaired), *_other_texts(side_a, side_b))
    if findings:
        raise InvalidDataError(findings)
    return [Pair(gold=_unzoned(side_a[key]), pred=_unzoned(side_b[key])) for key in sorted(shared)]


def _read(path: Path, findings: list[Finding]) -> Side:
    """The files of one side by article and edition; faults are added to `findings`."""
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        findings.append(Finding(str(path), 0, "empty-folder", "found no .jsonl file against at least one"))
    side: dict[Key, AnnotationFile] = {}
    for file in files:
        try:
            annotation = read_annotation(file)
        except InvalidDataError as error:
            findings += error.findings
            continue
        before = side.setdefault(annotation.record.key, annotation)
        if before is not annotation:
            found = f"found article {name_of(annotation.record.key)} again, first in {before.path}"
            findings.append(Finding(str(file), 1, "duplicate-article", found, "One file per article and edition."))
        findings += _faults(annotation)
    return side


def _faults(annotation: AnnotationFile) -> Iterator[Finding]:
    subject = Subject(record=annotation.record, gold=False)
    for fault in (*duplicate_id(subject), *dangling_reference(subject)):
        line = annotation.line(fault.layer, fault.index)
        yield Finding(annotation.path, line, fault.rule, fault.message, fault.hint)


def _unpaired(side: Side, other: Side) -> Iterable[Finding]:
    for key in side.keys() - other.keys():
        found = f"found article {name_of(key)} on this side only"
        yield Finding(side[key].path, 1, "unpaired-article", found, "Compare what both sides annotate.")


def _other_texts(side_a: Side, side_b: Side) -> Iterable[Finding]:
    for key in side_a.keys() & side_b.keys():
        a, b = side_a[key].record.text_sha256, side_b[key].record.text_sha256
        if a != b:
            found = f"found text of sha256 {b or '':.12}… against {a or '':.12}… in {side_a[key].path}"
            yield Finding(side_b[key].path, 1, "text-hash", found, "Offsets of two texts do not compare.")


def _unzoned(annotation: AnnotationFile) -> Record:
    return replace(annotation.record, zones=())
