"""Percent, currency signs, and fractions of a whole."""

from __future__ import annotations

from hudna.model import ClaimKind

from .contexts import names_time
from .counted import listed_noun
from .figures import Figure
from .lexicon import context, not_counted
from .modifiers import modifier_before
from .times import time_units
from .tokens import Tokens
from .unit import Unit, named, own_unit, token_after

_SIGNS: dict[str, tuple[ClaimKind, str]] = {
    "%": ("PROPORTION", "percent"), "٪": ("PROPORTION", "percent"), "﹪": ("PROPORTION", "percent"),
    "％": ("PROPORTION", "percent"), "‰": ("PROPORTION", "per-mille"), "$": ("COUNT", "dollar"), "€": ("COUNT", "euro"),
}  # fmt: skip
_MEASURES = frozenset(
    "percentage-point basis-point dollar euro kilometre metre square-kilometre hectare kilogram tonne litre barrel "
    "degree".split()
)
_SHORTEST_NOUN = 3


def sign_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """A sign right after the number (a space may stand between) or right before it."""
    form, end, start = tokens.form, figure.end, figure.start
    at = end + 1 if form[end : end + 1].isspace() else end
    if form[at : at + 1] not in _SIGNS:
        at = start - 1
    sign = _SIGNS.get(form[at : at + 1]) if at >= 0 else None
    if sign is None or figure.shape == "FRACTION":
        return None
    return Unit(kind=sign[0], first=figure.first, last=figure.last, start=at, end=at + 1, norm=sign[1])


def percent_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """«بالمئة», «في المئة», «في الألف»."""
    at = token_after(tokens, figure)
    word = tokens.word(at) if at else ""
    if at and word in context("percent"):
        return named(tokens, "PROPORTION", at, at, "percent", cut=1)
    noun = tokens.next(at) if at and word == "في" else ""
    if at and noun in context("percent_noun"):
        return named(tokens, "PROPORTION", at + 1, at + 1, "percent")
    if at and noun in context("per_mille_noun") and figure.shape != "MAGNITUDE":
        return named(tokens, "PROPORTION", at + 1, at + 1, "per-mille")
    return None


def fraction_unit(tokens: Tokens, figure: Figure) -> Unit | None:
    """«نصف ساعة», «نصف كيلومتر», «نصف السكان», «ثلثي مساحة البلاد», «إلى النصف»."""
    at = token_after(tokens, figure)
    if figure.definite:
        return own_unit(figure) if _stands_alone(tokens, figure) else None
    if not at or tokens.words[at] in context("no_fraction"):
        return None
    return _half_of_a_unit(tokens, at) or (own_unit(figure) if _is_whole(tokens, at) else None)


def _stands_alone(tokens: Tokens, figure: Figure) -> bool:
    """«إلى النصف», «بالثلث», «أكثر من النصف»; «الربع الأول» does not."""
    led = tokens.previous(figure.first).lstrip("و") in context("to_fraction") or figure.proclitic in ("ب", "ل")
    return led or (not figure.proclitic and modifier_before(tokens, figure.first) is not None)


def _half_of_a_unit(tokens: Tokens, at: int) -> Unit | None:
    """«نصف ساعة», «نصف كيلومتر»."""
    unit = time_units().get(tokens.words[at])
    if unit and unit.number == "singular" and not (tokens.joined(at) and names_time(tokens, at + 1)):
        return named(tokens, "DURATION", at, at, unit.norm, time=unit)
    noun = listed_noun(tokens, at)
    if noun is None or noun.norm not in _MEASURES or tokens.has_article(at):
        return None
    return named(tokens, "COUNT", at, noun.last, noun.norm)


def _is_whole(tokens: Tokens, at: int) -> bool:
    """Whether a token is what a fraction is of: a definite noun, «من», or a noun annexed to a definite one."""
    if tokens.words[at] == "من":
        at += 1
    word = tokens.word(at)
    if tokens.has_article(at):
        return tokens.article_at(at) == 0
    if word in not_counted() or len(word) < _SHORTEST_NOUN:
        return False
    return listed_noun(tokens, at) is not None or (tokens.joined(at) and tokens.article_at(at + 1) == 0)
