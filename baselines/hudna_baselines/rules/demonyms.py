"""Adjectives of states, continents and organisations, by the nisba rule and from lists. Layer: GPE, LOC, ORG, form ADJ.

Where the word means people it is NORP: a masculine plural that no noun precedes («الفرنسيون»), a word after a numeral.
Needs the names of places and organisations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities import read_cardinal
from hudna.model import Mention

from .document import Document
from .gazetteer import gazetteer, spelled_countries
from .lexicon import forms, nisba_forms, rows
from .matcher import Match, PhraseMatcher
from .nominal_lexicon import is_nominal
from .view import Sentence

_ENDINGS = ("يا", "ا", "ه")
_SHORTEST_STEM = 3
_BROKEN_PLURAL = "!"
_PLURALS = ("يون", "يين")


@dataclass(frozen=True, slots=True)
class Demonym:
    """What an adjective belongs to: the type and the key of its cluster; `plural` for broken plurals («الأتراك»)."""

    type: str
    key: str
    plural: bool = False


def demonyms(document: Document) -> Document:
    """Add adjectives of nationality; nothing inside a name that is already found («الولايات المتحدة الأمريكية»)."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


def nisba(country: str) -> str | None:
    """The adjective of a country's name: «فرنسا» gives «فرنسي», in comparison form; None for names of several words."""
    stem = comparison_form(country.removeprefix("ال"))
    if " " in stem:
        return None
    ending = next((ending for ending in _ENDINGS if stem.endswith(ending)), "")
    stem = stem.removesuffix(ending)
    return f"{stem.removesuffix('ي')}ي" if len(stem) >= _SHORTEST_STEM else None


@cache
def demonym_forms() -> dict[str, Demonym]:
    """Every inflected adjective → what it belongs to. Forms that are names of places themselves are left out."""
    listed = {form: Demonym("GPE", f"country:{code}") for code, cell in rows("demonyms") for form in forms(cell)}
    for code, names in spelled_countries().items():
        for adjective in filter(None, map(nisba, names)):
            listed.setdefault(adjective, Demonym("GPE", f"country:{code}"))
    listed |= {form: Demonym(type_, key) for type_, key, cell in rows("region_adjectives") for form in forms(cell)}
    places = gazetteer()
    return {
        form: demonym
        for adjective, entry in listed.items()
        for form, demonym in _inflected(adjective, entry)
        if form not in places
    }


def _inflected(adjective: str, demonym: Demonym) -> Iterator[tuple[str, Demonym]]:
    if adjective.startswith(_BROKEN_PLURAL):
        plural = adjective.removeprefix(_BROKEN_PLURAL)
        yield from ((form, replace(demonym, plural=True)) for form in (plural, f"ال{plural}"))
    else:
        yield from ((form, demonym) for form in nisba_forms(adjective))


@cache
def _matcher() -> PhraseMatcher[Demonym]:
    return PhraseMatcher(demonym_forms())


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    names = [mention.span for mention in document.mentions_in(sentence) if mention.type != "ORG"]
    for match in _matcher().longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(name.overlap(span) for name in names):
            yield _mention(document, sentence, match)


def _mention(document: Document, sentence: Sentence, match: Match[Demonym]) -> Mention:
    span = sentence.span(match.start, match.end)
    if match.entry.type == "GPE" and _means_people(sentence, match):
        return document.entity("NORP", span, "NOM")
    return document.entity(match.entry.type, span, "ADJ")


def _means_people(sentence: Sentence, match: Match[Demonym]) -> bool:
    if not match.cut and sentence.joined(match.first - 1) and _is_numeral(sentence.words[match.first - 1].form):
        return True
    return (match.entry.plural or match.phrase.endswith(_PLURALS)) and not _follows_noun(sentence, match)


def _is_numeral(form: str) -> bool:
    cardinal = read_cardinal([form])
    return cardinal is not None and cardinal.stop == 1


def _follows_noun(sentence: Sentence, match: Match[Demonym]) -> bool:
    return not match.cut and sentence.joined(match.first - 1) and is_nominal(sentence.words[match.first - 1].form)
