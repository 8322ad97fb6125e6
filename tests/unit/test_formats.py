import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.findings import Finding, InvalidDataError, visible
from hudna.formats.annotation import annotation_text, read_annotation, with_text
from hudna.formats.decode import decode
from hudna.formats.interchange import read_records, record_line, write_records
from hudna.formats.registers import read_registers
from hudna.model import Argument, Attribution, Event, Mention, NumericClaim, Record, Span
from hudna.values import parse_quantity

ID = st.text(alphabet="TENabc0123", min_size=1, max_size=4)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8)
SPAN = st.tuples(st.integers(0, 99), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))
MENTION = st.builds(
    lambda span, **fields: Mention(start=span.start, end=span.end, **fields),
    span=SPAN, id=ID, type=TEXT, text=st.none() | TEXT, head=st.none() | SPAN, entity_id=st.none() | TEXT,
    form=st.sampled_from([None, "NAM", "ADJ"]),
)  # fmt: skip
EVENT = st.builds(
    Event, id=ID, type=TEXT, trigger=st.lists(SPAN, min_size=1, max_size=3).map(tuple),
    polarity=st.sampled_from([None, "POS", "NEG"]),
    arguments=st.lists(st.builds(Argument, role=TEXT, filler=ID, implicit=st.booleans()), max_size=3).map(tuple),
)  # fmt: skip
VALUE = st.sampled_from([None, "44", "0.5", "1000", "0.0000001", "100000000000000000000"]).map(
    lambda text: text and parse_quantity(text)
)
LINK = st.builds(Attribution, source=st.none() | ID, cue=SPAN, cue_text=st.none() | TEXT)
CLAIM = st.builds(
    lambda span, **fields: NumericClaim(start=span.start, end=span.end, kind="COUNT", **fields),
    span=SPAN, id=ID, value=VALUE, low=VALUE, mod=st.sampled_from(["EXACT", "VAGUE"]), conjoint=st.booleans(),
    attribution=st.lists(LINK, max_size=2).map(tuple), quantified=st.lists(ID, max_size=2).map(tuple),
)  # fmt: skip
RECORD = st.builds(
    Record, article_id=ID, edition=st.sampled_from(["", "open"]), text=st.none() | TEXT,
    mentions=st.lists(MENTION, max_size=3).map(tuple), events=st.lists(EVENT, max_size=2).map(tuple),
    numeric_claims=st.lists(CLAIM, max_size=2).map(tuple),
)  # fmt: skip


@given(RECORD)
def test_a_record_reads_back_from_its_line(record):
    assert decode(Record, record_line(record), "x", 1) == record


def test_spans_are_pairs_and_a_missing_source_is_null():
    link = Attribution(source=None, cue=Span(5, 8))
    claim = NumericClaim(
        id="N1", start=0, end=2, kind="COUNT", mod="EXACT", value=parse_quantity("44"), attribution=(link,)
    )
    line = json.loads(record_line(Record(article_id="1", numeric_claims=(claim,))))
    (written,) = line["numeric_claims"]
    assert written["attribution"] == [{"source": None, "cue": [5, 8]}]
    assert written["value"] == "44"


MENTION_OF = b'{"article_id": "1", "mentions": [{"id": "T", "type": "X", %s}]}'
EVENT_OF = b'{"article_id": "1", "events": [{"id": "E", "type": "X", %s}]}'
CLAIM_OF = (
    b'{"article_id": "1", "numeric_claims": [{"id": "N", "start": 0, "end": 1, "kind": "COUNT", "mod": "EXACT", %s}]}'
)
BAD = {
    "[json] found no JSON: EOF while parsing a value.": b'{"article_id": ',
    "[bad-value] article_id: found 1; input should be a valid string": b'{"article_id": 1}',
    "[missing-key] article_id: found no such key": b"{}",
    "[unknown-key] colour: found a key": b'{"article_id": "1", "colour": "red"}',
    "[bad-value] mentions[0].start: found 1.0": MENTION_OF % b'"start": 1.0, "end": 2',
    "[bad-value] mentions[0].end: found true": MENTION_OF % b'"start": 1, "end": true',
    "[bad-value] mentions[0]: found span [5, 5) against": MENTION_OF % b'"start": 5, "end": 5',
    "[missing-key] events[0].trigger[0][1]": EVENT_OF % b'"trigger": [[3]]',
    "[bad-value] numeric_claims[0].value: found int 44 against a string": CLAIM_OF % b'"value": 44',
    "[bad-value] numeric_claims[0].value: found 'NaN' against": CLAIM_OF % b'"value": "NaN"',
}


@pytest.mark.parametrize(("message", "line"), BAD.items(), ids=list(BAD))
def test_what_a_faulty_line_gets(message, line, tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_bytes(b'{"article_id": "0"}\n' + line + b"\n")
    with pytest.raises(InvalidDataError) as caught:
        read_records(path)
    (finding,) = caught.value.findings
    assert str(finding).startswith(f"{path}:2: {message}")
    assert "\n" not in str(finding)


def test_all_faults_of_all_lines_come_at_once(tmp_path):
    path = tmp_path / "predictions.jsonl"
    path.write_bytes(b'{"article_id": 1, "colour": 2}\n{"article_id": "a"}\n{"article_id": "a"}\nnothing\n')
    with pytest.raises(InvalidDataError) as caught:
        read_records(path)
    found = [(finding.line, finding.rule) for finding in caught.value.findings]
    assert found == [(1, "bad-value"), (1, "unknown-key"), (3, "duplicate-article"), (4, "json")]


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_an_error(content, tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    with pytest.raises(InvalidDataError, match=r"\[empty-file\]"):
        read_records(path)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(InvalidDataError, match=r"\[unreadable-file\]"):
        read_records(tmp_path / "none.jsonl")


def test_records_are_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.jsonl"
    write_records([Record(article_id="1")], path)
    before = path.read_bytes()

    def failing():
        yield Record(article_id="2")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        write_records(failing(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("edition", ["open", "source"])
def test_gold_reads_and_writes_back_byte_for_byte(root, edition):
    for path in (root / "annotations" / "gold" / edition).glob("*.jsonl"):
        assert annotation_text(read_annotation(path)) == path.read_text(encoding="utf-8")


def test_an_annotation_file_can_carry_its_text():
    path = Path(__file__).parents[1] / "rules" / "role" / "valid.jsonl"
    annotation = read_annotation(path)
    assert annotation.record.text is not None
    assert '"text"' not in annotation_text(with_text(annotation, None)).splitlines()[0]
    shuffled = replace(annotation, record=replace(annotation.record, mentions=annotation.record.mentions[::-1]))
    assert annotation_text(shuffled) == annotation_text(annotation)


def test_registers_of_a_folder_without_any_are_empty(tmp_path):
    assert read_registers(tmp_path).articles == ()


@pytest.mark.parametrize("content", ["[[article]\n", "[[article]]\nid = 1\n"])
def test_a_faulty_manifest_is_a_finding(content, tmp_path):
    (tmp_path / "articles.toml").write_text(content)
    with pytest.raises(InvalidDataError, match=r"articles.toml:1: \[(toml|bad-value|missing-key)\]"):
        read_registers(tmp_path)


def test_invisible_characters_are_shown_by_their_code_points():
    assert visible("a\u200fb\x07") == "a<U+200F>b<U+0007>"
    assert "<U+202E>" in str(Finding("f", 1, "r", "found \u202e"))
