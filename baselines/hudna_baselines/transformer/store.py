"""A trained system as a folder: weights in safetensors, the rest in JSON.

| file | what |
|---|---|
| `weights.safetensors` | the encoder and the heads |
| `config.json`, tokenizer files | how the encoder is built, as `transformers` writes it |
| `labels.json` | the labels, in the order of the outputs |
| `training.json` | encoder, seed, arguments, digest of the data |
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import TypeAdapter, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from hudna.files import write_file
from hudna.findings import Finding, InvalidDataError

from .arguments import Arguments
from .encoders import Encoder, encoder_of_folder, save_encoder
from .labels import label_map
from .network import Network

WEIGHTS, LABELS, TRAINING = "weights.safetensors", "labels.json", "training.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A trained network with what says where it comes from."""

    network: Network
    encoder: Encoder
    described: dict[str, Any]
    data_digest: str


def save_trained(trained: Trained, folder: Path) -> None:
    """Write all files into a folder that exists."""
    save_encoder(trained.encoder, folder)
    state = {name: value.detach().contiguous().cpu() for name, value in trained.network.state_dict().items()}
    save_file(state, folder / WEIGHTS)
    _write_json(folder / LABELS, label_map())
    _write_json(folder / TRAINING, {**trained.described, "data_digest": trained.data_digest})


def load_trained(folder: Path) -> Trained:
    """What `save_trained` wrote. Raises: InvalidDataError for a file that is missing, broken, or of other labels."""
    if _read_json(folder / LABELS) != label_map():
        hint = "The folder was written by another version; train again."
        raise _invalid(folder / LABELS, "other-labels", "found other labels than this version has", hint)
    described, digest, arguments = _training(folder / TRAINING)
    try:
        encoder = encoder_of_folder(folder)
        network = Network(encoder.model, hidden=arguments.hidden, dropout=arguments.dropout)
        network.load_state_dict(load_file(folder / WEIGHTS))
    except (OSError, RuntimeError, SafetensorError, ValueError) as error:
        first = str(error).strip().partition("\n")[0]
        raise _invalid(folder, "unreadable-model", f"found {type(error).__name__}: {first}") from None
    return Trained(network=network, encoder=encoder, described=described, data_digest=digest)


def _training(path: Path) -> tuple[dict[str, Any], str, Arguments]:
    """What `training.json` describes, its digest of data, and its arguments, all of them of the right kind."""
    described = _read_json(path)
    try:
        settings = TypeAdapter(_Described).validate_python(described)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"])) or "the file"
        hint = "The folder was written by another version, or changed by hand; train again."
        raise _invalid(path, "unreadable-model", f"found {at}: {first['msg']}", hint) from None
    del described["data_digest"]
    return described, settings.data_digest, settings.arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    model: str
    seed: int
    pretrained: bool
    arguments: Arguments
    data_digest: str


def _write_json(path: Path, data: Any) -> None:
    write_file(path, (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        found = f"found no readable JSON ({type(error).__name__}) against a file of a trained transformer"
        raise _invalid(path, "unreadable-model", found) from None


def _invalid(path: Path, rule: str, found: str, hint: str = "") -> InvalidDataError:
    return InvalidDataError([Finding(str(path), 0, rule, found, hint)])
