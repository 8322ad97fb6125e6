"""One error of a prediction, as data: what kind, where, and what each side has there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from hudna.model import Span

Layer = Literal["entity", "event", "argument", "claim"]


_SHOWN = 200
"""Longer surfaces are shown without their middle: many mentions of a whole text would fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one side has: an id, a label (type or role), where it stands, and its surface if that is known.

    Of a surface of more than 200 code points only the first and the last hundred are kept.
    """

    id: str
    label: str
    spans: tuple[Span, ...]
    text: str | None = None

    def __post_init__(self) -> None:
        if self.text is not None and len(self.text) > _SHOWN:
            elided = f"{self.text[: _SHOWN // 2]} … {self.text[-_SHOWN // 2 :]}"
            object.__setattr__(self, "text", elided)

    def plain(self) -> dict[str, Any]:
        """For JSON: offsets are code points, half-open."""
        return {
            "id": self.id, "label": self.label, "spans": [[span.start, span.end] for span in self.spans],
            "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """An error of one article: its class, and the gold and the predicted annotation; None where a side has none."""

    layer: Layer
    kind: str
    gold: Place | None = None
    pred: Place | None = None

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "layer": self.layer, "kind": self.kind,
            "gold": None if self.gold is None else self.gold.plain(),
            "pred": None if self.pred is None else self.pred.plain(),
        }  # fmt: skip


def surface(spans: tuple[Span, ...], text: str | None) -> str | None:
    """The characters of all spans, with « … » between fragments; None without text."""
    return None if text is None else " … ".join(span.of(text) for span in spans)
