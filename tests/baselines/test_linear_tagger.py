"""The classifier is logistic regression, and the tagger finds the best lawful sequence of all."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_baselines.encoding.schema import LAYERS
from hudna_baselines.encoding.tags import lawful
from hudna_baselines.linear.classifier import Classifier, Vocabulary, normalised
from hudna_baselines.linear.tagger import Tagger

ROWS = [["a", "x"], ["a"], ["b", "x"], ["b"]] * 5


def test_a_vocabulary_leaves_out_what_is_rare_and_unknown():
    vocabulary = Vocabulary.of([["b", "a"], ["a", "a"], ["c", "b"]], seen=2)
    assert dict(vocabulary.columns) == {"a": 0, "b": 1}
    assert vocabulary.matrix([["b", "c", "b"], []]).toarray().tolist() == [[0, 1], [0, 0]]


@pytest.mark.parametrize("labels", [["A", "A", "B", "B"] * 5, ["A", "A", "B", "C"] * 5])
def test_probabilities_are_those_of_scikit_learn(labels):
    from sklearn.linear_model import LogisticRegression

    matrix = Vocabulary.of(ROWS, seen=1).matrix(ROWS)
    own = Classifier.fit(matrix, labels, c=1.0)
    theirs = LogisticRegression(C=1.0, max_iter=2000, tol=1e-3).fit(matrix, labels)
    assert own.labels == tuple(theirs.classes_)
    assert np.exp(own.log_probabilities(matrix)) == pytest.approx(theirs.predict_proba(matrix), abs=1e-9)
    assert own.best(matrix) == theirs.predict(matrix).tolist()


def test_one_label_is_always_the_answer_and_none_is_none():
    matrix = Vocabulary.of(ROWS, seen=1).matrix(ROWS)
    assert set(Classifier.fit(matrix, ["A"] * len(ROWS), c=1.0).best(matrix)) == {"A"}
    assert set(Classifier.fit(matrix[[]], [], c=1.0).best(matrix)) == {None}


def test_probabilities_add_up_to_one():
    scores = normalised(np.array([[1000.0, 1000.0], [0.0, -math.inf]]))
    assert np.exp(scores).tolist() == [[0.5, 0.5], [1.0, 0.0]]


def tagger_of(weights, layer="GPE"):
    """A tagger with one column for each word, so that any scores can be given, and one for each tag before."""
    labels = ("B", "I", "O")
    return Tagger(layer, Classifier(labels=labels, weights=np.array(weights), intercepts=np.zeros(len(labels))))


def probability(weights, tags, margin):
    """The logarithm of the probability of tags (indices in the layer), step by step."""
    columns = [1, 2, 0]  # B, I, O as the layer has them: O, B, I
    before, total = 0, 0.0
    for word, tag in enumerate(tags):
        scores = {}
        for place, index in enumerate(columns):
            if lawful("GPE")[before][index]:
                step = weights[len(tags) + before][place]
                scores[index] = weights[word][place] + step - (margin if index == 0 else 0.0)
        if tag not in scores:
            return -math.inf
        total += scores[tag] - math.log(sum(map(math.exp, scores.values())))
        before = tag
    return total


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.floats(0, 3), st.data())
def test_the_best_lawful_sequence_of_all_is_found(length, margin, data):
    score = st.floats(-4, 4)
    rows = data.draw(st.lists(st.lists(score, min_size=3, max_size=3), min_size=length + 3, max_size=length + 3))
    vocabulary = Vocabulary({str(word): word for word in range(length)})
    matrix = vocabulary.matrix([[str(word)] for word in range(length)])
    found = tagger_of(rows).tags(matrix, [range(length)], margin=margin)
    best = max(probability(rows, tags, margin) for tags in product(range(3), repeat=length))
    assert probability(rows, found, margin) == pytest.approx(best, abs=1e-9)


def test_sentences_begin_anew():
    """The word before would make the second word an I; at the start of a sentence it cannot be."""
    rows = [[9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0] * 3, [0.0] * 3, [0.0] * 3]
    matrix = Vocabulary({"0": 0, "1": 1}).matrix([["0"], ["1"]])
    names = LAYERS["GPE"]
    whole = tagger_of(rows).tags(matrix, [range(2)], margin=0.0)
    apart = tagger_of(rows).tags(matrix, [range(1), range(1, 2)], margin=0.0)
    assert [names[tag] for tag in whole] == ["B", "I"]
    assert (names[apart[0]], names[apart[1]] == "I") == ("B", False)


def test_training_on_tags_learns_them_and_what_follows_what():
    tags = [1, 2, 0, 1, 2, 0]
    rows = [["name"], ["name"], ["other"]] * 2
    vocabulary = Vocabulary.of(rows, seen=1)
    tagger = Tagger.fit("GPE", vocabulary.matrix(rows), tags, [0, 3], c=100.0)
    assert tagger.tags(vocabulary.matrix(rows), [range(3), range(3, 6)], margin=0.0) == tags
