"""What the command line prints, to the letter, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import hudna
from hudna.cli import COMMANDS
from hudna.validate.rules import LEVELS, RULES

MINIATURES = Path(__file__).parents[1] / "rules"


def run(*arguments, cwd=None):
    command = [sys.executable, "-c", "from hudna.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


HELP = """\
Usage: hudna [OPTIONS] COMMAND [ARGS]...

  Hudna: a benchmark for Arabic information extraction.

Options:
  --version   Show the version and exit.
  -h, --help  Show this message and exit.

Commands:
  adjudicate  Derive gold from two passes and the decisions between them.
  agreement   Measure how far two annotations of the same texts agree.
  benchmark   Run baselines on the embedded dataset and score them.
  build       Derive dataset/ from annotations/.
  check       Validate annotations, or predictions, by the rules.
  cite        Print how to cite the dataset, by version and digest.
  compare     Compare systems on the same gold.
  docs        Write the datasheet from the data, or check what is outdated.
  eval        Score predictions against gold.
  export      Write the annotations in other programs' forms.
  hydrate     Join the source texts that you hold with their annotation.
  import      Read annotations back from other programs' forms.
  predict     Annotate texts with a baseline.
  push        Upload the dataset to the Hugging Face Hub, if checks pass.
  results     Write the tables of results from the runs that are kept.
  schema      Print the JSON Schema of a line of predictions or annotations.
  show        Show an article, or all claims, events or entities.
  site        Write a static site that shows the data and the results.
  stats       Count everything in an annotation folder.
  train       Train a baseline that learns, and keep it in a folder.
  words       Write the word offsets of the source texts that you hold.
"""


def test_help():
    result = run("--help")
    assert (result.returncode, result.stdout, result.stderr) == (0, HELP, "")


def test_version():
    assert run("--version").stdout == f"hudna, version {hudna.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    result = run(command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: hudna {command} ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["check", "no/such/path"],
        ["build", "--colour"],
        ["hydrate"],
        ["eval"],
        ["docs"],
        ["docs", "--check"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(arguments, tmp_path):
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Usage: hudna")
    assert result.stdout == ""


def test_the_list_of_rules_needs_no_annotations(tmp_path):
    result = run("check", "--list", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{rule.level} {LEVELS[rule.level]}\t{rule.id}\t{rule.explanation}" for rule in RULES
    ]


def test_check_prints_findings_and_exits_1():
    path = MINIATURES / "mention-type" / "invalid.jsonl"
    result = run("check", path)
    types = "PERS, OCC, NORP, ORG, GPE, LOC, FAC, LAW, VEH, WEA, DATE, TIME, DURATION"
    line = f"{path}:5: [mention-type] T3: found type CITY against one of {types}."
    assert result.stdout == f"{line}\n1 finding in 1 annotation file\n"
    assert (result.returncode, result.stderr) == (1, "")


def test_check_of_what_is_valid_exits_0():
    result = run("check", MINIATURES / "mention-type" / "valid.jsonl")
    assert (result.returncode, result.stdout) == (0, "1 annotation file: no findings\n")


def test_check_of_what_has_not_the_form():
    path = MINIATURES / "json" / "invalid.jsonl"
    result = run("check", path)
    assert result.returncode == 1
    assert (
        result.stdout
        == f"{path}:3: [json] found no JSON object: key id comes twice.\n1 finding in nothing that can be read\n"
    )


def test_check_fix_brings_files_to_their_canonical_form(tmp_path):
    import shutil

    folder = tmp_path / "annotations"
    shutil.copytree(MINIATURES / "canonical-form" / "invalid", folder)
    assert run("check", folder).returncode == 1
    assert run("check", folder, "--fix").returncode == 0
    gold = MINIATURES / "canonical-form" / "valid" / "gold" / "open" / "900.jsonl"
    assert (folder / "gold" / "open" / "900.jsonl").read_bytes() == gold.read_bytes()


def test_faults_of_other_commands_go_to_stderr(tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_text('{"article_id": 7}\n')
    result = run("eval", path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"{path}:1: [bad-value] article_id: found 7; input should be a valid string.\n1 finding; nothing done.\n"
    )


@pytest.fixture(scope="module")
def predictions(tmp_path_factory):
    path = tmp_path_factory.mktemp("predictions") / "rules.jsonl"
    result = run("predict", "--baseline", "rules", "--out", path)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    return path


def test_predictions_can_be_scored(predictions):
    result = run("eval", predictions, "--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert {"signature", "dataset_version", "warnings", "scores", "by_type", "by_article"} <= report.keys()
    wanted = "entities.strict events.ti events.tc events.ac+ events.frame_exact claims.q claims.qv".split()
    for metric in wanted:
        score = report["scores"][metric]
        assert {"tp", "fp", "fn", "precision", "recall", "f1", "ci95"} <= score.keys()
        assert score["tp"] + score["fn"] > 0
    assert report["signature"].startswith("hudna:")


def test_predictions_are_the_same_every_time(predictions, tmp_path):
    again = tmp_path / "again.jsonl"
    run("predict", "--baseline", "rules", "--out", again)
    assert again.read_bytes() == predictions.read_bytes()


def test_predictions_are_valid(predictions):
    result = run("check", predictions)
    assert result.returncode == 0, result.stdout


def gold_as_predictions(dataset, edition):
    from hudna.formats.interchange import record_line

    return "".join(record_line(record) for record in dataset.records if record.edition == edition)


@pytest.mark.parametrize("edition", ["open", "source"])
def test_gold_against_itself_is_1(root, dataset, edition, tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_as_predictions(dataset, edition), encoding="utf-8")
    comparisons = root / "annotations" / "comparisons.jsonl"
    result = run("eval", path, "--edition", edition, "--comparisons", comparisons, "--json")
    scores = json.loads(result.stdout)["scores"]
    assert {metric: score["f1"] for metric, score in scores.items()} == dict.fromkeys(scores, 1.0)
    assert scores


def changed(dataset, change):
    (line,) = [json.loads(line) for line in gold_as_predictions(dataset, "open").splitlines()[:1]]
    change(line)
    return json.dumps(line, ensure_ascii=False) + "\n"


BAD_PREDICTIONS = {
    "unknown-article": lambda line: line.update(article_id="099"),
    "duplicate-id": lambda line: line["mentions"].append({**line["mentions"][0], "type": "LOC"}),
    "span-outside-text": lambda line: line["mentions"][-1].update(end=10**9),
    "surface-mismatch": lambda line: line["mentions"][0].update(text="روما"),
}


@pytest.mark.parametrize("rule", BAD_PREDICTIONS)
def test_what_is_wrong_with_predictions_is_one_clear_line(dataset, rule, tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_text(changed(dataset, BAD_PREDICTIONS[rule]), encoding="utf-8")
    result = run("eval", path)
    assert (result.returncode, result.stdout) == (1, "")
    line, *_ = result.stderr.splitlines()
    assert line.startswith(f"{path}:1: [{rule}] ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("content", "rule"), [('{"article_id": "002"', "json"), ("", "empty-file")])
def test_what_is_no_file_of_predictions_is_one_clear_line(content, rule, tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_text(content)
    result = run("eval", path)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{path}:1: [{rule}] ")
    assert result.stderr.endswith("1 finding; nothing done.\n")


def test_the_benchmark_prints_a_table_of_scores():
    result = run("benchmark")
    assert result.returncode == 0, result.stderr
    for metric in ("entities.strict", "events.frame_exact", "claims.qv"):
        assert metric in result.stdout
