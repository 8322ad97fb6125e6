"""Measurements as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from benchmark.contestant import Measurement
from benchmark.contestants import version_of
from benchmark.plan import FILES, GROWTH, RICH_FILES, Line, Section
from benchmark.targets import rounded, verdicts

PEERS = ("spacy", "seqeval", "nervaluate", "neleval", "scorch", "metametric")

NOT_INSTALLED = "not installed"

_MB = 1_000_000


def block(found: Sequence[Section], command: str) -> str:
    """All tables, and what they were made by and on; without a time, and with no fact of the machine that wanders."""
    parts = [f"Made by `{command}`.", _machine(), "### Targets", _targets(found)]
    for section in found:
        parts += [f"### {section.title}", _description(section), _table(section)]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    packages = [f"{name} {version(name)}" for name in ("hudna", "numpy", "scipy", "pydantic")]
    peers = [f"{name} {version_of(name) or NOT_INSTALLED}" for name in PEERS]
    return f"Python {platform.python_version()}; {', '.join(packages)}; {', '.join(peers)}. cores: {os.cpu_count()}"


def _targets(found: Sequence[Section]) -> str:
    return _markdown(
        ("target", "measured", "verdict"), [(v.target, v.measured, v.verdict) for v in verdicts(found)], words=3
    )


def _description(section: Section) -> str:
    options = section.options
    shares = {"nested": options.nested / options.spans, "crossing": options.crossing / options.spans}
    layers = {"events": options.events, "claims": options.claims}
    parts = [f"{options.spans} gold spans an article of {options.types} types, {options.exact:.0%} predicted exactly"]
    parts += [f"{share:.0%} {name}" for name, share in shares.items() if share]
    parts += [f"{number} {name}" for name, number in layers.items() if number]
    articles = "" if section.title == GROWTH else f"{options.articles:,} articles; "
    return f"{articles}{', '.join(parts)}."


def _table(section: Section) -> str:
    if section.title == GROWTH:
        return _growth(section)
    first = next((line.measurement for line in section.lines if line.measurement), None)
    clock = "wall s" if section.title in (FILES, RICH_FILES) else f"{section.lines[0].contestant.name} is faster by"
    head = ("scorer", "what it counts", "CPU s", f"{section.unit} per CPU-second", clock, "peak MB", "added MB", "F1")
    return _markdown(head, [_row(line, first, clock == "wall s") for line in section.lines], words=2)


def _row(line: Line, first: Measurement | None, wall: bool) -> Sequence[str]:
    name, found = (line.contestant.name, line.contestant.does), line.measurement
    if found is None or first is None:
        return (*name, NOT_INSTALLED, *[""] * 5)
    clock = rounded(found.wall) if wall else f"{rounded(first.rate / found.rate)} ×"
    score = "" if found.score is None else f"{found.score:.4f}"
    return (*name, rounded(found.cpu), rounded(found.rate), clock, *_memory(found), score)


def _growth(section: Section) -> str:
    head = ("articles", "gold spans", "CPU s", "gold spans per CPU-second", "peak MB", "added MB")
    rows = [
        (f"{line.articles:,}", f"{found.items:,}", rounded(found.cpu), rounded(found.rate), *_memory(found))
        for line in section.lines
        if (found := line.measurement) is not None
    ]
    return _markdown(head, rows, words=0)


def _memory(found: Measurement) -> tuple[str, str]:
    return f"{found.peak / _MB:,.0f}", "" if found.added is None else f"{found.added / _MB:,.0f}"


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int) -> str:
    """A table with so many columns of words; those of numbers are flush right."""
    rule = [":--" if i < words else "--:" for i in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
