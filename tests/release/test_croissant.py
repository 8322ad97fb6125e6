"""croissant.json: valid, its files are those of the folder, and what is read through it is what the tables hold."""

import base64
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from hudna.build.write import write_dataset
from hudna.croissant.about import facts
from hudna.croissant.document import with_url
from hudna.croissant.fields import unreadable
from hudna.croissant.provenance import provenance
from hudna.texts import sha256

FOLDER = Path(__file__).resolve().parents[2] / "dataset"
TEXT = (FOLDER / "croissant.json").read_text(encoding="utf-8")
DOCUMENT = json.loads(TEXT)
RECORD_SETS = [record_set["@id"] for record_set in DOCUMENT["recordSet"]]
FILES = {file["@id"]: file for file in DOCUMENT["distribution"] if file["@type"] == "cr:FileObject"}

# The library that reads Croissant is behind the ones that it parses JSON-LD and reads Parquet with.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def croissant():
    mlc = pytest.importorskip("mlcroissant")
    return mlc.Dataset(FOLDER / "croissant.json")


def test_the_validator_accepts_it(tmp_path):
    pytest.importorskip("mlcroissant")
    program = Path(sys.executable).with_name("mlcroissant")
    command = [program, "validate", "--jsonld", FOLDER / "croissant.json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert result.returncode == 0, result.stderr


def test_the_validator_refuses_a_field_without_its_file(tmp_path):
    mlc = pytest.importorskip("mlcroissant")
    broken = TEXT.replace('"@id": "data/entities.parquet"', '"@id": "data/other.parquet"', 1)
    assert broken != TEXT
    (tmp_path / "croissant.json").write_text(broken, encoding="utf-8")
    with pytest.raises(mlc.ValidationError, match=r"data/entities\.parquet"):
        mlc.Dataset(tmp_path / "croissant.json")


def test_nothing_is_to_be_said_against_it_but_that_it_is_not_released(croissant):
    said = [] if "datePublished" in DOCUMENT else ["datePublished"]
    warnings = list(croissant.metadata.ctx.issues.warnings)
    assert not croissant.metadata.ctx.issues.errors
    assert [word for word in ("datePublished", "license", "version", "citeAs") if word in str(warnings)] == said
    assert len(warnings) == len(said)
    assert DOCUMENT["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"


def test_every_file_with_rows_is_there_once_with_its_hash_and_size():
    written = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*.parquet")}
    filled = {name: path for name, path in written.items() if pq.read_metadata(path).num_rows}
    assert list(FILES) == sorted(filled)
    for name, path in filled.items():
        content = path.read_bytes()
        assert FILES[name]["sha256"] == sha256(content), name
        assert FILES[name]["contentSize"] == f"{len(content)} B", name
        assert FILES[name]["contentUrl"] == name


def test_file_sets_hold_every_file_of_an_edition_once():
    patterns = [file["includes"] for file in DOCUMENT["distribution"] if file["@type"] == "cr:FileSet"]
    found = sorted(path.relative_to(FOLDER).as_posix() for pattern in patterns for path in FOLDER.glob(pattern))
    assert found == [name for name in FILES if name.count("/") > 1]


def plain(value):
    """What the library gives, as `to_pylist` gives it."""
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode()
    return value.item() if isinstance(value, np.generic) else value


def expected(row, schema, skipped):
    """A row without the columns that cannot be read; a null structure is one whose members are null."""
    return {
        field.name: dict.fromkeys(field.type.names)
        if pa.types.is_struct(field.type) and row[field.name] is None
        else row[field.name]
        for field in schema
        if field.name not in skipped
    }


def table_of(record_set):
    edition = "source" if record_set.endswith("_source") else "open"
    table = record_set.removesuffix("_source")
    within = FOLDER / "data" / edition / table
    return table, pq.read_table(within if within.is_dir() else FOLDER / "data" / f"{table}.parquet")


@pytest.mark.parametrize("record_set", RECORD_SETS)
def test_records_are_the_rows(croissant, record_set):
    table, rows = table_of(record_set)
    wanted = [expected(row, rows.schema, unreadable(table)) for row in rows.to_pylist()]
    read = [plain(record) for record in croissant.records(record_set)]
    assert sorted(map(repr, read)) == sorted(map(repr, wanted))
    assert len(read) > 0


def test_record_sets_are_the_configs_of_the_card_that_are_no_folds():
    card = (FOLDER / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    header = yaml.load(card, Loader=yaml.CSafeLoader)  # the same as safe_load, many times as fast
    assert [c["config_name"] for c in header["configs"] if "_fold_" not in c["config_name"]] == RECORD_SETS


def test_only_what_nests_twice_is_left_out_and_the_document_says_so():
    left_out = {
        table: unreadable(table) for table in {record_set.removesuffix("_source") for record_set in RECORD_SETS}
    }
    assert {table for table, columns in left_out.items() if columns} == {"articles"}
    assert left_out["articles"] == ["events", "numeric_claims"]
    articles = DOCUMENT["recordSet"][RECORD_SETS.index("articles")]
    assert articles["description"].endswith("in record sets of their own: events, numeric_claims.")


def test_what_neurips_asks_for_is_there(croissant):
    asked = ("dataLimitations", "dataBiases", "personalSensitiveInformation", "dataUseCases", "dataSocialImpact")
    assert all(DOCUMENT[f"rai:{name}"] for name in asked)
    assert DOCUMENT["rai:hasSyntheticData"] is True
    assert {activity["@type"] for activity in DOCUMENT["prov:wasGeneratedBy"]} == {"prov:Activity"}
    metadata = croissant.metadata  # that the library finds them shows that their names are in the right namespace
    assert metadata.data_limitations == DOCUMENT["rai:dataLimitations"]
    assert metadata.data_social_impact == DOCUMENT["rai:dataSocialImpact"]
    assert metadata.personal_sensitive_information == DOCUMENT["rai:personalSensitiveInformation"]
    assert "No human has reviewed" in metadata.data_annotation_protocol[0]


def _sha256(name):
    return base64.urlsafe_b64decode(f"{name.removeprefix('ni:///sha-256;')}=").hex()


def test_it_is_derived_from_texts_named_by_their_hash_and_from_what_annotators_wrote(dataset, root):
    entities = provenance(dataset)["prov:wasDerivedFrom"]
    texts = [entity["@id"] for entity in entities if entity["@id"].startswith("ni:")]
    sources = [article.source_sha256 for article in dataset.articles]
    written = sorted((root / "annotations" / "open").iterdir())
    assert [_sha256(name) for name in texts] == sources + [sha256(path.read_bytes()) for path in written]
    retold = [_sha256(entity["prov:wasDerivedFrom"]["@id"]) for entity in entities if "prov:wasDerivedFrom" in entity]
    assert retold == sources
    others = [entity["sc:description"] for entity in entities if entity["@id"] not in texts]
    assert len(others) == 4
    assert all((root / path).exists() for path in others)


def test_every_activity_used_and_made_what_is_listed_and_no_pass_saw_the_other(dataset):
    made = provenance(dataset)
    listed = {entity["@id"] for entity in made["prov:wasDerivedFrom"]}
    activities = {activity["@id"]: activity for activity in made["prov:wasGeneratedBy"]}
    used = {name: {entity["@id"] for entity in one["prov:used"]} for name, one in activities.items()}
    generated = [entity["@id"] for one in activities.values() for entity in one.get("prov:generated", [])]
    assert set().union(*used.values()) | set(generated) == listed
    assert len(generated) == len(set(generated)) == len(dataset.articles) + 3
    assert used["#annotation-pass-a"] == used["#annotation-pass-b"]
    assert not used["#annotation-pass-a"] & {"#pass-a", "#pass-b", "#decisions"}
    assert {"#pass-a", "#pass-b", "#guidelines"} == used["#adjudication"]


def test_days_and_numbers_are_those_of_the_dataset(dataset):
    days = sorted(article.dateline for article in dataset.articles)
    assert DOCUMENT["rai:dataCollectionTimeFrame"] == [days[0], days[-1]]
    fewer = replace(dataset, articles=dataset.articles[:3])
    assert "3 articles" in facts(fewer)["description"]


def test_a_folder_with_the_publishers_texts_says_so(dataset):
    texts = tuple(replace(record, text="نص") for record in dataset.records)
    assert "not to be passed on" in facts(replace(dataset, records=texts))["description"]
    assert "not to be passed on" not in DOCUMENT["description"]


def test_a_changed_table_changes_the_hash(dataset, tmp_path):
    fewer = replace(dataset, entities=dataset.entities[1:])
    write_dataset(fewer, tmp_path / "dataset")
    changed = json.loads((tmp_path / "dataset" / "croissant.json").read_text(encoding="utf-8"))
    hashes = {file["@id"]: file["sha256"] for file in changed["distribution"] if "sha256" in file}
    assert [name for name in FILES if hashes[name] != FILES[name]["sha256"]] == ["data/entities.parquet"]


def test_a_place_adds_its_url_and_nothing_else():
    placed = json.loads(with_url(TEXT, "https://example.org/hudna"))
    assert placed.pop("url") == "https://example.org/hudna"
    assert placed == DOCUMENT
