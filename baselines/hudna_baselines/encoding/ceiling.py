"""What the encoding lets a perfect model score: `python -m hudna_baselines.encoding.ceiling [--write]`.

Gold is encoded and decoded, and the harness scores what comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.files import write_file
from hudna.model import Record

from .decode import decode
from .encode import encode

if TYPE_CHECKING:
    from hudna_eval.report import Report

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- ceiling: begin -->", "<!-- ceiling: end -->"

HELD = (
    "entities.strict", "entities.boundary", "entities.type", "events.ti", "events.tc", "events.attributes", "claims.q",
    "claims.qv", "claims.qvm",
)  # fmt: skip
"""Metrics that lose nothing: their ceiling is 1."""

LIMITED = ("events.ac+", "events.frame_exact", "claims.qvmu", "claims.claim")
"""Metrics whose ceiling is lower."""

HELD_SLOTS = (
    "events.polarity", "events.realis", "claims.value", "claims.mod", "claims.interval", "claims.quantified",
    "claims.about",
)  # fmt: skip
LIMITED_SLOTS = ("claims.unit_norm", "claims.attribution", "claims.stance")
"""The same of the accuracy of slots."""


def returned(records: Iterable[Record]) -> list[Record]:
    """What is left of annotated records after encoding and decoding. Raises: ValueError for one without text."""
    return [decode(example.text, example.graph) for example in map(encode, records)]


def ceiling(records: Sequence[Record]) -> Report:
    """The scores of what comes back against gold."""
    from hudna_eval import evaluate

    return evaluate(list(records), returned(records))


def table(report: Report) -> str:
    """Markdown: each metric with precision, recall and F1 of the ceiling, then each slot with its accuracy."""
    lines = ["| metric | precision | recall | F1 |", "|---|---|---|---|"]
    for metric in (*HELD, *LIMITED):
        score = report.scores[metric]
        lines.append(f"| {metric} | {' | '.join(map(_rate, (score.precision, score.recall, score.f1)))} |")
    lines += ["", "| slot | right | of |", "|---|---|---|"]
    for slot in (*HELD_SLOTS, *LIMITED_SLOTS):
        lines.append(f"| {slot} | {report.slots[slot].correct} | {report.slots[slot].total} |")
    return "\n".join(lines) + "\n"


def rewritten(readme: str, block: str) -> str:
    """The README with another table between the markers. Raises: ValueError where it lacks them."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"found a README without {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{block}\n{END}{after}"


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


@click.command()
@click.option("--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A dataset.")
@click.option("--edition", default="open", show_default=True, help="The edition to encode.")
@click.option("--write", is_flag=True, help="Put the tables into the README of this package.")
def command(folder: Path | None, edition: str, write: bool) -> None:
    """Print the ceiling of the encoding on a dataset's texts."""
    from hudna.dataset import embedded_dataset, read_dataset

    records = [
        record for record in read_dataset(folder or embedded_dataset()).records
        if record.edition == edition and record.text is not None
    ]  # fmt: skip
    if not records:
        raise click.BadParameter(f"the dataset has no text of edition {edition!r:.60}", param_hint="--edition")
    block = table(ceiling(records))
    if write:
        write_file(README, rewritten(README.read_text(encoding="utf-8"), block).encode())
    click.echo(block, nl=False)


if __name__ == "__main__":
    command()
