"""From annotation to clusterings: which mentions of gold and of pred are the same, and which cluster they are in.

Entities are clusters of mentions by `entity_id`, events clusters of triggers by `event_id`. A mention without an id
is a cluster by itself; only TIMEX, which the guideline gives no id, then take no part. An article where neither side
names a cluster says nothing of coreference, and counts nothing.

Mentions are the same where their place is (the span; all fragments of a trigger). Where a side has several on one
place they are paired one-to-one, by equal type first, then in the order of type and of what their cluster holds, so
that one too many costs what it should. Names of clusters and order of input decide nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence, Set
from typing import Any

from hudna_eval.coreference.metrics import ClusterCounts, counts_of, overlaps, without_singletons
from hudna_eval.events.frames import trigger_of
from hudna_eval.scope import DEFAULT_CONVENTIONS, Annotation, Conventions

LAYERS = ("entity", "event")

ALL, WITHOUT_SINGLETONS = "all", "without_singletons"
VIEWS = (ALL, WITHOUT_SINGLETONS)
"""With every cluster, and with only those of two mentions or more on their own side."""

Item = tuple[tuple[Any, ...], str, str | None]
"""A mention: its place (something sortable), its type, and the id of its cluster or None."""

Items = tuple[Sequence[Item], Sequence[Item]]
"""The mentions of gold and of pred."""

Clusters = list[list[Hashable]]

_NOTHING = ClusterCounts()


def cluster_items(
    gold: Annotation, pred: Annotation, conventions: Conventions = DEFAULT_CONVENTIONS
) -> dict[str, Items]:
    """The mentions that take part, by layer: of entities and of events."""
    unnamed = conventions.timex_types
    return {
        "entity": _named(_entity_items(gold, unnamed), _entity_items(pred, unnamed)),
        "event": _named(_event_items(gold), _event_items(pred)),
    }


def within_articles(items: Items) -> dict[str, ClusterCounts]:
    """The counts of one article by view."""
    gold, pred = clusterings(*items)
    if not gold and not pred:
        return dict.fromkeys(VIEWS, _NOTHING)  # most corpora have no clusters; they need not pay for them
    table = overlaps(gold, pred)
    return {ALL: counts_of(table), WITHOUT_SINGLETONS: counts_of(without_singletons(table))}


def joined(articles: Iterable[tuple[str, Items]]) -> Items:
    """The mentions of several articles (by id) as those of one text, for clusters that reach across articles."""
    gold: list[Item] = []
    pred: list[Item] = []
    for article_id, (own_gold, own_pred) in articles:
        gold += [((article_id, *place), type_, cluster) for place, type_, cluster in own_gold]
        pred += [((article_id, *place), type_, cluster) for place, type_, cluster in own_pred]
    return gold, pred


def clusterings(gold: Sequence[Item], pred: Sequence[Item]) -> tuple[Clusters, Clusters]:
    """Gold and predicted clusters of mentions that are equal where they are the same."""
    gold_names: Sequence[Hashable] = [place for place, _, _ in gold]
    pred_names: Sequence[Hashable] = [place for place, _, _ in pred]
    if len(set(gold_names)) < len(gold) or len(set(pred_names)) < len(pred):
        gold_names, pred_names = _told_apart(gold, pred)
    return _grouped(gold, gold_names), _grouped(pred, pred_names)


def _entity_items(annotation: Annotation, unnamed: Collection[str]) -> list[Item]:
    return [
        ((mention.start, mention.end), mention.type, mention.entity_id)
        for mention in annotation.mentions
        if mention.entity_id is not None or mention.type not in unnamed
    ]


def _event_items(annotation: Annotation) -> list[Item]:
    return [(trigger_of(event), event.type, event.event_id) for event in annotation.events]


def _named(gold: list[Item], pred: list[Item]) -> Items:
    """Both sides, or nothing where neither names a cluster."""
    return (gold, pred) if any(cluster is not None for _, _, cluster in (*gold, *pred)) else ([], [])


def _grouped(items: Sequence[Item], names: Sequence[Hashable]) -> Clusters:
    clusters: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for number, ((_, _, cluster), name) in enumerate(zip(items, names, strict=True)):
        clusters[(number,) if cluster is None else cluster].append(name)
    return list(clusters.values())


def _told_apart(gold: Sequence[Item], pred: Sequence[Item]) -> tuple[list[Hashable], list[Hashable]]:
    """A name for each mention, (place, number), equal for the mentions of both sides that are paired."""
    crowded = _crowded(gold) | _crowded(pred)
    gold_names: list[Hashable] = [(place, 0) for place, _, _ in gold]
    pred_names: list[Hashable] = [(place, 0) for place, _, _ in pred]
    golds, preds = _by_place(gold, crowded), _by_place(pred, crowded)
    for place in crowded:
        here, there = golds[place], preds[place]
        for number, index in enumerate(here):
            gold_names[index] = place, number
        for index, number in zip(there, _numbers(gold, here, pred, there), strict=True):
            pred_names[index] = place, number
    return gold_names, pred_names


def _crowded(items: Sequence[Item]) -> set[Hashable]:
    """The places of several mentions; on all others there is nothing to pair."""
    return {place for place, times in Counter(place for place, _, _ in items).items() if times > 1}


def _numbers(gold: Sequence[Item], here: Sequence[int], pred: Sequence[Item], there: Sequence[int]) -> list[int]:
    """For each predicted mention of a place the number of its gold partner, or one that gold does not have."""
    free: dict[int, str] = {number: gold[index][1] for number, index in enumerate(here)}
    numbers: dict[int, int] = {}
    for index in there:
        equal = next((number for number, type_ in free.items() if type_ == pred[index][1]), None)
        if equal is not None:
            numbers[index] = equal
            del free[equal]
    rest = [*free, *range(len(here), len(here) + len(there))]
    for index in there:
        if index not in numbers:
            numbers[index] = rest.pop(0)
    return [numbers[index] for index in there]


def _by_place(items: Sequence[Item], crowded: Set[Hashable]) -> defaultdict[Hashable, list[int]]:
    """Crowded place → the indices of its mentions, in the order of type and of what their cluster holds."""
    clusters: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, (_, _, cluster) in enumerate(items):
        clusters[(index,) if cluster is None else cluster].append(index)
    here = [indices for indices in clusters.values() if any(items[index][0] in crowded for index in indices)]
    ordered = sorted(here, key=lambda indices: sorted(items[index][:2] for index in indices))
    rank = {index: number for number, indices in enumerate(ordered) for index in indices if items[index][0] in crowded}
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in sorted(rank, key=lambda index: (items[index][1], rank[index])):
        places[items[index][0]].append(index)
    return places
