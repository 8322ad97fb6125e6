"""Runs of words that a text shares with a source article, names, dates and official titles aside.

Words are Arabic words and numbers, without diacritics and tatweel; what stands between them does not count, so that
a quotation is found under other punctuation, in the cells of a table, and as JSON escapes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hudna.model import Record
from hudna.surfaces import LONGEST

_WORD = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]+|\d+")
_IGNORED = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TITLES_AND_DATES = frozenset({"OCC", "DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source article as words; `named` tells of each whether it belongs to a name, a date or an official title."""

    words: tuple[str, ...]
    named: tuple[bool, ...]
    _places: dict[tuple[str, ...], list[int]] = field(init=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for place in range(len(self.words) - LONGEST):
            self._places[self.words[place : place + LONGEST + 1]].append(place)

    def places(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where these words, one more than may be shared, stand in the source."""
        return self._places.get(words, ())


def source_words(text: str, gold: Record | None = None) -> SourceWords:
    """The words of a source text. Without gold no word counts as one of a name."""
    words, named = [], []
    kept = [at for at, char in enumerate(text) if not _IGNORED.match(char)]
    covered = _named_offsets(gold)
    for match in _WORD.finditer("".join(text[at] for at in kept)):
        words.append(match[0])
        named.append(any(kept[at] in covered for at in range(*match.span())))
    return SourceWords(tuple(words), tuple(named))


def shared_runs(text: str, source: SourceWords) -> Iterator[str]:
    """The longest runs of words that a text shares with a source, of those with more than five that are in no name."""
    words = tuple(_words(text))
    for at in range(len(words) - LONGEST):
        for place in source.places(words[at : at + LONGEST + 1]):
            if at and place and words[at - 1] == source.words[place - 1]:
                continue  # the run began earlier
            length = _common(words[at:], source.words[place:])
            if source.named[place : place + length].count(False) > LONGEST:
                yield " ".join(words[at : at + length])


def arabic_words(text: str) -> int:
    """How many words in Arabic letters a text has; dates, hashes and labels have none."""
    return sum(not word.isdecimal() for word in _words(text))


def _words(text: str) -> list[str]:
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _WORD.findall(_IGNORED.sub("", plain))


def _named_offsets(gold: Record | None) -> set[int]:
    mentions = gold.mentions if gold else ()
    return {
        offset
        for mention in mentions
        if mention.type in _TITLES_AND_DATES or mention.form in ("NAM", "ADJ")
        for offset in range(mention.start, mention.end)
    }


def _common(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words two sequences share from their beginning."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(words), len(others)))
