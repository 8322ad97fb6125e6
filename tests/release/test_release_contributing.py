"""CONTRIBUTING.md: its commands, run one after the other on a copy, bring a correction from brat into the dataset."""

import json
import re

import pytest
from release_documents import blocks, copy_checkout, git, shell

from hudna.dataset import read_dataset

_HINT = re.compile(r"Run `(hudna [^`]+)`")
NEW_VERSION = "99.0.0"


@pytest.fixture(scope="module")
def checkout(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("contributing") / "hudna"
    folder.mkdir()
    copy_checkout(root, folder)
    return folder


def run(script, folder):
    result = shell(script, folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def edited(path):
    """What somebody does in brat: the first mention that is a noun phrase gets another form."""
    text = path.read_text(encoding="utf-8")
    old = re.search(r"^A\d+\tForm T\d+ NOM$", text, re.M)[0]
    path.write_text(text.replace(old, old.replace("NOM", "PRO")), encoding="utf-8")


def completed(path, count):
    """The last `count` rows of a file of decisions, with rule and reason."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[-count:]]
    assert {(row["rule"], row["why"]) for row in rows} == {("", "")}
    done = [json.dumps({**row, "rule": "3.3", "why": "An example."}, ensure_ascii=False) for row in rows]
    path.write_text("\n".join([*lines[:-count], *done]) + "\n", encoding="utf-8")


def named(checkout):
    """Step 4: another version, in the manifest and in the changelog."""
    manifest, changes = checkout / "annotations" / "articles.toml", checkout / "CHANGELOG.md"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'(?m)^dataset_version = ".*"$', f'dataset_version = "{NEW_VERSION}"', text), "utf-8")
    text = changes.read_text(encoding="utf-8")
    entry = f"## Unreleased\n\n### Data {NEW_VERSION}\n\n- A mention had another form.\n"
    changes.write_text(text.replace("## Unreleased\n", entry, 1), encoding="utf-8")


def renewed(checkout, said):
    """Run what the findings say, in their order, until nothing new is said; what is left then. Results are not here."""
    for _ in range(4):
        commands = list(dict.fromkeys(command for command in _HINT.findall(said) if " results " not in command))
        if not commands:
            break
        for command in commands:
            run(command, checkout)
        said = shell("hudna check --release", checkout).stdout
    return said


def _mentions(dataset):
    return [mention for record in dataset.records for mention in record.mentions]


def test_a_correction_goes_from_brat_into_the_dataset(checkout, dataset):
    setup, export, take_back, say_why, follow, rebuild = blocks(checkout / "CONTRIBUTING.md")
    assert setup.startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e ")
    run(export, checkout)
    edited(checkout.parent / "hudna-brat" / "open" / "001.ann")
    diff = run(take_back, checkout)
    assert len(re.findall(r"^[-+]\{", diff, re.M)) == 2
    assert run(say_why, checkout) == ""
    completed(checkout / "annotations" / "adjudication" / "open" / "001.jsonl", 1)
    before = git(checkout, "diff", "annotations/gold")
    run(follow, checkout)
    assert git(checkout, "diff", "annotations/gold") == before != ""
    named(checkout)
    result = shell(rebuild, checkout)
    assert result.returncode == 1
    assert "CITATION.cff:" in result.stdout
    left = [line for line in renewed(checkout, result.stdout).splitlines()[:-1] if "baselines/" not in line]
    assert left == []
    assert NEW_VERSION in (checkout / "CITATION.cff").read_text(encoding="utf-8")
    new = read_dataset(checkout / "dataset")
    assert new.version == NEW_VERSION
    pairs = zip(_mentions(dataset), _mentions(new), strict=True)
    assert [(old.form, one.form) for old, one in pairs if old != one] == [("NOM", "PRO")]
    changed = set(git(checkout, "diff", "--name-only").split())
    assert {"annotations/gold/open/001.jsonl", "annotations/adjudication/open/001.jsonl"} <= changed
    assert not any(name.startswith("annotations/passes/") for name in changed)


def test_it_fits_on_a_page_and_says_what_decides(root):
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Correct an annotation")[2].partition("\n## ")[0]
    assert len(section.splitlines()) <= 66
    assert "GUIDELINES.md" in section
