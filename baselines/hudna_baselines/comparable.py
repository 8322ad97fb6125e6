"""The texts that the selections of arguments compare by, as their commands name them."""

from __future__ import annotations

from pathlib import Path

import click

from hudna.model import Record

_LEAST = 3
"""Articles: one that is held out, one that is looked at, one to train on."""


def texts_to_compare(folder: Path | None, edition: str) -> list[Record]:
    """The records of an edition that have a text, of a dataset folder or the embedded dataset.

    Raises: click.BadParameter for fewer than three articles, InvalidDataError where the dataset cannot be read.
    """
    from hudna.dataset import embedded_dataset, read_dataset

    records = [
        record for record in read_dataset(folder or embedded_dataset()).records
        if record.edition == edition and record.text is not None
    ]  # fmt: skip
    articles = {record.article_id for record in records}
    if len(articles) < _LEAST:
        found = f"found {len(articles)} articles with texts in edition {edition!r:.60} against {_LEAST} or more"
        raise click.BadParameter(found, param_hint="--edition")
    return records
