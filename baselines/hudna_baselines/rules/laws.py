"""«اتفاق» and its like as documents in force. Layer: LAW with form NOM.

The word is also an event (the act of agreeing); guidelines, settled case 11: by what stands beside it («بموجب», «ينص»,
«دخل حيز التنفيذ») it is a document, else `triggers` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hudna.model import Mention

from .document import Document
from .lexicon import noun_forms, word_class
from .matcher import Match, PhraseMatcher
from .view import Sentence

_FORCE = frozenset({"حيز", "سريان", "يسري"})
_REACH = 3
_VERB_REACH = 5


def laws(document: Document) -> Document:
    """Add the agreements and declarations that are spoken of as documents."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


@cache
def _matcher() -> PhraseMatcher[None]:
    return PhraseMatcher({form: None for word in word_class("context", "law_word") for form in noun_forms(word)})


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    for match in _matcher().longest(sentence):
        if _is_in_force(sentence, match):
            yield document.entity("LAW", sentence.span(match.start, match.end), "NOM")


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
