"""The upload: what would go is listed to the byte, what must not go is refused, and the Hub's library does the rest."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import huggingface_hub
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from huggingface_hub.errors import LocalTokenNotFoundError

from hudna.croissant.document import with_url
from hudna.docs.documents import datasheet_of
from hudna.findings import InvalidDataError
from hudna.release.push import uploads
from hudna.release.push_command import command
from hudna.release.source_text import source_text_findings, sources_at_hand


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    """The annotation, and the dataset built from it."""
    from hudna.build.corpus import read_corpus
    from hudna.build.write import write_dataset

    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(root / "annotations", folder / "annotations")
    write_dataset(read_corpus(folder / "annotations"), folder / "dataset")
    return folder


@pytest.fixture
def checkout(built, tmp_path, monkeypatch):
    """A copy to change as one likes; the commands run there."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def passing(built, dataset, monkeypatch):
    """A folder that every check lets pass, without running them."""
    monkeypatch.setattr("hudna.release.push.require_pushable", lambda *_: (dataset, len(dataset.articles)))
    monkeypatch.chdir(built)


@pytest.fixture
def sent(monkeypatch):
    """What was handed to the Hub's library, which is not run."""
    calls = []

    class Commit:
        commit_url = "the address of the commit"

    def upload_folder(_, **arguments):
        texts = {path.name: path.read_text(encoding="utf-8") for path in arguments["folder_path"].glob("*.*")}
        document = json.loads(texts["croissant.json"])
        calls.append({**arguments, "croissant": document, "texts": texts})  # the folder is gone afterwards
        return Commit()

    monkeypatch.setattr(huggingface_hub.HfApi, "upload_folder", upload_folder)
    return calls


def push(*arguments):
    return CliRunner().invoke(command, ["--repo", "some-org/hudna", *arguments])


def refused(*arguments):
    """The findings of a refusal."""
    result = push(*arguments)
    assert isinstance(result.exception, InvalidDataError), result.output
    assert result.stdout == ""
    return [(finding.path, finding.rule) for finding in result.exception.findings]


def replace_rows(path, change):
    table = pq.read_table(path)
    rows = [change(row) for row in table.to_pylist()]
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


@pytest.mark.usefixtures("checkout")
def test_a_dry_run_lists_every_file_and_sends_nothing(sent, dataset):
    result = push("--dry-run")
    assert result.exit_code == 0, result.output
    paths = [path for path in Path("dataset").rglob("*") if path.is_file()]
    files = {path.relative_to("dataset").as_posix(): path.read_bytes() for path in paths}
    url = f"{huggingface_hub.HfApi().endpoint}/datasets/some-org/hudna"
    files["DATASHEET.md"] = datasheet_of(Path("annotations"), dataset).encode()
    files["croissant.json"] = with_url(files["croissant.json"].decode(), url).encode()
    lines = [
        f"{name}\t{len(content)}\t{hashlib.sha256(content).hexdigest()}" for name, content in sorted(files.items())
    ]
    assert result.stdout.splitlines() == lines
    size = sum(map(len, files.values()))
    said = f"Dataset {dataset.version}, SHA-256 {dataset.digest}"
    assert result.stderr.splitlines()[-1] == f"{len(files)} files, {size} bytes, would go to some-org/hudna: {said}"
    assert sent == []


@pytest.mark.usefixtures("passing")
def test_what_was_listed_is_what_is_sent(sent, dataset):
    listed = [line.split("\t")[0] for line in push("--dry-run").stdout.splitlines()]
    result = push()
    assert (result.exit_code, result.stdout) == (0, "the address of the commit\n")
    assert "went to some-org/hudna" in result.stderr
    (call,) = sent
    assert (call["repo_id"], call["repo_type"]) == ("some-org/hudna", "dataset")
    assert call["allow_patterns"] == listed
    assert call["delete_patterns"] == ["data/*"]
    assert call["commit_message"] == f"Dataset {dataset.version}, SHA-256 {dataset.digest}"
    assert call["croissant"]["url"] == f"{huggingface_hub.HfApi().endpoint}/datasets/some-org/hudna"
    assert "token" not in call


@pytest.mark.usefixtures("passing")
def test_the_datasheet_goes_beside_the_card_and_every_link_leads_somewhere(sent, dataset):
    """Links of the checkout's card to what lies above it lead, on the Hub, to what lies beside it."""
    card = Path("dataset", "README.md")
    before = card.read_text(encoding="utf-8")
    card.write_text(f"{before}\n[Sheet](../DATASHEET.md), [uses](../DATASHEET.md#uses)\n", encoding="utf-8")
    assert push().exit_code == 0
    card.write_text(before, encoding="utf-8")
    ((call,), texts) = sent, sent[0]["texts"]
    assert "DATASHEET.md" in call["allow_patterns"]
    assert texts["DATASHEET.md"] == datasheet_of(Path("annotations"), dataset)
    assert texts["README.md"] == f"{before}\n[Sheet](DATASHEET.md), [uses](DATASHEET.md#uses)\n"
    for name in ("README.md", "DATASHEET.md"):
        links = re.findall(r"\]\(([^)#\s]+)", texts[name])
        assert [link for link in links if ":" not in link and link not in call["allow_patterns"]] == []


def test_a_datasheet_that_cannot_be_written_keeps_all_from_going(checkout, sent):
    (checkout / "annotations" / "agreement.json").write_text("{\n")
    assert refused() == [("annotations/agreement.json", "json")]
    assert sent == []


def test_the_patterns_of_the_library_mean_the_files_that_were_listed(built):
    """Its own filter, with what `upload` gives it: all that is listed and nothing beside it."""
    from huggingface_hub.utils import filter_repo_objects

    names = [file.path for file in uploads(built / "dataset")]
    assert list(filter_repo_objects([*names, "data/other.parquet", ".env"], allow_patterns=names)) == names
    remote = ["README.md", "data/old.parquet", "data/open/old/000.parquet", "notes/data/x"]
    assert list(filter_repo_objects(remote, allow_patterns=["data/*"])) == remote[1:3]


def test_an_annotation_that_breaks_a_strict_rule_keeps_all_from_going(checkout, sent):
    path = checkout / "annotations" / "gold" / "open" / "001.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"GPE"', '"CITY"', 1), encoding="utf-8")
    assert {rule for _, rule in refused()} == {"mention-type"}
    assert sent == []


def test_what_a_build_would_not_write_keeps_all_from_going(checkout, sent):
    (checkout / "dataset" / "data" / "sources.parquet").unlink()
    (checkout / "dataset" / ".env").write_text("TOKEN=1")
    with (checkout / "dataset" / "README.md").open("a") as file:
        file.write("More.\n")
    assert refused("--dry-run") == [
        ("dataset/.env", "drifted-file"),
        ("dataset/README.md", "drifted-file"),
        ("dataset/data/sources.parquet", "drifted-file"),
    ]
    assert sent == []


@pytest.mark.usefixtures("sent")
def test_a_link_does_not_go_even_if_what_it_leads_to_is_the_same(checkout):
    path = checkout / "dataset" / "README.md"
    path.rename(checkout / "elsewhere.md")
    path.symlink_to(checkout / "elsewhere.md")
    assert refused() == [("dataset/README.md", "link")]


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("articles", "text", "قال", "found a record of the source edition with its text against one without"),
        ("tokens", "tokens", ["قال", "."], "found a record of the source edition with its text against one without"),
        (
            "mentions",
            "text",
            "قال رجل لجاره كلاما طويلا جدا",
            "found 6 words of a text of the source edition",
        ),
    ],
)
def test_a_text_of_the_source_edition_is_found_without_the_texts(
    checkout, sent, monkeypatch, table, column, value, said
):
    """A text of one word, and six words that no article has; of the words of a mention five pass this rule."""
    monkeypatch.setenv("HUDNA_ARTICLES", str(checkout / "nowhere"))
    path = f"dataset/data/source/{table}/003.parquet"
    if table == "mentions":
        replace_rows(path, lambda row: {**row, column: value.removesuffix(" جدا")})
        assert list(source_text_findings(checkout / "dataset", {}, {})) == []
    replace_rows(path, lambda row: {**row, column: value})
    assert refused() == [(path, "drifted-file"), (path, "source-text")]
    (finding,) = source_text_findings(checkout / "dataset", {}, {})
    assert finding.message.startswith(said)
    assert sent == []


@pytest.mark.usefixtures("sent", "articles_folder")
def test_a_quotation_of_a_source_is_found_where_the_texts_are(checkout, dataset):
    """In a file of the folder that is no table, in other punctuation; and the finding quotes nothing."""
    sources = sources_at_hand(dataset)
    article, source = next(iter(sources.items()))
    start = next(at for at in range(len(source.words)) if not any(source.named[at : at + 6]))
    quotation = source.words[start : start + 6]
    path = checkout / "dataset" / "notes.txt"
    path.write_text("، ".join(quotation[:5]), encoding="utf-8")
    assert list(source_text_findings(checkout / "dataset", sources, {})) == []
    path.write_text("، ".join(quotation), encoding="utf-8")
    assert refused() == [("dataset/notes.txt", "drifted-file"), ("dataset/notes.txt", "source-text")]
    (finding,) = source_text_findings(checkout / "dataset", sources, {})
    assert finding.message == f"found 6 words in a row of article {article} against at most 5"
    assert list(source_text_findings(checkout / "dataset", {}, {})) == []


def test_it_says_that_the_texts_were_not_at_hand(checkout, monkeypatch):
    monkeypatch.setenv("HUDNA_ARTICLES", str(checkout / "nowhere"))
    result = push("--dry-run")
    assert result.exit_code == 0
    assert result.stderr.startswith("compared with 0 of 5 source texts: the others are not at hand\n")


@pytest.mark.parametrize("repo", ["hudna", "a/b/c", "a b/c", "../x", "a/-b"])
def test_what_is_no_repository_is_wrong_usage(root, repo):
    result = CliRunner().invoke(command, ["--repo", repo, "--dry-run", str(root / "dataset")])
    assert result.exit_code == 2
    assert "--repo" in result.output


@pytest.mark.usefixtures("passing")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LocalTokenNotFoundError("Token is required.\nSecond line."), "Error: some-org/hudna: Token is required.\n"),
        (OSError(), "Error: some-org/hudna: OSError\n"),
    ],
)
def test_what_the_hub_answers_is_one_line(monkeypatch, error, said):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(huggingface_hub.HfApi, "upload_folder", fail)
    result = push()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(said)


@pytest.mark.usefixtures("passing")
def test_without_a_network_it_ends_in_one_line():
    result = push()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("Error: some-org/hudna: ")
