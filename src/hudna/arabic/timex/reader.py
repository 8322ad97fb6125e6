"""Reads a text: the longest expression at each word from the left, none inside another, then their values in order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from hudna.arabic.clitics import prefixes
from hudna.arabic.numerals import NUMBER_WORDS
from hudna.model import TimexMod
from hudna.values import Timex

from .clocks import read_time
from .days import read_date_or_day
from .durations import read_ago, read_length
from .expression import Anchor, Context, Expression, Reading, Resolved, TimexType, from_word
from .lexicon import lexicon
from .meanings import Calendar, Timed, Weekday
from .months import months
from .periods import read_part, read_period
from .ranges import read_range, share
from .references import read_reference
from .words import Words, read_words

_SENTENCE_END = frozenset(".!?؟;؛\n")
_LATEST = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexMatch:
    """A time expression: `text[start:end]`, its type, and its TIMEX3 value.

    `value` is None for a date that ISO 8601 cannot say (Hijri, before Christ). `mod` is that of TIMEX3. `anchor` is
    what the value was worked out from: "dateline", another match by its index in the list, or None for nothing.
    """

    start: int
    end: int
    type: TimexType
    value: Timex | None
    mod: TimexMod | None = None
    anchor: Anchor = None


def read_timex(text: str, dateline: datetime.date | None = None) -> list[TimexMatch]:
    """The time expressions of a text, in text order, none overlapping; the longest one wherever several fit.

    Offsets are code points of the text as it is. `dateline` is the day the text was written on; without one, relative
    values have X in the place of what is not known. Which spans are found does not depend on it.
    """
    words = read_words(text)
    expressions = share(words, list(_expressions(words)))
    return _resolved(words, expressions, dateline)


def _expressions(words: Words) -> Iterator[Expression]:
    index = 0
    while index < len(words):
        form = words.forms[index]
        reading = _longest(words, index) if form and _candidates(form) and not _is_list(words, index) else ()
        if reading and not _is_name(words, reading):
            yield from reading
        index = reading[-1].stop if reading else index + 1


def _is_list(words: Words, index: int) -> bool:
    """Whether figures stand right before other figures: a table or a list, which need not be tried one by one."""
    return words.forms[index].isdecimal() and words.at(index + 1)[:1].isdigit()


def _longest(words: Words, index: int) -> Reading:
    """What reaches farthest at a word, as it stands or without proclitics; of equals the first reader's, uncut."""
    best: Reading = ()
    for cut, form, readers in _candidates(words.forms[index]):
        at = words.beheaded(index, form, words.forms[index][:cut]) if cut else words
        for read in readers:
            reading = read(at, index)
            if reading and (not best or reading[-1].stop > best[-1].stop):
                best = reading
    return best


def _ago(words: Words, index: int) -> Reading:
    """«قبل شهر», but not where a longer expression begins behind «قبل» («قبل شهر مايو»)."""
    found = read_ago(words, index)
    rest = _longest(words, index + 1) if found else ()
    return (found,) if found and not (rest and rest[-1].stop > found.stop) else ()


def _about(words: Words, index: int) -> Reading:
    """«نحو الساعة التاسعة», «حوالي عام 1990»."""
    bound = lexicon("bound_point").at(words, index)
    if bound is None or not words.joined(bound.stop):
        return ()
    found = read_time(words, bound.stop) or read_date_or_day(words, bound.stop) or read_period(words, bound.stop)
    if found is None or found.mod:
        return ()
    return (replace(from_word(words, index, found), mod="APPROX"),)


def _single(read: Callable[[Words, int], Expression | None]) -> _Reader:
    def reading(words: Words, index: int) -> Reading:
        found = read(words, index)
        return (found,) if found else ()

    return reading


_Reader = Callable[[Words, int], Reading]
_DIGITS = "0"
_NUMBER_WORDS = "number words"
_MONTHS = "months"
_ARTICLE = "ال"
_DAY_NUMBERS = (_DIGITS, _ARTICLE, "ordinal", "ordinal_unit", "ordinal_tens", "first_day")
_DATES = (*_DAY_NUMBERS, _MONTHS, "day_word", "month_word", "weekday", "relative_day", "hijri_month")
_CLOCKS = ("clock", "hour", "part", "late", "early", "this_part", "last_part", "alone")
_YEARS = ("year_word", "decade", "decade_word", "season", "season_definite", "quarter", "half", "weekend")
_POINTERS = ("near", "far", "same_before")
_UNITS = ("singular", "plural", "dual", "fraction", "three_quarters", "definite_dual", "definite_plural")
_NUMBERS = (_DIGITS, _ARTICLE, _NUMBER_WORDS, "definite_unit", "ordinal_tens")
_READERS: tuple[tuple[_Reader, tuple[str, ...]], ...] = (
    (_single(read_time), (*_CLOCKS, *_DATES, "day_noun", *_POINTERS)),
    (_single(read_date_or_day), (*_DATES, "day_noun", "far", "same_before")),
    (_single(read_period), (_DIGITS, "period", *_POINTERS, *_YEARS)),
    (_single(read_part), ("mod", "beyond")),
    (_single(read_length), (*_NUMBERS, "bound_before", "vague_before", "vague_period", *_UNITS)),
    (_ago, ("ago",)),
    (_about, ("bound_point",)),
    (_single(read_reference), ("vague", "vague_adverb", "vague_after_fi", "anaphor", "far")),
    (read_range, (*_DAY_NUMBERS, _NUMBER_WORDS, "day_word", "year_word")),
)
"""Who reads what, by the classes of words that may begin it."""


@cache
def _readers_by_word() -> dict[str, tuple[_Reader, ...]]:
    found: dict[str, list[_Reader]] = {}
    for reader, classes in _READERS:
        for word in set().union(*map(_first_words, classes)):
            found.setdefault(word, []).append(reader)
    return {word: tuple(readers) for word, readers in found.items()}


def _first_words(class_: str) -> frozenset[str]:
    if class_ in (_DIGITS, _ARTICLE):
        return frozenset({class_})
    if class_ == _NUMBER_WORDS:
        return NUMBER_WORDS
    return (months() if class_ == _MONTHS else lexicon(class_)).first_words


@lru_cache(maxsize=_LATEST)
def _candidates(form: str) -> tuple[tuple[int, str, tuple[_Reader, ...]], ...]:
    """How a word may begin an expression: letters of proclitics cut, what is left of it, who reads on from there."""
    if form[0].isdigit():
        return ((0, form, _readers_by_word()[_DIGITS]),)
    cuts = (
        (cut, f"ا{form[cut:]}" if form[cut - 1 : cut + 1] == "لل" else form[cut:]) for cut in reversed(prefixes(form))
    )
    rests = ((cut, rest, _readers_by_word().get(rest, ())) for cut, rest in ((0, form), *cuts))
    return tuple(candidate for candidate in rests if candidate[2])


def _is_name(words: Words, reading: Reading) -> bool:
    """Whether the expression belongs to a name («ميدان السادس من أبريل»); one with a year does not."""
    first = reading[0]
    before = words.before(first.first) if first.start == words.starts[first.first] else ""
    named = lexicon("name_before")
    if not before or not (named.has(before) or any(named.has(before[cut:]) for cut in prefixes(before))):
        return False
    meaning = first.meaning
    if isinstance(meaning, Calendar):
        return meaning.year is None and meaning.shift is None
    return isinstance(meaning, Weekday) and meaning.shift is None


def _resolved(words: Words, expressions: list[Expression], dateline: datetime.date | None) -> list[TimexMatch]:
    context = Context(dateline)
    matches: list[TimexMatch] = []
    for index, found in enumerate(expressions):
        context.near = _near(words, expressions, matches) if isinstance(found.meaning, Timed) else None
        resolved = found.meaning.resolve(context)
        context.note(resolved.value if found.type != "DURATION" else None)
        matches.append(_match(found, resolved, index))
    return matches


def _match(found: Expression, resolved: Resolved, index: int) -> TimexMatch:
    return TimexMatch(
        start=found.start, end=found.end, type=found.type, mod=found.mod,
        value=Timex(resolved.value) if resolved.value is not None else None,
        anchor=index + 1 if found.lent else resolved.anchor,
    )  # fmt: skip


def _near(words: Words, expressions: list[Expression], matches: list[TimexMatch]) -> Resolved | None:
    """The date of the match right before, if no sentence ends between."""
    if not matches or matches[-1].value is None or matches[-1].type == "DURATION":
        return None
    between = range(expressions[len(matches) - 1].stop, expressions[len(matches)].first + 1)
    if any(not _SENTENCE_END.isdisjoint(words.gap(index)) for index in between):
        return None
    return Resolved(matches[-1].value.text.partition("T")[0], len(matches) - 1)
