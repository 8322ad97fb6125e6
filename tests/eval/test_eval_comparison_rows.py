"""Rows that compare numeric claims: how they are read, and what they are checked against."""

import json
from dataclasses import replace

import pytest
from eval_cases import claim, record

from hudna.findings import InvalidDataError
from hudna_eval.comparisons.rows import (
    ComparisonRow,
    comparison_findings,
    read_gold_comparisons,
    read_pred_comparisons,
)


def row(one, other, comparability="same_quantity", editorial=None, edition=None):
    return ComparisonRow(
        claims=(one, other), comparability=comparability, editorial=editorial, edition=edition, path="rows", line=1
    )


def article(article_id, *spans, edition="open"):
    """An article with a claim on each span."""
    claims = [claim(start, end, id_=f"N{i}") for i, (start, end) in enumerate(spans, start=1)]
    return record(article_id, claims=claims, edition=edition)


GOLD = [article("001", (0, 2), (4, 6)), article("002", (1, 3), (5, 7))]
ROWS = [row("001:N1", "002:N1", "same_quantity", "agrees"), row("001:N1", "001:N2", "subset")]


def written(path, *rows):
    path.write_text("".join(json.dumps(own) + "\n" for own in rows), encoding="utf-8")
    return path


BARE = {"claims": ["001:N1", "002:N1"], "comparability": "same_quantity"}
FULL = {**BARE, "id": "C1", "reason": "One thing."}


def test_gold_is_read_strictly_and_a_prediction_needs_neither_id_nor_reason(tmp_path):
    path = written(tmp_path / "rows.jsonl", {**FULL, "editorial": "agrees", "logical": "equal"})
    expected = replace(row("001:N1", "002:N1", "same_quantity", "agrees"), path=str(path))
    assert read_gold_comparisons(path) == read_pred_comparisons(path) == [expected]
    path = written(tmp_path / "rows.jsonl", FULL, {**BARE, "edition": "open"})
    assert [own.edition for own in read_pred_comparisons(path)] == [None, "open"]
    with pytest.raises(InvalidDataError, match=r"2: \[missing-key\] id: ") as error:
        read_gold_comparisons(path)
    assert [(own.line, own.rule) for own in error.value.findings] == [
        (2, "missing-key"),
        (2, "missing-key"),
        (2, "unknown-key"),
    ]


def test_every_fault_of_a_file_is_found_at_once(tmp_path):
    faulty = [
        {**BARE, "comparability": "equal"},
        {**BARE, "claims": ["001:N1"]},
        {**BARE, "editorial": "denies"},
        {**BARE, "note": ""},
        {"claims": ["001:N1", "002:N1"]},
    ]
    path = written(tmp_path / "rows.jsonl", BARE, *faulty)
    with pytest.raises(InvalidDataError, match="comparability") as error:
        read_pred_comparisons(path)
    assert [own.line for own in error.value.findings] == [2, 3, 4, 5, 6]
    with pytest.raises(InvalidDataError, match=r"\[empty-file\]"):
        read_pred_comparisons(written(tmp_path / "empty.jsonl"))
    with pytest.raises(InvalidDataError, match=r"\[unreadable-file\]"):
        read_gold_comparisons(tmp_path / "none.jsonl")


def findings(pred_rows, pred=GOLD, gold_rows=(), gold=GOLD):
    return [(own.rule, own.message) for own in comparison_findings(gold_rows, pred_rows, gold, pred)]


def test_a_name_must_lead_to_one_claim():
    assert findings(ROWS) == []
    assert findings([row("001:N1", "002:N9"), row("009:N1", "001")]) == [
        ("unknown-claim", "found claim 002:N9 against the claims of the articles"),
        ("unknown-claim", "found claim 009:N1 against the claims of the articles"),
        ("unknown-claim", "found claim 001 against the claims of the articles"),
    ]
    two = [
        record("a", claims=[claim(0, 1, id_="b:c"), claim(1, 2, id_="d")]),
        record("a:b", claims=[claim(0, 1, id_="c")]),
    ]
    assert findings([row("a:b:c", "a:d")], two) == [
        ("ambiguous-claim", "found claim a:b:c in several articles against one")
    ]


def test_two_claims_are_compared_in_one_edition():
    assert findings([row("001:N1", "001:N1")]) == [("self-comparison", "found claim 001:N1 twice against two claims")]
    apart = [GOLD[0], article("002", (1, 3), edition="source")]
    message = "found claims 001:N1 and 002:N1 against one edition that has both"
    assert findings([row("001:N1", "002:N1")], apart) == [("no-common-edition", message)]
    message = "found claims 001:N1 and 002:N1 against the claims of edition source"
    assert findings([row("001:N1", "002:N1", edition="source")]) == [("no-common-edition", message)]
    # A record without edition may be of any.
    unnamed = [GOLD[0], article("002", (1, 3), edition="")]
    assert findings([row("001:N1", "002:N1"), row("001:N1", "002:N1", edition="open")], unnamed) == []


def test_gold_compares_claims_of_one_kind():
    gold = [GOLD[0], record("002", claims=[claim(1, 3, "P1D", kind="DURATION", id_="N1")])]
    message = "found COUNT 001:N1 and DURATION 002:N1 against two claims of one kind"
    assert findings([], gold_rows=[ROWS[0]], gold=gold) == [("comparison-claims", message)]
    assert findings([ROWS[0]], gold) == []  # a prediction that does is wrong, not faulty
    assert findings([], gold_rows=[row("001:N9", "002:N1")], gold=gold)[0][0] == "unknown-claim"
