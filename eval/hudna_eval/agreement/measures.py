"""How far two annotations of the same texts agree: F1 of what is marked, coreference, and κ of categories.

Neither side is gold: F1 is the same from both, and precision of one is recall of the other. All numbers of several
texts come from counts added up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hudna_eval.agreement.categories import CATEGORIES, Labels, kappa, labels
from hudna_eval.claims import metrics as claims
from hudna_eval.claims.alignment import align_claims
from hudna_eval.coreference.clusterings import ALL, LAYERS
from hudna_eval.coreference.metrics import ClusterCounts
from hudna_eval.counts import Accuracy, Counts
from hudna_eval.scope import scored
from hudna_eval.scoring import Asked, score_pairs
from hudna_eval.sources.pairing import Pair, name_of
from hudna_eval.suite import Cell

ATTRIBUTION = "claims.attribution"
"""Attribution chains on aligned claims."""

MARKED = (
    "entities.strict",
    "entities.boundary",
    "events.ti",
    "events.tc",
    "events.ac+",
    "events.frame_exact",
    "claims.q",
    "claims.qv",
    "claims.qvm",
    "claims.qvmu",
    "claims.qvmua",
    "claims.claim",
    ATTRIBUTION,
)
"""The metrics of agreement on what is marked, in the order of the report."""

COREFERENCE = ("muc", "b3", "ceafe", "conll")
"""The metrics of coreference in the report: the CoNLL average, and the three that it is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The counts of one text or several. In `vector` tp is what both have, fn what only A and fp what only B has."""

    vector: Mapping[Cell, Counts]
    clusters: Mapping[str, ClusterCounts]
    slots: Mapping[str, Accuracy]
    labels: Mapping[str, Labels]


def agreement(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Agreement of A (`gold` of each pair) and B (`pred`), as JSON data.

    `overall` and `by_article` (`001/open` →) have `marked` (metric → both, only_a, only_b, F1), `coreference` (layer →
    metric → F1), `slots` (slot of aligned claims → accuracy) and `categories` (category → units, agreed, κ, and
    label of A → label of B → units); `by_type` has metric → type → as in `marked`. What has no denominator is None.
    """
    by_article = {name_of(pair.gold.key): measured(pair) for pair in pairs}
    total = added(list(by_article.values()))
    return {
        "overall": _plain(total),
        "by_type": _by_type(total),
        "by_article": {name: _plain(one) for name, one in by_article.items()},
    }


def to_json(data: Mapping[str, Any]) -> str:
    """One JSON object, keys sorted: the same agreement gives the same bytes."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)


def measured(pair: Pair) -> Agreement:
    """The counts of one text."""
    part = score_pairs([pair], Asked(details=False))
    numbers = zip(part.cells, part.counts[0].tolist(), strict=True)
    vector = {cell: Counts(*map(int, counts)) for cell, counts in numbers if cell[0] in MARKED}
    a, b = scored(pair.gold, pair.gold.zones), scored(pair.pred, pair.gold.zones)
    pairs = align_claims(a.claim_frames, b.claim_frames)
    return Agreement(
        vector={**vector, (ATTRIBUTION, None): claims.attribution(pairs)},
        clusters={layer: part.sums.clusters[layer][ALL] for layer in LAYERS},
        slots=claims.slots(pairs),
        labels=labels(a, b),
    )


def added(articles: Sequence[Agreement]) -> Agreement:
    """The counts of several texts."""
    cells = dict.fromkeys(cell for article in articles for cell in article.vector)
    return Agreement(
        vector={cell: sum((one.vector.get(cell, Counts()) for one in articles), Counts()) for cell in cells},
        clusters={layer: sum((one.clusters[layer] for one in articles), ClusterCounts()) for layer in LAYERS},
        slots={slot: sum((one.slots[slot] for one in articles), Accuracy()) for slot in claims.SLOTS},
        labels={category: sum((one.labels[category] for one in articles), Counter()) for category in CATEGORIES},
    )


def _plain(one: Agreement) -> dict[str, Any]:
    return {
        "marked": {metric: _counts(one.vector.get((metric, None), Counts())) for metric in MARKED},
        "coreference": {
            layer: {name: counts.scores()[name].f1 for name in COREFERENCE} for layer, counts in one.clusters.items()
        },
        "slots": {f"claims.{slot}": _accuracy(accuracy) for slot, accuracy in one.slots.items()},
        "categories": {category: _category(counts) for category, counts in one.labels.items()},
    }


def _by_type(one: Agreement) -> dict[str, dict[str, Any]]:
    typed = sorted((metric, type_) for metric, type_ in one.vector if type_ is not None)
    by_type: dict[str, dict[str, Any]] = {metric: {} for metric, _ in typed}
    for metric, type_ in typed:
        by_type[metric][type_] = _counts(one.vector[metric, type_])
    return by_type


def _counts(counts: Counts) -> dict[str, Any]:
    return {"both": counts.tp, "only_a": counts.fn, "only_b": counts.fp, "f1": counts.f1}


def _accuracy(accuracy: Accuracy) -> dict[str, Any]:
    return {"correct": accuracy.correct, "total": accuracy.total, "accuracy": accuracy.rate}


def _category(counts: Labels) -> dict[str, Any]:
    confusion: dict[str, dict[str, int]] = {}
    for (a, b), times in counts.items():
        confusion.setdefault(a, {})[b] = times
    return {
        "units": counts.total(),
        "agreed": sum(times for (a, b), times in counts.items() if a == b),
        "kappa": kappa(counts),
        "labels": confusion,
    }
