"""The quantities of a sentence, as `hudna.arabic.quantities` reads them. Needs the layers of dates and durations.

Numbers of dates count nothing. What the reader cannot see is a deadline: where the layer of durations has marked one
(«خلال أسبوع»), the preposition becomes the modifier, and an implied «one» a quantity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from hudna.arabic.clitics import is_proclitic
from hudna.arabic.quantities import Quantity, read_quantities
from hudna.model import Mention, Span
from hudna.values import Duration

from .document import Document
from .view import Sentence

_WITHIN = "خلال"
_IN_THE_SPACE_OF = "غضون"
_DATES = ("DATE", "TIME")
_ONE_OF_A_UNIT = {
    "PT1S": "second", "PT1M": "minute", "PT1H": "hour", "P1D": "day", "P1W": "week", "P1M": "month", "P1Y": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A length of time that the layer of durations takes for a deadline, and the preposition before it."""

    preposition: Span
    length: Mention


def quantities_in(document: Document, sentence: Sentence) -> list[Quantity]:
    """The quantities of a sentence in text order, offsets in the document's text; none in a date or clock time."""
    mentions = document.mentions_in(sentence)
    deadlines = list(_deadlines(sentence, mentions))
    found = [_bounded(quantity, deadlines) for quantity in _read(sentence, mentions)]
    implied = (_implied(deadline) for deadline in deadlines)
    new = [one for one in implied if one and not any(one.span.overlap(other.span) for other in found)]
    return sorted([*found, *new], key=lambda quantity: quantity.start)


def _read(sentence: Sentence, mentions: list[Mention]) -> tuple[Quantity, ...]:
    """What the reader finds beside the dates; kept for the components that ask about the same sentence again."""
    dates = tuple((mention.start, mention.end) for mention in mentions if mention.type in _DATES)
    known = _READ.get(sentence)
    if known is None or known[0] != dates:
        known = _READ[sentence] = dates, _read_anew(sentence, dates)
    return known[1]


def _read_anew(sentence: Sentence, dates: tuple[tuple[int, int], ...]) -> tuple[Quantity, ...]:
    start, end = sentence.starts[0], sentence.ends[-1]
    excluded = [Span(first - start, last - start) for first, last in dates]
    return tuple(quantity.moved(start) for quantity in read_quantities(sentence.text[start:end], excluded=excluded))


_READ: WeakKeyDictionary[Sentence, tuple[tuple[tuple[int, int], ...], tuple[Quantity, ...]]] = WeakKeyDictionary()
"""Sentence → the dates that were known in it, and its quantities."""


def _deadlines(sentence: Sentence, mentions: list[Mention]) -> Iterator[_Deadline]:
    for mention in mentions:
        if mention.type == "DURATION" and mention.mod == "EQUAL_OR_LESS":
            preposition = _preposition(sentence, sentence.word_of(mention.start) - 1)
            if preposition:
                yield _Deadline(preposition, mention)


def _preposition(sentence: Sentence, index: int) -> Span | None:
    """«خلال» without proclitics, or «في غضون», as a word index ends it."""
    word = sentence.words[index].form if sentence.joined(index) else ""
    cut = len(word) - len(_WITHIN)
    if word.endswith(_WITHIN) and is_proclitic(word[:cut]):
        return sentence.phrase(index, index, cut)
    if word == _IN_THE_SPACE_OF and sentence.joined(index - 1) and sentence.words[index - 1].form == "في":
        return sentence.phrase(index - 1, index)
    return None


def _bounded(quantity: Quantity, deadlines: list[_Deadline]) -> Quantity:
    """A duration with the preposition of its deadline as its modifier."""
    for deadline in deadlines:
        if quantity.mod == "EXACT" and quantity.kind == "DURATION" and quantity.span in deadline.length.span:
            preposition = deadline.preposition
            return replace(quantity, start=preposition.start, modifier=preposition, mod="EQUAL_OR_LESS", low=None)
    return quantity


def _implied(deadline: _Deadline) -> Quantity | None:
    """«خلال شهر»: one of the unit, where the value says so."""
    value = str(deadline.length.value)
    if value not in _ONE_OF_A_UNIT:
        return None
    return Quantity(
        start=deadline.preposition.start, end=deadline.length.end, number=None, modifier=deadline.preposition,
        unit=deadline.length.span, kind="DURATION", value=Duration(value), low=None, high=Duration(value),
        mod="EQUAL_OR_LESS", unit_norm=_ONE_OF_A_UNIT[value],
    )  # fmt: skip
