"""The table in the README, between two markers."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).with_name("README.md")

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def rewritten(text: str, block: str) -> str:
    """The text with another block between the markers; all else stays.

    Raises: ValueError unless there is one marker of each kind, in order.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise ValueError(f"found a README against one with {BEGIN} and, after it, {END}, once each")
    return f"{before}{BEGIN}\n\n{block}\n{END}{after}"
