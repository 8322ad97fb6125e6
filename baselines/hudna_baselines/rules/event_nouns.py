"""Nouns of events as complements of other nouns: «اتفاق الهدنة», «ساحة المعركة». A lexicon, no component."""

from __future__ import annotations

from functools import cache

from .lexicon import forms, is_definite, noun_forms, rows
from .view import Sentence

_LONGEST = 3


@cache
def event_nouns() -> frozenset[str]:
    """The nouns of `triggers.tsv` that are definite, by the article or by what they are annexed to; one phrase each."""
    plain = (
        form
        for type_, class_, cell in rows("triggers")
        if class_ == "noun" and type_ != "Agreement.Conclude"
        for form in forms(cell)
        if "…" not in form and "[" not in form
    )
    inflected = (form for entry in plain for form in noun_forms(entry))
    return frozenset(form for form in inflected if is_definite(form.split(" ")[-1]))


def event_noun_at(sentence: Sentence, index: int) -> int:
    """The index of the last word of the event noun that begins at word `index`; `index` - 1 where none does."""
    for last in range(min(index + _LONGEST, len(sentence.words)) - 1, index - 1, -1):
        if " ".join(word.form for word in sentence.words[index : last + 1]) in event_nouns():
            return last
    return index - 1
