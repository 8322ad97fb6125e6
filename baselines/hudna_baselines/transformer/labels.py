"""Labels as indices, the same in every run: what the network's outputs mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate

from hudna.ontology import EVENT_TYPES, MENTION_TYPES
from hudna_baselines.encoding.schema import LAYERS, RELATIONS, TASKS, Relation
from hudna_baselines.encoding.tags import Item

LAYER_SIZES = {layer: len(labels) for layer, labels in LAYERS.items()}
TASK_SIZES = {task: len(labels) for task, labels in TASKS.items()}

_CLAIM_KINDS = ("COUNT", "PROPORTION", "DURATION")
_KINDS = {
    **{("mention", type_): index for index, type_ in enumerate(MENTION_TYPES)},
    **{("trigger", type_): index for index, type_ in enumerate(EVENT_TYPES, len(MENTION_TYPES))},
    **{("number", kind): index for index, kind in enumerate(_CLAIM_KINDS, len(MENTION_TYPES) + len(EVENT_TYPES))},
    ("cue", ""): len(MENTION_TYPES) + len(EVENT_TYPES) + len(_CLAIM_KINDS),
}
KINDS = len(_KINDS)

_RELATIONS = tuple(RELATIONS)
_STARTS = dict(zip(_RELATIONS, accumulate((len(RELATIONS[name]) for name in _RELATIONS), initial=1), strict=False))
LINKS = 1 + sum(map(len, RELATIONS.values()))
"""Outputs for a pair: the first is for no link, then every label of every relation."""

_NEAR = (1, 2, 3, 4, 6, 8, 12, 16, 24)
DISTANCES = 2 * (len(_NEAR) + 1) + 1


def kind_index(item: Item) -> int:
    """Of an item's kind and label together, below `KINDS`."""
    return _KINDS[item.kind, item.label]


def relation_index(relation: Relation) -> int:
    """Below the number of relations."""
    return _RELATIONS.index(relation)


def link_index(relation: Relation, label: str | None) -> int:
    """Below `LINKS`; 0 for no link."""
    return 0 if label is None else _STARTS[relation] + RELATIONS[relation].index(label)


def link_label(relation: Relation, index: int) -> str | None:
    """The label that an index of this relation means, None for 0."""
    return None if index == 0 else RELATIONS[relation][index - _STARTS[relation]]


@lru_cache(maxsize=512)
def link_mask(relation: Relation, labels: tuple[str, ...]) -> tuple[bool, ...]:
    """Which of all `LINKS` a candidate may have: none, and its labels."""
    allowed = {link_index(relation, label) for label in (None, *labels)}
    return tuple(index in allowed for index in range(LINKS))


def distance_of(left: Item, right: Item) -> int:
    """In which class the words between two items are, below `DISTANCES`; the middle one where they overlap."""
    if right.words.start >= left.words.stop:
        return _middle() + 1 + _size(right.words.start - left.words.stop + 1)
    if left.words.start >= right.words.stop:
        return _middle() - 1 - _size(left.words.start - right.words.stop + 1)
    return _middle()


def _middle() -> int:
    return len(_NEAR) + 1


def _size(words: int) -> int:
    return sum(words > near for near in _NEAR)


def label_map() -> Mapping[str, Mapping[str, Iterable[str]]]:
    """All of it by name, as it is written beside trained weights."""
    return {
        "layers": {name: list(labels) for name, labels in LAYERS.items()},
        "tasks": {name: list(labels) for name, labels in TASKS.items()},
        "relations": {name: list(labels) for name, labels in RELATIONS.items()},
    }
