"""Cells and rows of Markdown tables of results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hudna_eval.compare.systems import Difference
from hudna_eval.terminal import UNDEFINED, interval, rate

from .scores import Mean


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a sign that would end a cell is escaped."""
    lines = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (titles, *rows))
    head, *rest = lines
    return "\n".join((head, f"|{'---|' * len(titles)}", *rest)) + "\n"


def mean_cell(score: Mean) -> str:
    """The mean with its interval, and how far the seeds lie apart where there are several."""
    if score.mean is None:
        return UNDEFINED
    seeds = f"; seeds {rate(score.low)} to {rate(score.high)}" if score.seeds > 1 else ""
    return f"{rate(score.mean)} ({interval(score.ci95)}){seeds}"


def difference_cell(difference: Difference) -> str:
    """The difference with its interval, and p as adjusted."""
    if difference.difference is None:
        return UNDEFINED
    bounds = UNDEFINED if difference.ci95 is None else " to ".join(map(_signed, difference.ci95))
    return f"{_signed(difference.difference)} ({bounds}); p {rate(difference.p_holm)}"


def counted(classes: Iterable[Mapping[str, int]]) -> Iterator[tuple[str, float]]:
    """Class of error → its mean number over runs, the largest first, without what is right and what never happens."""
    runs = list(classes)
    means = {name: sum(own[name] for own in runs) / len(runs) for name in runs[0] if name != "correct"}
    yield from sorted(((name, mean) for name, mean in means.items() if mean), key=lambda item: (-item[1], item[0]))


def _signed(number: float) -> str:
    """With its sign, but for what rounds to 0."""
    written = f"{number:+.4f}"
    return "0.0000" if written in ("+0.0000", "-0.0000") else written
