"""Answers and records: a gold record as the answer that would be right, and an answer as a record to score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hudna.model import Argument, Event, Mention, NumericClaim, Record, Span
from hudna_eval.answers.form import Answer, ArgumentAnswer, ClaimAnswer, EventAnswer, MentionAnswer, Quote, Task
from hudna_eval.answers.quotes import quote_of, span_of

_FILLER = "filler"
"""Type of the mentions that stand for fillers, which are compared by their place alone."""

Fragments = tuple[Span, ...]


@dataclass(slots=True, kw_only=True)
class Located:
    """An answer put into the text. `lost` counts what has no place in it, by kind: each is a false positive.

    Kinds: mention, event, argument, claim. The arguments of a lost event are lost too.
    """

    record: Record
    lost: Counter[str] = field(default_factory=Counter)


def answer_of(record: Record, task: Task) -> Answer:
    """The right answer for a gold record with text."""
    if task == "entities":
        return Answer(mentions=tuple(_mention_answer(mention, record) for mention in record.mentions))
    if task == "events":
        return Answer(events=tuple(_event_answer(event, record) for event in record.events))
    return Answer(numeric_claims=tuple(_claim_answer(claim, record) for claim in record.numeric_claims))


def located(answer: Answer, article: Record) -> Located:
    """The answer as a predicted record for `article`, whose text it quotes."""
    empty = Record(article_id=article.article_id, edition=article.edition, text=article.text, zones=article.zones)
    found = Located(record=empty)
    _add_mentions(found, answer.mentions)
    _add_events(found, answer.events)
    _add_claims(found, answer.numeric_claims)
    return found


def _text(record: Record) -> str:
    return record.text or ""


def _mention_answer(mention: Mention, record: Record) -> MentionAnswer:
    quote = quote_of(mention.span, _text(record))
    return MentionAnswer(text=quote.text, occurrence=quote.occurrence, type=mention.type)


def _event_answer(event: Event, record: Record) -> EventAnswer:
    places: dict[str, Fragments] = {mention.id: (mention.span,) for mention in record.mentions}
    places |= {other.id: other.trigger for other in record.events}
    arguments = [
        ArgumentAnswer(role=argument.role, filler=_quotes(places[argument.filler], record))
        for argument in event.arguments
    ]
    return EventAnswer(type=event.type, trigger=_quotes(event.trigger, record), arguments=tuple(arguments))


def _claim_answer(claim: NumericClaim, record: Record) -> ClaimAnswer:
    quote = quote_of(claim.span if claim.number is None else claim.number, _text(record))
    return ClaimAnswer(
        text=quote.text, occurrence=quote.occurrence, kind=claim.kind, mod=claim.mod, value=claim.value, low=claim.low,
        high=claim.high, unit_norm=claim.unit_norm,
    )  # fmt: skip


def _quotes(spans: Fragments, record: Record) -> tuple[Quote, ...]:
    return tuple(quote_of(span, _text(record)) for span in spans)


def _spans(quotes: Sequence[Quote], text: str) -> Fragments | None:
    """The places of all quotes; None where there is none, or one of them has no place."""
    spans = [span for quote in quotes if (span := span_of(quote, text)) is not None]
    return tuple(spans) if spans and len(spans) == len(quotes) else None


def _add_mentions(found: Located, answers: Sequence[MentionAnswer]) -> None:
    mentions: list[Mention] = []
    for answer in answers:
        span = span_of(answer, _text(found.record))
        if span is None:
            found.lost["mention"] += 1
        else:
            mentions.append(_mention(f"m{len(mentions)}", span, answer.type))
    found.record = replace(found.record, mentions=tuple(mentions))


def _add_events(found: Located, answers: Sequence[EventAnswer]) -> None:
    """Events first, without arguments: a filler may be an event that comes later."""
    text = _text(found.record)
    placed = [(answer, _spans(answer.trigger, text)) for answer in answers]
    events: list[tuple[EventAnswer, Event]] = []
    for answer, trigger in placed:
        if trigger is None or not answer.type:
            found.lost["event"] += 1
            found.lost["argument"] += len(answer.arguments)
        else:
            events.append((answer, Event(id=f"e{len(events)}", type=answer.type, trigger=trigger)))
    ids = {frozenset(event.trigger): event.id for _, event in events}
    full = tuple(replace(event, arguments=_arguments(found, answer, ids)) for answer, event in events)
    found.record = replace(found.record, events=full)


def _arguments(found: Located, answer: EventAnswer, ids: dict[frozenset[Span], str]) -> tuple[Argument, ...]:
    """The arguments that have a place. Several quotes are the trigger of an event of the answer, or nothing."""
    arguments: list[Argument] = []
    for argument in answer.arguments:
        spans = _spans(argument.filler, _text(found.record)) if argument.role else None
        filler = None if spans is None else _filler(found, spans, ids)
        if filler is None:
            found.lost["argument"] += 1
        else:
            arguments.append(Argument(role=argument.role, filler=filler))
    return tuple(arguments)


def _filler(found: Located, spans: Fragments, ids: dict[frozenset[Span], str]) -> str | None:
    """The id of what fills a role: a mention that is made for it, or an event."""
    if len(set(spans)) > 1:
        return ids.get(frozenset(spans))
    filler = _mention(f"f{len(found.record.mentions)}", spans[0], _FILLER)
    found.record = replace(found.record, mentions=(*found.record.mentions, filler))
    return filler.id


def _add_claims(found: Located, answers: Sequence[ClaimAnswer]) -> None:
    claims: list[NumericClaim] = []
    for answer in answers:
        span = span_of(answer, _text(found.record))
        claim = None if span is None else _claim(f"c{len(claims)}", span, answer)
        if claim is None:
            found.lost["claim"] += 1
        else:
            claims.append(claim)
    found.record = replace(found.record, numeric_claims=tuple(claims))


def _claim(id_: str, span: Span, answer: ClaimAnswer) -> NumericClaim | None:
    """A claim whose number is the quote; None where a value is not of its kind."""
    try:
        return NumericClaim(
            id=id_, start=span.start, end=span.end, number=span, kind=answer.kind, mod=answer.mod, value=answer.value,
            low=answer.low, high=answer.high, unit_norm=answer.unit_norm,
        )  # fmt: skip
    except ValueError:
        return None


def _mention(id_: str, span: Span, type_: str) -> Mention:
    return Mention(id=id_, type=type_, start=span.start, end=span.end)
