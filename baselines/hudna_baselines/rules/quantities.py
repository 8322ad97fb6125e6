"""Quantities in a sentence: [modifier] number [unit] [modifier]. What `durations` and `claims` turn into layers.

number  digits or words (see `numbers`) | magnitude word («عشرات الآلاف»)
unit    percent («%», «بالمئة», «في المئة») | unit of time | [من] counted noun
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from hudna.arabic.clitics import is_proclitic, prefixes
from hudna.model import ClaimKind, ClaimMod, Span
from hudna.values import Duration

from .lexicon import forms, rows, valued_forms, word_class, word_list
from .matcher import Match, PhraseMatcher
from .nominal_lexicon import nominal_entries, unit_norm
from .numbers import magnitudes, read_number
from .view import Sentence

_LONGEST_NUMBER = 14
_NO_UNITS = ("function_words", "cues", "context", "numbers", "modifiers", "time_words")
_PERCENT_WORDS = frozenset({"بالمئه", "بالمائه", "بالميه"})
_PERCENT_AFTER_FI = frozenset({"المئه", "المائه"})
_PERCENT_SIGNS = "%٪"
_SHORTEST_UNIT = 3
_OTHERS = frozenset({"اخرين", "اخرون", "اخر", "اخري"})
_NORM_OF_DESIGNATOR = {"M": "month", "D": "day", "W": "week", "Y": "year"}
_NORM_OF_TIME = {"M": "minute", "H": "hour", "S": "second"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity: word indices of its ends, spans of its parts, what it is worth. `value` is None for a magnitude."""

    first: int
    last: int
    kind: ClaimKind
    mod: ClaimMod
    number: Span | None
    modifier: Span | None = None
    unit: Span | None = None
    unit_norm: str | None = None
    value: Decimal | Duration | None = None
    low: Decimal | Duration | None = None
    high: Decimal | Duration | None = None

    @property
    def extent(self) -> Span:
        """From the first part to the last."""
        parts = [part for part in (self.number, self.modifier, self.unit) if part]
        return Span(min(part.start for part in parts), max(part.end for part in parts))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number before it is bounded: its words, letters cut before it, its worth, and its interval."""

    first: int
    last: int
    cut: int
    value: Decimal | None
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: ClaimKind
    last: int
    span: Span | None = None
    norm: str | None = None
    designator: str = ""


def find_quantities(sentence: Sentence, blocked: frozenset[int]) -> list[Quantity]:
    """The quantities of a sentence from the left, none overlapping, none on `blocked` words (those of dates)."""
    found: list[Quantity] = []
    bounds = _Bounds(sentence)
    index = 0
    while index < len(sentence.words):
        quantity = None if index in blocked else _at(sentence, index, bounds)
        if quantity and blocked.isdisjoint(range(quantity.first, quantity.last + 1)):
            found.append(_inheriting(sentence, found[-1] if found else None, quantity))
            index = quantity.last
        index += 1
    return found


class _Bounds:
    """The modifiers of a sentence, by the word they end before or begin after."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._before = {match.last: match for match in _modifiers("before").longest(sentence)}
        self._after = {match.first: match for match in _modifiers("after").longest(sentence)}

    def before(self, first: int) -> Match[ClaimMod] | None:
        """The modifier right before word `first`."""
        return self._before.get(first - 1) if self._sentence.joined(first - 1) else None

    def after(self, last: int) -> Match[ClaimMod] | None:
        """The modifier right after word `last`."""
        return self._after.get(last + 1) if self._sentence.joined(last) else None


@cache
def _modifiers(place: str) -> PhraseMatcher[ClaimMod]:
    phrases: dict[str, ClaimMod] = {}
    for mod, where, cell in rows("modifiers"):
        if where == place:
            phrases.update(dict.fromkeys(forms(cell), mod))  # type: ignore[arg-type]  # the column holds ClaimMod's
    return PhraseMatcher(phrases)


def _at(sentence: Sentence, index: int, bounds: _Bounds) -> Quantity | None:
    figure = _figure(sentence, index)
    if figure is None:
        return _implicit_one(sentence, index, bounds)
    if not _counts(sentence, figure):
        return None
    unit = _percent(sentence, figure) or _time(sentence, figure.last) or _counted(sentence, figure)
    return _bounded(sentence, figure, unit, bounds) if unit else None


def _figure(sentence: Sentence, index: int) -> _Figure | None:
    forms_ = [word.form for word in sentence.words[index : index + _LONGEST_NUMBER]]
    joined = next((step for step in range(len(forms_)) if not sentence.joined(index + step)), len(forms_) - 1)
    forms_ = forms_[: joined + 1]
    for cut in (0, *reversed(prefixes(forms_[0]))):
        words = [forms_[0][cut:], *forms_[1:]]
        if found := _magnitude(words, index, cut) or _number(words, index, cut):
            return found
    return None


def _magnitude(words: list[str], index: int, cut: int) -> _Figure | None:
    """«مئات» is 200 to 999, «عشرات الآلاف» 20,000 to 99,999. «أربعة آلاف» is a number and read as such before."""
    power, length = magnitudes().get(words[0].removeprefix("ال")), 1
    if power is None:
        return None
    if len(words) > 1 and (second := magnitudes().get(words[1].removeprefix("ال"))):
        power, length = power * second, 2
    return _Figure(index, index + length - 1, cut, None, Decimal(2 * power), Decimal(10 * power - 1))


def _number(words: list[str], index: int, cut: int) -> _Figure | None:
    number = read_number(words)
    if number is None:
        return None
    last = index + number.stop - 1
    if not words[0].isdecimal() and last == index and number.value <= 2:  # «واحد», «اثنان» follow their noun
        return None
    return _Figure(index, last, cut, number.value, number.value, number.value)


def _counts(sentence: Sentence, figure: _Figure) -> bool:
    """Whether a figure may be a quantity: no name («إف-16»), no number of a thing («القرار 242»), no range."""
    word = sentence.words[figure.first]
    before = sentence.words[figure.first - 1] if figure.first else None
    if before and before.form in word_class("context", "no_count"):
        return False
    if not word.form[0].isdigit():
        return True
    glue = sentence.form[word.start - 1 : word.start] if word.start else " "
    end = sentence.words[figure.last].end
    glued_before = glue.isalpha() and not (before and is_proclitic(before.form.removesuffix("ال")))
    return not glued_before and glue not in "-/." and sentence.form[end : end + 1] not in ("-", "/")


def _percent(sentence: Sentence, figure: _Figure) -> _Unit | None:
    start, end = sentence.words[figure.first].start, sentence.words[figure.last].end
    if sentence.form[end : end + 1] in tuple(_PERCENT_SIGNS):
        return _Unit("PROPORTION", figure.last, sentence.span(end, end + 1), "percent")
    if start and sentence.form[start - 1] in _PERCENT_SIGNS:
        return _Unit("PROPORTION", figure.last, sentence.span(start - 1, start), "percent")
    following = [word.form for word in sentence.words[figure.last + 1 : figure.last + 3]]
    if following[:1] and following[0] in _PERCENT_WORDS:
        at = figure.last + 1
        return _Unit("PROPORTION", at, sentence.phrase(at, at, cut=1), "percent")
    if following[:1] == ["في"] and following[-1] in _PERCENT_AFTER_FI:
        at = figure.last + 2
        return _Unit("PROPORTION", at, sentence.phrase(at, at), "percent")
    return None


def _time(sentence: Sentence, last: int) -> _Unit | None:
    if not sentence.joined(last):
        return None
    designator = valued_forms("time_words", "unit").get(sentence.words[last + 1].form)
    if designator is None:
        return None
    return _Unit("DURATION", last + 1, sentence.phrase(last + 1, last + 1), norm_of(designator), designator)


def norm_of(designator: str) -> str:
    """The unit of time behind an ISO 8601 designator: PTM is minute, PM is month."""
    norms = _NORM_OF_TIME if designator.startswith("PT") else _NORM_OF_DESIGNATOR
    return norms[designator[-1]]


def _counted(sentence: Sentence, figure: _Figure) -> _Unit | None:
    """The noun that is counted; a unit without span where the number stands for it («بينهم 12»)."""
    at = figure.last + 1 if sentence.joined(figure.last) else -1
    if at > 0 and sentence.words[at].form == "من" and sentence.joined(at):
        at = at + 1 if sentence.words[at + 1].form in nominal_entries() else -1
    if at > 0 and _is_counted_noun(sentence.words[at].form, figure):
        return _Unit("COUNT", at, sentence.phrase(at, at), unit_norm(sentence.words[at].form))
    before = sentence.words[figure.first - 1].form if figure.first else ""
    bare = before in word_class("context", "of_which") | word_class("context", "bare_count")
    others = at > 0 and sentence.words[at].form in _OTHERS
    return _Unit("COUNT", figure.last) if bare or others else None


def _is_counted_noun(form: str, figure: _Figure) -> bool:
    if form in nominal_entries():
        return True
    if not form.isalpha() or len(form) < _SHORTEST_UNIT or form in _not_units():
        return False
    tens = figure.value is not None and 11 <= figure.value % 100 <= 99
    return form.endswith(("ا", "ه")) if tens else not form.startswith(("لل", "بال", "وال", "فال"))


@cache
def _not_units() -> frozenset[str]:
    verbs = {form for row in rows("triggers") if row[1] == "verb" for form in forms(row[2])}
    return frozenset(verbs).union(*(word_list(name) for name in _NO_UNITS))


def _implicit_one(sentence: Sentence, index: int, bounds: _Bounds) -> Quantity | None:
    """«أكثر من شهر»: a unit of time alone counts as one where a modifier bounds it."""
    before = bounds.before(index)
    unit = _time(sentence, index - 1) if before else None
    if before is None or unit is None:
        return None
    figure = _Figure(index, index, 0, Decimal(1), Decimal(1), Decimal(1))
    return replace(_bounded(sentence, figure, unit, bounds), number=None)


def _bounded(sentence: Sentence, figure: _Figure, unit: _Unit, bounds: _Bounds) -> Quantity:
    before, after = bounds.before(figure.first), bounds.after(unit.last)
    modifier = before or after
    mod: ClaimMod = modifier.entry if modifier else "EXACT" if figure.value is not None else "VAGUE"
    quantity = Quantity(
        first=before.first if before else figure.first, last=after.last if after and not before else unit.last,
        kind=unit.kind, mod=mod, number=sentence.phrase(figure.first, figure.last, figure.cut),
        modifier=sentence.span(modifier.start, modifier.end) if modifier else None, unit=unit.span, unit_norm=unit.norm,
        value=_measured(figure.value, unit), low=_measured(figure.low, unit), high=_measured(figure.high, unit),
    )  # fmt: skip
    return _with_interval(quantity)


def _with_interval(quantity: Quantity) -> Quantity:
    """Without the bounds that the modifier leaves open; a magnitude keeps its own."""
    mod = quantity.mod
    low = None if mod in ("APPROX", "LESS_THAN", "EQUAL_OR_LESS") and quantity.value is not None else quantity.low
    high = None if mod in ("APPROX", "MORE_THAN", "EQUAL_OR_MORE") and quantity.value is not None else quantity.high
    return replace(quantity, low=low, high=high)


def _measured(value: Decimal | None, unit: _Unit) -> Decimal | Duration | None:
    if value is None or not unit.designator:
        return value
    return Duration(f"{unit.designator[:-1]}{value}{unit.designator[-1]}")


def _inheriting(sentence: Sentence, before: Quantity | None, quantity: Quantity) -> Quantity:
    """A modifier holds for numbers coordinated with its own («نحو 30 جنديا و25 مدنيا»); its span stays on the first."""
    if before is None or before.modifier is None or quantity.modifier or before.kind != quantity.kind:
        return quantity
    between = [word.form for word in sentence.words[before.last + 1 : quantity.first + 1]]
    joined = between[:-1] == ["و"] or (len(between) == 1 and _after_waw(sentence, quantity))
    return _with_interval(replace(quantity, mod=before.mod)) if joined else quantity


def _after_waw(sentence: Sentence, quantity: Quantity) -> bool:
    return sentence.words[quantity.first].form.startswith("و") and sentence.cut_of(quantity.extent) == 1
