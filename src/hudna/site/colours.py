"""Colours: made in OKLCH, where equal lightness looks equally light, and written as sRGB that every browser knows.

Contrast is that of WCAG 2.2 (relative luminance).
"""

from __future__ import annotations

import math
from itertools import pairwise

_TO_LMS = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728), (1.0, -0.0894841775, -1.2914855480))
_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_LUMINANCE = (0.2126, 0.7152, 0.0722)


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """`#rrggbb` of a colour: lightness in [0, 1], hue in degrees. Chroma beyond sRGB is cut back to what it holds.

    Source: Ottosson 2020, the matrices of Oklab.
    """
    while chroma > 0 and not all(-1e-6 <= part <= 1 + 1e-6 for part in _linear(lightness, chroma, hue)):
        chroma -= 0.002
    return "#" + "".join(f"{_byte(part):02x}" for part in _linear(lightness, max(chroma, 0.0), hue))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, in [1, 21]. AA asks 4.5 of text and 3 of lines."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, in [0, 1]."""
    parts = (int(colour[start:end], 16) / 255 for start, end in pairwise((1, 3, 5, 7)))
    return sum(weight * _decoded(part) for weight, part in zip(_LUMINANCE, parts, strict=True))


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, ...]:
    lab = (lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))
    return _times(_TO_RGB, tuple(part**3 for part in _times(_TO_LMS, lab)))


def _times(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _byte(linear: float) -> int:
    part = min(max(linear, 0.0), 1.0)
    encoded = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * encoded)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
