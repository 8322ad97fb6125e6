"""Generated files: what has drifted is found, one finding a file, with the command that renews it."""

import shutil
import subprocess

import click
import pytest
from click.testing import CliRunner

import hudna.cli
from hudna.findings import Finding
from hudna.release import checked
from hudna.release.checked import GENERATED, changelog_findings, release_findings
from hudna.release.generated import OUT, Generated, SelfChecked, differences, drifted, run_command
from hudna.validate.command import command as check

PRINTED = Generated(path="notes/list.txt", arguments=("double", "3"))
WRITTEN = Generated(path="made", arguments=("double", "3", "--out", OUT))


@click.command
@click.argument("number", type=int)
@click.option("--out", type=click.Path())
def double(number, out):
    """Prints lines, or writes them into a folder."""
    from pathlib import Path

    if number < 0:
        raise SystemExit(3)
    text = "".join(f"{2 * item}\n" for item in range(number))
    if out is None:
        click.echo(text, nl=False)
    else:
        Path(out).mkdir()
        (Path(out) / "list.txt").write_text(text)
        (Path(out) / "bytes.bin").write_bytes(b"\0\1")
        click.echo("written", err=True)


@pytest.fixture(autouse=True)
def _commands(monkeypatch):
    """`hudna double` is there, beside the real commands."""
    monkeypatch.setitem(hudna.cli.COMMANDS, "double", (f"{__name__}:double", "Doubles."))


def found(root, entry):
    return [str(finding) for finding in drifted(root, entry)]


def test_the_command_to_type():
    assert PRINTED.command == "hudna double 3 > notes/list.txt"
    assert WRITTEN.command == "hudna double 3 --out made"
    assert SelfChecked(arguments=("docs", "--check"), renewal=("docs",)).command == "hudna docs"


def test_what_is_printed_is_compared_line_by_line(tmp_path):
    path = tmp_path / "notes" / "list.txt"
    path.parent.mkdir()
    hint = "Run `hudna double 3 > notes/list.txt`."
    assert found(tmp_path, PRINTED) == [f"{path}:0: [drifted-file] found no file. {hint}"]
    for content, line in (("0\n2\n5\n", 3), ("0\n", 2), ("0\n2\n4\n6\n", 4), ("", 1), ("0\r\n2\n4\n", 1)):
        path.write_bytes(content.encode())
        said = f"{path}:{line}: [drifted-file] found other content than is generated now. {hint}"
        assert found(tmp_path, PRINTED) == [said]
    path.write_text("0\n2\n4\n")
    assert found(tmp_path, PRINTED) == []


def test_a_folder_is_compared_file_by_file(tmp_path):
    made = tmp_path / "made"
    hint = "Run `hudna double 3 --out made`."
    assert [line.split(": ", 1)[0] for line in found(tmp_path, WRITTEN)] == [
        f"{made}/bytes.bin:0",
        f"{made}/list.txt:0",
    ]
    made.mkdir()
    (made / "bytes.bin").write_bytes(b"\0\2")
    (made / "list.txt").write_text("0\n2\n4\n")
    (made / "more").mkdir()
    (made / "more" / "left.txt").write_text("")
    assert found(tmp_path, WRITTEN) == [
        f"{made}/bytes.bin:0: [drifted-file] found other content than is generated now. {hint}",
        f"{made}/more/left.txt:0: [drifted-file] found a file that is not generated. {hint}",
    ]


def test_what_the_hint_says_renews_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert found(tmp_path, WRITTEN) != []
    assert run_command(WRITTEN.command.split()[1:], tmp_path) == (0, "")
    assert found(tmp_path, WRITTEN) == []
    assert capsys.readouterr() == ("", "")


def test_a_command_that_fails_is_a_finding(tmp_path):
    entry = Generated(path="list.txt", arguments=("double", "--", "-1"))
    hint = "Run `hudna double -- -1 > list.txt`."
    said = f"{tmp_path}/list.txt:0: [drifted-file] found that its command ends with 3. {hint}"
    assert found(tmp_path, entry) == [said]


def test_a_command_without_its_input_gives_its_own_findings(tmp_path):
    entry = Generated(path="x", arguments=("cite", "--dataset", "."))
    assert [line.split("] ")[0] for line in found(tmp_path, entry)] == [
        f"{tmp_path}/data/open/articles:0: [unreadable-file"
    ]


def test_a_command_that_checks_itself_gives_a_finding_a_line(tmp_path):
    entry = SelfChecked(arguments=("check", "annotations"), renewal=("build",))
    folder = tmp_path / "annotations" / "gold" / "open"
    folder.mkdir(parents=True)
    (folder / "900.jsonl").write_text("{")
    lines = found(tmp_path, entry)
    assert len(lines) >= 2
    assert lines[0].startswith(f"{tmp_path}:0: [drifted-file] annotations/")
    assert all(line.endswith("Run `hudna build`.") for line in lines)


def test_wrong_usage_is_a_finding(tmp_path):
    entry = SelfChecked(arguments=("check", "nowhere"), renewal=("build",))
    (line,) = found(tmp_path, entry)
    assert line.startswith(f"{tmp_path}:0: [drifted-file] Invalid value")
    assert "'nowhere' does not exist" in line


def test_differences_of_a_single_file(tmp_path):
    (tmp_path / "a").write_text("1\n2\n")
    (tmp_path / "b").write_text("1\n3\n")
    (finding,) = differences(tmp_path / "a", tmp_path / "b", "Hint.")
    assert str(finding) == f"{tmp_path}/a:2: [drifted-file] found other content than is generated now. Hint."
    assert list(differences(tmp_path / "a", tmp_path / "a", "Hint.")) == []


LIGHT = tuple(entry for entry in GENERATED if isinstance(entry, Generated))
"""Without those that tell of themselves: these have tests of their own."""


@pytest.mark.parametrize("entry", LIGHT, ids=lambda entry: entry.command)
def test_every_generated_file_is_up_to_date(root, entry):
    assert found(root, entry) == []


@pytest.fixture(scope="module")
def checkout(root, tmp_path_factory):
    """What `hudna check --release` looks at, copied."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=root, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, folder / name)
    return folder


def test_the_checkout_can_be_released_and_what_drifts_is_named(checkout, monkeypatch):
    """One file of each kind drifts; nothing else is named. The real list, without what takes long."""
    monkeypatch.setattr(checked, "GENERATED", LIGHT)
    monkeypatch.chdir(checkout)
    before = CliRunner().invoke(check, ["--release"])
    assert (before.exit_code, before.stdout.count("\n")) == (0, 1), before.stdout
    with (checkout / "CITATION.cff").open("a") as file:
        file.write("x: y\n")
    (checkout / "eval" / "METRICS.md").unlink()
    (checkout / "dataset" / "data" / "left.parquet").write_text("")
    after = CliRunner().invoke(check, ["--release"])
    assert after.exit_code == 1
    lines = after.stdout.splitlines()
    assert [line.split(": [drifted-file] ")[0].rpartition(":")[0] for line in lines[:-1]] == [
        "dataset/data/left.parquet",
        "eval/METRICS.md",
        "CITATION.cff",
    ]
    assert lines[-1].startswith("3 findings in 10 annotation files and what ")


def test_all_that_a_command_finds_is_shown_and_no_file_by_two_commands(monkeypatch, tmp_path):
    """Two commands tell of the whole checkout, and two of the same file."""
    told = {
        "a": [("", "first"), ("", "second"), ("x.md", "one"), ("x.md", "two")],
        "b": [("", "third"), ("x.md", "again"), ("y.md", "one")],
    }
    entries = [SelfChecked(arguments=(name,), renewal=(name,)) for name in told]
    monkeypatch.setattr(checked, "GENERATED", entries)
    monkeypatch.setattr(checked, "changelog_findings", lambda _: iter(()))
    monkeypatch.setattr(
        checked,
        "drifted",
        lambda top, entry: (Finding(str(top / path), 0, "r", said) for path, said in told[entry.arguments[0]]),
    )
    assert [(finding.path, finding.message) for finding in release_findings(tmp_path)] == [
        (str(tmp_path), "first"),
        (str(tmp_path), "second"),
        (str(tmp_path / "x.md"), "one"),
        (str(tmp_path / "x.md"), "two"),
        (str(tmp_path), "third"),
        (str(tmp_path / "y.md"), "one"),
    ]


def test_what_breaks_a_rule_is_said_first_and_alone(checkout, tmp_path):
    shutil.copytree(checkout / "annotations", tmp_path / "annotations")
    path = tmp_path / "annotations" / "gold" / "open" / "001.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"GPE"', '"CITY"', 1), encoding="utf-8")
    result = CliRunner().invoke(check, [str(tmp_path / "annotations"), "--release"])
    assert result.exit_code == 1
    assert "[mention-type]" in result.stdout
    assert "drifted-file" not in result.stdout


@pytest.mark.parametrize("name", ["dataset", "annotations/gold/open/001.jsonl"])
def test_release_wants_the_annotations_of_a_checkout(root, name):
    result = CliRunner().invoke(check, [str(root / name), "--release"])
    assert result.exit_code == 2
    assert "against the folder annotations of a checkout" in result.output


def test_the_changelog_names_both_versions_and_the_day_of_the_release(tmp_path, monkeypatch):
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "articles.toml").write_text('dataset_version = "9.0.0"\n')
    monkeypatch.setattr(hudna, "__version__", "8.0.0")
    path = tmp_path / "CHANGELOG.md"

    def rules(text):
        path.write_text(text)
        return [(finding.rule, finding.message) for finding in changelog_findings(tmp_path)]

    full = "# Changelog\n\n## Unreleased\n\n### Data 9.0.0\n\n### Code 8.0.0\n\n## 2027-01-01\n\n### Data 8.0.0\n"
    assert rules(full) == []
    assert rules(full.replace("Data 9.0.0", "Data 9.0.01")) == [
        ("version-unnamed", "found no heading `### Data 9.0.0`")
    ]
    assert rules(full.replace("### Code", "## Code")) == [("version-unnamed", "found no heading `### Code 8.0.0`")]
    monkeypatch.setattr(checked, "RELEASED", "2027-02-03")
    dated = [("release-date", "found `## Unreleased` as its first heading against `## 2027-02-03`")]
    assert rules(full) == dated
    assert rules(full.replace("Unreleased", "2027-02-03")) == []
