"""Proclitics: the conjunctions و ف, the prepositions ب ك ل and the future س, written together with their word.

Arabic spelling alone does not tell «وزير» (minister) from «و» + «زير», so nothing here strips blindly: `prefixes`
lists what could be cut, and callers decide with a lexicon or with gold boundaries.
"""

from __future__ import annotations

import re

from hudna.arabic.normalise import strip_diacritics

_SEQUENCE = re.compile("[وف]?[بكلس]?")
_ENCLITIC = re.compile("(?:ه|ها|هم|هما|هن|ك|كم|كما|كن|ي|ني|نا)?")
_FUSED_DEFINITE = re.compile("[وف]?لل(?=..)")
_DEFINITE = re.compile("[وف]?[بك]?ال(?=..)")
_STEMS_LIKE_DEFINITE = frozenset(
    "والد والدة والدا والدان والدي والدين والده والدها والدته والدتها والي بالغ بالغة بالغا بالغون بالغين "
    "بالون بالونات بالونا بالي كاليفورنيا كاليدونيا فالنسيا فالنتين".split()
)
"""Words whose و, ب, ك or ف before ال is a letter of the stem. Whole words only: «والدول» is و + الدول."""


def is_proclitic(prefix: str) -> bool:
    """Whether `prefix` can stand before a word: one of وفـ, then one of بكلسـ, or either, or nothing."""
    return _SEQUENCE.fullmatch(strip_diacritics(prefix)) is not None


def is_enclitic(suffix: str) -> bool:
    """Whether `suffix` can be a pronoun written onto a word, or nothing."""
    return _ENCLITIC.fullmatch(strip_diacritics(suffix)) is not None


def prefixes(word: str) -> list[int]:
    """Lengths, longest first, of the proclitic sequences `word` could begin with; the rest has two letters or more.

    «ولأذربيجان» gives [2, 1]; «للجيش» gives [1] (one ل of the fused article is the preposition).
    """
    lengths = range(min(2, len(word) - 2), 0, -1)
    return [length for length in lengths if is_proclitic(word[:length]) and word[:length] != "لل"]


def certain_prefix(word: str) -> int:
    """How many letters of `word` are proclitics by spelling alone: before ال or in لل, save for known stems; else 0.

    «بالقوات» gives 1, «وللجيش» 2, «وزير» 0, «والدة» 0.
    """
    bare = strip_diacritics(word)
    if bare in _STEMS_LIKE_DEFINITE:
        return 0
    if match := _FUSED_DEFINITE.match(bare):
        return match.end() - 1
    match = _DEFINITE.match(bare)
    return match.end() - 2 if match else 0
