"""Tokens as a text with code point offsets: tokens joined by a space, sentences by a line end.

Corpora of tokens have no other offsets in common. Where such a corpus has the original text too, it is not used: a
prediction of tokens alone could not be laid against it. The price is that offsets are those of the joined text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hudna.model import Span


@dataclass(frozen=True, slots=True)
class TokenText:
    """A text made of tokens, and where each of them begins and ends in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, end: int) -> Span:
        """The code points from token `first` up to, without, token `end`.

        Raises: ValueError unless 0 <= first < end <= number of tokens, and for empty tokens.
        """
        if not 0 <= first < end <= len(self):
            raise ValueError(f"found tokens [{first}, {end}) against 0 <= start < end <= {len(self)}")
        return Span(self.starts[first], self.ends[end - 1])


def token_text(sentences: Iterable[Sequence[str]]) -> TokenText:
    """The text of sentences of tokens."""
    sentences = list(sentences)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for sentence in sentences:
        for token in sentence:
            starts.append(at)
            ends.append(at + len(token))
            at += len(token) + 1
        at += not sentence  # an empty sentence is an empty line
    return TokenText("\n".join(map(" ".join, sentences)), tuple(starts), tuple(ends))
