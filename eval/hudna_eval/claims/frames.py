"""Numeric claims as metrics compare them: ids resolved to spans, units and values in one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from hudna.model import Attribution, ClaimKind, ClaimMod, NumericClaim, Record, Span, StanceValue
from hudna.values import Quantity
from hudna_eval.events.frames import Fragments, trigger_of

_FRACTION, _PERCENT = "fraction", "percent"
_PERCENT_PER_FRACTION = Decimal(100)
_EXACTLY = Context(prec=100)
"""Room for all digits of a number (`hudna.values` allows 40): two numbers are not to be equal by rounding."""

Link = tuple[Span | None, Span | None]
"""One link of a chain: the source's span (None where the words name nobody) and the span of the cue."""

Filled = tuple[str, str, Fragments]
"""What a number is about: the role, and the event by its type and trigger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFrame:
    """A numeric claim without ids. `place` is the span of the number, or of the claim where it has no number.

    `quantified` is a set of mention spans in text order. `attribution` is the chain, outermost first; `stance` holds
    (source span, value), sorted. A proportion given as a fraction of 1 is held as percent.
    """

    place: Span
    kind: ClaimKind
    value: Quantity | None
    mod: ClaimMod
    interval: tuple[Quantity | None, Quantity | None]
    unit_norm: str | None
    quantified: tuple[Span, ...]
    about: Filled | None
    attribution: tuple[Link, ...]
    stance: tuple[tuple[Span, StanceValue], ...]

    @property
    def start(self) -> int:
        return self.place.start

    @property
    def end(self) -> int:
        return self.place.end


def claim_frames(record: Record, claims: Iterable[NumericClaim]) -> list[ClaimFrame]:
    """Claims of a record as frames.

    Raises: KeyError for an id that the record does not have (`hudna_eval.sources.validation` finds those first).
    """
    claims = list(claims)
    if not claims:
        return []  # most corpora have no claims; their mentions need no place
    mentions = {mention.id: mention.span for mention in record.mentions}
    events = {event.id: (event.type, trigger_of(event)) for event in record.events}
    return [_frame(claim, mentions, events) for claim in claims]


def place(claim: NumericClaim) -> Span:
    """Where a claim is: its number, or all of it where it has none («more than a month»)."""
    return claim.span if claim.number is None else claim.number


def scaled(value: Quantity | None, claim: NumericClaim) -> Quantity | None:
    """A value of `claim`, in percent where the claim states a fraction of 1."""
    if claim.unit_norm == _FRACTION and isinstance(value, Decimal):
        return _EXACTLY.multiply(value, _PERCENT_PER_FRACTION)
    return value


def _frame(
    claim: NumericClaim, mentions: Mapping[str, Span], events: Mapping[str, tuple[str, Fragments]]
) -> ClaimFrame:
    about = claim.about
    return ClaimFrame(
        place=place(claim),
        kind=claim.kind,
        value=scaled(claim.value, claim),
        mod=claim.mod,
        interval=(scaled(claim.low, claim), scaled(claim.high, claim)),
        unit_norm=_PERCENT if claim.unit_norm == _FRACTION else claim.unit_norm,
        quantified=tuple(sorted({mentions[id_] for id_ in claim.quantified})),
        about=None if about is None else (about.role, *events[about.event]),
        attribution=tuple(_link(link, mentions) for link in claim.attribution),
        stance=tuple(sorted((mentions[stance.source], stance.value) for stance in claim.stance)),
    )


def _link(link: Attribution, mentions: Mapping[str, Span]) -> Link:
    return (None if link.source is None else mentions[link.source]), link.cue
