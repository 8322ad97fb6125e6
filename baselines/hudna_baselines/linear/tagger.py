"""One layer of tags as a chain: P(tag | word in its place, tag before), the best lawful sequence of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from hudna_baselines.encoding.schema import LAYERS
from hudna_baselines.encoding.tags import lawful

from .classifier import Classifier, Floats, normalised

_FIRST = 0
"""A sentence begins as after O."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """A layer of spans. `classifier` has the words' columns first, then one for each tag before (index in the layer).

    Source: maximum-entropy Markov models (McCallum, Freitag and Pereira 2000), with unlawful transitions left out.
    """

    layer: str
    classifier: Classifier

    @classmethod
    def fit(cls, layer: str, matrix: csr_matrix, tags: Sequence[int], starts: Sequence[int], *, c: float) -> Tagger:
        """Trained on words in order, with their tags; `starts` are the rows at which sentences begin."""
        before = [_FIRST, *tags[:-1]]
        for start in starts:
            before[start] = _FIRST
        width = len(LAYERS[layer])
        shape = (len(tags), width)
        columns = csr_matrix((np.ones(len(tags)), (np.arange(len(tags)), before)), shape=shape)
        whole = csr_matrix(hstack([matrix, columns]))
        return cls(layer, Classifier.fit(whole, [LAYERS[layer][tag] for tag in tags], c=c))

    def tags(self, matrix: csr_matrix, sentences: Sequence[range], *, margin: float) -> list[int]:
        """The tags of words in order. `margin` is taken off the score of O everywhere, so that more is marked."""
        indices = [LAYERS[self.layer].index(label) for label in self.classifier.labels]
        width = len(LAYERS[self.layer])
        columns = matrix.shape[1]
        scores: Floats = matrix @ self.classifier.weights[:columns] + self.classifier.intercepts
        scores[:, [index == 0 for index in indices]] -= margin
        steps = self.classifier.weights[columns : columns + width]
        steps = np.where(np.array(lawful(self.layer))[:, indices], steps, -np.inf)
        paths = (_best_path(scores[sentence.start : sentence.stop], steps, indices) for sentence in sentences)
        return [indices[label] for path in paths for label in path]


def _best_path(scores: Floats, steps: Floats, indices: Sequence[int]) -> list[int]:
    """The likeliest sequence of labels. `scores` is words × labels, `steps` tags before × labels (-inf: unlawful)."""
    total = normalised(scores[0] + steps[_FIRST])
    back: list[Floats] = []
    for row in scores[1:]:
        ways = total[:, None] + normalised(row + steps[indices])
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0)
    path = [int(total.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]
