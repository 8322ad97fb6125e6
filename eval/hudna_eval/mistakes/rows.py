"""What the lists of mistakes of all layers share: the surface of a place, and the order of the rows."""

from __future__ import annotations

from collections.abc import Iterable

from hudna.model import Event, Span
from hudna_eval.mistakes.mistake import Mistake, Place, surface

_UNKNOWN = "\0"
"""What `hudna_eval.entities.clitics.known_text` has for a letter that no surface shows."""


def known_surface(spans: tuple[Span, ...], text: str | None, stored: str | None = None) -> str | None:
    """The characters of all spans by `text` if it has every one of them, else `stored`."""
    if text is None or max(span.end for span in spans) > len(text):
        return stored
    found = surface(spans, text)
    return stored if found is None or _UNKNOWN in found else found


def stored_trigger(event: Event) -> str | None:
    """The surface of a trigger that the event itself stores, fragments in text order; None if it stores none."""
    if event.trigger_text is None:
        return None
    texts = dict(zip(event.trigger, event.trigger_text, strict=True))
    return " … ".join(texts[span] for span in sorted(texts))


def in_text_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Sorted by where gold is, or else the prediction; then by places and ids. Rows of one pair keep their order."""
    return sorted(mistakes, key=_order)


def _order(mistake: Mistake) -> tuple[object, ...]:
    place = mistake.gold or mistake.pred
    return _located(place) + _located(mistake.gold) + _located(mistake.pred)


def _located(place: Place | None) -> tuple[list[Span], str]:
    return ([], "") if place is None else (sorted(place.spans), place.id)
