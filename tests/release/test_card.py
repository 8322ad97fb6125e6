"""The dataset card: what the Hub indexes, field tables, the example, and the baselines' results."""

import ast
import json
import shutil
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasets.utils.metadata import MetadataConfigs
from document_examples import blocks
from huggingface_hub import DatasetCard, DatasetCardData

from hudna.build.card import card_text
from hudna.build.command import command as build
from hudna.build.corpus import read_corpus
from hudna.build.example import example
from hudna.build.features import FEATURES
from hudna.build.field_notes import NOTES, added_fields, fields
from hudna.build.results import BEGIN, END, results_block
from hudna.build.write import write_dataset
from hudna.comparisons import logical
from hudna.dataset import Dataset
from hudna.formats.decode import encode
from hudna.model import NumericClaim
from hudna.ontology import EVENT_ROLES

MINIATURE = Path(__file__).parents[1] / "rules" / "canonical-form" / "valid"
VOCABULARIES = {
    "annotations_creators": ("creators", "annotations"),
    "language_creators": ("creators", "language"),
    "language": ("languages", None),
    "multilinguality": ("multilingualities", None),
    "size_categories": ("size_categories", None),
}


@pytest.fixture(scope="module")
def card(root):
    return DatasetCard.load(root / "dataset" / "README.md")


@pytest.fixture(scope="module")
def text(root):
    return (root / "dataset" / "README.md").read_text(encoding="utf-8")


def test_the_hub_client_reads_the_header_without_a_word(card, recwarn):
    assert isinstance(card.data, DatasetCardData)
    assert (card.data.license, card.data.pretty_name) == ("cc-by-4.0", "Hudna")
    assert [str(warning.message) for warning in recwarn] == []


@pytest.mark.parametrize("key", VOCABULARIES)
def test_the_header_keeps_to_the_vocabularies_of_datasets(card, key):
    name, part = VOCABULARIES[key]
    known = json.loads(files("datasets.utils.resources").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    assert set(getattr(card.data, key)) <= set(known[part] if part else known)
    assert getattr(card.data, key)


def test_the_header_says_who_annotated(card):
    assert card.data.annotations_creators == ["machine-generated"]


def test_the_size_is_that_of_the_configs(card, root):
    import pyarrow.parquet as pq

    tables = [config for config in card.data.configs if "_fold_" not in config["config_name"]]
    rows = [
        sum(pq.read_metadata(root / "dataset" / path).num_rows for path in config["data_files"][0]["path"])
        for config in tables
    ]
    assert max(rows) < 1000
    assert card.data.size_categories == ["n<1K"]


def test_datasets_reads_the_configs_and_their_default(card):
    configs = MetadataConfigs.from_dataset_card_data(card.data)
    assert configs.get_default_config_name() == "articles"
    assert set(configs) == {info["config_name"] for info in card.data.dataset_info}


def test_every_field_has_a_note_and_no_note_is_without_a_field():
    assert {field.key for table in FEATURES for field in fields(table)} == set(NOTES)


def test_field_tables_have_a_row_for_every_field(text):
    rows = text.partition("## Fields")[2].splitlines()
    for table in FEATURES:
        shown = added_fields(table) if table in ("mentions", "events", "numeric_claims") else fields(table)
        for field in shown:
            assert f"| `{field.path}` | {field.kind} | {field.note} |" in rows


def test_fields_are_named_by_path_and_type():
    kinds = {field.path: field.kind for field in fields("articles")}
    assert kinds["events[].arguments[].role"] == "string"
    assert kinds["events[].trigger"] == "list of list of int32"
    assert kinds["numeric_claims[].about.event"] == "string"
    assert kinds["mentions[].form"] == "label: NAM, NOM, PRO, ADJ"
    assert kinds["events[].type"] == f"label, one of {len(EVENT_ROLES)}"


def test_a_flat_table_adds_to_its_layer():
    assert [field.path for field in added_fields("mentions")] == ["head_text", "depth", "zone"]


def test_every_role_stands_on_the_card(text):
    rows = text.partition("### Roles of events")[2].splitlines()
    assert "| Life.Die | **Victim**, Agent |" in rows
    for type_, roles in EVENT_ROLES.items():
        row = next(row for row in rows if row.startswith(f"| {type_} |"))
        assert all(f"**{role.name}**" in row for role in roles.values() if role.required)


def test_the_example_is_in_the_gold(text, dataset):
    (block,) = blocks(text, "json")
    shown = json.loads(block)
    record = next(item for item in dataset.records if item.key == (shown["article_id"], "open"))
    assert shown["text"].strip("… ") in record.text
    for layer, items in (("mentions", record.mentions), ("events", record.events)):
        assert all(item in [encode(one) for one in items] for item in shown[layer])
    (claim,) = shown["numeric_claims"]
    assert claim in [encode(one) for one in record.numeric_claims]
    ids = {mention["id"] for mention in shown["mentions"]}
    assert {*claim["quantified"], *(link["source"] for link in claim["attribution"])} <= ids
    assert claim["about"]["event"] == shown["events"][0]["id"]


def test_without_claims_there_is_no_example(dataset):
    bare = [replace(record, numeric_claims=()) for record in dataset.records]
    assert example(replace(dataset, records=tuple(bare))) is None


def test_a_small_dataset_has_a_card_whose_code_is_code(tmp_path):
    """One article has no folds, and nothing is shown that is not there."""
    write_dataset(read_corpus(MINIATURE), tmp_path / "dataset")
    small = (tmp_path / "dataset" / "README.md").read_text(encoding="utf-8")
    assert "1 article on one conflict" in small
    assert "_fold_" not in small
    for block in blocks(small, "python"):
        ast.parse(block)


def test_the_card_of_a_hydrated_dataset_asks_not_to_pass_it_on(dataset):
    hydrated = [replace(record, text=record.text or "نص") for record in dataset.records]
    assert "Do not pass it on." in card_text(replace(dataset, records=tuple(hydrated)), [])
    assert "Do not pass it on." not in card_text(dataset, [])


def test_bounds_and_approximation_are_as_computed():
    """What the notes say of `low`, `high`, `mod` and `logical`, of claims at the border of 10 %."""

    def claim(mod, value, **bounds):
        return NumericClaim(
            id="N1", start=0, end=1, kind="COUNT", mod=mod, value=Decimal(value),
            **{name: Decimal(bound) for name, bound in bounds.items()},
        )  # fmt: skip

    def exact(value):
        return claim("EXACT", value, low=value, high=value)

    assert "excluded where `mod` is MORE_THAN" in NOTES["numeric_claims.low"]
    assert "excluded where `mod` is LESS_THAN" in NOTES["numeric_claims.high"]
    assert "APPROX value counts as a range of 10 % either way" in NOTES["comparisons.logical"]
    assert logical(claim("MORE_THAN", "40", low="40"), exact("40")) == "incompatible"
    assert logical(claim("LESS_THAN", "40", high="40"), exact("40")) == "incompatible"
    assert [logical(claim("APPROX", "40"), exact(other)) for other in ("36", "44", "45")] == [
        "compatible", "compatible", "incompatible",
    ]  # fmt: skip


def test_sources_with_one_cue_are_links_in_a_row(dataset):
    """As the note says; two links of one cue are never apart, nor is one inside the other's chain."""
    chains = [claim.attribution for record in dataset.records for claim in record.numeric_claims]
    cues = [[link.cue for link in chain if link.cue is not None] for chain in chains]
    assert any(len(set(chain)) < len(chain) for chain in cues)
    assert all(len(set(chain)) == len([cue for cue, _ in groupby(chain)]) for chain in cues)
    assert "coordinated sources as links in a row with the same cue" in NOTES["numeric_claims.attribution"]


@pytest.fixture
def checkout(tmp_path, dataset):
    run = tmp_path / "baselines" / "results" / "rules.open" / "run.json"
    run.parent.mkdir(parents=True)
    run.write_text(json.dumps({"data_sha256": dataset.digest}), encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# A\n{BEGIN}\n\n| F1 |\n\n{END}\nb\n", encoding="utf-8")
    return tmp_path


def test_results_are_those_of_the_readme(dataset, checkout):
    assert results_block(dataset, checkout) == "| F1 |"


def test_results_on_other_data_are_left_out(dataset, checkout):
    other: Dataset = replace(dataset, records=dataset.records[1:])
    assert results_block(other, checkout) is None


def test_without_runs_or_without_a_table_there_are_no_results(dataset, checkout, tmp_path_factory):
    assert results_block(dataset, tmp_path_factory.mktemp("empty")) is None
    (checkout / "README.md").write_text(f"{BEGIN}\n{END}", encoding="utf-8")
    assert results_block(dataset, checkout) is None


@pytest.mark.parametrize("typed", ["annotations", ".", "gold/.."])
def test_a_build_shows_the_results_beside_the_annotation(checkout, tmp_path_factory, monkeypatch, root, typed):
    """Wherever the package is installed, and whatever the path from where one stands."""
    shutil.copytree(root / "annotations", checkout / "annotations")
    monkeypatch.chdir(checkout if typed == "annotations" else checkout / "annotations")
    out = tmp_path_factory.mktemp("built") / "dataset"
    result = CliRunner().invoke(build, [typed, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "\n## Results of the baselines\n\n| F1 |\n" in (out / "README.md").read_text(encoding="utf-8")


def test_without_results_beside_it_the_same_annotation_has_none(root, tmp_path):
    """Nothing is taken from the checkout that the package lies in."""
    shutil.copytree(root / "annotations", tmp_path / "annotations")
    result = CliRunner().invoke(build, [str(tmp_path / "annotations"), "--out", str(tmp_path / "dataset")])
    assert result.exit_code == 0, result.output
    assert "This card has none for just this data." in (tmp_path / "dataset" / "README.md").read_text(encoding="utf-8")


def test_results_stand_between_the_markers_that_the_baselines_write():
    from hudna_baselines import model_card

    assert (BEGIN, END) == (model_card.BEGIN, model_card.END)
