"""What decides how the transformer is trained, beside the data, the encoder and the seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Sizes count subword pieces unless another unit is named; rates are AdamW's, at their peak.

    README.md says which of them were chosen by validation, and how.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}  # as `store` reads it

    epochs: int = 40
    precision: Literal["auto", "fp32", "bf16"] = "auto"
    """Of the arithmetic in training; `auto`: bfloat16 with float32 weights where the hardware is made for it."""
    passage: int = 120
    """Training sees runs of whole sentences of about this length."""
    read_passage: int = 60
    """The same in prediction."""
    batch: int = 1
    """Passages a step."""
    window: int = 256
    """The most that the encoder reads at once, its two marks included."""
    context: int = 32
    """Words on either side of what is taken from a window, where a sentence has to be cut."""
    encoder_rate: float = 2e-4
    """Of the highest layer; `layer_decay` times the rate of the layer above it for each other."""
    layer_decay: float = 0.9
    head_rate: float = 2e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    """Share of the steps in which rates rise from 0; then they fall to 0, both linearly."""
    clip: float = 1.0
    """The largest norm of a step's gradient."""
    dropout: float = 0.2
    """In the heads; the encoder keeps its own."""
    masked_pieces: float = 0.1
    """Share of pieces that training replaces by the unknown one, so that names are read by what stands around them."""
    frozen_layers: int = 0
    """Lowest layers of the encoder that stay as they are; its embeddings always do, unless they begin at random."""
    hints: bool = True
    """Whether it is told of each word what lexicons and readers say, as the linear baseline is."""
    hidden: int = 256
    """Width of the heads."""
    trigger_weight: float = 3.0
    """Of the loss of the triggers' tags, against other layers of tags and labels of items, which weigh 1 each."""
    link_weight: float = 4.0
    """Of the loss of links, likewise."""
    trigger_margin: float = 1.0
    """In prediction: how much the logit of «no trigger» is lowered, so that rare types are found too."""
    mention_margin: float = 0.5
    """The same of «no mention», number or cue."""
    link_margin: float = 1.5
    """The same of «no link»."""
