"""Categories that two annotators give to the same unit, and Cohen's κ of them.

A unit is matched first, by what the category is not about, and only then are the labels compared: what only one side
has is a matter of F1. An absent label is the label `none`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from hudna.model import Event, Mention
from hudna.ontology import TIMEX_TYPES
from hudna_eval.claims.alignment import align_claims
from hudna_eval.claims.frames import ClaimFrame
from hudna_eval.entities.align import align
from hudna_eval.events.frames import trigger_of
from hudna_eval.matching.assignment import nested_pairs
from hudna_eval.scope import Annotation

CATEGORIES = (
    "mention.type",
    "mention.form",
    "timex.value",
    "timex.mod",
    "event.type",
    "event.polarity",
    "event.realis",
    "event.realis_kind",
    "claim.kind",
    "claim.mod",
    "claim.unit_norm",
    "claim.stance",
)

Labels = Counter[tuple[str, str]]
"""(label of A, label of B) → how many units have them."""

Judgement = tuple[str, object, object]
"""A category, and the label that each side gives to one unit of it; None where a side gives none."""

_NONE = "none"


def labels(a: Annotation, b: Annotation) -> dict[str, Labels]:
    """The labels of every category on the units that both sides have.

    Type: mentions on equal spans. Form: mentions of equal span and type of which either has a form. TIMEX value and
    mod: TIMEX of equal span and type. Event type, polarity and realis: events on equal triggers, those of equal type
    paired first; realis_kind: those of them that both call OTHER. Kind, mod and unit: aligned claims. Stance: each
    source of an aligned claim to which either side gives a stance, or which both have in their chain.
    """
    counts: dict[str, Labels] = {category: Counter() for category in CATEGORIES}
    for category, label_a, label_b in (*_of_mentions(a, b), *_of_events(a, b), *_of_claims(a, b)):
        counts[category][_label(label_a), _label(label_b)] += 1
    return counts


def kappa(counts: Mapping[tuple[str, str], int]) -> float | None:
    """Cohen's κ, in [-1, 1]; None without units, and where chance alone must agree: all labels are one and the same.

    Source: Cohen 1960, as in `sklearn.metrics.cohen_kappa_score`.
    """
    from sklearn.metrics import cohen_kappa_score

    pairs = list(Counter(counts).elements())
    if len({label for pair in pairs for label in pair}) < 2:
        return None
    return float(cohen_kappa_score(*zip(*pairs, strict=True)))


def _label(value: object) -> str:
    return _NONE if value is None else str(value)


def _of_mentions(a: Annotation, b: Annotation) -> Iterator[Judgement]:
    for one, other in align(a.mentions, b.mentions).pairs:
        if one.span == other.span:
            yield "mention.type", one.type, other.type
            if one.type == other.type:
                yield from _of_one_mention(one, other)


def _of_one_mention(one: Mention, other: Mention) -> Iterator[Judgement]:
    if one.form is not None or other.form is not None:
        yield "mention.form", one.form, other.form
    if one.type in TIMEX_TYPES:
        yield "timex.value", one.value, other.value
        yield "timex.mod", one.mod, other.mod


def _of_events(a: Annotation, b: Annotation) -> Iterator[Judgement]:
    ones, others = sorted(a.events, key=_order), sorted(b.events, key=_order)
    keys_a, keys_b = ([(trigger_of(event), event.type) for event in side] for side in (ones, others))
    for i, j in nested_pairs(keys_a, keys_b):
        one, other = ones[i], others[j]
        yield "event.type", one.type, other.type
        yield "event.polarity", one.polarity, other.polarity
        yield "event.realis", one.realis, other.realis
        if one.realis == other.realis == "OTHER":
            yield "event.realis_kind", one.realis_kind, other.realis_kind


def _order(event: Event) -> tuple[object, ...]:
    return trigger_of(event), event.type, event.polarity or "", event.realis or "", event.realis_kind or ""


def _of_claims(a: Annotation, b: Annotation) -> Iterator[Judgement]:
    for one, other in align_claims(a.claim_frames, b.claim_frames):
        yield "claim.kind", one.kind, other.kind
        yield "claim.mod", one.mod, other.mod
        yield "claim.unit_norm", one.unit_norm, other.unit_norm
        yield from _of_stances(one, other)


def _of_stances(one: ClaimFrame, other: ClaimFrame) -> Iterator[Judgement]:
    stances_a, stances_b = dict(one.stance), dict(other.stance)
    sources_a, sources_b = ({source for source, _ in claim.attribution if source is not None} for claim in (one, other))
    for source in sorted(stances_a.keys() | stances_b.keys() | (sources_a & sources_b)):
        yield "claim.stance", stances_a.get(source), stances_b.get(source)
