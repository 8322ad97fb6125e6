"""Where the network computes, and in what precision."""

from __future__ import annotations

from typing import Literal

import torch

Precision = Literal["fp32", "bf16"]


def device_of(name: str) -> torch.device:
    """The device of that name; `auto` is the GPU if there is one.

    Raises: ValueError for a name that torch does not know, or a GPU that is not there.
    """
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError:
        raise ValueError(f"found device {name!r:.60} against auto, cpu, cuda or cuda:1 and so on") from None
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise ValueError(f"found device {name!r} against {torch.cuda.device_count()} GPUs that are there")
    return device


def precision_of(device: torch.device, asked: Literal["auto", "fp32", "bf16"]) -> Precision:
    """What training computes in: `auto` is bfloat16 with float32 weights where the hardware is made for it."""
    if asked != "auto":
        return asked
    return "bf16" if _has_bf16(device) else "fp32"


def _has_bf16(device: torch.device) -> bool:
    """Whether it computes in bfloat16 itself; elsewhere that is slower than float32."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    asked = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # not public, so it may be gone in a later version
    return device.type == "cpu" and bool(asked and asked())
