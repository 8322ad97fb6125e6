"""What is measured, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmark.contestant import Contestant, Measurement
from benchmark.contestants import (
    COREFERENCE,
    ENTITIES,
    EVENT_SUITE,
    EVENTS,
    SCORE_FILES,
    SEQEVAL,
    WHOLE,
    is_installed,
)
from benchmark.corpus import CorpusOptions
from benchmark.records import write_files

PARTS = ("entities", "coreference", "events", "files", "growth")

EVENTS_AN_ARTICLE, CLAIMS_AN_ARTICLE, FRAMES, CLUSTER = 12, 4, 50, 4
"""What the corpora of coreference and of events have; `FRAMES` is how many events the one large article has."""

SMALLEST = 1000
"""Growth is measured from so many articles on, in steps of ten times."""

ONCE_ABOVE = 10_000
"""Corpora of more articles are scored once: that takes minutes, over which disturbances even out."""

FLAT, NESTED, CLUSTERED, EVENTFUL, LARGE, FILES, RICH_FILES, GROWTH = (
    "Entities, flat",
    "Entities, nested and crossing",
    "Coreference",
    "Events",
    "Events, one large article",
    "From files, entities only",
    "From files, with events, claims and coreference",
    "Growth",
)

Measure = Callable[[Contestant, Any, int], Measurement]
"""A contestant, its options and how often it is to run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A contestant, its measurement or None where it is not installed, and how many articles it was asked to score."""

    contestant: Contestant
    measurement: Measurement | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Contestants on one corpus, or in the section of growth one contestant on several; `unit` is what is counted."""

    title: str
    unit: str
    options: CorpusOptions
    lines: Sequence[Line]


def sections(
    options: CorpusOptions, parts: Iterable[str], *, max_articles: int, repeats: int, measure: Measure
) -> Iterator[Section]:
    """The sections of some parts, each when it has been measured."""
    wanted = set(parts)
    flat = replace(options, nesting=0.0, overlap=0.0)
    fewer = replace(options, articles=max(1, options.articles // 10))
    if "entities" in wanted:
        yield _section(FLAT, "gold spans", flat, (*ENTITIES, *SEQEVAL), repeats, measure)
        if options.nested or options.crossing:
            yield _section(NESTED, "gold spans", options, ENTITIES, repeats, measure)
    if "coreference" in wanted:
        own = replace(fewer, mentions_per_entity=CLUSTER)
        yield _section(CLUSTERED, "gold mentions", own, COREFERENCE, repeats, measure)
    if "events" in wanted:
        own = replace(fewer, events=EVENTS_AN_ARTICLE, mentions_per_entity=CLUSTER)
        yield _section(EVENTFUL, "gold events", own, EVENTS, repeats, measure)
        own = replace(own, articles=1, events=FRAMES, event_types=1)
        yield _section(LARGE, "gold events", own, (EVENT_SUITE,), repeats, measure)
    if "files" in wanted:
        yield _of_files(FILES, options, repeats, measure)
        rich = {"events": EVENTS_AN_ARTICLE, "claims": CLAIMS_AN_ARTICLE, "mentions_per_entity": CLUSTER}
        yield _of_files(RICH_FILES, replace(fewer, **rich), repeats, measure)
    if "growth" in wanted:
        yield _growth(options, max_articles, repeats, measure)


def sizes(most: int) -> list[int]:
    """The numbers of articles of the section of growth, the last of them `most`."""
    found, size = [], SMALLEST
    while size < most:
        found.append(size)
        size *= 10
    return [*found, most]


def _section(
    title: str, unit: str, options: CorpusOptions, contestants: Iterable[Contestant], repeats: int, measure: Measure
) -> Section:
    lines = [_line(contestant, options, repeats, measure) for contestant in contestants]
    return Section(title=title, unit=unit, options=options, lines=lines)


def _line(contestant: Contestant, options: CorpusOptions, repeats: int, measure: Measure) -> Line:
    own = replace(options, articles=max(1, options.articles // contestant.one_in))
    found = measure(contestant, own, repeats) if is_installed(contestant) else None
    return Line(contestant=contestant, measurement=found, articles=own.articles)


def _of_files(title: str, options: CorpusOptions, repeats: int, measure: Measure) -> Section:
    lines = [_line_of_files(contestant, options, repeats, measure) for contestant in WHOLE]
    return Section(title=title, unit="gold spans", options=options, lines=lines)


def _growth(options: CorpusOptions, most: int, repeats: int, measure: Measure) -> Section:
    lines = [
        _line_of_files(SCORE_FILES, replace(options, articles=size), repeats if size <= ONCE_ABOVE else 1, measure)
        for size in sizes(most)
    ]
    return Section(title=GROWTH, unit="gold spans", options=options, lines=lines)


def _line_of_files(contestant: Contestant, options: CorpusOptions, repeats: int, measure: Measure) -> Line:
    with TemporaryDirectory(prefix="hudna-benchmark-") as folder:
        gold, pred = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        write_files(options, gold, pred)
        found = measure(contestant, (gold, pred, options.articles * options.spans), repeats)
    return Line(contestant=contestant, measurement=found, articles=options.articles)
