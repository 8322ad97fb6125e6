"""Tables in memory as records: datasets, pandas, polars and lists of dictionaries."""

import datetime
import subprocess
import sys
from decimal import Decimal

import datasets
import numpy as np
import pandas as pd
import polars as pl
import pytest
from datasets import ClassLabel, Dataset, DatasetDict, Features, List, Value
from eval_cases import records
from hypothesis import given, settings

from hudna.findings import InvalidDataError
from hudna.formats.decode import encode
from hudna.model import Mention, Record, Span
from hudna_eval.readers import collected
from hudna_eval.readers.tables import records_from

FEATURES = Features({
    "article_id": Value("string"),
    "text": Value("string"),
    "mentions": List({
        "id": Value("string"), "type": ClassLabel(names=["GPE", "ORG"]), "start": Value("int32"),
        "end": Value("int32"), "head": List(Value("int32")), "form": ClassLabel(names=["NAM", "NOM"]),
    }),
})  # fmt: skip
ROWS = [
    {
        "article_id": "1",
        "text": "زار بغداد",
        "mentions": [
            {"id": "T1", "type": "GPE", "start": 4, "end": 9, "head": [4, 9], "form": "NAM"},
            {"id": "T2", "type": "ORG", "start": 0, "end": 3, "head": None, "form": None},
        ],
    },
    {"article_id": "2", "text": None, "mentions": []},
]
EXPECTED = [
    Record(
        article_id="1",
        text="زار بغداد",
        mentions=(
            Mention(id="T1", type="GPE", start=4, end=9, head=Span(4, 9), form="NAM"),
            Mention(id="T2", type="ORG", start=0, end=3),
        ),
    ),
    Record(article_id="2"),
]


def read(source, **rest):
    return [item.record for item in collected(records_from(source, **rest))]


def findings(source):
    with pytest.raises(InvalidDataError) as caught:
        read(source)
    return list(map(str, caught.value.findings))


@pytest.fixture
def dataset_in_memory():
    return Dataset.from_list(ROWS, features=FEATURES)


def test_labels_of_a_dataset_are_read_by_name(dataset_in_memory):
    assert isinstance(dataset_in_memory[0]["mentions"][0]["type"], int)
    for source in (
        dataset_in_memory,
        DatasetDict({"test": dataset_in_memory}),
        dataset_in_memory.to_iterable_dataset(),
        dataset_in_memory.with_format("numpy"),
        dataset_in_memory.with_format("pandas"),
    ):
        assert read(source) == EXPECTED


def test_rows_and_their_numbers(dataset_in_memory):
    assert [(item.path, item.line) for item in records_from(dataset_in_memory, name="gold")] == [
        ("gold", 1), ("gold", 2),
    ]  # fmt: skip


def test_a_dataset_of_several_splits_is_refused(dataset_in_memory):
    splits = DatasetDict({"train": dataset_in_memory, "test": dataset_in_memory})
    assert findings(splits) == [
        "table:0: [unknown-table] found a mapping of train, test against one table. "
        "Give one split of a dataset, or a list of dictionaries."
    ]


def test_an_object_of_lists_is_a_list_of_objects():
    """What the older `Sequence` makes of a list of objects."""
    nested = {
        "id": Value("string"), "type": ClassLabel(names=["Life.Die"]), "trigger": List(List(Value("int32"))),
        "arguments": List({"role": Value("string"), "filler": Value("string")}),
    }  # fmt: skip
    features = Features({
        "article_id": Value("string"), "events": {name: List(feature) for name, feature in nested.items()},
    })  # fmt: skip
    row = {
        "article_id": "1",
        "events": {
            "id": ["E1", "E2"], "type": [0, -1], "trigger": [[[0, 2]], [[3, 5], [6, 7]]],
            "arguments": [[{"role": "Victim", "filler": "E2"}], []],
        },
    }  # fmt: skip
    row["events"]["type"] = [0, 0]
    [record] = read(Dataset.from_list([row], features=features))
    assert [(event.id, event.type, len(event.trigger)) for event in record.events] == [
        ("E1", "Life.Die", 1), ("E2", "Life.Die", 2),
    ]  # fmt: skip
    assert record.events[0].arguments[0].filler == "E2"


def test_a_label_without_a_name_is_a_finding(dataset_in_memory):
    row = {"article_id": "1", "mentions": [{"id": "T1", "type": 2, "start": 0, "end": 1}]}

    class Streamed:
        features = dataset_in_memory.features

        def with_format(self, _):
            return iter([row, ROWS[1]])

    first, second = records_from(Streamed())
    assert list(map(str, first.findings)) == ["table:1: [class-label] mentions[0].type: found label 2 against 0 to 1."]
    assert second.record == EXPECTED[1]
    row["mentions"][0]["type"] = -1
    first, _ = records_from(Streamed())
    assert [finding.rule for finding in first.findings] == ["missing-key"]


def test_pandas_and_polars_and_lists_are_read_alike():
    for source in (ROWS, tuple(ROWS), iter(ROWS), pd.DataFrame(ROWS), pl.DataFrame(ROWS)):
        assert read(source) == EXPECTED


def test_cells_come_back_to_the_types_of_json():
    row = {
        "article_id": np.str_("1"), "edition": float("nan"), "text": pd.NA, "dateline": datetime.date(2020, 11, 10),
        "title_en": "passed over", "outlet": 7, "dateline_basis": object(),
        "mentions": np.array([{"id": "T1", "type": "GPE", "start": np.int64(0), "end": 2, "mod": None}], dtype=object),
        "numeric_claims": [{
            "id": "N1", "start": 0, "end": 2, "number": np.array([0, 2]), "kind": "COUNT", "value": Decimal(44),
            "mod": "EXACT", "conjoint": np.bool_(False), "about": {"event": None, "role": None},
        }],
    }  # fmt: skip
    [record] = read([row])
    assert (record.edition, record.text, record.dateline) == ("", None, "2020-11-10")
    assert record.mentions == (Mention(id="T1", type="GPE", start=0, end=2),)
    assert (record.numeric_claims[0].value, record.numeric_claims[0].about) == (44, None)


@given(records())
@settings(max_examples=40, deadline=None)
def test_every_record_comes_back(record):
    assert read([encode(record)]) == [record]
    assert read(pd.DataFrame([encode(record)])) == [record]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"article_id": "1", "tokens": []}, "[unknown-key] tokens: found a key that the form does not know"),
        ({"edition": "open"}, "[missing-key] article_id: found no such key, which is required"),
        ({"article_id": 7}, "[bad-value] article_id: found 7; input should be a valid string"),
        ({"article_id": "\ud800"}, "[json] found no JSON"),
        ({"article_id": b"1"}, "[bad-value] article_id: found bytes against a value of JSON"),
        ({"article_id": "1", "dateline": datetime.datetime(2020, 1, 1)}, "[bad-value] dateline: found datetime"),
        ({"article_id": "1", "mentions": [None]}, "[bad-value] mentions[0]: found null"),
        ({"article_id": "1", "mentions": [{"id": "T", "type": "X", "start": -1, "end": 1}]},
         "[bad-value] mentions[0]: found span [-1, 1) against 0 <= start < end"),
        ({"article_id": "1", "mentions": [{"id": "T", "type": "X", "start": 0.0, "end": float("inf")}]}, "["),
        ({"article_id": "1", "mentions": {"id": ["T1"], "start": [0, 1]}}, "[bad-value] mentions: found"),
        ({"article_id": "1", "mentions": [{"id": None}]}, "[bad-value] mentions[0]: found null"),
        ("a row", "[bad-value] found str against a dictionary"),
        (None, "[bad-value] found NoneType against a dictionary"),
    ],
)  # fmt: skip
def test_faulty_rows_leave_the_others(row, expected):
    first, second = records_from([row, ROWS[1]])
    assert str(first.findings[0]).startswith(f"table:1: {expected}")
    assert second.record == EXPECTED[1]


def test_a_row_without_end_is_a_finding():
    row = {"article_id": "1"}
    row["mentions"] = [row]
    [found] = findings([row])
    assert "nested too deeply" in found


@pytest.mark.parametrize("source", [7, "path.jsonl", b"", None])
def test_what_is_no_table(source):
    assert "[unknown-table]" in findings(source)[0]


@pytest.mark.parametrize("source", [[], pd.DataFrame(), Dataset.from_list(ROWS, features=FEATURES).select([])])
def test_a_table_without_rows(source):
    assert findings(source) == ["table:0: [no-record] found no row against at least one."]


def test_this_projects_own_dataset(root, dataset, tmp_path):
    expected = [record for record in dataset.records if record.edition == "open"]
    loaded = datasets.load_dataset(str(root / "dataset"), cache_dir=str(tmp_path))
    assert read(loaded) == expected
    assert read(loaded["test"]) == expected
    folder = root / "dataset" / "data" / "open" / "articles"
    assert read(pd.read_parquet(folder)) == expected
    assert read(pl.read_parquet(folder / "*.parquet")) == expected


def test_no_library_of_tables_is_imported():
    code = (
        "import sys, hudna_eval.readers.tables as _; print({'datasets', 'pandas', 'numpy', 'polars'} & {*sys.modules})"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"
