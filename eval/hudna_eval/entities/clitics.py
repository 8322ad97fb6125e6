"""When two spans are the same but for a proclitic in front, or for signs at an edge that are not heard as words.

The text decides, so it must be known: that of gold, else that of the prediction, else what surfaces of mentions show.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from hudna.arabic.clitics import certain_prefix, is_proclitic
from hudna.arabic.normalise import strip_diacritics, strip_format_characters, strip_tatweel, unify_alef
from hudna.model import Mention, Record
from hudna.surfaces import placed

EDGE = "edge"
"""Name of a difference of signs at the edges alone."""

_UNKNOWN = "\0"
_PROCLITICS = re.compile("[وف]?(?:[بكلس]?(?:ال)?|لل)")
_ARTICLE = "ال"
_WORD_CHARACTER = re.compile("[\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_MARKS_OF_MEANING = frozenset("%٪‰#@&*/\\")
_SHORTEST_REST = 2
_LONGEST_WORD = 1_000
"""Letters further off are not looked at: no word is as long, and a text that is one would be read for every mention."""
_LONG_RUN = 32
_STEMS_IN_AL = frozenset(
    "الله اللهم الان الذي التي الذين الى الا الف المانيا الماني المانية البانيا الباني البانية الياس الكسندر الكسي "
    "الهام الاسكا".split()
)
"""Words whose first letters ال are of the stem, spelt with plain alef."""


class Placed(Protocol):
    """What has a half-open place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class CliticMatch:
    """Compares spans of one article: `text` has the letters by offset, `gold` shows by its mentions where it cuts."""

    text: str
    gold: Sequence[Mention]

    def difference(self, gold: Placed, pred: Placed) -> str | None:
        """None if the spans are not the same; `EDGE`, or the letters in front that only one of them has, if they are.

        Both must end at one place and begin in one word, once diacritics, tatweel, punctuation, quotation marks and
        invisible signs at the edges are left off. Letters in front may be وفـ, then بكلسـ, then ال, or a contracted لل.
        Where the prediction begins earlier, gold has cut there, so the boundary is known. Where gold begins earlier,
        ال is forgiven unless it is of the stem (الله). Other letters are forgiven only if gold does not separate
        proclitics in this article (no gold mention begins within a word), and either spelling shows that they are
        some (before ال or in لل) or what is left is a gold mention elsewhere: «وليام» is not و + ليام.
        """
        if gold.end != pred.end and not _carries_nothing(self.text[max(gold.end, pred.end) - 1]):
            return None  # as with most pairs, and quick to see
        gold_start, gold_end = self.core(gold.start, gold.end)
        pred_start, pred_end = self.core(pred.start, pred.end)
        if gold_end != pred_end:
            return None
        if gold_start == pred_start:
            return EDGE
        letters = self._letters(min(gold_start, pred_start), max(gold_start, pred_start))
        if letters is None or not _PROCLITICS.fullmatch(letters):
            return None
        known = pred_start < gold_start or self._is_in_front(letters, gold_start, pred_start, gold_end)
        return letters if known else None

    def core(self, start: int, end: int) -> tuple[int, int]:
        """A span without the signs at its edges that carry no meaning; the span itself if it has nothing else."""
        first = self._passed(start, end, 1)
        last = self._passed(end - 1, first - 1, -1) + 1
        return (first, last) if first < last else (start, end)

    def _passed(self, start: int, end: int, step: int) -> int:
        """The first place from `start` on, before `end`, whose sign carries a meaning; `end` if none does.

        Long runs of signs without meaning are remembered, so that many mentions in one do not walk through it each.
        """
        text, far = self.text, self._passes[step]
        at = far.get(start)
        if at is None:
            at = start
            while 0 <= at < len(text) and _carries_nothing(text[at]):
                at += step
            if abs(at - start) > _LONG_RUN:
                far.update(dict.fromkeys(range(start, at, step), at))
        return at if (end - at) * step > 0 else end

    @cached_property
    def _passes(self) -> dict[int, dict[int, int]]:
        return {1: {}, -1: {}}

    def _letters(self, start: int, inner: int) -> str | None:
        """The letters from `start` to `inner`, if both are in one word that goes on for two characters at least."""
        if inner - start > _LONGEST_WORD:
            return None
        end = min(inner + _SHORTEST_REST, len(self.text))
        whole = end == inner + _SHORTEST_REST and all(_in_word(self.text[at]) for at in range(start, end))
        return _bare(self.text[start:inner]) if whole else None

    def _is_in_front(self, letters: str, gold_start: int, pred_start: int, end: int) -> bool:
        """Whether letters that gold has inside a mention, and the prediction has not, are clitics of their word."""
        if letters == "ل" and gold_start > 0 and self.text[gold_start - 1] == "ل":
            return True  # the article of a contracted لل, whose first ل gold has cut off
        word = self._word_from(gold_start)
        if letters == _ARTICLE:
            return word not in _STEMS_IN_AL
        if self._separated:
            return False  # gold would have cut them off
        before_article = len(letters.removesuffix(_ARTICLE))
        return certain_prefix(word) >= before_article > 0 or self._form(pred_start, end) in self._marked

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The forms of all gold mentions."""
        return frozenset(self._form(*self.core(mention.start, mention.end)) for mention in self.gold)

    def _form(self, start: int, end: int) -> str:
        return unify_alef(_bare(self.text[start:end]))

    @cached_property
    def _separated(self) -> bool:
        """Whether gold begins a mention within a word, behind proclitics: then it would do so everywhere."""
        return any(self._begins_within_word(mention.start) for mention in self.gold)

    def _begins_within_word(self, start: int) -> bool:
        first = start
        while first > 0 and start - first <= _LONGEST_WORD and _in_word(self.text[first - 1]):
            first -= 1
        return first < start and _in_word(self.text[start]) and is_proclitic(_bare(self.text[first:start]))

    def _word_from(self, start: int) -> str:
        end = start
        while end < len(self.text) and end - start <= _LONGEST_WORD and _in_word(self.text[end]):
            end += 1
        return unify_alef(_bare(self.text[start:end]))


def known_text(gold: Record, pred: Record) -> str | None:
    """The letters of an article by offset, NUL where unknown; None if no text is given and a mention lacks `text`."""
    text = pred.text if gold.text is None else gold.text
    if text is not None:
        return text
    mentions = (*gold.mentions, *pred.mentions)
    if any(mention.text is None for mention in mentions):
        return None
    found = [placed(mention.text or "", mention.end - mention.start, _UNKNOWN) for mention in mentions]
    surfaces = [surface for surface in found if surface is not None]
    if len(surfaces) < len(mentions):
        return None
    letters = [_UNKNOWN] * max(_ends(gold), _ends(pred))
    longest_first = sorted(zip(mentions, surfaces, strict=True), key=lambda item: item[0].start - item[0].end)
    for mention, surface in longest_first:
        letters[mention.start : mention.end] = surface
    return "".join(letters)


def _ends(record: Record) -> int:
    """The farthest end of anything in a record."""
    ends = [mention.end for mention in record.mentions]
    ends += (claim.end for claim in record.numeric_claims)
    ends += (span.end for event in record.events for span in event.trigger)
    return max(ends, default=0)


def _bare(letters: str) -> str:
    return strip_format_characters(strip_tatweel(strip_diacritics(letters)))


@lru_cache(maxsize=4096)
def _carries_nothing(character: str) -> bool:
    """Whether a character is a diacritic, tatweel, punctuation or quotation mark, or invisible; % and the like: no."""
    if character in _MARKS_OF_MEANING or character == "_":
        return False
    return not _bare(character) or unicodedata.category(character)[0] == "P" or character == "`"


@lru_cache(maxsize=4096)
def _in_word(character: str) -> bool:
    return _WORD_CHARACTER.match(character) is not None
