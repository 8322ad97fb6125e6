"""The suite: articles become vectors of counts. Corpus scores, slices and intervals are sums of vectors.

Articles are scored some hundred at a time (`score_pairs`), since what entities need is done for all of them at once.
A new metric is a function of gold and prediction and a line in one of the tables, in `METRICS` and in
`hudna_eval.metric_notes`; those of coreference, whose numerators are their own, come from
`hudna_eval.coreference.metrics`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hudna_eval.claims import metrics as claims
from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.coreference.clusterings import LAYERS
from hudna_eval.coreference.metrics import NAMES
from hudna_eval.counts import Counts
from hudna_eval.events import frame_metrics as frame_scores
from hudna_eval.events import metrics as events
from hudna_eval.events.frames import Frame
from hudna_eval.scope import Annotation

Cell = tuple[str, str | None]
"""A metric id, and a type or None for all types together."""

ENTITIES = ("entities.strict", "entities.type", "entities.soft", "entities.iou50", "entities.clitic")
"""Metrics of mentions whose key holds a type: their counts come by type and add up to the whole."""

BOUNDARY = "entities.boundary"
"""The metric of mentions of any type, so that a pair has no one type to count under."""

TIMEX_VALUE = "timex.strict_value"
"""As `ENTITIES`, of time expressions and their values."""

Frames = Sequence[Frame]

EVENTS: dict[str, Callable[[Frames, Frames], Mapping[str, Counts]]] = {
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
"""As `ENTITIES`, of events."""

UNTYPED_EVENTS: dict[str, Callable[[Frames, Frames], Counts]] = {
    "events.ti": events.ti,
    "events.ai0": events.ai0,
    "events.ac0": events.ac0,
}
"""As `BOUNDARY`, of events."""


def _of_frames(
    rung: Callable[[Sequence[ClaimFrame], Sequence[ClaimFrame]], Counts],
) -> Callable[[Annotation, Annotation], Counts]:
    return lambda gold, pred: rung(gold.claim_frames, pred.claim_frames)


CLAIMS: dict[str, Callable[[Annotation, Annotation], Counts]] = {
    "claims.q": lambda gold, pred: claims.q(gold.claims, pred.claims),
    "claims.qv": lambda gold, pred: claims.qv(gold.claims, pred.claims),
    "claims.qvm": _of_frames(claims.qvm),
    "claims.qvmu": _of_frames(claims.qvmu),
    "claims.qvmua": _of_frames(claims.qvmua),
    "claims.claim": _of_frames(claims.claim),
}
"""Metrics of numeric claims, which have no types."""

METRICS = (
    "entities.strict",
    BOUNDARY,
    "entities.type",
    "entities.soft",
    "entities.iou50",
    "entities.clitic",
    TIMEX_VALUE,
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
    *CLAIMS,
)
"""Every metric of true and false positives that adds over articles, in the order of the report."""

TYPED = (*ENTITIES, TIMEX_VALUE, *EVENTS)
"""The metrics that are reported by type as well."""

COREFERENCE = tuple(f"coref.{layer}.{name}" for layer in LAYERS for name in NAMES)
"""Every metric of coreference, in the order of the report: after `METRICS`."""

COMPARISONS = "comparisons.f1"
"""The metric whose items are in two articles each: the last of the report."""

FRACTIONAL = ("entities.soft", "events.frame_dice")
"""Metrics that give partial credit: their true and false positives are fractions."""

NEEDS_TEXT = "entities.clitic"
"""The metric that must know the letters of the text."""

TEXT_SLICES = ("words:", "arg:clitic")
"""How the names of the slices begin that must know them too."""
