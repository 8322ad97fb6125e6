"""`hudna docs` on a file that is broken: its name, its line, exit code 1, and no traceback."""

import json
import shutil
import sys

import pytest

from hudna.cli import main
from hudna.docs.reports import read_agreement, read_counts
from hudna.findings import InvalidDataError

COUNTS, AGREEMENT, OUTLINE = (
    f"annotations/{name}.json" for name in ("statistics", "agreement", "agreement_outline")
)  # fmt: skip
JSON_FILES = [COUNTS, AGREEMENT, OUTLINE]
LINES = [
    "annotations/entities.jsonl",
    "annotations/events.jsonl",
    "annotations/comparisons.jsonl",
    "annotations/source_words.jsonl",
    "annotations/gold/open/001.jsonl",
    "annotations/adjudication/open/001.jsonl",
]


@pytest.fixture
def checkout(root, tmp_path):
    """A copy of what the datasheet is made of, and of what the card shows."""
    shutil.copytree(root / "annotations", tmp_path / "annotations")
    run = tmp_path / "baselines" / "results" / "rules.open" / "run.json"
    run.parent.mkdir(parents=True)
    run.write_text('{"data_sha256": ""}')
    (tmp_path / "README.md").write_text("# Nothing")
    return tmp_path


def said(checkout, monkeypatch, capsys, *more):
    """The findings that the command line prints before it ends with 1."""
    monkeypatch.setattr(sys, "argv", ["hudna", "docs", str(checkout), *more])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    *findings, last = capsys.readouterr().err.splitlines()
    assert last.endswith("; nothing done.")
    return findings


def third_line_broken(path):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], "{", *lines[3:]]), encoding="utf-8")


@pytest.mark.parametrize("name", [*JSON_FILES, *LINES])
def test_a_broken_line_is_named(checkout, monkeypatch, capsys, name):
    third_line_broken(checkout / name)
    (line, *_) = said(checkout, monkeypatch, capsys)
    number = line.removeprefix(f"{checkout / name}:").partition(":")[0]
    assert 3 <= int(number) <= 4, line  # JSON over several lines goes wrong at the line after
    assert "[json] found no JSON" in line


@pytest.mark.parametrize("name", JSON_FILES)
@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "1: [json] found no JSON"),
        (b"[]", "1: [bad-value] found []"),
        (b"{}", "1: [missing-key]"),
        (b'{\n"total": "\xff"}', "2: [json] found no JSON: byte 0xff is no UTF-8"),
        (b"[" * 100_000, "1: [json] found no JSON"),
    ],
)
def test_a_file_of_another_form_is_named(checkout, monkeypatch, capsys, name, content, rule):
    (checkout / name).write_bytes(content)
    found = said(checkout, monkeypatch, capsys)
    assert all(line.startswith(f"{checkout / name}:{rule}") for line in found), found
    command = "hudna stats --json" if name == COUNTS else "hudna agreement"
    assert all(line.endswith(f"Run `{command}`.") for line in found)


@pytest.mark.parametrize("name", [*JSON_FILES, "annotations/passes"])
def test_a_file_that_is_not_there_is_named(checkout, monkeypatch, capsys, name):
    path = checkout / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert said(checkout, monkeypatch, capsys)[0].startswith(f"{path}")


def test_a_broken_manifest_is_named(checkout, monkeypatch, capsys):
    path = checkout / "annotations" / "articles.toml"
    for content in ("[[article", 'dataset_version = "1"\narticle = 3\n', 'dataset_version = "1"\narticle = [3]\n'):
        path.write_text(content)
        assert said(checkout, monkeypatch, capsys)[0].startswith(f"{path}:1: [")


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("baselines/results/rules.open/run.json", b'{"a": 1,\n"b" 2}', "2: [json] found no JSON"),
        ("baselines/results/rules.open/run.json", b"[1]", "1: [bad-value] found list against an object"),
        ("README.md", b"\xff", "1: [utf8]"),
        ("README.md", None, "0: [unreadable-file]"),
    ],
)
def test_what_the_card_shows_of_results_is_named(checkout, monkeypatch, capsys, name, content, rule):
    from hudna.build.corpus import read_corpus

    digest = read_corpus(checkout / "annotations").digest
    (checkout / "baselines/results/rules.open/run.json").write_text(json.dumps({"data_sha256": digest}))
    if content is None:
        (checkout / name).unlink()
    else:
        (checkout / name).write_bytes(content)
    (line,) = said(checkout, monkeypatch, capsys, "--check")
    assert line.startswith(f"{checkout / name}:{rule}")


def test_a_document_that_is_no_text_is_outdated(checkout, monkeypatch, capsys):
    (checkout / "DATASHEET.md").write_bytes(b"\xff")
    lines = said(checkout, monkeypatch, capsys, "--check")
    assert [line.split(" ")[0:2] for line in lines] == [
        ["DATASHEET.md:1:", "[outdated-document]"],
        ["dataset/README.md:0:", "[outdated-document]"],
    ]


@pytest.mark.parametrize(
    ("at", "value", "message"),
    [
        (("layer",), None, "total.open.layer: found None against counts"),
        (("layer", "event"), 1.5, "total.open.layer: found .* against counts"),
        (("claim_links", "x"), 1, "total.open.claim_links: found .* against counts"),
        (("tokens",), "2", "total.open.tokens: found '2' against counts"),
    ],
)
def test_counts_that_are_none_are_named(root, tmp_path, at, value, message):
    data = json.loads((root / COUNTS).read_text(encoding="utf-8"))
    inner = data["total"]["open"]
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    (tmp_path / "s.json").write_text(json.dumps(data))
    with pytest.raises(InvalidDataError, match=rf"s.json:1: \[bad-value\] {message}"):
        read_counts(tmp_path / "s.json")


def test_what_a_report_lacks_is_named(root, tmp_path):
    data = json.loads((root / AGREEMENT).read_text(encoding="utf-8"))
    del data["overall"]["marked"]["events.tc"], data["overall"]["categories"]["timex.value"]
    (tmp_path / "a.json").write_text(json.dumps(data))
    with pytest.raises(InvalidDataError, match=r"\[missing-key\] overall.marked.events.tc: found no such key"):
        read_agreement(tmp_path / "a.json")
