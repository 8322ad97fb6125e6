"""Numbers that are none, that no text has, or that no value can be: what each gets."""

from decimal import Decimal

import pytest
from bad_input_cases import HEADING, both_sides, claim, mention, refused, said, scores, written
from eval_cases import claim as claim_of
from eval_cases import record

from hudna_eval import evaluate

SPAN = "found span [{}, 13) against 0 <= start < end."
NOT_WHOLE = "mentions[0].start: found {}; input should be a valid integer."

STARTS = {
    "NaN": (NOT_WHOLE.format("NaN"), "bad-value"),
    "Infinity": (NOT_WHOLE.format("Infinity"), "bad-value"),
    "-Infinity": (NOT_WHOLE.format("-Infinity"), "bad-value"),
    "1e400": (NOT_WHOLE.format("Infinity"), "bad-value"),
    "-0.0": (NOT_WHOLE.format("-0.0"), "bad-value"),
    "5.0": (NOT_WHOLE.format("5.0"), "bad-value"),
    "5.5": (NOT_WHOLE.format("5.5"), "bad-value"),
    "5e0": (NOT_WHOLE.format("5.0"), "bad-value"),
    "true": (NOT_WHOLE.format("true"), "bad-value"),
    '"5"': (NOT_WHOLE.format('"5"'), "bad-value"),
    '"٥"': (NOT_WHOLE.format('"٥"'), "bad-value"),
    "null": (NOT_WHOLE.format("null"), "bad-value"),
    "[5]": (NOT_WHOLE.format("[5]"), "bad-value"),
    "-1": ("mentions[0]: " + SPAN.format("-1"), "bad-value"),
    "13": ("mentions[0]: " + SPAN.format("13"), "bad-value"),
    "14": ("mentions[0]: " + SPAN.format("14"), "bad-value"),
    "1" + "0" * 30: ("mentions[0]: " + SPAN.format("1" + "0" * 30), "bad-value"),
    "1" + "0" * 5000: ("found no JSON: number out of range.", "json"),
    "05": ("found no JSON: invalid number.", "json"),
    "+5": ("found no JSON: expected value.", "json"),
    "0x5": ("found no JSON: expected `,` or `}`.", "json"),
}


def line(start, end="13"):
    return f'{{{HEADING},"mentions":[{{"id":"T1","type":"GPE","start":{start},"end":{end}}}]}}'


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start[:12])
def test_a_start_that_is_none(tmp_path, start):
    message, rule = STARTS[start]
    pred, gold = both_sides(tmp_path, line(start))
    for outcome in (pred, gold):
        assert refused(outcome) == [(1, rule, message)]


@pytest.mark.parametrize("start", ["-0", "0", "5"])
def test_a_start_that_is_one(tmp_path, start):
    for outcome in both_sides(tmp_path, line(start)):
        assert outcome[::2] == (0, "")


@pytest.mark.parametrize("end", ["32", "9223372036854775807", "9223372036854775808", "1" + "0" * 30])
def test_an_end_behind_the_text(tmp_path, end):
    pred, _ = both_sides(tmp_path, line(5, end))
    message = f"T1: found end={end} against a text of 31 code points. "
    assert refused(pred) == [
        (1, "span-outside-text", message + "Offsets count code points, not bytes or UTF-16 units.")
    ]


def test_an_end_that_no_text_vouches_for(tmp_path):
    gold = written(tmp_path / "gold.jsonl", line(5, "1" + "0" * 30))
    message = (
        f"T1: found end={10**30} against at most 10000000 without a text. Give the text with gold if it is as long."
    )
    # Both sides are one file, and what is said twice is said once.
    assert refused(said(tmp_path, gold, "--gold", gold)) == [(1, "offset-too-far", message)]


@pytest.mark.parametrize("number", ["NaN", "1e400", "true", '"5"', "-1", "3", "1" + "0" * 30])
def test_a_trigger_that_is_none(tmp_path, number):
    content = f'{{{HEADING},"events":[{{"id":"E1","type":"X","trigger":[[0,4],[5,{number}]]}}]}}'
    pred, _ = both_sides(tmp_path, content)
    ((_, rule, message),) = refused(pred)
    assert rule == ("span-outside-text" if number[:2] == "10" else "bad-value")
    assert message.startswith(("events[0].trigger[1]", "E1 trigger: found end="))


def test_a_zone_that_no_text_has(tmp_path):
    zones = [{"type": "BODY", "start": 0, "end": 10**30}]
    bare = written(tmp_path / "bare.jsonl", {"article_id": "001", "zones": zones})
    ((_, rule, message),) = refused(said(tmp_path, bare, "--gold", bare))
    assert (rule, message[:52]) == ("offset-too-far", f"zone BODY: found end={10**30}")


REFUSED_VALUES = [
    "NaN", "sNaN", "Infinity", "-Infinity", "1e5", "1E5", "٤٤", "+5", "5.", ".5", "1,000", "1_000", "0x10", " 5", "5\n",
    "", "1/2", "½", "--5", "1" * 60, "0." + "1" * 39,
]  # fmt: skip


@pytest.mark.parametrize("value", REFUSED_VALUES, ids=repr)
@pytest.mark.parametrize("slot", ["value", "low", "high"])
def test_a_value_that_is_no_plain_decimal(tmp_path, slot, value):
    pred, gold = both_sides(tmp_path, claim(**{slot: value}))
    wanted = "against a plain decimal such as 44 or 0.5, or an ISO 8601 duration."
    for ((_, rule, message),) in (refused(pred), refused(gold)):
        assert (rule, message) == ("bad-value", f"numeric_claims[0].{slot}: found {value[:60]!r} {wanted}")


@pytest.mark.parametrize("value", [44, 44.0, True, float("nan"), [], {}], ids=repr)
def test_a_value_that_is_no_string(tmp_path, value):
    pred, _ = both_sides(tmp_path, claim(value=value))
    ((_, rule, message),) = refused(pred)
    assert rule == "bad-value"
    assert message == f"numeric_claims[0].value: found {type(value).__name__} {value!r} against a string."


@pytest.mark.parametrize("value", ["P", "PT", "P-1D", "P1,5D", "P1DT", "P1D1Y", "p1d", "P٤D", "P" + "9" * 39 + "Y"])
def test_a_duration_that_is_none(tmp_path, value):
    pred, _ = both_sides(tmp_path, claim(kind="DURATION", value=value))
    ((_, rule, message),) = refused(pred)
    assert (rule, message[:31]) == ("bad-value", "numeric_claims[0].value: found ")


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("COUNT", "P1Y", "numeric_claims[0]: found value P1Y against kind COUNT."),
        ("PROPORTION", "P1Y", "numeric_claims[0]: found value P1Y against kind PROPORTION."),
        ("DURATION", "44", "numeric_claims[0]: found value 44 against kind DURATION."),
    ],
)
def test_a_value_of_another_kind(tmp_path, kind, value, message):
    for outcome in both_sides(tmp_path, claim(kind=kind, value=value)):
        assert refused(outcome) == [(1, "bad-value", message)]


@pytest.mark.parametrize("value", ["2020-13-01", "2020-02-30", "0000-01-01", "99999-01-01", "٢٠٢٠", "2020-11-10\n", ""])
def test_a_date_that_is_none(tmp_path, value):
    for content in (mention(value=value), claim(as_of=value)):
        pred, _ = both_sides(tmp_path, content)
        assert [rule for _, rule, _ in refused(pred)] == ["bad-value"]


PERCENT = {"kind": "PROPORTION", "unit_norm": "percent"}


def counts(folder, gold, pred, metric="claims.qvm"):
    files = [written(folder / name, content) for name, content in (("pred.jsonl", pred), ("gold.jsonl", gold))]
    found = scores(said(folder, files[0], "--gold", files[1], "--json"))[metric]
    return found["tp"], found["fp"], found["fn"]


@pytest.mark.parametrize(
    ("gold", "pred", "expected"),
    [
        ({"value": "0"}, {"value": "-0"}, (1, 0, 0)),
        ({"value": "0"}, {"value": "-0.0"}, (1, 0, 0)),
        ({"value": "5"}, {"value": "-5"}, (0, 1, 1)),
        ({"value": "1" * 40}, {"value": "1" * 39 + "2"}, (0, 1, 1)),
        # A wrong answer is no malformed one: an empty interval, or a share of 25,000 %, costs what a mistake costs.
        ({"value": "5", "low": "5", "high": "50"}, {"value": "5", "low": "50", "high": "5"}, (0, 1, 1)),
        (PERCENT | {"value": "2.5"}, PERCENT | {"value": "250", "unit_norm": "fraction"}, (0, 1, 1)),
    ],
    ids=["minus zero", "minus zero point zero", "sign", "last of forty digits", "low above high", "fraction of 250"],
)  # fmt: skip
def test_numbers_that_look_odd_are_compared(tmp_path, gold, pred, expected):
    assert counts(tmp_path, claim(**gold), claim(**pred)) == expected


@pytest.mark.parametrize(
    ("kind", "unit", "true", "wrong"),
    [
        ("PROPORTION", "fraction", "0." + "1" * 38, "0." + "1" * 37 + "2"),
        ("DURATION", None, "P" + "9" * 38 + "Y", "P" + "9" * 37 + "8Y"),
    ],
)
def test_no_digit_is_lost_where_numbers_are_scaled(kind, unit, true, wrong):
    # Decimal arithmetic rounds to 28 digits unless it is told otherwise, and made these equal.
    gold = record(claims=[claim_of(0, 3, true, kind=kind, unit_norm=unit)])
    pred = record(claims=[claim_of(0, 3, wrong, kind=kind, unit_norm=unit)])
    assert evaluate([gold], [gold]).scores["claims.qv"].f1 == 1
    assert evaluate([gold], [pred]).scores["claims.qv"].f1 == 0


def test_a_fraction_is_a_hundredth_of_its_percent():
    gold = record(claims=[claim_of(0, 3, "25000", kind="PROPORTION", unit_norm="percent")])
    pred = record(claims=[claim_of(0, 3, "250", kind="PROPORTION", unit_norm="fraction")])
    assert pred.numeric_claims[0].value == Decimal(250)
    assert evaluate([gold], [pred]).scores["claims.qvmu"].f1 == 1
