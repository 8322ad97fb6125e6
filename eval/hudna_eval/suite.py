"""The suite: one article becomes one vector of counts. Corpus scores, slices and intervals are sums of vectors.

A new metric is a function of gold and prediction and a line in one of the tables, in `METRICS` and in
`hudna_eval.metric_notes`; those of coreference, whose numerators are their own, come from `hudna_eval.coreference`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hudna_eval import claims, entities, events, frame_scores
from hudna_eval.argument_match import KEYS, by_clitic, by_cluster
from hudna_eval.claim_alignment import align_claims
from hudna_eval.clusterings import LAYERS, Items, cluster_items, within_articles
from hudna_eval.comparison import Comparison, compared
from hudna_eval.coreference import NAMES, ClusterCounts
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.entity_errors import EntityErrors, entity_errors
from hudna_eval.entity_slices import entity_slices
from hudna_eval.frames import Frame
from hudna_eval.pairing import Pair
from hudna_eval.statistics import Floats

Cell = tuple[str, str | None]
"""A metric id, and a type or None for all types together."""

Vector = Mapping[Cell, Counts]

TYPED: dict[str, Callable[[Comparison], Mapping[str, Counts]]] = {
    "entities.strict": lambda both: both.mentions.strict,
    "entities.type": lambda both: entities.same_type(both.mentions),
    "entities.soft": lambda both: entities.soft(both.mentions),
    "entities.iou50": lambda both: entities.iou50(both.mentions),
    "entities.clitic": lambda both: both.clitic_counts[0],
}
"""Metrics whose key holds a type: their counts come by type and add up to the whole."""

UNTYPED: dict[str, Callable[[Comparison], Counts]] = {
    "entities.boundary": lambda both: entities.boundary(both.gold.mentions, both.pred.mentions),
    "claims.q": lambda both: claims.q(both.gold.claims, both.pred.claims),
    "claims.qv": lambda both: claims.qv(both.gold.claims, both.pred.claims),
    "claims.qvm": lambda both: claims.qvm(both.gold.claim_frames, both.pred.claim_frames),
    "claims.qvmu": lambda both: claims.qvmu(both.gold.claim_frames, both.pred.claim_frames),
    "claims.qvmua": lambda both: claims.qvmua(both.gold.claim_frames, both.pred.claim_frames),
    "claims.claim": lambda both: claims.claim(both.gold.claim_frames, both.pred.claim_frames),
}
"""Metrics that pair annotations of any types, so that a pair has no one type to count under."""

Frames = Sequence[Frame]

TYPED_EVENTS: dict[str, Callable[[Frames, Frames], Mapping[str, Counts]]] = {
    "events.tc": events.tc,
    "events.attributes": events.attributes,
    "events.ai": events.ai,
    "events.ac": events.ac,
    "events.ai+": events.ai_plus,
    "events.ac+": events.ac_plus,
    "events.frame_exact": events.exact,
    "events.frame_exact_untriggered": events.exact_untriggered,
    "events.frame_dice": frame_scores.dice,
    "events.ceaf_ree": frame_scores.ceaf_ree,
    "events.ceaf_rme": frame_scores.ceaf_rme,
    "events.ceaf_rme_subset": frame_scores.ceaf_rme_subset,
    "events.muc4": frame_scores.muc4,
}
"""As `TYPED`, of the events."""

UNTYPED_EVENTS: dict[str, Callable[[Frames, Frames], Counts]] = {
    "events.ti": events.ti,
    "events.ai0": events.ai0,
    "events.ac0": events.ac0,
}
"""As `UNTYPED`, of the events."""

METRICS = (
    "entities.strict",
    "entities.boundary",
    "entities.type",
    "entities.soft",
    "entities.iou50",
    "entities.clitic",
    "events.ti",
    "events.tc",
    "events.attributes",
    "events.ai",
    "events.ac",
    "events.ai+",
    "events.ac+",
    "events.ai0",
    "events.ac0",
    "events.frame_exact",
    "events.frame_exact_untriggered",
    "events.frame_dice",
    "events.ceaf_ree",
    "events.ceaf_rme",
    "events.ceaf_rme_subset",
    "events.muc4",
    "claims.q",
    "claims.qv",
    "claims.qvm",
    "claims.qvmu",
    "claims.qvmua",
    "claims.claim",
)
"""Every metric of true and false positives, in the order of the report."""

FRACTIONAL = ("entities.soft", "events.frame_dice")
"""Metrics that give partial credit: their true and false positives are fractions."""

NEEDS_TEXT = "entities.clitic"
"""The metric that must know the letters of the text."""

TEXT_SLICES = ("words:", "arg:clitic")
"""How the names of the slices begin that must know them too."""

COREFERENCE = tuple(f"coref.{layer}.{name}" for layer in LAYERS for name in NAMES)
"""Every metric of coreference, in the order of the report: after `METRICS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCounts:
    """The vector of one article in one edition, and how many annotations of each side stood in unscored zones.

    `clusters` has the counts of coreference by layer and view, `items` what they are of; `slots` the accuracy of each
    slot on aligned claims, `attributes` that of polarity and realis on events whose trigger and type agree. `slices`
    has counts by slice and metric; `errors` what went wrong with mentions. Without `has_text` the clitic-tolerant
    counts say nothing.
    """

    article_id: str
    edition: str
    vector: Vector
    clusters: Mapping[str, Mapping[str, ClusterCounts]]
    items: Mapping[str, Items]
    slots: Mapping[str, Accuracy]
    attributes: Mapping[str, Accuracy]
    slices: Mapping[tuple[str, str], Counts]
    errors: EntityErrors
    has_text: bool
    gold_left_out: int
    pred_left_out: int


def score_article(pair: Pair) -> ArticleCounts:
    """The counts of every metric for one article, overall (every metric id) and by type (those that occur)."""
    both = compared(pair)
    items = cluster_items(both.gold, both.pred)
    return ArticleCounts(
        article_id=pair.gold.article_id,
        edition=pair.gold.edition,
        vector=_vector(both),
        clusters={layer: within_articles(own) for layer, own in items.items()},
        items=items,
        slots=claims.slots(align_claims(both.gold.claim_frames, both.pred.claim_frames)),
        attributes=events.attribute_accuracy(both.gold.frames, both.pred.frames),
        slices=_slices(both),
        errors=entity_errors(both.mentions, both.clitic_counts[1]),
        has_text=both.text is not None,
        gold_left_out=both.gold.left_out,
        pred_left_out=both.pred.left_out,
    )


def _vector(both: Comparison) -> dict[Cell, Counts]:
    vector: dict[Cell, Counts] = {(metric, None): count(both) for metric, count in UNTYPED.items()}
    by_type = {metric: count(both) for metric, count in TYPED.items()}
    gold, pred = both.gold.frames, both.pred.frames
    if both.has_events:
        vector |= {(metric, None): count(gold, pred) for metric, count in UNTYPED_EVENTS.items()}
        by_type |= {metric: count(gold, pred) for metric, count in TYPED_EVENTS.items()}
    else:
        vector |= {(metric, None): Counts() for metric in (*UNTYPED_EVENTS, *TYPED_EVENTS)}
    for metric, counts in by_type.items():
        vector[metric, None] = sum(counts.values(), Counts())
        vector |= {(metric, type_): own for type_, own in counts.items()}
    return vector


def _slices(both: Comparison) -> dict[tuple[str, str], Counts]:
    """(slice, metric) → counts: kinds of mentions, and argument metrics by other ways to compare fillers."""
    strict = entity_slices(both.mentions, both.text, both.zones)
    slices = {(name, "entities.strict"): counts for name, counts in strict.items()}
    if both.has_events:
        gold, pred = both.gold.frames, both.pred.frames
        slices |= {("arg:cluster", metric): by_cluster(metric, gold, pred) for metric in KEYS}
        if both.clitics is not None:
            slices |= {("arg:clitic", metric): by_clitic(metric, gold, pred, both.clitics) for metric in KEYS}
    return slices


def count_matrix(articles: Sequence[ArticleCounts]) -> tuple[list[Cell], Floats]:
    """Every cell that occurs, and the counts by article id: shape (clusters, cells, 3), holding tp, fp and fn.

    All editions of an article are one row, since they tell the same facts. The sum over rows is the corpus score: in
    doubles, which hold whole numbers exactly, and round the counts of `FRACTIONAL` metrics.
    """
    clusters = cluster_rows(articles)
    cells = {cell: column for column, cell in enumerate(dict.fromkeys(cell for a in articles for cell in a.vector))}
    rows = [clusters[article.article_id] for article in articles for _ in article.vector]
    columns = [cells[cell] for article in articles for cell in article.vector]
    counts = [(float(c.tp), float(c.fp), float(c.fn)) for article in articles for c in article.vector.values()]
    matrix = np.zeros((len(clusters), len(cells), 3))
    np.add.at(matrix, (rows, columns), counts)
    return list(cells), matrix


def total_counts(articles: Sequence[ArticleCounts], cells: Sequence[Cell], matrix: Floats) -> list[Counts]:
    """The corpus counts of each cell, exact: from `matrix` where they are whole numbers, else added as fractions."""
    totals = [Counts(*map(int, cell)) for cell in matrix.sum(axis=0)]
    for index, cell in enumerate(cells):
        if cell[0] in FRACTIONAL:
            totals[index] = sum((article.vector.get(cell, Counts()) for article in articles), Counts())
    return totals


def cluster_rows(articles: Sequence[ArticleCounts]) -> dict[str, int]:
    """Article id → row of a matrix that is resampled: what is drawn together is one row."""
    return {id_: row for row, id_ in enumerate(sorted({article.article_id for article in articles}))}
