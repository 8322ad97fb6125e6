"""Continents, regions and contested lands, which lists of states and large cities lack. A lexicon, no component."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from hudna.arabic.normalise import comparison_form

from .lexicon import rows

_VARIANTS = re.compile(r"\(([^)]*)\)")


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Name in comparison form → its type (GPE or LOC) and the key that its names share."""
    return {
        form: (type_, key if ":" in key else f"region:{key}")
        for type_, key, cell in rows("regions")
        for entry in cell.split(" | ")
        for form in variants(entry)
    }


def variants(entry: str) -> Iterator[str]:
    """The forms of an entry: «(أ,ب) (ج,د)» stands for four."""
    parts = _VARIANTS.split(entry)
    choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    yield from (comparison_form("".join(chosen)) for chosen in product(*choices))
