"""Nouns that come back to a place named before: «المنطقة», «الإقليم», «البلاد», «بلاده». Layer: GPE with form NOM.

Needs the layers of names, and finds only what stands after the name of such a place.
"""

from __future__ import annotations

from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention

from .demonyms import demonym_forms
from .document import Document
from .lexicon import is_definite, word_class
from .matcher import Match, PhraseMatcher
from .regions import regions
from .view import Sentence

LAND, COUNTRY = "land", "country"
_CONTEXT = "nominal_context"
_LAND_CLASSIFIERS = ("اقليم ", "منطقه ", "مقاطعه ")


def anaphors(document: Document) -> Document:
    """Add the nouns for a region or a country, each after the first name of one."""
    named = {LAND: _first(document, LAND), COUNTRY: _first(document, COUNTRY)}
    return document.with_mentions(
        document.entity("GPE", sentence.span(match.start, match.end), "NOM")
        for sentence in document.sentences
        for match in _matcher().longest(sentence)
        if sentence.starts[match.start] > named[match.entry] and _stands_bare(document, sentence, match)
    )


def place_kind(document: Document, mention: Mention) -> str | None:
    """LAND where a mention names a region that is no state, COUNTRY for other places and adjectives; else None."""
    if mention.type != "GPE" or mention.form == "NOM":
        return None
    if mention.form != "NAM":
        return COUNTRY
    whole = comparison_form(mention.span.of(document.text))
    head = comparison_form((mention.head or mention.span).of(document.text))
    return LAND if whole.startswith(_LAND_CLASSIFIERS) or head in regions() else COUNTRY


def anaphor_kind(document: Document, mention: Mention) -> str | None:
    """LAND or COUNTRY for a noun that this layer adds, by its words; else None."""
    if mention.type != "GPE" or mention.form != "NOM":
        return None
    form = comparison_form(mention.span.of(document.text))
    return next((kind for kind in (LAND, COUNTRY) if form.removeprefix("ل") in _nouns(kind)), None)


@cache
def _matcher() -> PhraseMatcher[str]:
    return PhraseMatcher({form: kind for kind in (LAND, COUNTRY) for form in _nouns(kind)}, enclitics=True)


def _nouns(kind: str) -> frozenset[str]:
    return word_class(_CONTEXT, kind)


def _first(document: Document, kind: str) -> int:
    """Where the first name of a kind ends; behind the text where there is none."""
    ends = (mention.end for mention in document.mentions if place_kind(document, mention) == kind)
    return next(ends, len(document.text))


def _stands_bare(document: Document, sentence: Sentence, match: Match[str]) -> bool:
    """«بلاد» only with a pronoun; no noun with an adjective of nationality; nothing inside another mention's head."""
    has_pronoun = match.end != sentence.words[match.last].end
    if is_definite(match.phrase) == has_pronoun:
        return False
    after = sentence.words[match.last + 1].form if sentence.joined(match.last) else ""
    span = sentence.span(match.start, match.end)
    heads = (mention.head for mention in document.mentions_in(sentence) if mention.head and mention.form != "ADJ")
    return after not in demonym_forms() and not any(head.overlap(span) for head in heads)
