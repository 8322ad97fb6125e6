"""Rows of `datasets` are the records that were written."""

from types import SimpleNamespace

import pytest

from hudna.findings import InvalidDataError
from hudna_baselines.encoding.load import records_of


@pytest.fixture(scope="module")
def load(root, tmp_path_factory):
    datasets = pytest.importorskip("datasets")
    cache = str(tmp_path_factory.mktemp("cache"))
    return lambda config, split: datasets.load_dataset(str(root / "dataset"), config, split=split, cache_dir=cache)


def test_a_fold_is_the_records_of_all_other_articles(load, dataset):
    records = records_of(load("articles_fold_003", "train"))
    assert records == [r for r in dataset.records if r.edition == "open" and r.article_id != "003"]


def test_records_without_text_are_read_too(load, dataset):
    (record,) = records_of(load("articles_source_fold_003", "test"))
    assert record == next(r for r in dataset.records if r.key == ("003", "source"))
    assert record.text is None


def test_rows_of_another_table_are_refused():
    class Rows(list):
        features = {"article_id": None, "mentions": None}  # noqa: RUF012
        info = SimpleNamespace(dataset_name="mine")

    with pytest.raises(InvalidDataError, match=r"mine:1: \[bad-value\] mentions: "):
        records_of(Rows([{"article_id": "1", "mentions": "none"}]))
