"""Phrases of a lexicon in a sentence, all in one pass (Aho and Corasick), at word boundaries.

Proclitics may stand before a phrase and a pronoun after it; both are outside the match. «للجيش» holds «الجيش» with
its fused article: the match begins at the second ل.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

import ahocorasick

from hudna.arabic.clitics import is_proclitic

from .view import Sentence, Word

T = TypeVar("T")

_PREFIXES = frozenset("".join(letters) for letters in product(("", *"وف"), ("", *"بكلس"))) - {""}
_ENCLITICS = frozenset({"ها", "هم", "هما", "هن", "نا", "ه"})
_SHORTEST_AFTER_CUT = 3


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: positions in the sentence's form, indices of its words, letters cut before it, and its entry."""

    start: int
    end: int
    first: int
    last: int
    cut: int
    phrase: str
    entry: T


@dataclass(frozen=True, slots=True)
class _Key(Generic[T]):
    phrase: str
    length: int
    fused: bool
    entry: T


class PhraseMatcher(Generic[T]):
    """Finds phrases (in comparison form) with their entries. `future` lets the س of verbs stand before a phrase."""

    def __init__(self, phrases: Mapping[str, T], *, enclitics: bool = False, future: bool = False) -> None:
        self._enclitics = _ENCLITICS if enclitics else frozenset()
        self._prefixes = frozenset(p for p in _PREFIXES if is_proclitic(p) and (future or "س" not in p))
        self._automaton = ahocorasick.Automaton()
        for surface, keys in _keys(phrases).items():
            self._automaton.add_word(surface, keys)
        self._automaton.make_automaton()

    def find(self, sentence: Sentence) -> Iterator[Match[T]]:
        """Every occurrence at word boundaries, overlapping ones too, by their ends."""
        if not len(self._automaton):
            return
        words = sentence.words
        for last_position, keys in self._automaton.iter(sentence.form):
            last = sentence.word_at(last_position)
            if last < 0 or not self._may_end(sentence, words[last], last_position + 1):
                continue
            for key in keys:
                start = last_position + 1 - key.length
                first = sentence.word_at(start)
                cut = start - words[first].start if first >= 0 else -1
                if cut >= 0 and self._may_begin(words[first].form[:cut], key):
                    yield Match(start, last_position + 1, first, last, cut, key.phrase, key.entry)

    def longest(self, sentence: Sentence) -> list[Match[T]]:
        """From the left, the longest at each place; none overlap."""
        found = list(self.find(sentence))
        if len(found) > 1:
            found.sort(key=_from_the_left)
        chosen: list[Match[T]] = []
        for match in found:
            if not chosen or match.first > chosen[-1].last:
                chosen.append(match)
        return chosen

    def _may_begin(self, prefix: str, key: _Key[T]) -> bool:
        if not prefix:
            return not key.fused
        if key.fused:
            return prefix in self._prefixes and prefix.endswith("ل")
        fuses = prefix.endswith("ل") and key.phrase.startswith("ال")
        return prefix in self._prefixes and key.length >= _SHORTEST_AFTER_CUT and not fuses

    def _may_end(self, sentence: Sentence, word: Word, end: int) -> bool:
        if end == word.end:
            return True
        if not self._enclitics:
            return False
        return word.form[end - word.start :] in self._enclitics and sentence.letter(word.end - 1) != "ة"


def _from_the_left(match: Match[T]) -> tuple[int, int]:
    return match.start, -match.end


def _keys(phrases: Mapping[str, T]) -> dict[str, list[_Key[T]]]:
    keys: dict[str, list[_Key[T]]] = defaultdict(list)
    for phrase, entry in phrases.items():
        if phrase:
            keys[phrase].append(_Key(phrase, len(phrase), False, entry))
        if phrase.startswith("ال") and len(phrase) > _SHORTEST_AFTER_CUT:
            fused = phrase[1:]
            keys[fused].append(_Key(phrase, len(fused), True, entry))
    return keys
