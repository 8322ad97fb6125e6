"""How an interval is read off the resamples."""

from __future__ import annotations

from typing import Literal

Method = Literal["percentile", "bca"]

METHODS: tuple[Method, ...] = ("percentile", "bca")
