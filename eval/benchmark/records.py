"""The corpus as records of the harness: in memory, or as files in the interchange form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import IO

from benchmark.corpus import Article, CorpusOptions, Labelled, article, random_of
from hudna.formats.interchange import record_line
from hudna.model import Argument, Event, Mention, NumericClaim, Record, Span

ROLES = ("Agent", "Victim", "Place", "Time", "Item")

DISTINCT = 1000
"""Files have so many different articles; beyond, these come again under other ids."""

_PLACEHOLDER = "ARTICLE"

Sides = tuple[Record, Record]
"""Gold and prediction."""


def pairs(options: CorpusOptions) -> Iterator[Sides]:
    """Gold and predicted records, article by article."""
    return (records(options, article(options, number)) for number in range(options.articles))


def records(options: CorpusOptions, own: Article) -> Sides:
    """An article as records; gold has the text."""
    starts = own.starts
    random = random_of(options, own.number, "events")
    gold, pred = _mentions(dict(enumerate(own.gold)), starts), _mentions(own.pred, starts)
    events = [_event(f"E{number}", own, random, options) for number in range(options.events)]
    claims = [_claim(f"N{number}", starts, random) for number in range(options.claims)]
    known = {mention.id for mention in pred}
    name = f"{own.number:07}"
    return (
        Record(article_id=name, edition="open", text=own.text, mentions=gold, events=tuple(events),
               numeric_claims=tuple(claims)),
        Record(article_id=name, edition="open", mentions=pred, events=_predicted_events(events, known, random, options),
               numeric_claims=_predicted_claims(claims, random, options)),
    )  # fmt: skip


def write_files(options: CorpusOptions, gold: Path, pred: Path) -> None:
    """Write both sides in the interchange form; memory holds `DISTINCT` articles."""
    known = replace(options, articles=min(DISTINCT, options.articles))
    lines = [[_template(record) for record in sides] for sides in pairs(known)]
    with gold.open("w", encoding="utf-8") as golds, pred.open("w", encoding="utf-8") as preds:
        for side, file in enumerate((golds, preds)):
            _write([both[side] for both in lines], options.articles, file)


def _write(templates: Sequence[tuple[str, str]], articles: int, file: IO[str]) -> None:
    for number in range(articles):
        before, after = templates[number % len(templates)]
        file.write(f"{before}{number:07}{after}")


def _template(record: Record) -> tuple[str, str]:
    """A line before and after the id of the article."""
    before, _, after = record_line(replace(record, article_id=_PLACEHOLDER)).partition(_PLACEHOLDER)
    return before, after


def _mentions(spans: Mapping[int, Labelled], starts: Sequence[int]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            id=f"T{index}",
            type=span.type,
            start=starts[span.start],
            end=starts[span.end] - 1,
            entity_id=span.entity,
        )
        for index, span in spans.items()
    )


def _event(id_: str, own: Article, random: Random, options: CorpusOptions) -> Event:
    """An event on any word, of any type, with any mentions in any roles."""
    word = random.randrange(len(own.words))
    start = own.starts[word]
    fillers = random.sample(range(len(own.gold)), min(options.arguments, len(own.gold)))
    return Event(
        id=id_,
        type=f"Event.{random.randrange(options.event_types):02}",
        trigger=(Span(start, start + len(own.words[word])),),
        arguments=tuple(Argument(role=random.choice(ROLES), filler=f"T{filler}") for filler in fillers),
        event_id=f"v{random.randrange(max(1, options.events // 2))}",
        polarity="POS",
        realis="ACTUAL",
    )


def _predicted_events(
    gold: Iterable[Event], known: set[str], random: Random, options: CorpusOptions
) -> tuple[Event, ...]:
    """The events as they are, or of another type, or not at all; arguments where the filler was predicted."""
    found: list[Event] = []
    for event in gold:
        if random.random() >= options.exact:
            if random.random() < 0.5:
                continue
            event = replace(event, type=f"Event.{random.randrange(options.event_types):02}")
        arguments = (
            argument if random.random() < options.exact else replace(argument, role=random.choice(ROLES))
            for argument in event.arguments
            if argument.filler in known
        )
        found.append(replace(event, arguments=tuple(arguments)))
    return tuple(found)


def _claim(id_: str, starts: Sequence[int], random: Random) -> NumericClaim:
    """Two words: a number and its unit."""
    word = random.randrange(len(starts) - 2)
    number = Span(starts[word], starts[word + 1] - 1)
    unit = Span(starts[word + 1], starts[word + 2] - 1)
    return NumericClaim(
        id=id_,
        start=number.start,
        end=unit.end,
        number=number,
        unit=unit,
        kind="COUNT",
        value=Decimal(random.randrange(1, 1000)),
        mod="EXACT",
        unit_norm="person",
    )


def _predicted_claims(gold: Iterable[NumericClaim], random: Random, options: CorpusOptions) -> tuple[NumericClaim, ...]:
    """The claims as they are, or with another value."""
    return tuple(
        claim if random.random() < options.exact else replace(claim, value=Decimal(random.randrange(1, 1000)))
        for claim in gold
    )
