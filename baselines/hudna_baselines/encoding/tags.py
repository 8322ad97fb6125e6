"""Tags of a text, and the items that they say: spans with a label.

`Tags` maps each layer of `schema.LAYERS` to one label index a word. `items_of` reads any tags, lawful or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from hudna.model import Span

from .schema import CUE, INNER, LAYERS, NUMBER, OUTSIDE, SPAN_LAYERS, TRIGGER, Kind
from .texts import Text

Tags = Mapping[str, Sequence[int]]
"""Layer → an index into `LAYERS[layer]` for each word; `IGNORED` (-1) in gold where nothing is known."""

Part = tuple[int, int]
"""A half-open range of words: (first, stop)."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A span that tags say: a mention, trigger, number or cue.

    `parts` are its half-open word ranges (first, stop), the head fragment first; more than one only for a trigger.
    `spans` are the same in code points, clitics cut. `label` is a mention type, event type or claim kind; "" of a cue.
    Items order by where they stand.
    """

    parts: tuple[Part, ...]
    kind: Kind
    label: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> range:
        """The words of the head fragment."""
        return range(*self.parts[0])

    @property
    def span(self) -> Span:
        """The code points of the head fragment."""
        return self.spans[0]


def items_of(text: Text, tags: Tags) -> tuple[Item, ...]:
    """The items of a text in order, none twice.

    An I that nothing of its label stands before begins a span, as does a C without a trigger of its type before it in
    the sentence; no span crosses a sentence end. Of an inner and an outer mention with one type and span one is given.
    """
    found = {
        Item(parts=parts, kind=kind_of(layer), label=label, spans=tuple(_span(text, tags, part) for part in parts))
        for layer in SPAN_LAYERS
        for sentence in text.sentences
        for label, parts in _spans(sentence, layer, tags[layer])
    }
    return tuple(sorted(found))


def kind_of(layer: str) -> Kind:
    """The kind of the items of a layer of spans."""
    kinds: dict[str, Kind] = {TRIGGER: "trigger", NUMBER: "number", CUE: "cue"}
    return kinds.get(layer, "mention")


@cache
def marks(layer: str) -> tuple[tuple[str, str], ...]:
    """(mark, label) for each index of a layer of spans: («B», «GPE»), («I», «Life.Die») …; («O», "") for no span."""
    own = "" if layer == CUE else layer.removesuffix(INNER)
    split = (name.partition("-") for name in LAYERS[layer])
    return tuple((mark, "" if mark == OUTSIDE else label or own) for mark, _, label in split)


def lawful(layer: str) -> tuple[tuple[bool, ...], ...]:
    """Whether label j may follow label i in a layer of spans, as rows i; row 0 (O) also says what may come first.

    I-X follows B-X, I-X and C-X alone. Whether there is a trigger for a C to go on is not asked.
    """
    names = marks(layer)
    return tuple(
        tuple(mark != "I" or (label == before_label and before != OUTSIDE) for mark, label in names)
        for before, before_label in names
    )


def _span(text: Text, tags: Tags, part: Part) -> Span:
    first, stop = part
    return text.cut(range(first, stop), max(0, tags["proclitic"][first]), max(0, tags["enclitic"][stop - 1]))


@dataclass(slots=True)
class _Open:
    label: str
    parts: list[Part] = field(default_factory=list)


def _spans(sentence: range, layer: str, indices: Sequence[int]) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The labelled spans of one layer in one sentence, each with its parts."""
    spans: list[_Open] = []
    current: _Open | None = None
    for word in sentence:
        mark, label = marks(layer)[max(0, indices[word])]
        if mark == OUTSIDE:
            current = None
        elif mark == "I" and current is not None and current.label == label:
            current.parts[-1] = (current.parts[-1][0], word + 1)
        else:
            current = _continued(spans, label) if mark == "C" else None
            if current is None:
                current = _Open(label)
                spans.append(current)
            current.parts.append((word, word + 1))
    return ((span.label, tuple(span.parts)) for span in spans)


def _continued(spans: Sequence[_Open], label: str) -> _Open | None:
    return next((span for span in reversed(spans) if span.label == label), None)
