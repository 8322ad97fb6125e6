"""What a rule looks at, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hudna.arabic.words import words
from hudna.model import Event, Mention, NumeralException, NumericClaim, Record, Span
from hudna.registers import Registers


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A broken rule at one item: `layer` and `index` say which ("article", 0 for the whole)."""

    rule: str
    message: str
    hint: str = ""
    layer: str = "article"
    index: int = 0


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A record under validation. `registers` is None outside an annotation folder; `gold` asks for all gold fields."""

    record: Record
    exceptions: tuple[NumeralException, ...] = ()
    registers: Registers | None = None
    gold: bool = True

    @cached_property
    def text(self) -> str:
        """The text; rules that need it are not called without one."""
        return self.record.text or ""

    @cached_property
    def words(self) -> list[Span]:
        return words(self.text)

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        return {mention.id: mention for mention in self.record.mentions}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {event.id: event for event in self.record.events}

    @cached_property
    def claims(self) -> dict[str, NumericClaim]:
        return {claim.id: claim for claim in self.record.numeric_claims}


def spans_of(record: Record) -> Iterator[tuple[str, int, str, Span, str | None]]:
    """Every span outside another, as (layer, index, name, span, stored surface or None)."""
    for index, mention in enumerate(record.mentions):
        yield "mention", index, mention.id, mention.span, mention.text
    for index, event in enumerate(record.events):
        surfaces = event.trigger_text or (None,) * len(event.trigger)
        for span, surface in zip(event.trigger, surfaces, strict=True):
            yield "event", index, f"{event.id} trigger", span, surface
    for index, claim in enumerate(record.numeric_claims):
        yield "numeric_claim", index, claim.id, claim.span, claim.text
        for link in claim.attribution:
            if link.cue is not None:
                yield "numeric_claim", index, f"{claim.id} cue", link.cue, link.cue_text
