"""Checking whatever a path names: an annotation folder, an annotation file, a file in the interchange form."""

from __future__ import annotations

from pathlib import Path

import click

from hudna.findings import Finding, plural
from hudna.formats.annotation import read_annotation
from hudna.formats.decode import read_bytes
from hudna.formats.interchange import read_records
from hudna.validate.folder import folder_findings, read_folder, rewrite
from hudna.validate.record import annotation_findings, prediction_findings


def check_path(path: Path, *, fix: bool = False, strict: bool = False) -> tuple[list[Finding], str]:
    """The findings, and what was checked in words.

    Raises: InvalidDataError where not even the form is right, with all such findings.
    """
    if path.is_dir():
        return _check_folder(path, fix, strict)
    first_line = read_bytes(path).split(b"\n", 1)[0]
    if b'"layer"' in first_line:
        return annotation_findings(read_annotation(path), None), "1 annotation file"
    located = read_records(path)
    return prediction_findings(located), plural(len(located), "record")


def _check_folder(path: Path, fix: bool, strict: bool) -> tuple[list[Finding], str]:
    folder = read_folder(path)
    if fix:
        rewrite(folder)
        folder = read_folder(path)
    for annotation in folder.annotations:
        if annotation.record.text is None:
            click.echo(f"{annotation.path}: no text at hand, so rules that need it were not run", err=True)
    return folder_findings(folder, strict=strict), plural(len(folder.annotations), "annotation file")
