"""The signature of a score: all that decides its digits, in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from urllib.parse import quote

import hudna
from hudna.formats.decode import encode_json
from hudna.model import Record
from hudna_eval.options import Identity, Options
from hudna_eval.readers.form import DEFAULT_READING, Reading
from hudna_eval.statistics.intervals import is_exact, resamples_drawn

_DIGEST_DIGITS = 12

# Lists whose order says nothing are put in this one. (That of trigger fragments and of attribution says something.)
_of_id = attrgetter("id")
_of_zone = attrgetter("start", "end", "type")
_of_argument = attrgetter("role", "filler", "implicit")


def signature(
    identity: Identity, options: Options, *, editions: Iterable[str], clusters: int, trained: str | None = None
) -> str:
    """What was scored and how, for instance `hudna:0.1.0|ds:0.1.0+sha256:ab12…|edition:open|…|ci:exact3125|seed:0`.

    `ds` is the version of the dataset and the SHA-256 of what gold says; a gold of one's own has no version. `ci` says
    how many resamples of how many `clusters` the intervals rest on, and whether they are all there are (`exact`) or
    drawn. `ev` says whether events were predicted from the text (`e2e`) or arguments from gold triggers
    (`gold-triggers`). `trained` is the digest of training data. Choices that were not made are left out.
    Two runs with one signature on the same predictions agree in every digit.
    """
    version = f"{identity.version}+" if identity.version is not None else ""
    parts = {
        "hudna": hudna.__version__,
        "ds": f"{version}sha256:{identity.digest[:_DIGEST_DIGITS]}",
        "edition": "+".join(sorted(map(_edition, set(editions)))),
        "ent": "strict",
        "ev": "gold-triggers" if options.gold_triggers else "e2e",
        "arg": "strict",
        "num": "rtol0",
        **_reading(options.reading),
        **_data(options, trained),
        "ci": _interval(clusters, options.ci),
        "seed": str(options.seed),
        **({"views": ",".join(options.views)} if options.views else {}),
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def record_digest(record: Record) -> bytes:
    """SHA-256 of what a record says: the order of its annotations changes nothing.

    Annotations are put in the order of their ids, which are unique in a valid record.
    """
    return hashlib.sha256(encode_json(_in_order(record))).digest()


def _edition(edition: str) -> str:
    """The name of an edition, with the signs escaped that have a meaning in a signature; `none` if it has no name."""
    name = quote(edition, safe="")
    return "%6Eone" if name == "none" else name or "none"


def _reading(reading: Reading) -> dict[str, str]:
    """How other forms were read, as far as it was chosen."""
    said = {
        "tags": reading.tags,
        "tokens": str(reading.token_column),
        "labels": "+".join(map(str, reading.label_columns)),
        "parts": reading.discontinuous,
    }
    return said if reading != DEFAULT_READING else {}


def _data(options: Options, trained: str | None) -> dict[str, str]:
    """What was read besides gold and predictions, by its SHA-256."""
    files = {"schema": options.schema, "cmp": options.comparisons, "gcmp": options.gold_comparisons}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items() if path is not None}
    digests |= {} if trained is None else {"train": trained}
    return {name: f"sha256:{digest[:_DIGEST_DIGITS]}" for name, digest in digests.items()}


def _interval(clusters: int, method: str) -> str:
    """`exact3125` or `percentile1000`; `bca-exact3125` or `bca1000`."""
    resamples = resamples_drawn(clusters)
    if resamples is None:
        return "none"
    if not is_exact(clusters):
        return f"{method}{resamples}"
    return f"exact{resamples}" if method == "percentile" else f"{method}-exact{resamples}"


def _in_order(record: Record) -> Record:
    events = (replace(event, arguments=tuple(sorted(event.arguments, key=_of_argument))) for event in record.events)
    return replace(
        record,
        zones=tuple(sorted(record.zones, key=_of_zone)),
        mentions=tuple(sorted(record.mentions, key=_of_id)),
        events=tuple(sorted(events, key=_of_id)),
        numeric_claims=tuple(sorted(record.numeric_claims, key=_of_id)),
    )
