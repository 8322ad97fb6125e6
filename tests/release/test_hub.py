"""The dataset as a benchmark of the Hub: its tasks, and results for them."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from huggingface_hub import parse_eval_result_entries

from hudna.build.hub_benchmark import TASKS
from hudna.formats.interchange import write_records
from hudna_eval import evaluate
from hudna_eval.answers.scoring import METRICS
from hudna_eval.command import command
from hudna_eval.hub import HUB_METRICS, hub_entries, hub_yaml

FOLDER = Path(__file__).resolve().parents[2] / "dataset"
BENCHMARK = yaml.safe_load((FOLDER / "eval.yaml").read_text(encoding="utf-8"))


def run(pred, *arguments):
    return CliRunner().invoke(command, [str(pred), *map(str, arguments)])


@pytest.fixture(scope="module")
def gold(dataset, tmp_path_factory):
    """Gold of the open edition as predictions."""
    path = tmp_path_factory.mktemp("hub") / "gold.jsonl"
    write_records([record for record in dataset.records if record.edition == "open"], path)
    return path


def test_the_benchmark_has_the_keys_that_the_hub_reads():
    assert list(BENCHMARK) == ["name", "description", "evaluation_framework", "tasks"]
    assert [list(task) for task in BENCHMARK["tasks"]] == [["id", "config", "split"]] * 3
    assert all(isinstance(value, str) for task in BENCHMARK["tasks"] for value in task.values())


def test_its_tasks_are_those_that_results_are_written_for():
    assert tuple(task["id"] for task in BENCHMARK["tasks"]) == TASKS == tuple(HUB_METRICS)


def test_its_configs_and_splits_are_those_of_the_card():
    card = (FOLDER / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    header = yaml.load(card, Loader=yaml.CSafeLoader)  # the same as safe_load, many times as fast
    splits = {config["config_name"]: {files["split"] for files in config["data_files"]} for config in header["configs"]}
    assert all(task["split"] in splits[task["config"]] for task in BENCHMARK["tasks"])


def test_a_model_that_is_asked_gets_the_same_metric():
    assert {task: next(iter(metrics)) for task, metrics in METRICS.items()} == HUB_METRICS


def test_gold_is_three_results_of_one(gold, tmp_path):
    path = tmp_path / ".eval_results" / "hudna.yaml"
    result = run(gold, "--hub-yaml", path, "--hub-dataset", "org/hudna", "--json")
    assert result.exit_code == 0, result.output
    entries = parse_eval_result_entries(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert [(entry.dataset_id, entry.task_id, entry.value) for entry in entries] == [
        ("org/hudna", task, 1.0) for task in TASKS
    ]
    signature = json.loads(result.stdout)["signature"]
    assert [entry.notes for entry in entries] == [f"F1 of {metric}; {signature}" for metric in HUB_METRICS.values()]


def test_the_order_of_predictions_changes_no_byte():
    """Two of three articles are predicted: F1 is 2·6 / (2·6 + 3)."""
    mentions = [{"id": f"T{n}", "type": "GPE", "start": n, "end": n + 1} for n in range(3)]
    gold = [{"article_id": str(n), "mentions": mentions} for n in range(3)]
    texts = {hub_yaml(evaluate(gold, pred), "org/hudna") for pred in (gold[:2], gold[1::-1])}
    assert len(texts) == 1
    (result,) = yaml.safe_load(texts.pop())
    assert (result["dataset"], result["value"]) == ({"id": "org/hudna", "task_id": "entities"}, 0.8)


def test_values_are_f1_and_what_is_never_predicted_is_no_result():
    """One of two mentions, precision 1: F1 is 2/3. No event and no claim is predicted."""
    mention = {"id": "T1", "type": "GPE", "start": 0, "end": 2}
    other = {"id": "T2", "type": "GPE", "start": 3, "end": 5}
    event = {"id": "E1", "type": "X", "trigger": [[6, 8]], "arguments": [{"role": "Place", "filler": "T1"}]}
    claim = {"id": "N1", "start": 9, "end": 11, "kind": "COUNT", "mod": "EXACT", "value": "1"}
    gold = {"article_id": "1", "mentions": [mention, other], "events": [event], "numeric_claims": [claim]}
    report = evaluate([gold], [{"article_id": "1", "mentions": [mention]}])
    (entry,) = hub_entries(report, "org/hudna")
    assert (entry.task_id, entry.value) == ("entities", pytest.approx(2 / 3))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--hub-yaml", "x.yaml"], "go together"),
        (["--hub-dataset", "org/hudna"], "go together"),
        (["--hub-yaml", "x.yaml", "--hub-dataset", "hudna"], "found hudna against ORG/NAME"),
        (["--hub-yaml", "x.yaml", "--hub-dataset", "a/b/c"], "--hub-dataset"),
        (["--hub-yaml", "x.yaml", "--hub-dataset", "a/b", "--edition", "source"], "found edition source against open"),
        (["--hub-yaml", "x.yaml", "--hub-dataset", "a/b", "--gold-triggers"], "found --gold-triggers"),
        (["--hub-yaml", "x.yaml", "--hub-dataset", "a/b", "--gold", "gold.jsonl"], "found --gold against"),
    ],
)
def test_what_is_no_result_of_a_task_is_wrong_usage(gold, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = run(gold, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "x.yaml").exists()
