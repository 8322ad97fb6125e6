"""Cardinal numbers, in digits, in words, or mixed («15 ألفا», «ألفين وثلاثمئة وخمسة وأربعين»).

The grammar, from the inside out; و marks every word that is added to the ones before it:

    below_100   unit | unit عشر | ten | tens | unit و tens
    below_1000  hundreds | unit مئة, then [و below_100]  |  below_100
    base        (below_1000 | digits) [فاصل below_1000]
    group       base [scale] [scale] | scale [scale] | dual [scale] | part of a scale («نصف مليون»)
    number      group [و group …], each with a smaller scale than the one before  [و half of the last scale]

«نصف المليون» may name its scale again («مليون ونصف المليون»). Numbers above 10^15 are no numbers of a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .digits import read_digits
from .lexicon import ARTICLE
from .numerals import Numeral, fractions, magnitudes, numeral_of
from .tokens import tokenize

LARGEST = 10**15
PLACES = Decimal("0.000001")
_HUNDRED = 100
_TEN = 10
_NO_LIMIT = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number read: its value, and the index after its last word."""

    value: Decimal
    stop: int


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of a number, and its scale: 1 without scale word."""

    value: Decimal
    scale: int
    stop: int


def read_number(words: str) -> Decimal | None:
    """The number that the whole of a string writes; None where it is not exactly one number.

    Words in any case and gender, digits of any script, both mixed, and fractions: «مئتان وأربعة وأربعون ألفا» 244000,
    «٢٬٣٤٥» 2345, «مليون ونصف» 1500000, «ثلاثة أرباع» 0.75. A fraction without finite decimal has six places.
    """
    tokens = tokenize(words)
    if not len(tokens) or _other_signs(words, len(tokens), tokens.window(0, len(tokens))):
        return None
    numbers = (read_cardinal(tokens.words), read_fraction(tokens.words))
    return next((number.value for number in numbers if number and number.stop == len(tokens)), None)


def _other_signs(words: str, length: int, joined: list[str]) -> bool:
    """Whether signs stand between the words, before or after them."""
    if len(joined) < length:
        return True
    tokens = tokenize(words)
    return bool((tokens.form[: tokens.starts[0]] + tokens.form[tokens.ends[-1] :]).strip())


def read_cardinal(words: Sequence[str], start: int = 0) -> Cardinal | None:
    """The longest number that begins at word `start`, words in comparison form; None where none does.

    The first word must come without proclitics; the article may stand there. «و» before digits is a word of its own.
    """
    total, scale, limit, stop = Decimal(0), 1, _NO_LIMIT, start
    while group := _group(words, stop, joined=stop > start):
        if group.scale >= limit or group.value >= limit:
            break
        total, scale, stop = total + group.value, group.scale, group.stop
        limit = Decimal(scale)
        if scale == 1:
            break
    if stop == start or total > LARGEST:
        return None
    half = _added_part(words, stop, scale)
    return Cardinal(_plain(total + half.value), half.stop) if half else Cardinal(_plain(total), stop)


def read_fraction(words: Sequence[str], start: int = 0) -> Cardinal | None:
    """A fraction of one at word `start`: «نصف», «ثلثي», «ثلاثة أرباع»; rounded to six places where it has no end."""
    found = fraction_at(words, start)
    return Cardinal(rounded(found[0]), found[1]) if found else None


def fraction_at(words: Sequence[str], start: int) -> tuple[Fraction, int] | None:
    """A fraction of one at word `start`, exactly, and the index after it."""
    word = _bare(words, start)
    if word in fractions("simple"):
        return fractions("simple")[word], start + 1
    part = fractions("part").get(_bare(words, start + 1))
    numerator = numeral_of(words, start, "unit", joined=False) if part else None
    return (numerator.value * part, start + 2) if part and numerator else None


def rounded(fraction: Fraction) -> Decimal:
    """A fraction as a decimal, exactly where it has a finite one, else to six places."""
    quotient = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return _plain(quotient if Fraction(quotient) == fraction else quotient.quantize(PLACES))


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, and without exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _bare(words: Sequence[str], index: int) -> str:
    word = words[index] if index < len(words) else ""
    return word.removeprefix(ARTICLE)


def _group(words: Sequence[str], index: int, *, joined: bool) -> _Group | None:
    group = _scale_alone(words, index, joined=joined) or _part_of_scale(words, index, joined=joined)
    base = None if group else _base(words, index, joined=joined)
    if base:
        group = _scaled(words, _Group(base.value, 1, base.stop))
    return _scaled(words, group) if group and group.scale > 1 else group


def _scaled(words: Sequence[str], group: _Group) -> _Group:
    """With the scale word that follows, or as it is."""
    scale = numeral_of(words, group.stop, "scale", joined=False)
    if scale is None or group.value * scale.value > LARGEST:
        return group
    return _Group(group.value * scale.value, group.scale * scale.value, scale.stop)


def _scale_alone(words: Sequence[str], index: int, *, joined: bool) -> _Group | None:
    """«ألف» (1000), «ألفان» and the construct dual «ألفا» (2000); «آلاف» by itself is a magnitude, not a number."""
    word = numeral_of(words, index, "scale", "dual", joined=joined)
    if word is None or (word.class_ == "scale" and word.word in magnitudes()):
        return None
    times = 2 if word.class_ == "dual" or word.word.endswith("ا") else 1
    return _Group(Decimal(word.value * times), word.value, word.stop)


def _part_of_scale(words: Sequence[str], index: int, *, joined: bool) -> _Group | None:
    """«نصف مليون», «ثلاثة أرباع المليون»; not added to what is before: «مليون ونصف مليون» is `_added_part`."""
    found = None if joined else fraction_at(words, index)
    scale = numeral_of(words, found[1], "scale", joined=False) if found else None
    if found is None or scale is None or scale.word in magnitudes():
        return None
    return _Group(rounded(found[0] * scale.value), 1, scale.stop)


def _added_part(words: Sequence[str], index: int, scale: int) -> Cardinal | None:
    """«ونصف», «وربع المليون» after a scale word; before another definite noun it is a fraction of that instead."""
    word = words[index] if index < len(words) else ""
    own, at = (words[index + 1], index + 2) if word == "و" and index + 1 < len(words) else (word[1:], index + 1)
    part = fractions("simple").get(own) if word.startswith("و") and scale > 1 else None
    if part is None:
        return None
    again = numeral_of(words, at, "scale", joined=False)
    if again and again.value == scale:
        return Cardinal(rounded(part * scale), again.stop)
    elsewhere = again or (at < len(words) and words[at].startswith(ARTICLE))
    return None if elsewhere else Cardinal(rounded(part * scale), at)


def _base(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    """Digits, or words below 1000, with the decimals that «فاصل» adds."""
    number = _digits(words, index, joined=joined) or _below_1000(words, index, joined=joined)
    point = numeral_of(words, number.stop, "decimal_point", joined=False) if number else None
    decimals = _below_1000(words, point.stop, joined=False) if point else None
    if number is None or decimals is None:
        return number
    return Cardinal(number.value + Decimal(f"0.{decimals.value}"), decimals.stop)


def _digits(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    if joined:
        if index >= len(words) or words[index] != "و":
            return None
        index += 1
    value = read_digits(words[index]) if index < len(words) else None
    return Cardinal(value, index + 1) if value is not None else None


def _below_1000(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    hundreds = _hundreds(words, index, joined=joined)
    if hundreds is None:
        return _below_100(words, index, joined=joined)
    rest = _below_100(words, hundreds.stop, joined=True)
    return Cardinal(hundreds.value + rest.value, rest.stop) if rest else hundreds


def _hundreds(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    """«مئة», «مئتان», «ثلاثمئة», «ثلاث مئة», «ثلاث مئات»."""
    if word := numeral_of(words, index, "hundred", "hundreds", joined=joined):
        return Cardinal(Decimal(word.value), word.stop)
    unit = numeral_of(words, index, "unit", joined=joined)
    if unit is None or unit.stop >= len(words) or not unit.value > 2:
        return None
    if numeral_of(words, unit.stop, "hundred", joined=False) or magnitudes().get(words[unit.stop]) == _HUNDRED:
        return Cardinal(Decimal(unit.value * _HUNDRED), unit.stop + 1)
    return None


def _below_100(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    if word := numeral_of(words, index, "tens", "teens", "ten", "zero", joined=joined):
        return None if joined and word.class_ == "zero" else Cardinal(Decimal(word.value), word.stop)
    return _from_unit(words, index, joined=joined)


def _from_unit(words: Sequence[str], index: int, *, joined: bool) -> Cardinal | None:
    """A unit, with «عشر» (a teen) or with tens after it; «أحد» and «اثنا» count only in those.

    So «وأحد» and «واحد», equal in comparison form, are told apart: nothing but «وأحد عشر» and «وأحد وعشرون» is added.
    """
    unit = numeral_of(words, index, "unit", "teen_unit", joined=joined)
    if unit is None:
        return None
    if _teen(words, unit):
        return Cardinal(Decimal(unit.value + _TEN), unit.stop + 1)
    if tens := numeral_of(words, unit.stop, "tens", joined=True):
        return Cardinal(Decimal(unit.value + tens.value), tens.stop)
    return None if unit.class_ == "teen_unit" else Cardinal(Decimal(unit.value), unit.stop)


def _teen(words: Sequence[str], unit: Numeral) -> bool:
    return numeral_of(words, unit.stop, "ten", joined=False) is not None
