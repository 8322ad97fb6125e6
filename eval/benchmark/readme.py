"""The table in the README, between two markers."""

from __future__ import annotations

from pathlib import Path

from hudna.files import with_block

README = Path(__file__).with_name("README.md")

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def rewritten(text: str, block: str) -> str:
    """The text with another block between the markers; all else stays. Raises: as `with_block`."""
    return with_block(text, block, BEGIN, END)
