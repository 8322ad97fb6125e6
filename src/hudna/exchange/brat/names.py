"""Names in brat files: labels within brat's alphabet, what this project adds to them, and key=value notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints
from urllib.parse import unquote

from hudna import model

# A label as `to_brat` writes it has an even number of underscores. These have one, so that they are never a label.
ARTICLE = "Hudna_Article"
ZONE = "Zone_"
HEAD = "Mention_Head"
CLAIM = "Numeric_Claim"
PARTS = {"number": "Claim_Number", "modifier": "Claim_Modifier", "unit": "Claim_Unit"}
LINK = "Claim_Attribution"
EXCEPTION = "Numeral_Exception"
HELD_BY_ANOTHER = frozenset({HEAD, CLAIM, LINK, *PARTS.values()})
"""Types of T that mean nothing unless a relation or an event refers to them."""

ABOUT = "About_"
IMPLICIT = "_implicit"
STANCE = {f"Stance_{v.replace('+', 'plus').replace('-', 'minus')}": v for v in get_args(model.StanceValue)}
"""Role of a source → its stance; brat has no + in names."""

NOTE = "AnnotatorNotes"

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
_ESCAPE = re.compile(r"_((?:10|[0-9a-f])?[0-9a-f]{1,4}|)_")
_NUMBERED = re.compile(r"(.*?)([0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A brat attribute: the key that it holds, and its values; a flag has none."""

    key: str
    values: tuple[str, ...] = ()


MENTION_ATTRIBUTES = {
    "Form": Attribute(key="form", values=get_args(model.Form)),
    "TimexMod": Attribute(key="mod", values=get_args(model.TimexMod)),
}
EVENT_ATTRIBUTES = {
    "Polarity": Attribute(key="polarity", values=get_args(model.Polarity)),
    "Realis": Attribute(key="realis", values=get_args(model.Realis)),
    "RealisKind": Attribute(key="realis_kind", values=get_args(model.RealisKind)),
}
CLAIM_ATTRIBUTES = {
    "ClaimKind": Attribute(key="kind", values=get_args(model.ClaimKind)),
    "ClaimMod": Attribute(key="mod", values=get_args(model.ClaimMod)),
    "Conjoint": Attribute(key="conjoint"),
}
EXCEPTION_ATTRIBUTES = {
    "Reason": Attribute(key="reason", values=get_args(get_type_hints(model.NumeralException)["reason"])),
}


def to_brat(label: str) -> str:
    """A label in brat's alphabet (letters, digits, hyphen, underscore)."""
    return "".join(map(_escaped, label)) or "__"


def from_brat(name: str) -> str:
    """The label that `to_brat` wrote; a name from elsewhere keeps what is no escape."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "", name.replace("-", "."))


def role_name(label: str) -> str:
    """A role in brat's alphabet, without a digit at its end: there brat counts."""
    name = to_brat(label)
    return f"{name[:-1]}_{ord(name[-1]):x}_" if name[-1].isdigit() else name


def numbered(role: str, count: int) -> str:
    """`Side`, `Side2`, `Side3`: how brat tells the fillers of a role apart."""
    return role if count == 1 else f"{role}{count}"


def zone_type(name: str) -> str | None:
    """The type of the zone that a T of this name stands for, None if it stands for none."""
    return from_brat(name.removeprefix(ZONE)) if name.startswith(ZONE) and name.count("_") % 2 else None


def is_implicit(role: str) -> bool:
    """Whether a role carries the mark of an implicit filler; an odd underscore tells it from a label's own letters."""
    return role.endswith(IMPLICIT) and role.count("_") % 2 == 1


def unnumbered(name: str) -> str:
    """The role without its number."""
    match = _NUMBERED.fullmatch(name)
    return match[1] if match else name


def note_text(values: Mapping[str, Any]) -> str:
    """`key=value key=value`; what is None is left out, and spaces and invisible characters are percent-encoded."""
    return " ".join(f"{key}={_quoted(str(value))}" for key, value in values.items() if value is not None)


def read_note(text: str) -> dict[str, str]:
    """The keys and values of a note.

    Raises: ValueError for a word without `=`, a key that comes twice or a broken percent-encoding.
    """
    values: dict[str, str] = {}
    for word in text.split():
        key, equals, value = word.partition("=")
        if not equals:
            raise ValueError(f"found {word!r:.60} against key=value")
        if key in values:
            raise ValueError(f"found key {key} twice against once")
        values[key] = unquote(value, errors="strict")
    return values


def _escaped(char: str) -> str:
    if char == ".":
        return "-"
    return char if char.isascii() and char.isalnum() else f"_{ord(char):x}_"


def _quoted(value: str) -> str:
    return "".join(map(_percent, value))


def _percent(char: str) -> str:
    if char != "%" and not char.isspace() and unicodedata.category(char) not in _HIDDEN:
        return char
    return "".join(f"%{byte:02X}" for byte in char.encode())
