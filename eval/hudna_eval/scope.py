"""What of a record is scored: everything but what stands in zones that the guideline leaves unannotated.

Gold decides where those are (zones of types in `Conventions.unscored_zones`), and whatever touches one is left out on
both sides: gold says nothing there, so a prediction is neither right nor wrong. Nothing else leaves the denominators.
A prediction gains nothing by reaching into such a zone, as it cannot be true positive then. An argument is judged
where its event is: with the trigger in a scored zone it counts, wherever its filler stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from hudna.model import Event, Mention, NumericClaim, Record, Span, Zone
from hudna.ontology import TIMEX_TYPES, UNSCORED_ZONES
from hudna_eval.claims.frames import ClaimFrame, claim_frames
from hudna_eval.events.frames import Frame, frames
from hudna_eval.sources.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The scored annotation of one article, and how many annotations were left out (mentions, events, claims).

    `frames` and `claim_frames` are `events` and `claims` without ids, in the same order.
    """

    mentions: Sequence[Mention]
    events: Sequence[Event]
    frames: Sequence[Frame]
    claims: Sequence[NumericClaim]
    claim_frames: Sequence[ClaimFrame]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What labels mean where the harness must know it: those of this benchmark, unless a schema says others.

    Zones of these types are not scored; mentions of these types need no cluster, so that without an id they take no
    part in coreference.
    """

    unscored_zones: frozenset[str] = frozenset(UNSCORED_ZONES)
    timex_types: frozenset[str] = frozenset(TIMEX_TYPES)

    @classmethod
    def of(cls, schema: Schema | None) -> Conventions:
        """Those of a schema; what it does not say is as in this benchmark."""
        said = {} if schema is None else {"unscored_zones": schema.unscored_zones, "timex_types": schema.timex_types}
        return cls(**{name: frozenset(types) for name, types in said.items() if types is not None})


DEFAULT_CONVENTIONS = Conventions()


def scored(record: Record, zones: Iterable[Zone], conventions: Conventions = DEFAULT_CONVENTIONS) -> Annotation:
    """The annotation of `record` outside the unscored ones of `zones`, which are those of gold.

    Raises: KeyError for a filler that the record does not have.
    """
    unscored = _Zones([zone.span for zone in zones if zone.type in conventions.unscored_zones])
    everything = Annotation(
        mentions=record.mentions,
        events=record.events,
        frames=frames(record),
        claims=record.numeric_claims,
        claim_frames=claim_frames(record, record.numeric_claims),
    )
    return _outside(everything, unscored) if unscored.starts else everything


class _Zones:
    """Zones, to ask what touches one without looking at each."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = sorted(span.start for span in spans)
        self._ends = sorted(span.end for span in spans)

    def touch(self, spans: Iterable[Span]) -> bool:
        """Whether a span shares a character with a zone: of those that begin before its end, not all end before it."""
        return any(bisect_left(self.starts, span.end) > bisect_right(self._ends, span.start) for span in spans)


def _outside(annotation: Annotation, unscored: _Zones) -> Annotation:
    mentions = [mention for mention in annotation.mentions if not unscored.touch([mention.span])]
    events = [not unscored.touch(event.trigger) for event in annotation.events]
    claims = [not unscored.touch([claim.span]) for claim in annotation.claims]
    left_out = len(annotation.mentions) - len(mentions) + events.count(False) + claims.count(False)
    return Annotation(
        mentions=mentions,
        events=list(compress(annotation.events, events)),
        frames=list(compress(annotation.frames, events)),
        claims=list(compress(annotation.claims, claims)),
        claim_frames=list(compress(annotation.claim_frames, claims)),
        left_out=left_out,
    )
