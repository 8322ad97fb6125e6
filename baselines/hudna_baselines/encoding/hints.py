"""What is known of a word before anything is learned, as strings: the lexicon classes that it is in, where the readers
of dates and quantities find something, and its zone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hudna.arabic.clitics import prefixes
from hudna.arabic.quantities import read_quantities
from hudna.arabic.timex import read_timex
from hudna.model import Span
from hudna.ontology import TIMEX_TYPES, ZONE_TYPES

from .lexicons import CLASSES, word_classes
from .schema import CLAIM_KINDS
from .texts import Text

_READ = (*(f"time={type_}" for type_ in TIMEX_TYPES), *(f"quantity={kind}" for kind in CLAIM_KINDS), "unit")

HINTS = (
    *(f"{where}={class_}" for where, class_ in product(("class", "cut-class"), CLASSES)),
    *(f"{read}-{mark}" for read, mark in product(_READ, "BI")),
    *(f"zone={zone}" for zone in ("none", *ZONE_TYPES)),
)
"""All that `hints_of` can say, in a fixed order."""


def hints_of(text: Text) -> list[tuple[str, ...]]:
    """Those of `HINTS` that hold of each word."""
    read, zones = readings_of(text), zones_of(text)
    return [
        (*classes_of(form), *own, f"zone={zone}")
        for form, own, zone in zip(text.forms, read, zones, strict=True)
    ]  # fmt: skip


def classes_of(form: str) -> tuple[str, ...]:
    """The lexicon classes of a word in comparison form, whole, or of what may be left of it without proclitics."""
    whole = word_classes().get(form, frozenset())
    cut = frozenset[str]().union(*(word_classes().get(form[length:], frozenset()) for length in prefixes(form)))
    return (*(f"class={name}" for name in sorted(whole)), *(f"cut-class={name}" for name in sorted(cut - whole)))


def readings_of(text: Text) -> list[list[str]]:
    """For each word where it stands in a date or a quantity, by the readers of either: `time=DATE-B` and so on."""
    found: list[list[str]] = [[] for _ in text.words]
    for name, span in _read(text):
        for place, word in enumerate(text.covering(span)):
            found[word].append(f"{name}-{'I' if place else 'B'}")
    return found


def _read(text: Text) -> Iterator[tuple[str, Span]]:
    times = read_timex(text.text)
    dates = [Span(time.start, time.end) for time in times if time.type != "DURATION"]
    yield from ((f"time={time.type}", Span(time.start, time.end)) for time in times)
    for quantity in read_quantities(text.text, excluded=dates):
        yield f"quantity={quantity.kind}", quantity.number or quantity.span
        if quantity.unit:
            yield "unit", quantity.unit


def zones_of(text: Text) -> list[str]:
    """The type of the zone that each word begins in, or `none`."""
    zones = text.record.zones
    return [next((zone.type for zone in zones if zone.start <= word.start < zone.end), "none") for word in text.words]
