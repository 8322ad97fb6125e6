"""What a figure counts: percent, time, a counted noun, or nothing that is named («بينهم 12»)."""

from __future__ import annotations

from .figures import Figure
from .following import following_unit
from .preceding import preceding_unit, unnamed_unit
from .proportions import fraction_unit, percent_unit, sign_unit
from .tokens import Tokens
from .unit import Unit


def unit_of(tokens: Tokens, figure: Figure) -> Unit | None:
    """What a figure counts; None where it counts nothing that can be told."""
    after = fraction_unit if figure.shape == "FRACTION" else following_unit
    readers = (sign_unit, percent_unit, after, preceding_unit, unnamed_unit)
    return next((unit for read in readers if (unit := read(tokens, figure))), None)
