"""What is known of a text beside its tags: items, their labels, and links; and gold as models train on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .links import Candidate
from .tags import Item, Tags
from .texts import Text

Items = Sequence[Item]

ItemLabels = Mapping[str, Sequence[str | None]]
"""Task of `schema.TASKS` → a label for each item, None where `schema.tasks_of` says that the task does not apply.

In gold also None where the annotation gives no such label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Items with labels and links. `links` has a label (or None: no link) for each of `candidates`."""

    items: tuple[Item, ...]
    labels: ItemLabels
    candidates: tuple[Candidate, ...]
    links: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text with the tags and the graph of its gold annotation; `tags[layer]` has one index a word."""

    text: Text
    tags: Tags
    graph: Graph
