"""Mentions of time: the values of what a graph marks, as `hudna.arabic.timex` reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hudna.arabic.timex import TimexMatch, read_timex
from hudna.model import Mention, Span
from hudna_baselines.rules.document import Document, mention_id
from hudna_baselines.rules.timexes import annotated_text

from .tags import Item
from .texts import touched


@dataclass(frozen=True, slots=True)
class _Matches:
    """The expressions that the reader finds in what is annotated of a text, in order, none overlapping."""

    found: Sequence[TimexMatch]
    spans: Sequence[Span]

    def best(self, item: Item) -> int | None:
        """The index of the match that shares most code points with an item; one of its type before others."""

        def fit(index: int) -> tuple[bool, int, int]:
            return self.found[index].type == item.label, item.span.overlap(self.spans[index]), -index

        return max(touched(self.spans, item.span), key=fit, default=None)


def timexes_of(document: Document, items: Sequence[Item]) -> Iterator[Mention]:
    """A mention for each item of a TIMEX type; without value where the reader finds no expression there.

    `anchor` is "dateline" or the id of the mention that stands for the match which the value was worked out from.
    """
    found = read_timex(annotated_text(document), document.dateline) if items else []
    matches = _Matches(found, [Span(match.start, match.end) for match in found])
    best = {item: matches.best(item) for item in items}
    ids = {index: mention_id(item.label, item.span) for item, index in best.items() if index is not None}
    for item, index in best.items():
        yield _mention(document, item, None if index is None else found[index], ids)


def _mention(document: Document, item: Item, match: TimexMatch | None, ids: dict[int, str]) -> Mention:
    anchor = match.anchor if match else None
    span = item.span
    return Mention(
        id=mention_id(item.label, span), type=item.label, start=span.start, end=span.end, text=span.of(document.text),
        value=match.value if match else None, mod=match.mod if match else None,
        anchor=ids.get(anchor) if isinstance(anchor, int) else anchor,
    )  # fmt: skip
