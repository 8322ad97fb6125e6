"""What training reads: runs of whole sentences with their gold, and several of them as one batch of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor

from hudna_baselines.encoding.graph import Example
from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.schema import LAYERS, TASKS
from hudna_baselines.encoding.tags import Item

from .arguments import Arguments
from .batches import Marks, Pairs, Pieces, Places, Rows, pairs_of, places_of, rows_of, runs
from .labels import link_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A gold text whose words are cut into pieces; `hints` as in `batches.Rows`."""

    example: Example
    pieces: tuple[Pieces, ...]
    hints: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A range of the words of a text: whole sentences."""

    source: Source
    words: range

    def holds(self, item: Item) -> bool:
        """Whether an item stands here."""
        return item.words.start in self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Indices of labels, -1 where none is known: tags by layer [N], labels by task [M], links [P]."""

    tags: dict[str, Tensor]
    labels: dict[str, Tensor]
    links: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Passages as tensors, with gold."""

    rows: Rows
    places: Places
    pairs: Pairs
    gold: Gold

    def to(self, device: torch.device | str) -> Batch:
        """The same on another device."""
        gold = Gold(
            tags={layer: tags.to(device) for layer, tags in self.gold.tags.items()},
            labels={task: labels.to(device) for task, labels in self.gold.labels.items()},
            links=self.gold.links.to(device),
        )
        return Batch(
            rows=self.rows.to(device), places=self.places.to(device), pairs=self.pairs.to(device), gold=gold
        )  # fmt: skip


def epoch(sources: Sequence[Source], arguments: Arguments, draw: random.Random) -> list[list[Passage]]:
    """All texts as passages, in an order that is drawn, in steps. The first passage of a text has a drawn length.

    So a sentence has other neighbours in each epoch.
    """
    passages = [passage for source in sources for passage in _passages(source, arguments.passage, draw)]
    draw.shuffle(passages)
    return [passages[start : start + arguments.batch] for start in range(0, len(passages), arguments.batch)]


def _passages(source: Source, length: int, draw: random.Random) -> Iterator[Passage]:
    sizes = list(map(len, source.pieces))
    for words in runs(source.example.text.sentences, sizes, length, draw.uniform(0, length)):
        yield Passage(source=source, words=words)


def batch_of(passages: Sequence[Passage], marks: Marks, arguments: Arguments) -> Batch:
    """Passages as one batch; words, items and pairs are numbered through."""
    pieces = [passage.source.pieces[passage.words.start : passage.words.stop] for passage in passages]
    hints = [passage.source.hints[passage.words.start : passage.words.stop] for passage in passages]
    rows = rows_of(pieces, hints, marks, window=arguments.window, context=arguments.context)
    starts = list(accumulate((len(passage.words) for passage in passages), initial=0))
    parts = [
        _graph(passage, start - passage.words.start) for passage, start in zip(passages, starts, strict=False)
    ]  # fmt: skip
    return Batch(
        rows=rows, places=_joined_places([part.places for part in parts]), pairs=_joined_pairs(parts),
        gold=_joined_gold(passages, parts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    places: Places
    pairs: Pairs
    labels: dict[str, list[int]]
    links: list[int]


def _graph(passage: Passage, shift: int) -> _Part:
    """Items and candidates of a passage; items are numbered from 0, words shifted."""
    graph = passage.source.example.graph
    here = [number for number, item in enumerate(graph.items) if passage.holds(item)]
    items = [graph.items[number] for number in here]
    index = {item: number for number, item in enumerate(items)}
    pairs = [(pair, link) for pair, link in zip(graph.candidates, graph.links, strict=True) if _within(pair, index)]
    labels = {
        task: [-1 if (label := graph.labels[task][number]) is None else names.index(label) for number in here]
        for task, names in TASKS.items()
    }
    return _Part(
        places=places_of(items, lambda _: shift), pairs=pairs_of([pair for pair, _ in pairs], index), labels=labels,
        links=[link_index(pair.relation, link) for pair, link in pairs],
    )  # fmt: skip


def _within(pair: Candidate, index: dict[Item, int]) -> bool:
    return pair.left in index and pair.right in index


def _joined_places(parts: Sequence[Places]) -> Places:
    return Places(
        first=torch.cat([part.first for part in parts]), last=torch.cat([part.last for part in parts]),
        kind=torch.cat([part.kind for part in parts]),
    )  # fmt: skip


def _joined_pairs(parts: Sequence[_Part]) -> Pairs:
    shifts = list(accumulate((len(part.places.kind) for part in parts), initial=0))
    shifted = list(zip([part.pairs for part in parts], shifts, strict=False))
    return Pairs(
        left=torch.cat([pairs.left + shift for pairs, shift in shifted]),
        right=torch.cat([pairs.right + shift for pairs, shift in shifted]),
        relation=torch.cat([pairs.relation for pairs, _ in shifted]),
        distance=torch.cat([pairs.distance for pairs, _ in shifted]),
        allowed=torch.cat([pairs.allowed for pairs, _ in shifted]),
    )


def _joined_gold(passages: Sequence[Passage], parts: Sequence[_Part]) -> Gold:
    def numbers(values: Iterator[int]) -> Tensor:
        return torch.tensor(list(values), dtype=torch.long)

    tags = {
        layer: numbers(passage.source.example.tags[layer][word] for passage in passages for word in passage.words)
        for layer in LAYERS
    }
    labels = {task: numbers(label for part in parts for label in part.labels[task]) for task in TASKS}
    return Gold(tags=tags, labels=labels, links=numbers(link for part in parts for link in part.links))
