"""Articles with more than any text has: each is scored rightly, or refused, and quickly.

Every run is a process of its own with a minute, which only a hang takes: the slowest takes some seconds.
"""

import json
import subprocess
import sys

import pytest
from bad_input_cases import HEADING_KEYS, refused, scores, written

PROGRAM = "from hudna.cli import main; main()"
MINUTE = 60


def mention(number, start, end, type_="GPE", **keys):
    return {"id": f"T{number}", "type": type_, "start": start, "end": end, **keys}


def event(number, *trigger, arguments=(), **keys):
    fillers = [{"role": role, "filler": filler} for role, filler in arguments]
    return {"id": f"E{number}", "type": "X.Y", "trigger": [trigger], "arguments": fillers, **keys}


def claim(number, start, end, value):
    made = {"kind": "COUNT", "mod": "EXACT", "value": value}
    return {"id": f"N{number}", "start": start, "end": end, **made}


@pytest.fixture
def run(tmp_path):
    def run(gold, pred, length=50_000):
        text = {"text": "س" * length}
        paths = [
            written(tmp_path / "pred.jsonl", json.dumps({**HEADING_KEYS, **pred})),
            written(tmp_path / "gold.jsonl", json.dumps({**HEADING_KEYS, **text, **gold})),
        ]
        command = [sys.executable, "-c", PROGRAM, "eval", paths[0], "--gold", paths[1], "--json"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=MINUTE, check=False)
        return ended.returncode, ended.stdout, ended.stderr

    return run


def counts(outcome, *metrics):
    found = scores(outcome)
    return [tuple(found[metric][name] for name in ("tp", "fp", "fn")) for metric in metrics]


ENTITIES = "entities.strict", "entities.boundary", "entities.type"


def test_a_thousand_nested_spans_shifted_by_one(run):
    gold = [mention(i, i, 2010 - i) for i in range(1000)]
    pred = [mention(i, i + 1, 2011 - i) for i in range(1000)]
    outcome = run({"mentions": gold}, {"mentions": pred})
    assert counts(outcome, *ENTITIES) == [(0, 1000, 1000), (0, 1000, 1000), (1000, 0, 0)]
    # Each with the one beside it: length 2010 - 2i, of which all but one letter at either edge is shared.
    best = sum((2009 - 2 * i) / (2011 - 2 * i) for i in range(1000))
    assert scores(outcome)["entities.soft"]["tp"] >= best - 1e-6


def test_a_thousand_spans_that_cross_a_thousand(run):
    gold = [mention(i, i, i + 1000) for i in range(1000)]
    pred = [mention(i, i + 1, i + 1003) for i in range(1000)]
    outcome = run({"mentions": gold}, {"mentions": pred})
    assert counts(outcome, *ENTITIES) == [(0, 1000, 1000), (0, 1000, 1000), (1000, 0, 0)]
    errors = json.loads(outcome[1])["entity_errors"]["errors"]
    assert sum(errors[name] for name in ("type", "left_edge", "right_edge", "both_edges")) == 1000


def test_a_chain_of_ten_thousand_spans(run):
    gold = [mention(i, i, i + 3) for i in range(10_000)]
    pred = [mention(i, i + 1, i + 5) for i in range(10_000)]
    assert counts(run({"mentions": gold}, {"mentions": pred}), *ENTITIES)[2] == (10_000, 0, 0)


def test_five_thousand_identical_mentions(run):
    same = {"mentions": [mention(i, 0, 5, entity_id="e") for i in range(5000)]}
    assert counts(run(same, same), *ENTITIES) == [(5000, 0, 0)] * 3


def test_five_thousand_identical_mentions_beside_as_many_are_refused(run):
    gold = {"mentions": [mention(i, 0, 5) for i in range(5000)]}
    pred = {"mentions": [mention(i, 1, 6) for i in range(5000)]}
    ((line, rule, message),) = refused(run(gold, pred))
    assert (line, rule) == (1, "too-many-overlaps")
    assert message.startswith("found 25000000 pairs of overlapping mentions against at most 5000000. ")


def test_mentions_that_hold_each_other_without_end_are_refused(run):
    pred = {"mentions": [mention(i, i, 50_000 - i) for i in range(10_000)]}
    ((_, rule, message),) = refused(run({}, pred))
    assert rule == "too-much-nesting"
    assert message.startswith("found mentions of 400010000 code points together against at most 100000000. ")


def test_every_span_of_a_text_is_predicted(run):
    gold = [mention(i, 25 * i, 25 * i + 5) for i in range(200)]
    pred = [mention(12 * i + j, i, i + j + 1) for i in range(5000) for j in range(12)]
    assert counts(run({"mentions": gold}, {"mentions": pred}), *ENTITIES) == [(200, 59_800, 0)] * 3


@pytest.mark.parametrize("number", [1, 20_000], ids=["one cluster", "singletons"])
def test_twenty_thousand_mentions_in_clusters(run, number):
    said = {"mentions": [mention(i, i, i + 2, entity_id=f"e{i % number}") for i in range(20_000)]}
    outcome = run(said, said)
    assert scores(outcome)["coref.entity.b3"]["f1"] == scores(outcome)["coref.entity.ceafe"]["f1"] == 1


def test_clusters_in_a_chain(run):
    gold = {"mentions": [mention(i, i, i + 2, entity_id=f"e{i // 2}") for i in range(20_000)]}
    pred = {"mentions": [mention(i, i, i + 2, entity_id=f"e{(i + 1) // 2}") for i in range(20_000)]}
    found = scores(run(gold, pred))
    # 10,000 clusters of two against 9,999 and two singletons: each shares one mention with one of the others.
    assert found["coref.entity.muc"]["f1"] == 0
    assert found["coref.entity.ceafm"]["recall"] == 0.5


def test_events_that_fill_each_other_and_themselves(run):
    events = [
        event(0, 0, 3, arguments=[("A", "E1"), ("A", "E0")], event_id="x"),
        event(1, 4, 6, arguments=[("A", "E2")]),
        event(2, 7, 9, arguments=[("A", "E0")]),
    ]
    outcome = run({"events": events}, {"events": events})
    assert counts(outcome, "events.tc", "events.ac+", "events.frame_exact") == [(3, 0, 0), (4, 0, 0), (3, 0, 0)]


FRAMES = "events.ti", "events.ac", "events.muc4", "events.frame_dice"


def test_an_event_with_ten_thousand_arguments(run):
    mentions = [mention(i, i, i + 3) for i in range(10_000)]
    filled = [event(0, 0, 3, arguments=[("A", f"T{i}") for i in range(10_000)])]
    gold = {"mentions": mentions, "events": filled}
    pred = {"mentions": [mention(i, i + 1, i + 5) for i in range(10_000)], "events": filled}
    assert counts(run(gold, pred), *FRAMES) == [(1, 0, 0), (0, 10_000, 10_000), (1, 10_000, 10_000), (0, 1, 1)]


def test_ten_thousand_arguments_that_are_one(run):
    mentions = [mention(0, 0, 5), mention(1, 1, 6)]
    gold, pred = (
        {"mentions": mentions, "events": [event(0, 0, 3, arguments=[("A", filler)] * 10_000)]}
        for filler in ("T0", "T1")
    )
    assert counts(run(gold, gold), *FRAMES) == [(1, 0, 0), (10_000, 0, 0), (10_001, 0, 0), (1, 0, 0)]
    assert counts(run(gold, pred), "events.ac", "events.ceaf_ree") == [(0, 10_000, 10_000)] * 2


def test_ten_thousand_arguments_of_one_entity(run):
    mentions = [mention(i, i, i + 3, entity_id="e") for i in range(10_000)]
    gold, pred = (
        {"mentions": mentions, "events": [event(0, 0, 3, arguments=[("A", f"T{i}") for i in own])]}
        for own in (range(0, 10_000, 2), range(1, 10_000, 2))
    )
    assert counts(run(gold, pred), "events.ac", "events.muc4") == [(0, 5000, 5000), (2, 0, 0)]


@pytest.mark.parametrize("shift", [0, 1], ids=["equal", "shifted"])
def test_two_thousand_events_of_one_type_with_the_same_fillers(run, shift):
    mentions = [mention(0, 0, 5, entity_id="e"), mention(1, 6, 9, entity_id="e")]
    gold, pred = (
        [event(i, i + by, i + 3 + by, arguments=[("A", "T0"), ("B", "T1")]) for i in range(2000)] for by in (0, shift)
    )
    outcome = run({"mentions": mentions, "events": gold}, {"mentions": mentions, "events": pred})
    expected = [(2000 - shift, shift, shift), (4000, 0, 0), (6000, 0, 0), (2000, 0, 0)]
    assert counts(outcome, *FRAMES) == expected


def test_two_thousand_events_with_one_filler_in_common(run):
    mentions = [mention(i, i, i + 2) for i in range(2001)]
    gold, pred = (
        [event(i, 2 * i, 2 * i + by, arguments=[("A", f"T{i}"), ("A", "T2000")]) for i in range(2000)] for by in (1, 2)
    )
    outcome = run({"mentions": mentions, "events": gold}, {"mentions": mentions, "events": pred})
    assert counts(outcome, *FRAMES) == [(0, 2000, 2000), (4000, 0, 0), (6000, 0, 0), (2000, 0, 0)]


def test_a_trigger_of_thousands_of_fragments(run):
    pieces = [[2 * i, 2 * i + 1] for i in range(5000)]
    gold, pred = ({"events": [{"id": "E0", "type": "X", "trigger": own}]} for own in (pieces, pieces[1:]))
    outcome = run(gold, pred)
    assert counts(outcome, "events.ti") == [(0, 1, 1)]
    assert json.loads(outcome[1])["event_errors"]["errors"]["trigger_edge"] == 1


def test_too_many_events_of_one_type_are_refused(run):
    events = {"events": [event(i, i, i + 1) for i in range(5001)]}
    assert [rule for _, rule, _ in refused(run(events, events))] == ["too-many-events"]


def test_two_thousand_claims_on_one_span(run):
    gold, pred = ([claim(i, 0, 3, str(100_000 + by + i)) for i in range(2000)] for by in (0, 1))
    outcome = run({"numeric_claims": gold}, {"numeric_claims": pred})
    # All numbers but the first and the last are on both sides.
    assert counts(outcome, "claims.q", "claims.qv") == [(2000, 0, 0), (1999, 1, 1)]
    assert json.loads(outcome[1])["by_slice"]["num:rtol1"]["claims.qv"]["tp"] == 2000


def test_a_thousand_claims_across_each_other(run):
    gold, pred = ([claim(i, i, i + 1000 + by, str(i)) for i in range(1000)] for by in (0, 1))
    outcome = run({"numeric_claims": gold}, {"numeric_claims": pred})
    assert counts(outcome, "claims.q") == [(0, 1000, 1000)]
    # Aligned as they overlap most, each claim has its own number.
    assert json.loads(outcome[1])["slots"]["claims.value"]["correct"] == 1000


def test_three_thousand_articles_each_with_a_fault(tmp_path):
    made = [
        [json.dumps({**HEADING_KEYS, "article_id": f"{i:04}", "text": "س" * 9, **rest}) for i in range(3000)]
        for rest in ({}, {"mentions": [mention(0, 0, 10)]})
    ]
    gold, pred = (written(tmp_path / f"{i}.jsonl", "\n".join(lines)) for i, lines in enumerate(made))
    command = [sys.executable, "-c", PROGRAM, "eval", pred, "--gold", gold]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=MINUTE, check=False)
    found = refused((ended.returncode, ended.stdout, ended.stderr))
    assert [(line, rule) for line, rule, _ in found] == [(i, "span-outside-text") for i in range(1, 3001)]


ZONES = {
    "overlapping": ([("BODY", 0, 10), ("FURNITURE", 5, 20)], "zone-overlap"),
    "one in another": ([("BODY", 0, 20), ("BODY", 5, 8)], "zone-overlap"),
    "outside the text": ([("BODY", 0, 60_000)], "span-outside-text"),
}


@pytest.mark.parametrize(("zones", "rule"), ZONES.values(), ids=ZONES)
def test_zones_that_are_none(run, zones, rule):
    gold = {"zones": [dict(zip(("type", "start", "end"), zone, strict=True)) for zone in zones]}
    assert [found for _, found, _ in refused(run(gold, {}))] == [rule]


def test_thousands_of_zones_that_are_not_scored(run):
    gold = {
        "zones": [{"type": "FURNITURE", "start": 2 * i, "end": 2 * i + 1} for i in range(10_000)],
        "mentions": [mention(i, i, i + 1) for i in range(20_000)],
    }
    outcome = run(gold, {"mentions": gold["mentions"]})
    assert outcome[2] == (
        "warning: in zones that are not scored (FURNITURE, TEASER), left out: 10000 of gold, 10000 predicted\n"
    )
    found = json.loads(outcome[1])["scores"]["entities.strict"]
    assert (found["tp"], found["fp"], found["fn"]) == (10_000, 0, 0)
