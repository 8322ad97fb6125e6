"""Links between items: one classifier a relation, with the label «no link» among its own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hudna_baselines.encoding.graph import Example
from hudna_baselines.encoding.links import Candidate
from hudna_baselines.encoding.schema import RELATIONS, Relation
from hudna_baselines.encoding.tags import Item

from .classifier import Classifier, Floats, Vocabulary
from .pairs import Pairs
from .words import Words

NO_LINK = "-"

Links = dict[Candidate, str | None]
_Scored = tuple[Candidate, str | None, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """A classifier for each relation. `about` comes last: it is told which roles the counted mentions fill.

    `margin` is taken off the score of «no link» everywhere, so that more is linked.
    """

    vocabulary: Vocabulary
    relations: Mapping[Relation, Classifier]
    margin: float

    @classmethod
    def fit(cls, examples: Sequence[tuple[Words, Example]], *, c: float, margin: float, seen: int) -> Linker:
        """Trained on the candidates of gold items."""
        rows: list[tuple[Relation, list[str], str]] = []
        for words, example in examples:
            gold = dict(zip(example.graph.candidates, example.graph.links, strict=True))
            rows += [(candidate.relation, features, gold[candidate] or NO_LINK)
                     for candidate, features in zip(gold, _features(words, list(gold), gold), strict=True)]  # fmt: skip
        vocabulary = Vocabulary.of((features for _, features, _ in rows), seen=seen)
        relations: dict[Relation, Classifier] = {}
        for relation in RELATIONS:
            own = [(features, label) for of, features, label in rows if of == relation]
            matrix = vocabulary.matrix([features for features, _ in own])
            relations[relation] = Classifier.fit(matrix, [label for _, label in own], c=c)
        return cls(vocabulary=vocabulary, relations=relations, margin=margin)

    def links(self, words: Words, candidates: Sequence[Candidate]) -> list[str | None]:
        """For each candidate its likeliest label that is allowed, or None. A number has one `about` at most."""
        first = [candidate for candidate in candidates if candidate.relation != "about"]
        last = [candidate for candidate in candidates if candidate.relation == "about"]
        known = {candidate: label for candidate, label, _ in self._scored(words, first, {})}
        told = known | _only_best(self._scored(words, last, known))
        return [told[candidate] for candidate in candidates]

    def _scored(self, words: Words, candidates: Sequence[Candidate], known: Links) -> list[_Scored]:
        """Each candidate with its label and how far that is ahead of no link, given what is known of others."""
        found: list[_Scored] = []
        matrix = self.vocabulary.matrix(list(_features(words, candidates, known)))
        for relation in RELATIONS:
            own = [index for index, candidate in enumerate(candidates) if candidate.relation == relation]
            scores = self.relations[relation].raw(matrix[own]) if own else ()
            found += [self._best(candidates[index], row) for index, row in zip(own, scores, strict=True)]
        return found

    def _best(self, candidate: Candidate, scores: Floats) -> _Scored:
        labels = dict(zip(self.relations[candidate.relation].labels, scores.tolist(), strict=True))
        none = labels.get(NO_LINK, -math.inf) - self.margin
        allowed = {label: labels[label] for label in candidate.labels if label in labels}
        best = max(allowed, key=allowed.__getitem__, default=None)
        ahead = allowed[best] - none if best else -math.inf
        return candidate, best if ahead > 0 else None, ahead


def _only_best(scored: Sequence[_Scored]) -> Links:
    """The links of numbers with what they are about: of each number the one that is furthest ahead."""
    best: dict[Item, _Scored] = {}
    for one in scored:
        best[one[0].left] = max(best.get(one[0].left, one), one, key=lambda scored: scored[2])
    return {one[0]: one[1] if best[one[0].left] is one else None for one in scored}


def _features(words: Words, candidates: Sequence[Candidate], known: Links) -> Iterator[list[str]]:
    pairs = Pairs.of(words, [*candidates, *known])
    counted, roles = defaultdict(set), defaultdict(list)
    for candidate, label in known.items():
        if label and candidate.relation == "quantified":
            counted[candidate.left].add(candidate.right)
        if label and candidate.relation == "argument":
            roles[candidate.left].append((candidate.right, label))
    for candidate in candidates:
        told = (
            [] if candidate.relation != "about" else _told(candidate, counted[candidate.left], roles[candidate.right])
        )
        yield pairs.features(candidate, told)


def _told(candidate: Candidate, counted: Collection[Item], roles: Sequence[tuple[Item, str]]) -> list[str]:
    """Which roles of the event are filled by what the number counts, or by the time that it stands in."""
    own = set(candidate.left.words)
    inside = [f"fills={role}" for filler, role in roles if filler in counted or own & set(filler.words)]
    return inside or ["fills=nothing"]
