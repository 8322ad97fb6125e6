"""What stands before a number: the noun of an adjectival numeral, or words that make a noun needless."""

from __future__ import annotations

from collections.abc import Iterator

from .contexts import may_be_year
from .counted import counted_norm, is_listed_plural, listed_noun, looks_plural
from .figures import Figure
from .following import is_only_one_or_two
from .lexicon import ARTICLE, context, not_counted
from .modifiers import modifier_after, modifier_before
from .times import time_unit, time_units
from .tokens import Tokens
from .unit import Unit, named

_FEWEST = 3
_MOST_OF_FEW = 10
_LOOK_BACK = 2


def preceding_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """The noun before an adjectival numeral: «الدول الخمس», «الأسرى الـ44», «شخص واحد», «جنديين اثنين»."""
    if figure.proclitic or figure.shape not in ("DIGITS", "WORDS") or not tokens.joined(figure.first - 1):
        return None
    if figure.definite and figure.value is not None and figure.value >= _FEWEST:
        return next(_plurals_before(tokens, figure), None)
    if not figure.definite and is_only_one_or_two(figure):
        return _one_or_two(tokens, figure)
    return None


def _plurals_before(tokens: Tokens, figure: Figure) -> Iterator[Unit]:
    """Definite plurals before a definite numeral, known ones first; an ordinal follows a singular («الدورة الـ44»)."""
    nearest = figure.first - 1
    for at in range(nearest, max(-1, nearest - _LOOK_BACK), -1):
        if not tokens.joined(at):
            return
        cut = tokens.article_at(at)
        bare = "" if cut is None else _bare(tokens.words[at], cut)
        unit = time_units().get(bare)
        if unit and unit.number == "plural":
            yield named(tokens, "DURATION", at, at, unit.norm, cut=cut or 0, time=unit)
        elif is_listed_plural(bare):
            norm = next((noun.norm for noun in [listed_noun(tokens, at)] if noun), None) or counted_norm(bare)
            yield named(tokens, "COUNT", at, at, norm, cut=cut or 0)
    cut = tokens.article_at(nearest)
    word = tokens.words[nearest]
    few = figure.shape == "WORDS" and figure.value is not None and figure.value <= _MOST_OF_FEW
    other = word in not_counted() or word in context("ordinal") or time_unit(word) is not None
    if cut is not None and not other and (few or looks_plural(word)):
        yield named(tokens, "COUNT", nearest, nearest, None, cut=cut)


def _one_or_two(tokens: Tokens, figure: Figure) -> Unit | None:
    at = figure.first - 1
    word = tokens.words[at]
    if tokens.has_article(at):
        return None
    if figure.value == 1 and not is_listed_plural(word):
        noun = listed_noun(tokens, at)
        return named(tokens, "COUNT", at, at, noun.norm) if noun and noun.last == at else None
    norm = _norm_of_dual(word) if figure.value == 2 else None
    return named(tokens, "COUNT", at, at, norm) if norm else None


def _norm_of_dual(word: str) -> str | None:
    if not word.endswith(("ان", "ين")):
        return None
    stem = word[:-2]
    return counted_norm(stem) or (counted_norm(f"{stem[:-1]}ه") if stem.endswith("ت") else None)


def _bare(word: str, cut: int) -> str:
    return word[cut + 1 :] if word[max(0, cut - 1) : cut + 1] == "لل" else word[cut:].removeprefix(ARTICLE)


def unnamed_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """A number that stands for what it counts: «بينهم 12», «قتل 12», «المئات», a number with a modifier."""
    if figure.shape == "FRACTION" or (is_only_one_or_two(figure) and figure.value == 1):
        return None
    before = tokens.previous(figure.first)
    introduced = any(
        form in context("of_which") or form in context("bare") for form in (before, before.removeprefix("و"))
    )
    whole = figure.shape == "MAGNITUDE" and figure.definite and not figure.proclitic
    around = modifier_after(tokens, figure.last) or (not figure.proclitic and modifier_before(tokens, figure.first))
    bounded = bool(around) and not may_be_year(tokens, figure)
    if not (introduced or whole or bounded):
        return None
    return Unit(kind="COUNT", first=figure.first, last=figure.last)
