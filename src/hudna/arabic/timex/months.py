"""Names of months: Gregorian from every Arabic locale of CLDR, «كانون الثاني» beside «يناير», and Hijri.

Source: Unicode CLDR through Babel. Ours are only spellings that CLDR lacks («تشرين ثاني») and the Hijri names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale, localedata

from hudna.arabic.normalise import comparison_form

from .lexicon import Lexicon, lexicon
from .words import Words

_SEPARATORS = ("/", "(", "-", "–", "،", "")
_MADDA = ("آ", "\u0627\u0653")
_AB = "اب"


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is named: its number, the index after its last word, and where its text ends.

    `certain` where the name can be nothing but a month; `dual` where it is told in two ways («نوفمبر/تشرين الثاني»).
    """

    number: int
    stop: int
    end: int
    certain: bool
    dual: bool = False


@cache
def month_names() -> dict[str, int]:
    """The Gregorian names in comparison form → 1 to 12: «نوفمبر», «تشرين الثاني» and «نونبر» are 11."""
    locales = [Locale.parse(name) for name in localedata.locale_identifiers() if name.split("_")[0] == "ar"]
    contexts = [locale.months[context]["wide"] for locale in locales for context in ("format", "stand-alone")]
    return {comparison_form(name): number for names in contexts for number, name in names.items()}


@cache
def months() -> Lexicon:
    """All Gregorian names."""
    named = [(name, str(number)) for name, number in month_names().items()]
    return Lexicon([*named, *lexicon("month").entries])


def read_month(words: Words, index: int) -> Month | None:
    """A Gregorian month at a word, with its second name where that follows: «نوفمبر (تشرين الثاني)» to the bracket."""
    first = months().at(words, index)
    if first is None or _is_father(words, index):
        return None
    number, stop = int(first.value), first.stop
    separator = words.gap(stop)
    second = months().at(words, stop) if separator in _SEPARATORS or separator == " " else None
    if second and second.value == first.value:
        end = closing(words, second.stop) if separator == "(" else words.ends[second.stop - 1]
        return Month(number, second.stop, end, certain=True, dual=True)
    return Month(number, stop, words.ends[stop - 1], _is_certain(words, index))


def read_hijri(words: Words, index: int) -> tuple[int, int] | None:
    """A Hijri month at a word, as its number and the index after it."""
    found = lexicon("hijri_month").at(words, index)
    return (int(found.value), found.stop) if found else None


def closing(words: Words, stop: int) -> int:
    """The end of a phrase before word `stop`, a closing bracket right after it included."""
    end = words.ends[stop - 1]
    limit = words.starts[stop] if stop < len(words.starts) else len(words.text)
    rest = words.text[end : min(limit, end + 3)]
    return end + rest.index(")") + 1 if rest.lstrip().startswith(")") else end


def _is_certain(words: Words, index: int) -> bool:
    """«مارس» (practised), «ماي» (a name), «أوت» (sheltered), «آب» (returned) may be other words."""
    return not lexicon("month_elsewhere").has(words.form(index))


def _is_father(words: Words, index: int) -> bool:
    """«آب» is spelt with madda, lest it be «أب»; behind figures it need not be."""
    if words.form(index) != _AB or words.before(index)[:1].isdigit():
        return False
    cut = len(words.clitic) if index == words.head else 0
    return not words.raw(index)[cut:].startswith(_MADDA)
