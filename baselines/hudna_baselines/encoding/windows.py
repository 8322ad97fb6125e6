"""Overlapping windows over the words of a text, for models that read a limited length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`words` is what a model reads, `own` the part of it whose results are taken; the rest is context."""

    words: range
    own: range


def windows(sizes: Sequence[int], limit: int, context: int) -> list[Window]:
    """Windows in text order, whose `own` parts tile the words.

    `sizes[i]` is what word i takes of a window (subword pieces), `limit` what a window has, `context` how many words
    on either side of `own` are read where the text has them. Where `limit` is too small for a word with all of its
    context, the context shrinks on both sides. A word larger than `limit` has a window of its own, for the model to
    cut short. A text that fits has one window; no word, no window.
    Raises: ValueError unless limit >= 1 and context >= 0.
    """
    if limit < 1 or context < 0:
        raise ValueError(f"found limit {limit} and context {context} against limit >= 1 and context >= 0")
    totals = [0, *accumulate(sizes)]
    made: list[Window] = []
    start = 0
    while start < len(sizes):
        made.append(_window(totals, start, limit, context))
        start = made[-1].own.stop
    return made


def merged(windows: Sequence[Window], values: Sequence[Sequence[T]]) -> list[T]:
    """One value a word, each from the window that owns the word; `values[w][k]` belongs to word `words.start + k`.

    Raises: ValueError where the values of a window are not as many as its words.
    """
    found: list[T] = []
    for window, own in zip(windows, values, strict=True):
        if len(own) != len(window.words):
            raise ValueError(f"found {len(own)} values against {len(window.words)} words of a window")
        found.extend(own[word - window.words.start] for word in window.own)
    return found


def _window(totals: Sequence[int], start: int, limit: int, context: int) -> Window:
    """The window that owns as many words from `start` as fit with their context, as much of it as leaves one."""
    kept = next((less for less in range(context, -1, -1) if _own(totals, start, limit, less)), 0)
    own = _own(totals, start, limit, kept) or range(start, start + 1)
    words = range(max(0, own.start - kept), min(len(totals) - 1, own.stop + kept))
    return Window(words=words, own=own)


def _own(totals: Sequence[int], start: int, limit: int, context: int) -> range:
    """The words that a window can own; empty where not one fits. `totals[i]` is the size of all words before i."""
    last = len(totals) - 1
    end = bisect_right(totals, totals[max(0, start - context)] + limit) - 1  # where the window is full
    return range(start, max(start, end if end == last else end - context))
