"""Intervals: «بين 10 و15 جنديا», «من خمسة إلى عشرة أيام», «10-15 جنديا», «ثلاثة أو أربعة جنود»."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hudna.arabic.clitics import prefixes

from .cardinals import read_cardinal
from .contexts import counts_nothing, tells_change
from .figures import Figure, figure_at
from .lexicon import ARTICLE
from .modifiers import Modifier
from .numerals import numeral_of
from .readings import Parts, Reading, between
from .tokens import Tokens, is_digits
from .unit import Unit
from .units import unit_of

_DASHES = frozenset("-–—")
_WIDEST_DASH = 3
_OF_CHAINS = frozenset("-–—/")
_BETWEEN = "بين"
_FROM = "من"
_TO = frozenset({"الي", "حتي"})
_OR = "او"
_LARGEST_SHARING = 1000
_LOOSE_NORMS = frozenset({None, "thing", "person"})


def interval_at(tokens: Tokens, low: Figure, floor: int) -> Reading | None:
    """The interval whose first number is `low`, its opening word at token `floor` or later."""
    if low.value is None or low.shape not in ("DIGITS", "WORDS"):
        return None
    opener = _opener(tokens, low, floor)
    if opener is None and not _dash_after(tokens, low) and tokens.next(low.last) != _OR:
        return None
    for candidate in _readings_of_low(tokens, low, opener):
        found = _upper(tokens, candidate, opener)
        reading = found and _completed(tokens, candidate, found, opener)
        if reading:
            return reading
    return None


def _opener(tokens: Tokens, low: Figure, floor: int) -> Modifier | None:
    """«بين», «ما بين» or «من» right before the first number."""
    at = low.first - 1
    if low.proclitic or at < floor or not tokens.joined(at):
        return None
    word = tokens.words[at]
    for cut in (0, *prefixes(word)):
        if word[cut:] in (_BETWEEN, _FROM):
            first = at - 1 if word == _BETWEEN and at > floor and tokens.previous(at) == "ما" else at
            return Modifier(
                "VAGUE", first, at, tokens.starts[first] + (cut if first == at else 0), tokens.ends[at], "before"
            )
    return None


def _word_of(tokens: Tokens, opener: Modifier | None) -> str:
    """Which word opens: «بين», «من», or "" where none does."""
    if opener is None:
        return ""
    return _BETWEEN if tokens.words[opener.last].endswith(_BETWEEN) else _FROM


def _readings_of_low(tokens: Tokens, low: Figure, opener: Modifier | None) -> list[Figure]:
    """The number as it was read, and for «بين خمسة وعشرين» its first word alone."""
    shorter = read_cardinal([tokens.words[low.first]])
    if low.shape != "WORDS" or low.last != low.first + 1 or shorter is None or _word_of(tokens, opener) != _BETWEEN:
        return [low]
    first = replace(low, last=low.first, end=tokens.ends[low.first], value=shorter.value)
    return [low, first]


def _upper(tokens: Tokens, low: Figure, opener: Modifier | None) -> tuple[Figure, Unit | None] | None:
    """The second number, and the unit that stands after the first."""
    if _dash_after(tokens, low):
        high = figure_at(tokens, low.last + 1)
        return (high, None) if high else None
    if high := _linked(tokens, low.last, low.end, opener):
        return high, None
    own = unit_of(tokens, low) if opener else None
    if own is None or own.end is None or own.end <= low.end:
        return None
    high = _linked(tokens, own.last, own.end, opener)
    return (high, own) if high else None


def _linked(tokens: Tokens, last: int, end: int, opener: Modifier | None) -> Figure | None:
    """The number that «و», «إلى» or «أو» links to what ends with token `last`, at position `end`."""
    word = tokens.word(last + 1) if tokens.joined_past(end, last) else ""
    opening = _word_of(tokens, opener)
    if opening == _BETWEEN:
        return _after_and(tokens, last) if word.startswith("و") else None
    to = opening == _FROM and word in _TO and opener is not None and not tells_change(tokens, opener.first)
    if not (to or word == _OR) or not tokens.joined(last + 1):
        return None
    at = last + 3 if tokens.words[last + 2] == ARTICLE else last + 2
    high = figure_at(tokens, at) if at < len(tokens) else None
    return high if high and not high.proclitic else None


def _after_and(tokens: Tokens, last: int) -> Figure | None:
    """The number after «و», which is written onto it or stands by itself."""
    if tokens.word(last + 1) != "و":
        high = figure_at(tokens, last + 1)
        return high if high and high.proclitic == "و" else None
    return figure_at(tokens, last + 2) if tokens.joined(last + 1) else None


def _dash_after(tokens: Tokens, low: Figure) -> bool:
    """Whether nothing but one dash stands between a numeral in digits and the next."""
    following = low.last + 1
    if not (is_digits(tokens.words[low.last]) and is_digits(tokens.word(following))) or following in tokens.blocked:
        return False
    gap = tokens.form[low.end : min(tokens.starts[following], low.end + _WIDEST_DASH + 1)]
    return len(gap) <= _WIDEST_DASH and gap.strip() in _DASHES


def _completed(
    tokens: Tokens, low: Figure, found: tuple[Figure, Unit | None], opener: Modifier | None
) -> Reading | None:
    high, own = found
    unit = None if _is_nothing(tokens, low, high) else unit_of(tokens, high)
    if low.value is None or high.value is None or unit is None or unit.start is None or unit.first < high.first:
        return None
    least = _sharing_scale(tokens, low.value, high) if own is None else low.value
    if not least < high.value or (own and not _same_unit(tokens, own, unit)):
        return None
    parts = Parts(
        first=low.first, last=max(high.last, unit.last), number=(low.start, high.end), unit=(unit.start, unit.end or 0),
        proclitic=low.proclitic,
    )  # fmt: skip
    stands = _stands(tokens, high, opener)
    return between(tokens, parts, unit, least, high.value, opener if stands else None)


def _stands(tokens: Tokens, high: Figure, opener: Modifier | None) -> bool:
    """Whether the opening word belongs to the interval: «من» before «3 أو 4» does not."""
    return opener is not None and (_word_of(tokens, opener) == _BETWEEN or tokens.previous(high.first) in _TO)


def _is_nothing(tokens: Tokens, low: Figure, high: Figure) -> bool:
    """Whether either number is a date or name; the dash between them aside."""
    if not _dash_after(tokens, low):
        return counts_nothing(tokens, low) or counts_nothing(tokens, high)
    before, after = tokens.before_position(low.start), tokens.form[high.end : high.end + 1]
    return before in _OF_CHAINS or after in _OF_CHAINS


def _same_unit(tokens: Tokens, own: Unit, unit: Unit) -> bool:
    """Whether the units of both numbers are one: of one norm, or of one word where the norm is loose."""
    if own.kind != unit.kind or own.norm != unit.norm:
        return False
    return own.norm not in _LOOSE_NORMS or tokens.words[own.last] == tokens.words[unit.last]


def _sharing_scale(tokens: Tokens, low: Decimal, high: Figure) -> Decimal:
    """«بين 3 و5 آلاف»: the scale of the second number is the first one's too, where it has none."""
    scale = numeral_of(tokens.words, high.last, "scale", joined=False)
    if scale is None or high.value is None or low >= _LARGEST_SHARING or high.first == high.last:
        return low
    return low * scale.value if low < high.value / scale.value else low
