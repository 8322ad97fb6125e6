"""What a reader wants to see of claims, events and entities: words instead of ids, a row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from hudna.build.rows import claim_rows, event_rows
from hudna.model import Mention, Record
from hudna.registers import Entity

Row = dict[str, Any]


def claims(record: Record) -> Iterator[Row]:
    """Numeric claims. `interval` is in the notation of mathematics; `≈` stands for a value without bounds."""
    texts = {mention.id: mention.text for mention in record.mentions}
    for row in claim_rows(record):
        about = row.get("about", {})
        yield {
            "article_id": record.article_id, "edition": record.edition, "id": row["id"], "words": row.get("text"),
            "kind": row["kind"], "value": row.get("value"), "interval": _interval(row), "mod": row["mod"],
            "modifier": row["modifier_text"], "unit": row.get("unit_norm"), "quantified": row["quantified_texts"],
            "about_type": row["about_type"], "about_role": about.get("role"),
            "attribution": [
                {"source": link["source_text"], "cue": link.get("cue_text")} for link in row["attribution"]
            ],
            "stance": [
                {"source": texts.get(stance["source"]), "value": stance["value"]} for stance in row.get("stance", ())
            ],
        }  # fmt: skip


def events(record: Record) -> Iterator[Row]:
    """Event mentions, the fragments of a trigger in text order."""
    for row in event_rows(record):
        parts = zip(row["trigger"], row.get("trigger_text", ()), strict=False)
        yield {
            "article_id": record.article_id, "edition": record.edition, "id": row["id"], "type": row["type"],
            "trigger": " … ".join(text for _, text in sorted(parts)), "polarity": row.get("polarity"),
            "realis": row.get("realis"), "realis_kind": row.get("realis_kind"),
            "arguments": [
                {"role": argument["role"], "words": argument["text"], "implicit": argument.get("implicit", False)}
                for argument in row["arguments"]
            ],
            "event_id": row.get("event_id"),
        }  # fmt: skip


def mentions(record: Record) -> Iterator[Row]:
    """Mentions; `stands_for` is the entity, or the value of a TIMEX with what modifies it."""
    for mention in record.mentions:
        yield {
            "id": mention.id, "type": mention.type, "form": mention.form, "words": mention.text,
            "stands_for": _stands_for(mention),
        }  # fmt: skip


def entities(registered: Iterable[Entity], records: Iterable[Record]) -> Iterator[Row]:
    """The clusters that `records` mention, with their distinct surfaces, the most frequent first."""
    surfaces: dict[str, Counter[str]] = {}
    articles: dict[str, set[str]] = {}
    for record in records:
        for mention in record.mentions:
            if mention.entity_id is not None:
                surfaces.setdefault(mention.entity_id, Counter())[mention.text or ""] += 1
                articles.setdefault(mention.entity_id, set()).add(record.article_id)
    for entity in registered:
        own = surfaces.get(entity.entity_id)
        if own:
            yield {
                "entity_id": entity.entity_id, "type": entity.type, "name_ar": entity.name_ar,
                "name_en": entity.name_en, "qid": entity.qid, "mentions": own.total(),
                "articles": sorted(articles[entity.entity_id]),
                "surfaces": [text for text, _ in sorted(own.items(), key=lambda item: (-item[1], item[0]))],
            }  # fmt: skip


def _interval(row: Row) -> str | None:
    low, high, mod = row.get("low"), row.get("high"), row["mod"]
    if low is None and high is None:
        return f"≈ {row['value']}" if row.get("value") else None
    left = "(" if low is None or mod == "MORE_THAN" else "["
    right = ")" if high is None or mod == "LESS_THAN" else "]"
    return f"{left}{low or '…'}, {high or '…'}{right}"


def _stands_for(mention: Mention) -> str | None:
    if mention.value is None:
        return mention.entity_id
    anchor = f"← {mention.anchor}" if mention.anchor else None
    return " ".join(filter(None, (str(mention.value), mention.mod, anchor)))
