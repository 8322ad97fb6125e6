"""Where the dataset comes from, in the W3C's PROV vocabulary: what it is derived from, and which activity made what.

A text is named by its hash (RFC 6920), so that nobody can take another for it. What is in the project's repository
and not in the dataset folder has a name within the document, and its path there as a description.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from hudna.dataset import Dataset

Json = dict[str, Any]

_MODELS = {"@type": "prov:SoftwareAgent", "prov:label": "Language models"}
_PROGRAM = {"@type": "prov:SoftwareAgent", "prov:label": "hudna"}
_PASSES = ("a", "b")


def provenance(dataset: Dataset) -> Json:
    """What the dataset was derived from and which activities made it. Lists are in the order of what was made."""
    sources = [_text(article.source_sha256, article.title_en) for article in dataset.articles]
    written = _open_texts(dataset)
    guidelines = _entity("#guidelines", "Guidelines of annotation", "annotations/GUIDELINES.md")
    passes = [_entity(f"#pass-{name}", f"Pass {name}", f"annotations/passes/{name}") for name in _PASSES]
    decisions = _entity("#decisions", "Decisions and corrections", "annotations/adjudication")
    return {
        "prov:wasDerivedFrom": [*sources, *written, guidelines, *passes, decisions],
        "prov:wasGeneratedBy": [
            _activity("writing", "Writing of the open edition", _WRITING, sources, written),
            *(_annotation(made, [*sources, *written, guidelines]) for made in passes),
            _activity("adjudication", "Adjudication", _ADJUDICATION, [*passes, guidelines], [decisions]),
            {
                **_activity("derivation", "Derivation", _DERIVATION, [*written, *passes, decisions], []),
                "prov:wasAssociatedWith": _PROGRAM,
            },
        ],
    }


_WRITING = "A text for each article that tells the same facts in other words."
_ANNOTATION = "One of the passes under written guidelines, over both editions; none saw another."
_ADJUDICATION = "Decision of every disagreement by a named rule; then a second reading, with corrections as decisions."
_DERIVATION = "Gold from passes and decisions, and the tables from gold."


def _open_texts(dataset: Dataset) -> list[Json]:
    """The texts of the open edition, each with the article that it retells."""
    return [
        {
            **_text(record.text_sha256, f"Open edition of article {record.article_id}"),
            "prov:wasDerivedFrom": {"@id": _hash_name(dataset.article(record.article_id).source_sha256)},
        }
        for record in dataset.records
        if record.edition == "open" and record.text_sha256
    ]


def _annotation(made: Json, used: Sequence[Json]) -> Json:
    name = made["@id"].removeprefix("#")
    return _activity(f"annotation-{name}", f"Annotation, {name.replace('-', ' ')}", _ANNOTATION, used, [made])


def _text(sha256: str, label: str) -> Json:
    return {"@id": _hash_name(sha256), "@type": "prov:Entity", "prov:label": label}


def _hash_name(sha256: str) -> str:
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def _entity(name: str, label: str, path: str) -> Json:
    return {"@id": name, "@type": "prov:Entity", "prov:label": label, "sc:description": path}


def _activity(name: str, label: str, description: str, used: Sequence[Json], made: Sequence[Json]) -> Json:
    return {
        "@id": f"#{name}",
        "@type": "prov:Activity",
        "prov:label": label,
        "sc:description": description,
        "prov:wasAssociatedWith": _MODELS,
        "prov:used": [{"@id": entity["@id"]} for entity in used],
        **({"prov:generated": [{"@id": entity["@id"]} for entity in made]} if made else {}),
    }
