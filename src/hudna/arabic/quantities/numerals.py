"""Number words one by one: what class of word each is, with و or the article before it, and what it is worth.

The words themselves: `lexicons/numbers.tsv`, `lexicons/fractions.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from hudna.arabic.clitics import prefixes

from .lexicon import ARTICLE, context, forms, rows

Class = Literal[
    "zero", "unit", "ten", "teen_unit", "teens", "tens", "hundred", "hundreds", "scale", "dual", "decimal_point"
]
_NEVER_DEFINITE = frozenset({"اثنين", "اثنان", "احد", "احدي"})
"""With the article these are Monday and Sunday, and «الاثنين والعشرين» a date far more often than a count."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """One word of a number: its class, its value (of a dual that of its scale), and the index of the word after it."""

    class_: str
    value: int
    word: str
    stop: int


@dataclass(frozen=True, slots=True)
class Opening:
    """How a number begins: letters of proclitics before it, whether the article stands there, the bare word."""

    cut: int
    definite: bool
    word: str


def numeral_at(words: Sequence[str], index: int, *, joined: bool) -> Numeral | None:
    """The number word at an index; `joined` wants و before it, written onto it or by itself."""
    word = words[index] if index < len(words) else ""
    if not joined:
        return _numeral(word, index + 1)
    if word == "و" and index + 1 < len(words):
        return _numeral(words[index + 1], index + 2)
    return _numeral(word[1:], index + 1) if word.startswith("و") else None


def numeral_of(words: Sequence[str], index: int, *classes: Class, joined: bool) -> Numeral | None:
    """The number word at an index if it is of one of the classes."""
    numeral = numeral_at(words, index, joined=joined)
    return numeral if numeral and numeral.class_ in classes else None


@lru_cache(maxsize=1 << 14)
def opening(form: str) -> Opening | None:
    """How a number in words (cardinal, magnitude or fraction) begins with a form; None for any other word."""
    if form in context("never"):
        return None
    for cut in (0, *reversed(prefixes(form))):
        rest = form[cut:]
        if rest in _openers():
            return Opening(cut, False, rest)
        bare = _without_article(form, cut)
        if bare in _openers() and bare not in _NEVER_DEFINITE:
            return Opening(cut, True, bare)
    return None


@lru_cache(maxsize=1 << 14)
def continues_number(form: str) -> bool:
    """Whether a word may be the second or a later one of a number."""
    if form == "و":
        return True
    rests = (form, form[1:]) if form.startswith("و") else (form,)
    parts = fractions("part")
    return any(_numeral(rest, 0) or rest.removeprefix(ARTICLE) in (_openers() | parts.keys()) for rest in rests)


def _without_article(form: str, cut: int) -> str:
    """A form less its proclitics and article; "" where there is none. Of fused «لل» the second ل is the article."""
    rest = form[cut:]
    if rest.startswith(ARTICLE):
        return rest[len(ARTICLE) :]
    return rest[1:] if cut and form[cut - 1 : cut + 1] == "لل" else ""


@cache
def magnitudes() -> dict[str, int]:
    """Words for an open magnitude («مئات») → the power of ten they name."""
    return {
        form: int(value) for class_, value, cell in rows("numbers") if class_ == "magnitude" for form in forms(cell)
    }


@cache
def fractions(class_: str) -> dict[str, Fraction]:
    """The fraction words of a class → their value."""
    return {form: Fraction(value) for name, value, cell in rows("fractions") if name == class_ for form in forms(cell)}


def _numeral(word: str, stop: int) -> Numeral | None:
    entry = _lexicon().get(word)
    if entry is None and word.startswith(ARTICLE):
        word = word[len(ARTICLE) :]
        entry = _lexicon().get(word)
    return Numeral(*entry, word, stop) if entry else None


@cache
def _lexicon() -> dict[str, tuple[str, int]]:
    entries: dict[str, tuple[str, int]] = {}
    for class_, value, cell in rows("numbers"):
        if class_ != "magnitude":
            for form in forms(cell):
                entries.setdefault(form, (class_, 0 if value == "-" else int(value)))
    return entries


@cache
def _openers() -> frozenset[str]:
    begin = {form for form, (class_, _) in _lexicon().items() if class_ != "decimal_point"}
    return frozenset(begin.union(magnitudes(), fractions("simple"), fractions("doubtful")))
