"""A trained model as a folder.

| file | what |
|---|---|
| `linear.json` | arguments; the features of each vocabulary and the labels of each classifier, in order |
| `weights.npz` | for each classifier `<name>.weights` (features × labels) and `<name>.intercepts` |
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from hudna.files import write_file
from hudna.findings import Finding, InvalidDataError
from hudna_baselines.encoding.schema import CLITIC_LAYERS, LAYERS, RELATIONS, SPAN_LAYERS, TASKS

from .arguments import Arguments
from .classifier import Classifier, Vocabulary
from .linking import NO_LINK, Linker
from .model import LinearModel
from .tagger import Tagger

DESCRIPTION, WEIGHTS = "linear.json", "weights.npz"


def save_model(model: LinearModel, arguments: Arguments, folder: Path) -> None:
    """Write both files into a folder that exists; same model, same bytes."""
    classifiers = dict(_classifiers(model))
    described = {
        "arguments": asdict(arguments),
        "features": {name: list(vocabulary.columns) for name, vocabulary in _vocabularies(model).items()},
        "labels": {name: list(classifier.labels) for name, classifier in classifiers.items()},
    }
    arrays = {
        f"{name}.{part}": array
        for name, classifier in classifiers.items()
        for part, array in (("weights", classifier.weights), ("intercepts", classifier.intercepts))
    }
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    write_file(folder / WEIGHTS, packed.getvalue())
    write_file(folder / DESCRIPTION, (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode())


def load_model(folder: Path) -> tuple[LinearModel, Arguments]:
    """What `save_model` wrote.

    Raises: InvalidDataError for a file that is missing or broken, or whose parts do not fit each other.
    """
    try:
        described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            return _model(described, arrays)
    except (AttributeError, EOFError, KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile) as error:
        found = f"found {type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
        hint = "A folder that `save` wrote has linear.json and weights.npz as they were written."
        raise InvalidDataError([Finding(str(folder), 0, "unreadable-model", found, hint)]) from None


def _vocabularies(model: LinearModel) -> dict[str, Vocabulary]:
    return {"words": model.words, "items": model.items, "pairs": model.linker.vocabulary}


def _classifiers(model: LinearModel) -> Iterator[tuple[str, Classifier]]:
    """Every classifier by its name: `tags.GPE`, `clitics.proclitic`, `items.realis`, `links.argument`."""
    yield from ((f"tags.{layer}", model.taggers[layer].classifier) for layer in SPAN_LAYERS)
    yield from ((f"clitics.{layer}", model.clitics[layer]) for layer in CLITIC_LAYERS)
    yield from ((f"items.{task}", model.tasks[task]) for task in TASKS)
    yield from ((f"links.{relation}", model.linker.relations[relation]) for relation in RELATIONS)


def _model(described: Mapping[str, Any], arrays: Mapping[str, Any]) -> tuple[LinearModel, Arguments]:
    arguments = Arguments(**described["arguments"])
    words, items, pairs = (_vocabulary(described["features"][name]) for name in ("words", "items", "pairs"))

    def classifier(name: str, allowed: tuple[str, ...], columns: int) -> Classifier:
        labels = tuple(described["labels"][name])
        if unknown := sorted(set(labels) - set(allowed)):
            raise ValueError(f"{name} has the label {unknown[0]!r:.60}, which this version does not know")
        weights, intercepts = arrays[f"{name}.weights"], arrays[f"{name}.intercepts"]
        if weights.shape != (columns, len(labels)) or intercepts.shape != (len(labels),):
            raise ValueError(f"{name} has weights of shape {weights.shape} against {(columns, len(labels))}")
        return Classifier(labels=labels, weights=weights, intercepts=intercepts)

    taggers = {
        layer: Tagger(layer, classifier(f"tags.{layer}", LAYERS[layer], len(words.columns) + len(LAYERS[layer])))
        for layer in SPAN_LAYERS
    }
    linker = Linker(
        vocabulary=pairs, margin=arguments.margin_links,
        relations={relation: classifier(f"links.{relation}", (*labels, NO_LINK), len(pairs.columns))
                   for relation, labels in RELATIONS.items()},
    )  # fmt: skip
    model = LinearModel(
        words=words, items=items, taggers=taggers, linker=linker, margin=arguments.margin_tags,
        clitics={layer: classifier(f"clitics.{layer}", LAYERS[layer], len(words.columns)) for layer in CLITIC_LAYERS},
        tasks={task: classifier(f"items.{task}", labels, len(items.columns)) for task, labels in TASKS.items()},
    )  # fmt: skip
    return model, arguments


def _vocabulary(features: list[str]) -> Vocabulary:
    return Vocabulary({str(feature): column for column, feature in enumerate(features)})
