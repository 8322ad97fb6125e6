"""Trained systems: kept in a folder, loaded from it, and what `hudna train` and `hudna predict --model` do."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import hudna_baselines
from hudna.findings import InvalidDataError
from hudna.formats.interchange import record_line
from hudna.model import Argument, Event, Mention, Record, Span
from hudna_baselines import predict, saved
from hudna_baselines import train as train_module
from hudna_baselines.annotating import annotated
from hudna_baselines.base import Batching, Settings, Trainable, load_baseline
from hudna_baselines.saved import TRAINED, Named, Saved, load, train

TEXT = "قتل جندي في لشبونة أمس. وصل وفد من كندا إلى روما."


def record(article_id, edition="open"):
    def mention(name, type_, words):
        start = TEXT.index(words)
        return Mention(id=name, type=type_, start=start, end=start + len(words), text=words, form="NAM")

    mentions = (mention("a", "PERS", "جندي"), mention("b", "GPE", "لشبونة"), mention("c", "GPE", "كندا"))
    event = Event(
        id="e", type="Life.Die", trigger=(Span(0, 3),), trigger_text=("قتل",), polarity="POS", realis="ACTUAL",
        arguments=(Argument(role="VICTIM", filler="a"),),
    )  # fmt: skip
    return Record(
        article_id=article_id, edition=edition, text=TEXT, dateline="2022-05-13", mentions=mentions, events=(event,)
    )


RECORDS = [record("1"), record("2"), record("3"), replace(record("3", "source"), text=None)]


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "linear"
    train("linear", Settings(), [own for own in RECORDS if own.text], path, {"version": "1.0"})
    return path


@pytest.fixture
def fake_dataset(monkeypatch):
    dataset = SimpleNamespace(records=RECORDS, version="1.0")
    monkeypatch.setattr("hudna.dataset.read_dataset", lambda _: dataset)


def test_three_lines_of_python_annotate_a_text(folder):
    model = hudna_baselines.load(folder)
    found = model.predict(Record(article_id="x", text=TEXT))
    assert found.article_id == "x"
    assert found.text is None
    assert ("GPE", "لشبونة") in {(own.type, Span(own.start, own.end).of(TEXT)) for own in found.mentions}


def test_the_python_of_the_readme_is_these_three_lines(folder, tmp_path, monkeypatch):
    readme = Path(__file__).parents[2] / "baselines" / "README.md"
    (code,) = re.findall(r"^```python\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.M | re.S)
    (tmp_path / "model").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    names = {"record": Record(article_id="x", text=TEXT)}
    exec(code, names)  # noqa: S102  the example as it stands
    assert names["prediction"] == load(folder).predict(names["record"])


def test_a_loaded_system_predicts_what_the_fitted_one_predicts(folder):
    fitted = load_baseline("linear").fit([own for own in RECORDS if own.text])
    assert load(str(folder)).predict(RECORDS[0]) == fitted.predict(RECORDS[0])
    assert isinstance(fitted, Trainable)
    assert not isinstance(load_baseline("rules"), Trainable)


def test_the_description_says_what_it_was_trained_on(folder):
    data = json.loads((folder / "hudna.json").read_text(encoding="utf-8"))
    assert (data["baseline"], data["seed"]) == ("linear", 0)
    assert (data["data"]["articles"], data["data"]["editions"], data["data"]["version"]) == (
        ["1", "2", "3"],
        ["open"],
        "1.0",
    )
    assert len(data["data"]["sha256"]) == 64
    assert not [path for path in folder.iterdir() if path.suffix in (".pkl", ".pickle", ".joblib", ".pt", ".bin")]


@pytest.mark.usefixtures("fake_dataset")
def test_train_writes_the_same_folder(tmp_path, folder):
    out = tmp_path / "model"
    result = run(train_module.command, "--baseline", "linear", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "linear, trained on 3 texts" in result.stderr
    names = {path.name for path in folder.iterdir()}
    assert {path.name for path in out.iterdir()} == names
    for name in names:
        assert (out / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.usefixtures("fake_dataset")
def test_train_leaves_out_what_it_is_told_to(tmp_path):
    out = tmp_path / "model"
    run(train_module.command, "--baseline", "linear", "--out", out, "--exclude", "2", "--edition", "open")
    assert json.loads((out / "hudna.json").read_text())["data"]["articles"] == ["1", "3"]
    run(train_module.command, "--baseline", "linear", "--out", out, "--exclude", "1", "--exclude", "3")
    assert json.loads((out / "hudna.json").read_text())["data"]["articles"] == ["2"], "a model is replaced"


@pytest.mark.usefixtures("fake_dataset")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--exclude", "9"), "found 9 against one of 1, 2, 3"),
        (("--edition", "source"), "no texts of edition 'source'"),
        (("--exclude", "1", "--exclude", "2", "--exclude", "3"), "no article is left to train on"),
    ],
)
def test_train_refuses_what_there_is_not(tmp_path, arguments, said):
    result = run(train_module.command, "--baseline", "linear", "--out", tmp_path / "model", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "model").exists()


@pytest.mark.usefixtures("fake_dataset")
def test_train_never_replaces_a_folder_of_something_else(tmp_path):
    (tmp_path / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"\[foreign-folder\] found a folder that is there already"):
        run(train_module.command, "--baseline", "linear", "--out", tmp_path)
    assert (tmp_path / "letters.txt").exists()


@pytest.mark.usefixtures("fake_dataset")
@pytest.mark.parametrize("name", ["notes.txt", "predictions.json", "more.npz", "model.safetensors", "deep/vocab.txt"])
def test_train_never_replaces_a_folder_with_a_file_of_the_user_s(tmp_path, folder, name):
    model = tmp_path / "model"
    shutil.copytree(folder, model)
    (model / name).parent.mkdir(exist_ok=True)
    (model / name).write_text("dear", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=rf"{name}:0: \[foreign-file\]"):
        run(train_module.command, "--baseline", "linear", "--out", model)
    assert (model / name).read_text(encoding="utf-8") == "dear"


def test_every_file_of_a_trained_system_is_known(folder):
    assert all(TRAINED.knows(folder, path.name) for path in folder.iterdir())


@pytest.mark.usefixtures("fake_dataset")
def test_an_encoder_that_is_not_to_be_had_is_wrong_usage(tmp_path):
    pytest.importorskip("torch")
    arguments = ("--baseline", "transformer", "--model", tmp_path / "none", "--out", tmp_path / "model")
    result = run(train_module.command, *arguments)
    assert result.exit_code == 2
    assert "found no encoder" in result.stderr


def test_a_system_that_learns_nothing_is_not_kept(tmp_path):
    with pytest.raises(ValueError, match="found rules against a baseline that learns"):
        train("rules", Settings(), RECORDS, tmp_path / "model", {})
    assert not (tmp_path / "model").exists()


def test_predict_with_a_model_annotates_files_and_says_how_fast(tmp_path, folder):
    path = tmp_path / "x.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run(predict.command, path, "--model", folder)
    data = json.loads(result.stdout)
    assert data["article_id"] == "x"
    assert {own["type"] for own in data["mentions"]} >= {"GPE"}
    assert f"1 article, {len(TEXT)} characters in" in result.stderr


def test_processes_change_no_byte_of_a_model_s_predictions(tmp_path, folder):
    path = tmp_path / "in.jsonl"
    lines = (record_line(Record(article_id=f"a{number}", text=TEXT)) for number in range(3))
    path.write_text("".join(lines), encoding="utf-8")
    alone = run(predict.command, path, "--model", folder).stdout
    assert alone.count("\n") == 3
    assert run(predict.command, path, "--model", folder, "--jobs", "2").stdout == alone


@pytest.mark.parametrize("arguments", [(), ("--baseline", "rules", "--model", "."), ("--baseline", "linear")])
def test_just_one_system_annotates(tmp_path, arguments):
    path = tmp_path / "x.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(predict.command, path, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "found no such file"),
        ("[", "found no JSON object with the name of a baseline"),
        ("[]", "found no JSON object with the name of a baseline"),
        ('{"baseline": "rules"}', "found baseline 'rules' against one of linear, transformer"),
        ('{"baseline": "../x"}', "found baseline '../x' against one of"),
    ],
)
def test_a_folder_without_a_trained_system_is_a_finding(tmp_path, content, said):
    if content is not None:
        (tmp_path / "hudna.json").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidDataError) as error:
        load(tmp_path)
    (finding,) = error.value.findings
    assert (finding.rule, said in finding.message) == ("no-model", True)
    with pytest.raises(InvalidDataError, match="no-model"):
        run(predict.command, "--model", tmp_path)


class Batcher:
    """A system that takes records together, and says how many it took."""

    name = "batcher"

    def __init__(self):
        self.taken = []

    def fit(self, records):
        return self

    def predict(self, record):
        raise AssertionError("several at once are faster")

    def predict_many(self, records):
        records = list(records)
        self.taken.append(len(records))
        yield from (replace(own, text=None) for own in records)


def test_a_system_that_batches_gets_several_records_at_once(monkeypatch):
    own = Batcher()
    monkeypatch.setattr(saved, "load_baseline", lambda _: own)
    assert isinstance(own, Batching)
    records = [Record(article_id=str(number), text="ا" * 40_000) for number in range(5)]
    lines = [json.loads(one.line) for one in annotated(Named(name="batcher"), records, jobs=1)]
    assert [line["article_id"] for line in lines] == ["0", "1", "2", "3", "4"]
    assert own.taken == [3, 2]


def test_the_device_reaches_the_system(monkeypatch, folder):
    told = []
    kind = SimpleNamespace(load=lambda path, device: told.append((path, device)))
    monkeypatch.setattr(saved, "baseline_class", lambda _: kind)
    Saved(folder=folder, device="cuda:1").open()
    assert told == [(folder, "cuda:1")]


def test_the_package_names_what_it_has():
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        hudna_baselines.lode  # noqa: B018
