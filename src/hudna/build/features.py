"""The columns of every table, once: as `datasets` features (labels are ClassLabel) and as Arrow schemas (strings).

Parquet keeps labels as strings, so that pandas users see names; the card's YAML declares them as class labels, so
that `datasets` users get ClassLabel, nested ones too.
"""

from __future__ import annotations

from typing import Any, get_args

import pyarrow as pa
from datasets import ClassLabel, Features, List, Value

from hudna import model, registers
from hudna.ontology import EVENT_TYPES, MENTION_TYPES, ZONE_TYPES

_TEXT = Value("string")
_INT = Value("int32")
_BOOL = Value("bool")
_SPAN = List(_INT)
_TEXTS = List(_TEXT)


def _label(names: Any) -> ClassLabel:
    return ClassLabel(names=list(get_args(names) or names))


def _bio(types: tuple[str, ...]) -> ClassLabel:
    return _label(["O", *(f"{prefix}-{type_}" for type_ in types for prefix in "BI")])


_KEY = {"article_id": _TEXT, "edition": _TEXT}
_ZONE = {"type": _label(ZONE_TYPES), "start": _INT, "end": _INT}
_TIMEX = {"value": _TEXT, "mod": _label(model.TimexMod), "anchor": _TEXT}
_MENTION = {
    "id": _TEXT, "type": _label(MENTION_TYPES), "start": _INT, "end": _INT, "text": _TEXT, "head": _SPAN,
    "form": _label(model.Form), "entity_id": _TEXT, **_TIMEX,
}  # fmt: skip
_EVENT_ATTRIBUTES = {
    "polarity": _label(model.Polarity), "realis": _label(model.Realis), "realis_kind": _label(model.RealisKind),
    "event_id": _TEXT,
}  # fmt: skip
_EVENT = {
    "id": _TEXT, "type": _label(EVENT_TYPES), "trigger": List(_SPAN), "trigger_text": _TEXTS, **_EVENT_ATTRIBUTES,
    "arguments": List({"role": _TEXT, "filler": _TEXT, "implicit": _BOOL}),
}  # fmt: skip
_STANCE = List({"source": _TEXT, "value": _label(model.StanceValue)})
_QUANTITY = {
    "kind": _label(model.ClaimKind), "value": _TEXT, "low": _TEXT, "high": _TEXT, "mod": _label(model.ClaimMod),
    "unit_norm": _TEXT,
}  # fmt: skip
_CLAIM = {
    "id": _TEXT, "start": _INT, "end": _INT, "text": _TEXT, "number": _SPAN, "modifier": _SPAN, "unit": _SPAN,
    **_QUANTITY, "quantified": _TEXTS, "about": {"event": _TEXT, "role": _TEXT},
    "attribution": List({"source": _TEXT, "cue": _SPAN, "cue_text": _TEXT}), "stance": _STANCE,
    "subset_of": _TEXT, "as_of": _TEXT, "conjoint": _BOOL,
}  # fmt: skip
_DIFFERENCE = {"layer": _TEXT, "id": _TEXT, "only_in": _TEXT, "reason": _TEXT}
_IN_ZONE = {"zone": _label(ZONE_TYPES)}

FEATURES: dict[str, Features] = {
    "articles": Features({
        **_KEY, "title_en": _TEXT, "outlet": _TEXT, "dateline": _TEXT,
        "dateline_basis": _label(registers.DatelineBasis), "text_sha256": _TEXT, "text": _TEXT, "zones": List(_ZONE),
        "mentions": List(_MENTION), "events": List(_EVENT), "numeric_claims": List(_CLAIM),
    }),
    "mentions": Features({
        **_KEY, **_MENTION, "head_text": _TEXT, "depth": _INT, **_IN_ZONE,
    }),
    "events": Features({
        **_KEY, **_EVENT,
        "arguments": List({
            "role": _TEXT, "filler": _TEXT, "filler_kind": _label(["mention", "event"]), "text": _TEXT,
            "shared_id": _TEXT, "implicit": _BOOL,
        }),
        **_IN_ZONE,
    }),
    "numeric_claims": Features({
        **_KEY, **_CLAIM, "number_text": _TEXT, "modifier_text": _TEXT, "unit_text": _TEXT,
        "value_number": Value("float64"), "quantified_texts": _TEXTS, "about_type": _TEXT,
        "attribution": List({"source": _TEXT, "source_text": _TEXT, "cue": _SPAN, "cue_text": _TEXT}), **_IN_ZONE,
    }),
    "tokens": Features({
        **_KEY, "paragraph": _INT, "tokens": _TEXTS, "starts": List(_INT), "ends": List(_INT),
        "zones": List(_label(ZONE_TYPES)), "entities": List(_bio(MENTION_TYPES)), "triggers": List(_bio(EVENT_TYPES)),
        "numbers": List(_bio(get_args(model.ClaimKind))),
    }),
    "sources": Features({
        "id": _TEXT, "title_en": _TEXT, "outlet": _TEXT, "dateline": _TEXT,
        "dateline_basis": _label(registers.DatelineBasis), "dateline_note": _TEXT, "source_sha256": _TEXT,
        "source_bytes": _INT, "source_code_points": _INT, "difference": List(_DIFFERENCE),
    }),
    "entities": Features({
        "entity_id": _TEXT, "type": _label(MENTION_TYPES), "name_ar": _TEXT, "name_en": _TEXT, "qid": _TEXT,
        "disputed": _BOOL, "members": _TEXTS,
    }),
    "event_clusters": Features({
        "event_id": _TEXT, "type": _label(EVENT_TYPES), "description_en": _TEXT, "time": _TEXT,
    }),
    "distinct_events": Features({"distinct": _TEXTS, "reason": _TEXT}),
    "comparisons": Features({
        "id": _TEXT, "claims": _TEXTS, "comparability": _label(registers.Comparability),
        "logical": _label(registers.Logical), "editorial": _label(registers.Editorial), "reason": _TEXT,
    }),
}  # fmt: skip

EDITION_CONFIGS = ("articles", "mentions", "events", "numeric_claims", "tokens")
"""Tables that exist once an edition; the rest are registers, shared by both."""

REGISTER_CONFIGS = ("sources", "entities", "event_clusters", "distinct_events", "comparisons")


def storage_schema(config: str) -> pa.Schema:
    """The Arrow schema of a table as it is stored: every ClassLabel a string."""
    return pa.schema([pa.field(name, _storage(feature)) for name, feature in FEATURES[config].items()])


def _storage(feature: Any) -> pa.DataType:
    if isinstance(feature, dict):
        return pa.struct([pa.field(name, _storage(inner)) for name, inner in feature.items()])
    if isinstance(feature, List):
        return pa.list_(_storage(feature.feature))
    return pa.string() if isinstance(feature, ClassLabel) else feature.pa_type
