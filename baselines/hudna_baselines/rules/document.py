"""The state that components pass on: immutable, one more layer after each."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from hudna.model import Event, Form, Mention, NumericClaim, Record, Span, TimexMod
from hudna.values import Timex

from .view import Sentence, sentences


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text, its sentences, and what has been found so far. Mentions are sorted, outer before inner."""

    text: str
    dateline: datetime.date | None
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[NumericClaim, ...] = ()

    def with_mentions(self, mentions: Iterable[Mention]) -> Document:
        """With more mentions; of two with one span and type the first stays."""
        more = list(mentions)
        if not more:
            return self
        kept: dict[tuple[int, int, str], Mention] = {}
        for mention in (*self.mentions, *more):
            kept.setdefault((mention.start, mention.end, mention.type), mention)
        return replace(self, mentions=tuple(sorted(kept.values(), key=_reading_order)))

    def without_mentions(self, dropped: Iterable[Mention]) -> Document:
        """Without the given mentions."""
        ids = {mention.id for mention in dropped}
        return replace(self, mentions=tuple(mention for mention in self.mentions if mention.id not in ids))

    def mentions_in(self, sentence: Sentence) -> list[Mention]:
        """The mentions of one sentence, in text order."""
        return list(self._starting_in(sentence.starts[0], sentence.ends[-1]))

    def mentions_within(self, span: Span) -> list[Mention]:
        """The mentions that lie in a span, in text order."""
        return [mention for mention in self._starting_in(span.start, span.end) if mention.end <= span.end]

    def _starting_in(self, start: int, end: int) -> tuple[Mention, ...]:
        low = bisect_left(self._mention_starts, start)
        return self.mentions[low : bisect_left(self._mention_starts, end, low)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def events_in(self, sentence: Sentence) -> list[Event]:
        """The events whose trigger head stands in one sentence."""
        low = bisect_left(self._event_starts, sentence.starts[0])
        return list(self.events[low : bisect_left(self._event_starts, sentence.ends[-1], low)])

    @cached_property
    def _event_starts(self) -> list[int]:
        return [trigger_start(event) for event in self.events]

    def entity(self, type_: str, span: Span, form: Form, head: Span | None = None) -> Mention:
        """A new entity mention; its id says where and what it is, so that components need no common counter."""
        return Mention(
            id=mention_id(type_, span), type=type_, start=span.start, end=span.end,
            text=span.of(self.text), form=form, head=head or span,
        )  # fmt: skip

    def timex(self, type_: str, span: Span, value: Timex, mod: TimexMod | None = None, *, anchored: bool) -> Mention:
        """A new TIMEX; `anchored` where the dateline was needed for its value."""
        return Mention(
            id=mention_id(type_, span), type=type_, start=span.start, end=span.end, text=span.of(self.text),
            value=value, mod=mod, anchor="dateline" if anchored and self.dateline else None,
        )  # fmt: skip


Component = Callable[[Document], Document]
"""Adds one layer. Reads only the layers that its module names, and so can be run alone on what those give."""


def mention_id(type_: str, span: Span) -> str:
    """The id of a mention, unique because no two mentions share span and type."""
    return f"m{span.start}-{span.end}-{type_}"


def trigger_start(event: Event) -> int:
    """Where the head of an event's trigger begins."""
    return event.trigger[0].start


def open_document(record: Record) -> Document:
    """A record's text, dateline and zones, ready for the first component.

    Raises: ValueError for a record without text, or with a dateline that is no ISO date.
    """
    if record.text is None:
        raise ValueError(f"found no text in article {record.article_id} against a record to annotate")
    dateline = datetime.date.fromisoformat(record.dateline) if record.dateline else None
    return Document(text=record.text, dateline=dateline, sentences=sentences(record))


def _reading_order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, mention.type
