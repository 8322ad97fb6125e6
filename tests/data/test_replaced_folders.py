"""A command that writes a folder harms none: it takes the place of nothing, of an empty one, or of one of its own."""

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.build.command import command as build
from hudna.build.write import BUILT, is_dataset
from hudna.cli import main
from hudna.files import Owner, replace_folder, require_replaceable, write_file
from hudna.findings import InvalidDataError

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
NOTES = Owner(
    what="notebook", owns=lambda folder: (folder / "mark").exists(), knows=lambda _, name: name in ("mark", "a/b")
)


def contents(folder):
    return {str(path.relative_to(folder)): path.is_file() and path.read_bytes() for path in sorted(folder.rglob("*"))}


def run(*arguments):
    return CliRunner().invoke(build, [str(MINIATURE), *map(str, arguments)])


def refusal(result):
    """(path, rule) of each finding."""
    assert isinstance(result.exception, InvalidDataError), result.output
    return [(finding.path, finding.rule) for finding in result.exception.findings]


@pytest.fixture
def built(tmp_path):
    out = tmp_path / "dataset"
    assert run("--out", out).exit_code == 0
    return out


def test_a_new_and_an_empty_folder_are_filled(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new", "above/new"):
        assert run("--out", tmp_path / name).exit_code == 0
        assert is_dataset(tmp_path / name)


def test_a_dataset_is_replaced_and_tables_of_articles_that_are_gone_go(built):
    before = contents(built)
    (built / "README.md").write_text("altered")
    shutil.copy(built / "data/open/articles/900.parquet", built / "data/open/articles/901.parquet")
    assert run("--out", built).exit_code == 0
    assert contents(built) == before
    assert [path.name for path in built.parent.iterdir()] == ["dataset"]


def test_a_damaged_dataset_can_be_built_again(built):
    before = contents(built)
    (built / "README.md").unlink()
    (built / "data" / "sources.parquet").write_bytes(b"PAR1")
    assert run("--out", built).exit_code == 0
    assert contents(built) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    """Nor is a folder with Parquet files of another origin a dataset."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "mine" / "data").mkdir(parents=True)
    pq.write_table(pa.table({"a": [1]}), tmp_path / "mine" / "data" / "sources.parquet")
    (tmp_path / "mine" / "README.md").write_text("pretty_name: Hudna")
    before = contents(tmp_path)
    assert refusal(run("--out", tmp_path / "mine")) == [(str(tmp_path / "mine"), "foreign-folder")]
    assert contents(tmp_path) == before


def test_files_that_would_be_lost_are_named_and_nothing_is_touched(built, tmp_path):
    strangers = [".env", "data/open/articles/.part.parquet", "data/notes.parquet", "link", "notes/a.txt"]
    for name in strangers:
        (built / name).parent.mkdir(exist_ok=True)
        if name == "link":
            (built / name).symlink_to(built / "data")
        else:
            (built / name).write_text("mine")
    before = contents(tmp_path)
    assert refusal(run("--out", built)) == [(str(built / name), "foreign-file") for name in sorted(strangers)]
    assert contents(tmp_path) == before


def test_of_many_files_ten_are_named_and_the_others_counted(tmp_path):
    (tmp_path / "mark").touch()
    for number in range(13):
        (tmp_path / f"{number:02}").touch()
    with pytest.raises(InvalidDataError) as caught:
        require_replaceable(tmp_path, NOTES)
    (first, *others) = caught.value.findings
    assert (first.path, first.message) == (str(tmp_path), "found 3 more files of this kind")
    assert [finding.path for finding in others] == [str(tmp_path / f"{number:02}") for number in range(10)]


@pytest.mark.parametrize("given", [".", "..", "/", "../inside", "inside/..", "{here}", "{here}/.."])
def test_the_current_folder_and_those_around_it_are_refused(tmp_path, monkeypatch, given):
    here = tmp_path / "inside"
    shutil.copytree(MINIATURE, here)
    monkeypatch.chdir(here)
    path = given.format(here=here)
    ((_, rule),) = refusal(run("--out", path))
    assert rule == "no-folder"
    assert contents(here) == contents(MINIATURE)


def test_a_link_a_file_and_a_place_below_a_file_are_refused(built, tmp_path):
    (tmp_path / "link").symlink_to(built)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("mine")
    before = contents(tmp_path)
    for name in ("link", "dangling", "file/dataset", "file/a/dataset"):
        assert refusal(run("--out", tmp_path / name)) == [(str(tmp_path / name), "no-folder")]
    result = run("--out", tmp_path / "file")
    assert (result.exit_code, "is a file" in result.output) == (2, True)
    with pytest.raises(InvalidDataError, match=r"file:0: \[no-folder\] found a file against a folder"):
        require_replaceable(tmp_path / "file", BUILT)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("below", ["loop/x", "loop/deep/x", "nowhere/x"])
def test_a_place_below_a_link_that_leads_nowhere_is_refused(tmp_path, below):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("gone")
    said = r"x:0: \[no-folder\] found the link .*/(loop|nowhere), which leads nowhere, against a folder above it"
    with pytest.raises(InvalidDataError, match=said):
        require_replaceable(tmp_path / below, NOTES)
    with (
        pytest.raises(InvalidDataError, match=r"\[unwritable-folder\]"),
        replace_folder(tmp_path / "gone/../loop/x", NOTES),
    ):
        raise AssertionError("the block runs")


def test_what_the_system_refuses_is_a_finding(tmp_path, monkeypatch):
    long = tmp_path / ("x" * 300)
    assert refusal(run("--out", long)) == [(str(long), "unwritable-folder")]

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(InvalidDataError, match="No space left on device"), replace_folder(tmp_path / "new"):
        pass
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("name", ["file/a", ".", "x" * 300])
def test_a_file_that_cannot_be_written_is_a_finding_and_leaves_nothing(tmp_path, name):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InvalidDataError, match=r":0: \[unwritable-file\] found no file that can be written: "):
        write_file(tmp_path / name, b"new")
    assert contents(tmp_path) == {"file": b"mine"}


def test_a_block_that_fails_leaves_the_old_folder(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    (old / "mark").write_text("old")
    with pytest.raises(ZeroDivisionError), replace_folder(old, NOTES) as folder:
        (folder / "mark").write_text(str(1 / 0))
    assert contents(tmp_path) == {"old": False, "old/mark": b"old"}
    with replace_folder(old, NOTES) as folder:
        (folder / "mark").write_text("new")
    assert contents(tmp_path) == {"old": False, "old/mark": b"new"}


def test_a_file_that_arrives_during_the_block_is_spared(tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    (old / "mark").write_text("old")
    with pytest.raises(InvalidDataError, match=r"old/letter:0: \[foreign-file\]"), replace_folder(old, NOTES):
        write_file(old / "letter", b"mine")
    assert contents(tmp_path) == {"old": False, "old/mark": b"old", "old/letter": b"mine"}
    with pytest.raises(InvalidDataError, match=r"\[foreign-folder\]"), replace_folder(tmp_path / "new"):
        write_file(tmp_path / "new" / "letter", b"mine")
    assert contents(tmp_path / "new") == {"letter": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_move_that_fails_gives_the_old_folder_back(tmp_path, monkeypatch):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mark").write_text("old")
    rename = Path.rename

    def busy(self, target):
        if self.name != "old" and Path(target).name == "old" and not self.name.endswith(".old"):
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    with (
        pytest.raises(InvalidDataError, match=r"\[unwritable-folder\] .*Device or resource busy"),
        replace_folder(tmp_path / "old", NOTES),
    ):
        pass
    assert contents(tmp_path) == {"old": False, "old/mark": b"old"}


def test_without_an_owner_a_folder_must_be_new(tmp_path):
    (tmp_path / "mark").touch()
    with pytest.raises(
        InvalidDataError, match=r"\[foreign-folder\] found a folder that is there already and not empty"
    ):
        require_replaceable(tmp_path)
    require_replaceable(tmp_path, NOTES)


@pytest.mark.parametrize("words", [["build", str(MINIATURE)], ["site"], ["hydrate", "--articles", str(MINIATURE)],
                                   ["export", "brat", str(MINIATURE)], ["train", "--baseline", "linear"]])  # fmt: skip
def test_every_command_that_writes_a_folder_spares_others_without_a_traceback(words, tmp_path, monkeypatch, capsys):
    (tmp_path / "link").symlink_to(MINIATURE)
    monkeypatch.setattr(sys, "argv", ["hudna", *words, "--out", str(tmp_path / "link")])
    before = contents(MINIATURE)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    assert "found a link against a folder" in capsys.readouterr().err
    assert contents(MINIATURE) == before


def test_the_dataset_of_the_checkout_may_be_built_again(root):
    require_replaceable(root / "dataset", BUILT)
