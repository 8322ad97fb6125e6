"""Bad input in other forms: columns, brat, OneIE, TextEE, dictionaries, data frames and records in memory."""

import json
import re

import numpy as np
import pandas as pd
import polars as pl
import pytest
from bad_input_cases import refused, said, written
from eval_cases import mention as mention_of
from eval_cases import record

from hudna.findings import InvalidDataError
from hudna_eval import evaluate

HUGE = "1" + "0" * 5000
TEXT = "قصف الجيش حلب"
TOKENS = TEXT.split()


@pytest.fixture
def brat(tmp_path):
    """Runs `.ann` content against a sound file of the same name in another folder."""

    def run(content, text=TEXT):
        for folder, ann, txt in (("gold", "T1\tPER 0 3\tقصف\n", TEXT), ("pred", content, text)):
            (tmp_path / folder).mkdir()
            written(tmp_path / folder / "a.ann", ann)
            if txt is not None:
                written(tmp_path / folder / "a.txt", txt)
        return said(tmp_path, tmp_path / "pred", "--gold", tmp_path / "gold")

    return run


BRAT = {
    "huge offset": f"T1\tPER 0 {HUGE}\tx\n",
    "negative offset": "T1\tPER -1 3\tx\n",
    "decimal offset": "T1\tPER 0.0 3\tx\n",
    "Arabic digits": "T1\tPER ٠ ٣\tقصف\n",
    "start behind the end": "T1\tPER 3 0\tx\n",
    "overlapping fragments": "T1\tPER 0 3;2 5\tقصف\n",
    "many fragments": "T1\tPER " + ";".join(f"{i} {i + 1}" for i in range(0, 100_000, 2)) + "\tx\n",
    "offset behind the text": "T1\tPER 0 99\tx\n",
    "another surface": "T1\tPER 0 3\tق\x00صف\u202e\n",
    "surface without end": "T1\tPER 0 3\t" + "x" * 1_000_000 + "\n",
    "type without end": "T1\t" + "x" * 1_000_000 + " 0 99\tx\n",
    "escape sequences": "T1\tP\x1b[31m 0 99\t\x1b[31m\n",
    "an id twice": "T1\tPER 0 3\tقصف\n" * 2,
    "no tabs": "T1 PER 0 3 قصف\n",
    "bytes": bytes(range(256)),
    "a lone surrogate": b"T1\tP\xed\xa0\x80 0 3\tx\n",
    "dangling": "T1\tA 0 3\tقصف\nE1\tA:T1 X:T9\n",
}


@pytest.mark.parametrize("content", BRAT.values(), ids=BRAT)
def test_brat_lines_that_are_none(brat, content):
    assert refused(brat(content))


@pytest.mark.parametrize("text", [None, b"\xff\xfe", "", "abc"], ids=["absent", "no UTF-8", "empty", "another"])
def test_brat_without_its_text(brat, text):
    assert len(refused(brat("T1\tPER 0 3\tقصف\n", text))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\ufeffT1\tPER 0 3\tقصف\r\n",
        "T1\tA 0 3\tقصف\nT2\tA 4 9\tالجيش\nE1\tA:T1 X:E2\nE2\tA:T2 X:E1 X:E2\n",
        "T1\tPER 0 3\tقصف\n*\tEquiv " + "T1 " * 50_000 + "\n",
    ],
    ids=["empty", "byte order mark", "events that fill each other", "one entity named often"],
)
def test_brat_that_is_odd_and_sound(brat, content):
    assert brat(content)[0] == 0


COLUMNS = {
    "a carriage return": ("قصف\tO\rالجيش\tB-ORG\n", ["line-end"]),
    "a tag that is none": ("قصف\tO\nالجيش\t" + "Q" * 1_000_000 + "\n", ["tag"]),
    "a line of one column": ("قصف\tO\nالجيش\n", ["missing-column"]),
    "bytes": (b"a\tO\n\xff\tO\n", ["utf8"]),
    "a lone surrogate": (b"\xed\xa0\x80\tO\n", ["utf8"]),
    "UTF-16": ("قصف\tO\n".encode("utf-16"), ["missing-column", "utf8"]),
    "a token without end": ("x" * 1_000_000 + "\tB-P\n", ["span-outside-text", "text-hash"]),
    "blank lines": ("\n\n\n", ["unknown-format"]),
    "an inside without beginning": ("قصف\tI-P\nالجيش\tO\n", ["tag"]),
}


@pytest.mark.parametrize(("content", "rules"), COLUMNS.values(), ids=COLUMNS)
def test_columns_that_are_none(tmp_path, content, rules):
    gold = written(tmp_path / "gold.conll", "قصف\tO\nالجيش\tB-ORG\n")
    found = refused(said(tmp_path, written(tmp_path / "pred.conll", content), "--gold", gold))
    assert sorted({rule for _, rule, _ in found}) == rules


def test_two_thousand_tags_that_are_none_all_come(tmp_path):
    gold = written(tmp_path / "gold.conll", "قصف\tO\n")
    pred = written(tmp_path / "pred.conll", "x\tI-P\n\n" * 2000)
    assert [line for line, _, _ in refused(said(tmp_path, pred, "--gold", gold))] == list(range(1, 4000, 2))


def oneie(start):
    data = json.dumps({"doc_id": "d", "sent_id": 1, "tokens": TOKENS})
    return f'{data[:-1]}, "entity_mentions": [{{"id": "m", "start": {start}, "end": 2, "entity_type": "ORG"}}]}}'


def textee(start):
    data = json.dumps({"doc_id": "d", "wnd_id": 1, "tokens": TOKENS})
    return f'{data[:-1]}, "events": [{{"trigger": [{start}, 2, "X"], "arguments": [[{start}, 2, "A"]]}}]}}'


NUMBERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "1" + "0" * 30,
    HUGE,
    "-1",
    "2",
    "true",
    '"1"',
    "1.0",
    "null",
    "[1]",
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:9])
@pytest.mark.parametrize("make", [oneie, textee])
def test_offsets_of_tokens_that_are_none(tmp_path, make, number):
    gold, pred = written(tmp_path / "gold.jsonl", make(1)), written(tmp_path / "pred.jsonl", make(number))
    found = refused(said(tmp_path, pred, "--gold", gold))
    assert {(line, rule) for line, rule, _ in found} <= {(1, "json"), (1, "bad-value"), (1, "span-outside-text")}
    assert said(tmp_path, gold, "--gold", gold)[0] == 0


ROLES = [[0, 10**30, "A"], [-1, 0, "A"], [True, 0, "A"]]
SENTENCES = {
    "a key twice": '{"doc_id":"d","doc_id":"e","sent_id":1,"tokens":[],"graph":{}}',
    "nested too deeply": '{"doc_id":"d","sent_id":' + "[" * 100_000,
    "tokens that are none": '{"doc_id":"d","sent_id":1,"tokens":[1],"graph":{}}',
    "no tokens": '{"doc_id":"d","sent_id":1,"tokens":null,"graph":{}}',
    "a lone surrogate": r'{"doc_id":"\ud800","sent_id":1,"tokens":[],"graph":{}}',
    "roles without places": json.dumps({"doc_id": "d", "sent_id": 1, "tokens": TOKENS, "graph": {"roles": ROLES}}),
}  # fmt: skip


@pytest.mark.parametrize("content", SENTENCES.values(), ids=SENTENCES)
def test_sentences_that_are_none(tmp_path, content):
    gold, pred = written(tmp_path / "gold.jsonl", oneie(1)), written(tmp_path / "pred.jsonl", content)
    assert refused(said(tmp_path, pred, "--gold", gold, "--format", "oneie"))


GOLD = record(text=TEXT, mentions=[mention_of(0, 3)])
ROW = {"article_id": "001", "edition": "open"}
CYCLE = []
CYCLE.append(CYCLE)

VALUES = {
    "nan": (float("nan"), "missing-key"),  # which is absent in a table
    "infinity": (float("inf"), "bad-value"),
    "float": (1.0, "bad-value"),
    "numpy float": (np.float64(1.5), "bad-value"),
    "huge": (10**30, "bad-value"),
    "too huge to be written": (10**5000, "bad-value"),
    "unsigned": (np.uint64(2**63 + 5), "bad-value"),
    "negative": (-1, "bad-value"),
    "bool": (True, "bad-value"),
    "string": ("1", "bad-value"),
    "bytes": (b"1", "bad-value"),
    "complex": (1j, "bad-value"),
    "timestamp": (pd.Timestamp("2020"), "bad-value"),
    "not a time": (pd.NaT, "missing-key"),
    "absent": (pd.NA, "missing-key"),
    "cycle": (CYCLE, "bad-value"),
    "object": (object(), "bad-value"),
}


@pytest.mark.parametrize("make", [lambda row: [row], lambda row: pd.DataFrame([row])], ids=["dictionary", "pandas"])
@pytest.mark.parametrize(("value", "rule"), VALUES.values(), ids=VALUES)
def test_an_offset_of_a_row_that_is_none(make, value, rule):
    row = {**ROW, "mentions": [{"id": "T1", "type": "X", "start": value, "end": 3}]}
    for gold, pred in (([GOLD], make(row)), (make(row), [GOLD])):
        with pytest.raises(InvalidDataError, match=rf"^(gold|pred):1: \[{rule}\] "):
            evaluate(gold, pred)


def test_whole_numbers_of_numpy_are_offsets():
    row = {**ROW, "mentions": [{"id": "T1", "type": "GPE", "start": np.int64(0), "end": np.int8(3)}]}
    assert evaluate([GOLD], pd.DataFrame([row])).scores["entities.strict"].f1 == 1


NO_ROWS = {
    "nothing": ([None], "found NoneType against a dictionary"),
    "numbers": ([1, 2], "found int against a dictionary"),
    "a record behind dictionaries": ([ROW, GOLD], "found Record against a dictionary"),
    "a dictionary behind records": ([GOLD, ROW], "found dict against a Record, as the first is"),
    "nothing behind records": ([GOLD, None], "found NoneType against a Record, as the first is"),
    "a column twice": (
        pd.DataFrame([["1", "2"]], columns=["article_id"] * 2), "found column 'article_id' twice against once",
    ),
    "no column": (pd.DataFrame(), "found no row against at least one"),
    "no row": (pl.DataFrame({"article_id": []}), "found no row against at least one"),
    "an id that is no string": ([{"article_id": 1}], "article_id: found 1; input should be a valid string"),
    "a list as a string": (
        pd.DataFrame([{**ROW, "mentions": "[]"}]), 'mentions: found "[]"; input should be a valid array',
    ),
    "a cycle": ([{**ROW, "mentions": CYCLE}], "found values that are nested too deeply"),
    "no records": ([], "found no record against at least one"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "message"), NO_ROWS.values(), ids=NO_ROWS)
def test_what_is_no_row_is_refused_on_either_side(source, message):
    for gold, pred in (([GOLD], source), (source, [GOLD])):
        with pytest.raises(InvalidDataError, match=re.escape(f"] {message}.")):
            evaluate(gold, pred)
