"""Which colour stands for what, in light and in dark. The test of contrast walks over `pairs()`.

Mention types have a tint below the words and a line; event triggers a filled box in the colour of their family.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from hudna.ontology import EVENT_TYPES
from hudna.site.colours import oklch

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")

MENTION_HUES: Mapping[str, float] = {
    "PERS": 30, "OCC": 55, "NORP": 85, "ORG": 245, "GPE": 150, "LOC": 118, "FAC": 178, "LAW": 315, "VEH": 345,
    "WEA": 8, "DATE": 268, "TIME": 215, "DURATION": 290,
}  # fmt: skip
"""Hue in degrees. Types that are alike (people, places, times) are neighbours."""

FAMILY_HUES: Mapping[str, float] = {
    "Conflict": 25, "Life": 355, "Territory": 60, "Detain": 100, "Exchange": 145, "Transfer": 180, "Movement": 220,
    "Agreement": 255, "Contact": 290, "Peace": 325,
}  # fmt: skip

OTHER_HUE = 0.0
_TINT, _LINE, _FILL = "tint", "line", "fill"


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour in front of another, and the contrast that AA asks: 4.5 for text, 3 for lines and marks."""

    name: str
    mode: Mode
    front: str
    back: str
    least: float


_PLAIN: Mapping[Mode, Mapping[str, str]] = {
    "light": {
        "page": oklch(0.985, 0.004, 95), "card": "#ffffff", "sunk": oklch(0.955, 0.008, 95),
        "rule": oklch(0.88, 0.01, 95),
        "ink": oklch(0.22, 0.02, 265), "soft": oklch(0.45, 0.02, 265), "link": oklch(0.45, 0.13, 255),
        "claim": oklch(0.50, 0.16, 35), "focus": oklch(0.50, 0.20, 255), "on-fill": "#ffffff",
        "gold": oklch(0.48, 0.13, 150), "pred": oklch(0.52, 0.18, 25), "both": oklch(0.50, 0.14, 290),
        "gold-tint": oklch(0.94, 0.05, 150),
    },
    "dark": {
        "page": oklch(0.19, 0.012, 265), "card": oklch(0.23, 0.014, 265), "sunk": oklch(0.27, 0.016, 265),
        "rule": oklch(0.38, 0.016, 265), "ink": oklch(0.94, 0.006, 95), "soft": oklch(0.77, 0.012, 265),
        "link": oklch(0.80, 0.09, 250), "claim": oklch(0.80, 0.12, 55), "focus": oklch(0.82, 0.12, 240),
        "on-fill": oklch(0.17, 0.012, 265), "gold": oklch(0.80, 0.13, 150), "pred": oklch(0.77, 0.12, 25),
        "both": oklch(0.80, 0.10, 290), "gold-tint": oklch(0.32, 0.05, 150),
    },
}  # fmt: skip


def plain(mode: Mode) -> Mapping[str, str]:
    """The colours that stand for no label: name → `#rrggbb`."""
    return _PLAIN[mode]


def mention(type_: str, mode: Mode) -> Mapping[str, str]:
    """`tint` (below the words) and `line` of a mention type; grey for one that is not of this benchmark."""
    hue, chroma = MENTION_HUES.get(type_, OTHER_HUE), float(type_ in MENTION_HUES)
    if mode == "light":
        return {_TINT: oklch(0.935, 0.055 * chroma, hue), _LINE: oklch(0.56, 0.15 * chroma, hue)}
    return {_TINT: oklch(0.33, 0.065 * chroma, hue), _LINE: oklch(0.76, 0.13 * chroma, hue)}


def family(name: str, mode: Mode) -> Mapping[str, str]:
    """`fill` of a family of event types."""
    hue, chroma = FAMILY_HUES.get(name, OTHER_HUE), float(name in FAMILY_HUES)
    return {_FILL: oklch(0.45, 0.13 * chroma, hue) if mode == "light" else oklch(0.80, 0.11 * chroma, hue)}


def family_of(event_type: str) -> str:
    """What stands before the dot: `Life` of `Life.Die`."""
    return event_type.partition(".")[0]


def families() -> dict[str, list[str]]:
    """Family → its event types, in the order of the ontology."""
    found: dict[str, list[str]] = {}
    for type_ in EVENT_TYPES:
        found.setdefault(family_of(type_), []).append(type_)
    return found


def pairs() -> Iterator[Pair]:
    """Every colour that stands in front of another one on a page."""
    for mode in MODES:
        yield from _plain_pairs(mode)
        yield from _label_pairs(mode)


def _plain_pairs(mode: Mode) -> Iterator[Pair]:
    colours = plain(mode)
    for back in ("page", "card", "sunk"):
        for front in ("ink", "soft", "link", "claim", "gold", "pred", "both"):
            yield Pair(f"{front} on {back}", mode, colours[front], colours[back], 4.5)
        yield Pair(f"focus on {back}", mode, colours["focus"], colours[back], 3)
    for front in ("ink", "soft", "link"):  # a table's text at the shade of its edge
        yield Pair(f"{front} on rule", mode, colours[front], colours["rule"], 4.5)


def _label_pairs(mode: Mode) -> Iterator[Pair]:
    colours = plain(mode)
    tints = {type_: mention(type_, mode)[_TINT] for type_ in (*MENTION_HUES, "")}
    for type_, tint in {**tints, "gold": colours["gold-tint"]}.items():
        for front in ("ink", "claim", "focus", "gold", "pred", "both"):
            yield Pair(f"{front} on {type_} tint", mode, colours[front], tint, 4.5 if front == "ink" else 3)
    for type_ in (*MENTION_HUES, ""):
        for back in ("page", "card", "sunk"):
            yield Pair(f"{type_} line on {back}", mode, mention(type_, mode)[_LINE], colours[back], 3)
    for name in (*FAMILY_HUES, ""):
        fill = family(name, mode)[_FILL]
        yield Pair(f"on-fill on {name}", mode, colours["on-fill"], fill, 4.5)
        for back in ("page", "card", "sunk"):
            yield Pair(f"{name} on {back}", mode, fill, colours[back], 3)
