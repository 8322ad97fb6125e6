"""Which mentions are of one thing. Sets `entity_id` on entity mentions; needs all layers of mentions.

By name alone: places and nationalities by their gazetteer entry, other names and phrases by their words, a title and
the name after it together. Ids are good within one article and stand for no entry of a register.
"""

from __future__ import annotations

from dataclasses import replace

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention
from hudna.ontology import TIMEX_TYPES

from .demonyms import demonym_forms
from .document import Document
from .gazetteer import gazetteer


def clusters(document: Document) -> Document:
    """Give every entity mention the id of its cluster."""
    keys = {mention.id: _key(document, mention) for mention in document.mentions if mention.type not in TIMEX_TYPES}
    before: Mention | None = None
    for mention in document.mentions:
        if (
            before is not None
            and (before.type, mention.type) == ("OCC", "PERS")
            and _adjacent(document, before, mention)
        ):
            keys[before.id] = keys[mention.id]
        before = mention if before is None or mention.start >= before.end else before
    return replace(document, mentions=tuple(_clustered(mention, keys.get(mention.id)) for mention in document.mentions))


def _adjacent(document: Document, before: Mention, after: Mention) -> bool:
    return not document.text[before.end : after.start].strip()


def _clustered(mention: Mention, key: str | None) -> Mention:
    return replace(mention, entity_id=key) if key else mention


def _key(document: Document, mention: Mention) -> str:
    named = mention.head if mention.head and mention.form == "NAM" else mention.span
    name = comparison_form(named.of(document.text))
    if place := gazetteer().get(name):
        return place.key
    if country := demonym_forms().get(name) if mention.form == "ADJ" else None:
        return f"country:{country}"
    surname = name.split(" ")[-1] if mention.type == "PERS" else name.removeprefix("ال")
    return f"{mention.type}:{surname}"
