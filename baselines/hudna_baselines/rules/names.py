"""Names that no lexicon holds: persons after a title, places after a classifier. Layers: PERS and GPE with form NAM.

Needs every other layer of mentions. A word can be part of a name only where no lexicon knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hudna.model import Mention, Span

from .document import Document
from .gazetteer import classifier_matcher
from .lexicon import word_class
from .matcher import PhraseMatcher
from .view import Sentence
from .vocabulary import is_known

_MAX_NAME_WORDS = 3
_SHORTEST_SURNAME = 4
_SHORTEST_PLACE = 4
_SHORTEST_VERB = 4


def persons(document: Document) -> Document:
    """Add the words after a title («الرئيس الفرنسي …»), then every other place where such a surname stands alone."""
    named = document.with_mentions(
        mention for sentence in document.sentences for mention in _after_titles(document, sentence)
    )
    return named.with_mentions(_surnames_alone(named))


def unknown_places(document: Document) -> Document:
    """Add an unknown word after a classifier: «بلدة …»."""
    found = (mention for sentence in document.sentences for mention in _after_classifiers(document, sentence))
    return document.with_mentions(found)


def _after_titles(document: Document, sentence: Sentence) -> Iterator[Mention]:
    taken = [mention.span for mention in document.mentions_in(sentence)]
    for index in sorted(set(_title_ends(document, sentence))):
        last = _name_end(sentence, index)
        if last > index:
            span = sentence.phrase(index + 1, last)
            if not any(span.overlap(other) for other in taken):
                yield document.entity("PERS", span, "NAM")


def _title_ends(document: Document, sentence: Sentence) -> Iterator[int]:
    """The last words of titles and honorifics."""
    for mention in document.mentions_in(sentence):
        if mention.type == "OCC" and not _has_pronoun(sentence, mention.span):
            yield sentence.word_of(mention.end - 1)
    honorifics = word_class("context", "honorific")
    yield from (index for index, word in enumerate(sentence.words) if word.form in honorifics)


def _has_pronoun(sentence: Sentence, span: Span) -> bool:
    last = sentence.words[sentence.word_of(span.end - 1)]
    return sentence.ends[last.end - 1] != span.end


def _name_end(sentence: Sentence, index: int) -> int:
    """The last word of the name after word `index`; `index` itself where none follows."""
    last = index
    while sentence.joined(last) and last - index < _MAX_NAME_WORDS:
        step = _name_step(sentence, last + 1, is_first=last == index)
        if not step:
            break
        last += step
    return last


def _name_step(sentence: Sentence, index: int, *, is_first: bool) -> int:
    """How many words of a name stand from `index` on: one, two with a particle («بن …»), or none."""
    if sentence.words[index].form in word_class("context", "name_particle") and sentence.joined(index):
        return 2 if _may_be_name(sentence, index + 1, is_first=False) else 0
    return 1 if _may_be_name(sentence, index, is_first=is_first) else 0


def _may_be_name(sentence: Sentence, index: int, *, is_first: bool) -> bool:
    word = sentence.words[index]
    if not word.form.isalpha() or len(word.form) == 1:
        return False
    if word.form == "علي":  # the name علي and the preposition على compare equal
        return sentence.letter(word.end - 1) == "ي"
    starts_like_noun = word.form.startswith("ال") and is_first
    starts_like_verb = word.form.startswith("ي") and not is_first and len(word.form) >= _SHORTEST_VERB
    return not starts_like_noun and not starts_like_verb and not is_known(word.form)


def _surnames_alone(document: Document) -> Iterator[Mention]:
    surnames = dict.fromkeys(_surnames(document.mentions, document), None)
    if not surnames:
        return
    matcher = PhraseMatcher(surnames)
    for sentence in document.sentences:
        taken = [mention.span for mention in document.mentions_in(sentence)]
        for match in matcher.longest(sentence):
            span = sentence.span(match.start, match.end)
            if not any(span.overlap(other) for other in taken):
                yield document.entity("PERS", span, "NAM")


def _surnames(mentions: Iterable[Mention], document: Document) -> Iterator[str]:
    by_start = {mention.start for mention in mentions if mention.type == "PERS"}
    if not by_start:
        return
    for sentence in document.sentences:
        for mention in document.mentions_in(sentence):
            form = sentence.words[sentence.word_of(mention.end - 1)].form
            if mention.type == "PERS" and len(form) >= _SHORTEST_SURNAME:
                yield form


def _after_classifiers(document: Document, sentence: Sentence) -> Iterator[Mention]:
    taken = [mention.span for mention in document.mentions_in(sentence)]
    for classifier in classifier_matcher().longest(sentence):
        index = classifier.last + 1
        if sentence.joined(classifier.last) and _may_be_place(sentence, index):
            extent = sentence.phrase(classifier.first, index, classifier.cut)
            if not any(extent.overlap(other) for other in taken):
                yield document.entity("GPE", extent, "NAM", sentence.phrase(index, index))


def _may_be_place(sentence: Sentence, index: int) -> bool:
    form = sentence.words[index].form
    return form.isalpha() and len(form) >= _SHORTEST_PLACE and not form.startswith(("ال", "لل")) and not is_known(form)
