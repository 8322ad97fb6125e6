"""Names of persons and places that one text spells in two ways: «دوستويفسكي», «دوستوفسكي».

Foreign names have no one spelling in Arabic. What differs are mostly the letters of vowels, and letters that stand for
one foreign sound («غ», «ج», «ك» for g). Two words are one where their consonants are the same, one after the other, and
rapidfuzz finds them alike; names of several words are compared word by word. Never one are short words, which a letter
tells from others («سالم», «سليم»), a word and the same with an ending («إيران», «إيراني»; «إيفانوف», «إيفانوفا»), names
of two types, persons of two given names, and two entries of the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .lexicon import word_list

ALIKE = 85
"""Of 100, by rapidfuzz's `ratio`: 200 × letters in common / letters of both. A letter more or less in words of six
letters gives 92, a letter for another 83 there and 86 in words of seven: the longer a word, the more may differ."""

SHORTEST = 6
"""Letters. In shorter words one letter makes another name («محمد», «محمود»; «سلمان», «سليمان»)."""

_VOWELS = frozenset("اويءئؤ")
_ENDINGS = frozenset("ي ا ه يه ون ين يون يين".split())
_OF_FAMILIES = ("وفا", "يفا", "وف", "يف", "ي")
"""How names of families end that are made of other names: what stands before tells them apart («محمدوف», «محمودوف»)."""
_ONE_SOUND = str.maketrans("غجقگطصڤپ", "ككككتسفب")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as a text has it: type of the mention, words in comparison form, key of the cluster.

    `is_known`: the key is an entry of the gazetteer.
    """

    type: str
    words: tuple[str, ...]
    key: str
    is_known: bool


def one_spelling(names: Iterable[Named]) -> dict[str, str]:
    """Key of a name in another spelling → the key that it shares: of an entry, else of the first in the text.

    A name that is like two entries is neither.
    """
    distinct = sorted(dict.fromkeys(names), key=lambda name: not name.is_known)
    same: dict[str, str] = {}
    first: dict[str, list[Named]] = defaultdict(list)  # by sound, so that a text of many names takes no longer
    keys: set[str] = set()
    for name in distinct:
        alike = [other for other in first[_sound(name)] if _are_one(name, other)]
        entries = {other.key for other in alike if other.is_known}
        if alike and name.key not in keys and len(entries) <= 1:
            same[name.key] = min(entries, default=alike[0].key)
        else:
            first[_sound(name)].append(name)
            keys.add(name.key)
    return same


def _sound(name: Named) -> str:
    return " ".join(map(_consonants, name.words[-1:] if name.type == "PERS" else name.words))


def _are_one(one: Named, other: Named) -> bool:
    if one.type != other.type or (one.is_known and other.is_known):
        return False
    if one.type == "PERS":
        return _is_one_person(one.words, other.words)
    return len(one.words) == len(other.words) and all(map(are_alike, one.words, other.words))


def _is_one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """By surname; of two that have given names, by the first of these too."""
    return are_alike(one[-1], other[-1]) and (len(one) == 1 or len(other) == 1 or are_alike(one[0], other[0]))


def are_alike(one: str, other: str) -> bool:
    """Whether two words in comparison form may be spellings of one name."""
    if one == other:
        return True
    shorter, longer = sorted(_stems(one, other), key=len)
    if len(shorter) < SHORTEST or (longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS):
        return False
    return _consonants(shorter) == _consonants(longer) and _ratio(one, other) >= ALIKE


def _stems(one: str, other: str) -> tuple[str, str]:
    """Both without the article and the ending of a family, as far as both have them.

    A final ي is one after the article, or after a given name; elsewhere it is of the name («هلسنكي»).
    """
    definite = one.startswith("ال") and other.startswith("ال")
    if definite:
        one, other = one[2:], other[2:]
    ending = next((own for own in _OF_FAMILIES if one.endswith(own) and other.endswith(own)), "")
    stems = one.removesuffix(ending), other.removesuffix(ending)
    is_family = len(ending) > 1 or definite or not word_list("given_names").isdisjoint(stems)
    return stems if is_family else (one, other)


def _ratio(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio  # here, because few texts come this far

    return ratio(one.translate(_ONE_SOUND), other.translate(_ONE_SOUND))


def _consonants(word: str) -> str:
    """The first letter and the consonants after it; a final ه is a vowel («ة»)."""
    first, rest = word[:1], word[1:].removesuffix("ه")
    return "".join((first, *(letter for letter in rest if letter not in _VOWELS))).translate(_ONE_SOUND)
