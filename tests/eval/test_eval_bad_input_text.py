"""Strings of every kind where names, surfaces and texts stand: findings show them, and nothing is executed or lost."""

import json
import re
import time

import pytest
from bad_input_cases import GOLD, TEXT, both_sides, mention, refused, said, scores, written
from eval_cases import claim, event, record
from eval_cases import mention as mention_of

from hudna.findings import Finding, InvalidDataError
from hudna.model import About, Attribution, Span, Zone
from hudna_eval import evaluate

STRINGS = {
    "right-to-left override": "\u202eabc",
    "isolates": "\u2066a\u2069",
    "zero-width": "a\u200db\u200cc\u200b",
    "byte order mark": "\ufeffx",
    "null": "a\x00b",
    "line feed": "a\nb",
    "carriage return": "a\rb",
    "line separator": "a\u2028b\u2029c",
    "next line": "a\x85b",
    "escape sequence": "\x1b[31mred\x1b[0m\x07",
    "soft hyphen": "a\u00adb",
    "private use": "\ue000",
    "tag": "\U000e0041",
    "beyond U+FFFF": "😀😀",
    "combining": "a" + "\u0301" * 5000,
    "guillemets": "«..» [x] : /",
    "slashes": "../../etc/passwd",
    "empty": "",
    "long": "x" * 1_000_000,
    "percent": "%s{0}%n",
}


@pytest.fixture(params=STRINGS.values(), ids=STRINGS)
def odd(request):
    return request.param


def test_findings_about_any_name_are_one_readable_line(tmp_path, odd):
    event = {"id": odd, "type": odd or "X", "trigger": [[0, 99]], "arguments": [{"role": odd, "filler": f"{odd}?"}]}
    pred, gold = both_sides(tmp_path, {**GOLD, "events": [event]})
    for outcome in (pred, gold):
        rules = {rule for _, rule, _ in refused(outcome)}
        assert rules == {"dangling-reference", "span-outside-text"} | ({"empty-label"} if not odd else set())


@pytest.mark.parametrize("key", ["article_id", "edition"])
def test_an_unknown_article_of_any_name(tmp_path, odd, key):
    pred, gold = both_sides(tmp_path, {**GOLD, key: odd})
    if key == "edition" and not odd:  # which means the only record of its article
        assert pred[0] == 0
    else:
        assert [rule for _, rule, _ in refused(pred)] == ["unknown-article"]
    assert [rule for _, rule, _ in refused(gold)] == ["unknown-article"]


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda odd: mention(form=odd), "bad-value"),
        (lambda odd: mention(value=odd), "bad-value"),
        (lambda odd: mention(**{f"?{odd}": 1}), "unknown-key"),
        (lambda odd: mention(text=f"?{odd}"), "surface-mismatch"),
        (lambda odd: mention(anchor=f"?{odd}"), "dangling-reference"),
        (lambda odd: {**GOLD, "text": f"?{odd}"}, "text-hash"),
        (lambda odd: {**GOLD, "text": None, "text_sha256": f"?{odd}"}, "text-hash"),
    ],
    ids=["form", "value", "key", "surface", "reference", "text", "hash"],
)
def test_a_fault_of_any_string(tmp_path, odd, make, rule):
    pred, _ = both_sides(tmp_path, make(odd))
    assert [found for _, found, _ in refused(pred)] == [rule]


def test_any_name_can_be_scored(tmp_path, odd):
    text = f"{odd}!"
    mentions = [{"id": odd, "type": odd, "start": 0, "end": len(text), "text": text, "entity_id": odd}]
    file = written(tmp_path / "odd.jsonl", {"article_id": odd, "edition": odd, "text": text, "mentions": mentions})
    outcome = said(tmp_path, file, "--gold", file, "--json")
    assert outcome[2] == ""
    assert scores(outcome)["entities.strict"]["f1"] == scores(outcome)["entities.clitic"]["f1"] == 1
    code, table, _ = said(tmp_path, file, "--gold", file)
    assert code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\x85\u202e\u2066\u200d]", table)


def test_a_warning_shows_hidden_characters(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps({**GOLD, "article_id": id_}) + "\n" for id_ in ("001", "\x1b[31m\u202e")))
    code, _, err = said(tmp_path, written(tmp_path / "pred.jsonl", GOLD), "--gold", gold)
    assert code == 0
    assert err == "warning: no prediction for 1 of 2 gold articles, all missed: <U+001B>[31m<U+202E>/open\n"


def test_a_file_of_any_name(tmp_path):
    bad = written(tmp_path / "a\nb\x1b[31m\u202e.jsonl", "{")
    gold = written(tmp_path / "gold.jsonl", GOLD)
    ((line, rule, _),) = refused(said(tmp_path, bad, "--gold", gold))
    assert (line, rule) == (1, "json")


SURROGATES = {
    "half of a pair": r"\ud83d",
    "the other half": r"\ude00",
    "two halves in the wrong order": r"\ude00\ud83d",
}


@pytest.mark.parametrize("half", SURROGATES.values(), ids=SURROGATES)
@pytest.mark.parametrize(
    "template",
    ['{"article_id":"%s"}', '{"article_id":"001","mentions":[{"id":"%s"}]}', '{"article_id":"001","%s":1}'],
)
def test_a_lone_surrogate_in_a_file_is_no_json(tmp_path, half, template):
    for outcome in both_sides(tmp_path, template % half):
        assert "json" in {rule for _, rule, _ in refused(outcome)}


def test_a_pair_of_escapes_is_a_character(tmp_path):
    pred, _ = both_sides(tmp_path, json.dumps(mention(id="😀")))
    assert pred[0] == 0


HALF = "\ud800"
IN_MEMORY = {
    "article id": record(HALF),
    "edition": record(edition=HALF),
    "text": record(text=HALF),
    "hash": record(text_sha256=HALF),
    "dateline": record(dateline=HALF),
    "zone": record(zones=(Zone(type=HALF, start=0, end=1),)),
    "mention id": record(mentions=[mention_of(0, 1, id_=HALF)]),
    "mention type": record(mentions=[mention_of(0, 1, HALF)]),
    "surface": record(mentions=[mention_of(0, 1, text=HALF)]),
    "entity id": record(mentions=[mention_of(0, 1, entity_id=HALF)]),
    "event type": record(events=[event("E1", HALF, (0, 1))]),
    "role": record(events=[event("E1", "X", (0, 1), args=[(HALF, "E1")])]),
    "trigger surface": record(events=[event("E1", "X", (0, 1), trigger_text=(HALF,))]),
    "unit": record(claims=[claim(0, 1, unit_norm=HALF)]),
    "cue": record(claims=[claim(0, 1, attribution=(Attribution(source=None, cue=Span(0, 1), cue_text=HALF),))]),
    "counted role": record(events=[event("E1", "X", (0, 1))], claims=[claim(0, 1, about=About(event="E1", role=HALF))]),
}


@pytest.mark.parametrize("item", IN_MEMORY.values(), ids=IN_MEMORY)
def test_a_lone_surrogate_in_memory_is_refused(item):
    with pytest.raises(InvalidDataError, match=r"^gold:1: \[unpaired-surrogate\] found half of a UTF-16 pair"):
        evaluate([item], [record(item.article_id, edition=item.edition)])
    with pytest.raises(InvalidDataError, match=r"^pred:1: "):
        evaluate([record(text=TEXT)], [item])


def test_a_lone_surrogate_in_a_dictionary_is_refused():
    with pytest.raises(InvalidDataError, match=r"^pred:1: \[json\] found no JSON: "):
        evaluate([record()], [{"article_id": "001", "edition": "open", "mentions": [{"id": HALF}]}])


def test_offsets_in_utf16_units_are_pointed_out(tmp_path):
    text = "😀 " + TEXT
    gold = written(tmp_path / "gold.jsonl", {**GOLD, "text": text})
    moved = written(tmp_path / "moved.jsonl", mention(start=8, end=16, text="أذربيجان"))
    assert refused(said(tmp_path, moved, "--gold", gold)) == [
        (1, "surface-mismatch", "T1: found «ذربيجان » at [8, 16) against «أذربيجان». These words begin at 7.")
    ]
    behind = written(tmp_path / "behind.jsonl", mention(start=5, end=len(text) + 1))
    ((_, rule, message),) = refused(said(tmp_path, behind, "--gold", gold))
    assert rule == "span-outside-text"
    assert message.endswith("Offsets count code points, not bytes or UTF-16 units.")


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\nb", "a\u2028b", "a\x0bb"], ids=repr)
def test_line_ends_within_a_text_are_characters(text):
    gold = record(text=text, mentions=[mention_of(len(text) - 1, len(text), text="b")])
    assert evaluate([gold], [gold]).scores["entities.strict"].f1 == 1
    with pytest.raises(InvalidDataError, match="text-hash"):
        evaluate([gold], [record(text="a b")])


def test_an_empty_text_holds_nothing():
    assert evaluate([record(text="")], [record()]).scores["entities.strict"].f1 is None
    with pytest.raises(InvalidDataError, match=r"found end=1 against a text of 0 code points"):
        evaluate([record(text="")], [record(mentions=[mention_of(0, 1)])])


def test_a_word_without_end_is_walked_through_once():
    # A word of 100,000 letters, as many signs that carry nothing, and mentions that begin in one and end in the other.
    text = "س" * 100_000 + "\u064b" * 100_000
    gold = record(text=text, mentions=[mention_of(i, 100_001 + i) for i in range(0, 400, 2)])
    pred = record(mentions=[mention_of(m.start + 1, m.end + 1) for m in gold.mentions])
    before = time.process_time()
    counts = evaluate([gold], [pred]).scores["entities.clitic"].counts
    assert time.process_time() - before < 20  # which takes a tenth of that here
    # Behind the first letter of each gold mention but the last, س in front is cut as gold cuts it in the next.
    assert (counts.tp, counts.fp, counts.fn) == (199, 1, 1)


def test_a_finding_keeps_both_ends_of_a_long_message():
    message = Finding("f", 1, "rule", "found " + "a" * 10_000 + " against " + "b" * 50).message
    assert len(message) == 400
    assert message.startswith("found aaa")
    assert message.endswith(" against " + "b" * 50)
