"""Schema files, and records held to them."""

import json

import pytest
from eval_cases import event, mention, record

from hudna.findings import InvalidDataError
from hudna.formats.interchange import Located
from hudna_eval.sources.schema import Schema, read_schema, schema_findings

YAML = """
mention_types: [GPE, ORG, NO]     # no false
timex_types: [DATE]
event_types:
  Conflict.Attack: [Attacker, Place]
  Life.Die: []
unscored_zones: [TEASER]
"""
SCHEMA = Schema(
    mention_types=("GPE", "ORG", "NO"),
    timex_types=("DATE",),
    event_types={"Conflict.Attack": ("Attacker", "Place"), "Life.Die": ()},
    unscored_zones=("TEASER",),
)


@pytest.fixture
def made(tmp_path):
    def write(content, name="schema.yaml"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return write


def test_yaml_and_json_say_the_same(made):
    assert read_schema(made(YAML)) == SCHEMA
    assert read_schema(made("\ufeff" + YAML.replace("\n", "\r\n"))) == SCHEMA
    data = {
        "mention_types": SCHEMA.mention_types, "event_types": SCHEMA.event_types, "timex_types": SCHEMA.timex_types,
        "unscored_zones": SCHEMA.unscored_zones,
    }  # fmt: skip
    assert read_schema(made(json.dumps(data, indent="\t"), "schema.json")) == SCHEMA
    assert read_schema(str(made(json.dumps(data)))) == SCHEMA


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1: [bad-value]"),
        ("{}", "1: [schema] found no list of types against at least one of"),
        ("- GPE", "1: [bad-value]"),
        ("types: [GPE]", "1: [unknown-key] types: found a key that the form does not know"),
        ("mention_types: GPE", '1: [bad-value] mention_types: found "GPE"; input should be a valid array'),
        ("mention_types: [[GPE]]", '1: [bad-value] mention_types[0]: found ["GPE"]; input should be a valid string'),
        ("event_types:\n  Attack:\n", '1: [bad-value] event_types.Attack: found ""; input should be a valid array'),
        ("event_types: [Attack]", "1: [bad-value] event_types"),
        ("mention_types: [GPE\nx: 1", "2: [yaml] found no YAML"),
        ("event_types:\n  A: [x]\n  A: [y]\n", "3: [yaml] found no YAML: key 'A' twice"),
        ("? [a]\n: b\n", "1: [yaml] found no YAML: a key that is no scalar"),
        ("mention_types: &a [GPE]\ntimex_types: *a\n", "2: [yaml] found no YAML: an alias, which has no place here"),
        ("mention_types: !!python/object:os.system []", "1: [yaml] found no YAML: could not determine a constructor"),
        ("mention_types: !!set {GPE}", "1: [schema] found Object of type set is not JSON serializable"),
        ("a: 1\n---\nb: 2\n", "2: [yaml] found no YAML"),
        ("[" * 5000, "1: [yaml] found no YAML"),
        ("mention_types: [\x00]", "1: [yaml] found no YAML"),
        ('mention_types: ["\\ud800"]', "1: ["),
        (b"mention_types: [\xed\xa0\x80]", "1: [utf8] found byte 0xed at offset 16 against UTF-8"),
        (f"mention_types: {'x' * 1_000_000}", "1: [bad-value] mention_types: found"),
    ],
)
def test_faulty_files(made, content, expected):
    path = made(content)
    with pytest.raises(InvalidDataError) as caught:
        read_schema(path)
    found = str(caught.value.findings[0])
    assert found.startswith(f"{path}:{expected}")
    assert len(found) < 400 + len(str(path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "1: [json] found no JSON"),
        ('{"mention_types": [],\n "mention_types": []}', "1: [json] found no JSON: key 'mention_types' comes twice"),
        ('{"mention_types": [1]}', "1: [bad-value] mention_types[0]: found 1; input should be a valid string"),
        ("[" * 100_000, "1: [json] found no JSON"),
    ],
)
def test_faulty_json(made, content, expected):
    path = made(content, "schema.json")
    with pytest.raises(InvalidDataError) as caught:
        read_schema(path)
    assert str(caught.value.findings[0]).startswith(f"{path}:{expected}")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InvalidDataError, match="unreadable-file"):
        read_schema(tmp_path / "none.yaml")


RECORD = record(
    mentions=[mention(at, at + 1, type_, f"T{at + 1}") for at, type_ in enumerate(("GPE", "DATE", "ORGS", ""))],
    events=[
        event("E1", "Conflict.Attack", (0, 1), args=[("Attacker", "T1"), ("Attackers", "T1")]),
        event("E2", "Life.Die", (1, 2), args=[("Place", "T1")]),
        event("E3", "Life.Dies", (1, 2), args=[("Anything", "T1")]),
    ],
)  # fmt: skip


def found(schema):
    return list(map(str, schema_findings(schema, Located(RECORD, "pred.jsonl", 7))))


def test_types_and_roles_that_the_schema_lacks_are_findings():
    assert found(SCHEMA) == [
        "pred.jsonl:7: [unknown-type] T3: found type 'ORGS' against the 4 of the schema. Did you mean ORG?",
        "pred.jsonl:7: [unknown-type] T4: found type '' against the 4 of the schema.",
        "pred.jsonl:7: [unknown-role] E1: found role 'Attackers' against the 2 of Conflict.Attack. "
        "Did you mean Attacker?",
        "pred.jsonl:7: [unknown-role] E2: found role 'Place' against the 0 of Life.Die.",
        "pred.jsonl:7: [unknown-type] E3: found event type 'Life.Dies' against the 2 of the schema. "
        "Did you mean Life.Die?",
    ]


def test_what_a_schema_does_not_say_is_not_checked():
    assert found(Schema()) == []
    assert len(found(Schema(mention_types=("GPE", "ORGS", "")))) == 1
    assert len(found(Schema(event_types={}))) == 3
    assert found(Schema(timex_types=("DATE",))) == []
    assert Schema().all_mention_types is None
    assert SCHEMA.all_mention_types == {"GPE", "ORG", "NO", "DATE"}
