"""Logistic regression over binary features that are given as strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]

_MAX_ITERATIONS = 2_000
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Feature → its column. What training did not see has none."""

    columns: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]], *, seen: int) -> Vocabulary:
        """The features that stand in at least `seen` rows, in alphabetical order."""
        counts = Counter(chain.from_iterable(map(set, rows)))
        kept = sorted(feature for feature, count in counts.items() if count >= seen)
        return cls({feature: column for column, feature in enumerate(kept)})

    def matrix(self, rows: Sequence[Sequence[str]]) -> csr_matrix:
        """Rows × columns, 1 where a row has a feature."""
        found = [sorted({self.columns[one] for one in row if one in self.columns}) for row in rows]
        ends = np.cumsum([0, *map(len, found)])
        columns = np.fromiter(chain.from_iterable(found), dtype=np.int32)
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(self.columns)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """P(label | x) = softmax(x · weights + intercepts).

    `labels` are those that training saw, sorted; `weights` is columns × labels, `intercepts` one a label.
    """

    labels: tuple[str, ...]
    weights: Floats
    intercepts: Floats

    @classmethod
    def fit(cls, matrix: csr_matrix, labels: Sequence[str], *, c: float) -> Classifier:
        """Trained on rows with their labels; `c` is the inverse strength of the L2 penalty. Nothing is random.

        Of one label alone, or of no row, that one (or none) is all that is ever answered.
        """
        from sklearn.linear_model import LogisticRegression

        seen = tuple(sorted(set(labels)))
        if len(seen) < 2:
            return cls(labels=seen, weights=np.zeros((matrix.shape[1], len(seen))), intercepts=np.zeros(len(seen)))
        model = LogisticRegression(C=c, max_iter=_MAX_ITERATIONS, tol=_TOLERANCE).fit(matrix, labels)
        weights, intercepts = model.coef_.T, model.intercept_
        if len(seen) == 2:  # scikit-learn then gives the second label's alone, against 0 for the first
            weights, intercepts = weights * [-0.5, 0.5], intercepts * [-0.5, 0.5]
        return cls(labels=seen, weights=weights, intercepts=intercepts)

    def raw(self, matrix: csr_matrix) -> Floats:
        """Rows × labels, before they are made probabilities."""
        scores: Floats = matrix @ self.weights + self.intercepts
        return scores

    def log_probabilities(self, matrix: csr_matrix) -> Floats:
        """Rows × labels: the logarithm of each label's probability."""
        return normalised(self.raw(matrix))

    def best(self, matrix: csr_matrix) -> list[str | None]:
        """The label of each row; None without any label."""
        if not self.labels:
            return [None] * matrix.shape[0]
        return [self.labels[index] for index in self.raw(matrix).argmax(axis=1)]


def normalised(raw: Floats) -> Floats:
    """Logarithms of probabilities over the last axis."""
    highest = raw.max(axis=-1, keepdims=True)
    scores: Floats = raw - highest - np.log(np.exp(raw - highest).sum(axis=-1, keepdims=True))
    return scores
