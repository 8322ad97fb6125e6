"""A record's text as words in sentences, with code points for everything.

Words are `hudna.arabic.words.tokens` (punctuation is a word too). What lies in zones that are not annotated has no
words here, so a model neither learns from it nor marks it. No annotation of the benchmark crosses a sentence end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hudna.arabic.normalise import comparison_form, strip_diacritics, strip_tatweel
from hudna.arabic.words import tokens
from hudna.model import Record, Span
from hudna.ontology import UNSCORED_ZONES

_BREAK = re.compile("[.!?؟…]+(?=[\"'”»)]*(?:\\s|$))|\n")

MAX_WORDS = 300
"""A longer sentence is a list or noise; cutting it bounds what pairs of its items cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a model may see of an article.

    `record` carries text, dateline and zones and no annotation. `words[i]` is a span of the text, `surfaces[i]` its
    characters, `forms[i]` these in comparison form (never empty: a word of marks alone stays as it is). `sentences`
    are half-open ranges of word indices that tile the words, none empty.
    """

    record: Record
    words: tuple[Span, ...]
    surfaces: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[range, ...]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def text(self) -> str:
        """The untouched text."""
        return self.record.text or ""

    def sentence_of(self, word: int) -> int:
        """The index of the sentence that holds a word."""
        return bisect_right(self.sentences, word, key=lambda sentence: sentence.start) - 1

    def covering(self, span: Span) -> range:
        """The words that a span touches; empty where it touches none."""
        return touched(self.words, span)

    def cut(self, words: range, proclitic: int, enclitic: int) -> Span:
        """The span of words less so many letters at either end; a cut that would leave nothing of a word is not made.

        Marks and tatweel go with the letter before them.
        """
        first, last = self.words[words.start], self.words[words.stop - 1]
        start = first.start + _length_of(self.surfaces[words.start], proclitic)
        end = last.start + _length_but(self.surfaces[words.stop - 1], enclitic)
        return Span(start, end) if start < end else Span(first.start, last.end)

    def letters(self, start: int, end: int) -> int:
        """How many letters stand in `text[start:end]`, marks and tatweel not counted."""
        return sum(map(_is_letter, self.text[start:end]))


def touched(spans: Sequence[Span], span: Span) -> range:
    """The indices of those of `spans`, sorted and apart, that share a code point with one; empty where none does."""
    first = bisect_right(spans, span.start, key=lambda other: other.end)
    last = bisect_left(spans, span.end, key=lambda other: other.start)
    return range(first, max(first, last))


def text_of(record: Record) -> Text:
    """The words of a record. Raises: ValueError for a record without text."""
    if record.text is None:
        raise ValueError(f"found no text in article {record.article_id} against a record to encode")
    bare = replace(record, mentions=(), events=(), numeric_claims=())
    sentences = list(_sentences(record.text, bare))
    words = tuple(word for sentence in sentences for word in sentence)
    surfaces = tuple(word.of(record.text) for word in words)
    return Text(
        record=bare, words=words, surfaces=surfaces,
        forms=tuple(comparison_form(surface) or surface for surface in surfaces),
        sentences=tuple(_ranges(sentences)),
    )  # fmt: skip


def _sentences(text: str, record: Record) -> Iterator[list[Span]]:
    zones = [zone for zone in record.zones if zone.type not in UNSCORED_ZONES]
    parts = [(zone.start, min(zone.end, len(text))) for zone in zones] if record.zones else [(0, len(text))]
    for start, end in parts:
        cuts = [match.end() for match in _BREAK.finditer(text, start, end)]
        for low, high in pairwise([start, *cuts, end]):
            found = [Span(word.start + low, word.end + low) for word in tokens(text[low:high])]
            yield from (found[first : first + MAX_WORDS] for first in range(0, len(found), MAX_WORDS))


def _ranges(sentences: list[list[Span]]) -> Iterator[range]:
    start = 0
    for sentence in sentences:
        yield range(start, start + len(sentence))
        start += len(sentence)


def _length_of(surface: str, letters: int) -> int:
    """How many characters the first letters of a surface take; 0 where nothing would be left."""
    starts = [position for position, char in enumerate(surface) if _is_letter(char)]
    return starts[letters] if 0 < letters < len(starts) else 0


def _length_but(surface: str, letters: int) -> int:
    """How many characters a surface takes before its last letters; all where nothing would be left."""
    starts = [position for position, char in enumerate(surface) if _is_letter(char)]
    return starts[-letters] if 0 < letters < len(starts) else len(surface)


def _is_letter(char: str) -> bool:
    return bool(strip_tatweel(strip_diacritics(char)))
