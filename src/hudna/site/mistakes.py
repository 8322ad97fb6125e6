"""The errors of a system in the text they are in: what gold has, what was predicted, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from hudna.dataset import Dataset
from hudna.model import Record, Span
from hudna.site.marks import Mark, Marked
from hudna.site.names import place, token
from hudna.site.scores import Result
from hudna.site.words import isolated

LAYERS = ("entity", "event", "argument", "claim")
_SIDES = ("gold", "pred")
_SAID = {"gold": "gold", "pred": "predicted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A mistake with the id of its row, and the fragment that leads to its first mark; None without text."""

    place: str
    href: str | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """One article with the errors in it; `blocks` is empty where the text is not at hand."""

    article_id: str
    blocks: Sequence[tuple[str, Sequence[Markup]]]
    mistakes: Sequence[Numbered]


def faulty(dataset: Dataset, result: Result) -> list[Faulty]:
    """Every article of the edition that was scored, in order."""
    return [_article(record, result) for record in dataset.records if record.edition == result.edition]


def counts(result: Result) -> dict[str, list[tuple[str, int]]]:
    """Layer → (kind of error, how many), the most frequent first."""
    found = Counter((mistake["layer"], mistake["kind"]) for mistake in result.mistakes)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return {layer: [(kind, number) for (of, kind), number in ordered if of == layer] for layer in LAYERS}


def _article(record: Record, result: Result) -> Faulty:
    own = [mistake for mistake in result.mistakes if mistake["article_id"] == record.article_id]
    named = [(place(record.article_id, str(number)), mistake) for number, mistake in enumerate(own, start=1)]
    blocks: list[tuple[str, list[Markup]]] = []
    if record.text is not None:
        marks = [mark for name, mistake in named for mark in _marks(name, mistake, len(record.text))]
        blocks = list(Marked(record.text, marks).blocks(record.zones))
    rows = [_numbered(name, mistake, bool(blocks)) for name, mistake in named]
    return Faulty(article_id=record.article_id, blocks=blocks, mistakes=rows)


def _numbered(name: str, mistake: Mapping[str, Any], has_text: bool) -> Numbered:
    side = next(side for side in _SIDES if mistake[side] is not None)
    return Numbered(place=f"{name}:row", href=f"#{name}:{side}" if has_text else None, data=mistake)


def _marks(name: str, mistake: Mapping[str, Any], length: int) -> Iterator[Mark]:
    """A mark a fragment and side; one mark where both sides stand on the same words."""
    sides = [side for side in _SIDES if mistake[side] is not None]
    spans = {side: sorted(Span(*ends) for ends in mistake[side]["spans"]) for side in sides}
    if len(sides) == 2 and spans["gold"] == spans["pred"]:
        sides = ["gold"]
        classes = {"gold": "both"}
    else:
        classes = {side: side for side in sides}
    for side in sides:
        for span in (span for span in spans[side] if span.end <= length):
            yield Mark(
                name=f"{name}:{side}", span=span, rank=LAYERS.index(mistake["layer"]),
                classes=f"fault {classes[side]} l-{token(mistake['layer'])}", tip=note(mistake),
                described_by=f"{name}:row",
            )  # fmt: skip


def note(mistake: Mapping[str, Any]) -> str:
    """Layer and kind, then a line a side."""
    lines = [f"{mistake['layer']}: {mistake['kind'].replace('_', ' ')}"]
    for side in _SIDES:
        there = mistake[side]
        lines.append(f"{_SAID[side]}: nothing" if there is None else _side(side, there))
    return "\n".join(lines)


def _side(side: str, there: Mapping[str, Any]) -> str:
    return f"{_SAID[side]}: {isolated(there['label'])} {isolated(there['text'] or there['id'])}"
