"""Time zones by the names that Arabic gives their cities and countries, and their offset on a date.

Source: city names and territories of Unicode CLDR through Babel, offsets of the IANA database through zoneinfo. The
lexicon adds capitals that name a zone that CLDR knows by another city, and spellings of Greenwich.
"""

from __future__ import annotations

import datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from hudna.arabic.normalise import comparison_form

from .lexicon import Lexicon, lexicon

UTC = "UTC"


@cache
def zones() -> Lexicon:
    """Names → IANA zones. A country names a zone only where it has no other."""
    entries = dict(_territories())
    entries |= {comparison_form(data["city"]): zone for zone, data in _cldr() if "city" in data}
    entries |= dict(lexicon("zone").entries)
    return Lexicon(entries.items())


def offset(zone: str, date: datetime.date | None, hour: int, minute: int) -> str:
    """The offset of a zone at a local time, as TIMEX3 writes it: «Z», «+03:00»; "" where the date is not known."""
    if zone == UTC:
        return "Z"
    if date is None:
        return ""
    local = datetime.datetime(date.year, date.month, date.day, hour, minute, tzinfo=ZoneInfo(zone))
    minutes = round((local.utcoffset() or datetime.timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _cldr() -> list[tuple[str, dict[str, str]]]:
    return [(zone, data) for zone, data in Locale("ar").time_zones.items() if zone != "Etc/Unknown"]


def _territories() -> list[tuple[str, str]]:
    by_territory: dict[str, list[str]] = {}
    for zone, territory in get_global("zone_territories").items():
        by_territory.setdefault(territory, []).append(zone)
    names = Locale("ar").territories
    return [
        (comparison_form(names[territory]), of_it[0])
        for territory, of_it in sorted(by_territory.items())
        if len(of_it) == 1 and territory in names
    ]
