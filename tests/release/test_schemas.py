"""The JSON Schemas: what the readers accept they accept, and what they refuse is no line of the form."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hudna.findings import InvalidDataError
from hudna.formats.annotation import LAYERS, read_annotation
from hudna.formats.decode import decode
from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna.schemas.command import command
from hudna.schemas.generate import SCHEMAS, schema, schema_text
from hudna.values import Duration, Timex, parse_quantity

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = sorted(
    [*(ROOT / "annotations" / "gold").rglob("*.jsonl"), *(ROOT / "annotations").glob("passes/*/*/*.jsonl")]
)
RULES = ROOT / "tests" / "rules"
INTERCHANGE, ANNOTATION = (jsonschema.Draft202012Validator(schema(name)) for name in ("interchange", "annotation"))


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_its_draft_and_the_dataset_carries_it(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))
    shipped = ROOT / "dataset" / "schemas" / f"{name}.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_text(name)
    assert CliRunner().invoke(command, [name]).output == schema_text(name)


def test_an_unknown_form_is_wrong_usage():
    assert CliRunner().invoke(command, ["brat"]).exit_code == 2


def test_there_are_annotations_to_try():
    assert len(ANNOTATIONS) > 20


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_committed_annotation_has_the_form(path):
    for line in lines(path):
        ANNOTATION.validate(line)


def test_every_record_of_the_dataset_has_the_form(dataset):
    for record in dataset.records:
        INTERCHANGE.validate(json.loads(record_line(record)))


def test_predictions_of_the_baseline_have_the_form(dataset):
    from hudna_baselines.base import load_baseline

    record = next(record for record in dataset.records if record.text is not None)
    predicted = load_baseline("rules").predict(record)
    assert predicted.mentions
    INTERCHANGE.validate(json.loads(record_line(predicted)))


MENTION = {"id": "T1", "type": "GPE", "start": 0, "end": 4, "text": "نصنص"}
EVENT = {"id": "E1", "type": "Contact.Meet", "trigger": [[5, 9]], "arguments": [{"role": "Place", "filler": "T1"}]}
CLAIM = {"id": "N1", "start": 0, "end": 9, "kind": "COUNT", "mod": "EXACT", "value": "44", "number": [0, 2]}
LINE = {"article_id": "1", "mentions": [MENTION], "events": [EVENT], "numeric_claims": [CLAIM]}
LINK = {"source": None, "cue": [1, 2]}


def changed(layer, **fields):
    item = {**LINE[layer][0], **fields}
    return {**LINE, layer: [{key: value for key, value in item.items() if value != "GONE"}]}


BAD = {
    "no object": [],
    "no article": {"mentions": []},
    "article of another type": {**LINE, "article_id": 1},
    "unknown key": {**LINE, "relations": []},
    "null list": {**LINE, "events": None},
    "unknown key inside": changed("mentions", confidence=0.5),
    "key missing inside": changed("mentions", type="GONE"),
    "offset as text": changed("mentions", start="0"),
    "offset below zero": changed("mentions", start=-1),
    "empty span at zero": changed("mentions", end=0),
    "fraction as offset": changed("mentions", end=1.5),
    "form of no list": changed("mentions", form="NOUN"),
    "time that is none": changed("mentions", value="10/11/2020"),
    "time with a line end": changed("mentions", value="2020-11-10\n"),
    "no trigger": changed("events", trigger=[]),
    "trigger of one offset": changed("events", trigger=[[5]]),
    "trigger of three offsets": changed("events", trigger=[[5, 9, 12]]),
    "trigger as one span": changed("events", trigger=[5, 9]),
    "argument without filler": changed("events", arguments=[{"role": "Place"}]),
    "kind of realis without OTHER": changed("events", realis="ACTUAL", realis_kind="PLANNED"),
    "kind of realis without realis": changed("events", realis_kind="PLANNED"),
    "value as a number": changed("numeric_claims", value=44),
    "value with a group mark": changed("numeric_claims", value="4,400"),
    "value with an exponent": changed("numeric_claims", value="4e3"),
    "value with Arabic digits": changed("numeric_claims", value="٤٤"),
    "value of 41 digits": changed("numeric_claims", value="1" * 41),
    "count of a duration": changed("numeric_claims", value="P6W"),
    "duration of a decimal": changed("numeric_claims", kind="DURATION"),
    "bound of another kind": changed("numeric_claims", low="PT1H"),
    "duration of nothing": changed("numeric_claims", kind="DURATION", value="P"),
    "link without source and cue": changed("numeric_claims", attribution=[{"source": None}]),
    "link that leaves its source out": changed("numeric_claims", attribution=[{"cue": [1, 2]}]),
    "stance that is none": changed("numeric_claims", stance=[{"source": "T1", "value": "CT+"}]),
    "truth as text": changed("numeric_claims", conjoint="yes"),
}


def test_the_line_that_the_bad_ones_are_made_of_is_good():
    good = changed("numeric_claims", attribution=[LINK])
    INTERCHANGE.validate(good)
    assert decode(Record, json.dumps(good), "x", 1).numeric_claims[0].attribution[0].source is None


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_schema_and_reader_refuse_a_bad_line(line):
    assert not INTERCHANGE.is_valid(line)
    with pytest.raises(InvalidDataError, match="found"):
        decode(Record, json.dumps(line), "x", 1)


def test_a_line_of_the_annotation_form_is_told_by_its_layer(tmp_path):
    good = {"layer": "mention", **MENTION}
    header = {"layer": "article", "article_id": "1", "edition": "", "text_sha256": "0", "guidelines": "1"}
    bad = [MENTION, {**good, "layer": "entity"}, {**good, "layer": "event"}, {**good, "span": [0, 4]}]
    ANNOTATION.validate(good)
    ANNOTATION.validate(header)
    for line in bad:
        assert not ANNOTATION.is_valid(line)
        path = tmp_path / "1.jsonl"
        path.write_text("\n".join(map(json.dumps, [header, line])), encoding="utf-8")
        with pytest.raises(InvalidDataError, match=r"jsonl:2:"):
            read_annotation(path)


def test_every_layer_has_its_own_line():
    layers = [definition["properties"]["layer"]["const"] for definition in ANNOTATION.schema["$defs"].values()
              if "layer" in definition["properties"]]  # fmt: skip
    assert sorted(layers) == sorted(LAYERS)


@pytest.mark.parametrize("rule", ["missing-key", "unknown-key", "layer"])
def test_what_breaks_a_rule_of_form_breaks_the_schema(rule):
    valid, invalid = (lines(RULES / rule / f"{name}.jsonl") for name in ("valid", "invalid"))
    assert all(map(ANNOTATION.is_valid, valid))
    assert not all(map(ANNOTATION.is_valid, invalid))


def pattern(layer, field):
    return INTERCHANGE.schema["$defs"][layer]["properties"][field]["anyOf"][0]


SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # strings made from a pattern are
QUANTITY, TIMEX = pattern("NumericClaim", "value"), pattern("Mention", "value")
PARTS = st.lists(st.sampled_from([*"0123456789PTYMWDHSX.-:+Z", "\n", " ", "٤", "2020", "11"]), max_size=12).map("".join)


def accepted(read, text):
    try:
        read(text)
    except ValueError:
        return False
    return True


def by_schema(definition, text):
    return jsonschema.Draft202012Validator(definition).is_valid(text)


@SLOW
@given(PARTS | st.from_regex(re.compile(QUANTITY["pattern"])))
def test_the_pattern_of_quantities_is_what_is_read(text):
    assert by_schema(QUANTITY, text) == accepted(parse_quantity, text)


@SLOW
@given(PARTS | st.from_regex(re.compile(TIMEX["pattern"])))
def test_the_pattern_of_times_is_what_is_read_but_for_days_that_are_none(text):
    if accepted(Timex, text):
        assert by_schema(TIMEX, text)
    elif by_schema(TIMEX, text):
        assert re.match(r"\d{4}-\d\d", text)  # a month 13, a 30th of February, the year 0


@pytest.mark.parametrize(("read", "definition"), [(Duration, QUANTITY), (parse_quantity, QUANTITY), (Timex, TIMEX)])
def test_a_line_end_after_a_value_is_refused_by_both(read, definition):
    assert by_schema(definition, "P6W")
    assert accepted(read, "P6W")
    assert not by_schema(definition, "P6W\n")
    assert not accepted(read, "P6W\n")
