"""Baselines: systems that annotate Arabic news, and what runs, trains and scores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .saved import load

__all__ = ["load"]


def __getattr__(name: str) -> object:
    """`load`, imported when it is asked for, so that the package itself stays light."""
    if name == "load":
        from .saved import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
