"""The annotation folder as a `Dataset`: gold files, open texts, registers, word offsets."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from hudna.build.word_offsets import read_paragraphs
from hudna.comparisons import with_logical
from hudna.dataset import EDITIONS, Dataset
from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile, read_annotation
from hudna.formats.decode import read_bytes
from hudna.formats.registers import read_registers
from hudna.model import Record
from hudna.registers import Registers
from hudna.texts import decode_text


def gold_paths(folder: Path) -> list[Path]:
    """The gold files of an annotation folder, by edition, then by article."""
    return [path for edition in EDITIONS for path in sorted((folder / "gold" / edition).glob("*.jsonl"))]


def open_text_path(folder: Path, article_id: str) -> Path:
    """Where the text of the open edition lies."""
    return folder / "open" / f"{article_id}.txt"


def read_corpus(folder: Path) -> Dataset:
    """Read an annotation folder that `hudna check` accepts.

    Raises: InvalidDataError for what does not even have the form, or an article that the manifest does not name.
    """
    registers = read_registers(folder)
    annotations = [read_annotation(path) for path in gold_paths(folder)]
    if not annotations:
        raise InvalidDataError([Finding(str(folder), 0, "empty-folder", "found no gold/<edition>/<id>.jsonl")])
    records = tuple(_record(annotation, folder, registers) for annotation in annotations)
    claims = {f"{record.article_id}:{claim.id}": claim for record in records for claim in record.numeric_claims}
    return Dataset(
        version=dataset_version(folder),
        articles=registers.articles,
        records=records,
        entities=registers.entities,
        events=registers.events,
        distinct=registers.distinct,
        comparisons=tuple(with_logical(item, claims) for item in registers.comparisons),
        paragraphs=read_paragraphs(folder),
    )


def dataset_version(folder: Path) -> str:
    """The version of the data, from the head of `articles.toml`."""
    path = folder / "articles.toml"
    version = tomllib.loads(read_bytes(path).decode()).get("dataset_version")
    if not isinstance(version, str):
        raise InvalidDataError([Finding(str(path), 1, "missing-key", "found no dataset_version, which is required")])
    return version


def _record(annotation: AnnotationFile, folder: Path, registers: Registers) -> Record:
    record = annotation.record
    article = registers.article(record.article_id)
    if article is None:
        found = f"found article {record.article_id} against the ids of articles.toml"
        raise InvalidDataError([Finding(annotation.path, 1, "unknown-article", found)])
    text = None
    if record.edition == "open":
        path = open_text_path(folder, record.article_id)
        text = decode_text(read_bytes(path), path)
    return replace(record, text=text, dateline=article.dateline)
