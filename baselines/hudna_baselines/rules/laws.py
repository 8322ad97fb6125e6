"""«اتفاق» and its like as documents in force. Layer: LAW with form NOM.

The word is also an event (the act of agreeing); guidelines, settled case 11: by what stands beside it («بموجب», «ينص»,
«دخل حيز التنفيذ»), where it is said of what («اتفاق الهدنة»), or where the text comes back to it («الاتفاق») it is a
document, else `triggers` takes it. A press statement is one only where the text comes back to it («وأضاف البيان»).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hudna.model import Mention

from .document import Document
from .event_nouns import event_noun_at
from .lexicon import is_definite, noun_forms, word_class
from .matcher import Match, PhraseMatcher
from .view import Sentence
from .vocabulary import adjectives

_FORCE = frozenset({"حيز", "سريان", "يسري"})
_STATEMENT = "بيان"
_REACH = 3
_VERB_REACH = 5
_CONTEXT = "nominal_context"


def laws(document: Document) -> Document:
    """Add the agreements, declarations and statements that are spoken of as documents."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions([*found, *_statements(document)])


@cache
def _matcher() -> PhraseMatcher[None]:
    words = word_class("context", "law_word")
    return PhraseMatcher({form: None for word in words for form in (*noun_forms(word), f"{word}ا")})


@cache
def _statement_matcher() -> PhraseMatcher[None]:
    return PhraseMatcher(dict.fromkeys((_STATEMENT, f"{_STATEMENT}ا", f"ال{_STATEMENT}")))


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    for match in _matcher().longest(sentence):
        last = _last_word(sentence, match)
        if last > match.last or _is_in_force(sentence, match) or _comes_back(sentence, match):
            last = max(last, _with_adjective(sentence, match))
            end = sentence.words[last].end if last > match.last else match.end
            head = sentence.span(match.start, min(match.end, sentence.words[match.first].end))
            yield document.entity("LAW", sentence.span(match.start, end), "NOM", head)


def _last_word(sentence: Sentence, match: Match[None]) -> int:
    """The last word of what the document is said to be of: «اتفاق [الهدنة]»."""
    closed = is_definite(match.phrase) or not sentence.joined(match.last)
    return match.last if closed else event_noun_at(sentence, match.last + 1)


def _with_adjective(sentence: Sentence, match: Match[None]) -> int:
    if not sentence.joined(match.last):
        return match.last
    after = match.last + 1
    agrees = sentence.is_definite(after) == is_definite(match.phrase)
    return after if agrees and sentence.words[after].form in adjectives() else match.last


def _comes_back(sentence: Sentence, match: Match[None]) -> bool:
    """Whether a definite word resumes a document («الاتفاق»), and does not tell of the act («أتى الاتفاق»)."""
    if not is_definite(match.phrase) or match.phrase.endswith("اعلان"):
        return False
    before = {word.form.removeprefix("و") for word in sentence.words[max(0, match.first - 1) : match.first]}
    return before.isdisjoint(word_class(_CONTEXT, "act_before"))


def _statements(document: Document) -> Iterator[Mention]:
    """«البيان», and the last «بيان» before it that nobody is named for."""
    earlier: list[Mention] = []
    for sentence in document.sentences:
        for match in _statement_matcher().longest(sentence):
            mention = document.entity("LAW", sentence.span(match.start, match.end), "NOM")
            if is_definite(match.phrase):
                yield from (*earlier, mention)
                earlier = []
            elif not _has_issuer(sentence, match):
                earlier = [mention]


def _has_issuer(sentence: Sentence, match: Match[None]) -> bool:
    if not sentence.joined(match.last):
        return False
    after = match.last + 1
    return sentence.words[after].form.startswith(("ل", "عن", "من")) or sentence.is_definite(after)


def _is_in_force(sentence: Sentence, match: Match[None]) -> bool:
    before = sentence.words[match.first - 1].form if match.first else ""
    after = [word.form for word in sentence.words[match.last + 1 : match.last + 1 + _REACH]]
    announcing = word_class("context", "law_before")
    if before in announcing or before[1:] in announcing or not _FORCE.isdisjoint(after):
        return True
    heard = {word.form for word in sentence.words[max(0, match.first - _VERB_REACH) : match.first]}
    verbs = heard | {form.removeprefix("و") for form in heard}
    if not verbs.isdisjoint(word_class("context", "law_verb")):
        return True
    return after[:1] != [] and after[0] in word_class("context", "law_after")
