"""Noun phrases from a lexicon of heads: titles, bodies, people, documents, buildings, vehicles, weapons. Form NOM.

Needs the layers of places, organisations and demonyms. The extent: the head, what it is annexed to («جيش [فرنسا]»),
then adjectives that agree in definiteness («القوات المسلحة الفرنسية»). Heads are read from the end of the sentence, so
that what a head is annexed to has its full extent already.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from hudna.model import Mention, Span

from .demonyms import demonym_forms
from .document import Document
from .lexicon import is_definite
from .matcher import Match, PhraseMatcher
from .nominal_lexicon import Nominal, nominal_entries
from .view import Sentence
from .vocabulary import adjectives


def nominals(document: Document) -> Document:
    """Add noun phrases; none whose head lies in a name («البيت الأبيض»)."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


@cache
def _matcher() -> PhraseMatcher[Nominal]:
    return PhraseMatcher(nominal_entries(), enclitics=True)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    mentions = document.mentions_in(sentence)
    phrases = NounPhrases(sentence, mentions)
    names = [mention.span for mention in mentions if mention.form != "ADJ"]
    for match in reversed(_matcher().longest(sentence)):
        head = sentence.span(match.start, match.end)
        if not any(name.overlap(head) for name in names):
            end = phrases.end_of(match)
            mention = document.entity(
                match.entry.type, sentence.span(match.start, end), "NOM", _first_noun(sentence, match)
            )
            phrases.add(mention)
            yield mention


def _first_noun(sentence: Sentence, match: Match[Nominal]) -> Span:
    return sentence.span(match.start, min(match.end, sentence.words[match.first].end))


class NounPhrases:
    """The mentions of one sentence by the word they begin with, and how far a head's phrase reaches among them."""

    def __init__(self, sentence: Sentence, mentions: list[Mention]) -> None:
        self._sentence = sentence
        self._by_first: dict[int, Mention] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Take in a mention; of two that begin with one word the longer one counts. Proclitics bar annexation."""
        first = self._sentence.word_of(mention.start)
        known = self._by_first.get(first)
        if self._sentence.cut_of(mention.span) == 0 and (known is None or mention.end > known.end):
            self._by_first[first] = mention

    def end_of(self, match: Match[Nominal]) -> int:
        """Where the phrase of a head ends, in the sentence's form. A pronoun that ends it is outside («جيش|ه»)."""
        sentence = self._sentence
        if match.end != sentence.words[match.last].end:
            last = self._after_adjectives(match.last, definite=True)
            return match.end if last == match.last else sentence.words[last].end
        last, definite = self._annexed(match)
        return sentence.words[self._after_adjectives(last, definite)].end

    def _annexed(self, match: Match[Nominal]) -> tuple[int, bool]:
        """The last word of what the head is annexed to (or of the head), and whether the phrase is definite."""
        words = match.phrase.split(" ")
        closed = is_definite(words[-1])
        follower = self._by_first.get(match.last + 1) if self._sentence.joined(match.last) else None
        if closed or follower is None or follower.type not in match.entry.takes or follower.form == "ADJ":
            return match.last, closed or is_definite(words[0])
        return self._sentence.word_of(follower.end - 1), True

    def _after_adjectives(self, last: int, definite: bool) -> int:
        while self._sentence.joined(last):
            width = self._adjective_width(last + 1, definite)
            if not width:
                break
            last += width
        return self._coordinated(last)

    def _adjective_width(self, index: int, definite: bool) -> int:
        """How many words an adjective takes that begins at a word and agrees; 0 for none."""
        form = self._sentence.words[index].form
        if is_definite(form) != definite:
            return 0
        mention = self._by_first.get(index)
        if mention is not None and mention.form == "ADJ":
            return self._sentence.word_of(mention.end - 1) - index + 1
        return 1 if form in adjectives() else 0

    def _coordinated(self, last: int) -> int:
        """One more adjective of nationality after و: «القوات الفرنسية والألمانية» is one phrase."""
        before = self._by_first.get(last)
        after = self._sentence.words[last + 1].form if self._sentence.joined(last) else ""
        if before is None or before.form != "ADJ" or not after.startswith("و"):
            return last
        return last + 1 if after[1:] in demonym_forms() else last
