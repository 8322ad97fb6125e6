"""Numerals in digits: grouping and fractions of both writing habits."""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 15
"""Longer digit strings are account numbers or noise, and no count."""

_GROUPED = re.compile(r"(\d{1,3}(?:[,٬]\d{3})+)(?:[.٫](\d+))?|(\d{1,3}(?:\.\d{3}){2,})(?:[,٫](\d+))?", re.ASCII)
_DECIMAL = re.compile(r"(\d+)(?:[.,٫](\d+))?", re.ASCII)
_NOT_DIGITS = re.compile(r"\D")


def read_digits(numeral: str) -> Decimal | None:
    """The value of a numeral in ASCII digits; None for anything else, and for more than 15 digits.

    «1,250», «1٬250» and «1.250.000» are grouped; «2.5», «2,5», «2٫5» and «1.250» have a fraction, «1,250.5» has both.
    """
    if sum(map(str.isdigit, numeral)) > MAX_DIGITS:
        return None
    if match := _GROUPED.fullmatch(numeral):
        whole, fraction = match[1] or match[3], match[2] or match[4]
        return _decimal(_NOT_DIGITS.sub("", whole), fraction)
    match = _DECIMAL.fullmatch(numeral)
    return _decimal(match[1], match[2]) if match else None


def _decimal(whole: str, fraction: str | None) -> Decimal:
    return Decimal(f"{whole}.{fraction}" if fraction else whole)
