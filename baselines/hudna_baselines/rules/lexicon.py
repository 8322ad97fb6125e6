"""The lexicons: TSV files beside this module, read once, and the inflection of their entries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from hudna.arabic.normalise import comparison_form

_ACCUSATIVE_BLOCKERS = ("ا", "ه", "ء", "ون", "ين", "ات", "ان", "ي")
_CONSTRUCT = {"ون": "و", "ين": "ي", "ان": "ا"}
_SHORTEST_SOUND_PLURAL = 6


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
    """Whether a form in comparison form carries the article; «الف» (thousand) and «الم» (pain) do not."""
    return form.startswith("ال") and len(form) > 4


def _agreeing(word: str, ending: str) -> str:
    return word + ending if ending in ("", "ه") else word


def _accusative(noun: str) -> Iterator[str]:
    if not noun.endswith(_ACCUSATIVE_BLOCKERS) and not is_definite(noun):
        yield f"{noun}ا"


def _construct(noun: str) -> Iterator[str]:
    if noun[-2:] in _CONSTRUCT and len(noun) >= _SHORTEST_SOUND_PLURAL and not is_definite(noun):
        yield noun[:-2] + _CONSTRUCT[noun[-2:]]
