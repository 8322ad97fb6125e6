"""Answers of a generative model: quotes to spans and back, and what an answer scores, counted by hand."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Record, Span
from hudna.ontology import EVENT_ROLES, MENTION_TYPES
from hudna_eval.answers.form import Quote, read_answer
from hudna_eval.answers.prompts import EXAMPLE_TEXT, EXAMPLES, TYPE_GLOSSES, UNITS, prompt
from hudna_eval.answers.quotes import quote_of, span_of
from hudna_eval.answers.records import located
from hudna_eval.answers.scoring import METRICS, micro_f1, right_answer, score_answer
from hudna_eval.counts import Counts

TEXT = "بابا جاء، بابا ذهب 12 يوما"  # two words twice, and a word that is in itself: بابا
TASKS = tuple(METRICS)


def gold(**layers):
    from hudna.formats.decode import decode

    return decode(Record, json.dumps({"article_id": "1", "text": TEXT, **layers}), "gold", 1)


GOLD = gold(
    mentions=[
        {"id": "T1", "type": "PERS", "start": 0, "end": 4},
        {"id": "T2", "type": "PERS", "start": 10, "end": 14},
        {"id": "T3", "type": "DURATION", "start": 19, "end": 26},
    ],
    events=[
        {"id": "E1", "type": "Come", "trigger": [[5, 8]], "arguments": [{"role": "Who", "filler": "T1"}]},
        {
            "id": "E2", "type": "Go", "trigger": [[15, 18], [22, 26]],
            "arguments": [{"role": "Who", "filler": "T2"}, {"role": "After", "filler": "E1"}],
        },
        {"id": "E3", "type": "Say", "trigger": [[0, 2]], "arguments": [{"role": "What", "filler": "E2"}]},
    ],
    numeric_claims=[
        {
            "id": "N1", "start": 19, "end": 26, "number": [19, 21], "kind": "DURATION", "mod": "EXACT", "value": "P12D",
            "low": "P12D", "high": "P12D", "unit_norm": "day",
        },
    ],
)  # fmt: skip


def counts(text, task):
    return score_answer(GOLD, text, task).counts


def answer(key, *items):
    return json.dumps({key: list(items)}, ensure_ascii=False)


@given(st.text(alphabet="اب ", min_size=1, max_size=12), st.data())
def test_a_quote_leads_back_to_its_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = quote_of(span, text)
    assert quote.text == text[span.start : span.end]
    assert span_of(quote, text) == span


def test_occurrences_overlap():
    assert [span_of(Quote(text="بابا", occurrence=n), "بابابا") for n in (1, 2, 3)] == [Span(0, 4), Span(2, 6), None]


@pytest.mark.parametrize("quote", [Quote(text=""), Quote(text="لا"), Quote(text="جاء", occurrence=0)])
def test_a_quote_may_be_nowhere(quote):
    assert span_of(quote, TEXT) is None


@pytest.mark.parametrize("task", TASKS)
def test_the_right_answer_scores_one(task):
    scored = score_answer(GOLD, right_answer(GOLD, task), task)
    assert scored.valid
    assert {metric: own.f1 for metric, own in scored.counts.items()} == dict.fromkeys(METRICS[task], 1.0)


def test_the_right_answer_is_one_line_of_json_with_defaults_left_out():
    assert right_answer(GOLD, "entities") == answer(
        "mentions",
        {"text": "بابا", "type": "PERS"},
        {"text": "بابا", "occurrence": 2, "type": "PERS"},
        {"text": "12 يوما", "type": "DURATION"},
    )


def test_mentions_by_hand():
    """One right, one of the wrong type, one that the text does not have, one occurrence too many; T2, T3 missed."""
    mentions = [("بابا", 1, "PERS"), ("12 يوما", 1, "DATE"), ("ماما", 1, "PERS"), ("بابا", 3, "PERS")]
    items = [{"text": text, "occurrence": occurrence, "type": type_} for text, occurrence, type_ in mentions]
    assert counts(answer("mentions", *items), "entities") == {
        "entities.strict": Counts(1, 3, 2),
        "entities.boundary": Counts(2, 2, 1),
    }


def test_events_by_hand():
    """Come is right with a wrong role; Fly quotes what is not there, so that it and its argument are wrong."""
    come = {
        "type": "Come",
        "trigger": [{"text": "جاء"}],
        "arguments": [{"role": "Where", "filler": [{"text": "بابا"}]}],
    }
    fly = {"type": "Fly", "trigger": [{"text": "طار"}], "arguments": [{"role": "Who", "filler": [{"text": "بابا"}]}]}
    assert counts(answer("events", come, fly), "events") == {
        "events.ac+": Counts(0, 2, 4),
        "events.tc": Counts(1, 1, 2),
    }


def test_an_interrupted_trigger_fills_a_role_only_as_an_event_of_the_answer():
    go = [{"text": "ذهب"}, {"text": "يوما"}]
    say = {"type": "Say", "trigger": [{"text": "با"}], "arguments": [{"role": "What", "filler": go}]}
    alone = counts(answer("events", say), "events")
    both = counts(answer("events", say, {"type": "Go", "trigger": go}), "events")
    assert (alone["events.ac+"], both["events.ac+"]) == (Counts(0, 1, 4), Counts(1, 0, 3))


def test_claims_by_hand():
    """The right number and value, without unit; and a decimal that is no duration."""
    claim = {"text": "12", "kind": "DURATION", "mod": "EXACT", "value": "P12D", "low": "P12D", "high": "P12D"}
    wrong = {**claim, "value": "12"}
    assert counts(answer("numeric_claims", claim, wrong), "numeric_claims") == {
        "claims.qvmu": Counts(0, 2, 1),
        "claims.qv": Counts(1, 1, 0),
        "claims.q": Counts(1, 1, 0),
    }


NO_ANSWERS = {
    "nothing": "",
    "words": "lol",
    "code fence": '```json\n{"mentions": []}\n```',
    "words before": 'Answer: {"mentions": []}',
    "words behind": '{"mentions": []} Done.',
    "a list": "[]",
    "another task": '{"events": []}',
    "one more key": '{"mentions": [], "note": "x"}',
    "one more key inside": '{"mentions": [{"text": "بابا", "type": "PERS", "start": 0}]}',
    "no type": '{"mentions": [{"text": "بابا"}]}',
    "an occurrence as text": '{"mentions": [{"text": "بابا", "type": "PERS", "occurrence": "1"}]}',
    "cut off": '{"mentions": [{"text": "بابا", "type": "PERS"}',
    "half of a character": '{"mentions": [{"text": "بابا", "type": "\\ud800"}]}',
    "depth": "[" * 100_000,
}


@pytest.mark.parametrize("text", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_answer_finds_nothing(text):
    scored = score_answer(GOLD, text, "entities")
    assert not scored.valid
    assert scored.counts == {"entities.strict": Counts(0, 0, 3), "entities.boundary": Counts(0, 0, 3)}


def test_white_space_around_an_answer_is_nothing():
    assert score_answer(GOLD, '\n{"mentions": []}\n', "entities").valid


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=4)
    | st.sampled_from(["بابا", "12", "P12D", "COUNT", "EXACT"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["mentions", "events", "numeric_claims", "text", "type", "trigger", "filler", "role", "kind", "mod"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=25)  # each example is a whole evaluation
@given(JSON, st.sampled_from(TASKS))
def test_no_answer_breaks_the_scoring(value, task):
    scored = score_answer(GOLD, json.dumps(value), task)
    wanted = {metric: own.tp + own.fn for metric, own in score_answer(GOLD, "", task).counts.items()}
    assert {metric: own.tp + own.fn for metric, own in scored.counts.items()} == wanted


def test_corpus_scores_add_counts_before_they_divide():
    """2·4 / (2·4 + 1 + 3): the mean of both articles' own F1 (1 and 0) would be 0.5."""
    assert micro_f1([Counts(4, 0, 0), Counts(0, 1, 3)]) == pytest.approx(2 / 3)
    assert micro_f1([]) is None


@pytest.mark.parametrize("task", TASKS)
def test_the_example_of_a_prompt_is_an_answer_about_its_text(task):
    found = located(read_answer(EXAMPLES[task], task), Record(article_id="1", text=EXAMPLE_TEXT))
    assert not found.lost
    assert found.record.mentions or found.record.numeric_claims


@pytest.mark.parametrize("task", TASKS)
def test_a_prompt_ends_with_the_article_and_its_day(task):
    asked = prompt(task, TEXT, "2020-10-10")
    assert asked.endswith(f"Article (published on 2020-10-10):\n{TEXT}\n\nAnswer:")
    assert "published" not in prompt(task, TEXT, None)


def test_prompts_name_every_label(dataset):
    assert tuple(TYPE_GLOSSES) == MENTION_TYPES
    assert all(f"- {type_}: " in prompt("events", TEXT, None) for type_ in EVENT_ROLES)
    used = {claim.unit_norm for record in dataset.records for claim in record.numeric_claims}
    assert used - {None} <= set(UNITS)


def test_examples_are_no_words_of_the_articles(dataset):
    words = EXAMPLE_TEXT.split()
    runs = [" ".join(words[start : start + 4]) for start in range(len(words) - 3)]
    assert not [run for run in runs for record in dataset.records if run in (record.text or "")]
