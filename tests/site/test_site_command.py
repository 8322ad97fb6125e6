"""`hudna site`: all pages or none, nothing of anybody else's overwritten, one line for a mistake."""

import shutil
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner
from site_cases import miniature

from hudna.build.write import write_dataset
from hudna.cli import COMMANDS, main
from hudna.findings import InvalidDataError
from hudna.site import plots
from hudna.site.command import command


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "dataset"
    write_dataset(miniature(), out)
    return out


def run(folder, out, *more):
    return CliRunner().invoke(command, ["--dataset", str(folder), "--out", str(out), *more])


def test_the_pages_are_written_and_the_same_again(folder, tmp_path):
    out = tmp_path / "site"
    result = run(folder, out)
    assert (result.exit_code, result.stdout) == (0, f"{out / 'index.html'}\t6 pages\n")
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "article-old.html").write_bytes(first["index.html"])
    assert run(folder, out).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_something_else_is_left_alone(folder, tmp_path):
    (tmp_path / "index.html").write_text("<title>mine</title>", encoding="utf-8")
    result = run(folder, tmp_path)
    assert isinstance(result.exception, InvalidDataError)
    said = "[foreign-folder] found a folder that is there already and no site against a new one or a site"
    assert said in str(result.exception)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<title>mine</title>"


def test_a_page_that_is_somebody_elses_is_named_and_kept(folder, tmp_path):
    out = tmp_path / "site"
    assert run(folder, out).exit_code == 0
    (out / "mine.html").write_text("<title>mine</title>", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    result = run(folder, out)
    assert isinstance(result.exception, InvalidDataError)
    assert [(finding.path, finding.rule) for finding in result.exception.findings] == [
        (str(out / "mine.html"), "foreign-file")
    ]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_mistake_in_predictions_is_one_line_and_nothing_is_written(folder, tmp_path, monkeypatch, capsys):
    faulty, out = tmp_path / "p.jsonl", tmp_path / "o"
    faulty.write_text("{}\n", encoding="utf-8")
    given = ["site", "--dataset", str(folder), "--out", str(out), "--predictions", str(faulty)]
    monkeypatch.setattr(sys, "argv", ["hudna", *given])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert capsys.readouterr().err.startswith(f"{faulty}:1: [missing-key]")
    assert not out.exists()


@pytest.mark.parametrize(("more", "shown"), [([], True), (["--dataset"], False)])
def test_the_runs_of_a_checkout_belong_to_its_own_data(folder, tmp_path, monkeypatch, more, shown):
    from hudna.formats.interchange import write_records

    own = [record for record in miniature().records if record.edition == "open"]
    write_records(own, tmp_path / "baselines" / "results" / "a-run" / "predictions.jsonl")
    shutil.copytree(folder, tmp_path / "dataset")
    monkeypatch.setattr("hudna.dataset.embedded_dataset", lambda: tmp_path / "dataset")
    given = [*more, str(folder)] if more else []
    predictions = str(tmp_path / "baselines" / "results" / "a-run" / "predictions.jsonl")
    result = CliRunner().invoke(command, ["--out", str(tmp_path / "o"), "--predictions", predictions, *given])
    assert result.exit_code == 0
    assert "<h1>Errors of a-run</h1>" in (tmp_path / "o" / "system-1.html").read_text(encoding="utf-8")
    assert ("<h3>a-run</h3>" in (tmp_path / "o" / "results.html").read_text(encoding="utf-8")) is shown


def test_without_matplotlib_a_note_says_so(folder, tmp_path, monkeypatch):
    from hudna.formats.interchange import write_records

    write_records(
        [record for record in miniature().records if record.edition == "open"], tmp_path / "r/a/predictions.jsonl"
    )
    monkeypatch.setattr(plots, "available", lambda: False)
    result = CliRunner().invoke(
        command, ["--dataset", str(folder), "--out", str(tmp_path / "o"), "--results", str(tmp_path / "r")]
    )
    assert result.exit_code == 0
    assert result.stderr == "note: no plots without matplotlib; pip install 'hudna[site]' brings it\n"


def test_the_command_is_in_the_table():
    assert COMMANDS["site"][0] == "hudna.site.command:command"


def test_the_wheel_carries_templates_style_and_script(root, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    own = {f"hudna/site/templates/{path.name}" for path in (root / "src/hudna/site/templates").iterdir()}
    assert own >= {f"hudna/site/templates/{name}" for name in ("base.html.jinja", "site.css", "site.js")}
    assert own <= inside
