"""Heads of noun phrases that news of politics and war uses, with what they are and what they may be annexed to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hudna.arabic.clitics import prefixes

from .lexicon import forms, noun_forms, rows

_PORTFOLIO = "{PORTFOLIO}"
_ALONE_NEVER = "+"
_ALONE_COUNTED = "#"
_SIDE = "="
_MARKS = frozenset({"-", _ALONE_NEVER, _ALONE_COUNTED, _SIDE})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A head noun: the type of its phrase, the types it may be annexed to.

    `needs_more`: it is no mention by itself. `is_countable`: a numeral before it is as good as more words after it.
    `is_side`: it names the two sides or states of a matter.
    """

    type: str
    takes: frozenset[str]
    needs_more: bool = False
    is_countable: bool = False
    is_side: bool = False


@cache
def nominal_entries() -> dict[str, Nominal]:
    """Every inflected head, single words and phrases, in comparison form. The first row of a form wins."""
    entries: dict[str, Nominal] = {}
    for type_, takes, cell in rows("nominals"):
        marks = frozenset(takes.split(","))
        nominal = Nominal(
            type_, marks - _MARKS, needs_more=not marks.isdisjoint((_ALONE_NEVER, _ALONE_COUNTED)),
            is_countable=_ALONE_COUNTED in marks, is_side=_SIDE in marks,
        )  # fmt: skip
        for entry in forms(cell):
            for form in _expanded(entry):
                entries.setdefault(form, nominal)
    return entries


def is_nominal(word: str) -> bool:
    """Whether a word, with or without proclitics, is the head of a noun phrase that the lexicon knows."""
    entries = nominal_entries()
    return word in entries or any(word[length:] in entries for length in prefixes(word))


def _expanded(entry: str) -> Iterator[str]:
    if _PORTFOLIO not in entry:
        yield from noun_forms(entry)
        return
    for field in (field for row in rows("portfolios") for field in forms(row[0])):
        yield entry.replace(_PORTFOLIO, field)
        yield entry.replace(_PORTFOLIO, f"ال{field}")
