"""A graph as a record: spans and links from the graph, values and clusters by rule.

The rules are those of the rule-based baseline: its readers of dates and quantities, and its clusters by name, role and
state. They see what the graph says, not gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from hudna.model import Argument, Event, Form, Mention, Polarity, Realis, RealisKind, Record, Span
from hudna.ontology import TIMEX_TYPES
from hudna_baselines.rules.clusters import clusters
from hudna_baselines.rules.document import Document, open_document

from .claims import Links, claims_of, id_of, linked
from .graph import Graph
from .schema import Relation
from .tags import Item
from .texts import Text
from .timexes import timexes_of

Labels = Mapping[str, str | None]


def decode(text: Text, graph: Graph) -> Record:
    """The annotation that a graph says, with values of dates and numbers read off the text, without text.

    Same input, same record; ids are good within it. Of events that would fill one another in a circle, the link that
    closes it is dropped.
    Raises: ValueError for a record whose dateline is no ISO date.
    """
    bare = open_document(text.record)
    links = _links(graph)
    document = bare.with_mentions(_mentions(text, graph, bare))
    events = _events(text, graph, links)
    claims = claims_of(document, _of_kind(graph, "number"), links)
    record = text.record
    return Record(
        article_id=record.article_id, edition=record.edition, text_sha256=record.text_sha256,
        mentions=_clustered(document), events=tuple(events), numeric_claims=tuple(claims),
    )  # fmt: skip


def _of_kind(graph: Graph, kind: str) -> list[Item]:
    return [item for item in graph.items if item.kind == kind]


def _links(graph: Graph) -> Links:
    """Relation → left item → the right items that it is linked with, and how; in text order."""
    found: dict[Relation, dict[Item, list[tuple[Item, str]]]] = defaultdict(lambda: defaultdict(list))
    for candidate, label in zip(graph.candidates, graph.links, strict=True):
        if label is not None:
            found[candidate.relation][candidate.left].append((candidate.right, label))
    return found


def _labels(graph: Graph) -> Iterator[tuple[Item, Labels]]:
    for index, item in enumerate(graph.items):
        yield item, {task: labels[index] for task, labels in graph.labels.items()}


def _mentions(text: Text, graph: Graph, bare: Document) -> Iterator[Mention]:
    yield from timexes_of(bare, [item for item in _of_kind(graph, "mention") if item.label in TIMEX_TYPES])
    for item, labels in _labels(graph):
        if item.kind == "mention" and item.label not in TIMEX_TYPES:
            form = cast(Form, labels["form"] or "NOM")
            yield bare.entity(item.label, item.span, form, _head(text, item, labels["head"] or "whole"))


def _head(text: Text, item: Item, label: str) -> Span:
    """The part of a mention that a label makes its head; all of it where the label leaves nothing."""
    first, stop = item.parts[0]
    if label == "first":
        head = text.words[first]
    elif label == "whole":
        return item.span
    else:
        before, after = map(int, label.split("+"))
        if first + before >= stop - after:
            return item.span
        head = Span(text.words[first + before].start, text.words[stop - after - 1].end)
    return Span(max(head.start, item.span.start), min(head.end, item.span.end))


def _clustered(document: Document) -> tuple[Mention, ...]:
    """The mentions with the clusters that the rules give them; mentions that the rules would add are left out."""
    keys = {mention.id: mention.entity_id for mention in clusters(document).mentions}
    return tuple(replace(mention, entity_id=keys.get(mention.id)) for mention in document.mentions)


def _events(text: Text, graph: Graph, links: Links) -> Iterator[Event]:
    circles = _circles(graph, links)
    for item, labels in _labels(graph):
        if item.kind == "trigger":
            realis, _, kind = (labels["realis"] or "ACTUAL").partition("-")
            fillers = [pair for pair in linked(links, "argument", item) if (item, pair[0]) not in circles]
            yield Event(
                id=id_of(item), type=item.label, trigger=item.spans,
                trigger_text=tuple(span.of(text.text) for span in item.spans),
                polarity=cast(Polarity, labels["polarity"] or "POS"), realis=cast(Realis, realis),
                realis_kind=cast(RealisKind, kind) if kind else None,
                arguments=tuple(Argument(role=role, filler=id_of(filler)) for filler, role in fillers),
            )  # fmt: skip


def _circles(graph: Graph, links: Links) -> set[tuple[Item, Item]]:
    """The links by which, in text order, an event would come to fill itself through others."""
    above: dict[Item, set[Item]] = defaultdict(set)  # event → all events that it fills, through others too
    closing: set[tuple[Item, Item]] = set()
    for event in _of_kind(graph, "trigger"):
        for filler, _ in linked(links, "argument", event):
            if filler.kind != "trigger":
                continue
            if filler in above[event]:
                closing.add((event, filler))
                continue
            fills = {event, *above[event]}
            for below in [filler, *(other for other in list(above) if filler in above[other])]:
                above[below] |= fills
    return closing
