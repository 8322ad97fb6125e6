"""The labels that a corpus uses, written down: what gold and predictions are held to, if anything.

Without a schema labels are taken as found. A file is YAML, or JSON if it ends in `.json`:

    mention_types: [PERS, ORG, GPE]
    timex_types: [DATE]                 # mentions too, of times
    event_types:
      Conflict.Attack: [Attacker, Target, Place]
      Life.Die: []                      # an event without roles
    unscored_zones: [FURNITURE]

What is left out is not checked. In YAML every scalar is a string here, so that a label may be called NO or 1.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, read_bytes
from hudna.formats.interchange import Located
from hudna.texts import decode_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Types of mentions, of events with their roles, of time expressions, and the zones that are not scored.

    None means not said. `timex_types` are mention types too; they are checked only beside `mention_types`.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    mention_types: tuple[str, ...] | None = None
    event_types: Mapping[str, tuple[str, ...]] | None = None
    timex_types: tuple[str, ...] | None = None
    unscored_zones: tuple[str, ...] | None = None

    @property
    def all_mention_types(self) -> frozenset[str] | None:
        """All types that a mention may have, None for any."""
        return None if self.mention_types is None else frozenset((*self.mention_types, *(self.timex_types or ())))


def read_schema(path: str | Path) -> Schema:
    """The schema that a file holds.

    Raises: InvalidDataError with every fault of the file.
    """
    path = Path(path)
    text = decode_text(read_bytes(path), path).removeprefix("\ufeff")
    data = _json(text, path) if path.suffix.casefold() == ".json" else _yaml(text, path)
    try:
        line = json.dumps(data)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidDataError([Finding(str(path), 1, "schema", f"found {error!s:.120}")]) from None
    schema = decode(Schema, line, path, 1)
    if schema == Schema():
        found = "found no list of types against at least one of mention_types, timex_types, event_types, unscored_zones"
        raise InvalidDataError([Finding(str(path), 1, "schema", found)])
    return schema


def schema_findings(schema: Schema, located: Located) -> Iterator[Finding]:
    """A finding for each type of a mention or event, and each role of a known event type, that the schema lacks."""
    record = located.record
    mention_types = schema.all_mention_types
    for mention in record.mentions:
        if mention_types is not None and mention.type not in mention_types:
            yield _unknown(located, "unknown-type", f"{mention.id}: found type", mention.type, mention_types)
    if schema.event_types is None:
        return
    for event in record.events:
        roles = schema.event_types.get(event.type)
        if roles is None:
            yield _unknown(located, "unknown-type", f"{event.id}: found event type", event.type, schema.event_types)
            continue
        for argument in event.arguments:
            if argument.role not in roles:
                yield _unknown(located, "unknown-role", f"{event.id}: found role", argument.role, roles, event.type)


def _unknown(
    located: Located, rule: str, found: str, label: str, known: Iterable[str], owner: str = "the schema"
) -> Finding:
    known = sorted(known)
    close = get_close_matches(label, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else ""
    message = f"{found} {label!r:.60} against the {len(known)} of {owner:.60}"
    return Finding(located.path, located.line, rule, message, hint)


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidDataError([Finding(str(path), line, "json", f"found no JSON: {error!s:.120}")]) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"key {key!r:.60} comes twice")
    return data


def _yaml(text: str, path: Path) -> Any:
    from hudna_eval.sources.schema_yaml import YamlError, load

    try:
        return load(text)
    except YamlError as error:
        raise InvalidDataError([Finding(str(path), error.line, "yaml", f"found no YAML: {error}")]) from None
