"""spaCy 3.8, `Scorer.score_spans` with overlap allowed: the same as `entities.strict` on mentions of whole tokens.

Deviations, each asserted below: spaCy compares sets, so that a prediction that is repeated costs nothing; and a
prediction that does not fit the tokens of gold leaves the denominator of precision (exploit 7).
"""

import pytest
from parity_cases import SPACY_HINT, WORDS, any_spans, mention, of_words, rates, score, seeded

spacy_tokens = pytest.importorskip("spacy.tokens", reason=SPACY_HINT)
spacy_scorer = pytest.importorskip("spacy.scorer", reason=SPACY_HINT)
spacy_training = pytest.importorskip("spacy.training", reason=SPACY_HINT)
spacy_vocab = pytest.importorskip("spacy.vocab", reason=SPACY_HINT)

VOCAB = spacy_vocab.Vocab()


def doc(spans, words=WORDS, spaces=None):
    """A document with those spans (start, end, type, in characters) that fit its tokens."""
    made = spacy_tokens.Doc(VOCAB, words=words, spaces=spaces or [True] * len(words))
    placed = (made.char_span(start, end, label=type_) for start, end, type_ in spans)
    made.spans["sc"] = [span for span in placed if span is not None]
    return made


def theirs(examples):
    found = spacy_scorer.Scorer.score_spans(
        examples, "spans", getter=lambda made, _: made.spans["sc"], allow_overlap=True
    )
    return tuple(found[f"spans_{name}"] or 0.0 for name in "prf")


def plain(mentions):
    return [(m.start, m.end, m.type) for m in mentions]


def once(mentions):
    return list({(m.start, m.end, m.type): m for m in mentions}.values())


def test_mentions_of_whole_tokens_that_may_nest():
    rng = seeded(1)
    for _ in range(300):
        golds, preds = ([once(of_words(any_spans(rng))) for _ in range(5)] for _ in range(2))
        preds = [once([*pred, *gold[: rng.integers(0, 4)]]) for gold, pred in zip(golds, preds, strict=True)]
        examples = [
            spacy_training.Example(doc(plain(pred)), doc(plain(gold))) for gold, pred in zip(golds, preds, strict=True)
        ]
        assert all(len(e.reference.spans["sc"]) == len(gold) for e, gold in zip(examples, golds, strict=True))
        assert theirs(examples) == pytest.approx(rates(score("entities.strict", golds, preds)))


def test_a_repeated_prediction_costs_nothing_there():
    gold, pred = [mention(0, 4)], [mention(0, 4)] * 3
    assert theirs([spacy_training.Example(doc(plain(pred)), doc(plain(gold)))]) == (1, 1, 1)
    assert rates(score("entities.strict", [gold], [pred])) == (1 / 3, 1, 1 / 2)


def test_exploit_7_a_span_inside_a_token_vanishes():
    """«ولأذربيجان»: two predictions without the conjunction, or without both clitics, stand beside the right one."""
    words = ["ولأذربيجان", "كلمة"]
    gold = [mention(0, 10)]
    pred = [mention(0, 10), mention(1, 10), mention(2, 10)]
    example = spacy_training.Example(doc(plain(pred), words), doc(plain(gold), words))
    assert theirs([example]) == (1, 1, 1)
    assert rates(score("entities.strict", [gold], [pred])) == (1 / 3, 1, 1 / 2)


def test_exploit_7_tokens_of_its_own_do_not_help_a_prediction():
    """Predicted on tokens that cut the clitic off, the wrong span is left out where it is aligned to gold's tokens."""
    gold_words, pred_words = ["وأذربيجان", "كلمة"], ["و", "أذربيجان", "كلمة"]
    gold, pred = [mention(10, 14)], [mention(10, 14), mention(1, 9)]
    predicted = doc(plain(pred), pred_words, [False, True, True])
    assert len(predicted.spans["sc"]) == 2
    assert theirs([spacy_training.Example(predicted, doc(plain(gold), gold_words))]) == (1, 1, 1)
    assert rates(score("entities.strict", [gold], [pred])) == pytest.approx((1 / 2, 1, 2 / 3))
