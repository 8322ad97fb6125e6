"""`annotation.conf`, `visual.conf` and `tools.conf`, from the ontology and the model's closed lists.

Source: https://brat.nlplab.org/configuration.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from hudna.exchange.brat import names
from hudna.exchange.brat.names import Attribute, role_name, to_brat
from hudna.ontology import ENTITY_TYPES, EVENT_ROLES, EVENT_TYPES, MENTION_TYPES, TIMEX_TYPES, ZONE_TYPES, Role

_TIMEX_ROLES = frozenset({"Time", "Start", "End", "Duration"})
_ZONES = tuple(names.ZONE + to_brat(type_) for type_ in ZONE_TYPES)
_ROLES = tuple(sorted({role for roles in EVENT_ROLES.values() for role in roles}))
_SUPPORT = (*names.PARTS.values(), names.HEAD, names.EXCEPTION, names.ARTICLE)

# Tints that stay apart for readers who do not tell red from green (after Okabe and Ito), grey for what only holds data.
_COLOURS = {
    "PERS": "#ffd37f", "OCC": "#ffe9bf", "NORP": "#f5e663", "ORG": "#9ad1f2", "GPE": "#7fd1b9", "LOC": "#bfe8dc",
    "FAC": "#d5e8bf", "LAW": "#e3b7d0", "VEH": "#e8c9a5", "WEA": "#f0b49a", "DATE": "#cfd8ff", "TIME": "#dfe5ff",
    "DURATION": "#c3c9ea", names.CLAIM: "#f08a4b", names.LINK: "#b8a2d8",
    **dict.fromkeys((*_ZONES, *_SUPPORT), "#e6e6e6"),
}  # fmt: skip
_EVENT_COLOUR = "#adc8e6"


def annotation_conf() -> str:
    """What may be annotated."""
    sections = {"entities": _entities(), "relations": _relations(), "events": _events(), "attributes": _attributes()}
    return _sections(sections)


def visual_conf() -> str:
    """How it is shown: labels as in the guidelines, right to left."""
    options = iter(["Arcs\tbundle:all", "Text\tdirection:rtl"])
    return _sections({"labels": _labels(), "drawing": _drawing(), "options": options})


def tools_conf() -> str:
    """How brat cuts the text: sentences at line ends, as the articles' paragraphs are."""
    options = ["Tokens\ttokenizer:whitespace", "Sentences\tsplitter:newline", "Validation\tvalidate:none"]
    return _sections({"options": iter([*options, "Annotation-log\tlogfile:<NONE>"])})


def _sections(sections: Mapping[str, Iterator[str]]) -> str:
    return "\n".join("".join(f"{line}\n" for line in (f"[{name}]", *lines)) for name, lines in sections.items())


def _macros() -> Iterator[str]:
    yield f"<MENTION>={'|'.join(map(to_brat, ENTITY_TYPES))}"
    yield f"<TIMEX>={'|'.join(map(to_brat, TIMEX_TYPES))}"
    yield f"<HAPPENING>={'|'.join(map(to_brat, EVENT_TYPES))}"


def _entities() -> Iterator[str]:
    groups = {"Entity": ENTITY_TYPES, "Timex": TIMEX_TYPES}
    for name, types in groups.items():
        yield f"!{name}"
        yield from (f"\t{to_brat(type_)}" for type_ in types)
    yield "!Support"
    yield from (f"\t{type_}" for type_ in (*_SUPPORT, *_ZONES))


def _relations() -> Iterator[str]:
    yield from _macros()
    yield f"Head\tArg1:<MENTION>|<TIMEX>, Arg2:{names.HEAD}"
    yield "Anchor\tArg1:<TIMEX>, Arg2:<MENTION>|<TIMEX>"
    yield "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"


def _events() -> Iterator[str]:
    yield from _macros()
    for group, types in groupby(EVENT_TYPES, key=lambda type_: type_.split(".")[0]):
        yield f"!{to_brat(group)}"
        yield from (f"\t{to_brat(type_)}\t{_arguments(EVENT_ROLES[type_])}" for type_ in types)
    parts = [f"{key.capitalize()}?:{type_}" for key, type_ in names.PARTS.items()]
    links = ["Quantified*:<MENTION>", f"SubsetOf?:{names.CLAIM}", f"Attribution*:{names.LINK}|<MENTION>"]
    about = [f"{names.ABOUT}{role_name(role)}?:<HAPPENING>" for role in _ROLES]
    stances = [f"{stance}*:<MENTION>" for stance in names.STANCE]
    yield f"{names.CLAIM}\t{', '.join([*parts, *links, *about, *stances])}"
    yield f"{names.LINK}\tSource?:<MENTION>"


def _arguments(roles: Mapping[str, Role]) -> str:
    """All roles of a type; none is mandatory, because a star marks a full frame and does not force a filler."""
    found = []
    for role in roles.values():
        fillers = "|".join(_fillers(role))
        found.append(f"{role_name(role.name)}*:{fillers}")
        if role.required:
            found.append(f"{role_name(role.name)}{names.IMPLICIT}*:{fillers}")
    return ", ".join(found)


def _fillers(role: Role) -> Iterator[str]:
    if role.takes_mention:
        yield "<TIMEX>" if role.name in _TIMEX_ROLES else "<MENTION>"
    if role.takes_event:
        yield "<HAPPENING>"


def _attributes() -> Iterator[str]:
    yield from _macros()
    groups = {
        "<MENTION>|<TIMEX>": names.MENTION_ATTRIBUTES,
        "<HAPPENING>": names.EVENT_ATTRIBUTES,
        names.CLAIM: names.CLAIM_ATTRIBUTES,
        names.EXCEPTION: names.EXCEPTION_ATTRIBUTES,
    }
    for owner, attributes in groups.items():
        yield from (f"{name}\tArg:{owner}{_values(attribute)}" for name, attribute in attributes.items())


def _values(attribute: Attribute) -> str:
    return f", Value:{'|'.join(attribute.values)}" if attribute.values else ""


def _labels() -> Iterator[str]:
    """Name in the file, then what brat shows, the longest that fits."""
    for type_ in MENTION_TYPES:
        yield f"{to_brat(type_)} | {type_}"
    for type_ in EVENT_TYPES:
        yield f"{to_brat(type_)} | {type_} | {type_.split('.')[-1]}"
    for zone, type_ in zip(_ZONES, ZONE_TYPES, strict=True):
        yield f"{zone} | Zone {type_} | {type_}"
    for name in (*_SUPPORT, names.CLAIM, names.LINK):
        yield f"{name} | {name.replace('_', ' ')} | {name.split('_')[-1]}"
    for role in _ROLES:
        yield f"{role_name(role)} | {role}"
        yield f"{role_name(role)}{names.IMPLICIT} | {role} (implicit) | {role}*"
        yield f"{names.ABOUT}{role_name(role)} | about: {role} | {role}"
    for name, value in names.STANCE.items():
        yield f"{name} | stance {value} | {value}"


def _drawing() -> Iterator[str]:
    yield "SPAN_DEFAULT\tfgColor:black, bgColor:white, borderColor:darken"
    yield "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"
    yield "ATTRIBUTE_DEFAULT\tglyph:*"
    colours = {**_COLOURS, **dict.fromkeys(EVENT_TYPES, _EVENT_COLOUR)}
    yield from (f"{to_brat(name) if name in EVENT_TYPES else name}\tbgColor:{code}" for name, code in colours.items())
    yield "Head\tcolor:grey, dashArray:3-3"
    yield "Anchor\tcolor:grey, dashArray:3-3"
