"""Normalisation, for comparing only: never index a text that went through here.

Each step has a name; `comparison_form` is the one the rest of the project compares by.
"""

from __future__ import annotations

import re

_DIACRITICS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_FORMAT_CHARACTERS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TATWEEL = "\u0640"
_ALEF = str.maketrans("أإآٱ", "اااا")
_YEH_KAF = str.maketrans("ىیک", "ييك")
_TEH_MARBUTA = str.maketrans("ة", "ه")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DROPPED = "".join(map(chr, [*range(0x600, 0x700), *range(0x2000, 0x2070), 0xFEFF]))
_COMPARISON = {
    **dict.fromkeys(map(ord, _TATWEEL + "".join(_DIACRITICS.findall(_DROPPED) + _FORMAT_CHARACTERS.findall(_DROPPED)))),
    **_ALEF, **_YEH_KAF, **_TEH_MARBUTA, **_DIGITS,
}  # fmt: skip
"""All steps in one table, because `comparison_form` reads every word of a text."""


def strip_diacritics(text: str) -> str:
    """Without harakat, tanwin, shadda, dagger alef and Quranic signs."""
    return _DIACRITICS.sub("", text)


def strip_tatweel(text: str) -> str:
    """Without the elongation stroke."""
    return text.replace(_TATWEEL, "")


def strip_format_characters(text: str) -> str:
    """Without bidi marks, joiners and zero-width spaces."""
    return _FORMAT_CHARACTERS.sub("", text)


def unify_alef(text: str) -> str:
    """أ, إ, آ and ٱ as ا."""
    return text.translate(_ALEF)


def unify_yeh_kaf(text: str) -> str:
    """Final ى and Farsi ی as ي, Farsi ک as ك."""
    return text.translate(_YEH_KAF)


def unify_teh_marbuta(text: str) -> str:
    """ة as ه."""
    return text.translate(_TEH_MARBUTA)


def ascii_digits(text: str) -> str:
    """Arabic-Indic and extended digits as 0 to 9, letter for letter: offsets hold."""
    return text.translate(_DIGITS)


def comparison_form(text: str) -> str:
    """Two surfaces that a reader takes for the same spelling compare equal: all of the above, spaces folded."""
    return " ".join(text.translate(_COMPARISON).split())
