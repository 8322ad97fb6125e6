"""The norms of counted kinds, a closed list: what the reader says of the noun, else what its mention says.

Source: annotation guidelines, section 8.3.
"""

from __future__ import annotations

from functools import reduce

from hudna.arabic.quantities import Quantity, counted_norm
from hudna.model import Mention

PERSON, THING, VEHICLE = "person", "thing", "vehicle"
PEOPLE = frozenset({"body", "prisoner", "detainee", "soldier", "civilian", PERSON})
OTHERS = frozenset(
    {
        "city",
        "town",
        "village",
        "province",
        "district",
        "tank",
        "aircraft",
        "air-defence-system",
        VEHICLE,
        "weapon",
        THING,
    }
)
_PEOPLE_TYPES = frozenset({"PERS", "OCC", "NORP"})
_COVERING = {frozenset({"tank", VEHICLE}): VEHICLE, frozenset({"air-defence-system", "weapon"}): "weapon"}


def norm_of(quantity: Quantity, quantified: list[Mention]) -> str | None:
    """The norm of a quantity; of a conjoint one the narrowest that covers all; None where a count names nothing."""
    if quantity.kind != "COUNT":
        return quantity.unit_norm
    if not quantified:
        return _listed(quantity.unit_norm) if quantity.unit else None
    own = quantity.unit_norm or _of_mention(quantified[0])
    return reduce(_covering, (_of_mention(mention) for mention in quantified[1:]), _listed(own))


def _of_mention(mention: Mention) -> str:
    words = (mention.text or "").split()
    phrases = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    named = next((norm for phrase in phrases if (norm := counted_norm(phrase))), None)
    return _listed(named or (PERSON if mention.type in _PEOPLE_TYPES else THING))


def _listed(norm: str | None) -> str:
    return norm if norm in PEOPLE or norm in OTHERS else THING


def _covering(one: str | None, other: str) -> str:
    if one == other:
        return other
    if one in PEOPLE and other in PEOPLE:
        return PERSON
    return _COVERING.get(frozenset({one or THING, other}), THING)
