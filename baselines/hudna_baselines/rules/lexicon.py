"""The lexicons: TSV files beside this module, read once, and the inflection of their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from hudna.arabic.normalise import comparison_form

_ACCUSATIVE_BLOCKERS = ("ا", "ه", "ء", "ون", "ين", "ات", "ان", "ي")
_CONSTRUCT = {"ون": "و", "ين": "ي", "ان": "ا"}
_SHORTEST_SOUND_PLURAL = 6
ALEFS_WITH_HAMZA = frozenset("أإآ")
_OF_PERSONS = "given_names"
"""Without their hamza some are common words with the article: «إلهام» and «الهام», «إلنور» and «النور»."""

_WITH_HAMZA = re.compile(r"\b[أإآ]ل\w+")
_NOUN_ENDINGS = ("", *"ا ه ي و ات ان ين ون تان تين ها هم هما هن نا كم".split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a lexicon's lines, comments and blank lines left out."""
    text = files(__package__).joinpath("lexicons", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


def entries(cell: str) -> list[list[str]]:
    """The entries of one cell, each the listed forms of one lexeme («قتيل / قتلى»), in comparison form."""
    return [[comparison_form(form) for form in entry.split("/")] for entry in cell.split("|")]


def forms(cell: str) -> list[str]:
    """The forms of all entries of one cell, in comparison form."""
    return [form for entry in entries(cell) for form in entry]


@cache
def word_class(lexicon: str, class_: str) -> frozenset[str]:
    """All forms of a class: the rows whose first cell is `class_`, their last cells together."""
    return frozenset(form for row in rows(lexicon) if row[0] == class_ for form in forms(row[-1]))


@cache
def word_list(lexicon: str) -> frozenset[str]:
    """All forms of a lexicon's last column."""
    return frozenset(form for row in rows(lexicon) for form in forms(row[-1]))


def noun_forms(entry: str) -> set[str]:
    """A noun with and without the article, in the accusative and the construct state; a phrase as it stands."""
    if " " in entry:
        return {entry}
    inflected = {entry, *_accusative(entry), *_construct(entry)}
    return inflected if is_definite(entry) else inflected | {f"ال{entry}"}


def adjective_forms(masculine: str) -> set[str]:
    """An adjective in both genders, sound plurals and accusative, with and without the article."""
    bare = {masculine + ending for ending in ("", "ه", "ون", "ين", "ات", "ان", "تين", "تان", "ا")}
    return bare | {f"ال{form}" for form in bare}


def nisba_forms(masculine: str) -> set[str]:
    """An adjective in ـي; «فرنسي» inflects by plain endings. A two-word one takes them on both words."""
    words = masculine.split(" ")
    endings = ("", "ه", "ون", "ين", "ات", "ان", "ا")
    bare = {" ".join((words[0] + ending, *(_agreeing(word, ending) for word in words[1:]))) for ending in endings}
    return bare | {" ".join(f"ال{word}" for word in form.split(" ")) for form in bare}


def is_definite(form: str) -> bool:
    """Whether a form in comparison form carries the article; «الف» (thousand), «الغام» (mines), «التزام» do not.

    A hamza is lost in this form: known are the words that the lexicons write with one. Of a text ask its `Sentence`.
    """
    return form.startswith("ال") and len(form) > 4 and form not in _stems_in_al()


@cache
def _stems_in_al() -> frozenset[str]:
    """Every inflected form whose ال is of the stem: words with a hamza in a lexicon, form VIII of roots in lam."""
    folder = files(__package__).joinpath("lexicons")
    names = sorted({file.name.removesuffix(".tsv") for file in folder.iterdir()} - {_OF_PERSONS})
    written = {word for name in names for row in rows(name) for cell in row for word in _WITH_HAMZA.findall(cell)}
    nouns = written.union(noun for noun, _ in rows("form_viii"))
    verbs = [verb for _, verb in rows("form_viii") if verb != "-"]
    return frozenset(
        {form for noun in nouns for form in _suffixed(comparison_form(noun))}
        | {form for verb in verbs for form in _conjugated(comparison_form(verb))}
    )


def _suffixed(noun: str) -> Iterator[str]:
    """A noun with endings and pronouns; a final hamza has a seat before them («التقائهما»)."""
    stems = (noun, f"{noun[:-1]}ئ", f"{noun[:-1]}ؤ") if noun.endswith("ء") else (noun,)
    yield from (stem + ending for stem in stems for ending in _NOUN_ENDINGS)


def _conjugated(verb: str) -> Iterator[str]:
    """A verb in the third persons of the perfect; a final ya falls («التقت»)."""
    yield from (verb + ending for ending in ("", "ا", "ن"))
    yield from (verb.removesuffix("ي") + ending for ending in ("ت", "تا", "وا"))


def _agreeing(word: str, ending: str) -> str:
    return word + ending if ending in ("", "ه") else word


def _accusative(noun: str) -> Iterator[str]:
    if not noun.endswith(_ACCUSATIVE_BLOCKERS) and not is_definite(noun):
        yield f"{noun}ا"


def _construct(noun: str) -> Iterator[str]:
    if noun[-2:] in _CONSTRUCT and len(noun) >= _SHORTEST_SOUND_PLURAL and not is_definite(noun):
        yield noun[:-2] + _CONSTRUCT[noun[-2:]]
