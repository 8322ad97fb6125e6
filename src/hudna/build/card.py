"""The dataset card: YAML that `datasets` and the Hub read, then prose, both from the data."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from hudna.build.configs import Config, TableFile, configs
from hudna.build.features import FEATURES
from hudna.dataset import Dataset

_FACTS: dict[str, Any] = {
    "pretty_name": "Hudna",
    "language": ["ar"],
    "license": "cc-by-4.0",
    "multilinguality": ["monolingual"],
    "size_categories": ["n<1K"],
    "source_datasets": ["original"],
    "annotations_creators": ["machine-generated"],
    "language_creators": ["machine-generated"],
    "task_categories": ["token-classification"],
    "task_ids": ["named-entity-recognition"],
    "tags": ["arabic", "event-extraction", "numeric-claims", "news"],
}


def card_text(dataset: Dataset, tables: Sequence[TableFile]) -> str:
    """The whole `README.md` of the dataset folder."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701 - Markdown
    template = environment.from_string(files("hudna.build").joinpath("card.md.jinja").read_text(encoding="utf-8"))
    made = configs(tables)
    header = yaml.safe_dump(_header(dataset, made), allow_unicode=True, sort_keys=False, width=1000)
    has_source = any(record.text is not None for record in dataset.records if record.edition == "source")
    return template.render(
        header=header,
        version=dataset.version,
        configs=[config for config in made if "_fold_" not in config.name],
        folds=[config for config in made if "_fold_" in config.name],
        dataset=dataset,
        has_source=has_source,
    )


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
