"""A text as words in comparison form, with a map back to code points of the untouched text.

Positions count in `form`; `Tokens.span` turns two of them into a span of the text. Every step takes time linear in
the text, and what looks at neighbours looks at a bounded number of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from hudna.arabic.clitics import certain_prefix
from hudna.arabic.normalise import comparison_form, strip_diacritics, strip_tatweel
from hudna.model import Span

_TOKEN = re.compile(r"[0-9]+(?:[.,:\u066b\u066c][0-9]+|[\u00a0\u2009\u202f][0-9]{3}(?![0-9]))*|[^\W\d_]+")
_SPACE_GROUPS = re.compile("[\u00a0\u2009\u202f]")
_BLOCKS = ((0x00A0, 0x0100), (0x0600, 0x0700), (0x2000, 0x2070), (0xFEFF, 0xFF00))
_TABLE = {
    code: form
    for code in chain.from_iterable(range(*block) for block in _BLOCKS)
    if not chr(code).isspace() and (form := comparison_form(chr(code))) != chr(code)
}
"""What `comparison_form` does to single characters; it leaves all others as they are."""

_DROPPED = frozenset(chr(code) for code, form in _TABLE.items() if not form)
_MARKS = frozenset(char for char in _DROPPED if not strip_tatweel(strip_diacritics(char)))
_WIDEST_GAP = 8
"""More spaces than this between two words are layout, which separates."""

_BRACKETS = {")": "(", "]": "[", "»": "«", "”": "“", "’": "‘", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words and numerals of a text. `offsets` is the code point of each position of `form`, None where equal.

    `blocked` holds the indices of tokens that belong to something else: nothing is joined with them.
    """

    text: str
    form: str
    offsets: Sequence[int] | None
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    blocked: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The form of a token, "" beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def joined(self, index: int) -> bool:
        """Whether at most a few spaces stand between token `index` and the next one, both free."""
        if not 0 <= index < len(self.words) - 1 or (self.blocked and not self.blocked.isdisjoint((index, index + 1))):
            return False
        end, start = self.ends[index], self.starts[index + 1]
        return start == end or _is_space(self.form[end : min(start, end + _WIDEST_GAP + 1)])

    def joined_past(self, position: int, index: int) -> bool:
        """Whether at most a few spaces stand between a position behind token `index` and the next token."""
        if not 0 <= index < len(self.words) - 1 or not self.blocked.isdisjoint((index, index + 1)):
            return False
        return _is_space(self.form[position : min(self.starts[index + 1], position + _WIDEST_GAP + 1)])

    def touching(self, index: int) -> bool:
        """Whether nothing at all stands between token `index` and the next one."""
        return 0 <= index < len(self.words) - 1 and self.ends[index] == self.starts[index + 1]

    def next(self, index: int) -> str:
        """The form of the token after `index` where it is joined, else ""."""
        return self.words[index + 1] if self.joined(index) else ""

    def previous(self, index: int) -> str:
        """The form of the token before `index` where it is joined, else ""."""
        return self.words[index - 1] if self.joined(index - 1) else ""

    def before_position(self, position: int) -> str:
        """The character of the form before a position, "" at the start."""
        return self.form[position - 1] if position else ""

    def window(self, index: int, length: int) -> list[str]:
        """The forms from token `index` on, as far as they are joined, `length` at most."""
        found = [self.words[index]]
        while len(found) < length and self.joined(index):
            index += 1
            found.append(self.words[index])
        return found

    def past_bracket(self, start: int, last: int) -> bool:
        """Whether a number in brackets or quotes («(12) شخصا») ends with token `last`, and a space follows."""
        if last + 1 >= len(self.words) or self.blocked.intersection((last, last + 1)):
            return False
        end = self.ends[last]
        gap = self.form[end : min(self.starts[last + 1], end + _WIDEST_GAP + 2)]
        opening = _BRACKETS.get(gap[:1], "")
        return bool(opening) and self.before_position(start) == opening and (len(gap) == 1 or _is_space(gap[1:]))

    def span(self, start: int, end: int) -> Span:
        """The code points behind `form[start:end]`, marks on the last letter included."""
        if self.offsets is None:
            return Span(start, end)
        last = self.offsets[end - 1] + 1
        while last < len(self.text) and self.text[last] in _MARKS:
            last += 1
        return Span(self.offsets[start], last)

    def has_article(self, index: int) -> bool:
        """Whether the article begins a token, with or without proclitics; not «ألمانيا», whose alef has a hamza."""
        return self.article_at(index) is not None

    def article_at(self, index: int) -> int | None:
        """How many letters stand before the article of a token (of fused «لل» one), None without article."""
        word = self.words[index] if 0 <= index < len(self.words) else ""
        cut = _article(word)
        if cut is None or self._letter(self.starts[index] + cut) not in "ال":
            return None
        return cut

    def _letter(self, position: int) -> str:
        return self.text[position if self.offsets is None else self.offsets[position]]


def tokenize(text: str, excluded: Iterable[Span] = ()) -> Tokens:
    """The tokens of a text; those that `excluded` touches are blocked."""
    form = text.translate(_TABLE)
    offsets = None
    if len(form) != len(text):
        offsets = [offset for offset, char in enumerate(text) if char not in _DROPPED]
    matches = list(_TOKEN.finditer(form))
    tokens = Tokens(
        text=text, form=form, offsets=offsets, words=[_word(match[0]) for match in matches],
        starts=[match.start() for match in matches], ends=[match.end() for match in matches],
    )  # fmt: skip
    return _blocking(tokens, sorted(excluded, key=lambda span: span.start))


def is_digits(word: str) -> bool:
    """Whether a token is a numeral in digits."""
    return "0" <= word[:1] <= "9"


def _word(surface: str) -> str:
    return _SPACE_GROUPS.sub(",", surface) if is_digits(surface) else surface


def _is_space(gap: str) -> bool:
    return len(gap) <= _WIDEST_GAP and (gap.isspace() or not gap) and "\n" not in gap and "\r" not in gap


@lru_cache(maxsize=1 << 14)
def _article(word: str) -> int | None:
    if word.startswith("ال"):
        return 0 if len(word) > len("ال") else None
    return certain_prefix(word) or None


def _blocking(tokens: Tokens, excluded: Sequence[Span]) -> Tokens:
    """With the tokens blocked that one of the sorted spans touches."""
    if not excluded:
        return tokens
    blocked: set[int] = set()
    index = 0
    for span in excluded:
        while index < len(tokens) and tokens.span(tokens.starts[index], tokens.ends[index]).end <= span.start:
            index += 1
        at = index
        while at < len(tokens) and tokens.span(tokens.starts[at], tokens.ends[at]).start < span.end:
            blocked.add(at)
            at += 1
    return replace(tokens, blocked=frozenset(blocked))
