"""What training makes small."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from hudna_baselines.encoding.schema import TRIGGER

from .arguments import Arguments
from .network import Network
from .passages import Batch

_UNKNOWN = -1


class Loss(torch.nn.Module):
    """The loss of a batch: a module, so that `accelerate` wraps it with the network inside."""

    def __init__(self, network: Network, arguments: Arguments) -> None:
        super().__init__()
        self.network = network
        self.arguments = arguments

    def forward(self, batch: Batch) -> Tensor:
        """A scalar: means of cross entropies, summed over layers of tags, tasks of items, and links."""
        network, gold = self.network, batch.gold
        words = network.words(batch.rows)
        scores = network.tag_scores(words)
        loss = _sum(scores, gold.tags)
        loss = loss + (self.arguments.trigger_weight - 1) * _mean(scores[TRIGGER], gold.tags[TRIGGER])
        if len(batch.places.kind):
            narrow = network.narrow(words)
            items = network.item_vectors(narrow, batch.places)
            loss = loss + _sum(network.label_scores(items), gold.labels)
            if len(gold.links):
                links = network.link_scores(narrow, items, batch.places, batch.pairs)
                loss = loss + self.arguments.link_weight * _mean(links, gold.links)
        return loss


def _sum(scores: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    return torch.stack([_mean(scores[name], gold[name]) for name in scores]).sum()


def _mean(scores: Tensor, gold: Tensor) -> Tensor:
    """Over what is known; 0 where nothing is."""
    known = (gold != _UNKNOWN).sum().clamp(min=1)
    summed = functional.cross_entropy(scores.float(), gold, ignore_index=_UNKNOWN, reduction="sum")
    return summed / known
