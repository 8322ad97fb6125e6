"""What an office or a body is, and whose: «الرئيس الفرنسي» and «رئيس فرنسا» are «رئيس» of one state."""

from __future__ import annotations

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention

from .demonyms import demonym_forms
from .document import Document
from .gazetteer import gazetteer
from .lexicon import ALEFS_WITH_HAMZA, is_definite
from .nominal_lexicon import nominal_entries

_STATES = ("GPE", "ORG", "LOC")
_DOCUMENTS = ("بيان", "اعلان")
_SHORTEST_PLURAL = 5


def role_and_state(document: Document, mention: Mention) -> tuple[str, str]:
    """The words of a phrase outside the names in it, bare of the article, and the keys of those names; "" for none."""
    names = sorted(_names_inside(document, mention), key=lambda name: name.start)
    kept: list[str] = []
    position = mention.start
    for name in names:
        kept.append(document.text[position : name.start])
        position = name.end
    kept.append(document.text[position : mention.end])
    kept[0] = "ا" * _is_fused(document, mention) + kept[0]
    role = " ".join(word for word in map(plain_noun, " ".join(kept).split()) if word)
    return role, "+".join(sorted({_state(document, name) for name in names}))


def _names_inside(document: Document, mention: Mention) -> list[Mention]:
    """The outermost names and bodies inside a phrase."""
    inside = [
        other
        for other in document.mentions_within(mention.span)
        if other.type in _STATES and other.span != mention.span
    ]
    return [name for name in inside if not any(_holds(other, name) for other in inside)]


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.id != inner.id and outer.start <= inner.start and inner.end <= outer.end


def _state(document: Document, mention: Mention) -> str:
    """What a name inside stands for: countries by their entry, so that name and adjective are one."""
    name = mention.span.of(document.text)
    form = comparison_form(name)
    if demonym := demonym_forms().get(form):
        return demonym.key
    place = gazetteer().get(form)
    return place.key if place else " ".join(map(plain_noun, name.split()))


def plain_form(document: Document, mention: Mention) -> str:
    """A mention's words in comparison form; «لجيش» of «للجيش» gets its article back, _ in a hashtag is a space."""
    return comparison_form("ا" * _is_fused(document, mention) + mention.span.of(document.text)).replace("_", " ")


def plain_noun(word: str) -> str:
    """A noun of the text in comparison form, without article and case ending.

    «البيان» and «بيانا» are one, «المشاركون» and «المشاركين», «ألغام» and «الألغام».
    """
    form = comparison_form(word)
    bare = form.removeprefix("ال") if is_definite(form) and word[0] not in ALEFS_WITH_HAMZA else form
    if bare.endswith("ا") and (bare[:-1] in nominal_entries() or bare[:-1] in _DOCUMENTS):
        return bare[:-1]
    return f"{bare[:-2]}ين" if bare.endswith("ون") and len(bare) > _SHORTEST_PLURAL else bare


def _is_fused(document: Document, mention: Mention) -> bool:
    return document.text[max(0, mention.start - 1) : mention.start + 1] == "لل"
