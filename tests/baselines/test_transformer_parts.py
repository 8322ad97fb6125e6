"""The parts of the transformer by themselves: pieces and windows, paths of tags, labels, rates, what is frozen."""

import ast
import itertools
import random

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
import transformer_tiny as tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Record
from hudna_baselines.encoding.encode import encode
from hudna_baselines.encoding.hints import HINTS
from hudna_baselines.encoding.schema import LAYERS, RELATIONS
from hudna_baselines.encoding.texts import text_of
from hudna_baselines.transformer import labels, training
from hudna_baselines.transformer.arguments import Arguments
from hudna_baselines.transformer.batches import Marks, WordPieces, hint_rows, masked, rows_of
from hudna_baselines.transformer.encoders import load_encoder
from hudna_baselines.transformer.network import Network, _means
from hudna_baselines.transformer.passages import Passage, Source, batch_of, epoch
from hudna_baselines.transformer.paths import best_path, best_tags, gathered
from hudna_baselines.transformer.reading import grouped

MARKS = Marks(start=0, end=2, pad=1, unknown=3)
PIECES = st.lists(st.lists(st.integers(4, 99), min_size=1, max_size=16).map(tuple), max_size=30)


def rows(texts, **sizes):
    """The windows of texts of whose words nothing is known."""
    hints = [torch.zeros(len(text), len(HINTS)) for text in texts]
    return rows_of(texts, hints, MARKS, **sizes)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return load_encoder(str(tiny.tiny_encoder(tmp_path_factory.mktemp("encoder"), layers=4)))


@pytest.fixture
def network(encoder):
    return Network(encoder.model, hidden=8, dropout=0.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3), st.integers(18, 60), st.integers(0, 9))
def test_every_word_is_found_in_the_windows(texts, window, context):
    found = rows(texts, window=window, context=context)
    flat = found.ids.flatten().tolist()
    words = [word for text in texts for word in text]
    assert [(flat[first], flat[last]) for first, last in zip(found.first, found.last, strict=True)] == [
        (word[0], word[-1]) for word in words
    ]
    assert [int(last - first) + 1 for first, last in zip(found.first, found.last, strict=True)] == [*map(len, words)]
    assert found.mask.sum(dim=1).tolist() == [len(row) - row.tolist().count(1) for row in found.ids]
    assert not len(found.ids) or int(found.mask.sum(dim=1).max()) <= window


def test_a_window_must_hold_the_longest_word():
    with pytest.raises(ValueError, match="found a window of 17 pieces against at least 18"):
        rows([], window=17, context=0)


def test_rows_read_together_are_read_as_alone(network):
    texts = [[(5,)] * size for size in (3, 40, 7, 1, 20)] * 5
    network.eval()
    with torch.inference_mode():
        together = network.words(rows(texts, window=64, context=4))
        alone = [network.words(rows([text], window=64, context=4)) for text in texts]
    torch.testing.assert_close(together, torch.cat(alone), rtol=1e-4, atol=1e-5)


def test_words_are_cut_without_marks_and_bounded(encoder):
    pieces = WordPieces(encoder.tokenizer)
    text = text_of(Record(article_id="1", text="موسكو مُوسكـو " + "ب" * 40 + " ن"))
    plain, marked, long, last = pieces.of(text)
    assert plain == marked
    assert len(long) == 16
    assert len(last) >= 1


def test_masking_spares_what_a_tokenizer_puts_around():
    found = rows([[(5, 6), (7,)] * 200], window=64, context=0)
    generator = torch.Generator().manual_seed(0)
    all_masked = masked(found, 1.0, MARKS, generator)
    assert set(all_masked.ids.flatten().tolist()) == {0, 1, 2, 3}
    assert torch.equal(all_masked.ids == 3, found.ids > 3)
    some = masked(found, 0.25, MARKS, generator)
    assert 0.2 < float((some.ids == 3).sum() / (found.ids > 3).sum()) < 0.3
    assert torch.equal(masked(found, 0.0, MARKS, generator).ids, found.ids)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5), st.integers(2, 4), st.data())
def test_the_best_path_is_the_best_of_all(words, size, data):
    numbers = st.floats(-5, 5, width=32)
    scores = np.array(data.draw(_table(numbers, words, size)))
    allowed = np.array(data.draw(_table(st.booleans(), size, size)))
    allowed[:, 0] = allowed[0] = True  # O is always lawful, and so is what follows it
    paths = [path for path in itertools.product(range(size), repeat=words) if _is_lawful(path, allowed)]
    best = max(sum(scores[word, label] for word, label in enumerate(path)) for path in paths)
    found = best_path(scores, allowed)
    assert _is_lawful(found, allowed)
    assert sum(scores[word, label] for word, label in enumerate(found)) == pytest.approx(best)


def _table(values, rows, columns):
    row = st.lists(values, min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


def _is_lawful(path, allowed):
    return all(allowed[before, label] for before, label in itertools.pairwise((0, *path)))


def test_an_inside_needs_a_beginning_in_its_own_sentence():
    scores = np.zeros((4, 3), np.float32)
    scores[0, 1] = scores[1, 2] = scores[2, 2] = 9  # B I | I O
    assert best_tags("GPE", scores, [range(2), range(2, 4)]) == [1, 2, 0, 0]
    assert best_tags("proclitic", scores, [range(2), range(2, 4)]) == [1, 2, 2, 0]
    assert best_tags("GPE", scores[:0], []) == []


def test_a_trigger_of_doubtful_type_is_a_trigger():
    names = LAYERS["trigger"]
    shares = {"O": 0.45, "B-Life.Die": 0.3, "B-Life.Injure": 0.2, "I-Life.Die": 0.05}
    scores = np.log(np.full((1, len(names)), 1e-9, np.float32))
    for name, share in shares.items():
        scores[0, names.index(name)] = np.log(share)
    assert np.exp(gathered(scores)[0, names.index("B-Life.Die")]) == pytest.approx(0.5, abs=1e-6)
    assert gathered(scores)[0, 0] == scores[0, 0]
    assert [names[index] for index in best_tags("trigger", scores, [range(1)])] == ["B-Life.Die"]


def test_links_have_one_index_each_and_back():
    seen = [0]
    for relation, names in RELATIONS.items():
        assert labels.link_label(relation, 0) is None
        for name in names:
            index = labels.link_index(relation, name)
            assert labels.link_label(relation, index) == name
            seen.append(index)
        mask = labels.link_mask(relation, names[:1])
        assert [index for index, allowed in enumerate(mask) if allowed] == [0, labels.link_index(relation, names[0])]
    assert sorted(seen) == list(range(labels.LINKS))


def test_passages_are_whole_sentences_and_lose_nothing(encoder):
    source = _source(encoder)
    drawn = set()
    for seed in range(20):
        steps = epoch([source, source], Arguments(passage=12, batch=3), random.Random(seed))  # noqa: S311
        assert all(1 <= len(step) <= 3 for step in steps)
        passages = [passage for step in steps for passage in step]
        words = sorted(word for passage in passages for word in passage.words)
        assert words == sorted([*range(len(source.pieces))] * 2)
        starts = {passage.words.start for passage in passages}
        assert starts <= {sentence.start for sentence in source.example.text.sentences}
        drawn.add(tuple((passage.words.start, passage.words.stop) for passage in passages))
    assert len(drawn) > 1


def _source(encoder):
    example, pieces = encode(tiny.gold()), WordPieces(encoder.tokenizer)
    hints = hint_rows(example.text, told=True)
    return Source(example=example, pieces=tuple(pieces.of(example.text)), hints=hints)


def test_a_batch_has_the_gold_of_its_passages(encoder):
    source = _source(encoder)
    passages = [Passage(source=source, words=sentence) for sentence in source.example.text.sentences]
    whole = Passage(source=source, words=range(len(source.pieces)))
    parts, one = batch_of(passages, MARKS, Arguments()), batch_of([whole], MARKS, Arguments())
    for layer, tags in one.gold.tags.items():
        assert parts.gold.tags[layer].tolist() == tags.tolist() == list(source.example.tags[layer])
    assert parts.places.first.tolist() == one.places.first.tolist()
    for name in ("left", "right", "relation", "distance"):
        assert getattr(parts.pairs, name).tolist() == getattr(one.pairs, name).tolist(), name
    assert parts.gold.links.tolist() == one.gold.links.tolist()
    assert (one.gold.links > 0).sum() == 9  # five arguments, counted, about, cue, source
    backward = batch_of(passages[::-1], MARKS, Arguments())
    assert sorted(backward.gold.links.tolist()) == sorted(one.gold.links.tolist())


def test_gold_links_are_allowed(encoder):
    batch = batch_of([Passage(source=_source(encoder), words=range(14))], MARKS, Arguments())
    assert batch.pairs.allowed.gather(1, batch.gold.links[:, None]).all()


def test_rates_rise_and_fall():
    class Optimizer:
        param_groups = ({"peak": 2.0, "lr": 0.0}, {"peak": 1.0, "lr": 0.0})

    rates = []
    for share in (0, 0.05, 0.1, 0.55, 1):
        training.set_rates(Optimizer, share, 0.1)
        rates.append(tuple(group["lr"] for group in Optimizer.param_groups))
    assert rates == [(0, 0), (1, 0.5), (2, 1), pytest.approx((1, 0.5)), (0, 0)]


def test_embeddings_and_low_layers_stay_and_higher_layers_learn_faster(network):
    arguments = Arguments(frozen_layers=1, encoder_rate=1.0, layer_decay=0.5, head_rate=7.0)
    training.freeze(network, arguments, embeddings=True)
    learned = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    assert not any("embeddings" in name or ".layer.0." in name for name in learned)
    assert any(".layer.1." in name for name in learned)
    groups = training.parameter_groups(network, arguments)
    assert sorted(group["peak"] for group in groups) == [0.25, 0.5, 1.0, 7.0]
    assert sum(len(group["params"]) for group in groups) == len(learned)
    training.freeze(network, arguments, embeddings=False)
    assert network.encoder.embeddings.word_embeddings.weight.requires_grad


def test_texts_are_taken_some_at_a_time():
    class Words(list):
        pass

    taken = []

    def texts():
        for size in (3, 0, 3, 9, 1):
            taken.append(size)
            yield Words([0] * size)

    groups = grouped(texts(), 5)
    assert list(map(len, next(groups))) == [3, 0, 3]
    assert taken == [3, 0, 3]
    assert [list(map(len, group)) for group in groups] == [[9], [1]]


def test_nothing_is_unpickled(root):
    """`torch.load` only with `weights_only=True`; no pickle, no eval, no code that comes with a model."""
    for path in sorted((root / "baselines/hudna_baselines/transformer").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert "pickle" not in source.replace("No pickle", "").replace("no pickle", ""), path
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            called, given_ = ast.unparse(call.func), {word.arg: ast.unparse(word.value) for word in call.keywords}
            if called == "torch.load":
                assert given_["weights_only"] == "True", path
            if called.endswith((".from_pretrained", ".from_config")):
                assert given_["trust_remote_code"] == "False", path


def test_no_larger_window_than_the_encoder_reads(encoder):
    assert encoder.longest == 126


def test_all_layers_of_the_encoder_count_alike_at_first(network):
    found = rows([[(5, 6), (7,)]], window=18, context=0)
    network.eval()
    with torch.inference_mode():
        hidden = network.encoder(
            input_ids=found.ids, attention_mask=found.mask, output_hidden_states=True
        ).hidden_states
        words = network.words(found)
    assert len(hidden) == 5
    mean = sum(hidden) / 5
    read = words[:, : -len(HINTS)]
    torch.testing.assert_close(read, torch.cat([mean[0, [1, 3]], mean[0, [2, 3]]], dim=-1), rtol=1e-4, atol=1e-5)


def test_the_network_is_told_what_readers_and_lexicons_say_of_a_word():
    text = text_of(Record(article_id="1", text="قتل 12 جنديا أمس قرب فرنسا"))
    told, untold = hint_rows(text, told=True), hint_rows(text, told=False)
    names = [[HINTS[column] for column in row.nonzero().flatten().tolist()] for row in told]
    assert names == [
        ["zone=none"], ["quantity=COUNT-B", "zone=none"], ["unit-B", "zone=none"], ["time=DATE-B", "zone=none"],
        ["zone=none"], ["class=country", "zone=none"],
    ]  # fmt: skip
    assert untold.shape == told.shape
    assert not untold.any()


def test_hints_stand_beside_the_states_of_their_word(network):
    hints = torch.arange(2.0 * len(HINTS)).view(2, -1)
    network.eval()
    with torch.inference_mode():
        words = network.words(rows_of([[(5, 6), (7,)]], [hints], MARKS, window=18, context=0))
    assert torch.equal(words[:, -len(HINTS) :], hints)


def test_means_of_many_words_are_as_exact_as_those_of_few():
    words = torch.randn(4000, 3, generator=torch.Generator().manual_seed(0)).bfloat16()
    start = torch.tensor([0, 3990, 17])
    stop = torch.tensor([4000, 3993, 17])
    expected = torch.stack([words.float().mean(dim=0), words[3990:3993].float().mean(dim=0), torch.zeros(3)])
    torch.testing.assert_close(_means(words, start, stop), expected, rtol=1e-3, atol=1e-3)
