"""What stands after a number: time, a counted noun, «من» and a noun, «آخرين»."""

from __future__ import annotations

from .contexts import may_be_year, names_time
from .counted import Noun, listed_noun, unlisted_noun
from .figures import Figure
from .lexicon import ARTICLE, context, not_counted
from .times import time_unit, time_units
from .tokens import Tokens
from .unit import Unit, named, token_after

_LENGTH_WINDOW = 3
_THOUSAND = 1000


def following_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """Time or a noun after the number, or «من» and the noun."""
    at = token_after(tokens, figure)
    if not at or is_only_one_or_two(figure):
        return _after_min(tokens, figure, at) if at and figure.value == 2 else None
    return (
        _time(tokens, figure, at) or _others(tokens, at) or _after_min(tokens, figure, at) or _noun(tokens, figure, at)
    )


def is_only_one_or_two(figure: Figure) -> bool:
    """«واحد» and «اثنان» follow their noun."""
    return figure.shape == "WORDS" and figure.first == figure.last and figure.value in (1, 2)


def _time(tokens: Tokens, figure: Figure, at: int) -> Unit | None:
    word = tokens.words[at]
    unit = time_unit(word) if figure.shape == "MAGNITUDE" else time_units().get(word)
    if unit is None or unit.number == "dual" or (tokens.joined(at) and names_time(tokens, at + 1)):
        return None
    if unit.doubtful and not _is_length(tokens, figure, at):
        return None
    return named(tokens, "DURATION", at, at, unit.norm, time=unit)


def _is_length(tokens: Tokens, figure: Figure, at: int) -> bool:
    """Whether a doubtful unit means time: a word of time before it, or «من» after it («ثلاثة عقود من الحرب»)."""
    words = tokens.words[max(0, figure.first - _LENGTH_WINDOW) : figure.first]
    return tokens.next(at) == "من" or any(word.lstrip("وف") in context("length") for word in words)


def _others(tokens: Tokens, at: int) -> Unit | None:
    """«3 آخرين»: they are of the kind of the number before."""
    if tokens.words[at] not in context("others"):
        return None
    return named(tokens, "COUNT", at, at, None, continues=True)


def _after_min(tokens: Tokens, figure: Figure, at: int) -> Unit | None:
    """«12 من البحارة», «مئات من المنازل»; «24 من الشهر» is a date."""
    if tokens.words[at] != "من" or not tokens.joined(at):
        return None
    noun = listed_noun(tokens, at + 1)
    if noun is None and ((figure.definite and figure.shape != "MAGNITUDE") or not _is_definite_noun(tokens, at + 1)):
        return _unnamed_part(tokens, figure, at)
    last, norm = (noun.last, noun.norm) if noun else (at + 1, None)
    return named(tokens, "COUNT", at + 1, last, norm)


def _unnamed_part(tokens: Tokens, figure: Figure, at: int) -> Unit | None:
    """«3 من أصل 10»."""
    return Unit(kind="COUNT", first=figure.first, last=figure.last) if tokens.words[at + 1] == "اصل" else None


def _noun(tokens: Tokens, figure: Figure, at: int) -> Unit | None:
    """A noun right after the number: indefinite, but definite after a magnitude («مئات القتلى»)."""
    noun = None
    if figure.shape == "MAGNITUDE" and not figure.definite:
        unlisted = Noun(at, None) if _is_definite_noun(tokens, at) else None
        noun = listed_noun(tokens, at) or unlisted
    elif figure.shape != "MAGNITUDE" and not tokens.has_article(at) and not _is_verb_alf(tokens, figure, at):
        unlisted = None if may_be_year(tokens, figure) else unlisted_noun(tokens, at, figure.value)
        noun = listed_noun(tokens, at) or unlisted
    return named(tokens, "COUNT", at, noun.last, noun.norm) if noun else None


def _is_verb_alf(tokens: Tokens, figure: Figure, at: int) -> bool:
    """«ألف كتابا» (he wrote a book): the numeral takes a genitive."""
    alone = figure.shape == "WORDS" and figure.first == figure.last and figure.value == _THOUSAND
    return alone and tokens.words[at].endswith("ا")


def _is_definite_noun(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    bare = word.removeprefix(ARTICLE)
    if tokens.article_at(at) != 0 or word in not_counted() or bare in not_counted():
        return False
    return word not in context("weekday") and time_unit(word) is None
