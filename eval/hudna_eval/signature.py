"""The signature of a score: all that decides its digits, in one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import hudna
from hudna.dataset import digest_of
from hudna.formats.decode import encode
from hudna.model import Record
from hudna_eval.statistics import is_exact, resamples_drawn

_DIGEST_DIGITS = 12
_UNORDERED = ("zones", "mentions", "events", "numeric_claims", "arguments")
"""Lists whose order says nothing. (That of trigger fragments and of attribution does.)"""


def signature(
    *,
    version: str | None,
    digest: str,
    editions: Iterable[str],
    clusters: int,
    seed: int,
    gold_triggers: bool = False,
) -> str:
    """What was scored and how, for instance `hudna:0.1.0|ds:0.1.0+sha256:ab12…|edition:open|…|ci:exact3125|seed:0`.

    `version` and `digest` (SHA-256 in hex) are those of the dataset; a gold of one's own has no version. `ci` says
    how many resamples the interval rests on, and whether they are all there are (`exact`) or drawn (`percentile`).
    `ev` says whether events were predicted from the text (`e2e`) or arguments from gold triggers (`gold-triggers`).
    Two runs with one signature on the same predictions agree in every digit.
    """
    parts = {
        "hudna": hudna.__version__,
        "ds": f"{version}+{_short(digest)}" if version is not None else _short(digest),
        "edition": "+".join(sorted({edition or "none" for edition in editions})),
        "ent": "strict",
        "ev": "gold-triggers" if gold_triggers else "e2e",
        "arg": "strict",
        "num": "rtol0",
        "ci": _interval(clusters),
        "seed": str(seed),
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def content_digest(records: Iterable[Record]) -> str:
    """SHA-256 (hex) of what records say: the order of records and of annotations changes nothing."""
    return digest_of([_canonical(encode(record)) for record in sorted(records, key=lambda record: record.key)])


def _short(digest: str) -> str:
    return f"sha256:{digest[:_DIGEST_DIGITS]}"


def _interval(clusters: int) -> str:
    resamples = resamples_drawn(clusters)
    if resamples is None:
        return "none"
    return f"{'exact' if is_exact(clusters) else 'percentile'}{resamples}"


def _canonical(data: dict[str, Any]) -> dict[str, Any]:
    """JSON data with the lists that have no order in a fixed one."""
    ordered = dict(data)
    for name in _UNORDERED:
        if name in ordered:
            ordered[name] = sorted(map(_canonical, ordered[name]), key=repr)
    return ordered
