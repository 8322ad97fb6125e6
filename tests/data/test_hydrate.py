"""Source texts that a user holds join their annotation, by hash; anything else is named and nothing is written."""

import shutil

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from hudna.dataset import read_dataset, table_paths
from hudna.findings import InvalidDataError
from hudna.hydrate.command import command
from hudna.hydrate.match import match_texts
from hudna.registers import Article


@pytest.fixture
def renamed(articles_folder, dataset, tmp_path):
    """The source texts under names that say nothing, with a stranger among them."""
    folder = tmp_path / "texts"
    folder.mkdir()
    wanted = {article.source_bytes for article in dataset.articles}
    paths = [path for path in sorted(articles_folder.iterdir()) if path.stat().st_size in wanted]
    for number, path in enumerate(paths):
        (folder / f"x{(number * 7 + 3) % 11}.bin").write_bytes(path.read_bytes())
    (folder / "notes.txt").write_text("something else")
    return folder


def article(id_, digest, size):
    return Article(
        id=id_, title_en="t", outlet="", dateline="2020-10-10", dateline_basis="text", dateline_note="",
        source_sha256=digest, source_bytes=size, source_code_points=size,
    )  # fmt: skip


def run(folder, out, *options):
    return CliRunner().invoke(command, ["--articles", str(folder), "--out", str(out), *options])


def test_renamed_texts_give_a_complete_dataset(renamed, root, tmp_path):
    out = tmp_path / "hydrated"
    result = run(renamed, out)
    assert result.exit_code == 0, result.output
    full = read_dataset(out)
    for record in full.records:
        assert record.text is not None
        for mention in record.mentions:
            assert mention.span.of(record.text) == mention.text
    tokens = pq.read_table(out / "data" / "source" / "tokens").to_pylist()
    assert all(row["tokens"] for row in tokens)
    before = pq.read_table(root / "dataset" / "data" / "source" / "tokens").to_pylist()
    assert [row["starts"] for row in tokens] == [row["starts"] for row in before]
    assert "publishers' texts" in (out / "README.md").read_text(encoding="utf-8")


def test_every_article_is_verified_not_only_the_annotated(renamed, tmp_path):
    for path in sorted(renamed.glob("x*.bin")):
        content = path.read_bytes()
        path.write_bytes(content[:700] + bytes([content[700] ^ 1]) + content[701:])
        result = run(renamed, tmp_path / "out")
        assert isinstance(result.exception, InvalidDataError)
        (finding,) = result.exception.findings
        assert (finding.path, finding.rule) == (str(renamed), "missing-file")
        assert f"; nearest in size is {path.name}" in finding.message
        assert not (tmp_path / "out").exists()
        path.write_bytes(content)


def test_a_file_of_like_size_is_not_called_the_article(tmp_path):
    """What is known of it is its size; a file of another size is not named at all."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for size in (1000, 1015, 1030):
        (folder / f"{size}.txt").write_text("x" * size)
    with pytest.raises(InvalidDataError) as caught:
        match_texts([article("007", "00aa" * 16, 1016), article("008", "00bb" * 16, 9)], folder)
    near, far = map(str, caught.value.findings)
    start = f"{folder}:0: [missing-file] found no file with sha256"
    assert near == (
        f"{start} 00aa00aa00aa… of article 007; nearest in size is 1015.txt. If that is a copy of it, it must be byte "
        "for byte the published text: check line ends, encoding and stray edits."
    )
    assert far == f"{start} 00bb00bb00bb… of article 008."


def test_a_missing_text_is_named(renamed, dataset, tmp_path):
    gone = next(iter(sorted(renamed.glob("x*.bin"))))
    gone.unlink()
    for path in renamed.glob("notes.txt"):
        path.unlink()
    with pytest.raises(
        InvalidDataError, match=r"\[missing-file\] found no file with sha256 [0-9a-f]{12}… of article 00\d"
    ):
        match_texts(dataset.articles, renamed)
    assert run(renamed, tmp_path / "out").exit_code == 1


def test_a_text_that_is_there_twice_is_named(renamed, dataset):
    shutil.copy(min(renamed.glob("x*.bin")), renamed / "zz.bin")
    with pytest.raises(InvalidDataError, match=r"zz.bin:0: \[duplicate-file\] found the same text as in"):
        match_texts(dataset.articles, renamed)


def test_a_file_that_cannot_be_read_is_named(renamed, dataset):
    (renamed / "broken").symlink_to(renamed / "nowhere")
    with pytest.raises(InvalidDataError, match=r"broken:0: \[unreadable-file\]"):
        match_texts(dataset.articles, renamed)


def test_an_annotation_that_does_not_fit_its_text_writes_nothing(renamed, root, tmp_path):
    folder = tmp_path / "dataset"
    shutil.copytree(root / "dataset", folder)
    path = table_paths(folder, "articles", "source")[0]
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[0]["mentions"][0]["text"] = "روما"
    pq.write_table(table.from_pylist(rows, schema=table.schema), path)
    result = run(renamed, tmp_path / "out", "--dataset", str(folder))
    assert isinstance(result.exception, InvalidDataError)
    assert "[surface-mismatch] T1" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_not_overwritten(renamed, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "precious").write_text("x")
    result = run(renamed, tmp_path / "out")
    assert isinstance(result.exception, InvalidDataError)
    assert "[foreign-folder] found a folder that is there already and not empty" in str(result.exception)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["precious"]
