"""Which mentions are of one thing. Sets `entity_id` on entity mentions; needs all layers of mentions.

By name: places and nationalities by their gazetteer entry, persons by surname. By role and state: «الرئيس الفرنسي» and
«رئيس فرنسا» are one, and so is the person whose title it is. A phrase without a state («الوزير», «وزارة الدفاع») is of
the last one of that role. A capital that does not say where something is stands for its state. «البلدان», «الطرفان» are
one pair. Two spellings of a name are one (`spellings`). Ids are good within one article and stand for no entry of a
register.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention
from hudna.ontology import TIMEX_TYPES

from .anaphors import anaphor_kind, anaphors, place_kind
from .capitals import capital_of
from .demonyms import demonym_forms
from .document import Document
from .gazetteer import gazetteer
from .lexicon import word_class
from .nominal_lexicon import nominal_entries
from .roles import plain_form, role_and_state
from .spellings import Named, one_spelling

_CONTEXT = "nominal_context"
_BY_ROLE = ("OCC", "ORG")
_SPELLED = ("PERS", "GPE", "LOC")
_DUAL = ("ان", "ين", "ا", "ي")
_COMMAS = ("", "،", ",")
_AGREEMENT = "LAW:agreement"
_COUNTRY_KEY = "country:"
_REACH = 20


def clusters(document: Document) -> Document:
    """Add nouns that come back to places, then give every entity mention the id of its cluster."""
    document = anaphors(document)
    keys = _Keys(document)
    for mention in document.mentions:
        if mention.type not in TIMEX_TYPES:
            keys.add(mention)
    named, spelled = keys.joined_with_titles(), one_spelling(keys.names())
    final = {id_: spelled.get(key, key) for id_, key in named.items()}
    return replace(
        document, mentions=tuple(_clustered(mention, final.get(mention.id)) for mention in document.mentions)
    )


def _clustered(mention: Mention, key: str | None) -> Mention:
    return replace(mention, entity_id=key) if key else mention


class _Keys:
    """The key of each mention, given in text order, since a later phrase may come back to an earlier one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._keys: dict[str, str] = {}
        self._last_of_role: dict[tuple[str, str], str] = {}
        self._last_place: dict[str, str] = {}
        self._own_country = ""

    def add(self, mention: Mention) -> None:
        """Give a mention its key."""
        key = self._key(mention)
        self._keys[mention.id] = key
        if kind := place_kind(self._document, mention):
            self._last_place[kind] = key

    def joined_with_titles(self) -> dict[str, str]:
        """Mention id → key, titles under the key of the person whose name stands beside them."""
        same: dict[str, str] = {}
        named = [mention for mention in self._document.mentions if mention.type in ("OCC", "PERS")]
        for before, after in pairwise(named):
            if before.type != after.type and self._adjacent(before, after):
                title, person = (before, after) if before.type == "OCC" else (after, before)
                same.setdefault(self._keys[title.id], self._keys[person.id])
        return {id_: same.get(key, key) for id_, key in self._keys.items()}

    def names(self) -> Iterator[Named]:
        """The names of persons and places in text order."""
        for mention in self._document.mentions:
            if mention.form == "NAM" and mention.type in _SPELLED:
                name = self._name(mention)
                place = gazetteer().get(name)
                key = place.key if place else self._keys[mention.id]
                yield Named(type=mention.type, words=tuple(name.split(" ")), key=key, is_known=place is not None)

    def _adjacent(self, before: Mention, after: Mention) -> bool:
        between = self._document.text[before.end : after.start].strip()
        return between == "" or (before.type == "PERS" and between in _COMMAS)

    def _key(self, mention: Mention) -> str:
        kind = anaphor_kind(self._document, mention)
        if kind in self._last_place:
            return self._own_country if self._is_owned(mention) and self._own_country else self._last_place[kind]
        name = self._name(mention)
        if place := gazetteer().get(name):
            return self._of_place(mention, place.key)
        if mention.form == "ADJ" and (demonym := demonym_forms().get(name)):
            return demonym.key
        return self._of_phrase(mention, name)

    def _name(self, mention: Mention) -> str:
        named = mention.head if mention.head and mention.form == "NAM" else mention.span
        return comparison_form(named.of(self._document.text))

    def _of_phrase(self, mention: Mention, name: str) -> str:
        if mention.type == "PERS":
            return f"PERS:{name.split(' ')[-1]}"
        if mention.form == "NAM" and mention.head != mention.span:
            return f"{mention.type}:{name.replace('_', ' ')}"
        role, state = role_and_state(self._document, mention)
        if mention.type in ("NORP", "GPE") and _is_pair(plain_form(self._document, mention)):
            return f"set:{state}"
        if mention.type == "LAW" and role.split(" ")[0] in word_class(_CONTEXT, "binding") and _is_truce(role):
            return _AGREEMENT
        return self._by_role(mention, role, state)

    def _is_owned(self, mention: Mention) -> bool:
        """Whether a pronoun follows («بلاده»): the country is that of the official who was named last."""
        return self._document.text[mention.end : mention.end + 1].isalpha()

    def _note_state(self, state: str) -> None:
        if state.startswith(_COUNTRY_KEY):
            self._own_country = state.split("+")[0]

    def _of_place(self, mention: Mention, key: str) -> str:
        """The key of a place; of its state for a capital that acts («باريس ترفض»)."""
        country = capital_of(key)
        return key if country is None or mention.head != mention.span or self._says_where(mention) else country

    def _says_where(self, mention: Mention) -> bool:
        """Whether the word before a capital tells of the city: «في باريس», «بباريس»."""
        before = self._document.text[max(0, mention.start - _REACH) : mention.start]
        if before[-1:].strip():
            return before.endswith("ب")
        return comparison_form(before).split(" ")[-1] in word_class(_CONTEXT, "where")

    def _by_role(self, mention: Mention, role: str, state: str) -> str:
        """Role and state. Without a state: the last of that role, or of a role that begins with that word."""
        last = self._last_of_role.get((mention.type, role))
        key = f"{mention.type}:{role}:{state}" if state or last is None else last
        self._last_of_role[mention.type, role] = key
        if mention.type in _BY_ROLE:
            self._last_of_role[mention.type, role.split(" ")[0]] = key
            self._note_state(state)
        return key


def _is_pair(name: str) -> bool:
    """Whether a phrase is of two sides or states: «الطرفان», «طرفي النزاع», «للبلدين»."""
    head = name.split(" ")[0]
    entry = nominal_entries().get(head) or nominal_entries().get(f"ا{head}")
    return entry is not None and entry.is_side and head.endswith(_DUAL)


def _is_truce(role: str) -> bool:
    """Whether an agreement is called no more than that, or is one to stop fighting."""
    rest = role.split(" ")[1:]
    return not rest or rest[0] in word_class(_CONTEXT, "truce")
