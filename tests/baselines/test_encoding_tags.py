"""Tags say items, lawful or not."""

from itertools import product

import pytest

from hudna.model import Record, Span
from hudna_baselines.encoding.schema import LAYERS, SPAN_LAYERS
from hudna_baselines.encoding.tags import items_of, lawful
from hudna_baselines.encoding.texts import text_of

SENTENCE = "وقف شامل لإطلاق النار في قره باغ. عاد"  # 9 words, the full stop one of them


def items(text=SENTENCE, **layers):
    made = text_of(Record(article_id="t", text=text))
    tags = {layer: [0] * len(made) for layer in LAYERS}
    for layer, labels in layers.items():
        name = layer.replace("_", ".")
        tags[name] = [LAYERS[name].index(label) for label in labels.split()]
    return items_of(made, tags), made


def shown(found):
    return [(item.kind, item.label, item.parts) for item in found]


def test_a_fragment_joins_the_trigger_of_its_type_before_it():
    found, text = items(
        trigger="B-Agreement.Ceasefire O C-Agreement.Ceasefire I-Agreement.Ceasefire O O O O O",
        proclitic="0 0 1 0 0 0 0 0 0",
    )
    assert shown(found) == [("trigger", "Agreement.Ceasefire", ((0, 1), (2, 4)))]
    assert [span.of(text.text) for span in found[0].spans] == ["وقف", "إطلاق النار"]


def test_a_fragment_without_a_trigger_before_it_begins_one():
    found, _ = items(trigger="C-Life.Die O O O O O O O C-Life.Die")
    assert shown(found) == [("trigger", "Life.Die", ((0, 1),)), ("trigger", "Life.Die", ((8, 9),))]


def test_types_nest_and_gpe_nests_in_itself():
    found, _ = items(GPE="O O O O O B I O O", GPE_inner="O O O O O O B O O", LOC="O O O O B I I O O")
    assert shown(found) == [
        ("mention", "LOC", ((4, 7),)),
        ("mention", "GPE", ((5, 7),)),
        ("mention", "GPE", ((6, 7),)),
    ]


def test_one_span_of_one_type_is_one_mention():
    found, _ = items(GPE="O O O O O B I O O", GPE_inner="O O O O O B I O O")
    assert shown(found) == [("mention", "GPE", ((5, 7),))]


def test_an_inside_without_beginning_begins_a_span():
    found, _ = items(PERS="O I I O I O O O O")
    assert shown(found) == [("mention", "PERS", ((1, 3),)), ("mention", "PERS", ((4, 5),))]


def test_an_inside_of_another_label_begins_a_span():
    found, _ = items(number="B-COUNT I-DURATION O O O O O O O")
    assert shown(found) == [("number", "COUNT", ((0, 1),)), ("number", "DURATION", ((1, 2),))]


def test_no_span_crosses_a_sentence_end():
    found, _ = items(ORG="O O O O O O B I I")
    assert shown(found) == [("mention", "ORG", ((6, 8),)), ("mention", "ORG", ((8, 9),))]


def test_what_is_not_known_of_clitics_cuts_nothing():
    text = text_of(Record(article_id="t", text="ولروما"))
    tags = {layer: [0] for layer in LAYERS} | {"GPE": [1], "proclitic": [-1], "enclitic": [-1]}
    (item,) = items_of(text, tags)
    assert item.spans == (Span(0, 6),)


@pytest.mark.parametrize("layer", SPAN_LAYERS)
def test_only_an_inside_is_ever_unlawful(layer):
    allowed, names = lawful(layer), LAYERS[layer]
    for (row, before), (column, after) in product(enumerate(names), repeat=2):
        goes_on = after[2:] == before[2:] and before != "O"
        assert allowed[row][column] == (not after.startswith("I") or goes_on), (before, after)
