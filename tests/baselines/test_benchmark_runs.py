"""Runs: what is trained on, what a run is called, and that a run in two parts is a run in one."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hudna.findings import InvalidDataError
from hudna.model import Attribution, Event, Mention, NumericClaim, Record, Span
from hudna_baselines import base
from hudna_baselines.base import MissingExtraError, Settings, require_extra
from hudna_baselines.benchmark import command
from hudna_baselines.folds import NOTHING, Selection, folds, selected
from hudna_baselines.results import plan as plans
from hudna_baselines.results.plan import Plan, carry_out, label
from hudna_baselines.results.run import Run, plain_arguments, published, read_run, without_surfaces, write_run
from hudna_baselines.results.store import FolderStore, MemoryStore

RUN = Run(
    baseline="transformer", model=None, pretrained=True, seed=0, train_editions=("open",), train_articles=None,
    edition="open", arguments={"epochs": 3}, data_version="1.0", data_sha256="ab", code="0.1", code_sha256="cd",
    computed={"device": "cpu"}, libraries={"numpy": "2.0"}, python="3.11",
)  # fmt: skip


def record(article_id, edition, text="روما."):
    mention = Mention(id="T1", type="GPE", start=0, end=4, text="روما", entity_id="rome")
    return Record(article_id=article_id, edition=edition, text=text, mentions=(mention,))


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


class Corpus:
    """A dataset as far as a plan looks at it."""

    def __init__(self, records):
        self.records = records


CORPUS = Corpus([record(article_id, edition) for edition in ("open", "source") for article_id in "1234"])


class Spy:
    """A system that remembers what every system made from it was fitted on, and breaks off when told to."""

    name = "spy"

    def __init__(self, breaks_at=None):
        self.fitted = []
        self.breaks_at = breaks_at

    def fit(self, records):
        if len(self.fitted) == self.breaks_at:
            raise KeyboardInterrupt
        self.fitted.append([record.key for record in records])
        return self

    def predict(self, record):
        assert record.mentions == ()
        return replace(record, text=None, mentions=(Mention(id="m", type="GPE", start=0, end=4, text="روما"),))


@pytest.fixture
def spy(monkeypatch):
    own = Spy()
    monkeypatch.setattr(plans, "load_baseline", lambda *_: own)
    return own


def plan(**changes):
    own = {"baseline": "linear", "settings": Settings(), "train_editions": ("open",), "train_articles": None}
    return Plan(**{**own, "editions": ("open",), **changes})


def test_selected_articles_follow_the_one_held_out_and_each_number_includes_the_smaller_ones():
    made = list(folds(CORPUS.records))
    chosen = {
        number: [
            [one.article_id for one in selected(fold, Selection(editions=("open",), articles=number)).train]
            for fold in made
        ]
        for number in (1, 2)
    }
    assert chosen == {
        1: [["2"], ["3"], ["4"], ["1"]],
        2: [["2", "3"], ["3", "4"], ["1", "4"], ["1", "2"]],
    }


def test_selection_by_edition_and_of_records_that_have_a_text():
    textless = [replace(one, text=None) if one.edition == "source" else one for one in CORPUS.records]
    first = next(folds(textless))
    assert {one.edition for one in selected(first, Selection()).train} == {"open"}
    assert selected(first, NOTHING).train == ()
    assert selected(first, Selection(editions=("source",))).train == ()
    both = selected(next(folds(CORPUS.records)), Selection(editions=("source",))).train
    assert [one.key for one in both] == [("2", "source"), ("3", "source"), ("4", "source")]
    with pytest.raises(ValueError, match="found 0 training articles"):
        Selection(articles=0)


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        ({}, "transformer.open.seed0", "leave-one-article-out, seed 0"),
        (
            {"train_editions": ("open",), "edition": "source"},
            "transformer.train-open.source.seed0",
            "leave-one-article-out, on source, trained on open, seed 0",
        ),
        (
            {"pretrained": False, "seed": 2},
            "transformer.random.open.seed2",
            "leave-one-article-out, random start, seed 2",
        ),
        (
            {"train_editions": ("open", "source"), "train_articles": 2, "seed": None},
            "transformer.train-both.articles2.open",
            "leave-one-article-out, trained on open and source, 2 training articles",
        ),
        (
            {"baseline": "rules", "train_editions": (), "edition": "source", "seed": None},
            "rules.zero-shot.source",
            "zero-shot, on source",
        ),
        (
            {"model": "Some/Model_v1", "seed": None},
            "transformer.model-v1-389340.open",
            "leave-one-article-out, from Some/Model_v1",
        ),
    ],
)
def test_a_run_is_named_by_what_is_not_as_usual(changes, name, said):
    own = replace(RUN, **changes)
    assert (own.name, label(own)) == (name, said)


def test_one_system_in_two_editions_has_one_name():
    assert RUN.system == replace(RUN, edition="source").system == "transformer.train-open"
    assert RUN.recipe == replace(RUN, seed=5).recipe
    assert RUN.system != replace(RUN, train_editions=("source",)).system


def test_run_json_is_read_back_and_refuses_other_keys(tmp_path):
    write_run(RUN, tmp_path)
    assert read_run(tmp_path) == RUN
    assert RUN.other_than(read_run(tmp_path)) is None
    assert RUN.other_than(replace(RUN, seed=1, edition="x")) == "seed 0 against 1"
    other = replace(RUN, libraries={"numpy": "2.0", "scipy": "1.0"})
    assert RUN.other_than(other) == "libraries {} against {'scipy': '1.0'}", "only what differs is named"
    data = json.loads((tmp_path / "run.json").read_text())
    (tmp_path / "run.json").write_text(json.dumps({**data, "when": "now"}))
    with pytest.raises(InvalidDataError, match=r"run\.json:1: \[unknown-key\] when"):
        read_run(tmp_path)
    with pytest.raises(TypeError):
        plain_arguments({"a": {1, 2}})


def test_a_run_that_breaks_off_goes_on_and_ends_as_one_in_one_piece(tmp_path, spy):
    whole = carry_out(plan(), CORPUS, {"open": FolderStore(tmp_path / "whole", RUN)}, lambda _: None)
    spy.fitted.clear()
    spy.breaks_at = 2
    with pytest.raises(KeyboardInterrupt):
        carry_out(plan(), CORPUS, {"open": FolderStore(tmp_path / "parts", RUN)}, lambda _: None)
    assert sorted(path.name for path in (tmp_path / "parts" / "folds").iterdir()) == ["1.jsonl", "2.jsonl"]
    assert not (tmp_path / "parts" / "predictions.jsonl").exists()
    spy.breaks_at = None
    parts = carry_out(plan(), CORPUS, {"open": FolderStore(tmp_path / "parts", RUN)}, lambda _: None)
    assert len(spy.fitted) == 4, "two folds before and two after, none twice"
    assert parts == whole
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["predictions.jsonl", "run.json"]
    for name in ("predictions.jsonl", "run.json"):
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    again = carry_out(plan(), CORPUS, {"open": FolderStore(tmp_path / "parts", RUN)}, lambda _: None)
    assert (again, len(spy.fitted)) == (whole, 4)


def test_a_process_that_ends_before_the_folds_are_removed_leaves_each_article_once(tmp_path, monkeypatch):
    store = FolderStore(tmp_path, RUN)
    for article_id in "ab":
        store.add(article_id, [record(article_id, "open", text=None)])
    monkeypatch.setattr("hudna_baselines.results.store.shutil.rmtree", lambda *_, **__: None)
    assert [one.article_id for one in store.finished()] == ["a", "b"]
    assert [one.article_id for one in FolderStore(tmp_path, RUN).finished()] == ["a", "b"]


def test_the_folder_of_another_run_is_refused_in_one_line(tmp_path):
    FolderStore(tmp_path, RUN)
    with pytest.raises(InvalidDataError) as error:
        FolderStore(tmp_path, replace(RUN, arguments={"epochs": 4}))
    (finding,) = error.value.findings
    assert finding.rule == "other-run"
    assert "arguments {'epochs': 3} against {'epochs': 4}" in str(finding)
    with pytest.raises(ValueError, match=r"found article '\.\./x'"):
        FolderStore(tmp_path, RUN).add("../x", [])


def test_one_fit_a_fold_serves_every_edition_and_never_sees_the_article(spy):
    stores = {edition: MemoryStore() for edition in ("open", "source")}
    moved = []
    found = carry_out(plan(editions=("open", "source")), CORPUS, stores, moved.append)
    assert {edition: [one.key for one in own] for edition, own in found.items()} == {
        edition: [(article_id, edition) for article_id in "1234"] for edition in ("open", "source")
    }
    assert spy.fitted == [[(own, "open") for own in "1234" if own != held_out] for held_out in "1234"]
    assert sum(moved) == 4, "the bar moves one step a fold"


def test_folds_in_processes_of_their_own_end_as_one_after_the_other(tmp_path):
    moved, own = [], plan(baseline="rules")
    kept = {name: {"open": FolderStore(tmp_path / name, RUN)} for name in ("one", "several")}
    one = carry_out(own, CORPUS, kept["one"], lambda _: None)
    assert carry_out(own, CORPUS, kept["several"], moved.append, jobs=2) == one
    assert moved == [1, 1, 1, 1]
    assert (tmp_path / "one" / "predictions.jsonl").read_bytes() == (
        (tmp_path / "several" / "predictions.jsonl").read_bytes()
    )


def test_what_was_done_is_kept_where_a_fold_in_a_process_of_its_own_fails(tmp_path):
    corpus = Corpus([record(own, "open", text="روما." if own != "4" else None) for own in "1234"])
    stores = {"open": FolderStore(tmp_path, RUN)}
    with pytest.raises(ValueError, match="text"):
        carry_out(plan(baseline="rules"), corpus, stores, lambda _: None, jobs=2)
    assert sum(map(stores["open"].has, "123")) >= 2, "the last of four begins when two are done"
    assert not stores["open"].has("4")
    assert not (tmp_path / "predictions.jsonl").exists()


class Slow(Spy):
    """A system that says how far its training is."""

    def fit(self, records, watch=None):
        watch(0.25, 3.0)
        watch(0.75, 2.0)
        return super().fit(records)


def test_the_bar_moves_within_a_fold_where_the_training_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(plans, "load_baseline", lambda *_: Slow())
    moved = []
    carry_out(plan(baseline="transformer"), CORPUS, {"open": MemoryStore()}, moved.append)
    assert moved == [0.25, 0.5, 0.25] * 4


def test_what_is_kept_of_a_prediction_has_no_word_of_a_text():
    own = Record(
        article_id="1", edition="source", text="قتل روما",
        mentions=(Mention(id="m", type="GPE", start=4, end=8, text="روما", entity_id="GPE:روما"),
                  Mention(id="n", type="GPE", start=0, end=3, text="قتل", entity_id="country:AZ")),
        events=(Event(id="e", type="Life.Die", trigger=(Span(0, 3),), trigger_text=("قتل",), event_id="قتل"),),
        numeric_claims=(NumericClaim(id="c", start=0, end=3, text="قتل", kind="COUNT", mod="EXACT",
                                     attribution=(Attribution(source="m", cue=Span(0, 3), cue_text="قتل"),)),),
    )  # fmt: skip
    kept = without_surfaces(own)
    assert not any("\u0600" <= sign <= "\u06ff" for sign in repr(kept))
    assert kept.mentions[0].entity_id == without_surfaces(replace(own, text=None)).mentions[0].entity_id != "GPE:روما"
    assert kept.mentions[1].entity_id == "country:AZ"
    assert [(one.start, one.end) for one in kept.mentions] == [(4, 8), (0, 3)]
    assert kept.numeric_claims[0].attribution[0].cue == Span(0, 3)


def test_the_published_dataset_is_the_same_with_and_without_the_source_texts(dataset, articles_folder):
    from hudna.hydrate.join import hydrated

    assert published(hydrated(dataset, articles_folder)).digest == dataset.digest == published(dataset).digest


def test_kept_predictions_score_as_those_with_surfaces(tmp_path):
    data = json.loads(run("--baseline", "rules", "--json").stdout)["rules"]["leave-one-article-out"]
    kept = json.loads(run("--baseline", "rules", "--json", "--results", tmp_path).stdout)["rules"]
    for part in ("scores", "by_type", "by_slice", "slots"):
        assert kept["leave-one-article-out"][part] == data[part]
    folder = tmp_path / "rules.open"
    assert "روسيا".encode() not in (folder / "predictions.jsonl").read_bytes()
    before = (folder / "predictions.jsonl").stat().st_mtime_ns
    assert run("--baseline", "rules", "--results", tmp_path).exit_code == 0
    assert (folder / "predictions.jsonl").stat().st_mtime_ns == before, "nothing is made twice"
    assert run("--baseline", "rules", "--results", tmp_path, "--fresh").exit_code == 0
    assert (folder / "predictions.jsonl").stat().st_mtime_ns != before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--baseline", "rules", "--seeds", "2"),
        ("--baseline", "rules", "--model", "x"),
        ("--baseline", "linear", "--random-start"),
        ("--baseline", "linear", "--zero-shot"),
        ("--baseline", "rules", "--fresh"),
        ("--baseline", "rules", "--train-edition", "source"),
        ("--baseline", "rules", "--edition", "source"),
        ("--baseline", "rules", "--train-articles", "0"),
    ],
)
def test_options_without_sense_end_with_2(arguments):
    assert run(*arguments).exit_code == 2


def test_a_baseline_that_lacks_packages_says_how_to_get_them(monkeypatch):
    monkeypatch.setattr(base, "find_spec", lambda name: None if name == "torch" else object())
    with pytest.raises(MissingExtraError, match=r'transformer needs torch, .*pip install "hudna\[transformer\]"'):
        require_extra("transformer")
    result = run("--baseline", "transformer")
    assert result.exit_code == 2
    assert 'pip install "hudna[transformer]"' in result.stderr
    require_extra("rules")


def test_the_quick_baselines_import_no_torch():
    code = (
        "import sys; from hudna_baselines.benchmark import command;"
        "command(['--json'], standalone_mode=False);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'accelerate')))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert set(json.loads(ended.stdout)) == {"linear", "rules"}
