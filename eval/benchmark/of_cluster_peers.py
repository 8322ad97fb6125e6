"""Other scorers of coreference and of events as contestants; see `benchmark.of_peers`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import numpy as np

from benchmark.contestant import Prepared
from benchmark.corpus import CorpusOptions, Labelled, articles
from benchmark.records import pairs
from hudna.model import Record

Clusters = list[set[tuple[int, int]]]


def scorch(options: CorpusOptions) -> Prepared:
    """MUC, B³, both CEAF and BLANC of each article."""
    scores = import_module("scorch.scores")
    metrics = (scores.muc, scores.b_cubed, scores.ceaf_m, scores.ceaf_e, scores.blanc)
    sides = _clusterings(options)

    def run(_: None) -> None:
        for gold, pred in sides:
            for metric in metrics:
                metric(gold, pred)

    return Prepared(items=_mentions(sides), run=run)


def neleval(options: CorpusOptions) -> Prepared:
    """MUC, B³, both CEAF and both kinds of link (of which BLANC is the mean) of each article."""
    np.int = int  # type: ignore[attr-defined]  # its own assignment, older than NumPy 1.24, still asks for it
    scores = import_module("neleval.coref_metrics")
    metrics = (
        scores.muc, scores.b_cubed, scores.mention_ceaf, scores.entity_ceaf, scores.pairwise, scores.pairwise_negative
    )  # fmt: skip
    sides = _clusterings(options)
    named = [tuple(dict(enumerate(map(frozenset, side))) for side in both) for both in sides]

    def run(_: None) -> None:
        for gold, pred in named:
            for metric in metrics:
                metric(gold, pred)

    return Prepared(items=_mentions(sides), run=run)


def metametric_clusters(options: CorpusOptions) -> Prepared:
    """MUC, B³ and CEAF-e of each article, and their mean."""
    ie = import_module("metametric.structures.ie")
    suite = import_module("metametric.metrics.coref").coref_suite
    sides = _clusterings(options)
    made = [tuple(_entity_set(ie, side) for side in both) for both in sides]
    return Prepared(items=_mentions(sides), run=lambda _: _suite(suite, made))


def metametric_events(options: CorpusOptions) -> Prepared:
    """Triggers and arguments, identified and classified, of each article."""
    ie = import_module("metametric.structures.ie")
    suite = import_module("metametric.metrics.event_extraction").event_extraction_suite
    both = list(pairs(options))
    made = [tuple(_event_set(ie, record) for record in sides) for sides in both]
    return Prepared(items=sum(len(gold.events) for gold, _ in both), run=lambda _: _suite(suite, made))


def _suite(suite: Any, made: Iterable[tuple[Any, ...]]) -> None:
    scores = suite.new()
    for gold, pred in made:
        scores.update_single(pred, gold)
    scores.compute()


def _clusterings(options: CorpusOptions) -> list[tuple[Clusters, Clusters]]:
    return [(_clusters(own.gold), _clusters(own.pred.values())) for own in articles(options)]


def _clusters(spans: Iterable[Labelled]) -> Clusters:
    """Clusters of places; where a side has two mentions in one place, the last one counts."""
    entity_of = {(span.start, span.end): span.entity for span in spans}
    clusters: defaultdict[str | None, set[tuple[int, int]]] = defaultdict(set)
    for place, entity in entity_of.items():
        clusters[entity].add(place)
    return list(clusters.values())


def _mentions(sides: Iterable[tuple[Clusters, Clusters]]) -> int:
    return sum(len(cluster) for gold, _ in sides for cluster in gold)


def _entity_set(ie: Any, clusters: Clusters) -> Any:
    return ie.EntitySet([ie.Entity([ie.Mention(*place) for place in sorted(cluster)]) for cluster in clusters])


def _event_set(ie: Any, record: Record) -> Any:
    place = {mention.id: ie.Mention(mention.start, mention.end) for mention in record.mentions}
    return ie.EventSet(
        [
            ie.Event(
                ie.Trigger(ie.Mention(event.trigger[0].start, event.trigger[0].end), event.type),
                [ie.Argument(place[argument.filler], argument.role) for argument in event.arguments],
            )
            for event in record.events
        ]
    )
