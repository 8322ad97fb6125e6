"""A trained network as a `Model` of `hudna_baselines.encoding`: texts in, readings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

import torch
from torch import Tensor

from hudna_baselines.encoding.graph import ItemLabels, Items
from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.schema import SPAN_LAYERS, TASKS, TRIGGER, tasks_of
from hudna_baselines.encoding.tags import Item, Tags
from hudna_baselines.encoding.texts import Text

from .arguments import Arguments
from .batches import Pieces, WordPieces, hint_rows, pairs_of, places_of, rows_of, runs
from .labels import link_label
from .network import Network
from .paths import best_tags

_WORDS_AT_ONCE = 4000
_TEXTS_AT_ONCE = 64


@dataclass(slots=True)
class NetworkReading:
    """What the network makes of one text, whose words' vectors [N, W] are known."""

    network: Network
    text: Text
    words: Tensor
    arguments: Arguments
    _items: dict[Item, int] | None = None
    _vectors: Tensor | None = None

    @torch.inference_mode()
    def tags(self) -> Tags:
        """The best lawful tags."""
        scores = {layer: of.float().cpu().numpy() for layer, of in self.network.tag_scores(self.words).items()}
        for layer in SPAN_LAYERS:
            scores[layer][:, 0] -= self.arguments.trigger_margin if layer == TRIGGER else self.arguments.mention_margin
        return {layer: best_tags(layer, of, self.text.sentences) for layer, of in scores.items()}

    @torch.inference_mode()
    def labels(self, items: Items) -> ItemLabels:
        """The best label of each task that applies."""
        self._items = {item: number for number, item in enumerate(items)}
        if not items:
            return dict.fromkeys(TASKS, ())
        places = places_of(items).to(self.words.device)
        self._vectors = self.network.item_vectors(self.network.narrow(self.words), places)
        scores = self.network.label_scores(self._vectors)
        best = {task: of.argmax(dim=1).tolist() for task, of in scores.items()}
        return {
            task: tuple(
                names[index] if task in tasks_of(item.kind, item.label) else None
                for item, index in zip(items, best[task], strict=True)
            )
            for task, names in TASKS.items()
        }

    @torch.inference_mode()
    def links(self, candidates: Sequence[Candidate]) -> Sequence[str | None]:
        """The best link that is allowed, or None."""
        if not candidates or self._items is None or self._vectors is None:
            return ()
        places = places_of(list(self._items)).to(self.words.device)
        pairs = pairs_of(candidates, self._items).to(self.words.device)
        narrow = self.network.narrow(self.words)
        scores = self.network.link_scores(narrow, self._vectors, places, pairs)
        scores[:, 0] -= self.arguments.link_margin
        best = scores.argmax(dim=1).tolist()
        return [link_label(pair.relation, index) for pair, index in zip(candidates, best, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkModel:
    """A network with what it takes to hand texts to it. `quiet` is entered while the encoder computes."""

    network: Network
    pieces: WordPieces
    arguments: Arguments
    quiet: Callable[[], AbstractContextManager[None]]

    def readings(self, texts: Iterable[Text]) -> Iterator[NetworkReading]:
        """One reading a text, in order; some thousand words at a time are held, or one text if that is longer."""
        for some in grouped(texts, _WORDS_AT_ONCE):
            with self.quiet():
                vectors = self._vectors(some)
            sizes = [len(text) for text in some]
            for text, words in zip(some, vectors.split(sizes), strict=True):
                yield NetworkReading(self.network, text, words, self.arguments)

    @torch.inference_mode()
    def _vectors(self, texts: Sequence[Text]) -> Tensor:
        self.network.eval()
        arguments, device = self.arguments, next(self.network.parameters()).device
        passages = [passage for text in texts for passage in self._passages(text)]
        hints = [hint_rows(text, told=arguments.hints) for text in texts]
        rows = rows_of(passages, hints, self.pieces.marks, window=arguments.window, context=arguments.context)
        return self.network.words(rows.to(device))

    def _passages(self, text: Text) -> Iterator[Sequence[Pieces]]:
        """The pieces of the words of each passage: whole sentences, as in training."""
        pieces, length = self.pieces.of(text), self.arguments.read_passage
        for run in runs(text.sentences, list(map(len, pieces)), length, length):
            yield pieces[run.start : run.stop]


def grouped(texts: Iterable[Text], words: int) -> Iterator[list[Text]]:
    """Texts in groups: each takes texts until it has so many words, or 64 texts."""
    rest = iter(texts)
    while group := list(islice(rest, 1)):
        while sum(map(len, group)) < words and len(group) < _TEXTS_AT_ONCE:
            if (more := next(rest, None)) is None:
                break
            group.append(more)
        yield group
