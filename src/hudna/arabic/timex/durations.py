"""Lengths of time: «ستة أسابيع», «شهر ونصف», «أكثر من شهر», «أيام عدة», «الأيام الثلاثة الماضية», «قبل عامين».

length   number unit | dual | fraction unit | unit, where a preposition or «واحد» makes it one
         then «ونصف», or a smaller length behind و: «ساعة وعشر دقائق»
vague    عدة أيام | أيام عدة | أيام, behind a preposition: PXD
bounded  (أكثر من | نحو | …) length | length (على الأقل | …)
stretch  الأيام الأخيرة: PAST_REF    الأيام الثلاثة الماضية: P3D    اليومين الماضيين: P2D
ago      قبل length, where nothing follows that it is before: a DATE, the preposition inside

Decades and centuries are years (P10Y, PXY). Sets («كل يوم») are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hudna.arabic.quantities import Cardinal
from hudna.model import TimexMod

from .expression import Expression, expression
from .lexicon import Found, Lexicon, lexicon
from .meanings import Fixed, Shifted
from .numerals import plain, read_number
from .periods import is_adjective
from .words import Words

_ORDER = "PY PM PW PD PTH PTM PTS".split()
_SMALLEST_FRACTION = {"PTH": ("PTM", 60), "PTM": ("PTS", 60), "PY": ("PM", 12)}
_DAY_IN_HOURS = 24
_MODS: dict[str, TimexMod] = {
    "APPROX": "APPROX", "MORE_THAN": "MORE_THAN", "LESS_THAN": "LESS_THAN",
    "EQUAL_OR_MORE": "EQUAL_OR_MORE", "EQUAL_OR_LESS": "EQUAL_OR_LESS",
}  # fmt: skip
_AGO_MODS: Mapping[TimexMod | None, TimexMod] = {
    "APPROX": "APPROX", "MORE_THAN": "BEFORE", "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER",
}  # fmt: skip
_LONGEST_VALUE = 40
_THIRD = "1/3"


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit: its designator, and how many of that it is (a decade is 10 years)."""

    designator: str
    factor: int


@dataclass(frozen=True, slots=True)
class Length:
    """A length read: amounts by designator, none for a vague one; the index after it; its leading unit.

    `weak` where only its surroundings tell a length: «عقود» are contracts too.
    """

    stop: int
    unit: str
    amounts: tuple[tuple[str, Decimal], ...] = ()
    weak: bool = False

    @property
    def value(self) -> str:
        """The ISO 8601 duration: «P1Y2M», «PT1.5H», «PXD»."""
        if not self.amounts:
            return f"{self.unit[:-1]}X{self.unit[-1]}"
        dates = "".join(f"{plain(n)}{unit[-1]}" for unit, n in self.amounts if not unit.startswith("PT"))
        times = "".join(f"{plain(n)}{unit[-1]}" for unit, n in self.amounts if unit.startswith("PT"))
        return f"P{dates}" + (f"T{times}" if times else "")


def read_length(words: Words, index: int) -> Expression | None:
    """The longest length of time that begins with a word, with what bounds it."""
    bound = lexicon("bound_before").at(words, index)
    at = bound.stop if bound and words.joined(bound.stop) else index
    length = _length(words, at, governed=at > index or _is_governed(words, index, "length_before"))
    if length is None or (bound and at == index) or lexicon("every").has(words.before(index)):
        return _stretch(words, index)
    if length.weak and not (at > index or _is_governed(words, index, "length_before_weak") or _of_time(words, length)):
        return None
    return _bounded(words, index, length, _MODS[bound.value] if bound else None)


def _bounded(words: Words, first: int, length: Length, mod: TimexMod | None) -> Expression | None:
    after = lexicon("bound_after").after(words, length.stop)
    if mod is None and after:
        return _expression(words, first, after.stop, length, _MODS[after.value])
    deadline = length.amounts and _is_governed(words, first, "deadline_before")
    return _expression(words, first, length.stop, length, mod or ("EQUAL_OR_LESS" if deadline else None))


def _expression(words: Words, first: int, stop: int, length: Length, mod: TimexMod | None) -> Expression | None:
    value = length.value
    if len(value) > _LONGEST_VALUE:
        return None
    return expression(words, first, stop, "DURATION", Fixed(value), mod)


def read_ago(words: Words, index: int) -> Expression | None:
    """«قبل ثلاثة أيام», «قبل أكثر من عامين»: a date as exact as its unit; «قبل سنوات» is PAST_REF.

    Not where it is told what the length comes before: «قبل ثلاثة أيام من الافتتاح» holds a length only.
    """
    if not lexicon("ago").has(words.form(index)) or not words.joined(index + 1):
        return None
    bound = lexicon("bound_before").at(words, index + 1)
    length = _length(words, bound.stop if bound else index + 1, governed=True)
    if length is None or words.at(length.stop) in ("من", "علي", "عن", "ان") or (length.weak and not bound):
        return None
    mod = _AGO_MODS.get(_MODS[bound.value]) if bound else None
    meaning = _ago(length)
    return expression(words, index, length.stop, "DATE", meaning, mod) if meaning else None


def _ago(length: Length) -> Fixed | Shifted | None:
    """So many units before the dateline; whole ones only, and none shorter than a day."""
    vague = Fixed("PAST_REF", reference=True)
    if len(length.amounts) != 1 or length.unit.startswith("PT"):
        return vague
    ((unit, number),) = length.amounts
    return Shifted(unit[-1], -int(number)) if number == int(number) else vague


def _length(words: Words, index: int, *, governed: bool) -> Length | None:
    """The longest length at a word; `governed` where a bare unit counts as one and a bare plural as vague."""
    readings = (
        _counted(words, index), _dual(words, index), _fraction(words, index),
        _one(words, index, governed=governed), _vague(words, index, governed=governed),
    )  # fmt: skip
    longest = max((reading for reading in readings if reading), key=lambda reading: reading.stop, default=None)
    return _with_rest(words, longest) if longest and longest.amounts else longest


def _counted(words: Words, index: int) -> Length | None:
    """«ستة أسابيع», «24 ساعة», «الـ24 ساعة», «الثلاثين عاما الماضية»."""
    article = words.form(index) == "ال" and words.joined(index + 1)
    at = index + 1 if article else index
    if words.form(at)[:1].isdigit() and _is_glued(words, at):
        return None
    number = read_number(words, at)
    found = _any_unit(words, number.stop) if number and words.joined(number.stop) else None
    if number is None or found is None or number.value <= 0:
        return None
    definite = article or words.form(index).startswith("ال")
    stretch = lexicon("stretch").after(words, found.stop) if definite else None
    return _of(Found(found.value, stretch.stop if stretch else found.stop), number.value)


def _is_glued(words: Words, index: int) -> bool:
    """Whether figures belong to what stands before them («إف-16», «1/2»); «3-5» is a range."""
    gap = words.gap(index)
    return gap in ("/", ".") or (gap == "-" and not words.form(index - 1)[:1].isdigit())


def _any_unit(words: Words, index: int) -> Found | None:
    return lexicon("plural").at(words, index) or lexicon("singular").at(words, index)


def _of(found: Found, number: Decimal) -> Length:
    unit = _unit(found.value)
    amounts = ((unit.designator, number * unit.factor),)
    return Length(found.stop, unit.designator, amounts, weak=unit.factor == 10)


def _unit(value: str) -> _Unit:
    designator = value.rstrip("0123456789")
    return _Unit(designator, int(value[len(designator) :] or 1))


def _dual(words: Words, index: int) -> Length | None:
    found = lexicon("dual").at(words, index)
    return _of(found, Decimal(2)) if found else None


def _fraction(words: Words, index: int) -> Length | None:
    """«نصف ساعة» is PT30M, «ربع قرن» P25Y, «ثلاثة أرباع الساعة» PT45M."""
    part = lexicon("three_quarters").at(words, index) or lexicon("fraction").at(words, index)
    unit = _singular(words, part.stop) if part and words.joined(part.stop) else None
    if part is None or unit is None:
        return None
    kind = _unit(unit.value)
    amount = _part(kind, part.value)
    return Length(unit.stop, amount[0], (amount,)) if amount else None


def _part(unit: _Unit, fraction: str) -> tuple[str, Decimal] | None:
    """A fraction of a unit in whole smaller units where there are any, else as a decimal; a third of neither: None."""
    if unit.factor > 1 and fraction != _THIRD:
        return unit.designator, Decimal(fraction) * unit.factor
    smaller, size = _SMALLEST_FRACTION.get(unit.designator, ("", 0))
    if smaller:
        return smaller, Decimal(size) / 3 if fraction == _THIRD else Decimal(fraction) * size
    if unit.designator == "PD" and fraction != _THIRD:
        return "PTH", Decimal(fraction) * _DAY_IN_HOURS
    return None if fraction == _THIRD else (unit.designator, Decimal(fraction))


def _singular(words: Words, index: int) -> Found | None:
    return lexicon("singular").at(words, index) or lexicon("definite_singular").at(words, index)


def _one(words: Words, index: int, *, governed: bool) -> Length | None:
    """«شهر» as one month: behind a preposition, before «واحد» or «ونصف»; not where it is annexed («يوم الاقتراع»)."""
    found = lexicon("singular").at(words, index)
    if found is None or is_adjective(words, index, found.value[1:]):
        return None
    one = lexicon("one_after").after(words, found.stop)
    length = _of(Found(found.value, one.stop if one else found.stop), Decimal(1))
    if one or lexicon("and_fraction").after(words, found.stop) or _smaller(words, length):
        return length
    return length if governed and not _is_annexed(words, found.stop) else None


def _is_annexed(words: Words, stop: int) -> bool:
    """Whether a definite noun or a numeral follows, which makes «شهر» or «أيام» a part of its phrase."""
    following = words.at(stop)
    return following[:1].isdigit() or (following.startswith("ال") and following != "الي")


def _vague(words: Words, index: int, *, governed: bool) -> Length | None:
    """«عدة أيام», «أيام عدة», «أيام» behind a preposition or before «من»."""
    quantified = lexicon("vague_before").at(words, index)
    found = lexicon("plural").at(words, quantified.stop if quantified else index)
    if found is None or words.form(found.stop - 1).startswith("ال") or (quantified and found.stop == quantified.stop):
        return None
    unit = _unit(found.value)
    after = None if quantified else lexicon("vague_after").after(words, found.stop)
    partitive = words.at(found.stop) == "من" and words.form(index) != "اشهر" and unit.factor == 1
    told = quantified or after or ((governed or partitive) and not _is_annexed(words, found.stop))
    stop = after.stop if after else found.stop
    return Length(stop, unit.designator, weak=unit.factor == 10) if told else None


def _with_rest(words: Words, length: Length) -> Length:
    """With «ونصف [الساعة]», or the smaller length behind و."""
    half = lexicon("and_fraction").after(words, length.stop)
    if half is None:
        smaller = _smaller(words, length)
        if smaller is None:
            return length
        return replace(length, stop=smaller.stop, amounts=(*length.amounts, *smaller.amounts))
    unit, number = length.amounts[-1]
    again = _singular(words, half.stop) if words.joined(half.stop) else None
    stop = again.stop if again and _unit(again.value).designator == unit else half.stop
    if half.value != _THIRD:
        factor = Decimal(10) if length.weak else Decimal(1)
        return replace(length, stop=stop, amounts=(*length.amounts[:-1], (unit, number + Decimal(half.value) * factor)))
    third = _part(_Unit(unit, 1), _THIRD)
    return replace(length, stop=stop, amounts=(*length.amounts, third)) if third else length


def _smaller(words: Words, length: Length) -> Length | None:
    """«وعشر دقائق» after «ساعة»: a length behind و whose unit is smaller."""
    form = words.at(length.stop)
    if not form.startswith("و"):
        return None
    at = length.stop + (form == "و")
    inner = words if form == "و" else words.beheaded(length.stop, form[1:], "و")
    rest = _counted(inner, at) or _dual(inner, at)
    fits = rest and _ORDER.index(rest.unit) > _ORDER.index(length.unit) and _same_kind(length.unit, rest.unit)
    return rest if fits else None


def _same_kind(larger: str, smaller: str) -> bool:
    """Whether two units make one length: years to days, or days to seconds."""
    return larger == "PD" or larger.startswith("PT") == smaller.startswith("PT")


def _is_governed(words: Words, index: int, class_: str) -> bool:
    """Whether a word of a class stands right before; for the largest class a preposition on the word itself will do."""
    if class_ == "length_before" and index == words.head and words.clitic[-1:] in ("ل", "ب"):
        return True
    before = words.before(index)
    if before == "بعد" and words.before(index - 1).removesuffix("ا") == words.form(index):
        return False  # «يوما بعد يوم»
    known: Lexicon = lexicon(class_)
    return known.has(before) or known.has(before[1:] if before[:1] in ("و", "ف", "ل", "ب") else "")


def _of_time(words: Words, length: Length) -> bool:
    """«عقد من الزمن»."""
    return words.at(length.stop) == "من" and words.at(length.stop + 1) in ("الزمن", "الزمان")


def _stretch(words: Words, index: int) -> Expression | None:
    """«الأيام الأخيرة», «السنوات الخمس الماضية», «الساعات الـ24 الماضية», «اليومين الماضيين»."""
    dual = lexicon("definite_dual").at(words, index)
    if dual:
        after = lexicon("stretch").after(words, dual.stop)
        return _expression(words, index, after.stop, _of(dual, Decimal(2)), None) if after else None
    plural = lexicon("definite_plural").at(words, index) or lexicon("vague_period").at(words, index)
    if plural is None:
        return None
    if reference := lexicon("stretch").after(words, plural.stop):
        return expression(words, index, reference.stop, "DATE", Fixed(reference.value, reference=True))
    counted = _definite_number(words, plural.stop)
    after = lexicon("stretch").after(words, counted.stop) if counted else None
    if counted is None or after is None or plural.value == "-":
        return None
    length = _of(Found(plural.value, after.stop), counted.value)
    return _expression(words, index, after.stop, length, None)


def _definite_number(words: Words, index: int) -> Cardinal | None:
    """«الثلاثة», «الاثنتي عشرة», «الـ24», behind «الأيام»."""
    at = index + 1 if words.at(index) == "ال" else index
    definite = words.at(at).startswith("ال") or words.at(at).isdecimal()
    return read_number(words, at) if definite else None
