"""What the tests of parity share: records written short, random input from a fixed seed, and scores as peers give them.

Peers give 0 where this harness gives None (nothing to divide by), so a comparison reads None as 0: see `rate`.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from hudna.model import Mention, Record
from hudna_eval import evaluate

TYPES = ("GPE", "ORG", "PER")
HINT = "not installed; the extra `peers` has it"
SPACY_HINT = "spaCy is not installed; the extra `peers-spacy` has it"

WORDS = ("كلمة",) * 26
STEP = 5
"""From one word to the next: four letters and a space."""


def seeded(seed=0):
    return np.random.default_rng(seed)


def mention(start, end, type_="GPE", id_=None):
    return Mention(id=id_ or f"T{start}-{end}-{type_}", type=type_, start=start, end=end)


def record(mentions, article_id="001", **rest):
    numbered = tuple(Mention(id=f"T{i}", type=m.type, start=m.start, end=m.end) for i, m in enumerate(mentions))
    return Record(article_id=article_id, mentions=numbered, **rest)


def score(metric, golds, preds):
    """The score of a corpus whose articles are lists of mentions."""
    sides = ([record(own, f"{i:04}") for i, own in enumerate(side)] for side in (golds, preds))
    return evaluate(*sides).scores[metric]


def rate(value):
    return 0.0 if value is None else value


def rates(score):
    return rate(score.precision), rate(score.recall), rate(score.f1)


def flat_spans(rng, length=20):
    """Mentions that overlap nothing, not even each other, on their own side: cuts of a line, some of them taken."""
    cuts = sorted(set(rng.integers(0, length + 1, size=rng.integers(0, 9)).tolist()))
    return [mention(start, end, rng.choice(TYPES).item()) for start, end in pairwise(cuts) if rng.random() < 0.7]


def of_words(mentions):
    """The mentions with words in the place of characters, over the text of `WORDS`."""
    return [mention(m.start * STEP, m.end * STEP - 1, m.type) for m in mentions]


def near(rng, mentions, length=20):
    """A prediction as systems make it: some mentions right, some moved or of another type, some of none."""
    drawn = [kept for kept in mentions if rng.random() < 0.6]
    return [*drawn, *any_spans(rng, length)[: rng.integers(0, 3)]]


def any_spans(rng, length=20):
    """Mentions that may nest, cross and be repeated."""
    starts = rng.integers(0, length, size=rng.integers(0, 7)).tolist()
    ends = [start + int(rng.integers(1, 6)) for start in starts]
    return [mention(start, end, rng.choice(TYPES).item()) for start, end in zip(starts, ends, strict=True)]


def clusterings(rng, mentions=9, clusters=4):
    """Two clusterings as lists of sets; some mentions are on one side only."""
    return [_clusters(rng, mentions, clusters) for _ in range(2)]


def _clusters(rng, mentions, clusters):
    found = [set() for _ in range(clusters)]
    for one in range(mentions):
        if rng.random() < 0.85:
            found[int(rng.integers(clusters))].add(one)
    return [cluster for cluster in found if cluster]
