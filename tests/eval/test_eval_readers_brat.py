"""brat standoff as records: that of others, and that of `hudna export brat`."""

from dataclasses import replace

import pytest

from hudna.exchange.brat.canonical import canonical
from hudna.exchange.brat.folder import write_brat
from hudna.exchange.folder import read_gold
from hudna.findings import InvalidDataError
from hudna.model import Argument, Mention, Span
from hudna_eval.readers import collected, read

TEXT = "التقى الوزير سامي نظيره ليلى في بغداد، ثم أعلن الوزير الاتفاق.\n"
#       0     6      13   18    24   29 32     39 42   47     54


def t(id_, type_, *spans, text=TEXT, words=None):
    offsets = ";".join(f"{start} {end}" for start, end in spans)
    return f"{id_}\t{type_} {offsets}\t{words or ' '.join(text[start:end] for start, end in spans)}"


@pytest.fixture
def corpus(tmp_path):
    def write(*lines, text=TEXT, name="001", end="\n"):
        path = tmp_path / f"{name}.ann"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_bytes(text.encode())
        path.write_bytes("".join(line + end for line in lines).encode())
        return tmp_path

    return write


def record(folder, **choices):
    [item] = collected(read(folder, "brat", **choices))
    return item.record


def findings(folder, **choices):
    with pytest.raises(InvalidDataError) as caught:
        record(folder, **choices)
    return [f"{finding.line}: [{finding.rule}] {finding.message}" for finding in caught.value.findings]


def test_mentions_events_and_their_text(corpus):
    found = record(
        corpus(
            t("T1", "Person", (13, 17)),
            t("T2", "Person", (24, 28)),
            t("T3", "Meet", (0, 5)),
            "E1\tMeet:T3 Participant:T1 Participant2:T2",
            t("T4", "Say", (42, 46)),
            "E2\tSay:T4 Content:E1",
        )
    )
    assert (found.article_id, found.text) == ("001", TEXT)
    assert found.mentions == (
        Mention(id="T1", type="Person", start=13, end=17, text="سامي"),
        Mention(id="T2", type="Person", start=24, end=28, text="ليلى"),
    )
    meet, say = found.events
    assert (meet.type, meet.trigger, meet.trigger_text) == ("Meet", (Span(0, 5),), ("التقى",))
    assert meet.arguments == (Argument(role="Participant", filler="T1"), Argument(role="Participant", filler="T2"))
    assert say.arguments == (Argument(role="Content", filler="E1"),)


def test_a_trigger_keeps_its_parts_and_a_mention_must_have_one(corpus):
    folder = corpus(t("T1", "Say", (42, 46), (54, 61)), "E1\tSay:T1", t("T2", "Person", (6, 12), (24, 28)))
    assert findings(folder) == ["3: [discontinuous] T2: found a mention of 2 parts against one"]
    found = record(folder, discontinuous="cover")
    assert found.events[0].trigger == (Span(42, 46), Span(54, 61))
    assert found.mentions == (Mention(id="T2", type="Person", start=6, end=28, text=TEXT[6:28]),)


@pytest.mark.parametrize("words", [None, "مدينة بغداد"])
@pytest.mark.parametrize("spans", [[(0, 11)], [(0, 5), (6, 11)]])
def test_a_mention_over_a_line_end_is_one(corpus, spans, words):
    text = "مدينة\nبغداد"
    line = t("T1", "City", *spans, text=text, words=words or "مدينة بغداد")
    assert record(corpus(line, text=text)).mentions == (Mention(id="T1", type="City", start=0, end=11, text=text),)


@pytest.mark.parametrize(
    ("attribute", "polarity", "realis"),
    [
        ("Polarity E1 NEG", "NEG", None),
        ("polarity E1 Positive", "POS", None),
        ("REALIS E1 generic", None, "GENERIC"),
        ("Tense E1 Past", None, None),
        ("Polarity T1 NEG", None, None),
    ],
)
def test_polarity_and_realis_whatever_the_case(corpus, attribute, polarity, realis):
    for kind in "AM":
        event = record(corpus(t("T1", "Meet", (0, 5)), "E1\tMeet:T1", f"{kind}1\t{attribute}")).events[0]
        assert (event.polarity, event.realis) == (polarity, realis)


@pytest.mark.parametrize("attribute", ["Polarity E1 perhaps", "Realis E1", "Polarity E1 NEG\nA2\tPolarity E1 POS"])
def test_a_value_that_is_none_is_a_finding(corpus, attribute):
    lines = [t("T1", "Meet", (0, 5)), "E1\tMeet:T1", f"A1\t{attribute}"]
    assert all("[brat-attribute] E1" in found for found in findings(corpus(*lines)))


MENTIONS = [t(f"T{number}", "P", span) for number, span in enumerate([(6, 12), (13, 17), (18, 23), (24, 28)], start=1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["*\tEquiv T1 T2", "*\tEquiv T4 T2"],
        ["*\tEquiv T4 T2 T1"],
        ["R1\tCoreference Arg1:T4 Arg2:T2", "R2\tcoref Arg1:T2 Arg2:T1"],
        ["R1\tIdentity Arg1:T1 Arg2:T4", "*\tEquiv T2 T4", "R2\tPart-of Arg1:T3 Arg2:T1", "R3\tHas Owner:T3 Thing:T1"],
    ],
)
def test_what_is_equivalent_is_one_entity_of_its_article(corpus, lines):
    found = record(corpus(*MENTIONS, *lines))
    assert [mention.entity_id for mention in found.mentions] == ["001/T1", "001/T1", None, "001/T1"]


def test_events_are_equivalent_by_their_ids_or_triggers(corpus):
    lines = [t("T1", "Meet", (0, 5)), "E1\tMeet:T1", t("T2", "Say", (42, 46)), "E2\tSay:T2 Content:T1"]
    for pair in ("E1 E2", "T1 E2", "T1 T2"):
        found = record(corpus(*lines, f"*\tEquiv {pair}"))
        assert [event.event_id for event in found.events] == ["001/E1", "001/E1"]
        assert found.events[1].arguments == (Argument(role="Content", filler="E1"),)


def test_a_trigger_of_two_events_stands_for_neither(corpus):
    lines = [t("T1", "Meet", (0, 5)), "E1\tMeet:T1", "E2\tMeet:T1", t("T2", "Say", (42, 46)), "E3\tSay:T2 Content:T1"]
    assert findings(corpus(*lines)) == ["5: [dangling-reference] E3 Content: found T1 against one of its events E1, E2"]


def test_what_has_no_place_in_a_record_is_passed_over(corpus):
    lines = [
        *MENTIONS,
        "#1\tAnnotatorNotes T1\tis this right?",
        "# a comment",
        "N1\tReference T1 Base:7\tالوزير",
        "A1\tConfidence T1 High",
        "R1\tWorks_for Employee:T1 Employer:T2",
        "*\tUnlike T1 T2",
    ]
    assert len(record(corpus(*lines)).mentions) == 4


def test_roles_lose_their_number_and_labels_stay_as_found(corpus):
    lines = [t("T1", "Per-son_x", (13, 17)), t("T2", "Con-tact", (0, 5)), "E1\tCon-tact:T2 Side-a12:T1 7:T1"]
    event = record(corpus(*lines)).events[0]
    assert (event.type, [argument.role for argument in event.arguments]) == ("Con-tact", ["Side-a", "7"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["T1\tP 6 99\tx"], "1: [span-outside-text] T1: found end=99 against a text of 63 code points"),
        (["T1\tP -1 5\tx"], "1: [brat-line] found 'P -1 5' against a type and offsets such as `GPE 0 5;8 12`"),
        (["T1\tP 5 5\t"], "1: [brat-line] found span [5, 5) against 0 <= start < end"),
        (["T1\tP 13 17\tليلى"], "1: [surface-mismatch] T1: found «ليلى» against «سامي»"),
        (["X1\tP 13 17\tليلى"], "1: [brat-line] found a line of kind X against T, E, R, A and #"),
        (["no tab"], "1: [brat-line] found 'no tab' against an id, a tab and an annotation"),
        ([*MENTIONS[:1], MENTIONS[0]], "2: [duplicate-id] found id T1 again"),
        ([*MENTIONS[:1], "E1\tMeet:T1"], "2: [brat-trigger] E1: found trigger T1 against a T of type Meet"),
        (
            [t("T1", "Meet", (0, 5)), "E1\tMeet:T1 Side:T9"],
            "2: [dangling-reference] E1 Side: found T9 against the id of a T or E",
        ),
        ([MENTIONS[0], "*\tEquiv T1 T9"], "2: [dangling-reference] Equiv: found T9 against the id of a T or E"),
        ([MENTIONS[0], "*\tEquiv T1"], "2: [brat-line] found 1 ids against two or more of one entity"),
    ],
)
def test_faulty_lines(corpus, lines, expected):
    assert findings(corpus(*lines)) == [expected]


def test_carriage_returns_and_a_mark_of_byte_order(corpus):
    found = record(corpus("\ufeff" + MENTIONS[0], *MENTIONS[1:], end="\r\n"))
    assert len(found.mentions) == 4
    text = "سطر\r\nبغداد"
    assert record(corpus(t("T1", "City", (5, 10), text=text), text=text)).mentions[0].text == "بغداد"
    marked = f"\ufeff{TEXT}"
    assert record(corpus(t("T1", "P", (14, 18), text=marked), text=marked)).mentions[0].text == "سامي"


def test_a_text_without_annotation_is_a_record_and_an_annotation_without_text_is_not(corpus):
    assert (record(corpus(text="")).text, record(corpus()).mentions) == ("", ())
    folder = corpus(*MENTIONS)
    (folder / "001.txt").unlink()
    assert findings(folder) == ["0: [unreadable-file] found no readable file: No such file or directory"]


def test_texts_that_are_no_utf8(corpus):
    folder = corpus()
    (folder / "001.txt").write_bytes("بغداد".encode("cp1256"))
    (folder / "001.ann").write_bytes(b"T1\tP 0 1\t\xed\xa0\x80\n")
    assert [found.partition("]")[0] for found in findings(folder)] == ["1: [utf8", "1: [utf8"]


def test_long_lines(corpus):
    text = "ا" * 600_000
    assert record(corpus(t("T1", "X", (0, 600_000), text=text), text=text)).mentions[0].end == 600_000
    [found] = findings(corpus(f"T1\tX 0 600000\t{text[1:]}", text=text))
    assert len(found) < 300
    [found] = findings(corpus("x" * 1_000_000))
    assert len(found) < 300


def test_articles_are_named_by_their_files_and_a_faulty_one_leaves_the_others(corpus):
    corpus(MENTIONS[0], name="b/two")
    folder = corpus("broken", name="b/one")
    items = list(read(folder))
    assert [isinstance(item, InvalidDataError) for item in items] == [True, False]
    assert items[1].record.article_id == "b/two"
    assert [item.record.article_id for item in read(folder / "b" / "two.ann")] == ["two"]


def test_this_projects_own_export_loses_nothing(root, tmp_path):
    gold = [item for item in read_gold(root / "annotations") if item.name.parts[0] == "open"]
    write_brat(gold, tmp_path / "brat")
    expected = [replace(canonical(item.annotation).record, text=item.text) for item in gold]
    found = [item.record for item in collected(read(tmp_path / "brat"))]
    assert found == expected
    assert all(record.zones and record.numeric_claims for record in found)
