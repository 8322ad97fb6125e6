"""What each column of the dataset means, in a line, for the card.

A path is a column name, with `.` into what is nested: `mentions.type` is both the field of the nested table
`articles` and the column of the flat table `mentions`. A note without table holds for every table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from datasets import ClassLabel, Features, List

from hudna.build.features import FEATURES
from hudna.comparisons import APPROXIMATELY

NOTES = {
    "article_id": "the article",
    "edition": "`open` or `source`",
    "zone": "zone in which it starts",
    "articles.title_en": "headline in English, or a description where the text has none",
    "articles.outlet": "who published it, where the text says so; else empty",
    "articles.dateline": "ISO date against which relative dates are resolved",
    "articles.dateline_basis": "whether the text gives that date or it was inferred",
    "articles.text_sha256": "SHA-256 of the UTF-8 text",
    "articles.text": "the text; null in the source edition",
    "articles.zones": "parts of the text by what they are, without gap or overlap",
    "zones.type": "kind of zone",
    "zones.start": "first code point",
    "zones.end": "code point after the last",
    "articles.mentions": "what names, describes or dates something; nested mentions are all listed",
    "mentions.id": "id in this article and edition",
    "mentions.type": "entity type, or DATE, TIME, DURATION for time expressions",
    "mentions.start": "first code point",
    "mentions.end": "code point after the last",
    "mentions.text": "the words; of a source span of more than five words only the first two and the last",
    "mentions.head": "span of the head; null for time expressions",
    "mentions.form": "name, nominal, pronoun or adjective; null for time expressions",
    "mentions.entity_id": "cluster, the same across articles and editions; null for time expressions",
    "mentions.value": "TIMEX3 value of a time expression",
    "mentions.mod": "TIMEX3 modifier",
    "mentions.anchor": "`dateline`, or the mention against which it was resolved",
    "mentions.head_text": "the words of the head",
    "mentions.depth": "how many mentions contain it; 0 is outermost",
    "articles.events": "event mentions",
    "events.id": "id in this article and edition",
    "events.type": "event type",
    "events.trigger": "spans of the trigger's fragments, the head first",
    "events.trigger_text": "the words of each fragment",
    "events.polarity": "told as happening or as not happening",
    "events.realis": "actual, generic or other",
    "events.realis_kind": "what kind of other; else null",
    "events.event_id": "real-world event, the same across articles and editions",
    "events.arguments": "who and what takes part",
    "events.arguments.role": "role; the table of roles is below",
    "events.arguments.filler": "id of a mention or of an event",
    "events.arguments.implicit": "whether the filler stands in another sentence",
    "events.arguments.filler_kind": "what the filler is",
    "events.arguments.text": "the words of the filler",
    "events.arguments.shared_id": "its `entity_id` or `event_id`",
    "articles.numeric_claims": "numbers that the text predicates of something",
    "numeric_claims.id": "id, the same in both editions",
    "numeric_claims.start": "first code point",
    "numeric_claims.end": "code point after the last",
    "numeric_claims.text": "the words",
    "numeric_claims.number": "span of the number; null for an implicit one",
    "numeric_claims.modifier": "span of «more than», «about» and the like",
    "numeric_claims.unit": "span of the unit",
    "numeric_claims.kind": "count, proportion or duration",
    "numeric_claims.value": "decimal, or ISO 8601 duration; null where only bounds are known",
    "numeric_claims.low": "lower bound, itself excluded where `mod` is MORE_THAN; null is open",
    "numeric_claims.high": "upper bound, itself excluded where `mod` is LESS_THAN; null is open",
    "numeric_claims.mod": "how exact the text is",
    "numeric_claims.unit_norm": "unit as a word of a closed list",
    "numeric_claims.quantified": "ids of the mentions that are counted",
    "numeric_claims.about": "what the number is about",
    "numeric_claims.about.event": "id of the event",
    "numeric_claims.about.role": "role of it that the number fills",
    "numeric_claims.attribution": "who says so, outermost first, coordinated sources as links "
    "in a row with the same cue; empty is the article's own voice",
    "numeric_claims.attribution.source": "id of a mention; null where nobody is named",
    "numeric_claims.attribution.cue": "span of the word that attributes",
    "numeric_claims.attribution.cue_text": "that word",
    "numeric_claims.attribution.source_text": "the words of the source",
    "numeric_claims.stance": "sources that do not simply assert it",
    "numeric_claims.stance.source": "id of a mention",
    "numeric_claims.stance.value": "how sure it is, in FactBank's values",
    "numeric_claims.subset_of": "id of the claim that this is a part of",
    "numeric_claims.as_of": "TIMEX3 value of the time for which it holds",
    "numeric_claims.conjoint": "whether one number counts several kinds of things together",
    "numeric_claims.number_text": "the words of the number",
    "numeric_claims.modifier_text": "the words of the modifier",
    "numeric_claims.unit_text": "the words of the unit",
    "numeric_claims.value_number": "the value as a float, in days for a duration",
    "numeric_claims.quantified_texts": "the words of what is counted",
    "numeric_claims.about_type": "type of the event",
    "tokens.paragraph": "number of the paragraph, from 0",
    "tokens.tokens": "the tokens; null in the source edition",
    "tokens.starts": "first code point of each token",
    "tokens.ends": "code point after the last of each token",
    "tokens.zones": "zone of each token",
    "tokens.entities": "outermost mentions as BIO labels",
    "tokens.triggers": "event triggers as BIO labels",
    "tokens.numbers": "numbers of claims as BIO labels",
    "sources.id": "the article",
    "sources.title_en": "as in `articles`",
    "sources.outlet": "as in `articles`",
    "sources.dateline": "as in `articles`",
    "sources.dateline_basis": "as in `articles`",
    "sources.dateline_note": "how the date is known",
    "sources.source_sha256": "SHA-256 of the published text",
    "sources.source_bytes": "its size in bytes",
    "sources.source_code_points": "its size in code points",
    "sources.difference": "what only one edition has",
    "sources.difference.layer": "layer of the annotation",
    "sources.difference.id": "what it is",
    "sources.difference.only_in": "the edition that has it",
    "sources.difference.reason": "why",
    "entities.entity_id": "cluster",
    "entities.type": "its type",
    "entities.name_ar": "Arabic name or description",
    "entities.name_en": "English name or description",
    "entities.qid": "Wikidata id, where it was known for certain",
    "entities.disputed": "whether the name is disputed",
    "entities.members": "the clusters that a set is made of",
    "event_clusters.event_id": "real-world event",
    "event_clusters.type": "its type",
    "event_clusters.description_en": "what happened, as the articles tell it",
    "event_clusters.time": "TIMEX3 value, where known",
    "distinct_events.distinct": "two events that are easily taken for one",
    "distinct_events.reason": "why they are two",
    "comparisons.id": "id of the pair",
    "comparisons.claims": "two claims, as `article:claim`",
    "comparisons.comparability": "how what they count relates",
    "comparisons.logical": f"whether one number can satisfy both claims, computed from value, bounds and `mod`; "
    f"an APPROX value counts as a range of {APPROXIMATELY * 100:.0f} % either way",
    "comparisons.editorial": "whether the second agrees with, updates or contradicts the first",
    "comparisons.reason": "why",
}

_LABELS_SHOWN = 13
"""A label with more names than this is shown by their number; the header of the card has all names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of a field table: `path` as a reader writes it (`[]` for lists), `key` as `NOTES` has it."""

    path: str
    key: str
    kind: str

    @property
    def note(self) -> str:
        """What it means. Raises: KeyError for a field without a note."""
        return NOTES[self.key]


def fields(table: str) -> list[Field]:
    """Every field of a table, nested ones after what they are nested in.

    Raises: KeyError for a table that there is not, or a field without a note.
    """
    return list(_fields(FEATURES[table], table, "", ""))


def added_fields(table: str) -> list[Field]:
    """The fields of a flat table that its layer of the nested `articles` lacks, `article_id` and `edition` left out."""
    nested = {field.key for field in fields("articles")}
    return [field for field in fields(table) if field.key not in nested]


def _fields(features: Features | dict[str, Any], table: str, path: str, key: str) -> Iterator[Field]:
    for name, feature in features.items():
        own = f"{key}.{name}" if key else name
        inner, is_list = (feature.feature, True) if isinstance(feature, List) else (feature, False)
        nested = isinstance(inner, dict)
        shown = f"{path}{name}{'[]' if nested and is_list else ''}"
        yield Field(path=shown, key=_noted(own, table), kind=_kind(feature))
        if nested:
            yield from _fields(inner, table, f"{shown}.", own)


def _noted(path: str, table: str) -> str:
    """The key under which a path is noted: with its table, as it stands, or for all tables."""
    for key in (f"{table}.{path}", path):
        if key in NOTES:
            return key
    raise KeyError(f"found no note on {path} of {table}")


def _kind(feature: Any) -> str:
    """A type in words: `string`, `list of int32`, `label: A, B`."""
    if isinstance(feature, List):
        return f"list of {_kind(feature.feature)}"
    if isinstance(feature, ClassLabel):
        names = feature.names
        return f"label: {', '.join(names)}" if len(names) <= _LABELS_SHOWN else f"label, one of {len(names)}"
    return "record" if isinstance(feature, dict) else str(feature.dtype)
