"""A dataset whose source records carry their texts, every surface verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hudna.dataset import Dataset
from hudna.findings import Finding, InvalidDataError
from hudna.hydrate.match import match_texts
from hudna.model import Record
from hudna.surfaces import with_whole
from hudna.validate.surfaces import surface_faults


def hydrated(dataset: Dataset, folder: Path) -> Dataset:
    """`dataset` with the texts of `folder` in its source edition.

    Raises: InvalidDataError for texts that do not match (see `match_texts`) and surfaces that differ.
    """
    texts = {article.id: text for article, text in match_texts(dataset.articles, folder)}
    records = tuple(
        replace(record, text=texts[record.article_id]) if record.edition == "source" else record
        for record in dataset.records
    )
    findings = [finding for record in records for finding in _surface_findings(record)]
    if findings:
        raise InvalidDataError(findings)
    return replace(dataset, records=tuple(map(with_whole, records)))


def _surface_findings(record: Record) -> Iterator[Finding]:
    name = f"article {record.article_id} ({record.edition})"
    for fault in surface_faults(record):
        yield Finding(name, 0, fault.rule, fault.message, "The annotation does not belong to this text.")
