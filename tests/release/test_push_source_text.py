"""A source text is known by its hash where it is not at hand, wherever in the folder it is."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hudna.build.corpus import read_corpus
from hudna.build.write import write_dataset
from hudna.findings import InvalidDataError
from hudna.release.push import require_pushable
from hudna.release.source_text import source_hashes, source_text_findings
from hudna.texts import sha256

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
OLD_HASH = "a451149cf347c62f08c802a1d63395014bc54995dccbeeb466249ef978b343b7"
TEXT = "نص مصنوع للاختبار فقط،\nمن سطرين.\n"
SAID = "found the text of article 900 in the source edition, by its SHA-256, against none of it"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A made-up dataset of one article, whose source text is `TEXT` by its hash; no source text is at hand."""
    monkeypatch.setenv("HUDNA_ARTICLES", str(tmp_path / "nowhere"))
    shutil.copytree(MINIATURE, tmp_path / "annotations")
    for path in (tmp_path / "annotations").rglob("*.*"):
        if path.name == "articles.toml" or "source" in str(path.relative_to(tmp_path)):
            path.write_text(path.read_text(encoding="utf-8").replace(OLD_HASH, sha256(TEXT.encode())), encoding="utf-8")
    write_dataset(read_corpus(tmp_path / "annotations"), tmp_path / "dataset")
    return tmp_path


def found(made):
    hashes = source_hashes(read_corpus(made / "annotations"))
    assert hashes == {sha256(TEXT.encode()): "900"}
    return [
        (str(Path(finding.path).relative_to(made / "dataset")), finding.message)
        for finding in source_text_findings(made / "dataset", {}, hashes)
    ]


def test_a_dataset_without_the_text_holds_nothing_of_it(made):
    assert found(made) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.bin", TEXT.rstrip().encode()),
        ("deep/a.txt", TEXT.replace("\n", "\r\n").encode()),
        ("a.json", json.dumps({"any": [{"where": TEXT}]}).encode()),
        ("a.jsonl", f"{{}}\n\n{json.dumps(TEXT.rstrip())}\n".encode()),
        ("broken.jsonl", f"{{\n{json.dumps(TEXT)}\n".encode()),
        ("lines.json", f"{{}}\n{json.dumps(TEXT)}\n".encode()),
        ("A.JSON", json.dumps(TEXT).encode()),
        ("A.JsonL", json.dumps(TEXT).encode()),
    ],
)
def test_it_is_found_as_a_file_and_as_a_value(made, name, content):
    (made / "dataset" / name).parent.mkdir(exist_ok=True)
    (made / "dataset" / name).write_bytes(content)
    assert found(made) == [(name, SAID)]
    (made / "dataset" / name).write_bytes(content.replace("نص".encode(), b"x").replace(b"\\u0646\\u0635", b"x"))
    assert found(made) == []


@pytest.mark.parametrize("table", [pa.table({"x": [[{"y": TEXT}]]}), pa.table({"x": [TEXT.encode()]}),
                                   pa.table({"x": [1]}).replace_schema_metadata({"note": TEXT})])  # fmt: skip
def test_it_is_found_in_a_table(made, table):
    pq.write_table(table, made / "dataset" / "data" / "more.parquet")
    assert found(made) == [("data/more.parquet", SAID)]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.parquet"])
def test_what_cannot_be_read_as_what_it_is_called_is_read_as_a_file(made, name):
    (made / "dataset" / name).write_bytes(TEXT.encode())
    assert found(made) == [(name, SAID)]


def test_a_text_that_stands_in_the_open_edition_does_not_go(made):
    """The case that no comparison with a new build can see: the annotation itself has it as the open text."""
    own = read_corpus(made / "annotations").records[0].text.encode()
    folder = made / "annotations"
    path = folder / "articles.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(sha256(TEXT.encode()), sha256(own)), encoding="utf-8")
    shutil.rmtree(folder / "gold" / "source")
    (folder / "source_words.jsonl").unlink()
    shutil.rmtree(made / "dataset")
    write_dataset(read_corpus(folder), made / "dataset")
    with pytest.raises(InvalidDataError) as caught:
        require_pushable(made / "dataset", folder)
    assert {(finding.path.rpartition("dataset/")[2], finding.rule) for finding in caught.value.findings} == {
        ("data/open/articles/900.parquet", "source-text")
    }


def test_the_words_of_a_source_record_are_refused_and_those_of_an_open_one_are_not(made):
    records = [{"text_sha256": "0", "edition": edition, "text": "نص"} for edition in ("open", "source")]
    for name, record in zip(("open.jsonl", "source.jsonl"), records, strict=True):
        (made / "dataset" / name).write_text(json.dumps(record))
    said = "found a record of the source edition with its text against one without"
    assert found(made) == [("source.jsonl", said)]


SOURCE = {"text_sha256": "0", "edition": "source", "text": "نص"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps({"records": [SOURCE]})),
        ("a.json", json.dumps([[SOURCE]])),
        ("a.json", json.dumps({"a": {"edition": "source", "paragraphs": [{"edition": "source", "tokens": ["نص"]}]}})),
        ("a.jsonl", "{\n" + json.dumps(SOURCE) + "\n" + "]"),
        ("a.JSONL", json.dumps(SOURCE)),
    ],
)
def test_a_source_record_is_refused_wherever_it_stands(made, name, content):
    (made / "dataset" / name).write_text(content)
    assert found(made) == [(name, "found a record of the source edition with its text against one without")]
    (made / "dataset" / name).write_text(content.replace('"source"', '"open"'))
    assert found(made) == []


def test_a_source_record_in_a_cell_of_a_table_is_refused(made):
    pq.write_table(pa.table({"x": [[SOURCE]]}), made / "dataset" / "MORE.PARQUET")
    assert found(made) == [("MORE.PARQUET", "found a record of the source edition with its text against one without")]


@pytest.mark.parametrize(
    "content", ["[" * 100_000 + "]" * 100_000, "[" * 900 + "]" * 900, '{"tokens": [1, null]}', '{"tokens": 1}']
)
def test_values_that_no_dataset_has_break_nothing(made, content):
    (made / "dataset" / "a.json").write_text(content)
    assert found(made) == []
