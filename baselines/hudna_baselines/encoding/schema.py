"""The labels that models choose from. All of them are closed lists in a fixed order: an index means the same label
in every run, whatever was trained on.

Layers of tags have one label a word. A mention layer is one type's own, so that mentions of different types nest;
GPE and NORP, which nest in themselves, have a second layer for what stands inside another one of the type.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Literal

from hudna.ontology import ENTITY_TYPES, EVENT_ROLES, EVENT_TYPES, MENTION_TYPES

OUTSIDE = "O"
INNER = ".inner"
"""Ends the name of the layer of mentions that stand inside a mention of their own type."""

_SELF_NESTING = ("GPE", "NORP")
CLAIM_KINDS = ("COUNT", "PROPORTION", "DURATION")

MENTION_LAYERS = (*MENTION_TYPES, *(f"{type_}{INNER}" for type_ in _SELF_NESTING))
TRIGGER, NUMBER, CUE = "trigger", "number", "cue"
SPAN_LAYERS = (*MENTION_LAYERS, TRIGGER, NUMBER, CUE)
CLITIC_LAYERS = ("proclitic", "enclitic")
"""How many letters of a word stand before what it names, and after it. Properties of words, not of spans."""


def _bio(labels: tuple[str, ...], marks: str = "BI") -> tuple[str, ...]:
    return (OUTSIDE, *(f"{mark}-{label}" for label, mark in product(labels, marks)))


LAYERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(MENTION_LAYERS, (OUTSIDE, "B", "I")),
    TRIGGER: _bio(EVENT_TYPES, "BIC"),
    NUMBER: _bio(CLAIM_KINDS),
    CUE: (OUTSIDE, "B", "I"),
    "proclitic": ("0", "1", "2"),
    "enclitic": ("0", "1", "2", "3"),
}
"""Layer → its labels; the first one (index 0) is the default.

B begins a span, I continues it, C begins a further fragment of the trigger of that type before it in the sentence."""

IGNORED = -1
"""In place of a label's index where gold says nothing: not to be trained on."""

Kind = Literal["mention", "trigger", "number", "cue"]

TASKS: Mapping[str, tuple[str, ...]] = {
    "polarity": ("POS", "NEG"),
    "realis": (
        "ACTUAL", "GENERIC", "OTHER", "OTHER-PLANNED", "OTHER-DEMANDED", "OTHER-CONDITIONAL", "OTHER-POSSIBLE",
    ),
    "form": ("NAM", "NOM", "PRO", "ADJ"),
    "head": ("whole", "first", *(f"{left}+{right}" for left, right in product(range(4), repeat=2) if left + right)),
}  # fmt: skip
"""Task → the labels of an item; the first one is the default.

`head` of a mention: all of it; its first word; or «left+right», what is left without so many words of it at the front
(a classifier) and at the end (an adjective)."""


def tasks_of(kind: Kind, label: str) -> tuple[str, ...]:
    """The tasks that apply to an item: of a trigger polarity and realis, of an entity mention form and head."""
    if kind == "trigger":
        return ("polarity", "realis")
    return ("form", "head") if kind == "mention" and label in ENTITY_TYPES else ()


Relation = Literal["argument", "quantified", "about", "attribution", "source"]

_ROLES = tuple(sorted({name for roles in EVENT_ROLES.values() for name in roles}))
YES = "YES"

RELATIONS: Mapping[Relation, tuple[str, ...]] = {
    "argument": _ROLES,
    "quantified": (YES,),
    "about": _ROLES,
    "attribution": (YES,),
    "source": (YES,),
}
"""Relation → its labels, without the one for «no link», which is None."""
