"""Proper names of organisations: from a list, in quotation marks after a word for a medium, and handles.

Layer: ORG with form NAM.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hudna.model import Mention

from .demonyms import demonym_forms
from .document import Document
from .lexicon import forms, rows, word_class
from .matcher import Match, PhraseMatcher
from .view import Sentence
from .vocabulary import adjectives

_OPENING = ('"', "«", "“", "”", "'")
_CLOSING = ('"', "»", "”", "“", "'")
_MAX_QUOTED = 4
_CONTEXT = "nominal_context"


def organisations(document: Document) -> Document:
    """Add the organisations that the text names."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


@cache
def _matcher() -> PhraseMatcher[str]:
    names = {form: type_ for type_, cell in rows("names") for form in forms(cell)}
    return PhraseMatcher(names | {form.replace(" ", "_"): type_ for form, type_ in names.items()})


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    quoted = list(_quoted(document, sentence))
    yield from quoted
    for match in _matcher().longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(other.span.overlap(span) for other in quoted):
            yield _listed(document, sentence, match)
    yield from _handles(document, sentence)


def _listed(document: Document, sentence: Sentence, match: Match[str]) -> Mention:
    """A name of the list; a language service («رويترز بالعربية») is in the extent, outside the head."""
    head, last = sentence.span(match.start, match.end), match.last
    if sentence.joined(last) and sentence.words[last + 1].form in word_class(_CONTEXT, "language"):
        last += 1
    end = sentence.words[last].end if last > match.last else match.end
    return document.entity(match.entry, sentence.span(match.start, end), "NAM", head)


def _quoted(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """«وكالة "…"», «صحيفة "…" الفرنسية»: extent from the word for the medium, head inside the quotation marks."""
    media = word_class(_CONTEXT, "medium")
    for index, word in enumerate(sentence.words):
        cut = next((cut for cut in (0, 1) if word.form[cut:] in media), None)
        if cut is None or sentence.between(index) not in _OPENING or word.form[:cut] not in ("", *"وفبلك"):
            continue
        last = _end_of_quote(sentence, index + 1)
        if last > index:
            extent = sentence.phrase(index, _after_quote(sentence, last), cut)
            yield document.entity("ORG", extent, "NAM", sentence.phrase(index + 1, last))


def _end_of_quote(sentence: Sentence, first: int) -> int:
    """The index of the last word before the closing quotation mark; `first` - 1 where it is far or missing."""
    for last in range(first, min(first + _MAX_QUOTED, len(sentence.words))):
        end = sentence.words[last].end
        if sentence.form[end : end + 1] in _CLOSING:
            return last
    return first - 1


def _after_quote(sentence: Sentence, last: int) -> int:
    """The last of the definite adjectives behind a closing quotation mark; the word before it where none stands."""
    end = last
    while end + 1 < len(sentence.words) and (sentence.joined(end) if end > last else len(sentence.between(end)) == 1):
        form = sentence.words[end + 1].form
        if not sentence.is_definite(end + 1) or (form not in adjectives() and form not in demonym_forms()):
            break
        end += 1
    return end


def _handles(document: Document, sentence: Sentence) -> Iterator[Mention]:
    """Accounts («@name_ar»), without the sign."""
    for index, word in enumerate(sentence.words):
        if sentence.form[word.start - 1 : word.start] != "@":
            continue
        last = index
        while sentence.between(last) == "_":
            last += 1
        yield document.entity("ORG", sentence.phrase(index, last), "NAM")
