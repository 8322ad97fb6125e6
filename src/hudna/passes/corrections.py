"""Corrections: gold that was changed by hand as rows for the adjudication file, from which it then follows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hudna.formats.annotation import AnnotationFile, read_annotation
from hudna.passes.adjudicate import Passes, prepare
from hudna.passes.decisions import read_adjudication
from hudna.passes.folder import gold_of, read_passes, texts
from hudna.passes.units import Units, parent, surfaces_of, units_of

_SPAN = re.compile(r"\d+-\d+")


def correction_rows(folder: Path, only: str | None) -> Iterator[dict[str, Any]]:
    """A row to complete with `rule` and `why` for every unit in which gold differs from what passes and decisions give.

    Raises: InvalidDataError where passes and decisions do not add up to gold, or gold has not the form.
    """
    for text in texts(folder, only):
        gold = read_annotation(folder / "gold" / f"{text}.jsonl")
        derived = units_of(gold_of(folder, text))
        passes = prepare(*read_passes(folder, text), read_adjudication(folder / "adjudication" / f"{text}.jsonl"))
        yield from _rows(derived, units_of(gold), passes, _unknown_words(gold, passes))


def _unknown_words(gold: AnnotationFile, passes: Passes) -> dict[str, str]:
    """Span → its words, for the spans of gold that neither pass has."""
    known = surfaces_of(gold.record) | {f"{item.start}-{item.end}": item.text for item in gold.exceptions}
    return {span: words for span, words in known.items() if span not in passes.surfaces}


def _rows(derived: Units, gold: Units, passes: Passes, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for unit in sorted({**derived, **gold}, key=lambda unit: (parent(unit), unit)):
        if derived.get(unit) == gold.get(unit) or (parent(unit) != unit and parent(unit) not in gold):
            continue  # the parts of what is dropped go with it
        sides = {side: own[unit] for side, own in (("a", passes.a), ("b", passes.b)) if unit in own}
        value = {"decision": "other", "value": gold[unit]} if unit in gold else {"decision": "none"}
        yield {"unit": unit, **sides, **value, "rule": "", "why": "", **_words(unit, gold.get(unit), words)}


def _words(unit: str, value: Any, words: Mapping[str, str]) -> dict[str, Any]:
    """The words of those spans in a row which neither pass has."""
    spans = _SPAN.findall(f"{unit} {json.dumps(value)}")
    found = {span: words[span] for span in spans if span in words}
    return {"text": found} if found else {}
