"""Reads cardinal numbers, in digits, in words, or mixed («15 ألفا», «ألفين وثلاثمئة وخمسة وأربعين»).

The grammar, from the inside out; و marks every word that is added to the ones before it:

    below_100   unit | unit عشر | ten | tens | unit و tens
    below_1000  hundreds | unit مئة, then [و below_100]  |  below_100
    group       (below_1000 | digits) [scale] | scale | dual scale
    number      group [و group …], each with a smaller scale than the one before
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .lexicon import forms, rows, valued_forms

MAX_DIGITS = 15
"""Longer digit strings are account numbers or noise, and no count."""

_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL = re.compile(r"\d+(?:[.,٫]\d+)?")
_HUNDRED = 100
_TEN = 10


@dataclass(frozen=True, slots=True)
class Number:
    """A number read: its value, and the index after its last word."""

    value: Decimal
    stop: int


@dataclass(frozen=True, slots=True)
class _Numeral:
    """One word of a number: whether و joins it to the one before, its class in the lexicon, its value."""

    joined: bool
    class_: str
    value: int


def read_digits(form: str) -> Decimal | None:
    """A numeral in (ASCII) digits: «1,250» and «1.250.000» are grouped, «2.5», «2,5» and «2٫5» have a fraction."""
    if sum(char.isdigit() for char in form) > MAX_DIGITS:
        return None
    if _GROUPED.fullmatch(form):
        return Decimal(re.sub(r"\D", "", form))
    if _DECIMAL.fullmatch(form):
        return Decimal(re.sub("[,٫]", ".", form))
    return None


def read_number(words: Sequence[str], start: int = 0) -> Number | None:
    """The longest number that begins at word `start`, words in comparison form; None where none does.

    The first word must come without proclitics. «و» before digits is a word of its own here (`hudna` splits them).
    """
    total, limit, stop = Decimal(0), Decimal("Infinity"), start
    while True:
        group = _group(words, stop, first=stop == start)
        if group is None or group[1] >= limit:
            break
        number, limit = group[0], group[1]
        total, stop = total + number.value, number.stop
        if limit == 1:
            break
    whole = total.to_integral_value()
    return Number(whole if whole == total else total.normalize(), stop) if stop > start else None


@cache
def magnitudes() -> dict[str, int]:
    """Words for an open magnitude («مئات») → the power of ten they name."""
    return {form: int(value) for form, value in valued_forms("numbers", "magnitude").items()}


@cache
def _lexicon() -> dict[str, tuple[str, int]]:
    entries: dict[str, tuple[str, int]] = {}
    for class_, value, cell in rows("numbers"):
        if class_ != "magnitude":
            for form in forms(cell):
                entries.setdefault(form, (class_, int(value)))
    return entries


def _numeral(words: Sequence[str], index: int) -> _Numeral | None:
    if index >= len(words):
        return None
    word = words[index]
    if entry := _lexicon().get(word):
        return _Numeral(False, *entry)
    entry = _lexicon().get(word[1:]) if word.startswith("و") else None
    return _Numeral(True, *entry) if entry else None


def _is(words: Sequence[str], index: int, class_: str, *, joined: bool) -> _Numeral | None:
    numeral = _numeral(words, index)
    return numeral if numeral and numeral.class_ == class_ and numeral.joined == joined else None


def _group(words: Sequence[str], index: int, *, first: bool) -> tuple[Number, Decimal] | None:
    """A group and its scale; the scale of a group without scale word is 1."""
    own = _scale_alone(words, index, joined=not first)
    if own:
        return own
    number = _digits(words, index, first=first) or _below_1000(words, index, joined=not first)
    if number is None:
        return None
    scale = _is(words, number.stop, "scale", joined=False)
    if scale is None:
        return number, Decimal(1)
    return Number(number.value * scale.value, number.stop + 1), Decimal(scale.value)


def _scale_alone(words: Sequence[str], index: int, *, joined: bool) -> tuple[Number, Decimal] | None:
    """«ألف» (1000), «ألفان» and the construct dual «ألفا» (2000); «آلاف» by itself is a magnitude, not a number."""
    scale = _is(words, index, "scale", joined=joined)
    if scale and words[index].removeprefix("و") not in magnitudes():
        times = 2 if words[index].endswith("ا") else 1
        return Number(Decimal(scale.value * times), index + 1), Decimal(scale.value)
    if dual := _is(words, index, "dual", joined=joined):
        return Number(Decimal(dual.value), index + 1), Decimal(dual.value) / 2
    return None


def _digits(words: Sequence[str], index: int, *, first: bool) -> Number | None:
    if not first:
        if index >= len(words) or words[index] != "و":
            return None
        index += 1
    value = read_digits(words[index]) if index < len(words) else None
    return Number(value, index + 1) if value is not None else None


def _below_1000(words: Sequence[str], index: int, *, joined: bool) -> Number | None:
    hundreds = _hundreds(words, index, joined=joined)
    if hundreds is None:
        return _below_100(words, index, joined=joined)
    rest = _below_100(words, hundreds.stop, joined=True)
    return Number(hundreds.value + rest.value, rest.stop) if rest else hundreds


def _hundreds(words: Sequence[str], index: int, *, joined: bool) -> Number | None:
    for class_ in ("hundred", "hundreds"):
        if word := _is(words, index, class_, joined=joined):
            return Number(Decimal(word.value), index + 1)
    unit = _is(words, index, "unit", joined=joined)
    if unit and _is(words, index + 1, "hundred", joined=False):
        return Number(Decimal(unit.value * _HUNDRED), index + 2)
    return None


def _below_100(words: Sequence[str], index: int, *, joined: bool) -> Number | None:
    for class_ in ("tens", "ten"):
        if word := _is(words, index, class_, joined=joined):
            return Number(Decimal(word.value), index + 1)
    return _from_unit(words, index, joined=joined)


def _from_unit(words: Sequence[str], index: int, *, joined: bool) -> Number | None:
    """A unit, with «عشر» (a teen) or with tens after it; «أحد» and «اثنا» count only in those."""
    special = _is(words, index, "teen_unit", joined=joined) or _wa_ahad(words, index, joined=joined)
    unit = special or _is(words, index, "unit", joined=joined)
    if unit is None:
        return None
    if _is(words, index + 1, "ten", joined=False):
        return Number(Decimal(unit.value + _TEN), index + 2)
    if tens := _is(words, index + 1, "tens", joined=True):
        return Number(Decimal(unit.value + tens.value), index + 2)
    return None if special else Number(Decimal(unit.value), index + 1)


def _wa_ahad(words: Sequence[str], index: int, *, joined: bool) -> _Numeral | None:
    """«وأحد عشر»: و and «أحد» look like «واحد» (one) in comparison form; «عشر» after it tells."""
    if joined and index < len(words) and words[index] == "واحد" and _is(words, index + 1, "ten", joined=False):
        return _Numeral(True, "teen_unit", 1)
    return None
