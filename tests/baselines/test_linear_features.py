"""What the linear model sees."""

import pytest

from hudna.model import Record, Zone
from hudna_baselines.encoding.lexicons import word_classes
from hudna_baselines.encoding.links import candidates_of
from hudna_baselines.encoding.schema import LAYERS
from hudna_baselines.encoding.tags import items_of
from hudna_baselines.encoding.texts import text_of
from hudna_baselines.linear.items import item_features
from hudna_baselines.linear.pairs import Pairs
from hudna_baselines.linear.words import stem_of, words_of


def words(text, *zones):
    return words_of(text_of(Record(article_id="t", text=text, zones=zones)))


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("الوزير", "وزير"),
        ("والمدنيين", "مدن"),
        ("للجيش", "جيش"),
        ("بالقوات", "قو" + "ات"),  # two letters would be too few to be left
        ("اسيرا", "اسير"),
        ("وزير", "وزير"),
        ("من", "من"),
        ("44", "44"),
    ],
)
def test_stems_leave_three_letters(form, stem):
    assert stem_of(form) == stem


def test_a_word_has_its_letters_shape_and_neighbours():
    found = set(words("وصل الوفد. عاد").features(1))
    assert {"form=الوفد", "begin=ال", "end=وفد", "gram=^ال", "gram=فد$", "shape=definite"} <= found
    assert {"-1:form=وصل", "+1:shape=sign", "-2:none", "+2:none", "pair-1=وصل وفد"} <= found
    assert not any("عاد" in feature for feature in found)  # another sentence


def test_lexicon_classes_hold_after_a_proclitic():
    assert word_classes()["فرنسا"] >= {"country"}
    assert word_classes()["نوفمبر"] >= {"month"}
    assert "class=country" in words("فرنسا").features(0)
    assert "cut-class=country" in words("لفرنسا").features(0)


def test_readers_say_where_dates_and_quantities_stand():
    made = words("في 10 نوفمبر قتل 5 جنود")
    assert {"time=DATE-B", "time=DATE-I"} <= {*made.features(1), *made.features(2)}
    assert "quantity=COUNT-B" in made.features(4)
    assert "unit-B" in made.features(5)
    assert "quantity=COUNT-B" not in made.features(1)


def test_the_zone_is_seen():
    made = words("عنوان نص", Zone(type="HEADLINE", start=0, end=5), Zone(type="BODY", start=5, end=8))
    assert "zone=HEADLINE" in made.features(0)
    assert "zone=BODY" in made.features(1)


def test_a_long_word_has_few_features():
    assert len(words("ا" * 10_000).features(0)) < 100


def linked(text, **tagged):
    made = text_of(Record(article_id="t", text=text))
    tags = {layer: [0] * len(made) for layer in LAYERS}
    for layer, labels in tagged.items():
        for word, label in labels.items():
            tags[layer][word] = LAYERS[layer].index(label)
    items = items_of(made, tags)
    return words_of(made), items, candidates_of(made, items)


def test_a_pair_has_both_items_and_what_stands_between():
    seen, _, candidates = linked(
        "تسلم الوفد الخرائط من باكو", trigger={0: "B-Transfer.Handover"}, NORP={1: "B"}, LAW={2: "B"}, GPE={4: "B"}
    )
    pair = next(pair for pair in candidates if pair.right.label == "GPE")
    found = set(Pairs.of(seen, candidates).features(pair, ["told"]))
    assert {"labels=Transfer.Handover>GPE", "side=after", "after:distance=4", "before-right=من", "told"} <= found
    assert {"after:same-kind-between=2", "after:same-label-between=0", "between=الوفد", "between=من"} <= found
    assert "Transfer.Handover|right-stem=باكو" in found


@pytest.mark.parametrize(
    ("text", "layers", "side"),
    [
        ("باكو تسلم", {"trigger": {1: "B-Transfer.Handover"}, "GPE": {0: "B"}}, "side=before"),
        ("تسلم باكو", {"trigger": {0: "B-Transfer.Handover"}, "GPE": {1: "B"}}, "side=after"),
        ("تسلم باكو", {"trigger": {0: "B-Transfer.Handover"}, "NORP": {0: "B", 1: "I"}}, "side=inside"),
    ],
)
def test_sides(text, layers, side):
    seen, _, (pair,) = linked(text, **layers)
    assert side in Pairs.of(seen, [pair]).features(pair)


def test_an_item_has_its_clitics_and_surroundings():
    seen, (item,), _ = linked("دعا إلى وقف عدم القتال غدا", trigger={4: "B-Conflict.Clash"})
    found = set(item_features(seen, item))
    assert {"label=Conflict.Clash", "length=1", "-1:stem=عدم", "before:form=وقف", "+1:stem=غدا", "opens=False"} <= found
    assert not any(feature.startswith("-4:") for feature in found)
