"""From pairs of records to a part: every metric of some hundred articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hudna_eval.cell_counts import CellCounts
from hudna_eval.claims import metrics as claims
from hudna_eval.claims.alignment import align_claims
from hudna_eval.claims.errors import claim_errors
from hudna_eval.claims.tolerance import tolerance_slices
from hudna_eval.comparison import Comparison, compared
from hudna_eval.comparisons.scores import article_claims
from hudna_eval.consistency.facts import article_facts
from hudna_eval.coreference.clusterings import LAYERS, VIEWS, cluster_items, within_articles
from hudna_eval.coreference.metrics import added
from hudna_eval.coreference.scores import Clusters, ratio_vectors
from hudna_eval.entities.batch import score_entities
from hudna_eval.entities.seen import Seen, seen_slices
from hudna_eval.entities.timex_values import VALUE
from hudna_eval.events import metrics as events
from hudna_eval.events.argument_errors import argument_errors
from hudna_eval.events.argument_variants import KEYS, by_clitic, by_cluster
from hudna_eval.events.errors import event_errors
from hudna_eval.mistakes.mistake import Mistake
from hudna_eval.part import ArticleDetails, Part
from hudna_eval.scope import DEFAULT_CONVENTIONS, Conventions
from hudna_eval.sources.pairing import Pair
from hudna_eval.sums import Sums
from hudna_eval.views import view_counts

_ERRORS = {"event_errors": event_errors, "argument_errors": argument_errors, "claim_errors": claim_errors}
"""What counts the errors of one article, besides those of entities, which are counted for many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for besides the metrics: details by article, views, slices by what was seen, comparisons.

    `conventions` say what labels mean.
    """

    details: bool = True
    views: tuple[str, ...] = ()
    seen: Seen | None = None
    comparisons: bool = False
    conventions: Conventions = DEFAULT_CONVENTIONS


def score_pairs(pairs: Sequence[Pair], asked: Asked) -> Part:
    """The scores of all metrics of articles."""
    batch = [compared(pair, asked.conventions) for pair in pairs]
    entity = score_entities(batch, details=asked.details, timex_types=asked.conventions.timex_types)
    cells = CellCounts(len(batch))
    cells.add_entities(entity)
    sums = Sums(exact=cells.exact)
    sums.errors["entity_errors"].add(entity.errors)
    sums.slots[VALUE] += entity.timex.accuracy
    sums.add_slices({(name, "entities.strict"): counts for name, counts in entity.slices.items()})
    clusters: list[Clusters] = []
    details: list[ArticleDetails] = []
    for row, (pair, both) in enumerate(zip(pairs, batch, strict=True)):
        cells.add_article(row, both)
        mistakes = _add_article(sums, both, asked)
        items = cluster_items(both.gold, both.pred, asked.conventions)
        clusters.append({layer: within_articles(own) for layer, own in items.items()})
        if asked.details:
            facts = article_facts(both, pair.gold, predicted=pair.predicted)
            every = (*entity.mistakes[row], *mistakes)
            details.append(ArticleDetails(clusters=clusters[-1], items=items, facts=facts, mistakes=every))
    for layer in LAYERS:
        sums.add_clusters(layer, {view: added(own[layer][view] for own in clusters) for view in VIEWS})
    return Part(
        keys=[pair.gold.key for pair in pairs],
        cells=cells.names,
        counts=cells.counts,
        ratios=np.array([ratio_vectors(own) for own in clusters]),
        sums=sums,
        details=details,
        claims=[article_claims(b, p.gold) for p, b in zip(pairs, batch, strict=True)] if asked.comparisons else (),
        without_text=[pair.gold.key for pair, both in zip(pairs, batch, strict=True) if both.text is None],
    )


def _add_article(sums: Sums, both: Comparison, asked: Asked) -> list[Mistake]:
    """Add what one article counts, and give its mistakes if they are asked for."""
    sums.gold_left_out += both.gold.left_out
    sums.pred_left_out += both.pred.left_out
    if asked.views:
        sums.add_views(view_counts(both, asked.views))
    if asked.seen is not None:
        slices = seen_slices(both, asked.seen)
        sums.add_slices({(name, "entities.strict"): counts for name, counts in slices.items()})
    if both.has_events:
        _add_events(sums, both)
    if both.has_claims:
        _add_claims(sums, both)
    mistakes: list[Mistake] = []
    for name, count in _ERRORS.items():
        errors, found = count(both, asked.details)
        sums.errors[name].add(errors)
        mistakes += found
    return mistakes


def _add_events(sums: Sums, both: Comparison) -> None:
    """Argument metrics by other ways to compare fillers, and the accuracy of attributes."""
    gold, pred = both.gold.frames, both.pred.frames
    sums.add_slices({("arg:cluster", metric): by_cluster(metric, gold, pred) for metric in KEYS})
    if both.clitics is not None:
        sums.add_slices({("arg:clitic", metric): by_clitic(metric, gold, pred, both.clitics) for metric in KEYS})
    for name, accuracy in events.attribute_accuracy(gold, pred).items():
        sums.slots[f"events.{name}"] += accuracy


def _add_claims(sums: Sums, both: Comparison) -> None:
    """The ladder with tolerance, and the accuracy of slots."""
    gold, pred = both.gold.claim_frames, both.pred.claim_frames
    sums.add_slices(tolerance_slices(gold, pred))
    for slot, accuracy in claims.slots(align_claims(gold, pred)).items():
        sums.slots[f"claims.{slot}"] += accuracy
