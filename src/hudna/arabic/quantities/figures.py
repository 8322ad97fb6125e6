"""Figures: numerals where they stand in a text, whatever they count. The first step of reading a quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from .cardinals import fraction_at, read_cardinal, rounded
from .lexicon import ARTICLE
from .numerals import Opening, continues_number, fractions, magnitudes, opening
from .tokens import Tokens, is_digits

LONGEST = 32
"""Words that the longest number may take; «و» between them counts where it stands by itself."""

_ENCLITICS = ("هم", "هما", "هن", "ها", "ه")
_BEFORE_DIGITS = {
    prefix + article: (len(prefix), bool(article))
    for prefix in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
    for article in ("", ARTICLE)
} | {"لل": (1, True), "ولل": (2, True), "فلل": (2, True)}
"""What may be written onto digits: how many letters are proclitics, and whether the article follows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A numeral: the tokens from `first` (its proclitics) to `last`, positions of the form without proclitics.

    `value` is None for a magnitude, whose interval is `low` to `high`; `exact` is a fraction before it was rounded.
    `proclitic` is what is written onto it and no part of it, `definite` says that the article is.
    """

    first: int
    last: int
    start: int
    end: int
    shape: Literal["DIGITS", "WORDS", "MAGNITUDE", "FRACTION"]
    value: Decimal | None
    low: Decimal
    high: Decimal
    exact: Fraction | None = None
    proclitic: str = ""
    definite: bool = False


def figure_at(tokens: Tokens, index: int) -> Figure | None:
    """The figure whose first word, or whose digits, are token `index`."""
    word = tokens.words[index]
    if is_digits(word):
        return _in_digits(tokens, index)
    begin = opening(word)
    if begin is None:
        return None
    words = _window(tokens, index, begin.word)
    found = _magnitude(tokens, index, begin, words) or _cardinal(tokens, index, begin, words)
    part = _fraction(tokens, index, begin, words)
    return part if part and (found is None or part.last > found.last) else found


def fraction_with_pronoun(tokens: Tokens, index: int) -> Figure | None:
    """«نصفهم», «ثلثها»: the pronoun names the whole and stays outside."""
    found = next(fraction_stems(tokens.words[index]), None)
    if found is None:
        return None
    begin, enclitic = found
    figure = _fraction(tokens, index, begin, [begin.word])
    return figure and replace(figure, end=tokens.ends[index] - len(enclitic))


def fraction_stems(form: str) -> Iterator[tuple[Opening, str]]:
    """The ways to read a word as a fraction and a pronoun."""
    for enclitic in _ENCLITICS:
        begin = opening(form.removesuffix(enclitic)) if form.endswith(enclitic) else None
        if begin and not begin.definite and begin.word in fractions("simple"):
            yield begin, enclitic


def _window(tokens: Tokens, index: int, word: str) -> list[str]:
    """The words that a number may take from token `index` on, the first of them as `word`."""
    found = [word]
    while len(found) < LONGEST and tokens.joined(index):
        index += 1
        following = tokens.words[index]
        if not (continues_number(following) or (is_digits(following) and found[-1] == "و")):
            break
        found.append(following)
    return found


def _in_digits(tokens: Tokens, index: int) -> Figure | None:
    """Digits with what is written onto them: «بـ44», «و12», «الـ44», «الـ 44»."""
    lead = _lead(tokens, index)
    number = read_cardinal(_window(tokens, index, tokens.words[index])) if lead else None
    if lead is None or number is None:
        return None
    first, start, definite = lead
    proclitic = tokens.form[tokens.starts[first] : start] if first < index else ""
    last = index + number.stop - 1
    return Figure(
        first=first, last=last, start=start, end=tokens.ends[last], shape="DIGITS", value=number.value,
        low=number.value, high=number.value, proclitic=proclitic.strip(), definite=definite,
    )  # fmt: skip


def _lead(tokens: Tokens, index: int) -> tuple[int, int, bool] | None:
    """The first token of a numeral, the position where it begins, and whether it has the article; None if glued."""
    own = (index, tokens.starts[index], False)
    before = tokens.word(index - 1)
    if not tokens.touching(index - 1):
        spaced = tokens.joined(index - 1) and (
            before == "و" or (before in _BEFORE_DIGITS and _BEFORE_DIGITS[before][1])
        )
        if not spaced:
            return own
    if before not in _BEFORE_DIGITS:
        return None
    cut, definite = _BEFORE_DIGITS[before]
    return index - 1, tokens.starts[index - 1] + cut if definite else tokens.starts[index], definite


def _of_words(tokens: Tokens, index: int, begin: Opening, length: int, shape: Literal["WORDS", "MAGNITUDE", "FRACTION"],
              low: Decimal, high: Decimal) -> Figure:  # fmt: skip
    last = index + length - 1
    start = tokens.starts[index] + begin.cut
    return Figure(
        first=index, last=last, start=start, end=tokens.ends[last], shape=shape,
        value=low if low == high else None, low=low, high=high,
        proclitic=tokens.form[tokens.starts[index] : start], definite=begin.definite,
    )  # fmt: skip


def _magnitude(tokens: Tokens, index: int, begin: Opening, words: list[str]) -> Figure | None:
    """«مئات» is 200 to 999, «عشرات الآلاف» 20,000 to 99,999. «أربعة آلاف» is a number, which is read from its start."""
    power, length = magnitudes().get(begin.word), 1
    if power is None:
        return None
    second = magnitudes().get(words[1].removeprefix(ARTICLE)) if len(words) > 1 else None
    if second and second > power:
        power, length = power * second, 2
    return _of_words(tokens, index, begin, length, "MAGNITUDE", Decimal(2 * power), Decimal(10 * power - 1))


def _cardinal(tokens: Tokens, index: int, begin: Opening, words: list[str]) -> Figure | None:
    number = read_cardinal(words)
    if number is None or (number.stop == 1 and _is_fifth(tokens, index, begin)):
        return None
    return _of_words(tokens, index, begin, number.stop, "WORDS", number.value, number.value)


def _is_fifth(tokens: Tokens, index: int, begin: Opening) -> bool:
    """«خمس السكان»: a fifth, as no numeral counts a definite noun."""
    return (
        begin.word in fractions("doubtful")
        and not begin.definite
        and tokens.joined(index)
        and tokens.has_article(index + 1)
    )


def _fraction(tokens: Tokens, index: int, begin: Opening, words: list[str]) -> Figure | None:
    found = fraction_at(words, 0)
    if found is None and _is_fifth(tokens, index, begin):
        found = fractions("doubtful")[begin.word], 1
    if found is None:
        return None
    value = rounded(found[0])
    return replace(_of_words(tokens, index, begin, found[1], "FRACTION", value, value), exact=found[0])
