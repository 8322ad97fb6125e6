"""Passes as units and back, and gold from two passes and the decisions between them."""

import json
from pathlib import Path

import pytest

from hudna.findings import InvalidDataError
from hudna.formats.annotation import annotation_text, read_annotation
from hudna.passes.adjudicate import adjudicated, disagreements, prepare
from hudna.passes.decisions import Adjudication, read_adjudication
from hudna.passes.rebuild import rebuild
from hudna.passes.units import surfaces_of, units_of

MINIATURE = Path(__file__).parents[1] / "rules" / "role" / "valid.jsonl"
NONE = Adjudication(path="adjudication.jsonl")


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def passes(tmp_path):
    """Makes two passes: `a` is the miniature, `b` the miniature changed. Neither carries its text."""

    def make(*changes):
        (tmp_path / "a.jsonl").write_text(without_text(lines_of(MINIATURE)), encoding="utf-8")
        lines = lines_of(MINIATURE)
        for change in changes:
            lines = change({line.get("id", line["layer"]): line for line in lines}) or lines
        (tmp_path / "b.jsonl").write_text(without_text(lines), encoding="utf-8")
        return read_annotation(tmp_path / "a.jsonl"), read_annotation(tmp_path / "b.jsonl")

    return make


def without_text(lines):
    header = {key: value for key, value in lines[0].items() if key != "text"}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [header, *lines[1:]])


@pytest.fixture
def decided(tmp_path):
    def make(*rows):
        path = tmp_path / "adjudication.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return read_adjudication(path)

    return make


def row(unit, decision, **fields):
    return {"unit": unit, "decision": decision, "rule": "3.1", "why": "An example.", **fields}


@pytest.mark.parametrize("edition", ["open", "source"])
def test_gold_comes_back_from_its_units(root, edition):
    for path in sorted((root / "annotations" / "gold" / edition).glob("*.jsonl")):
        annotation = read_annotation(path)
        surfaces = surfaces_of(annotation.record) | {f"{x.start}-{x.end}": x.text for x in annotation.exceptions}
        assert annotation_text(rebuild(units_of(annotation), surfaces, annotation)) == annotation_text(annotation)


def test_units_have_names_without_ids(passes):
    a, _ = passes()
    units = units_of(a)
    assert units["mention 4-21 OCC / head"] == [4, 8]
    assert units["event Life.Die 50-54 / Victim = mention 58-64 NORP"] == {"implicit": False}
    assert units["claim 55-64 / about"] == {"event": "event Life.Die 50-54", "role": "Victim"}
    assert units["claim 55-64 / attribution"] == [{"source": "mention 4-21 OCC", "cue": "45-49"}]
    assert units["claim 55-64 / quantified = mention 58-64 NORP"] is True


def test_passes_that_agree_are_gold(passes):
    a, b = passes()
    assert disagreements(prepare(a, b, NONE)) == []
    assert annotation_text(adjudicated(a, b, NONE)) == annotation_text(a)


def test_other_ids_are_no_disagreement(passes, decided):
    def rename(by_id):
        by_id["T3"]["id"] = "T9"
        by_id["E1"]["arguments"][1]["filler"] = "T9"
        by_id["T3"]["entity_id"] = "the-city"

    a, b = passes(rename)
    assert [item.unit for item in disagreements(prepare(a, b, NONE))] == ["mention 22-27 GPE / entity_id"]
    adjudication = decided({"ids": "entity", "a": "beirut", "b": "the-city", "gold": "beirut-city"})
    gold = adjudicated(a, b, adjudication)
    assert [mention.entity_id for mention in gold.record.mentions][2] == "beirut-city"


def test_an_undecided_disagreement_is_named(passes):
    a, b = passes(lambda by_id: by_id["T5"].update(form="NAM"))
    with pytest.raises(InvalidDataError, match=r"\[undecided\] .*NORP / form: 'NOM' in a, 'NAM' in b"):
        adjudicated(a, b, NONE)


def test_a_part_is_decided(passes, decided):
    a, b = passes(lambda by_id: by_id["E1"].update(realis="GENERIC"))
    unit = "event Contact.Meet 0-3 / realis"
    for decision, realis in (("a", "ACTUAL"), ("b", "GENERIC")):
        gold = adjudicated(a, b, decided(row(unit, decision, a="ACTUAL", b="GENERIC")))
        assert gold.record.events[0].realis == realis


def test_a_decision_can_be_neither(passes, decided):
    a, b = passes(lambda by_id: by_id["E1"].update(realis="GENERIC"))
    gold = adjudicated(
        a, b,
        decided(
            row("event Contact.Meet 0-3 / realis", "other", a="ACTUAL", b="GENERIC", value="OTHER"),
            row("event Contact.Meet 0-3 / realis_kind", "other", value="PLANNED"),
        ),
    )  # fmt: skip
    assert (gold.record.events[0].realis, gold.record.events[0].realis_kind) == ("OTHER", "PLANNED")


def drop_event(by_id):
    return [line for line in by_id.values() if line is not by_id["E1"]]


def test_a_whole_annotation_comes_with_its_parts_or_not_at_all(passes, decided):
    a, b = passes(drop_event)
    unit = "event Contact.Meet 0-3"
    assert [item.unit for item in disagreements(prepare(a, b, NONE))] == [unit]
    kept = adjudicated(a, b, decided(row(unit, "a", a=True)))
    assert annotation_text(kept) == annotation_text(a)
    dropped = adjudicated(a, b, decided(row(unit, "b", a=True)))
    assert [event.type for event in dropped.record.events] == ["Life.Die"]


def other_boundary(by_id):
    by_id["T5"].update(start=55, text="12 جنديًا")


def test_what_refers_to_a_mention_follows_its_boundary(passes, decided):
    a, b = passes(other_boundary)
    assert len(disagreements(prepare(a, b, NONE))) == 6  # the mention, who died, what is counted
    rows = [row("mention 55-64 NORP", "a", b=True, instead="mention 58-64 NORP")]
    assert annotation_text(adjudicated(a, b, decided(*rows))) == annotation_text(a)


def test_what_is_renamed_must_be_there(passes, decided):
    a, b = passes()
    with pytest.raises(InvalidDataError, match=r"jsonl:1: \[misquoted\] found mention 0-9 GPE against an annotation"):
        adjudicated(a, b, decided(row("mention 0-9 GPE", "a", instead="mention 22-27 GPE")))


def test_a_row_must_quote_the_passes(passes, decided):
    a, b = passes(lambda by_id: by_id["T5"].update(form="NAM"))
    wrong = decided(row("mention 58-64 NORP / form", "a", a="NAM", b="NAM"))
    with pytest.raises(InvalidDataError, match=r"jsonl:1: \[misquoted\] .* against 'NOM' in a, 'NAM' in b"):
        adjudicated(a, b, wrong)


def test_a_row_for_a_side_needs_a_disagreement(passes, decided):
    a, b = passes()
    needless = decided(row("mention 58-64 NORP / form", "a", a="NOM", b="NOM"))
    with pytest.raises(InvalidDataError, match=r"jsonl:1: \[no-disagreement\]"):
        adjudicated(a, b, needless)


def test_what_both_missed_can_be_added_with_its_words(passes, decided):
    a, b = passes()
    rows = [
        row("mention 50-54 LAW", "other", value=True, text={"50-54": "مقتل"}),
        row("mention 50-54 LAW / head", "other", value=[50, 54]),
        row("mention 50-54 LAW / form", "other", value="NOM"),
    ]
    gold = adjudicated(a, b, decided(*rows))
    assert [mention.type for mention in gold.record.mentions] == ["OCC", "GPE", "GPE", "DATE", "LAW", "NORP"]
    assert [mention.id for mention in gold.record.mentions] == ["T1", "T2", "T3", "T4", "T5", "T6"]


def test_new_spans_need_their_words(passes, decided):
    a, b = passes()
    with pytest.raises(InvalidDataError, match=r"\[surface-missing\] found no words for 44-48"):
        adjudicated(a, b, decided(row("mention 44-48 LAW", "other", value=True)))


def test_a_dropped_mention_that_is_still_a_filler_is_an_error(passes, decided):
    a, b = passes()
    with pytest.raises(InvalidDataError, match=r"\[orphan-unit\] found mention 58-64 NORP as a part of"):
        adjudicated(a, b, decided(row("mention 58-64 NORP", "none", a=True, b=True)))


def test_a_faulty_row_is_a_finding(decided):
    with pytest.raises(InvalidDataError, match=r"jsonl:1: \[missing-key\] why"):
        decided({"unit": "x", "decision": "a", "rule": "1"})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rule": ""}, ["found no `rule` in the decision on x against a section of the guidelines"]),
        ({"why": " \t"}, ["found no `why` in the decision on x against a reason"]),
        (
            {"rule": "", "why": ""},
            [
                "found no `rule` in the decision on x against a section of the guidelines",
                "found no `why` in the decision on x against a reason",
            ],
        ),
    ],
)
def test_a_decision_names_its_rule_and_its_reason(decided, fields, said):
    with pytest.raises(InvalidDataError) as caught:
        decided(row("x", "a"), row("x", "a", **fields))
    found = [(item.line, item.rule, item.message) for item in caught.value.findings]
    assert found == [(2, "unreasoned-decision", message) for message in said]


def test_ids_that_seem_to_mean_the_same_are_suggested(passes):
    from hudna.passes.shared_ids import suggested_ids

    def rename(by_id):
        by_id["T3"]["entity_id"] = "the-city"
        by_id["E1"]["event_id"] = "trip"

    a, b = passes(rename)
    assert list(suggested_ids(a, b, {("event", "visit"), ("event", "trip")})) == [
        {"ids": "entity", "a": "beirut", "b": "the-city", "gold": ""}
    ]
    assert list(suggested_ids(a, a, set())) == []
