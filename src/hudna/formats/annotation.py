"""The annotation form: one file per article and edition, one annotation a line, told apart by `layer`.

Lines, in this order: `article` (the header), `zone`, `mention`, `event`, `numeric_claim`, `exception`.
Every span that is not inside another stores its surface, so that a text that shifted is noticed.
The text itself is not in the file: it lies in `open/<id>.txt`, or wherever the source texts are. (A header may carry
`text`, which makes a file complete in itself; gold never does.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from hudna.files import write_file
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import decode, encode, lines_of, to_line
from hudna.model import Event, Mention, NumeralException, NumericClaim, Record, Zone
from hudna.surfaces import with_elided


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line: which text this annotates, by the SHA-256 of its bytes, and under which guidelines."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    article_id: str
    edition: str
    text_sha256: str
    guidelines: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFile:
    """A record with what only annotators need: guideline version, numeral exceptions, and the line of each item.

    `lines` maps (layer, index in its layer) to the 1-based line it was read from; empty for a file made in memory.
    """

    path: str
    record: Record
    guidelines: str
    exceptions: tuple[NumeralException, ...] = ()
    lines: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def line(self, layer: str, index: int = 0) -> int:
        """The line of an item, 1 where it is not known."""
        return self.lines.get((layer, index), 1)


LAYERS: dict[str, type] = {
    "article": Header,
    "zone": Zone,
    "mention": Mention,
    "event": Event,
    "numeric_claim": NumericClaim,
    "exception": NumeralException,
}


def read_annotation(path: Path) -> AnnotationFile:
    """Read one annotation file.

    Raises: InvalidDataError with a finding for every faulty line.
    """
    items: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
    lines: dict[tuple[str, int], int] = {}
    findings: list[Finding] = []
    for number, line in lines_of(path):
        try:
            layer, item = _read_line(line, path, number)
        except InvalidDataError as error:
            findings.extend(error.findings)
            continue
        lines[layer, len(items[layer])] = number
        items[layer].append(item)
    findings.extend(_header_findings(items["article"], lines, path, found_others=bool(findings)))
    if findings:
        raise InvalidDataError(findings)
    return _assemble(items, lines, path)


def annotation_text(annotation: AnnotationFile) -> str:
    """The file's content in canonical form: order of lines by layer, then by offset; order of keys as in the model."""
    record = with_elided(annotation.record)
    header = Header(
        article_id=record.article_id, edition=record.edition, guidelines=annotation.guidelines,
        text_sha256=record.text_sha256 or "", text=record.text,
    )  # fmt: skip
    ordered: dict[str, Iterable[Any]] = {
        "article": [header],
        "zone": sorted(record.zones, key=lambda zone: zone.start),
        "mention": sorted(record.mentions, key=lambda mention: (mention.start, -mention.end, mention.type)),
        "event": sorted(record.events, key=lambda event: (min(event.trigger), event.type)),
        "numeric_claim": sorted(record.numeric_claims, key=lambda claim: (claim.start, claim.end)),
        "exception": sorted(annotation.exceptions, key=lambda exception: exception.start),
    }
    return "".join(to_line({"layer": layer, **encode(item)}) for layer, group in ordered.items() for item in group)


def write_annotation(annotation: AnnotationFile, path: Path) -> None:
    """Write the canonical form, whole or not at all."""
    write_file(path, annotation_text(annotation).encode())


def with_text(annotation: AnnotationFile, text: str | None) -> AnnotationFile:
    """The same annotation, its record carrying `text`."""
    return replace(annotation, record=replace(annotation.record, text=text))


def _read_line(line: bytes, path: Path, number: int) -> tuple[str, Any]:
    try:
        data = json.loads(line, object_pairs_hook=_unique_keys)
    except (ValueError, RecursionError) as error:
        raise InvalidDataError([Finding(str(path), number, "json", f"found no JSON object: {error}")]) from None
    layer = data.pop("layer", None) if isinstance(data, dict) else None
    if not isinstance(layer, str) or layer not in LAYERS:
        found = f"found layer {layer!r:.60} against one of {', '.join(LAYERS)}"
        raise InvalidDataError([Finding(str(path), number, "layer", found)])
    return layer, decode(LAYERS[layer], json.dumps(data), path, number)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        repeated = sorted({key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1})
        raise ValueError(f"key {', '.join(repeated)} comes twice")
    return data


def _header_findings(
    headers: list[Header], lines: Mapping[tuple[str, int], int], path: Path, *, found_others: bool
) -> list[Finding]:
    if len(headers) == 1 and (lines["article", 0] == min(lines.values()) or found_others):
        return []
    if not headers and found_others:
        return []
    line = lines.get(("article", 1), 1)
    return [Finding(str(path), line, "header", f"found {len(headers)} article lines against one, before all others")]


def _assemble(items: dict[str, list[Any]], lines: dict[tuple[str, int], int], path: Path) -> AnnotationFile:
    header: Header = items["article"][0]
    record = Record(
        article_id=header.article_id, edition=header.edition, text_sha256=header.text_sha256, text=header.text,
        zones=tuple(items["zone"]), mentions=tuple(items["mention"]), events=tuple(items["event"]),
        numeric_claims=tuple(items["numeric_claim"]),
    )  # fmt: skip
    return AnnotationFile(
        path=str(path), record=record, guidelines=header.guidelines, exceptions=tuple(items["exception"]), lines=lines
    )
