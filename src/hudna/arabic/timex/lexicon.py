"""The words of time: a table of classes beside this module, read once, in comparison form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hudna.arabic.normalise import comparison_form

from .words import Words


class Found(NamedTuple):
    """A phrase read: the value of its entry, and the index after its last word."""

    value: str
    stop: int


class Lexicon:
    """Phrases → values, found by their first word; of two that begin alike the longer one is found."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.entries = tuple(entries)
        for phrase, value in self.entries:
            first, *rest = phrase.split(" ")
            self._by_first.setdefault(first, []).append((tuple(rest), value))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words that begin an entry."""
        return frozenset(self._by_first)

    def at(self, words: Words, index: int) -> Found | None:
        """The longest entry that begins with word `index`, whatever stands before it."""
        for rest, value in self._by_first.get(words.head_form if index == words.head else words.forms[index], ()):
            if not rest or all(words.at(index + step) == word for step, word in enumerate(rest, 1)):
                return Found(value, index + 1 + len(rest))
        return None

    def after(self, words: Words, index: int) -> Found | None:
        """The same where word `index` follows the one before it in the same phrase."""
        return self.at(words, index) if words.joined(index) else None

    def has(self, form: str) -> bool:
        """Whether a single word is an entry."""
        return any(not rest for rest, _ in self._by_first.get(form, ()))


@cache
def lexicon(class_: str) -> Lexicon:
    """A class of the table. Raises: KeyError for a class that the table does not have."""
    return Lexicon(_classes()[class_])


@cache
def _classes() -> Mapping[str, list[tuple[str, str]]]:
    classes: dict[str, list[tuple[str, str]]] = {}
    for class_, value, cell in _rows():
        entries = ((comparison_form(form), value) for form in cell.split("|"))
        classes.setdefault(class_, []).extend(entries)
    return classes


def _rows() -> Iterator[list[str]]:
    text = files(__package__).joinpath("lexicon.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
