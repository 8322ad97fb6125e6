"""The best lawful labels of a sentence, by Viterbi's algorithm."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from hudna_baselines.encoding.schema import LAYERS, SPAN_LAYERS, TRIGGER
from hudna_baselines.encoding.tags import lawful

Scores = npt.NDArray[np.float32]


def best_tags(layer: str, scores: Scores, sentences: Iterable[range]) -> list[int]:
    """An index for each word: of all lawful rows of labels the one with the largest sum of log-probabilities.

    `scores` [N, labels] are logits. Layers that are no spans have no laws: each word takes its best label.
    """
    if layer not in SPAN_LAYERS or not len(scores):
        return [int(best) for best in scores.argmax(axis=1)] if len(scores) else []
    if layer == TRIGGER:
        scores = gathered(scores)
    log = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    allowed = np.array(lawful(layer))
    return [label for sentence in sentences for label in best_path(log[sentence.start : sentence.stop], allowed)]


def gathered(scores: Scores) -> Scores:
    """Logits of triggers in which the best type of each mark (B, I, C) has what all types of the mark have together.

    So a word that surely begins a trigger begins one, even if its type is in doubt.
    """
    result = scores.copy()
    for mark in "BIC":
        columns = [index for index, label in enumerate(LAYERS[TRIGGER]) if label.startswith(mark)]
        some = scores[:, columns]
        together = np.logaddexp.reduce(some, axis=1, keepdims=True)
        result[:, columns] = some - some.max(axis=1, keepdims=True) + together
    return result


def best_path(scores: Scores, allowed: npt.NDArray[np.bool_]) -> list[int]:
    """The row of labels with the largest sum; `allowed[i, j]`: j may follow i, and row 0 says what may come first.

    Of equal ones the first.
    """
    steps = np.where(allowed, 0.0, -np.inf)
    total = scores[0] + steps[0]
    came: list[npt.NDArray[np.intp]] = []
    for row in scores[1:]:
        through = total[:, None] + steps
        came.append(through.argmax(axis=0))
        total = through.max(axis=0) + row
    path = [int(total.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
