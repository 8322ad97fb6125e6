"""`hudna predict`: texts in, predictions of a baseline out, one JSON line an article."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import read_bytes
from hudna.formats.interchange import Located, read_records, record_line, repeated_articles, write_records
from hudna.model import Record

from .base import load_baseline, registry


@click.command(name="predict")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--baseline", type=click.Choice(sorted(registry)), required=True, help="The system that annotates.")
@click.option("--edition", default="open", show_default=True, help="Edition of the embedded dataset, without INPUT.")
@click.option("--dateline", type=click.DateTime(["%Y-%m-%d"]), help="Date of .txt inputs, for relative dates.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to stdout.")
def command(
    inputs: tuple[Path, ...], baseline: str, edition: str, dateline: datetime.datetime | None, out: Path | None
) -> None:
    """Annotate texts with a baseline.

    INPUT: .txt files (UTF-8, one article each, named by its stem) or .jsonl files in the interchange form. Without
    INPUT the texts of the embedded dataset are annotated.
    """
    records = _from_files(inputs, dateline) if inputs else _embedded(edition)
    system = load_baseline(baseline)
    predictions = [system.predict(record) for record in _with_text(records)]
    if out is not None:
        write_records(predictions, out)
        return
    for prediction in predictions:
        click.echo(record_line(prediction), nl=False)


def _embedded(edition: str) -> list[Record]:
    from hudna.dataset import embedded_dataset, read_dataset

    folder = embedded_dataset()
    records = [record for record in read_dataset(folder).records if record.edition == edition]
    if not records:
        found = f"found no article of edition {edition!r:.60}"
        raise InvalidDataError([Finding(str(folder), 0, "unknown-edition", found, "Editions are open and source.")])
    return records


def _from_files(paths: Sequence[Path], dateline: datetime.datetime | None) -> list[Record]:
    """The records of all files. Raises: InvalidDataError with the faults of every file."""
    located: list[Located] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            located.extend(_located(path, dateline))
        except InvalidDataError as error:
            findings.extend(error.findings)
    findings.extend(repeated_articles(located))
    if findings:
        raise InvalidDataError(findings)
    return [item.record for item in located]


def _located(path: Path, dateline: datetime.datetime | None) -> list[Located]:
    if path.suffix == ".jsonl":
        located = read_records(path)
        faults = [fault for item in located for fault in _dateline_faults(item)]
        if faults:
            raise InvalidDataError(faults)
        return located
    if path.suffix == ".txt":
        return [Located(_article(path, dateline), str(path), 1)]
    found = f"found the ending {path.suffix!r} against .txt or .jsonl"
    raise InvalidDataError([Finding(str(path), 0, "unknown-format", found)])


def _article(path: Path, dateline: datetime.datetime | None) -> Record:
    content = read_bytes(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found byte 0x{content[error.start]:02x} at byte {error.start} against UTF-8"
        raise InvalidDataError([Finding(str(path), 0, "not-utf-8", found, "Convert the file to UTF-8.")]) from None
    return Record(
        article_id=path.stem, text=text, text_sha256=hashlib.sha256(content).hexdigest(),
        dateline=dateline.date().isoformat() if dateline else None,
    )  # fmt: skip


def _dateline_faults(located: Located) -> Iterator[Finding]:
    try:
        datetime.date.fromisoformat(located.record.dateline or "2000-01-01")
    except ValueError:
        found = f"dateline: found {located.record.dateline!r:.60} against an ISO date such as 2020-11-10"
        yield Finding(located.path, located.line, "bad-value", found)


def _with_text(records: Iterable[Record]) -> Iterator[Record]:
    """Records that can be annotated, each with its hash; the others are named on stderr and passed over."""
    for record in records:
        if record.text is None:
            click.echo(f"warning: article {'/'.join(filter(None, record.key))} has no text; passed over.", err=True)
            continue
        sha256 = record.text_sha256 or hashlib.sha256(record.text.encode("utf-8", "surrogatepass")).hexdigest()
        yield replace(record, text_sha256=sha256)
