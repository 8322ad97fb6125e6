"""Durations whose number is in the word of time («شهرين»), after it («شهر ونصف»), or implied («أكثر من شهر»)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .contexts import names_time
from .lexicon import ARTICLE, context
from .modifiers import modifier_before
from .readings import Parts, Reading, exact, modifier_around
from .times import Half, TimeUnit, half_after, time_word
from .tokens import Tokens, is_digits

_FROM_LENGTH = 3


def implicit_duration(tokens: Tokens, index: int) -> Reading | None:
    """The duration that a word of time at token `index` names without a numeral before it."""
    found = time_word(tokens.words[index])
    if found is None:
        return None
    cut, unit = found
    if unit.number == "dual":
        return _dual(tokens, index, cut, unit)
    if unit.number == "singular" and not _is_definite(tokens, index, cut):
        return _singular(tokens, index, cut, unit)
    return None


def _dual(tokens: Tokens, index: int, cut: int, unit: TimeUnit) -> Reading | None:
    if unit.doubtful and not _is_length(tokens, index, cut):
        return None
    half = half_after(tokens, index, unit)
    own = tokens.starts[index] + cut, tokens.ends[index]
    return _read(tokens, index, cut, unit, half, own, 2)


def _singular(tokens: Tokens, index: int, cut: int, unit: TimeUnit) -> Reading | None:
    if unit.doubtful and not _is_length(tokens, index, cut):
        return None
    if half := half_after(tokens, index, unit):
        return _read(tokens, index, cut, unit, half, (half.start, half.end), 1)
    following = tokens.next(index)
    if following in context("one"):
        return _one(tokens, index, cut, unit)
    bounded = not cut and modifier_before(tokens, index)
    dated = is_digits(following) or (following and names_time(tokens, index + 1)) or following in context("weekday")
    return _read(tokens, index, cut, unit, None, None, 1) if bounded and not dated else None


def _one(tokens: Tokens, index: int, cut: int, unit: TimeUnit) -> Reading:
    parts = Parts(
        first=index, last=index + 1, number=(tokens.starts[index + 1], tokens.ends[index + 1]),
        unit=(tokens.starts[index] + cut, tokens.ends[index]), proclitic=tokens.words[index][:cut],
    )  # fmt: skip
    return exact(tokens, parts, unit.duration(Decimal(1)), "DURATION", unit.norm, modifier_around(tokens, parts))


def _read(
    tokens: Tokens, index: int, cut: int, unit: TimeUnit, half: Half | None, number: tuple[int, int] | None, times: int
) -> Reading:
    parts = Parts(
        first=index, last=half.last if half else index, number=number,
        unit=(tokens.starts[index] + cut, tokens.ends[index]), reach=half.reach if half else 0,
        proclitic=tokens.words[index][:cut],
    )  # fmt: skip
    value = unit.exactly(times + half.value) if half else unit.exactly(Fraction(times))
    return exact(tokens, parts, value, "DURATION", unit.norm, modifier_around(tokens, parts))


def _is_definite(tokens: Tokens, index: int, cut: int) -> bool:
    rest = tokens.words[index][cut:]
    return rest.startswith(ARTICLE) or tokens.words[index][max(0, cut - 1) : cut + 1] == "لل"


def _is_length(tokens: Tokens, index: int, cut: int) -> bool:
    """A word of time before («منذ عقدين», «لعقدين» with its ل), or a modifier."""
    words = tokens.words[max(0, index - _FROM_LENGTH) : index]
    led = tokens.words[index][:cut].endswith("ل")
    return led or any(word.lstrip("وف") in context("length") for word in words) or bool(modifier_before(tokens, index))
