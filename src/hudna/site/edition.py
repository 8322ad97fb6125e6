"""One article in one edition, ready for its page: the marked text, and a card for each event and numeric claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hudna.model import Event, Mention, NumericClaim, Record, Span
from hudna.show import rows
from hudna.show.rows import Row
from hudna.site import claim_rows, words
from hudna.site.marks import Mark, Marked
from hudna.site.names import place, token
from hudna.site.palette import family_of

CLAIM, MENTION, TRIGGER, PART = range(4)
"""Which mark is the outer one where spans are equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`blocks` is empty where the text is not at hand. The rows of `hudna.show` come with what they are made of."""

    record: Record
    blocks: Sequence[tuple[str, Sequence[Markup]]]
    mentions: Sequence[tuple[Mention, Row]]
    events: Sequence[tuple[Event, Row]]
    claims: Sequence[tuple[NumericClaim, Row]]

    @property
    def name(self) -> str:
        """`open`, `source`."""
        return self.record.edition

    def place(self, *parts: str) -> str:
        """The id of an element of this edition."""
        return place(self.name, *parts)


def edition(record: Record, names: Mapping[str, str]) -> Edition:
    """A record as it is shown; `names` has the English name of each entity."""
    made = Edition(
        record=record,
        blocks=(),
        mentions=list(zip(record.mentions, rows.mentions(record), strict=True)),
        events=list(zip(record.events, rows.events(record), strict=True)),
        claims=list(claim_rows.claims(record)),
    )
    if record.text is None:
        return made
    marked = Marked(record.text, list(marks(made, names)))
    return Edition(
        record=record,
        blocks=list(marked.blocks(record.zones)),
        mentions=made.mentions,
        events=made.events,
        claims=made.claims,
    )


def marks(shown: Edition, names: Mapping[str, str]) -> Iterator[Mark]:
    """Every mark of a text: claims with their numbers and cues, mentions, triggers."""
    for claim, row in shown.claims:
        yield from _claim_marks(shown, claim, row)
    for name, span in sorted(cues(shown.record).items()):
        yield Mark(name=name, span=span, rank=PART, classes="cue")
    for mention, _ in shown.mentions:
        yield Mark(
            name=shown.place(mention.id), span=mention.span, rank=MENTION, classes=f"m t-{token(mention.type)}",
            tip=words.mention_note(mention, names), described_by=shown.place(mention.id, "note"),
            data=_data(mention.type, mention.entity_id),
        )  # fmt: skip
    for event, row in shown.events:
        yield from _event_marks(shown, event, row)


def cues(record: Record) -> dict[str, Span]:
    """The cues of attribution by the name of their mark; several claims can share one."""
    spans = (link.cue for claim in record.numeric_claims for link in claim.attribution)
    return {cue_name(record.edition, span): span for span in spans if span is not None}


def cue_name(edition_name: str, cue: Span) -> str:
    """The name of the mark of a cue."""
    return place(edition_name, "cue", str(cue.start), str(cue.end))


def _claim_marks(shown: Edition, claim: NumericClaim, row: Row) -> Iterator[Mark]:
    yield Mark(
        name=shown.place(claim.id), span=claim.span, rank=CLAIM, classes="claim", tip=words.claim_note(claim, row),
        described_by=shown.place(claim.id, "note"), data=_data(claim.id, None),
    )  # fmt: skip
    if claim.number is not None:
        yield Mark(name=shown.place(claim.id, "number"), span=claim.number, rank=PART, classes="number")


def _event_marks(shown: Edition, event: Event, row: Row) -> Iterator[Mark]:
    for part in event.trigger:
        yield Mark(
            name=shown.place(event.id), span=part, rank=TRIGGER, classes=f"trigger f-{token(family_of(event.type))}",
            tip=words.event_note(event, row), described_by=shown.place(event.id, "note"),
            data=_data(event.type, event.event_id),
        )  # fmt: skip


def _data(label: str, shared_id: str | None) -> dict[str, str]:
    return {"label": label} | ({} if shared_id is None else {"e": token(shared_id)})
