"""What gold says of tags, items and links."""

import pytest

from hudna.model import About, Argument, Attribution, Event, Mention, NumericClaim, Record, Span
from hudna_baselines.encoding.encode import encode
from hudna_baselines.encoding.schema import IGNORED, LAYERS

TEXT = "قالت باكو إن 5 جنود قتلوا بالقصف"


def mention(id_, type_, start, end, **more):
    return Mention(id=id_, type=type_, start=start, end=end, text=TEXT[start:end], **more)


@pytest.fixture(scope="module")
def example():
    from decimal import Decimal

    return encode(
        Record(
            article_id="t",
            text=TEXT,
            mentions=(
                mention("T1", "GPE", 5, 9, form="NAM", head=Span(5, 9)),
                mention("T2", "NORP", 15, 19, form="NOM", head=Span(15, 19)),
            ),
            events=(
                Event(
                    id="E1", type="Life.Die", trigger=(Span(20, 25),), polarity="POS", realis="ACTUAL",
                    arguments=(Argument(role="Victim", filler="T2"),),
                ),
                Event(
                    id="E2", type="Conflict.Attack", trigger=(Span(27, 32),), polarity="POS", realis="OTHER",
                    realis_kind="PLANNED",
                ),
            ),
            numeric_claims=(
                NumericClaim(
                    id="N1", start=13, end=19, number=Span(13, 14), unit=Span(15, 19), kind="COUNT",
                    value=Decimal(5), low=Decimal(5), high=Decimal(5), mod="EXACT", quantified=("T2",),
                    about=About(event="E1", role="Victim"), attribution=(Attribution(source="T1", cue=Span(0, 4)),),
                ),
            ),
        )
    )  # fmt: skip


def labels(example, layer):
    return [None if tag == IGNORED else LAYERS[layer][tag] for tag in example.tags[layer]]


def test_tags(example):
    assert labels(example, "GPE") == ["O", "B", "O", "O", "O", "O", "O"]
    assert labels(example, "number") == ["O", "O", "O", "B-COUNT", "O", "O", "O"]
    assert labels(example, "cue") == ["B", "O", "O", "O", "O", "O", "O"]
    assert labels(example, "trigger")[5:] == ["B-Life.Die", "B-Conflict.Attack"]


def test_clitics_are_known_where_spans_or_spelling_show_them(example):
    """«إن» is no span's edge and begins with no sure proclitic; of «بالقصف» the last trigger shows «ب»."""
    assert labels(example, "proclitic") == ["0", "0", None, "0", "0", "0", "1"]


def test_labels(example):
    words = [item.span.of(TEXT) for item in example.graph.items]
    assert words == ["قالت", "باكو", "5", "جنود", "قتلوا", "القصف"]
    assert example.graph.labels == {
        "polarity": (None, None, None, None, "POS", "POS"),
        "realis": (None, None, None, None, "ACTUAL", "OTHER-PLANNED"),
        "form": (None, "NAM", None, "NOM", None, None),
        "head": (None, "whole", None, "whole", None, None),
    }


def test_links(example):
    linked = {
        (pair.relation, pair.left.span.of(TEXT), pair.right.span.of(TEXT)): label
        for pair, label in zip(example.graph.candidates, example.graph.links, strict=True)
        if label
    }
    assert linked == {
        ("argument", "قتلوا", "جنود"): "Victim",
        ("quantified", "5", "جنود"): "YES",
        ("about", "5", "قتلوا"): "Victim",
        ("attribution", "5", "قالت"): "YES",
        ("source", "قالت", "باكو"): "YES",
    }


def test_candidates_are_what_the_schema_allows(example):
    found = example.graph.candidates
    pairs = {(pair.relation, pair.left.span.of(TEXT), pair.right.span.of(TEXT)): pair for pair in found}
    assert ("source", "قالت", "5") not in pairs
    assert pairs["argument", "قتلوا", "باكو"].labels == ("Place", "Victim", "Agent")
    assert not any(pair.left == pair.right for pair in pairs.values())


@pytest.mark.parametrize(
    ("type_", "spans", "kept"),
    [
        ("ORG", [(5, 14), (10, 19)], [(5, 14)]),  # crossing
        ("ORG", [(5, 9), (5, 19)], [(5, 19)]),  # nested in its own type, which has one layer
        ("GPE", [(5, 9), (5, 19)], [(5, 9), (5, 19)]),  # which has two
        ("GPE", [(5, 19), (5, 14), (5, 9)], [(5, 14), (5, 19)]),  # a third level
    ],
)
def test_what_has_no_layer_is_left_out(type_, spans, kept):
    mentions = tuple(mention(f"T{number}", type_, *span) for number, span in enumerate(spans))
    items = encode(Record(article_id="t", text=TEXT, mentions=mentions)).graph.items
    assert sorted((item.span.start, item.span.end) for item in items) == kept


def test_a_span_between_words_is_left_out():
    record = Record(article_id="t", text="a b", mentions=(Mention(id="T1", type="GPE", start=1, end=2, text=" "),))
    assert encode(record).graph.items == ()
