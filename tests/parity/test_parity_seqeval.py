"""seqeval 1.2.2: tags of any kind read as it reads them, and `entities.strict` on flat mentions the same as both modes.

Deviations, each asserted below: where there is nothing to divide by seqeval gives 0 (and a warning unless
`zero_division` is set), this harness None; of tags that belong to no scheme seqeval warns or raises KeyError, here
they are a ValueError; `scheme=` without `mode="strict"` does nothing in seqeval.
"""

import pytest
from parity_cases import HINT, WORDS, flat_spans, of_words, rates, score, seeded

from hudna_eval.counts import Counts
from hudna_eval.views import default_counts, strict_counts
from hudna_eval.views.flat import bio_tags
from hudna_eval.views.words import words_of

metrics = pytest.importorskip("seqeval.metrics", reason=f"seqeval is {HINT}")
scheme = pytest.importorskip("seqeval.scheme", reason=f"seqeval is {HINT}")

IOB2 = ("O", "B", "I", "B-A", "I-A", "B-B", "I-B", "B-A-B", "I-A-B", "B-", "I-A-")
IOBES = (*IOB2, "E", "S", "E-A", "S-A", "E-B", "S-B")


def tags(rng, alphabet):
    lengths = rng.integers(1, 9, size=rng.integers(1, 4)).tolist()
    return [[rng.choice(alphabet, size=length).tolist() for length in lengths] for _ in range(2)]


def theirs(gold, pred, **options):
    return tuple(
        float(metric(gold, pred, zero_division=0, **options))
        for metric in (metrics.precision_score, metrics.recall_score, metrics.f1_score)
    )


def strictly(gold, pred):
    return theirs(gold, pred, mode="strict", scheme=scheme.IOB2)


def test_default_on_any_tags():
    rng = seeded(1)
    for _ in range(2000):
        gold, pred = tags(rng, IOBES)
        assert rates(default_counts(gold, pred)) == pytest.approx(theirs(gold, pred), abs=1e-12), (gold, pred)


def test_strict_on_any_tags():
    rng = seeded(2)
    for _ in range(1000):
        gold, pred = tags(rng, IOB2)
        assert rates(strict_counts(gold, pred)) == pytest.approx(strictly(gold, pred), abs=1e-12), (gold, pred)


def test_the_modes_differ_on_ill_formed_tags_and_scheme_alone_does_nothing():
    gold, pred = [["B-PER", "I-PER"]], [["I-PER", "I-PER"]]
    assert (
        theirs(gold, pred) == theirs(gold, pred, scheme=scheme.IOB2) == rates(default_counts(gold, pred)) == (1, 1, 1)
    )
    assert strictly(gold, pred) == rates(strict_counts(gold, pred)) == (0, 0, 0)


def test_strict_entities_on_flat_mentions_are_both_modes():
    """Mentions of whole words that overlap nothing on their side: `entities.strict` is what seqeval gives."""
    rng, words = seeded(3), words_of(" ".join(WORDS))
    for _ in range(300):
        sides = [[of_words(flat_spans(rng)) for _ in range(3)] for _ in range(2)]
        gold, pred = ([sequence for own in side for sequence in bio_tags(own, words)] for side in sides)
        expected = pytest.approx(rates(score("entities.strict", *sides)), abs=1e-12)
        assert theirs(gold, pred) == strictly(gold, pred) == expected


def test_nothing_to_divide_by():
    nothing = [["O", "O"]]
    assert default_counts(nothing, nothing).f1 is None
    with pytest.warns(match="ill-defined"):
        assert metrics.f1_score(nothing, nothing) == 0


def test_what_is_no_tag():
    gold, pred = [["X-A", "B-A"]], [["B-A", "B-A"]]
    with pytest.warns(match="X-A seems not to be NE tag"):
        assert metrics.f1_score(gold, pred) == pytest.approx(2 / 3)  # X-A is no entity
    with pytest.raises(ValueError, match="'X-A' against O"):
        default_counts(gold, pred)
    with pytest.raises(KeyError, match="X"):
        strictly(gold, pred)
    with pytest.raises(ValueError, match="'X-A' against O"):
        strict_counts(gold, pred)


def test_counts_add_over_sequences_as_in_seqeval():
    rng = seeded(4)
    for _ in range(200):
        gold, pred = tags(rng, IOB2)
        parts = [default_counts([one], [other]) for one, other in zip(gold, pred, strict=True)]
        assert rates(sum(parts, Counts())) == pytest.approx(theirs(gold, pred), abs=1e-12)
