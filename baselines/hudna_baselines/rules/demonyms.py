"""Adjectives of nationality, from country names by the nisba rule and from a list. Layer: GPE with form ADJ.

A masculine plural that no noun precedes («الفرنسيون») means people: NORP.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hudna.model import Mention

from .document import Document
from .gazetteer import countries, gazetteer
from .lexicon import forms, nisba_forms, rows
from .matcher import Match, PhraseMatcher
from .nominal_lexicon import is_nominal
from .view import Sentence

_ENDINGS = ("يا", "ا", "ه")
_SHORTEST_STEM = 3


def demonyms(document: Document) -> Document:
    """Add adjectives of nationality; nothing inside a name that is already found («الولايات المتحدة الأمريكية»)."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


def nisba(country: str) -> str | None:
    """The adjective of a country's name in comparison form: «فرنسا» gives «فرنسي»; None for names of several words."""
    stem = country.removeprefix("ال")
    if " " in stem:
        return None
    ending = next((ending for ending in _ENDINGS if stem.endswith(ending)), "")
    stem = stem.removesuffix(ending)
    return f"{stem.removesuffix('ي')}ي" if len(stem) >= _SHORTEST_STEM else None


@cache
def demonym_forms() -> dict[str, str]:
    """Every inflected adjective → ISO code of its country. Forms that are names of places themselves are left out."""
    adjectives = {form: code for code, cell in rows("demonyms") for form in forms(cell)}
    for code, names in countries().items():
        for adjective in filter(None, map(nisba, names)):
            adjectives.setdefault(adjective, code)
    places = gazetteer()
    inflected = {form: code for adjective, code in adjectives.items() for form in nisba_forms(adjective)}
    return {form: code for form, code in inflected.items() if form not in places}


@cache
def _matcher() -> PhraseMatcher[str]:
    return PhraseMatcher(demonym_forms())


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    names = [mention.span for mention in document.mentions_in(sentence)]
    for match in _matcher().longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(name.overlap(span) for name in names):
            yield _mention(document, sentence, match)


def _mention(document: Document, sentence: Sentence, match: Match[str]) -> Mention:
    span = sentence.span(match.start, match.end)
    if match.phrase.endswith(("يون", "يين")) and not _follows_noun(sentence, match):
        return document.entity("NORP", span, "NOM")
    return document.entity("GPE", span, "ADJ")


def _follows_noun(sentence: Sentence, match: Match[str]) -> bool:
    return not match.cut and sentence.joined(match.first - 1) and is_nominal(sentence.words[match.first - 1].form)
