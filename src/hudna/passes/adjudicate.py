"""Gold from two passes and the decisions on their disagreements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile
from hudna.passes.decisions import Adjudication, Decision, Side
from hudna.passes.rebuild import rebuild
from hudna.passes.units import FILLER, PART, Units, parent, surfaces_of, units_of

_ABSENT = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A unit that the passes see differently; a side that does not have it is None."""

    unit: str
    a: Any
    b: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """Two passes over one text, in units that carry gold's ids and what decisions say of boundaries and types.

    `unrenamed` has the names of all units before such decisions.
    """

    a: Units
    b: Units
    unrenamed: frozenset[str]
    surfaces: dict[str, str]
    base: AnnotationFile


def prepare(a: AnnotationFile, b: AnnotationFile, adjudication: Adjudication) -> Passes:
    """The units of both passes, renamed as the adjudication says."""
    surfaces = {**_surfaces(b), **_surfaces(a)}
    for _, decision in adjudication.decisions:
        surfaces.update(decision.text)
    raw = {side: units_of(_with_ids(of, adjudication, side)) for side, of in _sides(a, b)}
    units = {side: _renamed(own, adjudication) for side, own in raw.items()}
    unrenamed = frozenset({**raw["a"], **raw["b"]})
    return Passes(a=units["a"], b=units["b"], unrenamed=unrenamed, surfaces=surfaces, base=a)


def disagreements(passes: Passes) -> list[Disagreement]:
    """Every whole annotation that one pass alone has, and every part that differs where both have the whole."""
    found = []
    for unit in sorted({**passes.a, **passes.b}):
        if unit != parent(unit) and not (parent(unit) in passes.a and parent(unit) in passes.b):
            continue
        a, b = passes.a.get(unit), passes.b.get(unit)
        if a != b:
            found.append(Disagreement(unit=unit, a=a, b=b))
    return found


def adjudicated(a: AnnotationFile, b: AnnotationFile, adjudication: Adjudication) -> AnnotationFile:
    """The gold annotation.

    Raises: InvalidDataError for a disagreement without a row, a row that misquotes a pass or is of no disagreement,
    and decisions that do not add up to an annotation.
    """
    passes = prepare(a, b, adjudication)
    findings = [*_pending(passes, adjudication), *_misquoted(passes, adjudication)]
    if findings:
        raise InvalidDataError(findings)
    base = replace(passes.base, path=adjudication.path)
    return rebuild(_decided(passes, adjudication), passes.surfaces, base)


def _sides(a: AnnotationFile, b: AnnotationFile) -> tuple[tuple[Side, AnnotationFile], tuple[Side, AnnotationFile]]:
    return ("a", a), ("b", b)


def _surfaces(annotation: AnnotationFile) -> dict[str, str]:
    exceptions = {f"{item.start}-{item.end}": item.text for item in annotation.exceptions}
    return exceptions | surfaces_of(annotation.record)


def _with_ids(annotation: AnnotationFile, adjudication: Adjudication, side: Side) -> AnnotationFile:
    """The pass with gold's names of entities, events and claims."""
    entities, events, claims = (adjudication.names(side, kind) for kind in ("entity", "event", "claim"))
    record = annotation.record
    renamed = replace(
        record,
        mentions=tuple(replace(item, entity_id=_named(item.entity_id, entities)) for item in record.mentions),
        events=tuple(replace(item, event_id=_named(item.event_id, events)) for item in record.events),
        numeric_claims=tuple(
            replace(item, id=claims.get(item.id, item.id), subset_of=_named(item.subset_of, claims))
            for item in record.numeric_claims
        ),
    )
    return replace(annotation, record=renamed)


def _named(id_: str | None, names: dict[str, str]) -> str | None:
    return None if id_ is None else names.get(id_, id_)


def _renamed(units: Units, adjudication: Adjudication) -> Units:
    """Units in which each annotation that is decided to be another one carries that one's name."""
    names = {decision.unit: decision.instead for _, decision in adjudication.decisions if decision.instead}
    taken = {name for name in units if name not in names}
    renamed: Units = {}
    for unit, value in units.items():
        whole, is_part, part = unit.partition(PART)
        if whole in names and names[whole] in taken:
            continue  # the other one is there already: only what refers to this one moves
        role, is_filler, filler = part.partition(FILLER)
        part = f"{role}{is_filler}{names.get(filler, filler)}"
        renamed[f"{names.get(whole, whole)}{is_part}{part}"] = _renamed_value(value, names)
    return renamed


def _renamed_value(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed_value(item, names) for item in value]
    return {key: _renamed_value(item, names) for key, item in value.items()} if isinstance(value, dict) else value


def _rows(adjudication: Adjudication) -> Iterator[tuple[int, Decision]]:
    """The rows on units: those that rename were carried out already."""
    yield from ((line, decision) for line, decision in adjudication.decisions if decision.instead is None)


def _pending(passes: Passes, adjudication: Adjudication) -> Iterator[Finding]:
    decided = {decision.unit for _, decision in _rows(adjudication)}
    for item in disagreements(passes):
        if item.unit not in decided:
            message = f"found no decision on {item.unit}: {_said(item.a)} in a, {_said(item.b)} in b"
            yield Finding(adjudication.path, 0, "undecided", message)


def _misquoted(passes: Passes, adjudication: Adjudication) -> Iterator[Finding]:
    for line, decision in adjudication.decisions:
        if decision.instead is not None and decision.unit not in passes.unrenamed:
            message = f"found {decision.unit} against an annotation of a pass"
            yield Finding(adjudication.path, line, "misquoted", message)
    disputed = {item.unit for item in disagreements(passes)}
    for line, decision in _rows(adjudication):
        unit = decision.unit
        if (decision.a, decision.b) != (passes.a.get(unit), passes.b.get(unit)):
            says = f"{_said(passes.a.get(unit))} in a, {_said(passes.b.get(unit))} in b"
            message = f"found a decision on {unit} that quotes the passes wrongly against {says}"
            yield Finding(adjudication.path, line, "misquoted", message)
        if unit not in disputed and decision.decision in ("a", "b"):
            message = f"found a decision for {decision.decision} on {unit}, which the passes do not disagree on"
            yield Finding(adjudication.path, line, "no-disagreement", message)


def _decided(passes: Passes, adjudication: Adjudication) -> Units:
    """What both passes have, changed by the decisions in their order."""
    gold = {unit: value for unit, value in passes.a.items() if passes.b.get(unit, _ABSENT) == value}
    rows = sorted((decision for _, decision in _rows(adjudication)), key=lambda row: row.unit != parent(row.unit))
    for row in rows:
        source = {"a": passes.a, "b": passes.b, "other": {row.unit: row.value}, "none": {}}[row.decision]
        _apply(gold, row.unit, source)
    return gold


def _apply(gold: Units, unit: str, source: Units) -> None:
    """Take `unit` as `source` has it; a whole annotation that was not there comes with all its parts."""
    if unit not in source:
        dropped = [name for name in gold if name == unit or parent(name) == unit]
        for name in dropped:
            del gold[name]
        return
    was_there = unit in gold
    gold[unit] = source[unit]
    if unit == parent(unit) and not was_there:
        gold.update({name: value for name, value in source.items() if parent(name) == unit})


def _said(value: Any) -> str:
    return "nothing" if value is None else repr(value)
