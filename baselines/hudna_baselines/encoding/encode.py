"""Gold as models learn it: a record in, an `Example` out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hudna.arabic.clitics import certain_prefix
from hudna.model import Event, Mention, NumericClaim, Record, Span

from .graph import Example, Graph, ItemLabels
from .links import Candidate, candidates_of
from .schema import CUE, IGNORED, INNER, LAYERS, NUMBER, SPAN_LAYERS, TASKS, TRIGGER, YES
from .tags import Item, items_of
from .texts import Text, text_of

_Tags = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A gold span of one layer, in its fragments."""

    layer: str
    label: str
    spans: tuple[Span, ...]


def encode(record: Record) -> Example:
    """The tags and the graph of a record's annotation; what the encoding cannot hold is left out (README.md).

    Raises: ValueError for a record without text.
    """
    text = text_of(record)
    tags = _tags_of(text, record)
    items = items_of(text, tags)
    candidates = candidates_of(text, items)
    gold = _Gold.of(record)
    links = tuple(gold.link(candidate) for candidate in candidates)
    graph = Graph(items=items, labels=_labels(text, items, gold), candidates=candidates, links=links)
    return Example(text=text, tags=tags, graph=graph)


def number_span(claim: NumericClaim) -> Span:
    """Where a claim is marked: its number, or its extent where a «one» is implied."""
    return claim.number or claim.span


def _tags_of(text: Text, record: Record) -> _Tags:
    tags: _Tags = {layer: [0] * len(text) for layer in SPAN_LAYERS}
    tags["proclitic"] = [certain_prefix(surface) or IGNORED for surface in text.surfaces]
    tags["enclitic"] = [IGNORED] * len(text)
    for labelled in _labelled(record):
        _mark(text, tags, labelled)
    return tags


def _labelled(record: Record) -> Iterator[_Labelled]:
    """Outer spans before inner ones, so that these find their outer layer taken."""
    for mention in sorted(record.mentions, key=lambda mention: (mention.start, -mention.end)):
        yield _Labelled(mention.type, "", (mention.span,))
    for event in record.events:
        yield _Labelled(TRIGGER, event.type, event.trigger)
    for claim in record.numeric_claims:
        yield _Labelled(NUMBER, claim.kind, (number_span(claim),))
        yield from (_Labelled(CUE, "", (link.cue,)) for link in claim.attribution if link.cue)


def _mark(text: Text, tags: _Tags, labelled: _Labelled) -> None:
    """Write one span into the first layer of its kind that has room; without room, or in no word, it is left out."""
    parts = [text.covering(span) for span in labelled.spans]
    layers = [layer for layer in (labelled.layer, f"{labelled.layer}{INNER}") if layer in tags]
    free = (layer for layer in layers if not any(tags[layer][word] for part in parts for word in part))
    layer = next(free, None)
    if layer is None or not all(parts):
        return
    for number, (part, span) in enumerate(zip(parts, labelled.spans, strict=True)):
        tags[layer][part.start] = _index(layer, "C" if number else "B", labelled.label)
        tags[layer][part.start + 1 : part.stop] = [_index(layer, "I", labelled.label)] * (len(part) - 1)
        _mark_clitics(text, tags, part, span)


def _index(layer: str, mark: str, label: str) -> int:
    return LAYERS[layer].index(f"{mark}-{label}" if label else mark)


def _mark_clitics(text: Text, tags: _Tags, part: range, span: Span) -> None:
    """What a span shows of its outer words; the last span to show anything is believed."""
    first, last = part.start, part.stop - 1
    shown = (
        ("proclitic", first, text.letters(text.words[first].start, span.start)),
        ("enclitic", last, text.letters(span.end, text.words[last].end)),
    )
    for layer, word, letters in shown:
        if letters < len(LAYERS[layer]):
            tags[layer][word] = letters


@dataclass(frozen=True, slots=True)
class _Gold:
    """The annotation of a record, by where it stands: kind, label and spans as an `Item` has them."""

    mentions: dict[tuple[str, tuple[Span, ...]], Mention]
    events: dict[tuple[str, tuple[Span, ...]], Event]
    claims: dict[tuple[str, tuple[Span, ...]], NumericClaim]

    @classmethod
    def of(cls, record: Record) -> _Gold:
        return cls(
            mentions={(mention.type, (mention.span,)): mention for mention in record.mentions},
            events={(event.type, event.trigger): event for event in record.events},
            claims={(claim.kind, (number_span(claim),)): claim for claim in record.numeric_claims},
        )

    def mention(self, item: Item) -> Mention | None:
        return self.mentions.get((item.label, item.spans)) if item.kind == "mention" else None

    def event(self, item: Item) -> Event | None:
        return self.events.get((item.label, item.spans)) if item.kind == "trigger" else None

    def link(self, candidate: Candidate) -> str | None:
        """The label of a candidate in gold; of several roles the first. None: no link."""
        found = {
            "argument": self._argument, "quantified": self._quantified, "about": self._about,
            "attribution": self._attribution, "source": self._source,
        }[candidate.relation](candidate)  # fmt: skip
        return found if found in candidate.labels else None

    def _argument(self, candidate: Candidate) -> str | None:
        event, filler = self.event(candidate.left), self._id(candidate.right)
        arguments = event.arguments if event else ()
        return next((argument.role for argument in arguments if argument.filler == filler), None)

    def _quantified(self, candidate: Candidate) -> str | None:
        claim = self._claim(candidate.left)
        return YES if claim and self._id(candidate.right) in claim.quantified else None

    def _about(self, candidate: Candidate) -> str | None:
        claim = self._claim(candidate.left)
        about = claim.about if claim else None
        return about.role if about and about.event == self._id(candidate.right) else None

    def _attribution(self, candidate: Candidate) -> str | None:
        claim = self._claim(candidate.left)
        return YES if claim and any(link.cue == candidate.right.span for link in claim.attribution) else None

    def _source(self, candidate: Candidate) -> str | None:
        said = (self._id(candidate.right), candidate.left.span)
        links = (link for claim in self.claims.values() for link in claim.attribution)
        return YES if any((link.source, link.cue) == said for link in links) else None

    def _claim(self, item: Item) -> NumericClaim | None:
        return self.claims.get((item.label, item.spans))

    def _id(self, item: Item) -> str:
        """The id of a mention or an event; "" where gold has none there."""
        found = self.mention(item) or self.event(item)
        return found.id if found else ""


def _labels(text: Text, items: Sequence[Item], gold: _Gold) -> ItemLabels:
    found = [_labels_of(text, item, gold) for item in items]
    return {task: tuple(labels.get(task) for labels in found) for task in TASKS}


def _labels_of(text: Text, item: Item, gold: _Gold) -> dict[str, str | None]:
    if event := gold.event(item):
        return {"polarity": event.polarity, "realis": _realis(event)}
    if mention := gold.mention(item):
        return {"form": mention.form, "head": _head(text, item, mention.head)}
    return {}


def _realis(event: Event) -> str | None:
    return f"{event.realis}-{event.realis_kind}" if event.realis_kind else event.realis


def _head(text: Text, item: Item, head: Span | None) -> str | None:
    """The label of a head; None where there is no head or no label for it."""
    if head is None:
        return None
    if head == item.span:
        return "whole"
    words, own = text.covering(head), item.words
    if words == own[:1]:
        return "first"
    label = f"{words.start - own.start}+{own.stop - words.stop}"
    return label if label in TASKS["head"] else None
