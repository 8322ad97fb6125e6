"""The dataset card: YAML that `datasets` and the Hub read, then prose, both from the data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from hudna.build.configs import Config, TableFile, configs
from hudna.build.example import example
from hudna.build.features import EDITION_CONFIGS, FEATURES, REGISTER_CONFIGS
from hudna.build.field_notes import Field, added_fields, fields
from hudna.build.results import results_block
from hudna.dataset import Dataset
from hudna.ontology import EVENT_ROLES

_FACTS: dict[str, Any] = {
    "pretty_name": "Hudna",
    "language": ["ar"],
    "language_details": ["arb-Arab"],
    "license": "cc-by-4.0",
    "multilinguality": ["monolingual"],
    "size_categories": ["n<1K"],
    "source_datasets": ["original"],
    "annotations_creators": ["machine-generated"],
    "language_creators": ["machine-generated", "found"],
    "task_categories": ["token-classification"],
    "task_ids": ["named-entity-recognition", "coreference-resolution"],
    "tags": ["arabic", "event-extraction", "information-extraction", "numeric-claims", "news"],
}
"""What the Hub indexes. The open edition's texts and all annotation are a language model's; the source edition's words
were found."""

_FLAT_TABLES = ("mentions", "events", "numeric_claims")

_EVERYWHERE = tuple(
    role for role in next(iter(EVENT_ROLES.values())) if all(role in roles for roles in EVENT_ROLES.values())
)
"""The roles that every event type has."""


def card_text(dataset: Dataset, tables: Sequence[TableFile], checkout: Path | None = None) -> str:
    """The whole `README.md` of the dataset folder; with the results in `checkout`, where one is given."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - Markdown
    environment.filters["code"] = lambda word: f"`{word}`"
    template = environment.from_string(files("hudna.build").joinpath("card.md.jinja").read_text(encoding="utf-8"))
    made = configs(tables)
    return template.render(
        header=_yaml(_header(dataset, made)),
        version=dataset.version,
        digest=dataset.digest,
        articles=sorted({record.article_id for record in dataset.records}),
        has_source=any(record.text is not None for record in dataset.records if record.edition == "source"),
        example=example(dataset),
        results=None if checkout is None else results_block(dataset, checkout),
        **_configs_shown(made),
        **_fields_shown(),
    )


def _configs_shown(made: Sequence[Config]) -> dict[str, Any]:
    """The configs by how one loads them; of the folds also the held-out articles."""
    whole = [config for config in made if "_fold_" not in config.name]
    folds = [config for config in made if "_fold_" in config.name]
    held_out = sorted({config.name.partition("_fold_")[2] for config in folds})
    open_tokens = [id_ for id_ in held_out if f"tokens_fold_{id_}" in {config.name for config in folds}]
    return {
        "whole": whole,
        "flat": [config for config in whole if config.edition == "open" and config.name != "articles"],
        "source": [config for config in whole if config.edition == "source"],
        "registers": [config for config in whole if config.edition is None],
        "folds": folds,
        "fold_rows": _fold_rows(folds),
        "held_out": held_out,
        "fold_tables": [name.removesuffix("_fold") for name in _fold_rows(folds)],
        "example_fold": "003" if "003" in open_tokens else open_tokens[-1] if open_tokens else None,
    }


def _fold_rows(folds: Sequence[Config]) -> dict[str, dict[str, str | None]]:
    """Table with its edition → the edition, and the fewest and most rows of both splits."""
    tables: dict[str, list[Config]] = {}
    for config in folds:
        tables.setdefault(config.name.partition("_fold_")[0], []).append(config)
    return {
        f"{name}_fold": {
            "edition": same[0].edition,
            **{split: _range([config.rows[split] for config in same]) for split in ("train", "test")},
        }
        for name, same in tables.items()
    }


def _range(counts: Sequence[int]) -> str:
    return f"{min(counts)}" if min(counts) == max(counts) else f"{min(counts)} to {max(counts)}"


def _fields_shown() -> dict[str, Any]:
    return {
        "fields": fields,
        "added_fields": added_fields,
        "field_rows": _field_rows,
        "flat_tables": _FLAT_TABLES,
        "other_tables": [
            name for name in (*EDITION_CONFIGS, *REGISTER_CONFIGS) if name not in ("articles", *_FLAT_TABLES)
        ],
        "event_roles": {type_: _roles(type_) for type_ in EVENT_ROLES},
        "everywhere": _EVERYWHERE,
    }


def _field_rows(shown: Iterable[Field]) -> str:
    return "".join(f"| `{field.path}` | {field.kind} | {field.note} |\n" for field in shown)


def _roles(type_: str) -> str:
    """The roles that a type has of its own, those of a full frame in bold."""
    own = [role for role in EVENT_ROLES[type_].values() if role.required or role.name not in _EVERYWHERE]
    return ", ".join(f"**{role.name}**" if role.required else role.name for role in own)


def _yaml(header: dict[str, Any]) -> str:
    """YAML with what is innermost on one line: the names of a label would take thousands of lines else."""
    return yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=math.inf, default_flow_style=None)


def _header(dataset: Dataset, made: Sequence[Config]) -> dict[str, Any]:
    return {
        **_FACTS,
        "configs": [_config(config, dataset.version) for config in made],
        "dataset_info": [
            {"config_name": config.name, "features": FEATURES[config.table]._to_yaml_list()} for config in made
        ],
    }


def _config(config: Config, version: str) -> dict[str, Any]:
    """One config. Version and digest are there because the cache of `datasets` is keyed by the config, not by the
    files: without them it gives back yesterday's rows, or another folder's."""
    return {
        "config_name": config.name,
        "data_files": [
            {"split": split, "path": [file.path for file in files_]} for split, files_ in config.splits.items()
        ],
        "version": version,
        "description": f"sha256:{config.sha256}",
        **({"default": True} if config.name == "articles" else {}),
    }
