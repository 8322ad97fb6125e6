import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_readings import predicted

from hudna.arabic.quantities import quantity_words
from hudna.formats.interchange import read_records, record_line
from hudna.model import Mention, Record, Zone
from hudna.ontology import EVENT_ROLES, EVENT_TYPES, MENTION_TYPES, TIMEX_TYPES
from hudna_baselines.base import Baseline, load_baseline, registry
from hudna_baselines.rules.lexicon import rows

TEXT = (
    "أعلن الرئيس الفرنسي جان دوبوا أن 37 جنديًا قتلوا في قصف على مدينة مرسيليا يوم الجمعة. "
    "وتوصلت كندا والبرازيل إلى اتفاق وقف إطلاق النار، وفق وكالة رويترز، بعد أكثر من ثلاثة أسابيع من القتال."
)
WORDS = sorted(
    {
        word
        for name in ("triggers", "context", "time_words", "nominals", "cues")
        for row in rows(name)
        for word in row[-1].replace("|", " ").replace("/", " ").split()
    }
)
PIECES = [
    *WORDS,
    *sorted(quantity_words()),
    "و",
    "ب",
    "ل",
    "لل",
    "37",
    "٢٠٢٠",
    "%",
    "/",
    "(",
    ")",
    ".",
    "\n",
    "كندا",
    "الهندي",
    "🙂",
    "،",
    "17/11/2018",
]
NEWSLIKE = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


def assert_sound(record, text):
    """Surfaces are of the text, ids unique, references valid, labels known; no two mentions share span and type."""
    items = (*record.mentions, *record.events, *record.numeric_claims)
    assert len({item.id for item in items}) == len(items)
    assert len({(m.start, m.end, m.type) for m in record.mentions}) == len(record.mentions)
    assert all(m.text == text[m.start : m.end] and m.type in MENTION_TYPES for m in record.mentions)
    assert all(m.head in m.span for m in record.mentions if m.head)
    mentions, events = {m.id for m in record.mentions}, {e.id for e in record.events}
    for event in record.events:
        assert event.trigger_text == tuple(span.of(text) for span in event.trigger)
        roles = EVENT_ROLES[event.type]
        for argument in event.arguments:
            role = roles[argument.role]
            assert argument.filler in (mentions if role.takes_mention else set()) | (
                events if role.takes_event else set()
            )
        assert len(set(event.arguments)) == len(event.arguments)
    for claim in record.numeric_claims:
        assert claim.text == text[claim.start : claim.end]
        assert set(claim.quantified) <= mentions
        assert claim.about is None or claim.about.event in events
        assert all(link.source is None or link.source in mentions for link in claim.attribution)
    assert all(link.cue_text == link.cue.of(text) for claim in record.numeric_claims for link in claim.attribution)


def assert_no_nested_timex(record):
    spans = [mention.span for mention in record.mentions if mention.type in TIMEX_TYPES]
    assert not any(a.overlap(b) for at, a in enumerate(spans) for b in spans[at + 1 :])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), NEWSLIKE), st.sampled_from([None, "2022-05-13"]))
def test_any_text_gives_sound_predictions(text, dateline):
    record = predicted(text, dateline)
    assert_sound(record, text)
    assert_no_nested_timex(record)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "The 37 soldiers of 17/11/2018.", "🙂🙂", "\x00\u200f\u064b", "\ud800", "ـ"]
)
def test_odd_texts_do_no_harm(text):
    assert_sound(predicted(text), text)


@pytest.mark.parametrize(
    "text",
    ["1" * 20000, "و" * 20000, "و " * 5000, "." * 20000, "1," * 10000, "1-" * 5000, "ألف و" * 4000, "\u064b" * 20000],
)
def test_long_runs_take_little_time(text):
    began = time.perf_counter()
    predicted(text)
    assert time.perf_counter() - began < 5


def test_the_same_text_gives_the_same_line():
    assert record_line(predicted(TEXT)) == record_line(predicted(TEXT))


def test_the_baseline_is_loaded_by_name_and_keeps_the_protocol():
    assert isinstance(load_baseline("rules"), Baseline)
    assert load_baseline("rules").name == "rules"
    with pytest.raises(KeyError):
        load_baseline("none")


def test_naming_baselines_imports_none():
    code = "import sys, hudna_baselines.base; sys.exit('hudna_baselines.rules' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert registry["rules"] == "hudna_baselines.rules:RuleBaseline"


def test_of_no_article_nothing_is_learned():
    baseline = load_baseline("rules")
    before = baseline.predict(Record(article_id="a", text=TEXT))
    assert baseline.fit([]).predict(Record(article_id="a", text=TEXT)) == before


def test_fitting_changes_no_system_that_is_at_hand():
    text = "زار ششششش"
    mention = Mention(id="m", type="GPE", start=4, end=9, text="ششششش", form="NAM")
    baseline = load_baseline("rules")
    fitted = baseline.fit([Record(article_id="b", text=text, mentions=(mention,))])
    assert [m.text for m in fitted.predict(Record(article_id="c", text=text)).mentions] == ["ششششش"]
    assert baseline.predict(Record(article_id="c", text=text)).mentions == ()


def test_a_prediction_names_its_article_and_carries_no_text():
    record = Record(article_id="a", edition="open", text_sha256="0" * 64, text=TEXT, dateline="2022-05-13")
    prediction = load_baseline("rules").predict(record)
    assert (prediction.article_id, prediction.edition, prediction.text_sha256) == ("a", "open", "0" * 64)
    assert (prediction.text, prediction.zones) == (None, ())


def test_gold_in_the_record_is_ignored():
    record = Record(article_id="a", text=TEXT)
    gold = replace(record, mentions=(Mention(id="x", type="PERS", start=0, end=4, text=TEXT[:4]),))
    assert load_baseline("rules").predict(gold) == load_baseline("rules").predict(record)


def test_a_record_without_text_is_refused():
    with pytest.raises(ValueError, match="found no text in article a"):
        load_baseline("rules").predict(Record(article_id="a"))


def test_unscored_zones_are_passed_over():
    zones = (Zone(type="TEASER", start=0, end=88), Zone(type="BODY", start=88, end=len(TEXT)))
    assert all(mention.start >= 88 for mention in predicted(TEXT, zones=zones).mentions)


def test_predictions_can_be_read_back(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_text(record_line(predicted(TEXT, "2022-05-13")), encoding="utf-8")
    assert read_records(path)[0].record == predicted(TEXT, "2022-05-13")


def test_lexicons_name_known_labels_and_say_where_they_come_from():
    from importlib.resources import files

    for file in files("hudna_baselines.rules").joinpath("lexicons").iterdir():
        head = file.read_text(encoding="utf-8").splitlines()[:2]
        assert head[0].startswith("# Origin:"), file.name
        assert head[1].startswith("# Licence:"), file.name
    assert {row[0] for row in rows("triggers")} <= set(EVENT_TYPES)
    for event_type, role, types, _ in rows("frames"):
        allowed = EVENT_ROLES[event_type][role]
        assert allowed.takes_event if types == "EVENT" else allowed.takes_mention, (event_type, role)
        assert set(types.split(",")) <= {*MENTION_TYPES, "EVENT"}


def test_lexicons_are_ready_in_seconds():
    imports = "from hudna.model import Record; from hudna_baselines.rules import RuleBaseline"
    code = f"{imports}; RuleBaseline().predict(Record(article_id='a', text='كندا'))"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    assert time.perf_counter() - began < 6, "about a second on an idle machine"
