"""The network: one encoder, and heads for tags of words, labels of items, and links of pairs.

Shapes as in `batches`; H is the width of the encoder, D that of the heads, W that of a word: 2 H and a value a hint.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from hudna_baselines.encoding.hints import HINTS
from hudna_baselines.encoding.schema import RELATIONS

from .batches import Pairs, Places, Rows
from .labels import DISTANCES, KINDS, LAYER_SIZES, LINKS, TASK_SIZES

_KIND_WIDTH = 64
_SMALL_WIDTH = 32
_ROWS_AT_ONCE = 16


class Network(nn.Module):
    """`encoder` is any model that `transformers.AutoModel` gives; the states of all its layers are read."""

    def __init__(self, encoder: Any, *, hidden: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        width = 2 * encoder.config.hidden_size + len(HINTS)
        self.mix = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers + 1))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, sum(LAYER_SIZES.values()))
        self.narrow = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Dropout(dropout))
        self.kinds = nn.Embedding(KINDS, _KIND_WIDTH)
        self.items = _two_layers(3 * hidden + _KIND_WIDTH, hidden, hidden, dropout)
        self.labels = nn.Linear(hidden, sum(TASK_SIZES.values()))
        self.distances = nn.Embedding(DISTANCES, _SMALL_WIDTH)
        self.relations = nn.Embedding(len(RELATIONS), _SMALL_WIDTH)
        self.links = _two_layers(4 * hidden + 2 * _SMALL_WIDTH, hidden, LINKS, dropout)

    def words(self, rows: Rows) -> Tensor:
        """[N, W]: what the encoder makes of each word's first and last piece, and its hints."""
        flat = self._states(rows).flatten(0, 1)
        words: Tensor = self.dropout(torch.cat([flat[rows.first], flat[rows.last], rows.hints], dim=-1))
        return words

    def _states(self, rows: Rows) -> Tensor:
        """[R, L, H]. Outside of training, some rows at a time, the longest first, so that little is padded."""
        if self.training:
            return self._encoded(rows.ids, rows.mask)
        order = rows.mask.sum(dim=1).argsort(descending=True, stable=True)
        states = torch.zeros(*rows.ids.shape, self.encoder.config.hidden_size, device=rows.ids.device)
        for some in order.split(_ROWS_AT_ONCE) if len(order) else ():
            length = int(rows.mask[some].sum(dim=1).max())
            states[some, :length] = self._encoded(rows.ids[some, :length], rows.mask[some, :length])
        return states

    def _encoded(self, ids: Tensor, mask: Tensor) -> Tensor:
        """[R, L, H]: the mean of all layers' states, with learned weights: low layers know words, high ones context."""
        layers = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        states: Tensor = torch.einsum("k,krlh->rlh", self.mix.softmax(dim=0), torch.stack(layers).float())
        return states

    def tag_scores(self, words: Tensor) -> dict[str, Tensor]:
        """Layer → [N, labels]."""
        parts = self.tags(words).split(list(LAYER_SIZES.values()), dim=-1)
        return dict(zip(LAYER_SIZES, parts, strict=True))

    def item_vectors(self, narrow: Tensor, places: Places) -> Tensor:
        """[M, D] of `narrow` words [N, D]: first word, last word, the mean from one to the other, kind and label."""
        mean = _means(narrow, places.first, places.last + 1)
        parts = [narrow[places.first], narrow[places.last], mean, self.kinds(places.kind)]
        vectors: Tensor = self.items(torch.cat(parts, dim=-1))
        return vectors

    def label_scores(self, items: Tensor) -> dict[str, Tensor]:
        """Task → [M, labels]."""
        parts = self.labels(items).split(list(TASK_SIZES.values()), dim=-1)
        return dict(zip(TASK_SIZES, parts, strict=True))

    def link_scores(self, narrow: Tensor, items: Tensor, places: Places, pairs: Pairs) -> Tensor:
        """[P, LINKS], minus infinity where a link is not allowed."""
        left, right = items[pairs.left], items[pairs.right]
        between = _means(narrow, *_gap(places, pairs))
        context = [between, self.distances(pairs.distance), self.relations(pairs.relation)]
        scores: Tensor = self.links(torch.cat([left, right, left * right, *context], dim=-1))
        return scores.float().masked_fill(~pairs.allowed, -torch.inf)


def _two_layers(size: int, hidden: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(size, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, out))


def _gap(places: Places, pairs: Pairs) -> tuple[Tensor, Tensor]:
    """First word between two items, and the one after the last; equal where there is none."""
    start = torch.minimum(places.last[pairs.left], places.last[pairs.right]) + 1
    stop = torch.maximum(places.first[pairs.left], places.first[pairs.right])
    return start, torch.maximum(start, stop)


def _means(words: Tensor, start: Tensor, stop: Tensor) -> Tensor:
    """The mean of words[start:stop] for each pair of ends, in float32; zeros for an empty range.

    By differences of running sums, which a shorter format would round too much.
    """
    words = words.float()
    sums = torch.cat([words.new_zeros(1, words.shape[1]), words.cumsum(dim=0)])
    sizes = (stop - start).clamp(min=1).unsqueeze(-1)
    return (sums[stop] - sums[start]) / sizes
