"""Units back to an annotation file: the reverse of `units_of`, with new ids in text order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hudna.findings import Finding, InvalidDataError
from hudna.formats.annotation import AnnotationFile
from hudna.formats.decode import decode
from hudna.model import Event, Mention, NumeralException, NumericClaim, Record, Zone
from hudna.passes.units import CLAIM_PARTS, EVENT_PARTS, FILLER, MENTION_PARTS, PART, Units

T = TypeVar("T")
Data = dict[str, Any]


def rebuild(units: Units, surfaces: Mapping[str, str], base: AnnotationFile) -> AnnotationFile:
    """The annotation that has just these units; header and path come from `base`.

    Raises: InvalidDataError for a unit whose parent is not there, a filler that names nothing, a span whose words
    are not in `surfaces`, or values outside the form.
    """
    return _Rebuild(units, surfaces, base).annotation()


class _Rebuild:
    def __init__(self, units: Units, surfaces: Mapping[str, str], base: AnnotationFile) -> None:
        self.base = base
        self.surfaces = surfaces
        self.items: dict[str, Data] = {name: {} for name in units if PART not in name}
        self.units = units
        for unit, value in units.items():
            name, is_part, part = unit.partition(PART)
            if is_part:
                self._item(name, unit)[part] = value
        self.ids = self._ids()

    def annotation(self) -> AnnotationFile:
        record = Record(
            article_id=self.base.record.article_id,
            edition=self.base.record.edition,
            text_sha256=self.base.record.text_sha256,
            zones=self._all("zone", Zone, self._zone),
            mentions=self._all("mention", Mention, self._mention),
            events=self._all("event", Event, self._event),
            numeric_claims=self._all("claim", NumericClaim, self._claim),
        )
        exceptions = self._all("exception", NumeralException, self._exception)
        return AnnotationFile(
            path=self.base.path, record=record, guidelines=self.base.guidelines, exceptions=exceptions
        )

    def _item(self, name: str, unit: str) -> Data:
        if name not in self.items:
            raise self._fault("orphan-unit", f"found {unit} without {name}")
        return self.items[name]

    def _ids(self) -> dict[str, str]:
        """Unit name → new id, in the order of the canonical form."""
        mentions = sorted((name for name in self.items if name.startswith("mention ")), key=_mention_order)
        events = sorted((name for name in self.items if name.startswith("event ")), key=_event_order)
        ids = {name: f"T{number}" for number, name in enumerate(mentions, start=1)}
        ids |= {name: f"E{number}" for number, name in enumerate(events, start=1)}
        return ids | {
            name: data["id"] for name, data in self.items.items() if name.startswith("claim ") and "id" in data
        }

    def _all(self, layer: str, kind: type[T], data_of: Callable[[str], Data]) -> tuple[T, ...]:
        names = [name for name in self.items if name.startswith(f"{layer} ")]
        made = [(name, json.dumps(data_of(name), ensure_ascii=False)) for name in names]
        order = {name: number for number, name in enumerate(self.ids)}
        made.sort(key=lambda item: (order.get(item[0], -1), _start(item[0])))
        return tuple(decode(kind, line, self.base.path, 0) for _, line in made)

    def _zone(self, name: str) -> Data:
        start, end = _span(name.split()[1])
        return {"type": self.units[name], "start": start, "end": end}

    def _exception(self, name: str) -> Data:
        start, end = _span(name.split()[1])
        return {"start": start, "end": end, "text": self._surface(name.split()[1]), "reason": self.units[name]}

    def _mention(self, name: str) -> Data:
        _, place, type_ = name.split(" ", 2)
        start, end = _span(place)
        parts = {part: self.items[name][part] for part in MENTION_PARTS if part in self.items[name]}
        if parts.get("anchor", "dateline") != "dateline":
            parts["anchor"] = self._id(parts["anchor"], name)
        return {"id": self.ids[name], "type": type_, "start": start, "end": end, "text": self._surface(place), **parts}

    def _event(self, name: str) -> Data:
        _, type_, places = name.split(" ", 2)
        item = self.items[name]
        ordered = sorted(places.split(","), key=lambda place: (place != item.get("head"), _span(place)))
        arguments = [
            {"role": part.partition(FILLER)[0], "filler": self._id(part.partition(FILLER)[2], name), **value}
            for part, value in item.items()
            if FILLER in part
        ]
        return {
            "id": self.ids[name], "type": type_, "trigger": [_span(place) for place in ordered],
            "trigger_text": [self._surface(place) for place in ordered],
            **{part: item[part] for part in EVENT_PARTS if part in item},
            "arguments": sorted(arguments, key=self._argument_order),
        }  # fmt: skip

    def _argument_order(self, argument: Data) -> tuple[str, int, str]:
        name = next(
            name for name, id_ in self.ids.items() if id_ == argument["filler"] and not name.startswith("claim")
        )
        return argument["role"], _start(name), argument["filler"]

    def _claim(self, name: str) -> Data:
        place = name.split()[1]
        start, end = _span(place)
        item = self.items[name]
        parts = {part: item[part] for part in CLAIM_PARTS if part in item}
        self._link(parts, name)
        quantified = [part.partition(FILLER)[2] for part in item if part.startswith(f"quantified{FILLER}")]
        return {
            "start": start, "end": end, "text": self._surface(place), **parts,
            "quantified": [self._id(mention, name) for mention in sorted(quantified, key=_mention_order)],
        }  # fmt: skip

    def _link(self, parts: Data, name: str) -> None:
        """Unit names in a claim's parts become ids, in place."""
        if "about" in parts:
            parts["about"] = {"event": self._id(parts["about"]["event"], name), "role": parts["about"]["role"]}
        if "subset_of" in parts:
            parts["subset_of"] = self._id(parts["subset_of"], name)
        if "stance" in parts:
            parts["stance"] = [{**one, "source": self._id(one["source"], name)} for one in parts["stance"]]
        if "attribution" in parts:
            parts["attribution"] = [self._attribution(link, name) for link in parts["attribution"]]

    def _attribution(self, link: Data, name: str) -> Data:
        source = None if link["source"] is None else self._id(link["source"], name)
        if link.get("cue") is None:
            return {"source": source}
        return {"source": source, "cue": _span(link["cue"]), "cue_text": self._surface(link["cue"])}

    def _id(self, unit: str, of: str) -> str:
        if unit not in self.ids:
            raise self._fault("orphan-unit", f"found {unit} as a part of {of}, where it is no annotation")
        return self.ids[unit]

    def _surface(self, place: str) -> str:
        if place not in self.surfaces:
            raise self._fault("surface-missing", f"found no words for {place} in the passes or the decisions")
        return self.surfaces[place]

    def _fault(self, rule: str, message: str) -> InvalidDataError:
        return InvalidDataError([Finding(self.base.path, 0, rule, message)])


def _span(place: str) -> list[int]:
    return [int(offset) for offset in place.split("-")]


def _start(name: str) -> int:
    """Where an annotation begins, read off its unit name."""
    place = name.split(" ")[2 if name.startswith("event ") else 1]
    return _span(place.split(",")[0])[0]


def _mention_order(name: str) -> tuple[int, int, str]:
    _, place, type_ = name.split(" ", 2)
    start, end = _span(place)
    return start, -end, type_


def _event_order(name: str) -> tuple[list[int], str]:
    _, type_, places = name.split(" ", 2)
    return _span(places.split(",")[0]), type_
