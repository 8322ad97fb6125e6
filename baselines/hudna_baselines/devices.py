"""Where a baseline computes, as commands are told it: refused before any work where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Collection

import click

from .base import SEEDED, MissingExtraError, require_extra

_CUDA = re.compile(r"cuda(?::(0|[1-9][0-9]*))?")


def require_device(device: str, baselines: Collection[str]) -> None:
    """Look whether baselines can run here, on a device: `auto`, `cpu`, `cuda`, or `cuda:1` and so on.

    PyTorch is imported only for a GPU, and only where a baseline can use it.
    Raises: click.UsageError where packages lack, and for a device that there is not or that no baseline has a use for.
    """
    try:
        for name in baselines:
            require_extra(name)
    except MissingExtraError as error:
        raise click.UsageError(str(error)) from None
    if device in ("auto", "cpu"):
        return
    asked = _CUDA.fullmatch(device)
    if asked is None:
        raise _bad(f"found {device!r:.60} against auto, cpu, cuda, or cuda:1 and so on")
    if not set(baselines) & set(SEEDED):
        raise _bad(f"found {device}, which is of use to {', '.join(SEEDED)} only, against auto or cpu")
    _require_gpu(device, int(asked[1] or 0))


def _require_gpu(device: str, number: int) -> None:
    import torch

    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if not count:
        raise _bad(f"found {device}, but PyTorch has no GPU here; auto takes the CPU then")
    if number >= count:
        raise _bad(f"found {device} against one of {', '.join(f'cuda:{own}' for own in range(count))}")


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="--device")
