"""`hudna benchmark`: held-out articles stay unseen, what is zero-shot says so, ablations and the model card agree."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.arabic.normalise import comparison_form
from hudna.dataset import embedded_dataset, read_dataset
from hudna.model import Event, Mention, Record, Span
from hudna_baselines.ablation import METRICS, Ablation, ablation_table
from hudna_baselines.base import Ablatable, load_baseline
from hudna_baselines.benchmark import command
from hudna_baselines.folds import folds, predict_fold, without_training
from hudna_baselines.model_card import BEGIN, END, rewritten
from hudna_baselines.rules.learned import Learned, learn
from hudna_baselines.rules.parts import GROUPS
from hudna_baselines.runs import LEAVE_ONE_OUT, ZERO_SHOT, Task

CARD = Path(__file__).parents[2] / "baselines" / "hudna_baselines" / "rules" / "README.md"
FANTASY = "زغلولستان"
"""A name that no text has."""


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def dataset():
    return read_dataset(embedded_dataset())


def forms(learned):
    return {*learned.names, *learned.triggers}


def with_fantasy(record):
    """The record with a fantasy name in its text, annotated as a place and as a trigger, ten times."""
    begin = len(record.text) + 1
    starts = [begin + at * (len(FANTASY) + 1) for at in range(10)]
    spans = [Span(start, start + len(FANTASY)) for start in starts]
    text = record.text + "\n" + " ".join([FANTASY] * 10)
    mentions = [
        Mention(id=f"F{s.start}", type="GPE", start=s.start, end=s.end, text=FANTASY, form="NAM") for s in spans
    ]
    events = [Event(id=f"G{s.start}", type="Life.Die", trigger=(s,), trigger_text=(FANTASY,)) for s in spans]
    return replace(
        record, text=text, text_sha256=None, zones=(),
        mentions=(*record.mentions, *mentions), events=(*record.events, *events),
    )  # fmt: skip


def test_a_name_of_the_held_out_article_does_not_enter_its_fold(dataset):
    for held_out in sorted({record.article_id for record in dataset.records}):
        changed = [
            with_fantasy(record) if record.article_id == held_out and record.text else record
            for record in dataset.records
        ]
        for before, fold in zip(folds(dataset.records), folds(changed), strict=True):
            learned = learn(fold.train)
            knows = FANTASY in learned.names and FANTASY in learned.triggers
            assert knows == (fold.article_id != held_out)
            if fold.article_id == held_out:
                assert learned == learn(before.train)


def annotated_forms(records):
    """The comparison forms of all that is annotated."""
    with_text = [record for record in records if record.text]
    spans = [(record, mention.span) for record in with_text for mention in record.mentions]
    spans += [(record, fragment) for record in with_text for event in record.events for fragment in event.trigger]
    return {comparison_form(span.of(record.text)) for record, span in spans}


def test_what_only_the_held_out_article_supports_is_not_in_its_lexicon(dataset):
    everything = forms(learn(dataset.records))
    for fold in folds(dataset.records):
        learned, only_here = forms(learn(fold.train)), annotated_forms(fold.test) - annotated_forms(fold.train)
        assert learned <= annotated_forms(fold.train)
        assert not learned & only_here
        assert everything & only_here, "each article brings something that no other has"


def test_a_fold_predicts_what_a_system_predicts_that_was_fitted_without_the_article(dataset):
    fold = list(folds(dataset.records))[1]
    (expected,) = (r for r in fold.test if r.edition == "open")
    system = load_baseline("rules").fit([r for r in dataset.records if r.article_id != fold.article_id])
    assert predict_fold("rules", fold, "open") == [system.predict(expected)]


def test_a_form_is_learned_only_where_most_of_its_occurrences_have_one_type():
    def record(name, text, *marked):
        mentions = tuple(
            Mention(id=f"m{at}", type=type_, start=at, end=at + 4, text=text[at : at + 4], form="NAM")
            for at, type_ in marked
        )
        return Record(article_id=name, text=text, mentions=mentions)

    half = record("a", "شششش ثثثث شششش ثثثث ثثثث", (0, "GPE"), (5, "ORG"))
    assert learn([half]).names == {"شششش": "GPE"}
    tie = record("b", "شششش شششش", (0, "PERS"), (5, "GPE"))
    assert learn([tie]).names == {"شششش": "GPE"}
    assert learn([record("c", "شششش", (0, "GPE")), half, tie]).names == {"شششش": "GPE"}
    assert learn([replace(half, text=None)]) == learn([]) == Learned()


def test_learned_forms_are_found_with_proclitics_and_give_way():
    text = "وصل إلى ثثثثث وفد. في ثثثثث قتال ششششش"
    where = text.index("ثثثثث")
    mention = Mention(id="m", type="GPE", start=where, end=where + 5, text="ثثثثث", form="NAM")
    at = text.index("ششششش")
    event = Event(id="e", type="Life.Die", trigger=(Span(at, at + 5),), trigger_text=("ششششش",))
    other = text.index("ثثثثث", at - 12)
    both = (mention, replace(mention, id="n", start=other, end=other + 5))
    system = load_baseline("rules").fit([Record(article_id="a", text=text, mentions=both, events=(event,))])
    found = system.predict(Record(article_id="b", text="زار بثثثثث وقال ششششش في مدينة ثثثثث"))
    assert [m.text for m in found.mentions if m.type == "GPE"] == ["ثثثثث", "مدينة ثثثثث"]
    assert [(e.type, e.trigger_text) for e in found.events if e.trigger_text == ("ششششش",)] == [
        ("Life.Die", ("ششششش",))
    ]
    assert not any(
        "ثثثثث" in (m.text or "") for m in load_baseline("rules").predict(Record(article_id="b", text="ثثثثث")).mentions
    )


def test_zero_shot_is_the_system_without_any_article(dataset):
    fold = next(folds(dataset.records))
    assert without_training(fold).train == ()
    assert without_training(fold).test == fold.test
    unfitted = load_baseline("rules")
    expected = [unfitted.predict(record) for record in dataset.records if record.edition == "open"]
    found = Task(dataset=dataset, edition="open").predictions(load_baseline("rules"), ZERO_SHOT)
    assert sorted(found, key=lambda r: r.article_id) == sorted(expected, key=lambda r: r.article_id)


class Spy:
    """A system that remembers how many articles it was fitted on, of all that were."""

    name = "spy"

    def __init__(self):
        self.fitted = []

    def fit(self, records):
        self.fitted.append({record.article_id for record in records})
        return self

    def predict(self, record):
        return Record(article_id=record.article_id, edition=record.edition)


@pytest.mark.parametrize("training", [LEAVE_ONE_OUT, ZERO_SHOT])
def test_each_training_gives_the_articles_that_it_says(training, dataset):
    spy, articles = Spy(), {record.article_id for record in dataset.records}
    Task(dataset=dataset, edition="open").predictions(spy, training)
    expected = [set() if training == ZERO_SHOT else articles - {article} for article in sorted(articles)]
    assert spy.fitted == expected


def test_table_and_json_say_which_training_is_which(tmp_path, dataset):
    shown = run("--baseline", "rules", "--zero-shot", "--out", tmp_path).stdout
    assert "rules: leave-one-article-out on 000/open" in shown
    assert "rules: zero-shot on 000/open" in shown
    assert (
        "| metric | P, leave-one-article-out | R | F1 | 95 % interval | F1, zero-shot | 95 % interval | difference |"
        in shown
    )
    data = json.loads(run("--baseline", "rules", "--zero-shot", "--json").stdout)
    assert set(data["rules"]) == {LEAVE_ONE_OUT, ZERO_SHOT, "caveat"}
    task = Task(dataset=dataset, edition="open")
    for training in (LEAVE_ONE_OUT, ZERO_SHOT):
        report = task.report(task.predictions(load_baseline("rules"), training))
        assert data["rules"][training] == json.loads(report.to_json())
    assert {path.name for path in tmp_path.iterdir()} == {"rules.open.jsonl", "rules.zero-shot.open.jsonl"}
    assert set(json.loads(run("--baseline", "rules", "--json").stdout)["rules"]) == {LEAVE_ONE_OUT, "caveat"}


def test_wrong_usage_ends_with_2(tmp_path):
    card = tmp_path / "README.md"
    card.write_text("no markers", encoding="utf-8")
    assert run("--baseline", "none").exit_code == 2
    assert run("--edition", "third").exit_code == 2
    assert run("--baseline", "rules", "--json", "--write-readme", card).exit_code == 2


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_that_is_off_adds_nothing_and_breaks_nothing(group, dataset):
    record = dataset.records[0]
    system = load_baseline("rules")
    assert isinstance(system, Ablatable)
    less = system.without(group)
    assert {part.group for part in system.parts} - {part.group for part in less.parts} == {group}
    assert less.fit([]).off == {group}
    assert less.predict(record).article_id == record.article_id


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match="found group 'none' against one of organisations"):
        load_baseline("rules").without("none")


def test_layers_go_with_their_groups():
    record = Record(article_id="a", text="أعلن الجيش أن 37 جنديا قتلوا في قصف على كندا.")
    whole, rules = load_baseline("rules").predict(record), load_baseline("rules")
    assert whole.events
    assert whole.numeric_claims
    assert any(event.arguments for event in whole.events)
    assert rules.without("trigger lexicon").predict(record).events == ()
    assert rules.without("quantities").predict(record).numeric_claims == ()
    assert not any(event.arguments for event in rules.without("frames").predict(record).events)
    assert not any(mention.entity_id for mention in rules.without("linking").predict(record).mentions)
    assert not any(mention.text == "كندا" for mention in rules.without("gazetteer").predict(record).mentions)


def test_the_table_of_ablations_says_the_difference():
    whole = Ablation(left_out=None, f1=dict.fromkeys(METRICS, 0.5))
    less = Ablation(left_out="frames", f1={**dict.fromkeys(METRICS, 0.5), "events.ac+": 0.25, "claims.qv": None})
    rows = ablation_table([whole, less]).splitlines()
    assert rows[2] == "| (whole system) |" + " 0.5000 |" * len(METRICS)
    assert rows[3] == "| frames | 0.5000 | 0.5000 | 0.5000 | 0.2500 (-0.2500) | - | 0.5000 | 0.5000 |"
    assert less.plain(whole.f1)["difference"]["events.ac+"] == -0.25
    assert less.plain(whole.f1)["difference"]["claims.qv"] is None


@pytest.mark.parametrize("text", ["", BEGIN, f"{END} {BEGIN}", f"{BEGIN} {BEGIN} {END}", f"{BEGIN} {END} {END}"])
def test_a_card_without_its_markers_is_refused(text):
    with pytest.raises(ValueError, match="once each"):
        rewritten(text, "block")


def test_a_card_is_rewritten_between_its_markers_only():
    assert rewritten(f"a {BEGIN} old {END} b", "new\n") == f"a {BEGIN}\n\nnew\n\n{END} b"


def test_the_card_holds_what_the_command_prints(tmp_path):
    """Where this fails: `hudna benchmark --baseline rules --write-readme` with the path of the card."""
    committed = CARD.read_text(encoding="utf-8")
    copy = tmp_path / "README.md"
    copy.write_text(rewritten(committed, "old"), encoding="utf-8")
    printed = run("--baseline", "rules", "--write-readme", copy).stdout
    assert copy.read_text(encoding="utf-8") == rewritten(committed, printed) == committed
    assert all(f"| {group} |" in printed for group in GROUPS)
