"""How fast the rules are: characters a second on one core, by part, and how long a process takes to start.

    python baselines/benchmark_speed.py [--characters N] [--repeat R] [--profile] [--check]

The text is that of the embedded dataset's open edition, article after article, as often as it takes: words come back
sooner than in a real stream, which favours whatever keeps what it knows of a word. Seconds are of processor time, and
of several repetitions the fastest counts, because whatever else a machine does only adds time. Beside it, where they
are installed: dateparser against the component that reads dates, spaCy's tokens and phrases against sentences and the
gazetteer. HeidelTime is not compared: it is a Java program and no package.
"""

from __future__ import annotations

import cProfile
import importlib
import math
import pstats
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from hudna.dataset import embedded_dataset, read_dataset
from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna_baselines.rules import RuleBaseline
from hudna_baselines.rules.document import open_document
from hudna_baselines.rules.gazetteer import gazetteer

TARGET = 150_000
"""Characters a second on one core."""

TARGET_START = 2.0
"""Seconds from the start of a process to its first prediction."""

_HOT = 12


@click.command()
@click.option("--characters", type=click.IntRange(min=1), default=200_000, show_default=True, help="Length of text.")
@click.option("--repeat", type=click.IntRange(min=1), default=3, show_default=True, help="Repetitions.")
@click.option("--profile", is_flag=True, help="Print the functions that take most time, with file and line.")
@click.option("--check", is_flag=True, help="Exit with 1 where a target is missed.")
def main(characters: int, repeat: int, profile: bool, check: bool) -> None:
    """Measure and print the speed of the rules."""
    records = corpus(characters)
    system = fitted()
    system.predict(records[0])  # the lexicons are read once; the start-up time has them
    whole = whole_speed(system, records, repeat)
    length = sum(len(record.text or "") for record in records)
    start = min(start_up() for _ in range(repeat))
    click.echo(f"whole system, one core, processor time: {whole:,.0f} characters a second (target {TARGET:,})")
    click.echo(f"start to first prediction: {start:.2f} s (target {TARGET_START:.0f})\n")
    times = part_times(system, records, repeat)
    click.echo(by_part(times, length))
    click.echo(peers(times, length))
    if profile:
        _print_profile(system, records)
    if check and (whole < TARGET or start > TARGET_START):
        sys.exit(1)


def corpus(characters: int) -> list[Record]:
    """Articles of the open edition, again and again, of so many characters at least."""
    own = [record for record in read_dataset(embedded_dataset()).records if record.edition == "open" and record.text]
    found: list[Record] = []
    length = 0
    while length < characters:
        record = own[len(found) % len(own)]
        found.append(replace(record, article_id=str(len(found)), mentions=(), events=(), numeric_claims=()))
        length += len(record.text or "")
    return found


def fitted() -> RuleBaseline:
    """The rules as trained on the whole dataset, which is the most that they have to look for."""
    return RuleBaseline().fit(read_dataset(embedded_dataset()).records)


def start_up() -> float:
    """Seconds that a new process takes to annotate one word."""
    code = (
        "from hudna.model import Record; from hudna_baselines.rules import RuleBaseline; "
        "RuleBaseline().predict(Record(article_id='a', text='x'))"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the code above
    return time.perf_counter() - began


def whole_speed(system: RuleBaseline, records: Sequence[Record], repeat: int) -> float:
    """Characters a second, each article at its fastest."""
    fastest: dict[str, float] = {}
    for record in [*records] * repeat:
        text = record.text or ""
        fastest[text] = min(_seconds(system, [record]), fastest.get(text, math.inf))
    return sum(map(len, fastest)) / sum(fastest.values())


def part_times(system: RuleBaseline, records: Sequence[Record], repeat: int) -> dict[str, float]:
    """Part → the fewest seconds that it took."""
    runs = [_times(system, records) for _ in range(repeat)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def by_part(times: Mapping[str, float], length: int) -> str:
    """A Markdown table: part, characters a second if it were alone, share of the time."""
    total = sum(times.values())
    lines = ["| part | characters a second | share |", "|---|---|---|"]
    lines += (
        f"| {name} | {length / seconds:,.0f} | {100 * seconds / total:.1f} % |"
        for name, seconds in sorted(times.items(), key=lambda item: -item[1])
    )
    return "\n".join(lines)


def peers(times: Mapping[str, float], length: int) -> str:
    """A Markdown table: what others take for a like job, in characters a second, and how many times that the rules."""
    lines = ["\n| other | characters a second | times faster: the rules |", "|---|---|---|"]
    for name, measure, parts in _PEERS:
        speed = measure()
        own = length / sum(times[part] for part in parts)
        lines.append(
            f"| {name} | not installed | |" if speed is None else f"| {name} | {speed:,.0f} | {own / speed:.1f} |"
        )
    return "\n".join(lines)


def dateparser_speed() -> float | None:
    """Characters a second of dateparser's search for dates; None where it is not installed."""
    try:
        search_dates = importlib.import_module("dateparser.search").search_dates  # it has no types
    except ImportError:
        return None
    texts = [record.text or "" for record in corpus(1)]
    search_dates("أمس", languages=["ar"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own use of the standard library
        return _speed(texts, lambda text: search_dates(text, languages=["ar"]))


def spacy_speed() -> float | None:
    """Characters a second of spaCy's Arabic tokens with the gazetteer's names as phrases; None where it is missing."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    pipeline = spacy.blank("ar")
    matcher = PhraseMatcher(pipeline.vocab)
    matcher.add("place", [pipeline.make_doc(name) for name in sorted(gazetteer())])
    return _speed([record.text or "" for record in corpus(50_000)], lambda text: matcher(pipeline.make_doc(text)))


_PEERS = (
    ("dateparser, `search_dates`", dateparser_speed, ("dates",)),
    ("spaCy, tokens and `PhraseMatcher`", spacy_speed, ("sentences", "places")),
)
"""Name, how fast it is, and the parts that do a like job."""


def _speed(texts: Sequence[str], read: Callable[[str], object]) -> float:
    began = time.process_time()
    for text in texts:
        read(text)
    return sum(map(len, texts)) / (time.process_time() - began)


def _seconds(system: RuleBaseline, records: Sequence[Record]) -> float:
    began = time.process_time()
    for record in records:
        record_line(system.predict(record))
    return time.process_time() - began


def _times(system: RuleBaseline, records: Sequence[Record]) -> dict[str, float]:
    """Seconds by part, and of what comes before and after all parts."""
    times = dict.fromkeys(("sentences", *(part.name for part in system.parts), "writing the line"), 0.0)
    for record in records:
        began = time.process_time()
        document = open_document(record)
        began = _add(times, "sentences", began)
        for part in system.parts:
            document = part.component(document)
            began = _add(times, part.name, began)
        record_line(
            Record(
                article_id=record.article_id, edition=record.edition, text_sha256=record.text_sha256,
                mentions=document.mentions, events=document.events, numeric_claims=document.claims,
            )
        )  # fmt: skip
        _add(times, "writing the line", began)
    return times


def _add(times: dict[str, float], name: str, began: float) -> float:
    now = time.process_time()
    times[name] += now - began
    return now


def _print_profile(system: RuleBaseline, records: Sequence[Record]) -> None:
    profile = cProfile.Profile()
    profile.runcall(_seconds, system, records)
    rows = pstats.Stats(profile).get_stats_profile().func_profiles.items()
    click.echo("\n| seconds | calls | function | file:line |\n|---|---|---|---|")
    for name, row in sorted(rows, key=lambda item: -item[1].tottime)[:_HOT]:
        place = f"{Path(row.file_name).name}:{row.line_number}"
        click.echo(f"| {row.tottime:.3f} | {row.ncalls} | {name} | {place} |")


if __name__ == "__main__":
    main()
