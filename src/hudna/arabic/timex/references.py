"""References without a date of their own: «الآن», «سابقا», «مستقبلا»; and those that point back: «آنذاك»."""

from __future__ import annotations

from .expression import Expression, expression
from .lexicon import Found, lexicon
from .meanings import Anaphor, Fixed
from .words import Words


def read_reference(words: Words, index: int) -> Expression | None:
    """A reference to past, present or future, or back to the last date."""
    found = lexicon("vague").at(words, index) or _adverb(words, index) or _after_fi(words, index)
    if found:
        return expression(words, index, found.stop, "DATE", Fixed(found.value, reference=True))
    back = lexicon("anaphor").at(words, index) or _that_time(words, index)
    return expression(words, index, back.stop, "DATE", Anaphor(None)) if back else None


def _adverb(words: Words, index: int) -> Found | None:
    """«سابقا» after a noun in the accusative is its adjective («وزيرا سابقا»)."""
    found = lexicon("vague_adverb").at(words, index)
    return found if found and not words.before(index).endswith("ا") else None


def _after_fi(words: Words, index: int) -> Found | None:
    """«في الماضي», where no adjective of a noun can stand."""
    found = lexicon("vague_after_fi").at(words, index)
    return found if found and words.before(index) in ("في", "وفي") else None


def _that_time(words: Words, index: int) -> Found | None:
    """«ذلك الوقت», «تلك الفترة»."""
    far = lexicon("far").at(words, index)
    return lexicon("near_time").after(words, far.stop) if far else None
