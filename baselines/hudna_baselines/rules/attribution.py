"""Who says a number. Needs the layers of mentions and claims.

The nearest cue of the sentence: a reporting verb before the claim («أعلن الجيش أن …»), else a cue after it («… وفق
الشرطة»). The source of a verb is its subject: the mention after it, else the one before it; of «وفق» what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hudna.model import Attribution, NumericClaim, Span

from .document import Document
from .frames import Candidate, candidates
from .lexicon import forms, rows
from .matcher import PhraseMatcher
from .view import Sentence

_SOURCES = frozenset({"PERS", "OCC", "ORG", "GPE", "NORP", "LAW"})
_SUBJECT_AFTER = 4
_SUBJECT_BEFORE = 6


@dataclass(frozen=True, slots=True)
class _Cue:
    span: Span
    first: int
    last: int
    is_verb: bool


def attribution(document: Document) -> Document:
    """Set the chain of every claim whose sentence has a cue: one link, the nearest."""
    told = {claim.id: claim for sentence in document.sentences for claim in _in_sentence(document, sentence)}
    return replace(document, claims=tuple(told.get(claim.id, claim) for claim in document.claims))


@cache
def _matcher() -> PhraseMatcher[str]:
    return PhraseMatcher({form: class_ for class_, cell in rows("cues") for form in forms(cell)})


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[NumericClaim]:
    extent = sentence.extent
    own = [claim for claim in document.claims if claim.span in extent]
    cues = [
        _Cue(sentence.span(match.start, match.end), match.first, match.last, match.entry == "verb")
        for match in _matcher().longest(sentence)
    ]
    if own and cues:
        sources = candidates(sentence, document.mentions_in(sentence))
        sources = [source for source in sources if source.mention.type in _SOURCES]
        yield from (_attributed(sentence, claim, cues, sources) for claim in own)


def _attributed(sentence: Sentence, claim: NumericClaim, cues: list[_Cue], sources: list[Candidate]) -> NumericClaim:
    at = sentence.word_of(claim.start)
    before = [cue for cue in cues if cue.last < at]
    after = [cue for cue in cues if cue.first > at]
    cue = before[-1] if before else after[0] if after else None
    if cue is None:
        return claim
    counted = set(claim.quantified)
    source = _source(cue, [source for source in sources if source.mention.id not in counted])
    link = Attribution(source=source.mention.id if source else None, cue=cue.span, cue_text=cue.span.of(sentence.text))
    return replace(claim, attribution=(link,))


def _source(cue: _Cue, sources: list[Candidate]) -> Candidate | None:
    after = [source for source in sources if 0 < source.first - cue.last <= _SUBJECT_AFTER]
    before = [source for source in sources if 0 < cue.first - source.last <= _SUBJECT_BEFORE] if cue.is_verb else []
    return after[0] if after else before[-1] if before else None
