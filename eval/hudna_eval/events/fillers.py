"""Fillers of events as entities: one unit for each entity that fills a role, whichever of its mentions are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hudna.model import Event, Record, Span

Fragments = tuple[Span, ...]
"""A set of spans in text order, each once. A mention is one fragment, a trigger one or more."""


class Cluster(tuple[Fragments, ...]):
    """The places of an entity, sorted, each once. Many events may share it, so that what it takes to hash is kept."""

    @cached_property
    def places(self) -> frozenset[Fragments]:
        """The places as a set."""
        return frozenset(self)

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unit:
    """An entity (or event) in a role: `named` are the places that the event names, `cluster` those of the whole entity.

    Both are sorted, each place once. A filler without entity (or event) id is an entity of its own.
    """

    role: str
    named: tuple[Fragments, ...]
    cluster: Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the fillers of a record are: id → place, id → the name of its cluster, cluster → its places."""

    place: Mapping[str, Fragments]
    cluster_of: Mapping[str, tuple[str, str]]
    clusters: Mapping[tuple[str, str], Cluster]


def places(record: Record) -> Places:
    """The places of all mentions and events of a record. A cluster is named by its layer and its id."""
    place: dict[str, Fragments] = {mention.id: (mention.span,) for mention in record.mentions}
    place |= {event.id: trigger_of(event) for event in record.events}
    cluster_of = {m.id: ("entity", m.entity_id) for m in record.mentions if m.entity_id is not None}
    cluster_of |= {e.id: ("event", e.event_id) for e in record.events if e.event_id is not None}
    clusters: defaultdict[tuple[str, str], set[Fragments]] = defaultdict(set)
    for id_, cluster in cluster_of.items():
        clusters[cluster].add(place[id_])
    return Places(
        place=place, cluster_of=cluster_of, clusters={name: Cluster(sorted(found)) for name, found in clusters.items()}
    )


def trigger_of(event: Event) -> Fragments:
    """The fragments as a set: order (head first) and repetition say nothing about where the trigger is."""
    return tuple(sorted(set(event.trigger)))


def units(event: Event, known: Places) -> tuple[Unit, ...]:
    """The fillers of an event, sorted: several mentions of one entity in one role are one unit.

    A place that is named n times makes n units, so that what is said twice is not said once.
    """
    named: defaultdict[tuple[str, tuple[str, str]], Counter[Fragments]] = defaultdict(Counter)
    alone: list[Unit] = []
    for argument in event.arguments:
        place = known.place[argument.filler]
        cluster = known.cluster_of.get(argument.filler)
        if cluster is None:
            alone.append(Unit(role=argument.role, named=(place,), cluster=Cluster((place,))))
        else:
            named[argument.role, cluster][place] += 1
    return tuple(sorted([*alone, *_of_clusters(named, known)]))


def _of_clusters(named: Mapping[tuple[str, tuple[str, str]], Counter[Fragments]], known: Places) -> Iterable[Unit]:
    for (role, cluster), times in named.items():
        for number in range(max(times.values())):
            again = tuple(sorted(place for place, count in times.items() if count > number))
            yield Unit(role=role, named=again, cluster=known.clusters[cluster])
