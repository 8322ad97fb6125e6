"""The training loop: steps over drawn passages, rates that rise and fall, a checkpoint every few epochs.

Every epoch begins with its own seed, so that an interrupted training goes on as if it had not been interrupted. On
the CPU one thread computes: it is quicker for so small a model, and same input gives same weights.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from .arguments import Arguments
from .batches import Marks, masked
from .checkpoints import Checkpoints
from .devices import Precision, precision_of
from .encoders import layers_of
from .losses import Loss
from .network import Network
from .passages import Batch, Source, batch_of, epoch

CPU = torch.device("cpu")

Watch = Callable[[float, float], None]
"""Called after each step with the share of the training that is done, from 0 to 1, and the loss of the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is learned from, and how. `pretrained` says whether the encoder's embeddings are worth keeping."""

    sources: Sequence[Source]
    marks: Marks
    arguments: Arguments
    seed: int
    device: torch.device = CPU
    pretrained: bool = True


def train(network: Network, task: Task, checkpoints: Checkpoints | None = None, watch: Watch | None = None) -> None:
    """Train a network in place, from where `checkpoints` were left if they are of the same training.

    Raises: ValueError without a text to learn from; InvalidDataError for checkpoints of another training.
    """
    if not task.sources:
        raise ValueError("found no annotated text against at least one to train on")
    with one_thread(), torch.random.fork_rng():
        _train(network, task, checkpoints, watch or _unwatched)


def _train(network: Network, task: Task, checkpoints: Checkpoints | None, watch: Watch) -> None:
    accelerator = _accelerator(task.device, precision_of(task.device, task.arguments.precision))
    network.to(task.device)
    freeze(network, task.arguments, embeddings=task.pretrained)
    optimizer = torch.optim.AdamW(parameter_groups(network, task.arguments), fused=True)
    begun = checkpoints.restore(network, optimizer) if checkpoints else 0
    loss, optimizer = accelerator.prepare(Loss(network, task.arguments), optimizer)
    for number in range(begun, task.arguments.epochs):
        _epoch(number, loss, optimizer, accelerator, task, watch)
        if checkpoints and (number + 1) % checkpoints.every == 0:
            checkpoints.keep(number + 1, network, optimizer)
    network.eval()


def _unwatched(share: float, loss: float) -> None:
    """For nobody."""


def _epoch(number: int, loss: Any, optimizer: Any, accelerator: Any, task: Task, watch: Watch) -> None:
    arguments, seed = task.arguments, task.seed * 10_007 + number
    torch.manual_seed(seed)
    steps = epoch(task.sources, arguments, random.Random(seed))  # noqa: S311  draws no secret
    loss.train()
    for position, passages in enumerate(steps):
        share = (number + position / len(steps)) / arguments.epochs
        set_rates(optimizer, share, arguments.warmup)
        batch = _masked(batch_of(passages, task.marks, arguments), task)
        optimizer.zero_grad()
        value = loss(batch.to(task.device))
        accelerator.backward(value)
        accelerator.clip_grad_norm_(loss.parameters(), arguments.clip)
        optimizer.step()
        watch((number + (position + 1) / len(steps)) / arguments.epochs, value.item())


def _masked(batch: Batch, task: Task) -> Batch:
    rows = masked(batch.rows, task.arguments.masked_pieces, task.marks, torch.default_generator)
    return Batch(rows=rows, places=batch.places, pairs=batch.pairs, gold=batch.gold)


def _accelerator(device: torch.device, precision: Precision) -> Any:
    """One that leaves everything on the device where it is, so that a second GPU can be named."""
    from accelerate import Accelerator
    from accelerate.state import AcceleratorState

    AcceleratorState._reset_state(reset_partial_state=True)  # else a second training keeps the precision of the first
    mixed = "bf16" if precision == "bf16" else "no"
    return Accelerator(cpu=device.type == "cpu", mixed_precision=mixed, device_placement=False)


def freeze(network: Network, arguments: Arguments, *, embeddings: bool) -> None:
    """Keep the encoder's embeddings, if they are worth it, and its lowest layers as they are."""
    encoder = network.encoder
    for name, parameter in encoder.named_parameters():
        parameter.requires_grad_(not (embeddings and "embeddings" in name))
    for layer in layers_of(encoder)[: arguments.frozen_layers]:
        layer.requires_grad_(False)


def parameter_groups(network: Network, arguments: Arguments) -> list[dict[str, Any]]:
    """What is trained, in groups with a `peak` rate: the heads, and each layer of the encoder with a lower one.

    What lies outside of the layers has the rate of the lowest one if it is an embedding, else of the highest one.
    """
    layers = layers_of(network.encoder)
    depth = {id(parameter): number for number, layer in enumerate(layers) for parameter in layer.parameters()}
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            place = depth.get(id(parameter), 0 if "embeddings" in name else len(layers) - 1)
            encoder_rate = arguments.encoder_rate * arguments.layer_decay ** (len(layers) - 1 - place)
            rate = encoder_rate if name.startswith("encoder.") else arguments.head_rate
            groups.setdefault(rate, []).append(parameter)
    return [
        {"params": group, "lr": rate, "peak": rate, "weight_decay": arguments.weight_decay}
        for rate, group in groups.items()
    ]


def set_rates(optimizer: Any, share: float, warmup: float) -> None:
    """The rates for a step that so large a share of the training precedes."""
    factor = share / warmup if share < warmup else (1 - share) / (1 - warmup)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread computes within the block."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
