"""How to cite: every form says the same, the committed files are valid and up to date, and the command prints them."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import hudna
from hudna.findings import InvalidDataError
from hudna.release.citation import AUTHOR, FORMS, RELEASED, TITLE, Citation, apa, bibtex, cff, zenodo
from hudna.release.cite_command import command
from hudna_eval.command import command as eval_command

CITATION = Citation(version="7.8.9", digest="ab" * 32, code_version="1.2.3", released=None, address=None, doi=None)
RELEASED_ONE = replace(CITATION, released="2027-02-03")
ADDRESS, DOI = "https://example.org/datasets/a/b", "10.5555/12345678"
PUBLISHED = replace(RELEASED_ONE, address=ADDRESS, doi=DOI)

BIBTEX = f"""\
@misc{{hudna,
  title        = {{Hudna: a benchmark for Arabic information extraction}},
  author       = {{{{The Hudna contributors}}}},
  version      = {{7.8.9}},
  howpublished = {{Data set}},
  note         = {{Code 1.2.3; dataset 7.8.9, SHA-256 {"ab" * 32}}},
}}
"""


def cite(*arguments):
    result = CliRunner().invoke(command, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def schema_says(path):
    """Exit code and output of the validator, with the schema that it ships."""
    validator = Path(sys.executable).with_name("check-jsonschema")
    arguments = [validator, "--builtin-schema", "vendor.citation-file-format", path]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def test_bibtex_to_the_letter():
    assert bibtex(CITATION) == BIBTEX
    assert "  year         = {2027},\n" in bibtex(RELEASED_ONE)


def test_apa_to_the_letter():
    title = "Hudna: a benchmark for Arabic information extraction (Version 7.8.9) [Data set]. SHA-256: " + "ab" * 32
    assert apa(CITATION) == f"The Hudna contributors. (n.d.). {title}\n"
    assert apa(RELEASED_ONE) == f"The Hudna contributors. (2027). {title}\n"


def test_every_form_says_where_the_dataset_lies():
    assert f"  doi          = {{{DOI}}},\n  url          = {{{ADDRESS}}},\n" in bibtex(PUBLISHED)
    assert apa(PUBLISHED) == f"{apa(RELEASED_ONE)[:-1]}. https://doi.org/{DOI}\n"
    assert apa(replace(PUBLISHED, doi=None)) == f"{apa(RELEASED_ONE)[:-1]}. {ADDRESS}\n"
    data = yaml.safe_load(cff(PUBLISHED))["preferred-citation"]
    assert (data["doi"], data["url"]) == (DOI, ADDRESS)
    (same,) = json.loads(zenodo(PUBLISHED))["related_identifiers"]
    assert same["identifier"] == ADDRESS
    assert not any("url" in form(RELEASED_ONE) or "doi" in form(RELEASED_ONE) for form in (bibtex, apa, cff, zenodo))


@pytest.mark.parametrize("citation", [CITATION, PUBLISHED], ids=["before a release", "published"])
def test_the_citation_file_keeps_its_schema(citation, tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_text(cff(citation), encoding="utf-8")
    assert schema_says(path)[0] == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("type: data", "type: hearsay"), ("version: 7.8.9", "version: [7]"), ("cff-version: 1.2.0", "cff-version: 9")],
)
def test_the_schema_refuses_what_is_wrong(old, new, tmp_path):
    path = tmp_path / "CITATION.cff"
    assert old in cff(CITATION)
    path.write_text(cff(CITATION).replace(old, new), encoding="utf-8")
    assert schema_says(path)[0] == 1


@pytest.mark.parametrize("citation", [CITATION, RELEASED_ONE], ids=["before a release", "released"])
def test_citation_file_and_zenodo_metadata_agree(citation):
    file, deposit = yaml.safe_load(cff(citation)), json.loads(zenodo(citation))
    data = file["preferred-citation"]
    assert data["type"] == deposit["upload_type"].removesuffix("set") == "data"
    assert data["title"] == deposit["title"] == TITLE
    assert data["authors"] == file["authors"] == deposit["creators"] == [{"name": AUTHOR}]
    assert data["version"] == deposit["version"] == "7.8.9"
    assert data["license"].lower() == deposit["license"] == "cc-by-4.0"
    assert data.get("date-released") == deposit.get("publication_date") == citation.released
    assert file["abstract"] == deposit["description"]
    assert file["keywords"] == deposit["keywords"]
    assert [item["value"] for item in data["identifiers"]] == ["sha256:" + "ab" * 32]
    assert "ab" * 32 in deposit["notes"]
    assert file["version"] == "1.2.3"
    assert "1.2.3" in deposit["notes"]


@pytest.mark.parametrize(("name", "form"), [("CITATION.cff", "cff"), (".zenodo.json", "zenodo")])
def test_the_committed_file_is_what_the_command_prints(root, name, form):
    printed = cite("--format", form, "--dataset", root / "dataset").stdout
    assert (root / name).read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("articles", "words"), [(None, "Arabic news articles on"), (3, "Three Arabic news articles on"), (20, "20 Arabic")]
)
def test_the_abstract_counts_the_articles_of_the_dataset(articles, words):
    assert yaml.safe_load(cff(replace(CITATION, articles=articles)))["abstract"].startswith(words)


def test_copyright_is_with_those_who_are_cited(root):
    import tomllib

    annotations = tomllib.loads((root / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    assert {entry["SPDX-FileCopyrightText"] for entry in annotations} == {AUTHOR}


def test_the_committed_citation_file_keeps_its_schema(root):
    code, said = schema_says(root / "CITATION.cff")
    assert code == 0, said


def test_the_package_says_the_same_licences_as_the_citation(root):
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    file = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["license"] == f"{file['license']} AND {file['preferred-citation']['license']}"


def test_the_command_names_version_and_digest_of_the_embedded_dataset(dataset):
    wanted = Citation(
        version=dataset.version, digest=dataset.digest, articles=len(dataset.articles),
        code_version=hudna.__version__, released=RELEASED,
    )  # fmt: skip
    assert cite().stdout == bibtex(wanted)
    for form, printed in FORMS.items():
        assert cite("--format", form).stdout == printed(wanted)


def test_the_harness_cites_the_same():
    assert CliRunner().invoke(eval_command, ["--citation"]).stdout == cite().stdout


def test_a_file_can_be_written(tmp_path):
    result = cite("--format", "apa", "--out", tmp_path / "new" / "citation.txt")
    assert result.stdout == ""
    assert (tmp_path / "new" / "citation.txt").read_text(encoding="utf-8") == cite("--format", "apa").stdout


def test_a_folder_that_is_no_dataset_is_a_finding(tmp_path):
    result = CliRunner().invoke(command, ["--dataset", str(tmp_path)])
    assert isinstance(result.exception, InvalidDataError)
    assert "[unreadable-file] found no Parquet file" in str(result.exception)


def test_an_unknown_form_is_wrong_usage():
    result = CliRunner().invoke(command, ["--format", "endnote"])
    assert result.exit_code == 2
    assert "'endnote' is not one of" in result.output
