"""Encoders that do not fit, devices and precisions, and folders that were changed by hand."""

import json
from dataclasses import replace

import pytest

pytest.importorskip("torch")

import torch
import transformer_tiny as tiny

from hudna.findings import InvalidDataError
from hudna_baselines.base import Settings
from hudna_baselines.transformer import TransformerBaseline
from hudna_baselines.transformer.devices import device_of, precision_of
from hudna_baselines.transformer.encoders import load_encoder
from hudna_baselines.transformer.offline import WeightsError

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return tiny.tiny_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="module")
def fitted(encoder):
    return TransformerBaseline(tiny.settings(encoder), replace(tiny.QUICK, epochs=1)).fit([tiny.gold()])


def albert(folder):
    from transformers import AlbertConfig, AlbertModel

    sizes = {"embedding_size": 16, "hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 32}
    AlbertModel(AlbertConfig(vocab_size=50, num_hidden_layers=3, **sizes)).save_pretrained(folder)


def without_marks(folder):
    path = folder / "tokenizer_config.json"
    settings = json.loads(path.read_text())
    kept = {name: value for name, value in settings.items() if name not in ("cls_token", "sep_token")}
    path.write_text(json.dumps(kept))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (albert, r"cannot be fine-tuned layer by layer: found no list of 3 layers in AlbertModel\.$"),
        (without_marks, r"without cls_token_id, sep_token_id\. Name an encoder such as BERT\.$"),
    ],
)
def test_an_encoder_that_does_not_fit_is_named_in_one_line(tmp_path, spoil, message):
    spoil(tiny.tiny_encoder(tmp_path))
    with pytest.raises(WeightsError, match=message):
        load_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: [], r"found the file: Input should be"),
        (lambda kept: {**kept, "seed": "many"}, r"found seed: Input should be a valid integer"),
        (lambda kept: {**kept, "arguments": {"hidden": 32, "width": 3}}, r"found arguments\.width: "),
        (lambda kept: {name: kept[name] for name in kept if name != "data_digest"}, r"found data_digest: "),
    ],
)
def test_a_changed_description_is_named_in_one_line(fitted, tmp_path, change, message):
    fitted.save(tmp_path)
    path = tmp_path / "training.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    with pytest.raises(InvalidDataError, match=r"training\.json:0: \[unreadable-model\] " + message):
        TransformerBaseline.load(tmp_path)


def test_a_device_is_named_as_torch_does():
    assert device_of("cpu") == CPU
    assert device_of("auto").type == ("cuda" if torch.cuda.is_available() else "cpu")


@pytest.mark.parametrize("name", ["cuda:99", "gpu", ""])
def test_a_device_that_is_not_there_is_an_error(name):
    with pytest.raises(ValueError, match=f"^found device '{name}' against"):
        device_of(name)


def test_precision_is_what_is_asked_for():
    assert precision_of(CPU, "fp32") == "fp32"
    assert precision_of(CPU, "bf16") == "bf16"
    assert precision_of(CPU, "auto") in ("fp32", "bf16")


def test_a_second_training_may_have_another_precision(encoder):
    weights = {}
    for precision in ("bf16", "fp32", "bf16"):
        system = TransformerBaseline(tiny.settings(encoder), replace(tiny.QUICK, epochs=3, precision=precision))
        assert system.computed == {"device": "cpu", "precision": precision}
        trained = system.fit([tiny.gold()])._fitted.model.network
        weights.setdefault(precision, []).append(trained.tags.weight.tolist())
    first, again = weights["bf16"]
    assert first == again
    assert first != weights["fp32"][0]


def test_hints_can_be_left_out(encoder):
    told, untold = (
        TransformerBaseline(Settings(model=str(encoder), device="cpu"), replace(tiny.QUICK, epochs=3, hints=hints))
        for hints in (True, False)
    )
    assert told.fit([tiny.gold()])._fitted.model.network.tags.weight.tolist() != (
        untold.fit([tiny.gold()])._fitted.model.network.tags.weight.tolist()
    )
