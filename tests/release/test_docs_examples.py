"""What README and card show runs as it stands, beside the dataset and with no network."""

import shutil

import pytest
import yaml
from card_bounds import known, memorised
from document_examples import blocks, command_lines, named_commands, run_hudna, run_python

from hudna.cli import COMMANDS

README, CARD, DATASHEET = "README.md", "dataset/README.md", "DATASHEET.md"


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory):
    """What a checkout has; whatever else an example reads, an earlier one has made."""
    made = tmp_path_factory.mktemp("examples")
    for name in ("annotations", "dataset", "baselines/results"):
        shutil.copytree(root / name, made / name)
    return made


_SPY = """
import datasets
load, loaded = datasets.load_dataset, set()
def load_dataset(path, name="articles", **options):
    loaded.add(name)
    return load(path, name, **options)
datasets.load_dataset = load_dataset
"""


@pytest.fixture(scope="module")
def card_output(root, folder):
    """What the examples of the card print, all run as one script, and then the configs that they loaded."""
    code = blocks((root / CARD).read_text(encoding="utf-8"), "python")
    return _succeeds(run_python("\n".join([_SPY, *code, "print(*sorted(loaded))"]), folder)).splitlines()


def _succeeds(result):
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def readme_output(root, folder):
    """What the examples of the README print, each run as a script of its own."""
    codes = blocks((root / README).read_text(encoding="utf-8"), "python")
    return [line for code in codes for line in _succeeds(run_python(code, folder)).splitlines()]


def splits_of(root):
    """Every config with every split of it, in the order of the card's header."""
    header = (root / CARD).read_text(encoding="utf-8").split("---\n")[1]
    configs = yaml.load(header, Loader=yaml.CSafeLoader)["configs"]  # as safe_load, many times as fast
    return [(config["config_name"], split["split"]) for config in configs for split in config["data_files"]]


def test_every_block_of_python_of_the_readme_runs_by_itself(readme_output):
    assert 0 < float(readme_output[-1]) <= 1


def test_pandas_and_polars_load_every_config_alike(root, readme_output, card_output):
    wanted = [f"{name} {split} True" for name, split in splits_of(root)]
    assert len(wanted) > 30
    for printed in (readme_output, card_output):
        assert [line for line in printed if line.endswith((" True", " False"))] == wanted


@pytest.mark.parametrize("name", [README, CARD])
def test_the_command_lines_of_a_document_run_in_order(root, folder, name):
    lines = command_lines((root / name).read_text(encoding="utf-8"))
    assert lines or name == CARD
    for words in lines:
        assert _succeeds(run_hudna(words, folder)) or "--out" in words, words


def test_the_files_that_the_readme_scores_are_of_the_repository_or_made_before(root):
    """None of them is made by the test alone."""
    words = [word for line in command_lines((root / README).read_text(encoding="utf-8")) for word in line]
    read = {word for word in words if word.endswith(".jsonl") or word.startswith("baselines/")}
    assert {word for word in read if not (root / word).exists()} == {"predictions.jsonl"}
    assert words.index("predictions.jsonl") == words.index("--out") + 1


@pytest.mark.parametrize("name", [README, CARD, DATASHEET])
def test_a_document_names_no_command_that_there_is_not(root, name):
    assert named_commands((root / name).read_text(encoding="utf-8")) <= set(COMMANDS)


def test_the_examples_of_the_card_load_every_config(root, card_output):
    lines = (root / CARD).read_text(encoding="utf-8").splitlines()
    configs = {line.split()[-1] for line in lines if line.startswith("- config_name: ")}
    assert card_output[-1].split() == sorted(configs)


def test_the_classifier_of_the_card_has_learned_something_and_does_not_know_the_answer(root, card_output):
    """Above what remembering words gives; nearer to it than to what the article's own labels give."""
    low, high = (bound(root / "dataset", "003") for bound in (memorised, known))
    assert low < float(card_output[-2]) < (low + high) / 2


def test_a_block_that_fails_is_seen(folder):
    result = run_python('from datasets import load_dataset\nload_dataset("./dataset", "no_such_config")', folder)
    assert result.returncode == 1
    assert "no_such_config" in result.stderr


def test_no_example_can_reach_a_network(folder):
    result = run_python('import urllib.request\nurllib.request.urlopen("http://192.0.2.1/")', folder)
    assert "the examples use no network" in result.stderr


def test_lines_with_a_placeholder_or_of_another_program_are_none():
    text = "```sh\nhudna push --repo ORG/NAME\npip install x\nhudna eval a.jsonl  # NOTE\n```\n"
    assert command_lines(text) == [["hudna", "eval", "a.jsonl"]]
