"""Who says a number. Needs the layers of mentions and claims. Source: annotation guidelines, 9.

The chain is read off the cues of the sentence, outermost first: who relays («وفق X», «حسبما قالت X»), then the
reporting verbs before the claim, each inside the complement of the one before it; «وأضاف» begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hudna.model import Attribution, NumericClaim, Span

from .conjugation import verb_forms
from .counted import counting_words
from .document import Document
from .lexicon import forms, rows, word_class
from .matcher import Match, PhraseMatcher
from .phrases import Group, candidates, groups
from .sources import sources_of
from .view import Sentence

_SOURCES = frozenset({"PERS", "OCC", "ORG", "GPE", "NORP", "LAW"})
_INFLECTED = ("verb", "told_in", "document")
_AS_SAID_REACH = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: where it stands, what kind it is, and whether it relays («حسبما قالت»)."""

    span: Span
    at: int
    kind: str
    relays: bool
    resets: bool


def attribution(document: Document) -> Document:
    """Set the chain of every claim whose sentence has cues that govern it."""
    told = {claim.id: claim for sentence in document.sentences for claim in _in_sentence(document, sentence)}
    return replace(document, claims=tuple(told.get(claim.id, claim) for claim in document.claims))


@cache
def _matcher() -> PhraseMatcher[str]:
    kinds: dict[str, str] = {}
    for kind, cell in rows("cues"):
        for listed in forms(cell):
            for form in verb_forms(listed) if kind in _INFLECTED else {listed}:
                kinds.setdefault(form, kind)
    return PhraseMatcher(kinds, enclitics=True)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[NumericClaim]:
    extent = sentence.extent
    own = [claim for claim in document.claims if claim.span in extent]
    cues = list(_cues(sentence)) if own else []
    if cues:
        mentions = [mention for mention in document.mentions_in(sentence) if mention.type in _SOURCES]
        joined = groups(sentence, candidates(sentence, mentions), counting_words(document, sentence))
        yield from (_attributed(sentence, claim, cues, joined) for claim in own)


def _cues(sentence: Sentence) -> Iterator[Cue]:
    matches = _matcher().longest(sentence)
    said = [match.last for match in matches if match.entry == "as_said"]
    for match in matches:
        if match.entry not in ("as_said", "formula"):
            relays = match.entry == "relay" or any(0 < match.first - last <= _AS_SAID_REACH for last in said)
            yield Cue(_one_word(sentence, match), match.first, match.entry, relays, _resets(sentence, match))


def _one_word(sentence: Sentence, match: Match[str]) -> Span:
    """The span of a cue is its first word, without clitics."""
    return sentence.span(match.start, min(match.end, sentence.words[match.first].end))


def _resets(sentence: Sentence, match: Match[str]) -> bool:
    """«وأضاف»: a verb that و joins to the one before it stands in nobody's complement."""
    return sentence.words[match.first].form[: match.cut].startswith("و")


def _attributed(sentence: Sentence, claim: NumericClaim, cues: list[Cue], joined: list[Group]) -> NumericClaim:
    counted = set(claim.quantified)
    free = [group for group in joined if not any(item.mention.id in counted for item in group.items)]
    links = [link for cue in _governing(sentence, claim, cues) for link in _links(sentence, cue, free)]
    return replace(claim, attribution=tuple(links))


def _governing(sentence: Sentence, claim: NumericClaim, cues: list[Cue]) -> list[Cue]:
    """The cues over a claim, outermost first."""
    at = sentence.word_of(claim.start)
    chain: list[Cue] = []
    for cue in cues:
        if cue.at < at and not cue.relays:
            chain = [cue] if cue.resets else [*chain, cue]
    relays = [cue for cue in cues if cue.relays]
    postposed = [cue for cue in cues if cue.at > at and not cue.relays and _after_comma(sentence, cue)]
    return [*relays, *(chain or ([] if relays else postposed[:1]))]


def _after_comma(sentence: Sentence, cue: Cue) -> bool:
    return cue.kind == "verb" and not cue.resets and sentence.between(cue.at - 1) in ("،", ",", "»،", '"،')


def _links(sentence: Sentence, cue: Cue, joined: list[Group]) -> Iterator[Attribution]:
    """A link for each of coordinated sources; without one that is a mention, a link without source."""
    found = sources_of(sentence, cue.at, cue.kind, joined)
    if cue.kind == "relay" and found and found[0].mention.type == "LAW":
        return  # «وفقا للقانون» is conformity
    text = cue.span.of(sentence.text)
    for source in found:
        yield Attribution(source=source.mention.id, cue=cue.span, cue_text=text)
    if not found and sentence.words[cue.at].form not in word_class("context", "conformity"):
        yield Attribution(source=None, cue=cue.span, cue_text=text)
