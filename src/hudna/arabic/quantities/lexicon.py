"""The word lists of the reader: TSV files in `lexicons`, read once; every entry in comparison form."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from hudna.arabic.normalise import comparison_form

ARTICLE = "ال"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a list's lines, comments left out."""
    text = files(__package__).joinpath("lexicons", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


def forms(cell: str) -> list[str]:
    """The entries of one cell in comparison form; «-» is an empty cell."""
    return [] if cell == "-" else [comparison_form(form) for form in cell.split("|")]


@cache
def context(class_: str) -> frozenset[str]:
    """The words of a class of `contexts`."""
    return frozenset(form for row in rows("contexts") if row[0] == class_ for form in forms(row[1]))


@cache
def not_counted() -> frozenset[str]:
    """Words that are no counted noun: function words, frequent verbs, and the words of the other lists."""
    listed = {form for row in rows("not_counted") for form in forms(row[0])}
    others = (name for name in ("numbers", "fractions", "time_units"))
    taken = {form for name in others for row in rows(name) for form in forms(row[-1])}
    singles = {form for row in rows("contexts") if row[0] not in _NOUNS_IN_CONTEXTS for form in forms(row[1])}
    return frozenset(listed | taken | {form for form in singles if " " not in form})


_NOUNS_IN_CONTEXTS = frozenset({"label", "to_fraction", "no_fraction", "year_after"})


@cache
def quantity_words() -> frozenset[str]:
    """Every single word of numbers, fractions, units of time and modifiers, in comparison form.

    For systems that take a word for a name because no list knows it.
    """
    names = ("numbers", "fractions", "time_units", "modifiers")
    return frozenset(word for name in names for row in rows(name) for form in forms(row[-1]) for word in form.split())
