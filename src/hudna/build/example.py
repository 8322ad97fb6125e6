"""The example on the card: one numeric claim of the open edition with everything that it points to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hudna.dataset import Dataset
from hudna.formats.decode import encode
from hudna.model import Event, NumericClaim, Record


def example(dataset: Dataset) -> str | None:
    """A record in the interchange form, cut down to one claim, as JSON with a line an annotation.

    It is the claim with the longest attribution chain, if it can be one that counts something. `text` is cut to the
    claim's paragraph, and `…` stands for the rest; offsets stay those of the whole text. None where no record of the
    open edition has a claim and a text.
    """
    found = [
        (record, claim)
        for record in dataset.records
        if record.edition == "open" and record.text is not None
        for claim in record.numeric_claims
    ]
    if not found:
        return None
    record, claim = max(found, key=lambda pair: (bool(pair[1].quantified), len(pair[1].attribution)))
    return _written(_around(record, claim))


def _around(record: Record, claim: NumericClaim) -> dict[str, Any]:
    events = [event for event in record.events if claim.about and event.id == claim.about.event]
    wanted = set(_mentions_of(claim, events))
    return {
        "article_id": record.article_id,
        "edition": record.edition,
        "dateline": record.dateline,
        "text": _context(record.text or "", claim),
        "mentions": [encode(mention) for mention in record.mentions if mention.id in wanted],
        "events": [encode(event) for event in events],
        "numeric_claims": [encode(claim)],
    }


def _mentions_of(claim: NumericClaim, events: list[Event]) -> Iterator[str]:
    yield from claim.quantified
    yield from (link.source for link in claim.attribution if link.source is not None)
    yield from (argument.filler for event in events for argument in event.arguments)


def _context(text: str, claim: NumericClaim) -> str:
    """The line that the claim stands in."""
    start = text.rfind("\n", 0, claim.start) + 1
    end = text.find("\n", claim.end) % (len(text) + 1)  # not found: the end of the text
    before, after = ("… " if text[:start].strip() else ""), (" …" if text[end:].strip() else "")
    return f"{before}{text[start:end]}{after}"


def _written(data: dict[str, Any]) -> str:
    """JSON, a line a key, and a line an item of a list."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list):
            items = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            lines.append(f'  "{key}": [\n{items}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}"
