"""OneIE's and TextEE's JSON Lines as records."""

import json

import pytest

from hudna.findings import InvalidDataError
from hudna.model import Argument, Event, Mention, Span
from hudna_eval import evaluate
from hudna_eval.readers import collected, read

TOKENS = ["قصف", "الجيش", "مدينة", "حلب", "أمس", "."]
TEXT = "قصف الجيش مدينة حلب أمس ."
ARMY, CITY = Span(4, 9), Span(10, 19)


def entity(id_, start, end, type_, **rest):
    return {"id": id_, "start": start, "end": end, "entity_type": type_, **rest}


def attack(*arguments, trigger=(0, 1), **rest):
    start, end = trigger
    own = {"start": start, "end": end, "text": " ".join(TOKENS[start:end])}
    return {"id": "d-EV0", "event_type": "Conflict:Attack", "trigger": own, "arguments": list(arguments), **rest}


ENTITIES = [
    entity("d-E0", 1, 2, "ORG", text="الجيش", mention_type="NOM", entity_subtype="Military"),
    entity("d-E1", 2, 4, "GPE", text="مدينة حلب", mention_type="UNK"),
]
EVENT = attack({"entity_id": "d-E0", "role": "Attacker", "text": "الجيش"}, {"entity_id": "d-E1", "role": "Place"})
ONEIE = {
    "doc_id": "d", "sent_id": "d-0", "tokens": TOKENS, "pieces": ["x"], "token_lens": [1], "sentence": "قصف الجيش…",
    "entity_mentions": ENTITIES, "event_mentions": [EVENT],
    "relation_mentions": [{"id": "R", "relation_type": "ORG-AFF", "arguments": []}],
}  # fmt: skip
TEXTEE = {"wnd_id" if key == "sent_id" else key: value for key, value in ONEIE.items()}
GRAPH = {
    "doc_id": "d", "sent_id": "d-0", "tokens": TOKENS, "token_ids": ["d:0-2"],
    "graph": {
        "entities": [[2, 4, "GPE", "NAM", 0.9], [1, 2, "ORG", "UNK", 1.0]],
        "triggers": [[0, 1, "Conflict:Attack", 1.0]],
        "relations": [[0, 1, "ORG-AFF", 0.5]],
        "roles": [[0, 1, "Attacker", 1.0], [0, 0, "Place", 0.8]],
    },
}  # fmt: skip
FORMS = {"oneie": ONEIE, "textee": TEXTEE}


@pytest.fixture
def made(tmp_path):
    def write(*objects, name="corpus.json"):
        path = tmp_path / name
        lines = (item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=False).encode() for item in objects)
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    return write


def records(path, form=None):
    return [item.record for item in collected(read(path, form))]


def findings(path, form=None):
    with pytest.raises(InvalidDataError) as caught:
        collected(read(path, form))
    return [f"{finding.line}: [{finding.rule}] {finding.message}" for finding in caught.value.findings]


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_is_a_record_over_its_joined_tokens(made, form):
    [record] = records(made(FORMS[form]))
    assert (record.article_id, record.text) == ("d/d-0", TEXT)
    assert record.mentions == (
        Mention(id="d-E0", type="ORG", start=4, end=9, text="الجيش", form="NOM"),
        Mention(id="d-E1", type="GPE", start=10, end=19, text="مدينة حلب"),
    )
    arguments = (Argument(role="Attacker", filler="d-E0"), Argument(role="Place", filler="d-E1"))
    assert record.events == (
        Event(id="d-EV0", type="Conflict:Attack", trigger=(Span(0, 3),), trigger_text=("قصف",), arguments=arguments),
    )


def test_a_graph_is_a_prediction_of_the_same_sentence(made):
    [gold], [pred] = records(made(ONEIE)), records(made(GRAPH, name="pred.json"))
    assert [(m.id, m.type, m.span, m.form) for m in pred.mentions] == [
        ("T1", "GPE", CITY, "NAM"), ("T2", "ORG", ARMY, None),
    ]  # fmt: skip
    scores = evaluate([gold], [pred]).scores
    assert {scores[name].f1 for name in ("entities.strict", "events.tc", "events.ac+", "events.frame_exact")} == {1}


def test_predictions_of_events_have_spans_without_mentions(made):
    window = {"doc_id": "d", "wnd_id": "d-0", "tokens": TOKENS}
    arguments = [[1, 2, "Attacker"], [2, 4, "Place", "مدينة حلب"], [1, 2, "Agent"]]
    [record] = records(made({**window, "events": [{"trigger": [0, 1, "Conflict:Attack"], "arguments": arguments}]}))
    assert [(m.id, m.type, m.span) for m in record.mentions] == [
        ("filler-4-9", "", ARMY), ("filler-10-19", "", CITY),
    ]  # fmt: skip
    [event] = record.events
    assert [(argument.role, argument.filler) for argument in event.arguments] == [
        ("Attacker", "filler-4-9"), ("Place", "filler-10-19"), ("Agent", "filler-4-9"),
    ]  # fmt: skip
    counts = evaluate(records(made(TEXTEE)), [record]).scores["events.ac+"].counts
    assert (counts.tp, counts.fp, counts.fn) == (2, 1, 0)


def test_detected_triggers_are_events_without_arguments(made):
    window = {"doc_id": "d", "wnd_id": 3, "tokens": TOKENS}
    [record] = records(made({**window, "triggers": [[0, 1, "Attack", "قصف"], [0, 1, "Attack"]]}))
    assert record.article_id == "d/3"
    assert [(event.id, event.trigger) for event in record.events] == [("E1", (Span(0, 3),)), ("E2", (Span(0, 3),))]


def test_lines_of_event_arguments_are_one_record_a_window(made):
    def line(window, *arguments):
        return {
            "doc_id": "d", "wnd_id": window, "tokens": TOKENS, "trigger": [0, 1, "Attack", "قصف"],
            "arguments": list(arguments),
        }  # fmt: skip

    first, second = records(made(line("0", [1, 2, "A"]), line("0", [2, 4, "P"], [4, 5, None]), line("1")))
    assert [[(a.role, a.filler) for a in event.arguments] for event in first.events] == [
        [("A", "filler-4-9")], [("P", "filler-10-19")],
    ]  # fmt: skip
    assert (first.article_id, second.article_id, len(second.events)) == ("d/0", "d/1", 1)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"id": "m", "entity_id": "d-E1"}, ("m", "d-E1")),
        ({"mention_id": "m", "entity_id": "d-E1"}, ("m", "d-E1")),
        ({"entity_id": "m"}, ("m", None)),
    ],
)
def test_which_id_is_the_mentions(made, keys, expected):
    mention = {"start": 1, "end": 2, "entity_type": "ORG", **keys}
    [record] = records(made({**ONEIE, "entity_mentions": [mention], "event_mentions": []}))
    assert (record.mentions[0].id, record.mentions[0].entity_id) == expected


def test_a_surface_may_differ_from_its_tokens_in_spaces_only(made):
    same = {**ONEIE, "entity_mentions": [entity("m", 2, 4, "GPE", text="مدينة  حلب")], "event_mentions": []}
    assert records(made(same))[0].mentions[0].text == "مدينة حلب"
    other = {**ONEIE, "entity_mentions": [entity("m", 2, 4, "GPE", text="مدينه حلب")], "event_mentions": []}
    assert findings(made(other)) == [
        "1: [surface-mismatch] entity_mentions[0]: found «مدينه حلب» against its tokens «مدينة حلب»"
    ]


NO_SUCH = "found no such key, which is required"
ROW = "found no [start, end, label, …]"


def outside(where, start, end):
    return f"[span-outside-text] {where}: found tokens [{start}, {end}) against 0 <= start < end <= 6"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (entity("m", -1, 2, "X"), outside("entity_mentions[0]", -1, 2)),
        (entity("m", 5, 7, "X"), outside("entity_mentions[0]", 5, 7)),
        (entity("m", 3, 3, "X"), outside("entity_mentions[0]", 3, 3)),
        (entity("m", 0, 10**40, "X"), outside("entity_mentions[0]", 0, 10**40)),
        (entity("m", 0, 1.0, "X"), "[bad-value] entity_mentions[0].end: found float against a whole number"),
        (entity("m", True, 1, "X"), "[bad-value] entity_mentions[0].start: found bool against a whole number"),
        (entity("m", 0, 1, None), "[bad-value] entity_mentions[0].entity_type: found NoneType against a string"),
        ({"id": "m", "start": 0, "end": 1}, f"[missing-key] entity_mentions[0].entity_type: {NO_SUCH}"),
        ({"start": 0, "end": 1, "entity_type": "X"}, f"[missing-key] entity_mentions[0].id: {NO_SUCH}"),
        ("m", "[bad-value] entity_mentions[0]: found str against an object"),
    ],
)
def test_faulty_mentions(made, form, mention, expected):
    assert findings(made({**FORMS[form], "entity_mentions": [mention], "event_mentions": []})) == [f"1: {expected}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (attack({"role": "A"}), f"[missing-key] event_mentions[0].arguments[0].entity_id: {NO_SUCH}"),
        (attack() | {"trigger": [0, 1]}, "[bad-value] event_mentions[0].trigger: found list against an object"),
        (attack() | {"trigger": {"start": 6, "end": 7}}, outside("event_mentions[0].trigger", 6, 7)),
        (attack() | {"id": 7}, "[bad-value] event_mentions[0].id: found int against a string"),
    ],
)
def test_faulty_events(made, form, event, expected):
    assert findings(made({**FORMS[form], "event_mentions": [event]})) == [f"1: {expected}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"entity_mentions": None}, "[bad-value] entity_mentions: found NoneType against a list"),
        ({"tokens": "قصف"}, "[bad-value] tokens: found str against a list"),
        ({"tokens": ["قصف", 7]}, "[bad-value] tokens: found another thing than a string against strings"),
        ({"doc_id": None}, "[missing-key] doc_id: found no name against a string or a whole number"),
        ({"doc_id": ""}, "[missing-key] doc_id: found no name against a string or a whole number"),
    ],
)
def test_faulty_sentences(made, form, change, expected):
    assert findings(made({**FORMS[form], **change}), form) == [f"1: {expected}"]


def test_an_empty_token_is_no_place(made):
    found = findings(made({**GRAPH, "tokens": ["", *TOKENS[1:]]}))
    assert found == ["1: [span-outside-text] graph.triggers[0]: found span [0, 0) against 0 <= start < end"]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ([], "[bad-value] graph: found list against an object"),
        ({"entities": [[0, 9, "X"]]}, outside("graph.entities[0]", 0, 9)),
        ({"triggers": [[0, 1, 7]]}, "[bad-value] graph.triggers[0]: found int against a type"),
        (
            {"roles": [[0, 0, "A"]]},
            "[bad-value] graph.roles[0]: found no place of a trigger, place of an entity, and role",
        ),
    ],
)
def test_faulty_graphs(made, graph, expected):
    assert findings(made({**GRAPH, "graph": graph})) == [f"1: {expected}"]


def test_a_row_of_a_graph_that_is_too_short(made):
    graph = {"entities": [[0, 1], [1, 2, "X"]], "triggers": [[0, 1, "X"]], "roles": [[0, 1, "A"]]}
    found = findings(made({**GRAPH, "graph": graph}))
    assert found == ["1: [bad-value] graph.entities[0]: found no list of three or more"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"events": [{"arguments": []}]}, f"[bad-value] events[0]: {ROW}"),
        ({"events": [{"trigger": [0, 1, None]}]}, "[bad-value] events[0]: found no event type against one"),
        (
            {"events": [{"trigger": [0, "1", "X"]}]},
            "[bad-value] events[0]: found no two whole numbers against start and end, counted in tokens",
        ),
        ({"events": [{"trigger": [0, 1, "X"], "arguments": {}}]}, f"[bad-value] events[0].arguments[0]: {ROW}"),
        ({"triggers": [[9, 10, "X"]]}, outside("triggers[0]", 9, 10)),
        (
            {},
            "[missing-key] found none of entity_mentions, event_mentions, events, triggers, trigger "
            "against at least one",
        ),
    ],
)
def test_faulty_predictions(made, change, expected):
    assert findings(made({"doc_id": "d", "wnd_id": "0", "tokens": TOKENS, **change})) == [f"1: {expected}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"{", "[json] found no JSON"),
        (b"[]", "[json] found a JSON list against an object"),
        (b'{"doc_id": 1, "doc_id": 2}', "[json] found no JSON: key 'doc_id' comes twice"),
        (b'{"doc_id": NaN}', "[json] found no JSON: NaN is no JSON number"),
        (b'{"doc_id": ' + b"[" * 100_000, "[json] found JSON that is nested too deeply"),
        (b'{"doc_id": ' + b"9" * 5000 + b"}", "[json] found no JSON: number out of range"),
        (b'{"doc_id": "\\uD83D"}', "[surrogate] found U+D83D, half of a surrogate pair, against a character"),
        (b'{"doc_id": "\xed\xa0\x80"}', "[utf8] found byte 0xed at byte 12 of the line against UTF-8"),
        (b'{"x' + b"x" * 1_000_000 + b'": 1', "[json] found no JSON"),
    ],
)
def test_faulty_lines_leave_the_others(made, form, line, expected):
    first, second = read(made(line, FORMS[form]), form)
    [finding] = first.findings
    assert str(finding).partition(":1: ")[2].startswith(expected)
    assert len(str(finding)) < 400
    assert second.record.article_id == "d/d-0"


@pytest.mark.parametrize("form", FORMS)
def test_empty_files_long_lines_and_line_ends(made, form):
    assert findings(made(name="none.json"), form) == ["1: [empty-file] found no line against at least one JSON object"]
    long = {**FORMS[form], "tokens": ["ا" * 500_000, *TOKENS[1:]], "entity_mentions": [], "event_mentions": []}
    assert len(records(made(long), form)[0].text) > 500_000
    plain = made(FORMS[form])
    marked = made(b"\xef\xbb\xbf" + plain.read_bytes().rstrip() + b"\r", b"\r", name="marked.json")
    assert records(marked) == records(plain)
    emoji = {**FORMS[form], "tokens": ["\U0001f600", *TOKENS[1:]], "entity_mentions": [], "event_mentions": []}
    assert records(made(json.dumps(emoji).encode()), form)[0].text.startswith("\U0001f600 ")
