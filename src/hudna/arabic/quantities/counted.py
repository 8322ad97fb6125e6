"""Counted nouns: those of `lexicons/counted.tsv`, and what else a number may count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hudna.arabic.normalise import comparison_form

from .lexicon import ARTICLE, forms, not_counted, rows
from .tokens import Tokens, is_digits

_SHORTEST = 3
_TEENS_ON = 11
_HUNDRED = 100
_LONGEST_PHRASE = 3
_PERSON = "person"
_NISBA_PLURALS = ("يين", "يون", "يات")
_ACCUSATIVE_NISBA = "يا"
_SHORTEST_NISBA = 5
_PLURAL_ENDINGS = ("ات", "ين", "ون", "يا")


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the token of its last word, and its norm, None where the list lacks it."""

    last: int
    norm: str | None


@cache
def counted_norm(noun: str) -> str | None:
    """What a noun or phrase counts («جنديا» gives soldier): None for one that is not listed.

    Diacritics, spelling variants, the article and the accusative make no difference.
    """
    form = comparison_form(noun)
    return _entries().get(form) or _entries().get(form.removeprefix(ARTICLE))


def listed_noun(tokens: Tokens, index: int) -> Noun | None:
    """The longest listed noun or phrase that begins with token `index`, with or without the article."""
    words = tokens.window(index, _LONGEST_PHRASE)
    first = words[0] if words[0] in _entries() or words[0] in _first_words() else words[0].removeprefix(ARTICLE)
    for length in range(len(words), 0, -1):
        norm = _entries().get(" ".join((first, *words[1:length])))
        if norm:
            return Noun(index + length - 1, norm)
    return None


def is_listed_plural(word: str) -> bool:
    """Whether a word (its article cut) is a plural of the list."""
    return word in _plurals()


def unlisted_noun(tokens: Tokens, index: int, value: Decimal | None) -> Noun | None:
    """A word that may be a counted noun by its form: after 11 to 99 an accusative singular, else indefinite.

    Source: Arabic grammar (tamyiz). Nouns of origin («فرنسيا», «فرنسيين») count people.
    """
    word = tokens.words[index]
    if (
        len(word) < _SHORTEST
        or is_digits(word)
        or word in not_counted()
        or tokens.has_article(index)
        or not _arabic(word)
    ):
        return None
    singular = value is not None and value % _HUNDRED >= _TEENS_ON
    if _is_plural_verb(word) or (singular and not word.endswith(("ا", "ه"))):
        return None
    return Noun(index, _PERSON if _of_origin(word, singular=singular) else None)


def _is_plural_verb(word: str) -> bool:
    """«قاتلوا», «يحاولون»; not «تونسيون»."""
    return word.endswith("وا") or (word.startswith(("ي", "ت")) and word.endswith("ون") and not word.endswith("يون"))


def looks_plural(word: str) -> bool:
    """Whether a word ends as sound plurals do."""
    return word.endswith(_PLURAL_ENDINGS)


def _of_origin(word: str, *, singular: bool) -> bool:
    if len(word) < _SHORTEST_NISBA:
        return False
    return word.endswith(_ACCUSATIVE_NISBA) if singular else word.endswith(_NISBA_PLURALS)


def _arabic(word: str) -> bool:
    return all("\u0620" <= char <= "\u06d3" for char in word)


@cache
def _entries() -> dict[str, str]:
    entries: dict[str, str] = {}
    for norm, singular, plural in rows("counted"):
        for form in (*_with_accusative(forms(singular)), *forms(plural)):
            entries.setdefault(form, norm)
    return entries


def _with_accusative(singulars: list[str]) -> list[str]:
    """Singulars, and again with their first word in the accusative, where it is written («جنديا»; not «دبابة»)."""
    parts = [noun.partition(" ") for noun in singulars if not noun.split()[0].endswith(("ه", "ا"))]
    return [*singulars, *(f"{first}ا{space}{rest}" for first, space, rest in parts)]


@cache
def _first_words() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in _entries())


@cache
def _plurals() -> frozenset[str]:
    return frozenset(form.split()[0] for _, _, plural in rows("counted") for form in forms(plural))
