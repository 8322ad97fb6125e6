"""What decides what the linear baseline learns, beside the data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """`c_…` are inverse strengths of the L2 penalty: of tags, of tags of numbers and cues, of item labels, of links.

    `margin_…` is what is taken off the score of O and of «no link», in natural logarithms of odds: with few examples of
    many labels the likeliest is nearly always nothing. `seen` is in how many training rows a feature must stand.
    README.md says how the defaults were chosen.
    """

    c_tags: float = 1.0
    c_numbers: float = 10.0
    c_items: float = 1.0
    c_links: float = 1.0
    margin_tags: float = 1.5
    margin_links: float = 2.0
    seen: int = 2
