"""Trained systems in folders: `hudna.json` says which baseline a folder holds, and how it was trained."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hudna
from hudna.dataset import digest_of
from hudna.files import Owner, replace_folder, write_file
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import encode, read_bytes
from hudna.model import Record
from hudna_baselines.base import LEARNING, Baseline, Settings, Trainable, baseline_class, load_baseline
from hudna_baselines.threads import one_thread

DESCRIPTION = "hudna.json"
_WRITTEN = frozenset({
    DESCRIPTION,
    # linear.store
    "linear.json", "weights.npz",
    # transformer.store
    "config.json", "labels.json", "training.json", "weights.safetensors",
    # what tokenizers of `transformers` keep
    "added_tokens.json", "chat_template.jinja", "entity_vocab.json", "merges.txt", "sentencepiece.bpe.model",
    "sentencepiece.model", "special_tokens_map.json", "spiece.model", "spm.model", "tokenizer.json", "tokenizer.model",
    "tokenizer_config.json", "vocab.json", "vocab.txt",
})  # fmt: skip
TRAINED = Owner(
    what="trained system",
    owns=lambda folder: (folder / DESCRIPTION).is_file(),
    knows=lambda _, name: name in _WRITTEN,
)
"""The folder of another trained system may be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A baseline by its name, as it is before any training."""

    name: str

    def open(self) -> Baseline:
        """The system. Raises: KeyError for an unknown name, MissingExtraError where it lacks packages."""
        return load_baseline(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A trained system by its folder."""

    folder: Path
    device: str = "auto"

    def open(self) -> Baseline:
        """The system. Raises: as `load`."""
        return load(self.folder, device=self.device)


System = Named | Saved
"""What a process needs to know to open a system by itself."""


def load(folder: str | Path, *, device: str = "auto") -> Baseline:
    """The trained system of a folder that `hudna train` wrote: `load("folder").predict(record)`.

    Raises: InvalidDataError where the folder holds none or a file is broken, MissingExtraError where packages lack.
    """
    path = Path(folder)
    kind: type[Trainable] = baseline_class(baseline_of(path))
    return kind.load(path, device=device)


def train(baseline: str, settings: Settings, records: Sequence[Record], folder: Path, data: Mapping[str, Any]) -> None:
    """Fit a baseline on records that have texts and keep it in a folder, which is written whole or not at all.

    `data` is said of the training data in `hudna.json`, beside articles, editions and digest.
    Raises: KeyError for an unknown baseline, MissingExtraError where it lacks packages, ValueError for no record.
    """
    with one_thread():
        fitted = load_baseline(baseline, settings).fit(records)
    if not isinstance(fitted, Trainable):
        raise ValueError(f"found {baseline} against a baseline that learns: {', '.join(LEARNING)}")
    with replace_folder(folder, TRAINED) as temporary:
        fitted.save(temporary)
        _describe(temporary, baseline, settings, {**data, **_data(records)})


def _describe(folder: Path, baseline: str, settings: Settings, data: Mapping[str, Any]) -> None:
    """Write `hudna.json`; what the baseline itself has written there stays."""
    path = folder / DESCRIPTION
    own = json.loads(path.read_bytes()) if path.exists() else {}
    said = {
        "baseline": baseline,
        "model": settings.model,
        "pretrained": settings.pretrained,
        "seed": settings.seed,
        "code": hudna.__version__,
        "data": data,
    }
    write_file(path, (json.dumps({**own, **said}, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())


def _data(records: Sequence[Record]) -> dict[str, Any]:
    return {
        "articles": sorted({record.article_id for record in records}),
        "editions": sorted({record.edition for record in records}),
        "sha256": digest_of(encode(record) for record in records),
    }


def baseline_of(folder: Path) -> str:
    """The baseline whose trained system a folder holds. Raises: InvalidDataError where it holds none."""
    path = folder / DESCRIPTION
    if not path.is_file():
        raise _no_model(path, "found no such file")
    try:
        name = json.loads(read_bytes(path))["baseline"]
    except (ValueError, KeyError, TypeError):
        raise _no_model(path, "found no JSON object with the name of a baseline") from None
    if name not in LEARNING:
        raise _no_model(path, f"found baseline {name!r:.60} against one of {', '.join(LEARNING)}")
    return str(name)


def _no_model(path: Path, found: str) -> InvalidDataError:
    return InvalidDataError([Finding(str(path), 1, "no-model", found, "`hudna train` writes such a folder.")])
