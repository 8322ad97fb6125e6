"""Adjudication: the rows that decide what two passes disagree on, and reading them.

`annotations/adjudication/<edition>/<id>.jsonl` holds, one JSON object a line, first the shared names of ids

    {"ids": "entity", "a": "pows", "b": "prisoners", "gold": "armenian-pows-2021"}

(`entity`, `event` or `claim`; a side that has no such id is left out; ids that are not named keep their own name),
then a row for every disagreement:

    {"unit": "mention 10-20 NORP", "a": true, "decision": "b", "instead": "mention 12-20 NORP", "rule": "3.2", …}
    {"unit": "mention 12-20 NORP / form", "a": "NOM", "b": "NAM", "decision": "b", "rule": "3.1", "why": "…"}
    {"unit": "event Life.Die 3-7 / realis", "a": "ACTUAL", "b": "GENERIC", "decision": "other", "value": "OTHER", …}

`a` and `b` repeat what the passes say (left out where a pass has no such unit) and must be what they say. `decision`
is `a`, `b`, `other` (then `value` is the gold value) or `none` (the unit is dropped). `instead` says that a whole
annotation of one pass is another one with other boundaries or another type: everything that refers to it follows.
A row on what both passes agree on is a correction, and only `other` and `none` make sense there. `rule` is a section of
the guidelines, `why` the reason: neither may be empty. `text` gives the words of spans that neither pass has, as
`{"12-20": "…"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, lines_of

Side = Literal["a", "b"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedId:
    """Which ids of the two passes mean the same thing, and its name in gold."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    ids: Literal["entity", "event", "claim"]
    a: str | None = None
    b: str | None = None
    gold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decided unit."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    unit: str
    a: Any = None
    b: Any = None
    decision: Literal["a", "b", "other", "none"]
    value: Any = None
    instead: str | None = None
    rule: str
    why: str
    text: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """All decisions on one text, each with its line."""

    path: str
    ids: tuple[SharedId, ...] = ()
    decisions: tuple[tuple[int, Decision], ...] = ()

    def names(self, side: Side, kind: str) -> dict[str, str]:
        """Id in a pass → id in gold."""
        own = ((getattr(item, side), item.gold) for item in self.ids if item.ids == kind)
        return {id_: gold for id_, gold in own if id_ is not None}


def read_adjudication(path: Path) -> Adjudication:
    """The decisions of a file; none where there is no file.

    Raises: InvalidDataError with every faulty line.
    """
    if not path.exists():
        return Adjudication(path=str(path))
    ids: list[SharedId] = []
    decisions: list[tuple[int, Decision]] = []
    findings: list[Finding] = []
    for number, line in lines_of(path):
        try:
            if line.lstrip().startswith(b'{"ids"'):
                ids.append(decode(SharedId, line, path, number))
            else:
                decisions.append((number, decode(Decision, line, path, number)))
                findings.extend(_unreasoned(path, *decisions[-1]))
        except InvalidDataError as error:
            findings.extend(error.findings)
    if findings:
        raise InvalidDataError(findings)
    return Adjudication(path=str(path), ids=tuple(ids), decisions=tuple(decisions))


def _unreasoned(path: Path, number: int, decision: Decision) -> Iterator[Finding]:
    """What the printed row of a disagreement or correction leaves to be completed, and was not."""
    wanted = {"a section of the guidelines": ("rule", decision.rule), "a reason": ("why", decision.why)}
    for what, (name, value) in wanted.items():
        if not value.strip():
            found = f"found no `{name}` in the decision on {decision.unit} against {what}"
            yield Finding(str(path), number, "unreasoned-decision", found, "Complete the row.")
