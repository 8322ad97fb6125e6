"""Counts of everything in an annotation folder, by article and edition. The same folder gives the same counts.

`words` are runs of letters and digits, `tokens` those and each punctuation mark (see `hudna.arabic.words`). Words are
None for the source edition, also where its texts are at hand: only its token offsets are part of the data.
`mention_depth` counts the mentions around a mention; `claim_links` the links of a claim's attribution, 0 for the
article's own voice. `distinct` counts entities and events by their ids, so a total is less than the sum over articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hudna.arabic.words import words
from hudna.build.corpus import gold_paths, read_corpus
from hudna.build.rows import claim_rows, event_rows, mention_rows
from hudna.build.tokens import paragraphs_of
from hudna.dataset import EDITIONS, Dataset
from hudna.formats.annotation import read_annotation
from hudna.model import NumeralException, Record

Counts = dict[str, Any]
Row = dict[str, Any]

_MENTION_COLUMNS = {"mention_type": "type", "mention_form": "form", "mention_depth": "depth", "mention_zone": "zone"}
_EVENT_COLUMNS = {
    "event_type": "type", "event_zone": "zone", "polarity": "polarity", "realis": "realis",
    "realis_kind": "realis_kind",
}  # fmt: skip
_CLAIM_COLUMNS = {"claim_kind": "kind", "claim_mod": "mod", "claim_unit": "unit_norm", "claim_zone": "zone"}


@dataclass(frozen=True, slots=True)
class _Gold:
    """A record with what is counted beside it."""

    record: Record
    exceptions: tuple[NumeralException, ...]
    tokens: int | None


def statistics(folder: Path) -> Counts:
    """All counts: `total` by edition, then `articles` by article and edition; labels in alphabetical order.

    Raises: InvalidDataError for a folder that does not have the form.
    """
    dataset = read_corpus(folder)
    exceptions = {path: read_annotation(path).exceptions for path in gold_paths(folder)}
    gold = [
        _Gold(record, own, _tokens(record, dataset))
        for record, own in zip(dataset.records, exceptions.values(), strict=True)
    ]
    articles = sorted({item.record.article_id for item in gold})
    return {
        "version": dataset.version,
        "total": _by_edition(gold),
        "articles": {id_: _by_edition([item for item in gold if item.record.article_id == id_]) for id_ in articles},
    }


def _by_edition(gold: Sequence[_Gold]) -> Counts:
    groups = {edition: [item for item in gold if item.record.edition == edition] for edition in EDITIONS}
    return {edition: _counts(group) for edition, group in groups.items() if group}


def _counts(gold: Sequence[_Gold]) -> Counts:
    """The counts over one or more records of one edition."""
    records = [item.record for item in gold]
    rows = {name: [row for record in records for row in make(record)] for name, make in _TABLES.items()}
    return {
        "articles": len(records),
        "words": _sum(None if record.text is None else len(words(record.text)) for record in records),
        "tokens": _sum(item.tokens for item in gold),
        "layer": _layers(gold, rows),
        "distinct": _distinct(records),
        "zone_type": _tally(zone.type for record in records for zone in record.zones),
        **_columns(rows["mention"], _MENTION_COLUMNS),
        **_columns(rows["event"], _EVENT_COLUMNS),
        "role": _tally(argument["role"] for row in rows["event"] for argument in row["arguments"]),
        **_columns(rows["numeric_claim"], _CLAIM_COLUMNS),
        "claim_links": _tally(len(row["attribution"]) for row in rows["numeric_claim"]),
        "stance": _tally(stance["value"] for row in rows["numeric_claim"] for stance in row.get("stance", ())),
        "exception_reason": _tally(exception.reason for item in gold for exception in item.exceptions),
    }


_TABLES: dict[str, Callable[[Record], Iterator[Row]]] = {
    "mention": mention_rows,
    "event": event_rows,
    "numeric_claim": claim_rows,
}


def _layers(gold: Sequence[_Gold], rows: dict[str, list[Row]]) -> Counts:
    return {
        "zone": sum(len(item.record.zones) for item in gold),
        "mention": len(rows["mention"]),
        "event": len(rows["event"]),
        "argument": sum(len(row["arguments"]) for row in rows["event"]),
        "numeric_claim": len(rows["numeric_claim"]),
        "exception": sum(len(item.exceptions) for item in gold),
    }


def _distinct(records: Iterable[Record]) -> Counts:
    records = list(records)
    entities = {mention.entity_id for record in records for mention in record.mentions}
    events = {event.event_id for record in records for event in record.events}
    return {"entity": len(entities - {None}), "event": len(events - {None})}


def _columns(rows: Sequence[Row], columns: dict[str, str]) -> Counts:
    return {
        name: _tally(row[column] for row in rows if row.get(column) is not None) for name, column in columns.items()
    }


def _tally(values: Iterable[object]) -> dict[str, int]:
    return {str(value): count for value, count in sorted(Counter(values).items(), key=lambda item: str(item[0]))}


def _tokens(record: Record, dataset: Dataset) -> int | None:
    paragraphs = dataset.paragraphs.get(record.key) if record.text is None else paragraphs_of(record.text)
    return None if paragraphs is None else sum(map(len, paragraphs))


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum, None where a part of it is not known."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None
