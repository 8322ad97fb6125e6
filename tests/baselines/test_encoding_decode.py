"""Any graph becomes a record: what is marked, values by the readers, circles cut, chains in order."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Attribution, Record, Span, Zone
from hudna_baselines.encoding.decode import decode
from hudna_baselines.encoding.graph import Graph
from hudna_baselines.encoding.links import candidates_of
from hudna_baselines.encoding.reading import predict
from hudna_baselines.encoding.schema import LAYERS, TASKS, tasks_of
from hudna_baselines.encoding.tags import items_of
from hudna_baselines.encoding.texts import text_of

WORDS = "وفق قال الوزير إن 44 أسيراً، (قره باغ) لأذربيجان خلال شهرين في 10 نوفمبر. 😀 بـ٥٠٪ ـ َ".split(" ")


def text_with(raw, **tagged):
    """A text and its tags: `layer={word: label}`."""
    text = text_of(Record(article_id="t", text=raw, dateline="2020-11-20"))
    tags = {layer: [0] * len(text) for layer in LAYERS}
    for layer, labels in tagged.items():
        for word, label in labels.items():
            tags[layer][word] = LAYERS[layer].index(label)
    return text, tags


def graph_of(text, tags, links=None, **labels):
    """A graph with the given links, `(left word, right word): label`, and one label for all items of a task."""
    items = items_of(text, tags)
    candidates = candidates_of(text, items)
    wanted = links or {}
    return Graph(
        items=items,
        labels={
            task: [labels.get(task) if task in tasks_of(item.kind, item.label) else None for item in items]
            for task in TASKS
        },
        candidates=candidates,
        links=tuple(wanted.get((pair.left.words.start, pair.right.words.start)) for pair in candidates),
    )


def decoded(raw, links=None, labels=None, **tagged):
    text, tags = text_with(raw, **tagged)
    return decode(text, graph_of(text, tags, links, **(labels or {})))


def test_an_event_with_labels_and_an_argument():
    record = decoded(
        "تسلم أرمينيا الخرائط غدا", {(0, 1): "Giver"}, {"polarity": "NEG", "realis": "OTHER-PLANNED", "form": "NAM"},
        trigger={0: "B-Transfer.Handover"}, GPE={1: "B"},
    )  # fmt: skip
    (event,), (mention,) = record.events, record.mentions
    assert (event.polarity, event.realis, event.realis_kind) == ("NEG", "OTHER", "PLANNED")
    assert event.trigger_text == ("تسلم",)
    assert [(argument.role, argument.filler) for argument in event.arguments] == [("Giver", mention.id)]
    assert (mention.text, mention.form, mention.head) == ("أرمينيا", "NAM", mention.span)
    assert mention.entity_id is not None


@pytest.mark.parametrize(
    ("label", "head"),
    [("whole", "إقليم قره باغ"), ("first", "إقليم"), ("1+0", "قره باغ"), ("1+1", "قره"), ("3+3", "إقليم قره باغ")],
)
def test_heads(label, head):
    record = decoded("إقليم قره باغ", None, {"head": label, "form": "NAM"}, GPE={0: "B", 1: "I", 2: "I"})
    assert record.mentions[0].head.of("إقليم قره باغ") == head


def test_a_date_is_read_where_it_is_marked_and_knows_its_dateline():
    record = decoded("وصل في 10 نوفمبر إلى باكو", DATE={2: "B", 3: "I"}, TIME={5: "B"})
    date, no_time = record.mentions
    assert (date.text, str(date.value), date.anchor) == ("10 نوفمبر", "2020-11-10", "dateline")
    assert (no_time.text, no_time.value, no_time.form) == ("باكو", None, None)


def test_a_claim_has_its_value_modifier_and_unit_by_the_reader():
    raw = "أعادت أكثر من 44 أسيرا"
    record = decoded(raw, {(3, 4): "YES"}, {"form": "NOM"}, number={3: "B-COUNT"}, NORP={4: "B"})
    (claim,) = record.numeric_claims
    assert (claim.value, claim.mod, claim.low, claim.high) == (Decimal(44), "MORE_THAN", Decimal(44), None)
    assert (claim.modifier.of(raw), claim.number.of(raw), claim.unit.of(raw)) == ("أكثر من", "44", "أسيرا")
    assert (claim.quantified, claim.unit_norm) == ((record.mentions[0].id,), "prisoner")


def test_a_number_that_the_reader_passes_over_has_the_value_of_its_words():
    (claim,) = decoded("القرار 242 واضح", number={1: "B-COUNT"}).numeric_claims
    assert (claim.value, claim.mod, claim.kind) == (Decimal(242), "EXACT", "COUNT")


def test_a_word_that_is_no_number_has_no_value():
    (claim,) = decoded("القرار واضح جدا", number={1: "B-DURATION"}).numeric_claims
    assert (claim.value, claim.mod, claim.kind) == (None, "VAGUE", "DURATION")


def test_what_relays_is_outermost_and_a_cue_may_have_no_source():
    raw = "قالت باكو إن 5 جنود قتلوا وفق رويترز"
    links = {(3, 0): "YES", (3, 6): "YES", (0, 1): "YES"}
    record = decoded(raw, links, number={3: "B-COUNT"}, cue={0: "B", 6: "B"}, GPE={1: "B"}, ORG={7: "B"})
    chain = record.numeric_claims[0].attribution
    source = record.mentions[0].id
    assert chain == (
        Attribution(source=None, cue=Span(26, 29), cue_text="وفق"),
        Attribution(source=source, cue=Span(0, 4), cue_text="قالت"),
    )


def test_the_link_that_closes_a_circle_is_dropped():
    links = {(0, 1): "Process", (1, 2): "Process", (2, 0): "Process"}
    record = decoded("وساطة وساطة وساطة", links, trigger=dict.fromkeys(range(3), "B-Contact.Mediate"))
    _, two, three = record.events
    assert [[argument.filler for argument in event.arguments] for event in record.events] == [[two.id], [three.id], []]


def test_an_event_of_which_two_others_tell_is_no_circle():
    links = {(0, 2): "Process", (1, 2): "Process", (0, 1): "Process"}
    record = decoded("وساطة وساطة وساطة", links, trigger=dict.fromkeys(range(3), "B-Contact.Mediate"))
    assert [len(event.arguments) for event in record.events] == [2, 1, 0]


def test_a_dateline_that_is_no_date_is_refused():
    text = text_of(Record(article_id="t", text="روما", dateline="yesterday"))
    with pytest.raises(ValueError, match="yesterday"):
        decode(text, Graph(items=(), labels=dict.fromkeys(TASKS, ()), candidates=(), links=()))


class Drawn:
    """A model that says anything: tags, labels and links as hypothesis draws them."""

    def __init__(self, data):
        self.data = data

    def readings(self, texts):
        for text in texts:
            self.text = text
            yield self

    def tags(self):
        return {
            layer: self.data.draw(
                st.lists(st.integers(0, len(labels) - 1), min_size=len(self.text), max_size=len(self.text))
            )
            for layer, labels in LAYERS.items()
        }

    def labels(self, items):
        return {
            task: [
                self.data.draw(st.sampled_from(names)) if task in tasks_of(item.kind, item.label) else None
                for item in items
            ]
            for task, names in TASKS.items()
        }

    def links(self, candidates):
        return [self.data.draw(st.sampled_from([None, *pair.labels])) for pair in candidates]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=5), st.data())
def test_whatever_a_model_says_becomes_a_sound_record(words, data):
    from hudna.formats.decode import decode as read
    from hudna.formats.decode import encode_json

    raw = " ".join(words)
    record = Record(article_id="t", text=raw, zones=(Zone(type="BODY", start=0, end=len(raw)),) if raw else ())
    (made,) = predict(Drawn(data), [record])
    assert read(Record, encode_json(made), "made", 1) == made
    ids = [item.id for item in (*made.mentions, *made.events)]
    assert len(set(ids)) == len(ids)
    assert {argument.filler for event in made.events for argument in event.arguments} <= set(ids)
    assert all(mention.span.of(raw) == mention.text for mention in made.mentions)


def test_predict_keeps_order_and_identity():
    class Silent:
        def readings(self, texts):
            return [self] * len(list(texts))  # takes all texts before it answers

        def tags(self):
            return {layer: [0] * 1 for layer in LAYERS}

        def labels(self, items):
            return {task: [] for task in TASKS}

        def links(self, candidates):
            return []

    records = [Record(article_id=name, edition="open", text="روما", text_sha256=name * 64) for name in "ab"]
    made = list(predict(Silent(), records))
    assert made == [replace(record, text=None) for record in records]
