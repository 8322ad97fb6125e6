"""The third persons of a verb, from the form that a lexicon lists. All in comparison form.

A listed imperfect in ي («يطالب») stands for its whole paradigm, a listed perfect of the masculine singular («طالب»,
«التقى», «دعا») too; a phrase or any other form stands for itself. Only endings are added: a vowel that changes inside
the stem («قال», «قلن») is no matter in the third persons that news uses.
"""

from __future__ import annotations

from functools import cache

_IMPERFECT_ENDINGS = ("", "ون", "وا", "ان", "ا")
_WEAK_IMPERFECT_ENDINGS = ("ي", "ون", "وا", "يان", "يا")
_INFLECTED = ("ت", "وا", "تا")
_NOMINAL = ("ال", "م")
_SHORTEST_WITH_DUAL = 4


@cache
def verb_forms(listed: str) -> frozenset[str]:
    """The third persons of a listed verb, itself among them."""
    if " " in listed or listed.startswith(_NOMINAL) or listed.endswith(_INFLECTED):
        return frozenset({listed})
    return _imperfect(listed) if listed.startswith("ي") else _perfect(listed)


def _imperfect(listed: str) -> frozenset[str]:
    weak = listed.endswith("ي")
    stem = listed[1:-1] if weak else listed[1:]
    endings = _WEAK_IMPERFECT_ENDINGS if weak else _IMPERFECT_ENDINGS
    return frozenset(person + stem + ending for person in "يت" for ending in endings)


def _perfect(listed: str) -> frozenset[str]:
    stem = listed[:-1]
    if listed.endswith("ي"):
        return frozenset({listed, *(stem + ending for ending in ("ت", "وا", "يا", "تا"))})
    if listed.endswith("ا"):
        return frozenset({listed, *(stem + ending for ending in ("ت", "وا", "تا"))})
    endings = ["", "ت", "وا", "تا", *(["ا"] if len(listed) >= _SHORTEST_WITH_DUAL else [])]
    return frozenset(listed + ending for ending in endings)
