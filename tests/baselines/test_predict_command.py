import json
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import hudna.cli
from hudna.findings import InvalidDataError
from hudna.formats.interchange import read_records, record_line
from hudna.model import Record
from hudna_baselines.predict import command


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a1.txt"
    path.write_text("قتل 12 مدنيا في لشبونة أمس", encoding="utf-8")
    return path


def test_a_text_file_becomes_one_line(article):
    data = json.loads(run(article, "--baseline", "rules", "--dateline", "2022-05-13").stdout)
    assert data["article_id"] == "a1"
    assert len(data["text_sha256"]) == 64
    assert {mention.get("value") for mention in data["mentions"]} == {None, "2022-05-12"}
    assert "text" not in data


def test_out_is_a_file_and_stdout_stays_empty(article, tmp_path):
    out = tmp_path / "new" / "predictions.jsonl"
    assert run(article, "--baseline", "rules", "--out", out).stdout == ""
    assert [item.record.article_id for item in read_records(out)] == ["a1"]


def test_records_of_the_interchange_form_are_read(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(record_line(Record(article_id="b", edition="open", text="كندا")), encoding="utf-8")
    data = json.loads(run(path, "--baseline", "rules").stdout)
    assert (data["article_id"], data["edition"], data["mentions"][0]["text"]) == ("b", "open", "كندا")


def test_out_below_a_file_is_named_in_one_line(article):
    with pytest.raises(InvalidDataError, match=r"x:0: \[unwritable-file\] found no file that can be written"):
        run(article, "--baseline", "rules", "--out", article / "x")


def test_a_record_without_text_is_passed_over_with_a_warning(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(record_line(Record(article_id="b", edition="source")), encoding="utf-8")
    result = run(path, "--baseline", "rules")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "article b/source has no text" in result.stderr


def test_without_input_the_embedded_dataset_is_read(monkeypatch):
    records = (
        Record(article_id="a", edition="open", text="كندا"),
        Record(article_id="a", edition="source", text="روما"),
    )
    fake = SimpleNamespace(embedded_dataset=lambda: "folder", read_dataset=lambda _: SimpleNamespace(records=records))
    monkeypatch.setitem(sys.modules, "hudna.dataset", fake)
    assert json.loads(run("--baseline", "rules").stdout)["edition"] == "open"
    assert json.loads(run("--baseline", "rules", "--edition", "source").stdout)["mentions"][0]["text"] == "روما"
    with pytest.raises(InvalidDataError, match="unknown-edition"):
        run("--baseline", "rules", "--edition", "third")


def test_an_edition_without_texts_is_wrong_usage_that_names_hydrate(tmp_path):
    result = run("--baseline", "rules", "--edition", "source", "--out", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    hint = "name a dataset that `hudna hydrate` wrote with --dataset"
    assert f"Invalid value for --edition: the source edition has no texts here; {hint}" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_dataset_is_read_instead_of_the_embedded_one(monkeypatch, tmp_path):
    def read_dataset(folder):
        assert folder == tmp_path
        return SimpleNamespace(records=(Record(article_id="a", edition="source", text="روما"),))

    monkeypatch.setattr("hudna.dataset.read_dataset", read_dataset)
    data = json.loads(run("--baseline", "rules", "--edition", "source", "--dataset", tmp_path).stdout)
    assert (data["article_id"], data["edition"], data["mentions"][0]["text"]) == ("a", "source", "روما")


def test_dataset_does_not_go_with_input(article, tmp_path):
    result = run(article, "--baseline", "rules", "--dataset", tmp_path)
    assert (result.exit_code, "--dataset goes without INPUT" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("bad.txt", b"\xd9\x83\xff", "not-utf-8"),
        ("bad.jsonl", b"{", "json"),
        ("empty.jsonl", b"", "empty-file"),
        ("date.jsonl", b'{"article_id": "x", "text": "x", "dateline": "yesterday"}', "bad-value"),
        ("a.pdf", b"x", "unknown-format"),
    ],
)
def test_faulty_input_is_named(tmp_path, name, content, rule):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match=rf"{name}.*\[{rule}\]"):
        run(path, "--baseline", "rules")


def test_all_faulty_files_are_named_at_once_and_nothing_is_written(tmp_path):
    paths = [tmp_path / "x.txt", tmp_path / "y.txt"]
    for path in paths:
        path.write_bytes(b"\xff")
    with pytest.raises(InvalidDataError) as error:
        run(*paths, "--baseline", "rules", "--out", tmp_path / "out.jsonl")
    assert len(error.value.findings) == 2
    assert not (tmp_path / "out.jsonl").exists()


def test_one_article_twice_is_refused(article, tmp_path):
    other = tmp_path / "other" / "a1.txt"
    other.parent.mkdir()
    other.write_text("روما", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="duplicate-article"):
        run(article, other, "--baseline", "rules")


def test_wrong_usage_ends_with_2(article):
    assert run(article).exit_code == 2
    assert run(article, "--baseline", "none").exit_code == 2
    assert run("missing.txt", "--baseline", "rules").exit_code == 2


def test_the_command_line_prints_a_fault_in_one_line(tmp_path, monkeypatch, capsys):
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\xff")
    monkeypatch.setattr(sys, "argv", ["hudna", "predict", str(path), "--baseline", "rules"])
    with pytest.raises(SystemExit) as ended:
        hudna.cli.main()
    assert ended.value.code == 1
    assert "Traceback" not in capsys.readouterr().err
