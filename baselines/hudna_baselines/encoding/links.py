"""Pairs of items that may be linked: all that the schema allows within a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, permutations

from hudna.ontology import EVENT_ROLES, TIMEX_TYPES

from .schema import YES, Kind, Relation
from .tags import Item
from .texts import Text

_TIMEX_ROLES = frozenset({"Time", "Start", "End", "Duration"})
_RELATIONS: dict[tuple[Kind, Kind], Relation] = {
    ("trigger", "mention"): "argument",
    ("trigger", "trigger"): "argument",
    ("number", "mention"): "quantified",
    ("number", "trigger"): "about",
    ("number", "cue"): "attribution",
    ("cue", "mention"): "source",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two items of one sentence and the labels that a link between them could have (never empty).

    | relation | left | right | label |
    |---|---|---|---|
    | argument | trigger | mention, or another trigger | a role of the event type that takes it |
    | quantified | number | entity mention | YES: it is counted |
    | about | number | trigger | a role of the event type |
    | attribution | number | cue | YES: the cue governs the claim |
    | source | cue | entity mention | YES: who speaks |

    TIMEX fill Time, Start, End and Duration, and nothing else does.
    """

    relation: Relation
    left: Item
    right: Item
    labels: tuple[str, ...]


def candidates_of(text: Text, items: Sequence[Item]) -> tuple[Candidate, ...]:
    """The candidates of a text, sentence by sentence, in the order of the left item, then of the right one.

    `items` are in order, as `items_of` gives them. Where one stands is asked of the first word of its head fragment.
    """
    sentences = groupby(items, key=lambda item: text.sentence_of(item.words.start))
    return tuple(candidate for _, found in sentences for candidate in _in_sentence(list(found)))


def _in_sentence(items: Sequence[Item]) -> Iterator[Candidate]:
    for left, right in permutations(items, 2):
        relation = _RELATIONS.get((left.kind, right.kind))
        labels = _labels(relation, left, right) if relation else ()
        if relation and labels:
            yield Candidate(relation, left, right, labels)


def _labels(relation: Relation, left: Item, right: Item) -> tuple[str, ...]:
    if relation == "argument":
        return _roles(left.label, right.kind, right.label in TIMEX_TYPES)
    if relation == "about":
        return tuple(EVENT_ROLES[right.label])
    if relation == "attribution":
        return (YES,)
    return () if right.label in TIMEX_TYPES else (YES,)


@cache
def _roles(event_type: str, kind: Kind, is_timex: bool) -> tuple[str, ...]:
    """The roles of an event type that something may fill."""
    roles = EVENT_ROLES[event_type].values()
    if kind == "trigger":
        return tuple(role.name for role in roles if role.takes_event)
    return tuple(role.name for role in roles if role.takes_mention and (role.name in _TIMEX_ROLES) == is_timex)
