"""Words between white space, and spans widened to whole words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hudna.model import Mention

_WORD = re.compile(r"\S+")

Widened = tuple[str, int, int]
"""Type, start and end of a mention that has been widened; comparable by equality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text by start and end, in order, and for each paragraph (line) the index after its last word."""

    starts: Sequence[int]
    ends: Sequence[int]
    paragraph_ends: Sequence[int]

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """The words that share a character with a span, as half-open range of indices; empty for white space alone."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span from the first to the last word that it touches; itself where it touches none."""
        first, last = self.touched(start, end)
        return (self.starts[first], self.ends[last - 1]) if first < last else (start, end)


def words_of(text: str) -> Words:
    """What stands between white space, punctuation and clitics included. A paragraph is a line."""
    spans = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    breaks = [match.start() for match in re.finditer("\n", text)]
    return Words(
        starts=starts,
        ends=[end for _, end in spans],
        paragraph_ends=[*(bisect_left(starts, at) for at in breaks), len(starts)],
    )


def widened(mentions: Iterable[Mention], words: Words) -> list[Widened]:
    """Every mention with the span of the whole words that it touches; equal ones stay as many as they are."""
    return [(mention.type, *words.widened(mention.start, mention.end)) for mention in mentions]
