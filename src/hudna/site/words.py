"""The words that explain a mark, with each run of the other script isolated, as `bdi` does where elements can stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hudna.model import Event, Mention, NumericClaim
from hudna.show.rows import Row
from hudna.site.claim_rows import bounds, quantity

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: object) -> str:
    """`text` so that its direction disturbs nothing around it."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def joined(parts: Iterable[object | None]) -> str:
    """The parts that there are, apart by middle dots."""
    return " · ".join(isolated(part) for part in parts if part not in (None, ""))


def mention_note(mention: Mention, names: Mapping[str, str]) -> str:
    """Type, form, and what it stands for: `names` has the English name of an entity."""
    entity = mention.entity_id
    stands_for = None if entity is None else names.get(entity, entity)
    anchor = None if mention.anchor is None else f"anchor {mention.anchor}"
    return joined((mention.type, mention.form, stands_for, mention.value, mention.mod, anchor))


def event_note(event: Event, row: Row) -> str:
    """Type, trigger and factuality on one line, then a line a role."""
    head = joined((event.type, row["trigger"], factuality(row)))
    roles = (f"{argument['role']}{_implicit(argument)}: {isolated(argument['words'])}" for argument in row["arguments"])
    return "\n".join((head, *roles))


def claim_note(claim: NumericClaim, row: Row) -> str:
    """Value, interval and what is counted on one line, then who says it."""
    number = joined((claim.kind, quantity(row), claim.mod, bounds(row)))
    about = f"{row['about_type']} {row['about_role']}" if row["about_role"] else None
    return "\n".join(filter(None, (number, about and isolated(about), chain(row))))


def factuality(row: Row) -> str:
    """`ACTUAL`, `OTHER PLANNED`, with `negated` where polarity is NEG."""
    negated = "negated" if row["polarity"] == "NEG" else None
    return " ".join(filter(None, (row["realis"], row["realis_kind"], negated)))


def chain(row: Row) -> str:
    """Who says it, outermost first; the article itself where nobody is named."""
    said = " → ".join(map(_step, row["steps"]))
    return f"said by {said}" if said else "in the article's own voice"


def _step(step: Mapping[str, Any]) -> str:
    sources = _listed([isolated(source or "unnamed") for source in step["sources"]])
    return f"{sources} ({isolated(step['cue'])})" if step["cue"] else sources


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _implicit(argument: Mapping[str, Any]) -> str:
    return " (implicit)" if argument["implicit"] else ""
