"""Folders of brat files: `<edition>/<id>.txt` and `.ann`, with the configuration above them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hudna.exchange.brat.config import annotation_conf, tools_conf, visual_conf
from hudna.exchange.brat.read import annotation_of_ann
from hudna.exchange.brat.write import ann_text, brat_findings
from hudna.exchange.folder import Annotated
from hudna.files import replace_folder, write_file
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, write_annotation
from hudna.formats.decode import read_bytes
from hudna.texts import decode_text


def write_brat(gold: Sequence[Annotated], folder: Path) -> list[Path]:
    """Write every file that has a text; give the paths of the `.ann` files, relative to `folder`.

    Raises: InvalidDataError for annotation that brat cannot hold; nothing is written then.
    """
    with_text = [item for item in gold if item.text is not None]
    findings = [finding for item in with_text for finding in brat_findings(item.annotation)]
    if findings:
        raise InvalidDataError(findings)
    with replace_folder(folder) as temporary:
        for name, content in (
            ("annotation.conf", annotation_conf()), ("visual.conf", visual_conf()), ("tools.conf", tools_conf()),
        ):  # fmt: skip
            write_file(temporary / name, content.encode())
        return [_write(item, temporary) for item in with_text]


def read_brat(folder: Path) -> list[tuple[Path, AnnotationFile]]:
    """Every `.ann` file of a folder as an annotation, with its path relative to the folder.

    Raises: InvalidDataError with the faults of all files, or where there is none.
    """
    paths = sorted(folder.rglob("*.ann"))
    findings: list[Finding] = []
    read: list[tuple[Path, AnnotationFile]] = []
    for path in paths:
        try:
            read.append((path.relative_to(folder), _read(path)))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if not paths:
        findings.append(Finding(str(folder), 0, "empty-folder", "found no .ann file against at least one"))
    if findings:
        raise InvalidDataError(findings)
    return read


def write_gold(read: Sequence[tuple[Path, AnnotationFile]], folder: Path) -> list[Path]:
    """Write annotations as `gold/<edition>/<id>.jsonl` in `folder`, in canonical form; give the paths."""
    paths = [folder / "gold" / name.with_suffix(".jsonl") for name, _ in read]
    for path, (_, annotation) in zip(paths, read, strict=True):
        write_annotation(annotation, path)
    return paths


def _write(item: Annotated, folder: Path) -> Path:
    text = item.text or ""
    path = item.name.with_name(f"{item.name.name}.ann")
    write_file(folder / path, ann_text(item.annotation, text).encode())
    write_file((folder / path).with_suffix(".txt"), text.encode())
    return path


def _read(path: Path) -> AnnotationFile:
    text_path = path.with_suffix(".txt")
    text = decode_text(read_bytes(text_path), text_path)
    return annotation_of_ann(decode_text(read_bytes(path), path), str(path), text)
