"""All lexicons seen as one: which words are known, so that what is left may be a name."""

from __future__ import annotations

from functools import cache

from hudna.arabic.clitics import prefixes
from hudna.arabic.quantities import quantity_words

from .demonyms import demonym_forms
from .gazetteer import gazetteer
from .lexicon import adjective_forms, forms, noun_forms, rows, word_list
from .nominal_lexicon import nominal_entries

_LISTS = ("function_words", "triggers", "cues", "context", "time_words", "classifiers", "names")
_SHORTEST_REST = 3


@cache
def known_words() -> frozenset[str]:
    """Every word of every lexicon, inflected; of the gazetteer only the names of one word."""
    listed = {form for name in _LISTS for entry in word_list(name) for form in noun_forms(entry)}
    fields = {form for row in rows("portfolios") for entry in forms(row[0]) for form in noun_forms(entry)}
    numbers = {form for entry in quantity_words() for form in noun_forms(entry)}
    phrases = listed | numbers | fields | adjectives() | set(nominal_entries()) | set(demonym_forms())
    places = {name for name in gazetteer() if " " not in name}
    return frozenset(word for phrase in phrases for word in phrase.split()) | places


@cache
def adjectives() -> frozenset[str]:
    """The adjectives that continue a noun phrase, inflected; those of nationality apart."""
    return frozenset(form for row in rows("adjectives") for entry in forms(row[0]) for form in adjective_forms(entry))


def is_known(word: str) -> bool:
    """Whether a word, with or without proclitics, is in any lexicon."""
    rests = [word[length:] for length in prefixes(word)]
    rests += [f"ا{rest}" for rest in rests if rest.startswith("ل")]  # the article fused with ل
    return word in known_words() or any(len(rest) >= _SHORTEST_REST and rest in known_words() for rest in rests)


def is_function_word(word: str) -> bool:
    """Whether a word is a preposition, particle, pronoun or common verb: no noun phrase runs over it."""
    return word in word_list("function_words")
