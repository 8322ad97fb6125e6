"""The labels of this benchmark: zones, entity types, event types with their roles.

`annotations/GUIDELINES.md` defines them; this table is what programs hold annotation to. Scoring does not use it:
other corpora bring their own labels.
"""

from __future__ import annotations

from dataclasses import dataclass

ZONE_TYPES = ("HEADLINE", "BODY", "CAPTION", "EMBED", "DATELINE", "FURNITURE", "TEASER", "SOURCE_LINE")
UNSCORED_ZONES = frozenset({"FURNITURE", "TEASER"})

TIMEX_TYPES = ("DATE", "TIME", "DURATION")
ENTITY_TYPES = ("PERS", "OCC", "NORP", "ORG", "GPE", "LOC", "FAC", "LAW", "VEH", "WEA")
MENTION_TYPES = ENTITY_TYPES + TIMEX_TYPES

COUNT_UNITS_OF_TIME = ("minute", "hour", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What may fill a role. A required role marks a full frame; it does not force a filler."""

    name: str
    required: bool = False
    takes_mention: bool = True
    takes_event: bool = False


def _role(spec: str) -> Role:
    """`Name`, `Name*` (required), `Name+` (mention or event), `Name=` (event only)."""
    name = spec.rstrip("*+=")
    marks = spec[len(name) :]
    return Role(
        name=name, required="*" in marks, takes_mention="=" not in marks, takes_event="+" in marks or "=" in marks
    )


_ROLES = {
    "Conflict.Clash": "Side* Territory Duration",
    "Conflict.Attack": "Attacker* Target* Instrument",
    "Conflict.Destroy": "Destroyer Artifact* Owner",
    "Conflict.Demonstrate": "Entity Target",
    "Life.Die": "Victim* Agent",
    "Life.Injure": "Victim* Agent",
    "Territory.Gain": "Gainer* Loser Territory*",
    "Territory.Hold": "Holder* Territory* Owner Duration",
    "Detain.Capture": "Captor Person*",
    "Detain.Release": "Releaser* Person*",
    "Exchange.Detainees": "Side* Item* Mediator",
    "Transfer.Handover": "Giver* Recipient Thing*",
    "Movement.Transport": "Agent Person* Vehicle Origin Destination",
    "Movement.Deploy": "Sender Force* Place*",
    "Agreement.Conclude": "Party* Mediator Instrument Topic=",
    "Agreement.Ceasefire": "Party*",
    "Agreement.EnterForce": "Instrument*",
    "Agreement.Violate": "Violator Instrument*+",
    "Contact.Meet": "Participant* Topic+ Duration",
    "Contact.Phone": "Participant*",
    "Contact.Mediate": "Mediator* Party Process=",
    "Contact.Request": "Requester* Recipient Content=",
    "Contact.Accuse": "Accuser* Accused* Content=",
    "Peace.Oversee": "Overseer Object*+",
}
_EVERYWHERE = "Time Start End Place"

EVENT_ROLES: dict[str, dict[str, Role]] = {
    type_: {role.name: role for role in map(_role, f"{_EVERYWHERE} {specs}".split())} for type_, specs in _ROLES.items()
}
"""Event type → role name → Role. Where a type lists Place itself (Deploy), its own entry wins."""

EVENT_TYPES = tuple(EVENT_ROLES)
