"""Texts and gold as tensors: windows of subword pieces, and where words, items and pairs are.

Shapes: rows R and length L of the windows, words N, items M, pairs P of all texts of a batch together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import torch
from torch import Tensor

from hudna.arabic.normalise import strip_diacritics, strip_tatweel
from hudna_baselines.encoding.hints import HINTS, hints_of
from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.tags import Item
from hudna_baselines.encoding.texts import Text
from hudna_baselines.encoding.windows import windows

from .labels import LINKS, distance_of, kind_index, link_mask, relation_index

Pieces = tuple[int, ...]

_LONGEST_WORD = 16
"""Of a word of more pieces the first ones and the last one are read."""


class Tensors:
    """A dataclass of tensors that moves between devices as one."""

    def to(self, device: torch.device | str) -> Self:
        """The same on another device."""
        moved: dict[str, Any] = {field.name: getattr(self, field.name).to(device) for field in fields(self)}  # type: ignore[arg-type]
        return type(self)(**moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Tensors):
    """Windows: `ids` and `mask` [R, L]; `first` and `last` piece of each word [N] as indices into R x L.

    `hints` [N, K] is 1 where one of the K `encoding.hints.HINTS` holds of a word, else 0.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    hints: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Places(Tensors):
    """Items: first and last word of the head fragment and the index of kind and label, each [M]."""

    first: Tensor
    last: Tensor
    kind: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Tensors):
    """Candidates: indices of two items, of the relation and of the distance, each [P]; which links are allowed
    [P, 1 + links], the first of them none."""

    left: Tensor
    right: Tensor
    relation: Tensor
    distance: Tensor
    allowed: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Ids of the pieces that a tokenizer puts around a text and in place of others."""

    start: int
    end: int
    pad: int
    unknown: int


class WordPieces:
    """Cuts words into subword pieces by a tokenizer, each word by itself, without vowel marks and tatweel."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        start, end = tokenizer.cls_token_id, tokenizer.sep_token_id
        self.marks = Marks(start=start, end=end, pad=tokenizer.pad_token_id or 0, unknown=tokenizer.unk_token_id)
        self._known: dict[str, Pieces] = {}

    def of(self, text: Text) -> list[Pieces]:
        """The pieces of each word, at least one each."""
        new = sorted(set(text.surfaces) - self._known.keys())
        if new:
            bare = [strip_tatweel(strip_diacritics(word)) or word for word in new]
            found = self.tokenizer(bare, add_special_tokens=False)["input_ids"]
            self._known.update((word, self._bounded(ids)) for word, ids in zip(new, found, strict=True))
        return [self._known[word] for word in text.surfaces]

    def _bounded(self, ids: Sequence[int]) -> Pieces:
        if len(ids) > _LONGEST_WORD:
            return (*ids[: _LONGEST_WORD - 1], ids[-1])
        return tuple(ids) or (self.marks.unknown,)


def runs(sentences: Sequence[range], sizes: Sequence[int], length: int, first: float) -> Iterator[range]:
    """The words as ranges of whole sentences of at most `length` pieces each, the first one of at most `first`.

    `sizes[i]` counts the pieces of word i. A sentence that is longer has a range of its own.
    """
    room, start = first, 0
    for sentence in sentences:
        size = sum(sizes[sentence.start : sentence.stop])
        if size > room and sentence.start > start:
            yield range(start, sentence.start)
            start, room = sentence.start, length
        room -= size
    if start < len(sizes):
        yield range(start, len(sizes))


def hint_rows(text: Text, *, told: bool) -> Tensor:
    """What `Rows.hints` says of the words of a text [N, K]; zeros if the network is not `told`."""
    columns = {name: column for column, name in enumerate(HINTS)}
    rows = torch.zeros(len(text), len(HINTS))
    for word, names in enumerate(hints_of(text) if told else ()):
        rows[word, [columns[name] for name in names if name in columns]] = 1.0  # a zone may have any type
    return rows


def rows_of(
    texts: Sequence[Sequence[Pieces]], hints: Sequence[Tensor], marks: Marks, *, window: int, context: int
) -> Rows:
    """The windows of several texts, given as pieces and hints of their words; the words are numbered through.

    Raises: ValueError for a window too small for the longest word and the two marks.
    """
    if window < _LONGEST_WORD + 2:
        raise ValueError(f"found a window of {window} pieces against at least {_LONGEST_WORD + 2}")
    rows: list[list[int]] = []
    first: list[tuple[int, int]] = []
    last: list[tuple[int, int]] = []
    for pieces in texts:
        for part in windows([len(word) for word in pieces], window - 2, context):
            row = [marks.start]
            for word in part.words:
                if word in part.own:
                    first.append((len(rows), len(row)))
                    last.append((len(rows), len(row) + len(pieces[word]) - 1))
                row.extend(pieces[word])
            rows.append([*row, marks.end])
    length = max(map(len, rows), default=1)
    ids = [row + [marks.pad] * (length - len(row)) for row in rows]
    mask = [[1] * len(row) + [0] * (length - len(row)) for row in rows]
    return Rows(
        ids=torch.tensor(ids, dtype=torch.long).view(-1, length), mask=torch.tensor(mask).view(-1, length),
        first=_flat(first, length), last=_flat(last, length),
        hints=torch.cat([torch.zeros(0, len(HINTS)), *hints]),
    )  # fmt: skip


def _flat(places: Sequence[tuple[int, int]], length: int) -> Tensor:
    return torch.tensor([row * length + column for row, column in places], dtype=torch.long)


def masked(rows: Rows, share: float, marks: Marks, generator: torch.Generator) -> Rows:
    """The rows with so large a share of their pieces replaced by the unknown one, drawn on the CPU."""
    drawn = torch.rand(rows.ids.shape, generator=generator) < share
    special = (rows.ids == marks.start) | (rows.ids == marks.end) | (rows.mask == 0)
    ids = torch.where(drawn & ~special, marks.unknown, rows.ids)
    return Rows(ids=ids, mask=rows.mask, first=rows.first, last=rows.last, hints=rows.hints)


def places_of(items: Sequence[Item], word: Callable[[Item], int] = lambda _: 0) -> Places:
    """Where items are; `word` says what to add to the words of an item."""
    shifted = [(item.words.start + word(item), item.words.stop - 1 + word(item)) for item in items]
    return Places(
        first=torch.tensor([first for first, _ in shifted], dtype=torch.long),
        last=torch.tensor([last for _, last in shifted], dtype=torch.long),
        kind=torch.tensor([kind_index(item) for item in items], dtype=torch.long),
    )


def pairs_of(candidates: Sequence[Candidate], index: dict[Item, int]) -> Pairs:
    """The pairs of candidates; `index` has the place of each item among those of the batch."""

    def numbers(values: Iterator[int]) -> Tensor:
        return torch.tensor(list(values), dtype=torch.long)

    allowed = [link_mask(pair.relation, pair.labels) for pair in candidates]
    return Pairs(
        left=numbers(index[pair.left] for pair in candidates),
        right=numbers(index[pair.right] for pair in candidates),
        relation=numbers(relation_index(pair.relation) for pair in candidates),
        distance=numbers(distance_of(pair.left, pair.right) for pair in candidates),
        allowed=torch.tensor(allowed, dtype=torch.bool).view(-1, LINKS),
    )
