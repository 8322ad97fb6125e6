"""Encoders and their tokenizers, by name: the offline weights, a Hugging Face id, or a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .notes import silent_transformers
from .offline import OFFLINE, WeightsError, offline_weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """A model without its pooling layer, which nothing here reads, and its tokenizer."""

    model: Any
    tokenizer: Any

    @property
    def longest(self) -> int:
        """How many pieces it reads at most, its marks included; some models keep two positions for themselves."""
        positions = getattr(self.model.config, "max_position_embeddings", None) or self.tokenizer.model_max_length + 2
        return int(min(self.tokenizer.model_max_length, positions - 2))

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all weights, by name."""
        found = hashlib.sha256()
        for name, value in sorted(self.model.state_dict().items()):
            found.update(name.encode())
            found.update(value.detach().cpu().reshape(-1).view(torch.uint8).numpy().tobytes())
        return found.hexdigest()


def load_encoder(name: str | None, *, pretrained: bool = True) -> Encoder:
    """The encoder of that name (None: the offline weights); without `pretrained`, its size with random weights.

    Random weights are drawn from torch's global generator. No code that comes with a model is run.
    Raises: WeightsError where there is no such model, or none that can be read.
    """
    from transformers import AutoConfig, AutoModel, AutoTokenizer

    place = offline_weights() if name in (None, OFFLINE) else name
    with silent_transformers():
        try:
            tokenizer = AutoTokenizer.from_pretrained(place, use_fast=True, trust_remote_code=False)
            if pretrained:
                model = AutoModel.from_pretrained(place, trust_remote_code=False, use_safetensors=True)
            else:
                config = AutoConfig.from_pretrained(place, trust_remote_code=False)
                model = AutoModel.from_config(config, trust_remote_code=False)
        except (OSError, ValueError) as error:
            raise WeightsError(f"found no encoder {name}: {_first_line(error)}") from None
    return _fit(name, Encoder(model=without_pooler(model), tokenizer=tokenizer))


def _fit(name: str | None, encoder: Encoder) -> Encoder:
    """The same, if it has what is made use of. Raises: WeightsError for one that has not."""
    marks = ("cls_token_id", "sep_token_id", "unk_token_id")
    if lacking := [mark for mark in marks if getattr(encoder.tokenizer, mark, None) is None]:
        raise WeightsError(f"found encoder {name} without {', '.join(lacking)}. Name an encoder such as BERT.")
    try:
        layers_of(encoder.model)
    except ValueError as error:
        raise WeightsError(f"found encoder {name} that cannot be fine-tuned layer by layer: {error}.") from None
    return encoder


def encoder_of_folder(folder: Path) -> Encoder:
    """The encoder that `save_encoder` described, with random weights; those are kept with the heads'."""
    from transformers import AutoConfig, AutoModel, AutoTokenizer

    with silent_transformers():
        config = AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
        model = AutoModel.from_config(config, trust_remote_code=False)
    return Encoder(model=without_pooler(model), tokenizer=tokenizer)


def save_encoder(encoder: Encoder, folder: Path) -> None:
    """Write what says how the encoder is built, and its tokenizer; not its weights."""
    with silent_transformers():
        encoder.model.config.save_pretrained(folder)
        encoder.tokenizer.save_pretrained(folder)


def without_pooler(model: Any) -> Any:
    """The same model, less the layer that sums a text up in one vector."""
    if getattr(model, "pooler", None) is not None:
        model.pooler = None
    return model


def layers_of(model: Any) -> nn.ModuleList:
    """The layers of an encoder, the lowest first. Raises: ValueError for an encoder without a list of them."""
    count = getattr(model.config, "num_hidden_layers", 0)
    for module in model.modules():
        if isinstance(module, nn.ModuleList) and len(module) == count:
            return module
    raise ValueError(f"found no list of {count} layers in {type(model).__name__}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
