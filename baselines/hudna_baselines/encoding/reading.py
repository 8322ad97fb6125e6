"""What a model is to this package, and the one function that turns what it reads into records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from hudna.model import Record

from .decode import decode
from .graph import Graph, ItemLabels, Items
from .links import Candidate, candidates_of
from .tags import Tags, items_of
from .texts import Text, text_of


class Reading(Protocol):
    """What a model makes of one text. `tags` is asked first, then `labels`, then `links`, once each."""

    def tags(self) -> Tags:
        """An index for each word, of every layer of `schema.LAYERS`."""
        ...

    def labels(self, items: Items) -> ItemLabels:
        """For each task of `schema.TASKS` a label for each item, None where it does not apply."""
        ...

    def links(self, candidates: Sequence[Candidate]) -> Sequence[str | None]:
        """For each candidate one of its `labels`, or None for no link."""
        ...


class Model(Protocol):
    """Something that reads texts, one reading a text in the same order; lazily, so that it may batch."""

    def readings(self, texts: Iterable[Text]) -> Iterator[Reading]: ...


def predict(model: Model, records: Iterable[Record]) -> Iterator[Record]:
    """What a model annotates: a record for each, in order, without text.

    Only text, dateline and zones of a record are seen. Texts are handed to the model as it asks for them.
    Raises: ValueError for a record without text.
    """
    texts: list[Text] = []  # what the model has taken and not yet given back

    def taken() -> Iterator[Text]:
        for record in records:
            texts.append(text_of(record))
            yield texts[-1]

    for reading in model.readings(taken()):
        yield predicted(texts.pop(0), reading)


def predicted(text: Text, reading: Reading) -> Record:
    """The record that one reading says."""
    items = items_of(text, reading.tags())
    labels = reading.labels(items)
    candidates = candidates_of(text, items)
    links = tuple(reading.links(candidates))
    return decode(text, Graph(items=items, labels=labels, candidates=candidates, links=links))
