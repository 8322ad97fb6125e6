"""Two editions of one article tell the same facts: does a prediction get each right in both, or in one only?

A fact is a gold id: an entity, a real-world event, a numeric claim. It is right in an edition or it is not; facts that
gold has in both editions are paired. What a prediction adds is no fact of gold's and plays no part here, so that this
is about recall: precision is in the scores of each edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, takewhile
from typing import Any

import numpy as np

from hudna.model import Edition, Event, Mention, Record
from hudna_eval.claims.alignment import equal_span_pairs, rungs
from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.comparison import Comparison
from hudna_eval.events.frames import Frame
from hudna_eval.matching.assignment import nested_pairs
from hudna_eval.scope import Annotation
from hudna_eval.statistics.intervals import Floats, Interval, Method, bootstrap_intervals

LAYERS = ("entities.any", "entities.all", "events.tc", "events.frame_exact", "claims.qv", "claims.claim")
"""What it takes to get a fact right, see `article_facts`."""

_VALUE, _ALL = 2, 6
"""Rungs of the ladder that make a claim right: number and value, or all."""

Right = Mapping[str, bool]
"""Id of a fact → whether it is right."""

Editions = tuple[Edition, Edition]
"""Two editions, in sorted order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The gold facts of one article in one edition by layer, and which are right. Small: to be joined by article.

    `predicted` is whether there was a prediction at all, be it an empty one.
    """

    article_id: str
    edition: Edition
    predicted: bool
    layers: Mapping[str, Right]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedFacts:
    """How many facts are right in both editions, in one only, in none, and how many only one edition has. They add.

    First and second are the editions in sorted order. A ratio of no facts is None.
    """

    both_right: int = 0
    first_only: int = 0
    second_only: int = 0
    both_wrong: int = 0
    unpaired_first: int = 0
    unpaired_second: int = 0

    def __add__(self, other: PairedFacts) -> PairedFacts:
        return PairedFacts(**{name: own + getattr(other, name) for name, own in self.numbers().items()})

    def numbers(self) -> dict[str, int]:
        """The numbers by name, for JSON."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def total(self) -> int:
        """Paired facts."""
        return self.both_right + self.first_only + self.second_only + self.both_wrong

    @property
    def share(self) -> float | None:
        """The share of paired facts that are right in both or wrong in both, in [0, 1]; None without any."""
        return (self.both_right + self.both_wrong) / self.total if self.total else None

    @property
    def gap(self) -> float | None:
        """(right in the first - right in the second) / paired facts, in [-1, 1]; None without any."""
        return (self.first_only - self.second_only) / self.total if self.total else None

    @property
    def p(self) -> float | None:
        """Exact two-sided p that the gap is chance; None where no fact is right in one edition only.

        Facts of one article, and of one entity, depend on each other: where the interval of the gap says otherwise,
        trust the interval.
        Source: McNemar 1947, exact as the binomial test of the discordant facts (`scipy.stats.binomtest`).
        """
        discordant = self.first_only + self.second_only
        if not discordant:
            return None
        from scipy.stats import binomtest

        return float(binomtest(self.first_only, discordant).pvalue)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerConsistency:
    """The paired facts of a layer, and 95 % intervals of share and gap over articles; None where undefined."""

    facts: PairedFacts
    share_ci95: Interval | None
    gap_ci95: Interval | None

    def plain(self) -> dict[str, Any]:
        """For JSON: the numbers of facts, and what follows from them."""
        own = {name: getattr(self.facts, name) for name in ("share", "gap", "p")}
        intervals = {"share_ci95": self.share_ci95, "gap_ci95": self.gap_ci95}
        return {
            **self.facts.numbers(),
            **own,
            **{name: None if bounds is None else list(bounds) for name, bounds in intervals.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """Layer → consistency of two editions, over the articles that gold and prediction have in both."""

    editions: Editions
    articles: int
    layers: Mapping[str, LayerConsistency]

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        layers = {layer: own.plain() for layer, own in self.layers.items()}
        return {"editions": list(self.editions), "articles": self.articles, "layers": layers}


def article_facts(both: Comparison, gold: Record, *, predicted: bool) -> Facts:
    """The facts of one article in one edition; `gold` says which.

    - `entities.any`: at least one mention of the entity is found strictly (span and type). `entities.all`: all are.
      Any is about the entity, however often an edition names it; all falls with every mention that an edition adds.
    - `events.tc`: an event of that `event_id` is found by trigger and type; `events.frame_exact`: by its arguments too.
    - `claims.qv`: the claim of that id is found by number span and value; `claims.claim`: on all rungs of the ladder.

    Found is one-to-one, as in the metrics of these names. Annotations without id, or in zones that are not scored, are
    no facts. Claims are told by their own id, which this benchmark shares between the editions of an article: where a
    corpus does not, their layers mean nothing.
    """
    entities, events = _found_mentions(both), _found_events(both)
    layers = {
        "entities.any": {id_: any(found) for id_, found in entities.items()},
        "entities.all": {id_: all(found) for id_, found in entities.items()},
        "events.tc": {id_: max(depths) >= 1 for id_, depths in events.items()},
        "events.frame_exact": {id_: max(depths) >= 2 for id_, depths in events.items()},
        **_claim_layers(both),
    }
    return Facts(article_id=gold.article_id, edition=gold.edition, predicted=predicted, layers=layers)


def consistency(facts: Iterable[Facts], *, seed: int = 0, method: Method = "percentile") -> dict[Editions, Consistency]:
    """The consistency of every two editions that gold and prediction have of one article; empty where there are none.

    Intervals resample articles, as in `hudna_eval.statistics.intervals`.
    """
    pairs: defaultdict[Editions, list[tuple[Facts, Facts]]] = defaultdict(list)
    for first, second in _pairs(facts):
        pairs[first.edition, second.edition].append((first, second))
    return {editions: _consistency(editions, pairs[editions], seed, method) for editions in sorted(pairs)}


def _pairs(facts: Iterable[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Every two predicted editions of an article, by article and edition."""
    by_article: defaultdict[str, list[Facts]] = defaultdict(list)
    for own in facts:
        if own.predicted:
            by_article[own.article_id].append(own)
    for article in sorted(by_article):
        yield from combinations(sorted(by_article[article], key=lambda own: own.edition), 2)


def _consistency(editions: Editions, pairs: Sequence[tuple[Facts, Facts]], seed: int, method: Method) -> Consistency:
    layers = {}
    for layer in LAYERS:
        articles = [_paired(first.layers[layer], second.layers[layer]) for first, second in pairs]
        share_ci95, gap_ci95 = _intervals(articles, seed, method)
        total = sum(articles, PairedFacts())
        layers[layer] = LayerConsistency(facts=total, share_ci95=share_ci95, gap_ci95=gap_ci95)
    return Consistency(editions=editions, articles=len(pairs), layers=layers)


def _paired(first: Right, second: Right) -> PairedFacts:
    found = [(first[id_], second[id_]) for id_ in first.keys() & second.keys()]
    return PairedFacts(
        both_right=found.count((True, True)),
        first_only=found.count((True, False)),
        second_only=found.count((False, True)),
        both_wrong=found.count((False, False)),
        unpaired_first=len(first.keys() - second.keys()),
        unpaired_second=len(second.keys() - first.keys()),
    )


def _intervals(articles: Sequence[PairedFacts], seed: int, method: Method) -> tuple[Interval | None, Interval | None]:
    """The intervals of share and gap; None with fewer than two articles, which cannot vary."""
    rows = [
        [(own.both_right + own.both_wrong, own.total), (own.first_only - own.second_only, own.total)]
        for own in articles
    ]
    share, gap = bootstrap_intervals(np.array(rows, dtype=np.float64), seed=seed, f1=_ratio, method=method)
    return share, gap


def _ratio(sums: Floats) -> Floats:
    """Of numerator and denominator along the last axis; NaN of nothing."""
    with np.errstate(invalid="ignore"):
        ratio: Floats = sums[..., 0] / sums[..., 1]
    return ratio


def _found_mentions(both: Comparison) -> dict[str, list[bool]]:
    """Entity id → for each mention of it, whether span and type are found."""
    golds = sorted(both.gold.mentions, key=lambda mention: mention.id)
    edges = nested_pairs([(_strict(gold),) for gold in golds], [(_strict(pred),) for pred in both.pred.mentions])
    found = {i for i, _ in edges}
    entities: defaultdict[str, list[bool]] = defaultdict(list)
    for i, gold in enumerate(golds):
        if gold.entity_id is not None:
            entities[gold.entity_id].append(i in found)
    return dict(entities)


def _strict(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.type


def _found_events(both: Comparison) -> dict[str, list[int]]:
    """Event id → for each mention of it: 0 if it is not found, 1 by trigger and type, 2 by its arguments too."""
    golds = _by_id(both.gold)
    keys = [_frame_key(frame) for _, frame in golds]
    preds = [_frame_key(frame) for frame in both.pred.frames]
    depth = {i: 2 if keys[i] == preds[j] else 1 for i, j in nested_pairs(keys, preds)}
    events: defaultdict[str, list[int]] = defaultdict(list)
    for i, (event, _) in enumerate(golds):
        if event.event_id is not None:
            events[event.event_id].append(depth.get(i, 0))
    return dict(events)


def _by_id(side: Annotation) -> list[tuple[Event, Frame]]:
    """Events and their frames by id, so that frames which are equal are found alike in every order."""
    return sorted(zip(side.events, side.frames, strict=True), key=lambda item: item[0].id)


def _frame_key(frame: Frame) -> tuple[object, object]:
    return (frame.type, frame.trigger), frame.arguments


def _claim_layers(both: Comparison) -> dict[str, Right]:
    """`claims.qv` and `claims.claim`: claim id → whether value, or every rung, agrees with the claim on its span."""
    golds = sorted(zip(both.gold.claims, both.gold.claim_frames, strict=True), key=lambda item: item[0].id)
    partner = dict(equal_span_pairs([frame for _, frame in golds], both.pred.claim_frames))
    reached = {
        claim.id: _rungs_reached(frame, both.pred.claim_frames[partner[i]]) if i in partner else 0
        for i, (claim, frame) in enumerate(golds)
    }
    return {
        "claims.qv": {id_: depth >= _VALUE for id_, depth in reached.items()},
        "claims.claim": {id_: depth >= _ALL for id_, depth in reached.items()},
    }


def _rungs_reached(gold: ClaimFrame, pred: ClaimFrame) -> int:
    """How many rungs of the ladder agree, each including the one before."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(rungs(gold), rungs(pred), strict=True)))
