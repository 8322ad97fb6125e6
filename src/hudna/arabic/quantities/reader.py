"""From a text to its quantities: at each word the interval, the number with its unit, or the duration there.

Every step looks at a bounded number of words, so that the whole takes time linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from hudna.model import Span

from .contexts import counts_nothing
from .figures import Figure, figure_at, fraction_stems, fraction_with_pronoun
from .implicit import implicit_duration
from .intervals import interval_at
from .lexicon import not_counted
from .model import Quantity
from .numerals import opening
from .readings import Reading, inheriting, measured
from .times import time_word
from .tokens import Tokens, is_digits, tokenize
from .unit import own_unit
from .units import unit_of

_BETWEEN_COORDINATED = 2


def read_quantities(text: str, *, excluded: Iterable[Span] = ()) -> list[Quantity]:
    """The quantities of a text in text order, none overlapping; [] where there are none.

    No word that `excluded` touches takes part in one, and none reaches across it: spans that are known to be something
    else, such as dates. What is a quantity and what its fields say: `hudna.arabic.quantities.model`.
    """
    tokens = tokenize(text, excluded)
    found: list[Reading] = []
    index = 0
    while index < len(tokens):
        reading = None
        if _may_begin(tokens.words[index]) and index not in tokens.blocked:
            reading = _at(tokens, index, found[-1].last + 1 if found else 0)
        if reading:
            found.append(_in_context(tokens, found[-1] if found else None, reading))
        index = max(index, reading.last) + 1 if reading else index + 1
    return [reading.quantity for reading in found]


@lru_cache(maxsize=1 << 14)
def _may_begin(word: str) -> bool:
    """Whether a quantity may begin with a word: most words of a text are told apart here, once."""
    if is_digits(word) or opening(word) is not None:
        return True
    found = time_word(word)
    if found:
        return found[1].number != "plural"
    return next(fraction_stems(word), None) is not None


def _at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The quantity at a token, all of it from token `floor` on."""
    figure = figure_at(tokens, index)
    if figure:
        reading = interval_at(tokens, figure, floor) or _numbered(tokens, figure)
    else:
        reading = _with_pronoun(tokens, index) or implicit_duration(tokens, index)
    return reading if reading and reading.first >= floor else None


def _with_pronoun(tokens: Tokens, index: int) -> Reading | None:
    figure = fraction_with_pronoun(tokens, index)
    return measured(tokens, figure, own_unit(figure)) if figure else None


def _numbered(tokens: Tokens, figure: Figure) -> Reading | None:
    if counts_nothing(tokens, figure):
        return None
    unit = unit_of(tokens, figure)
    return measured(tokens, figure, unit) if unit else None


def _in_context(tokens: Tokens, before: Reading | None, reading: Reading) -> Reading:
    """With what the quantity before it bears on: its modifier where both are coordinated, its unit for «آخرين»."""
    if before is None:
        return reading
    if reading.continues:
        reading = replace(reading, quantity=replace(reading.quantity, unit_norm=before.quantity.unit_norm))
    plain = reading.quantity.modifier is None and reading.quantity.kind == before.quantity.kind
    if plain and before.bounded and reading.proclitic == "و" and _coordinated(tokens, before.last, reading.first):
        return inheriting(reading, before)
    return reading


def _coordinated(tokens: Tokens, last: int, first: int) -> bool:
    """Whether nothing but an adjective or two stands between two quantities."""
    if first - last - 1 > _BETWEEN_COORDINATED:
        return False
    between = tokens.words[last + 1 : first]
    return all(tokens.joined(at) for at in range(last, first)) and not any(word in not_counted() for word in between)
