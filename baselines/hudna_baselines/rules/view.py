"""A text as the rules see it: sentences in comparison form, with a map back to code points of the untouched text.

Everything in a `Sentence` counts in its own `form` until `Sentence.span` turns it into a span of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hudna.arabic.normalise import comparison_form, strip_diacritics, strip_tatweel
from hudna.model import Record, Span
from hudna.ontology import UNSCORED_ZONES

from .lexicon import ALEFS_WITH_HAMZA, is_definite

_BREAK = re.compile("[.!?؟…](?=[\"'”»)]?(?:\\s|$))|\n")
_WORD = re.compile(r"\d+(?:[.,:\u066b\u066c]\d+)*|[^\W\d_]+")
_MAX_WORDS = 300
"""A longer sentence is a list or noise; cutting it bounds what any rule costs."""

_SIGNS = 2
_MOST_CHARS = 4096


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or a numeral: where it stands in the sentence's form, and how it reads there."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence in comparison form.

    `starts[i]` is the code point of `text` behind character i of `form`, `ends[i]` the one after it and its marks.
    """

    text: str
    form: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[Word, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the text behind `form[start:end]`."""
        return Span(self.starts[start], self.ends[end - 1])

    def phrase(self, first: int, last: int, cut: int = 0) -> Span:
        """The span of the text from word `first`, less `cut` letters, to word `last`."""
        return self.span(self.words[first].start + cut, self.words[last].end)

    def letter(self, position: int) -> str:
        """The untouched character behind a position of `form`: tells ة from ه and ى from ي."""
        return self.text[self.starts[position]]

    def is_definite(self, index: int, cut: int = 0) -> bool:
        """Whether word `index`, less `cut` letters, has the article: not where its alef bears a hamza («ألغام»)."""
        word = self.words[index]
        return is_definite(word.form[cut:]) and self.letter(word.start + cut) not in ALEFS_WITH_HAMZA

    @property
    def extent(self) -> Span:
        """From the first word to the last."""
        return self.phrase(0, len(self.words) - 1)

    def joined(self, index: int) -> bool:
        """Whether nothing but a space stands between word `index` and the one after it."""
        if not 0 <= index < len(self.words) - 1:
            return False
        return not self.form[self.words[index].end : self.words[index + 1].start].strip()

    def between(self, index: int) -> str:
        """What stands between word `index` and the one after it, without spaces; "" at the end."""
        if not 0 <= index < len(self.words) - 1:
            return ""
        return self.form[self.words[index].end : self.words[index + 1].start].replace(" ", "")

    def word_at(self, position: int) -> int:
        """The index of the word that covers a position of `form`, or the last one before it; -1 before all words."""
        return self._word_indices[position]

    @cached_property
    def _word_indices(self) -> list[int]:
        """By position of `form`: what `word_at` gives, in a table, because it is asked for all the time."""
        bounds = [0, *(word.start for word in self.words), len(self.form) + 1]
        return [index - 1 for index, (low, high) in enumerate(pairwise(bounds)) for _ in range(low, high)]

    def word_of(self, offset: int) -> int:
        """The index of the word that covers a code point of the text."""
        position = bisect_right(self.starts, offset) - 1
        return self._word_indices[position] if position >= 0 else -1

    def first_and_last(self, span: Span) -> tuple[int, int]:
        """The indices of the first and the last word of a span of the text."""
        return self.word_of(span.start), self.word_of(span.end - 1)

    def cut_of(self, span: Span) -> int:
        """How many letters of its first word stand before a span: the length of its proclitics."""
        position = bisect_left(self.starts, span.start)
        return position - self.words[self.word_at(position)].start


def sentences(record: Record) -> tuple[Sentence, ...]:
    """The sentences of a record's text that are to be annotated; furniture and teasers are passed over."""
    text = record.text or ""
    zones = [zone.span for zone in record.zones if zone.type not in UNSCORED_ZONES] if record.zones else _whole(text)
    segments = (segment for zone in zones for segment in _segments(text, zone))
    return tuple(sentence for start, end in segments for sentence in _read(text, start, end))


def _whole(text: str) -> list[Span]:
    return [Span(0, len(text))] if text else []


def _segments(text: str, zone: Span) -> Iterable[tuple[int, int]]:
    end = min(zone.end, len(text))
    cuts = [match.end() for match in _BREAK.finditer(text, zone.start, end)]
    return pairwise([zone.start, *cuts, end])


def _read(text: str, start: int, end: int) -> Iterator[Sentence]:
    chars = [_CHAR_FORMS[char] for char in text[start:end]]
    whole = "".join(chars)
    if "" not in chars and "  " not in whole:  # nothing drops out, so that positions are offsets
        yield from _chunks(text, whole, tuple(range(start, end)), tuple(range(start + 1, end + 1)))
    else:
        yield from _read_by_char(text, start, end)


def _read_by_char(text: str, start: int, end: int) -> Iterator[Sentence]:
    form: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, raw in enumerate(text[start:end], start):
        char = _CHAR_FORMS[raw]
        if char == " " and form and form[-1] == " ":
            continue
        if char:
            form.append(char)
            starts.append(offset)
            ends.append(offset + 1)
        elif form and ends[-1] == offset and _belongs_to_letter(raw):
            ends[-1] = offset + 1
    yield from _chunks(text, "".join(form), tuple(starts), tuple(ends))


def _chunks(text: str, form: str, starts: tuple[int, ...], ends: tuple[int, ...]) -> Iterator[Sentence]:
    """The words of a segment, in sentences of bounded length. Signs beside the outer words («%») stay with them."""
    words = [Word(*match.span(), match.group()) for match in _WORD.finditer(form)]
    for first in range(0, len(words), _MAX_WORDS):
        last = min(first + _MAX_WORDS, len(words)) - 1
        low = max(words[first].start - _SIGNS, words[first - 1].end if first else 0)
        high = min(words[last].end + _SIGNS, words[last + 1].start if last + 1 < len(words) else len(form))
        own = tuple(Word(word.start - low, word.end - low, word.form) for word in words[first : last + 1])
        yield Sentence(text, form[low:high], starts[low:high], ends[low:high], own)


class _CharForms(dict[str, str]):
    """How a character compares; every white space is one space, marks and format characters are nothing."""

    def __missing__(self, char: str) -> str:
        form = " " if char.isspace() else comparison_form(char)
        if len(self) < _MOST_CHARS:
            self[char] = form
        return form


_CHAR_FORMS = _CharForms()


def _belongs_to_letter(char: str) -> bool:
    return not strip_tatweel(strip_diacritics(char))
