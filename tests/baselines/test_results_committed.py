"""The runs that are kept: complete, of this data, without a word of a text, and worth what the documents say."""

import json
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.formats.interchange import read_records
from hudna_baselines.benchmark import command as benchmark
from hudna_baselines.results.command import tables_of
from hudna_baselines.results.documents import DOCUMENTS, stale_documents
from hudna_baselines.results.run import read_run
from hudna_baselines.results.scores import METRICS
from hudna_eval.command import command as evaluate

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "baselines" / "results"
FOLDERS = sorted(path.parent for path in RESULTS.glob("*/run.json"))
RUNS = {folder.name: read_run(folder) for folder in FOLDERS}
SURFACES = {"text", "trigger_text", "cue_text"}


def run(command, *arguments):
    result = CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def keys_of(value):
    if isinstance(value, dict):
        return set(value) | {key for own in value.values() for key in keys_of(own)}
    return {key for own in value for key in keys_of(own)} if isinstance(value, list) else set()


def strings_of(value):
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [own for part in parts for own in strings_of(part)]


@pytest.fixture(scope="module")
def tables():
    return tables_of(RESULTS)


def test_the_usual_runs_are_there():
    assert {"rules.open", "rules.zero-shot.open", "linear.open"} <= {own.recipe for own in RUNS.values()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_run_is_of_this_data_and_complete(folder, dataset):
    own = RUNS[folder.name]
    assert (own.data_version, own.data_sha256) == (dataset.version, dataset.digest)
    assert own.name == folder.name
    assert {path.name for path in folder.iterdir()} == {"run.json", "predictions.jsonl"}
    expected = sorted(record.key for record in dataset.records if record.edition == own.edition)
    assert [item.record.key for item in read_records(folder / "predictions.jsonl")] == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_prediction_has_a_word_of_a_text(folder):
    content = (folder / "predictions.jsonl").read_text(encoding="utf-8")
    assert content.isascii()
    lines = [json.loads(line) for line in content.splitlines()]
    assert not keys_of(lines) & SURFACES
    assert not [own for own in strings_of(lines) if len(own.split()) > 2]


def test_the_harness_alone_gives_every_published_number(tables):
    """`hudna eval` on the files of a recipe: the mean over its seeds, and the interval where there is one."""
    for recipe, group in groupby(FOLDERS, key=lambda folder: RUNS[folder.name].recipe):
        each = [
            json.loads(run(evaluate, folder / "predictions.jsonl", "--edition", RUNS[folder.name].edition, "--json"))
            for folder in group
        ]
        for metric in METRICS:
            own = tables.recipes[recipe].score(metric)
            found = [report["scores"][metric] for report in each]
            assert own.mean == pytest.approx(sum(score["f1"] for score in found) / len(found), abs=1e-12)
            assert (own.low, own.high) == (min(one["f1"] for one in found), max(one["f1"] for one in found))
            if len(each) == 1:
                assert own.ci95 == pytest.approx(tuple(found[0]["ci95"]))
        assert {report["signature"] for report in each} == {tables.signatures[tables.recipes[recipe].run.edition]}


def test_the_documents_show_these_results(tables):
    """Where this fails: `hudna results --write`."""
    assert all((ROOT / name).exists() for name in DOCUMENTS)
    assert stale_documents(ROOT, tables) == []


@pytest.mark.parametrize("name", ["rules.open", "rules.zero-shot.open"])
def test_the_rules_still_predict_what_is_kept(name, tmp_path):
    """Where this fails: the commands of baselines/README.md, with --fresh."""
    run(benchmark, "--baseline", "rules", "--zero-shot", "--results", tmp_path)
    for file in ("predictions.jsonl", "run.json"):
        assert (tmp_path / name / file).read_bytes() == (RESULTS / name / file).read_bytes()


def test_the_rules_still_predict_what_is_kept_of_the_source_edition(dataset, articles_folder, tmp_path, monkeypatch):
    from hudna.hydrate.join import hydrated

    whole = hydrated(dataset, articles_folder)
    monkeypatch.setattr("hudna.dataset.read_dataset", lambda _: whole)
    run(benchmark, "--baseline", "rules", "--edition", "source", "--results", tmp_path)
    for file in ("predictions.jsonl", "run.json"):
        assert (tmp_path / "rules.source" / file).read_bytes() == (RESULTS / "rules.source" / file).read_bytes()


def test_what_linear_learns_scores_as_what_is_kept(tmp_path, tables):
    """One article to train on, because that is quickest; digits may differ where numerical libraries do."""
    printed = run(benchmark, "--baseline", "linear", "--train-articles", "1", "--results", tmp_path, "--json")
    (report,) = (own for own in json.loads(printed)["linear"].values() if own is not None)
    recipe = tables.recipes["linear.articles1.open"]
    for metric in METRICS:
        assert report["scores"][metric]["f1"] == pytest.approx(recipe.score(metric).mean, abs=0.02)
