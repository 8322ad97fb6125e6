"""How far a noun phrase reaches: what its head is annexed to, adjectives that agree, complements of offices.

The grammar behind `nominals`: iḍāfa («جيش [فرنسا]», «اتفاق الهدنة»), agreement in definiteness («القوات المسلحة
الفرنسية»), coordination of genitives («قوات [فرنسا] و[ألمانيا]») and of adjectives.
"""

from __future__ import annotations

from hudna.arabic.clitics import certain_prefix
from hudna.arabic.quantities import read_cardinal
from hudna.model import Mention

from .demonyms import demonym_forms
from .event_nouns import event_noun_at
from .lexicon import is_definite, word_class
from .matcher import Match
from .nominal_lexicon import Nominal
from .view import Sentence
from .vocabulary import adjectives, is_function_word

_CONTEXT = "nominal_context"
_CHAIN = 3


class NounPhrases:
    """The mentions of one sentence by the word they begin with, and how far a head's phrase reaches among them."""

    def __init__(self, sentence: Sentence, mentions: list[Mention]) -> None:
        self._sentence = sentence
        self._by_first: dict[int, Mention] = {}
        self._after_clitic: dict[int, Mention] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Take in a mention; of two that begin with one word the longer one counts. Proclitics bar annexation."""
        first = self._sentence.word_of(mention.start)
        begins_it = self._sentence.starts[self._sentence.words[first].start] == mention.start
        table = self._by_first if begins_it else self._after_clitic
        known = table.get(first)
        if known is None or mention.end > known.end:
            table[first] = mention

    def end_of(self, match: Match[Nominal]) -> int:
        """Where the phrase of a head ends, in the sentence's form. A pronoun that ends it is outside («جيش|ه»)."""
        sentence = self._sentence
        if match.end != sentence.words[match.last].end:
            last = self._after_adjectives(match.last, definite=True)
            return match.end if last == match.last else sentence.words[last].end
        last, definite = self._annexed(match)
        last = self._after_adjectives(last, definite)
        if match.entry.type == "OCC":
            last = self._with_complement(match, last)
        return sentence.words[last].end

    def after_name(self, mention: Mention) -> int:
        """Index of the last word of a name with its trailing adjectives («إقليم القرم الأوكراني»)."""
        return self._after_adjectives(self._sentence.word_of(mention.end - 1), definite=True)

    def _annexed(self, match: Match[Nominal]) -> tuple[int, bool]:
        """The last word of what the head is annexed to (or of the head), and whether the phrase is definite."""
        words = match.phrase.split(" ")
        if is_definite(words[-1]) or not self._sentence.joined(match.last):
            return match.last, is_definite(words[-1]) or is_definite(words[0])
        last = self._complement(match)
        return last, last > match.last or is_definite(words[0])

    def _complement(self, match: Match[Nominal]) -> int:
        """The last word of what stands in the genitive after a head; the head's own where nothing does."""
        after, takes = match.last + 1, match.entry.takes
        follower = self._by_first.get(after)
        if follower is not None and follower.form != "ADJ" and follower.type in takes:
            return self._coordinated_name(match, self._sentence.word_of(follower.end - 1))
        if "EVENT" in takes and (last := event_noun_at(self._sentence, after)) >= after:
            return last
        return self._chain(match.last) if "NOUN" in takes else match.last

    def _chain(self, head: int) -> int:
        """The last word of a chain of nouns that ends in a definite one: «خرائط [حقول الألغام]»."""
        for last in range(head + 1, min(head + 1 + _CHAIN, len(self._sentence.words))):
            form = self._sentence.words[last].form
            if not self._sentence.joined(last - 1) or is_function_word(form):
                break
            if self._sentence.is_definite(last):
                return last
        return head

    def _coordinated_name(self, match: Match[Nominal], last: int) -> int:
        """One more name after و where the head is plural: «قوات فرنسا وألمانيا»."""
        if match.phrase.split(" ")[0] not in word_class(_CONTEXT, "several") or not self._sentence.joined(last):
            return last
        other = self._after_clitic.get(last + 1)
        if other is None or other.type != "GPE" or self._sentence.words[last + 1].form[0] != "و":
            return last
        return self._sentence.word_of(other.end - 1) if self._sentence.cut_of(other.span) == 1 else last

    def _with_complement(self, match: Match[Nominal], last: int) -> int:
        """Of an office: for what, or where, it is («لشؤون اللاجئين», «سفير فرنسا في كندا»)."""
        sentence = self._sentence
        if not sentence.joined(last):
            return last
        form = sentence.words[last + 1].form
        if form in word_class(_CONTEXT, "field"):
            return self._field(last + 1)
        if match.phrase not in word_class(_CONTEXT, "accredited"):
            return last
        at = last + 2 if form in word_class(_CONTEXT, "seat") and sentence.joined(last + 1) else last + 1
        other = self._by_first.get(at) if at == last + 2 else self._after_clitic.get(at)
        if other is None or other.type not in ("GPE", "ORG") or (at == last + 1 and form[0] != "ل"):
            return last
        return sentence.word_of(other.end - 1)

    def _field(self, at: int) -> int:
        """The last word of «لشؤون …», «للشؤون …»: a definite word, and one more after و."""
        words, last = self._sentence.words, at
        while self._sentence.joined(last) and last - at < _CHAIN:
            form = words[last + 1].form
            cut = certain_prefix(form) if last > at and form[0] == "و" else 0
            if not self._sentence.is_definite(last + 1, cut):
                break
            last += 1
        return last

    def _after_adjectives(self, last: int, definite: bool) -> int:
        while self._sentence.joined(last):
            width = self._adjective_width(last + 1, definite)
            if not width:
                break
            last += width
        return self._coordinated_adjective(last)

    def _adjective_width(self, index: int, definite: bool) -> int:
        """How many words an adjective takes that begins at a word and agrees; 0 for none."""
        form = self._sentence.words[index].form
        if self._sentence.is_definite(index) != definite:
            return 0
        mention = self._by_first.get(index)
        if mention is not None and mention.form == "ADJ":
            return self._sentence.word_of(mention.end - 1) - index + 1
        return 1 if form in adjectives() or (definite and read_cardinal([form]) is not None) else 0

    def _coordinated_adjective(self, last: int) -> int:
        """One more adjective of nationality after و: «القوات الفرنسية والألمانية» is one phrase."""
        before = self._by_first.get(last)
        after = self._sentence.words[last + 1].form if self._sentence.joined(last) else ""
        if before is None or before.form != "ADJ" or not after.startswith("و"):
            return last
        return last + 1 if after[1:] in demonym_forms() else last
