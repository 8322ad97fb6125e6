"""What the model sees of a word, and of the words beside it: features as strings, «name=value»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hudna.arabic.clitics import certain_prefix, prefixes
from hudna_baselines.encoding.hints import classes_of, readings_of, zones_of
from hudna_baselines.encoding.texts import Text

REACH = 2
"""How many words to either side are looked at."""

_AFFIX_LENGTHS = (1, 2, 3, 4)
_NGRAM_LENGTHS = (2, 3, 4, 5)
_ENDINGS = ("يون", "يين", "يات", "هما", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "نا", "ه", "ي", "ا")
_SHORTEST_STEM = 3
_LONGEST = 40
"""Letters of a word that its n-grams are taken from: what is longer is no word."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text with what is read of each of its words.

    `stems[i]` is a rough stem of word i, `own[i]` the features of it taken alone, `beside[i]` those, fewer, that it has
    as a neighbour.
    """

    text: Text
    stems: tuple[str, ...]
    own: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[str, ...], ...]

    def features(self, word: int) -> list[str]:
        """Everything about a word in its place; neighbours count within the sentence only."""
        sentence = self.text.sentences[self.text.sentence_of(word)]
        found = ["bias", *self.own[word]]
        for step in range(-REACH, REACH + 1):
            at = word + step
            if step and at in sentence:
                found += [f"{step:+d}:{feature}" for feature in self.beside[at]]
            elif step:
                found.append(f"{step:+d}:none")
        return [*found, *self._pairs(word, sentence)]

    def _pairs(self, word: int, sentence: range) -> Iterator[str]:
        stems = self.stems
        if word - 1 in sentence:
            yield f"pair-1={stems[word - 1]} {stems[word]}"
        if word + 1 in sentence:
            yield f"pair+1={stems[word]} {stems[word + 1]}"


def words_of(text: Text) -> Words:
    """The features of a text's words, in order."""
    stems = tuple(map(stem_of, text.forms))
    read, zones = readings_of(text), zones_of(text)
    own = tuple(
        (*_own(form), *classes_of(form), *read[index], f"zone={zones[index]}") for index, form in enumerate(text.forms)
    )
    beside = tuple((f"form={form}", f"stem={stems[index]}", *_shape(form), *classes_of(form), *read[index])
                   for index, form in enumerate(text.forms))  # fmt: skip
    return Words(text=text, stems=stems, own=own, beside=beside)


@lru_cache(maxsize=8192)
def stem_of(form: str) -> str:
    """A word without certain proclitics, article and ending, as far as three letters are left. Tells no lemma."""
    bare = form[certain_prefix(form) :]
    bare = bare.removeprefix("ال") if len(bare) >= _SHORTEST_STEM + 2 else bare
    bare = bare.removeprefix("ل") if form[: len(form) - len(bare)].endswith("ل") else bare
    ending = next((end for end in _ENDINGS if bare.endswith(end) and len(bare) - len(end) >= _SHORTEST_STEM), "")
    return bare.removesuffix(ending)


@lru_cache(maxsize=8192)
def _own(form: str) -> tuple[str, ...]:
    padded = f"^{form[:_LONGEST]}$"
    affixes = [f"{name}={part}" for length in _AFFIX_LENGTHS if length < len(form)
               for name, part in (("begin", form[:length]), ("end", form[-length:]))]  # fmt: skip
    grams = {padded[at : at + size] for size in _NGRAM_LENGTHS for at in range(len(padded) - size + 1)}
    cut = [f"cut={form[length:]}" for length in prefixes(form)] if form.isalpha() else []
    return (f"form={form}", f"stem={stem_of(form)}", *affixes, *cut, *(f"gram={gram}" for gram in sorted(grams)),
            *_shape(form))  # fmt: skip


def _shape(form: str) -> tuple[str, ...]:
    if form.isdigit():
        return (f"shape=digits{min(len(form), 5)}",)
    if not any(map(str.isalnum, form)):
        return ("shape=sign",)
    if any(map(str.isdigit, form)):
        return ("shape=with-digits",)
    if form.isascii():
        return ("shape=latin",)
    return ("shape=definite",) if form[certain_prefix(form) :].startswith(("ال", "لل")) else ("shape=word",)
