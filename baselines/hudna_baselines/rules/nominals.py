"""Noun phrases from a lexicon of heads: titles, bodies, people, documents, buildings, vehicles, weapons. Form NOM.

Needs the layers of places, organisations and demonyms. The extent is that of `noun_phrases`. Heads are read from the
end of the sentence, so that what a head is annexed to has its full extent already.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hudna.arabic.quantities import read_cardinal
from hudna.model import Form, Mention, Span

from .document import Document
from .lexicon import is_definite, word_class
from .matcher import Match, PhraseMatcher
from .nominal_lexicon import Nominal, nominal_entries
from .noun_phrases import NounPhrases
from .view import Sentence

_CONTEXT = "nominal_context"
_QUANTIFIERS = frozenset("عده عشرات مئات الاف بضع بضعه".split())
_TEH_MARBUTA = "ة"
_OTHERS = frozenset({"اخرين", "اخرون"})


def nominals(document: Document) -> Document:
    """Add noun phrases; none whose head lies in a name («البيت الأبيض»)."""
    document = _with_trailing_adjectives(document)
    found = [mention for sentence in document.sentences for mention in _in_sentence(document, sentence)]
    return document.with_mentions(found)


@cache
def _matcher() -> PhraseMatcher[Nominal]:
    return PhraseMatcher(nominal_entries(), enclitics=True)


def _with_trailing_adjectives(document: Document) -> Document:
    """Names of places that have a classifier, with the adjectives after them: «إقليم القرم [الأوكراني]»."""
    longer: dict[str, Mention] = {}
    for sentence in document.sentences:
        mentions = document.mentions_in(sentence)
        phrases = NounPhrases(sentence, mentions)
        for mention in mentions:
            if mention.type == "GPE" and mention.form == "NAM" and mention.head != mention.span:
                end = sentence.phrase(last := phrases.after_name(mention), last).end
                if end > mention.end:
                    longer[mention.id] = _extended(document, mention, end)
    return replace(document, mentions=tuple(longer.get(mention.id, mention) for mention in document.mentions))


def _extended(document: Document, mention: Mention, end: int) -> Mention:
    return document.entity(mention.type, Span(mention.start, end), "NAM", mention.head)


def _in_sentence(document: Document, sentence: Sentence) -> list[Mention]:
    mentions = document.mentions_in(sentence)
    phrases = NounPhrases(sentence, mentions)
    names = [mention.span for mention in mentions if mention.form != "ADJ"]
    found: list[Mention] = []
    for match in reversed(_matcher().longest(sentence)):
        match = _without_pronoun(sentence, match)
        head = sentence.span(match.start, match.end)
        if any(name.overlap(head) for name in names) or _is_predicate(sentence, match):
            continue
        span = sentence.span(match.start, phrases.end_of(match))
        if _stands_alone(sentence, match) or span != head:
            form: Form = "PRO" if match.phrase in _OTHERS else "NOM"
            mention = document.entity(match.entry.type, span, form, _first_noun(sentence, match))
            phrases.add(mention)
            found.append(mention)
    return [mention for mention in found if not _is_part(mention, found, mentions, sentence)]


def _without_pronoun(sentence: Sentence, match: Match[Nominal]) -> Match[Nominal]:
    """«نظيره» may be read as the feminine «نظيرة»; the letter tells that it ends in a pronoun."""
    bare = match.phrase.removesuffix("ه")
    is_pronoun = match.phrase.endswith("ه") and sentence.letter(match.end - 1) != _TEH_MARBUTA
    if not is_pronoun or match.end != sentence.words[match.last].end or bare not in nominal_entries():
        return match
    return replace(match, end=match.end - 1, phrase=bare, entry=nominal_entries()[bare])


def _stands_alone(sentence: Sentence, match: Match[Nominal]) -> bool:
    if not match.entry.needs_more:
        return True
    return match.entry.is_countable and not match.cut and _is_counted(sentence, match.first)


def _is_counted(sentence: Sentence, index: int) -> bool:
    if not sentence.joined(index - 1):
        return False
    before = sentence.words[index - 1].form
    bare = before.removeprefix("و")
    return bare in _QUANTIFIERS or read_cardinal([before]) is not None or read_cardinal([bare]) is not None


def _is_predicate(sentence: Sentence, match: Match[Nominal]) -> bool:
    """Whether a noun says what somebody is («بوصفهم أسرى»), or describes the noun before it («الأشخاص المحتجزون»)."""
    if "ك" in sentence.words[match.first].form[: match.cut]:
        return True
    if match.cut or not sentence.joined(match.first - 1):
        return False
    before = sentence.words[match.first - 1].form
    bare = match.phrase.removeprefix("ال")
    if before in word_class(_CONTEXT, "as") or (match.entry.type == "OCC" and before in _described()):
        return True
    if bare not in word_class(_CONTEXT, "participle"):
        return False
    return before in word_class(_CONTEXT, "predicated") or _is_agreeing_noun(sentence, match)


def _described() -> frozenset[str]:
    return word_class(_CONTEXT, "described")


def _is_agreeing_noun(sentence: Sentence, match: Match[Nominal]) -> bool:
    before = match.first - 1
    entry = nominal_entries().get(sentence.words[before].form)
    return entry is not None and entry.type == "NORP" and sentence.is_definite(before) == is_definite(match.phrase)


def _first_noun(sentence: Sentence, match: Match[Nominal]) -> Span:
    return sentence.span(match.start, min(match.end, sentence.words[match.first].end))


def _is_part(mention: Mention, found: list[Mention], known: list[Mention], sentence: Sentence) -> bool:
    """Whether a noun is only a part of the phrase around it: «القتلى» in «جثث القتلى», a rank in «نائب وزير …»."""
    around = [other for other in found if other is not mention and _contains(other, mention)]
    if mention.type == "OCC":
        return any(other.type == "OCC" and _is_deputy(other, sentence) for other in around)
    is_set = nominal_entries().get(sentence.words[sentence.word_of(mention.start)].form)
    if mention.type != "NORP" or (is_set is not None and is_set.is_side):
        return False
    has_name = any(_contains(mention, other) or other.span == mention.span for other in known)
    return not has_name and any(other.type in ("NORP", "LOC", "LAW", "OCC") for other in around)


def _contains(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.span != inner.span


def _is_deputy(mention: Mention, sentence: Sentence) -> bool:
    word = sentence.words[sentence.word_of(mention.start)]
    return word.form[sentence.cut_of(mention.span) :] in word_class(_CONTEXT, "deputy")
