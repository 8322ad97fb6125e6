"""Numeric claims as they are shown: who says them in steps, durations in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from hudna.model import Attribution, NumericClaim, Record
from hudna.show import rows
from hudna.show.rows import Row

_DURATION = re.compile(r"P[0-9.YMWD]*(?:T[0-9.HMS]+)?")
_PART = re.compile(r"([0-9.]+)([A-Z])")
_DATE_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}


def claims(record: Record) -> Iterator[tuple[NumericClaim, Row]]:
    """Claims with their rows of `hudna.show`, to which `steps` is added.

    A step is `{"sources": [...], "cue": ...}`: one link, or the links of coordinated sources, which share a cue.
    """
    for claim, row in zip(record.numeric_claims, rows.claims(record), strict=True):
        yield claim, {**row, "steps": _steps(claim, row)}


def step_numbers(links: Sequence[Attribution]) -> Iterator[int]:
    """The step of each link, from 1: links in a row with the same span as their cue are one step."""
    number, before = 0, None
    for link in links:
        number += link.cue is None or link.cue != before
        before = link.cue
        yield number


def quantity(row: Row) -> str:
    """Value and unit, `44 prisoner`, a duration as `6 weeks`; a dash for a value that the words do not give."""
    if row["kind"] == "DURATION" and row["value"]:
        return spelled(str(row["value"]))
    return " ".join(filter(None, (str(row["value"] or "—"), row["unit"])))


def bounds(row: Row) -> str | None:
    """The interval where it says more than value and modifier do; None for an exact value and where nothing bounds."""
    if row["interval"] is None or row["mod"] == "EXACT" or row["interval"].startswith("≈"):
        return None
    return spelled(row["interval"])


def spelled(text: str) -> str:
    """`text` with each ISO 8601 duration in words: `P1Y6M` is `1 year 6 months`."""
    return _DURATION.sub(lambda match: _words(match[0]), text)


def _words(duration: str) -> str:
    date, _, time = duration.removeprefix("P").partition("T")
    parts = [(number, _DATE_UNITS[unit]) for number, unit in _PART.findall(date)]
    parts += [(number, _TIME_UNITS[unit]) for number, unit in _PART.findall(time)]
    return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in parts) or duration


def _steps(claim: NumericClaim, row: Row) -> list[Row]:
    numbered = zip(step_numbers(claim.attribution), row["attribution"], strict=True)
    steps = [[link for _, link in group] for _, group in groupby(numbered, key=lambda item: item[0])]
    return [{"sources": [link["source"] for link in links], "cue": links[0]["cue"]} for links in steps]
