"""Names that no lexicon holds: persons by a title or a given name, places by a classifier. Layers: PERS, GPE; form NAM.

Needs every other layer of mentions. A word can be part of a name only where no lexicon knows it. A person is named
after a title («الرئيس الفرنسي …»), before one («…، وزير خارجية فرنسا»), or by a given name of the list and a surname.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention, Span

from .document import Document
from .gazetteer import classifier_matcher
from .lexicon import word_class, word_list
from .matcher import PhraseMatcher
from .view import Sentence
from .vocabulary import is_known

_MAX_NAME_WORDS = 3
_COMMAS = ("،", ",")
_PREPOSITIONS = ("ب", "ل", "ك")
_INFLECTIONS = ("ين", "ات", "هم", "ها")
_SHORTEST_SURNAME = 4
_SHORTEST_PLACE = 4
_SHORTEST_VERB = 4


def persons(document: Document) -> Document:
    """Add persons by their titles and given names, then every other place where such a surname stands alone."""
    named = document
    for rule in (_after_titles, _before_titles, _by_given_name):
        found = [mention for sentence in named.sentences for mention in rule(named, sentence)]
        named = named.without_mentions(_misread_places(named, found)).with_mentions(found)
    return named.with_mentions(_surnames_alone(named))


def _misread_places(document: Document, persons_found: list[Mention]) -> list[Mention]:
    """Cities that are the given names of persons («فلاديمير»)."""
    within = (other for person in persons_found for other in document.mentions_within(person.span))
    return [mention for mention in within if mention.type == "GPE"]


def unknown_places(document: Document) -> Document:
    """Add an unknown word after a classifier: «بلدة …»."""
    found = (mention for sentence in document.sentences for mention in _after_classifiers(document, sentence))
    return document.with_mentions(found)


def _after_titles(document: Document, sentence: Sentence) -> Iterator[Mention]:
    for index in sorted(set(_title_ends(document, sentence))):
        last = _name_end(sentence, index)
        if last > index:
            span = sentence.phrase(index + 1, last)
            if _is_free(document, sentence, span):
                yield document.entity("PERS", span, "NAM")


def _title_ends(document: Document, sentence: Sentence) -> Iterator[int]:
    """The last words of titles and honorifics."""
    for mention in document.mentions_in(sentence):
        if mention.type == "OCC" and _may_be_followed(document, sentence, mention):
            yield sentence.word_of(mention.end - 1)
    honorifics = word_class("context", "honorific")
    yield from (index for index, word in enumerate(sentence.words) if word.form in honorifics)


def _is_free(document: Document, sentence: Sentence, span: Span) -> bool:
    """Whether no mention bars a person from a span; a city that is a given name too leaves room for one."""
    given = word_list("given_names")
    return not any(
        mention.start < span.end
        and span.start < mention.end
        and (mention.type != "GPE" or comparison_form(mention.span.of(document.text)) not in given)
        for mention in document.mentions_in(sentence)
    )


def _may_be_followed(document: Document, sentence: Sentence, title: Mention) -> bool:
    """Titles stand before names where they are definite: «الرئيس», «رئيس فرنسا», «نظيره»; not «دبلوماسي كبير»."""
    first, last = sentence.first_and_last(title.span)
    if _has_pronoun(sentence, title.span):
        return False
    with_pronoun = sentence.ends[sentence.words[first].end - 1] != title.head.end if title.head else False
    named = any(other.form == "NAM" for other in document.mentions_within(title.span))
    definite = any(sentence.is_definite(index) for index in range(first, last + 1))
    return definite or with_pronoun or sentence.cut_of(title.span) > 0 or named


def _before_titles(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """The words before a comma and a title: «… جان دوبوا، وزير خارجية فرنسا»."""
    for title in document.mentions_in(sentence):
        if title.type != "OCC":
            continue
        last = sentence.word_of(title.start) - 1
        if sentence.between(last) not in _COMMAS or sentence.cut_of(title.span):
            continue
        first = last
        while sentence.joined(first - 1) and last - first < _MAX_NAME_WORDS - 1 and _may_be_name(sentence, first - 1):
            first -= 1
        first = _first_of_name(sentence, first, last)
        if first < last and _may_be_name(sentence, last):
            span = sentence.phrase(first, last)
            if _is_free(document, sentence, span):
                yield document.entity("PERS", span, "NAM")


def _first_of_name(sentence: Sentence, first: int, last: int) -> int:
    """Where a name begins in a run of unknown words: at a given name, else two words before its end."""
    given = word_list("given_names")
    named = (index for index in range(first, last) if sentence.words[index].form in given)
    return next(named, max(first, last - 1))


def _by_given_name(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """A given name of the list and one or two unknown words after it."""
    for match in _given_matcher().longest(sentence):
        if match.end != sentence.words[match.last].end or not sentence.joined(match.last):
            continue
        last = _name_end(sentence, match.last, limit=2) if _is_surname(sentence, match.last + 1) else match.last
        span = sentence.phrase(match.first, last, match.cut)
        if last > match.last and _is_free(document, sentence, span):
            yield document.entity("PERS", span, "NAM")


@cache
def _given_matcher() -> PhraseMatcher[None]:
    return PhraseMatcher(dict.fromkeys(word_list("given_names")))


def _is_surname(sentence: Sentence, index: int) -> bool:
    return _may_be_name(sentence, index) and len(sentence.words[index].form) >= _SHORTEST_SURNAME


def _has_pronoun(sentence: Sentence, span: Span) -> bool:
    last = sentence.words[sentence.word_of(span.end - 1)]
    return sentence.ends[last.end - 1] != span.end


def _name_end(sentence: Sentence, index: int, limit: int = _MAX_NAME_WORDS) -> int:
    """The last word of the name after word `index`; `index` itself where none follows."""
    last = index
    while sentence.joined(last) and last - index < limit:
        if last > index and _ends_like_surname(sentence.words[last].form):
            break
        step = _name_step(sentence, last + 1, is_first=last == index and limit == _MAX_NAME_WORDS)
        if not step:
            break
        last += step
    return last


def _name_step(sentence: Sentence, index: int, *, is_first: bool) -> int:
    """How many words of a name stand from `index` on: one, two with a particle («بن …»), or none."""
    if sentence.words[index].form in word_class("context", "name_particle") and sentence.joined(index):
        return 2 if _may_be_name(sentence, index + 1, is_first=False) else 0
    return 1 if _may_be_name(sentence, index, is_first=is_first) else 0


def _ends_like_surname(form: str) -> bool:
    return len(form) > _SHORTEST_SURNAME and form.endswith(tuple(word_list("surname_endings")))


def _may_be_name(sentence: Sentence, index: int, *, is_first: bool = False) -> bool:
    word = sentence.words[index]
    if not word.form.isalpha() or len(word.form) == 1:
        return False
    if word.form in word_list("given_names"):
        return True
    if word.form == "علي":  # the name علي and the preposition على compare equal
        return sentence.letter(word.end - 1) == "ي"
    if is_first and _is_inflected(word.form):
        return False
    starts_like_noun = is_first and word.form.startswith("ال") and sentence.letter(word.start) == "ا"
    starts_like_verb = word.form.startswith("ي") and len(word.form) >= _SHORTEST_VERB
    if _ends_like_surname(word.form) and not starts_like_noun:
        starts_like_verb = False
    return not starts_like_noun and not starts_like_verb and not is_known(word.form)


def _is_inflected(form: str) -> bool:
    """Whether a word begins like a preposition and ends like a dual, a plural or a pronoun: «بهدفين»."""
    return form.startswith(_PREPOSITIONS) and form.endswith(_INFLECTIONS)


def _surnames_alone(document: Document) -> Iterator[Mention]:
    surnames = dict.fromkeys(_surnames(document.mentions, document), None)
    if not surnames:
        return
    matcher = PhraseMatcher(surnames)
    for sentence in document.sentences:
        for match in matcher.longest(sentence):
            span = sentence.span(match.start, match.end)
            if not any(span.overlap(other.span) for other in document.mentions_in(sentence)):
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
    for classifier in classifier_matcher().longest(sentence):
        index = classifier.last + 1
        if sentence.joined(classifier.last) and _may_be_place(sentence, index):
            extent = sentence.phrase(classifier.first, index, classifier.cut)
            if not any(extent.overlap(other.span) for other in document.mentions_in(sentence)):
                yield document.entity("GPE", extent, "NAM", sentence.phrase(index, index))


def _may_be_place(sentence: Sentence, index: int) -> bool:
    form = sentence.words[index].form
    return form.isalpha() and len(form) >= _SHORTEST_PLACE and not form.startswith(("ال", "لل")) and not is_known(form)
