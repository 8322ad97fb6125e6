"""How fast the rules are: characters a second on one core, by part, and how long a process takes to start.

    python baselines/benchmark_speed.py [--characters N] [--repeat R] [--profile] [--check]

The text is that of the embedded dataset's open edition, article after article, as often as it takes. Of several
repetitions the fastest counts, because whatever else a machine does only adds time.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from hudna.dataset import embedded_dataset, read_dataset
from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna_baselines.rules import RuleBaseline
from hudna_baselines.rules.document import open_document

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
    whole = min(_seconds(system, records) for _ in range(repeat))
    length = sum(len(record.text or "") for record in records)
    start = min(start_up() for _ in range(repeat))
    click.echo(f"whole system, one core: {length / whole:,.0f} characters a second (target {TARGET:,})")
    click.echo(f"start to first prediction: {start:.2f} s (target {TARGET_START:.0f})\n")
    click.echo(by_part(system, records, repeat))
    if profile:
        _print_profile(system, records)
    if check and (length / whole < TARGET or start > TARGET_START):
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


def by_part(system: RuleBaseline, records: Sequence[Record], repeat: int) -> str:
    """A Markdown table: part, characters a second if it were alone, share of the time."""
    runs = [_times(system, records) for _ in range(repeat)]
    times = {name: min(run[name] for run in runs) for name in runs[0]}
    length, total = sum(len(record.text or "") for record in records), sum(times.values())
    lines = ["| part | characters a second | share |", "|---|---|---|"]
    lines += (
        f"| {name} | {length / seconds:,.0f} | {100 * seconds / total:.1f} % |"
        for name, seconds in sorted(times.items(), key=lambda item: -item[1])
    )
    return "\n".join(lines)


def _seconds(system: RuleBaseline, records: Sequence[Record]) -> float:
    began = time.perf_counter()
    for record in records:
        record_line(system.predict(record))
    return time.perf_counter() - began


def _times(system: RuleBaseline, records: Sequence[Record]) -> dict[str, float]:
    """Seconds by part, and of what comes before and after all parts."""
    times = dict.fromkeys(("sentences", *(part.name for part in system.parts), "writing the line"), 0.0)
    for record in records:
        began = time.perf_counter()
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
    now = time.perf_counter()
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
