"""A text with its annotation in it: `[GPE:…]` for mentions, `{Life.Die:…}` for triggers, `<N1:…>` for claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hudna.findings import visible
from hudna.model import Record, Span

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {
    "PERS": "yellow", "OCC": "yellow", "NORP": "yellow", "ORG": "cyan", "GPE": "green", "LOC": "green", "FAC": "green",
    "DATE": "blue", "TIME": "blue", "DURATION": "blue",
}  # fmt: skip
_LABEL = "dim"


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    brackets: str
    label: str
    style: str

    def __lt__(self, other: _Mark) -> bool:
        """Outer before inner."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str, str]:
        return self.span.start, -self.span.end, self.brackets, self.label


def marked_text(record: Record) -> Text:
    """The record's text, which it must have, with labels; spans may cross. Invisible characters show as <U+…>."""
    from rich.text import Text

    text = record.text or ""
    marks = sorted(_marks(record))
    result = Text()
    cuts = sorted({0, len(text), *(mark.span.start for mark in marks), *(mark.span.end for mark in marks)})
    for start, end in pairwise([*cuts, len(text)]):
        for mark in sorted((mark for mark in marks if mark.span.end == start), reverse=True):
            result.append(mark.brackets[1], style=_LABEL)
        for mark in (mark for mark in marks if mark.span.start == start and start < end):
            result.append(f"{mark.brackets[0]}{mark.label}:", style=_LABEL)
        result.append(_shown(text[start:end]), style=_style(marks, start, end))
    return result


def _marks(record: Record) -> Iterator[_Mark]:
    for claim in record.numeric_claims:
        yield _Mark(claim.span, "<>", claim.id, "magenta")
    for mention in record.mentions:
        yield _Mark(mention.span, "[]", mention.type, _STYLES.get(mention.type, "white"))
    for event in record.events:
        for part in event.trigger:
            yield _Mark(part, "{}", event.type, "bold red")


def _style(marks: list[_Mark], start: int, end: int) -> str:
    """The style of the innermost mark around a piece."""
    around = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    return min(around, key=lambda mark: len(mark.span)).style if around else ""


def _shown(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
