"""Finding numerals: digits and number words, whatever they mean. Reading their values is another matter.

Used to prove coverage: no number of a text may be passed over in silence. So this finds too much rather than too
little («أحد» in «أحد الرؤساء»), and the annotation lists what is no number and why. Ordinals («الثالث») are not
sought: they are never claims.
"""

from __future__ import annotations

from hudna.arabic.clitics import prefixes
from hudna.arabic.normalise import comparison_form
from hudna.arabic.words import words
from hudna.model import Span

_UNITS = (
    "واحد واحدة أحد إحدى اثنان اثنين اثنا اثني اثنتان اثنتين اثنتا اثنتي ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة"
)
_UNITS_TO_TEEN = "ثمان ثماني ثمانية تسع تسعة عشر عشرة"
_TENS = "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين"
_HUNDREDS = "مئة مائة مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي مئات مئات"
_JOINED = "ثلاثمئة ثلاثمائة أربعمئة أربعمائة خمسمئة خمسمائة ستمئة ستمائة سبعمئة سبعمائة ثمانمئة ثمانمائة تسعمئة تسعمائة"
_LARGE = (
    "ألف ألفا ألفان ألفين ألفي آلاف ألوف مليون مليونا مليونان مليونين مليوني ملايين مليار مليارا ملياران مليارين "
    "ملياري مليارات بليون بليونا بليونان بليونين بليوني بلايين بليونات تريليون تريليونا تريليونان تريليونين تريليوني "
    "تريليونات ترليون ترليونا ترليونان ترليونين ترليوني ترليونات"
)
_PARTS = "نصف ثلث ثلثا ثلثي ربع خمس عشرات"

NUMBER_WORDS = frozenset(
    comparison_form(word)
    for words_ in (_UNITS, _UNITS_TO_TEEN, _TENS, _HUNDREDS, _JOINED, _LARGE, _PARTS)
    for word in words_.split()
)


def numerals(text: str) -> list[Span]:
    """The words of `text` that hold a digit or are number words, behind proclitics and the article too."""
    return [span for span in words(text) if _is_numeral(comparison_form(span.of(text)))]


def _is_numeral(word: str) -> bool:
    if any(char.isdigit() for char in word):
        return True
    candidates = [word, *(word[length:] for length in prefixes(word))]
    return any(form in NUMBER_WORDS or form.removeprefix("ال") in NUMBER_WORDS for form in candidates)
