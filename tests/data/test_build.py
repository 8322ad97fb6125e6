"""The committed dataset follows from the annotations, and loads as its card says."""

import filecmp
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml
from datasets import ClassLabel, load_dataset

from hudna.build.corpus import read_corpus
from hudna.build.features import EDITION_CONFIGS, FEATURES, REGISTER_CONFIGS
from hudna.build.write import write_dataset
from hudna.dataset import embedded_dataset, read_dataset, register_path, table_paths
from hudna.findings import InvalidDataError

ROOT = Path(__file__).resolve().parents[2]
HEADER = yaml.safe_load((ROOT / "dataset" / "README.md").read_text(encoding="utf-8").split("---\n")[1])
CONFIGS = [config["config_name"] for config in HEADER["configs"]]
TABLES = {*EDITION_CONFIGS, *(f"{config}_source" for config in EDITION_CONFIGS), *REGISTER_CONFIGS}


def files_of(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_a_rebuild_changes_no_byte(root, tmp_path):
    write_dataset(read_corpus(root / "annotations"), tmp_path / "dataset", root)
    assert files_of(tmp_path / "dataset") == files_of(root / "dataset")
    for path in files_of(root / "dataset"):
        assert filecmp.cmp(root / "dataset" / path, tmp_path / "dataset" / path, shallow=False), path


def test_reading_the_dataset_gives_back_the_annotations(root, dataset):
    assert dataset == read_corpus_without_words_of_texts(root)


def read_corpus_without_words_of_texts(root):
    """The corpus with the token offsets of every annotated text, as the tables have them."""
    from dataclasses import replace

    from hudna.build.tokens import paragraphs_of

    corpus = read_corpus(root / "annotations")
    texts = {record.key: paragraphs_of(record.text) for record in corpus.records if record.text is not None}
    sources = {
        key: spans for key, spans in corpus.paragraphs.items() if key in {record.key for record in corpus.records}
    }
    return replace(corpus, paragraphs={**texts, **sources})


def test_writing_what_was_read_changes_no_byte(root, dataset, tmp_path):
    write_dataset(dataset, tmp_path / "again", root)
    for path in files_of(root / "dataset"):
        assert filecmp.cmp(root / "dataset" / path, tmp_path / "again" / path, shallow=False), path


def test_every_config_carries_version_and_digest(dataset):
    for config in HEADER["configs"]:
        assert config["version"] == dataset.version
        assert config["description"].startswith("sha256:")
    assert len({config["description"] for config in HEADER["configs"]}) == len(CONFIGS)


def test_every_table_is_a_config_and_every_other_config_is_a_fold():
    empty = {"comparisons"} - set(CONFIGS)
    assert {name for name in CONFIGS if "_fold_" not in name} == TABLES - empty


@pytest.mark.parametrize("config", HEADER["configs"], ids=CONFIGS)
def test_datasets_loads_every_config(config, tmp_path):
    loaded = load_dataset(str(ROOT / "dataset"), config["config_name"], cache_dir=str(tmp_path))
    table = config["config_name"].partition("_fold_")[0].removesuffix("_source")
    for files in config["data_files"]:
        rows = loaded[files["split"]]
        assert rows.features == FEATURES[table]
        assert len(rows) == sum(pq.read_metadata(ROOT / "dataset" / path).num_rows for path in files["path"]) > 0


def test_folds_hold_out_one_article_in_both_editions(dataset):
    """Train and test of a fold share no article, and every article is held out once per table and edition."""
    ids = sorted({record.article_id for record in dataset.records})
    folds = [config for config in HEADER["configs"] if "_fold_" in config["config_name"]]
    assert len(folds) == (4 * len(ids) if len(ids) > 1 else 0)
    for config in folds:
        held_out = config["config_name"].partition("_fold_")[2]
        splits = {files["split"]: {Path(path).stem for path in files["path"]} for files in config["data_files"]}
        assert splits == {"train": set(ids) - {held_out}, "test": {held_out}}


def test_the_default_config_is_the_open_edition_with_text(root, dataset, tmp_path):
    rows = load_dataset(str(root / "dataset"), split="test", cache_dir=str(tmp_path))
    texts = [record.text for record in dataset.records if record.edition == "open"]
    assert rows["text"][:] == texts
    for row in rows:
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["text"]


def test_labels_are_class_labels_for_datasets_and_names_for_pandas_and_polars(root, tmp_path):
    rows = load_dataset(str(root / "dataset"), "mentions", split="test", cache_dir=str(tmp_path))
    label = rows.features["type"]
    assert isinstance(label, ClassLabel)
    folder = root / "dataset" / "data" / "open" / "mentions"
    names = [label.int2str(value) for value in rows["type"]]
    assert list(pd.read_parquet(folder)["type"]) == names
    assert pl.read_parquet(folder / "*.parquet")["type"].to_list() == names


def test_streaming_gives_the_same_rows(root, tmp_path):
    folder = str(root / "dataset")
    streamed = list(load_dataset(folder, "events", split="test", streaming=True))
    assert streamed == list(load_dataset(folder, "events", split="test", cache_dir=str(tmp_path)))


def test_the_source_edition_ships_no_text(root):
    articles = pq.read_table(root / "dataset" / "data" / "source" / "articles").to_pylist()
    tokens = pq.read_table(root / "dataset" / "data" / "source" / "tokens").to_pylist()
    assert [row["text"] for row in articles] == [None] * len(articles)
    assert [row["tokens"] for row in tokens] == [None] * len(tokens)
    assert all(row["starts"] for row in tokens)


def test_token_labels_agree_with_the_mentions(root):
    """The outermost mention's first token begins it, and the number of B- labels is the number of such mentions."""
    mentions = pd.read_parquet(root / "dataset" / "data" / "open" / "mentions")
    rows = pq.read_table(root / "dataset" / "data" / "open" / "tokens").to_pylist()
    labels = [label for row in rows for label in row["entities"]]
    outermost = {(row.article_id, row.start, row.end) for row in mentions[mentions["depth"] == 0].itertuples()}
    assert sum(label.startswith("B-") for label in labels) == len(outermost)


LOAD = """
import sys
from datasets import load_dataset
rows = load_dataset(sys.argv[1], "mentions", split="test", cache_dir=sys.argv[2])
print(rows[0]["text"])
"""


def loaded(folder, cache):
    command = [sys.executable, "-c", LOAD, str(folder), str(cache)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_changed_dataset_shows_its_new_rows(root, tmp_path):
    """The cache of `datasets` does not look into the files; the stamps in the card make it see."""
    annotations, folder = tmp_path / "annotations", tmp_path / "dataset"
    shutil.copytree(root / "annotations", annotations)
    write_dataset(read_corpus(annotations), folder)
    before = loaded(folder, tmp_path / "cache")
    path = min(annotations.glob("gold/open/*.jsonl"))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(index for index, line in enumerate(lines) if '"layer": "mention"' in line)
    path.write_text("".join(lines[:first] + lines[first + 1 :]), encoding="utf-8")
    write_dataset(read_corpus(annotations), folder)
    after = loaded(folder, tmp_path / "cache")
    assert before == json.loads(lines[first])["text"]
    assert after == json.loads(lines[first + 1])["text"] != before


def test_a_missing_table_is_named(root, tmp_path):
    shutil.copytree(root / "dataset", tmp_path / "dataset")
    register_path(tmp_path / "dataset", "entities").unlink()
    with pytest.raises(InvalidDataError, match=r"entities.parquet:0: \[unreadable-file\]"):
        read_dataset(tmp_path / "dataset")


def test_a_record_of_an_article_that_is_not_in_the_register_is_named(root, tmp_path):
    shutil.copytree(root / "dataset", tmp_path / "dataset")
    path = register_path(tmp_path / "dataset", "sources")
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(InvalidDataError, match=r"sources.parquet:0: \[missing-article\] found no row of article 000"):
        read_dataset(tmp_path / "dataset")


def test_the_embedded_dataset_is_the_one_of_the_checkout(root):
    assert embedded_dataset() == root / "dataset" or (embedded_dataset() / "README.md").is_file()


def test_a_value_outside_the_form_is_a_finding(root, tmp_path):
    shutil.copytree(root / "dataset", tmp_path / "dataset")
    path = table_paths(tmp_path / "dataset", "articles", "open")[0]
    rows = pq.read_table(path)
    pq.write_table(rows.drop_columns(["article_id"]), path)
    with pytest.raises(InvalidDataError, match=r"parquet:1: \[missing-key\] article_id"):
        read_dataset(tmp_path / "dataset")


def test_a_build_of_what_breaks_a_rule_writes_nothing(root, tmp_path):
    from click.testing import CliRunner

    from hudna.build.command import command

    annotations, out = tmp_path / "annotations", tmp_path / "dataset"
    shutil.copytree(root / "annotations", annotations)
    path: Path = next(annotations.glob("gold/open/*.jsonl"))
    path.write_text(path.read_text(encoding="utf-8").replace('"type": "GPE"', '"type": "CITY"', 1), encoding="utf-8")
    result = CliRunner().invoke(command, [str(annotations), "--out", str(out)])
    assert isinstance(result.exception, InvalidDataError)
    assert "[mention-type]" in str(result.exception)
    assert not out.exists()
