"""Every malformed input, and the exact line that a user reads."""

import hashlib
import re

import pytest
from eval_cases import claim, event, mention, record

from hudna.findings import InvalidDataError
from hudna.formats.interchange import write_records
from hudna.model import About, Argument, Attribution, Event, Mention, NumericClaim, Span, Zone
from hudna_eval import evaluate
from hudna_eval.evaluation import evaluate_sources
from hudna_eval.options import Options

TEXT = "قالت أذربيجان إن 44 أسيرا عادوا"
GOLD = record(text=TEXT, mentions=[mention(5, 13)])


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def lines(*findings):
    """A pattern for the whole message: these lines and no other."""
    return "^" + "\n".join(map(re.escape, findings)) + "$"


def warnings_of(report):
    """The warnings, but for the one that these texts are not known."""
    return tuple(warning for warning in report.warnings if not warning.startswith("entities.clitic is null"))


def number(**rest):
    return NumericClaim(id="N1", start=17, end=19, kind="COUNT", mod="EXACT", **rest)


PREDICTIONS = {
    "unknown article": (
        record("009"),
        "pred:1: [unknown-article] found article 009/open against the 1 articles of gold. "
        "Score by the gold that has it.",
    ),
    "unknown edition": (
        record(edition="source"),
        "pred:1: [unknown-article] found article 001/source against gold's editions open.",
    ),
    "repeated id": (
        record(mentions=[mention(0, 4, id_="X")], events=[event("X", "Life.Die", (5, 13))]),
        "pred:1: [duplicate-id] found id X again.",
    ),
    "repeated claim id": (
        record(claims=[claim(0, 4, id_="N1"), claim(5, 8, id_="N1")]),
        "pred:1: [duplicate-id] found id N1 again.",
    ),
    "offset past the end": (
        record(mentions=[mention(5, 60, id_="T1")]),
        "pred:1: [span-outside-text] T1: found end=60 against a text of 31 code points. "
        "Offsets count code points, not bytes or UTF-16 units.",
    ),
    "trigger past the end": (
        record(events=[event("E1", "Life.Die", (5, 8), (31, 32))]),
        "pred:1: [span-outside-text] E1 trigger: found end=32 against a text of 31 code points. "
        "Offsets count code points, not bytes or UTF-16 units.",
    ),
    "wrong surface of a mention": (
        record(mentions=[Mention(id="T1", type="GPE", start=6, end=14, text="أذربيجان")]),
        "pred:1: [surface-mismatch] T1: found «ذربيجان » at [6, 14) against «أذربيجان». These words begin at 5.",
    ),
    "wrong surface of a trigger": (
        record(events=[Event(id="E1", type="Life.Die", trigger=(Span(0, 4),), trigger_text=("عاد",))]),
        "pred:1: [surface-mismatch] E1 trigger: found «قالت» at [0, 4) against «عاد». These words begin at 26.",
    ),
    "wrong surface of a claim": (
        record(claims=[number(text="45")]),
        "pred:1: [surface-mismatch] N1: found «44» at [17, 19) against «45».",
    ),
    "wrong surface of a cue": (
        record(claims=[number(attribution=(Attribution(source=None, cue=Span(0, 3), cue_text="قالت"),))]),
        "pred:1: [surface-mismatch] N1 cue: found «قال» at [0, 3) against «قالت». These words begin at 0.",
    ),
    "hash of another text": (
        record(text_sha256=sha256("نص آخر")),
        f"pred:1: [text-hash] found text of sha256 {sha256('نص آخر')[:12]}… against gold's {sha256(TEXT)[:12]}…. "
        "Predict on the text of the gold that you score by.",
    ),
    "another text": (
        record(text=TEXT + "."),
        f"pred:1: [text-hash] found text of sha256 {sha256(TEXT + '.')[:12]}… against gold's {sha256(TEXT)[:12]}…. "
        "Predict on the text of the gold that you score by.",
    ),
    "dangling filler": (
        record(events=[event("E1", "Life.Die", (0, 4), args=[("Victim", "T9")])]),
        "pred:1: [dangling-reference] E1 Victim: found T9 against the id of an annotation of this article.",
    ),
    "dangling quantified": (
        record(claims=[number(quantified=("T9",))]),
        "pred:1: [dangling-reference] N1 quantified: found T9 against the id of an annotation of this article.",
    ),
    "dangling about": (
        record(claims=[number(about=About(event="E9", role="Item"))]),
        "pred:1: [dangling-reference] N1 about: found E9 against the id of an annotation of this article.",
    ),
    "dangling attribution": (
        record(claims=[number(attribution=(Attribution(source="T9"),))]),
        "pred:1: [dangling-reference] N1 attribution source: found T9 against the id of an annotation of this article.",
    ),
}


@pytest.mark.parametrize(("pred", "message"), PREDICTIONS.values(), ids=PREDICTIONS)
def test_a_malformed_prediction_is_refused(pred, message):
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([GOLD], [pred])


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (
            record(text=TEXT, text_sha256=sha256("x")),
            f"gold:1: [text-hash] found text of sha256 {sha256(TEXT)[:12]}… against {sha256('x')[:12]}…. "
            "The text was changed after it was annotated, or the file belongs to another text.",
        ),
        (
            record(text="abc", mentions=[mention(0, 4, id_="T1")]),
            "gold:1: [span-outside-text] T1: found end=4 against a text of 3 code points. "
            "Offsets count code points, not bytes or UTF-16 units.",
        ),
        (
            record(events=[event("E1", "Life.Die", (0, 4), args=[("Victim", "T9")])]),
            "gold:1: [dangling-reference] E1 Victim: found T9 against the id of an annotation of this article.",
        ),
    ],
    ids=["hash", "offset", "reference"],
)
def test_a_malformed_gold_is_refused(gold, message):
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([gold], [record()])


def test_a_gold_without_text_still_knows_its_hash():
    gold = record(text_sha256=sha256(TEXT))
    message = (
        f"pred:1: [text-hash] found text of sha256 {sha256('x')[:12]}… against gold's {sha256(TEXT)[:12]}…. "
        "Predict on the text of the gold that you score by."
    )
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([gold], [record(text_sha256=sha256("x"))])
    assert evaluate([gold], [record(text_sha256=sha256(TEXT))]).scores["entities.strict"].f1 is None


def test_an_article_that_comes_twice_is_refused_on_either_side():
    again = "[duplicate-article] found article 001/open again, first at {0}:1. One line per article and edition."
    with pytest.raises(InvalidDataError, match=lines(f"gold:2: {again.format('gold')}")):
        evaluate([GOLD, GOLD], [record()])
    with pytest.raises(InvalidDataError, match=lines(f"pred:2: {again.format('pred')}")):
        evaluate([GOLD], [record(), record()])


def test_one_gold_record_predicted_with_and_without_edition_is_refused():
    message = "pred:2: [duplicate-article] found article 001 again, first at pred:1. One line per article and edition."
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([GOLD], [record(), record(edition="")])


def test_a_prediction_without_edition_goes_to_the_only_gold_record():
    assert evaluate([GOLD], [record(edition="", mentions=[mention(5, 13)])]).scores["entities.strict"].f1 == 1


def test_a_prediction_without_edition_is_refused_where_gold_has_two():
    message = (
        "pred:1: [ambiguous-edition] found article 001 without edition against gold's editions open, source. "
        "Say which by the key `edition`."
    )
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([GOLD, record(edition="source")], [record(edition="")])


def test_all_faults_of_both_sides_come_at_once():
    gold = record(text="abc", mentions=[mention(0, 4, id_="T1")])
    pred = [record("009"), record(mentions=[mention(0, 9, id_="T1")])]
    with pytest.raises(InvalidDataError) as caught:
        evaluate([gold], pred)
    assert [(finding.path, finding.line, finding.rule) for finding in caught.value.findings] == [
        ("gold", 1, "span-outside-text"),
        ("pred", 1, "unknown-article"),
        ("pred", 2, "span-outside-text"),
    ]


def test_faults_of_both_files_come_at_once(tmp_path):
    (tmp_path / "gold.jsonl").write_text("{}\n")
    (tmp_path / "pred.jsonl").write_text("")
    with pytest.raises(InvalidDataError) as caught:
        evaluate(tmp_path / "gold.jsonl", str(tmp_path / "pred.jsonl"))
    assert [finding.rule for finding in caught.value.findings] == ["missing-key", "empty-file"]


def test_two_articles_of_one_name_are_refused():
    gold = [record("a", edition="b"), record("a/b", edition="")]
    message = "gold:2: [ambiguous-name] found article a/b by article id and by id and edition. Rename one of them."
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate(gold, [record("a", edition="b")])


def test_no_record_at_all_is_refused():
    message = "pred:0: [no-record] found no record against at least one."
    with pytest.raises(InvalidDataError, match=lines(message)):
        evaluate([GOLD], [])


def test_a_fault_in_a_file_names_its_line(tmp_path):
    write_records([record("000"), record(mentions=[mention(5, 60, id_="T1")])], tmp_path / "pred.jsonl")
    with pytest.raises(InvalidDataError, match=f"^{re.escape(str(tmp_path))}/pred.jsonl:2: .span-outside-text. T1: "):
        evaluate([record("000"), GOLD], tmp_path / "pred.jsonl")


def test_articles_without_prediction_are_missed_and_named():
    other = record("000", mentions=[mention(0, 3), mention(4, 6)])
    report = evaluate([GOLD, other], [record(mentions=[mention(5, 13)])])
    assert warnings_of(report) == ("no prediction for 1 of 2 gold articles, all missed: 000/open",)
    assert report.scores["entities.strict"].recall == 1 / 3


def scored(gold, pred, edition):
    return evaluate_sources(gold, pred, Options(edition=edition))


def test_an_edition_is_scored_by_itself():
    marked = [mention(0, 3)]
    gold = [record(mentions=marked), record(mentions=marked, edition="source")]
    report = scored(gold, [record(edition="source"), record(mentions=marked)], "open")
    assert list(report.by_article) == ["001/open"]
    assert report.scores["entities.strict"].f1 == 1
    assert warnings_of(report) == ("predictions for editions that are not scored were left out: 001/source",)


def test_a_prediction_without_edition_goes_to_the_edition_asked_for():
    marked = [mention(0, 3)]
    gold = [record(), record(mentions=marked, edition="source")]
    report = scored(gold, [record(edition="", mentions=marked)], "source")
    assert list(report.by_article) == ["001/source"]
    assert report.scores["entities.strict"].f1 == 1


def test_a_prediction_for_an_unnamed_edition_of_gold_is_for_no_other():
    report = scored([record(), record(edition="")], [record(edition="", mentions=[mention(0, 3)])], "open")
    assert report.scores["entities.strict"].counts.fp == 0
    assert warnings_of(report)[1] == "predictions for editions that are not scored were left out: 001"


def test_an_edition_that_gold_does_not_have_is_refused():
    message = "gold:0: [unknown-edition] found edition paper against gold's open."
    with pytest.raises(InvalidDataError, match="^" + re.escape(message)):
        scored([GOLD], [record()], "paper")


ZONES = (
    Zone(type="HEADLINE", start=0, end=10),
    Zone(type="TEASER", start=10, end=20),
    Zone(type="BODY", start=20, end=30),
    Zone(type="FURNITURE", start=30, end=40),
)


def test_what_touches_an_unscored_zone_of_gold_is_left_out_on_both_sides():
    gold = record(zones=ZONES, mentions=[mention(0, 4), mention(12, 15), mention(20, 25)])
    pred = record(
        mentions=[mention(0, 4), mention(8, 11), mention(15, 20), mention(25, 31), mention(26, 30)],
        events=[event("E1", "Life.Die", (21, 22), (31, 32)), event("E2", "Life.Die", (21, 22))],
        claims=[claim(30, 31), claim(28, 30)],
    )
    report = evaluate([gold], [pred])
    expected = {"entities.strict": (1, 1, 1), "events.ti": (0, 1, 0), "claims.q": (0, 1, 0)}
    for metric, (tp, fp, fn) in expected.items():
        counts = report.scores[metric].counts
        assert (counts.tp, counts.fp, counts.fn) == (tp, fp, fn)
    (warning,) = warnings_of(report)
    assert warning == "in zones that are not scored (FURNITURE, TEASER), left out: 1 of gold, 5 predicted"


def test_zones_of_a_prediction_leave_nothing_out():
    everything = (Zone(type="FURNITURE", start=0, end=40),)
    report = evaluate([record()], [record(zones=everything, mentions=[mention(0, 4)])])
    assert report.scores["entities.strict"].precision == 0
    assert warnings_of(report) == ()


def test_an_argument_is_judged_where_its_event_is():
    def said(*fillers):
        return record(
            zones=ZONES,
            mentions=[mention(20, 25, id_="T1"), mention(12, 15, id_="T2")],
            events=[Event(
                id="E1",
                type="Life.Die",
                trigger=(Span(26, 28),),
                arguments=tuple(Argument(role="Victim", filler=filler) for filler in fillers),
            )],
        )  # fmt: skip

    counts = evaluate([said("T1")], [said("T1", "T2")]).scores["events.ac+"].counts
    assert (counts.tp, counts.fp, counts.fn) == (1, 1, 0)
