"""The training loop on a tiny encoder: it learns, repeats itself, goes on after an interruption, and is kept."""

import json
from dataclasses import replace

import pytest

pytest.importorskip("torch")

import transformer_tiny as tiny

from hudna.findings import InvalidDataError
from hudna_baselines.base import MissingExtraError, Settings, Trainable, Watched
from hudna_baselines.saved import TRAINED
from hudna_baselines.transformer import TransformerBaseline


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return tiny.tiny_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="module")
def fitted(encoder):
    return TransformerBaseline(tiny.settings(encoder), tiny.QUICK).fit([tiny.gold()])


def unlabelled():
    return replace(tiny.gold(), mentions=(), events=(), numeric_claims=())


def short(encoder, **more):
    return TransformerBaseline(tiny.settings(encoder), replace(tiny.QUICK, epochs=12, dropout=0.2), **more)


def weights(system):
    return {name: value.tolist() for name, value in system._fitted.model.network.state_dict().items()}


def test_two_sentences_are_learned_by_heart(fitted):
    assert tiny.layers_of(fitted.predict(unlabelled())) == tiny.layers_of(tiny.gold())


def test_a_prediction_has_the_key_and_no_text(fitted):
    found = fitted.predict(replace(unlabelled(), text_sha256="0" * 64))
    assert (found.key, found.text_sha256, found.text) == (("1", "open"), "0" * 64, None)


def test_gold_is_not_seen(fitted):
    other = replace(tiny.gold(), mentions=tiny.gold().mentions[:1], events=(), numeric_claims=())
    assert fitted.predict(other) == fitted.predict(unlabelled())


def test_many_are_predicted_as_one_by_one(fitted):
    texts = [tiny.TEXT, "باكو.", "", tiny.TEXT * 9]
    records = [replace(unlabelled(), article_id=str(number), text=text) for number, text in enumerate(texts)]
    together = list(fitted.predict_many(records))
    assert together == [fitted.predict(record) for record in records]
    assert len(together[3].mentions) > len(together[0].mentions)


def test_same_seed_same_weights_and_another_seed_others(encoder):
    once, again = short(encoder).fit([tiny.gold()]), short(encoder).fit([tiny.gold()])
    assert weights(once) == weights(again)
    other = TransformerBaseline(tiny.settings(encoder, seed=1), once.training).fit([tiny.gold()])
    assert weights(once) != weights(other)


def test_an_interrupted_training_ends_as_another_does(encoder, tmp_path):
    def stop(share, _):
        if share > 0.6:
            raise InterruptedError

    system = short(encoder, checkpoints=tmp_path / "kept")
    with pytest.raises(InterruptedError):
        system.fit([tiny.gold()], stop)
    assert json.loads((tmp_path / "kept" / "state.json").read_text())["epochs"] == 5  # of 7 whole ones
    shares = []
    resumed = system.fit([tiny.gold()], lambda share, _: shares.append(share))
    assert shares[0] == pytest.approx(6 / 12)
    assert shares[-1] == pytest.approx(1)
    assert weights(resumed) == weights(short(encoder).fit([tiny.gold()]))


def test_checkpoints_of_another_training_are_refused(encoder, tmp_path):
    short(encoder, checkpoints=tmp_path / "kept").fit([tiny.gold()])
    other = short(encoder, checkpoints=tmp_path / "kept")
    with pytest.raises(InvalidDataError, match=r"state\.json:1: \[other-training\] found a training"):
        other.fit([tiny.gold("2")])


def test_a_folder_predicts_as_what_was_saved(fitted, tmp_path):
    fitted.save(tmp_path)
    loaded = TransformerBaseline.load(tmp_path, device="cpu")
    assert loaded.predict(unlabelled()) == fitted.predict(unlabelled())
    assert loaded.settings == fitted.settings
    assert loaded.arguments == fitted.arguments
    kept = json.loads((tmp_path / "training.json").read_text())
    assert len(kept["data_digest"]) == 64
    assert kept["arguments"]["epochs"] == 80


def test_a_folder_holds_no_pickle(fitted, tmp_path):
    fitted.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".safetensors"}


def test_every_file_of_a_folder_is_known_when_it_is_replaced(fitted, tmp_path):
    fitted.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if not TRAINED.knows(tmp_path, path.name)] == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("labels.json", "{}", r"labels\.json:0: \[other-labels\]"),
        ("training.json", None, r"training\.json:0: \[unreadable-model\] found no readable JSON"),
        ("weights.safetensors", "no weights", r"\[unreadable-model\] found SafetensorError"),
        ("config.json", "{", r"\[unreadable-model\] found"),
    ],
)
def test_a_broken_folder_is_named_in_one_line(fitted, tmp_path, name, content, message):
    fitted.save(tmp_path)
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_text(content)
    with pytest.raises(InvalidDataError, match=message) as caught:
        TransformerBaseline.load(tmp_path)
    assert "\n" not in str(caught.value)


def test_nothing_to_learn_from_is_an_error(encoder):
    with pytest.raises(ValueError, match="found no annotated text"):
        short(encoder).fit([replace(tiny.gold(), text=None)])


def test_an_unfitted_system_says_so():
    with pytest.raises(ValueError, match="not fitted"):
        TransformerBaseline().predict(unlabelled())


def test_an_unknown_encoder_is_named_in_one_line():
    system = TransformerBaseline(Settings(model="no/such-model", device="cpu"), tiny.QUICK)
    with pytest.raises(MissingExtraError, match=r"^found no encoder no/such-model: ") as caught:
        system.fit([tiny.gold()])
    assert "\n" not in str(caught.value)


def test_it_is_what_the_runs_need(encoder):
    system = short(encoder)
    assert isinstance(system, Trainable)
    assert isinstance(system, Watched)
    assert json.loads(json.dumps(dict(system.arguments))) == system.arguments
