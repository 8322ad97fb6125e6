"""Values, parsed once where they enter: decimals, ISO 8601 durations, TIMEX3 dates.

Each keeps the text that it was read from, so that writing gives back the same bytes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Annotated, Any

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>N)Y)?(?:(?P<months>N)M)?(?:(?P<weeks>N)W)?(?:(?P<days>N)D)?"
    r"(?:T(?=.)(?:(?P<hours>N)H)?(?:(?P<minutes>N)M)?(?:(?P<seconds>N)S)?)?".replace("N", r"[0-9]+(?:\.[0-9]+)?")
)
_MAX_DIGITS = 40
"""Longer numerals are refused: arithmetic on them costs without meaning anything."""

_DAY = 86_400
SECONDS_PER_UNIT = {
    "years": 365 * _DAY + _DAY // 4,
    "months": 2_629_800,
    "weeks": 7 * _DAY,
    "days": _DAY,
    "hours": 3_600,
    "minutes": 60,
    "seconds": 1,
}
"""A year is the Julian year of 365.25 days, a month the twelfth of it: 30.4375 days. Whole numbers of seconds, so that
equal lengths are equal however they are written."""


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration. Equal durations have equal length: P1W == P7D; `text` keeps the form.

    Signs, commas and the calendar-like alternative form of ISO 8601 are refused: TIMEX3 knows none of them, which is
    why this is a pattern and not a general library.
    Raises: ValueError for other text, no component («P») or more than 40 characters.
    """

    text: str = field(compare=False)
    seconds: Decimal = field(init=False)

    def __post_init__(self) -> None:
        match = _DURATION.fullmatch(self.text) if len(self.text) <= _MAX_DIGITS else None
        if match is None:
            raise ValueError(f"found {self.text[:60]!r} against an ISO 8601 duration such as P6W, PT10H or P1.5M")
        parts = ((unit, part) for unit, part in match.groupdict().items() if part is not None)
        with localcontext(prec=2 * _MAX_DIGITS):  # else lengths of more than 28 digits would be rounded, and be equal
            seconds = sum((Decimal(part) * SECONDS_PER_UNIT[unit] for unit, part in parts), Decimal(0))
        object.__setattr__(self, "seconds", seconds)

    @property
    def days(self) -> Decimal:
        """The length in days; not always exact (a minute is no decimal fraction of a day)."""
        return self.seconds / _DAY

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return _text_schema(cls, cls, _pattern(_DURATION))


def parse_quantity(text: str) -> Quantity:
    """A decimal or, from the letter P on, an ISO 8601 duration.

    Decimals are plain ASCII («6000», «0.5»): no exponent, no grouping, no NaN or infinity.
    Raises: ValueError saying what was found.
    """
    if text.startswith("P"):
        return Duration(text)
    if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
        raise ValueError(f"found {text[:60]!r} against a plain decimal such as 44 or 0.5, or an ISO 8601 duration")
    return Decimal(text)


class _QuantityText:
    """Lets `hudna.formats` read a quantity from its string, and nothing else (a JSON number has lost its digits)."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return _text_schema((Decimal, Duration), parse_quantity, _pattern(_NUMBER, _DURATION))


Quantity = Annotated[Decimal | Duration, _QuantityText]


_DATE = (
    r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)"
    r"(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?|-W(?:[0-9]{2}|XX)(?:-[1-7]|-WE)?|-(?:SP|SU|FA|WI)|-[QH][1-4])?"
)
_CLOCK = r"T(?:MO|MI|AF|EV|NI|DT|(?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)"
_TIMEX = re.compile(rf"{_DATE}(?:{_CLOCK})?|{_CLOCK}|(?:PAST|PRESENT|FUTURE)_REF|PX[YMWD]|PTX[HMS]")
_FULL_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 value: date, week, season, part of day, clock time, duration, or a vague reference.

    Examples: 2020-11-10, 2020-11, 2020-W46, 2020-10-10TMO, 2020-10-10T12:00+03:00, P6W, PXD, PAST_REF.
    Raises: ValueError for other text and for days that the calendar does not have.
    Source: ISO-TimeML (ISO 24617-1:2012), TIMEX3 `value`.
    """

    text: str

    def __post_init__(self) -> None:
        if not (_TIMEX.fullmatch(self.text) or _is_duration(self.text)):
            raise ValueError(f"found {self.text[:60]!r} against a TIMEX3 value such as 2020-11-10, 2020-11 or P6W")
        if match := _FULL_DATE.match(self.text):
            year, month, day = (int(part or 1) for part in match.groups())
            datetime.date(year, month, day)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return _text_schema(cls, cls, _pattern(_TIMEX, _DURATION))


def _is_duration(text: str) -> bool:
    return len(text) <= _MAX_DIGITS and _DURATION.fullmatch(text) is not None


def _pattern(*forms: re.Pattern[str]) -> str:
    """Any of `forms`, whole, as JSON Schema writes it: no named groups, and `$` not before a last line end either."""
    either = "|".join(form.pattern for form in forms)
    return f"^(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', either)})$(?!\\n)"


def _text_schema(kinds: type | tuple[type, ...], parse: Callable[[str], Any], pattern: str) -> Any:
    """How `hudna.formats` reads and writes a value as a JSON string; imported late to keep the model light.

    `pattern` is for JSON Schema alone: reading is by `parse`, which says what is wrong.
    """
    from pydantic_core import core_schema

    return core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, kinds) else parse(_as_text(value)),
        serialization=core_schema.plain_serializer_function_ser_schema(_written),
        json_schema_input_schema=core_schema.str_schema(pattern=pattern, max_length=_MAX_DIGITS),
    )


def _written(value: Any) -> str:
    """A decimal without exponent, which `parse_quantity` would refuse; everything else as its text."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"found {type(value).__name__} {value!r:.60} against a string")
    return value
