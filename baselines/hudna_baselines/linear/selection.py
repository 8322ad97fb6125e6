"""What each fold would choose by itself: `python -m hudna_baselines.linear.selection`.

For each article held out, the values of one argument are compared by leave-one-article-out among the *other* articles,
with all other arguments at their defaults. The defaults themselves were compared over all articles: see README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from hudna.model import Record

from .arguments import Arguments

TRIED: Mapping[str, tuple[tuple[float, ...], tuple[str, ...]]] = {
    "c_tags": ((0.3, 1.0, 3.0), ("entities.strict", "events.tc")),
    "margin_tags": ((0.0, 1.0, 1.5, 2.0), ("entities.strict", "events.tc")),
    "c_numbers": ((1.0, 10.0, 30.0), ("claims.q",)),
    "c_links": ((0.3, 1.0, 3.0), ("events.ac+",)),
    "margin_links": ((0.0, 1.0, 2.0, 3.0), ("events.ac+",)),
}
"""Argument → the values that were compared, and the metrics whose mean F1 decides."""

_Pairs = Mapping[tuple[str, str], Record]
"""(article to predict, article left out of training as well) → prediction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one argument's values reach where an article is held out: value → mean F1 of the metrics that decide."""

    argument: str
    article_id: str
    reached: Mapping[float, float]

    @property
    def best(self) -> float:
        """The value that reaches most; of equals the smallest."""
        return max(self.reached, key=lambda value: (self.reached[value], -value))


def choices(records: Sequence[Record]) -> Iterator[Choice]:
    """The choice of every argument for every article held out, argument by argument."""

    @cache
    def predicted(arguments: Arguments) -> _Pairs:
        return _predictions(records, arguments)

    for name, (values, metrics) in TRIED.items():
        for article_id in sorted({record.article_id for record in records}):
            reached = {value: _reached(records, predicted(_with(name, value)), article_id, metrics) for value in values}
            yield Choice(argument=name, article_id=article_id, reached=reached)


def _with(name: str, value: float) -> Arguments:
    """The defaults with another value of one argument."""
    changed: dict[str, Any] = {name: value}
    return replace(Arguments(), **changed)


def _predictions(records: Sequence[Record], arguments: Arguments) -> _Pairs:
    """Each article by models that saw neither it nor one other article."""
    from .system import LinearBaseline

    found: dict[tuple[str, str], Record] = {}
    for one, other in combinations(sorted({record.article_id for record in records}), 2):
        kept = [record for record in records if record.article_id not in (one, other)]
        system = LinearBaseline(options=arguments).fit(kept)
        for record in records:
            if record.article_id in (one, other):
                found[record.article_id, other if record.article_id == one else one] = system.predict(record)
    return found


def _reached(records: Sequence[Record], pairs: _Pairs, article_id: str, metrics: Sequence[str]) -> float:
    from hudna_eval import evaluate

    gold = [record for record in records if record.article_id != article_id]
    report: Any = evaluate(gold, [pairs[record.article_id, article_id] for record in gold])
    return sum(report.scores[metric].f1 or 0.0 for metric in metrics) / len(metrics)


@click.command()
@click.option("--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A dataset.")
@click.option("--edition", default="open", show_default=True, help="The edition to learn from and to predict.")
def command(folder: Path | None, edition: str) -> None:
    """Print what each value reaches (mean F1) for each article held out, and which value is best. Takes minutes."""
    from hudna.dataset import embedded_dataset, read_dataset

    records = [
        record for record in read_dataset(folder or embedded_dataset()).records
        if record.edition == edition and record.text is not None
    ]  # fmt: skip
    for choice in choices(records):
        reached = ", ".join(f"{value:g}: {f1:.4f}" for value, f1 in choice.reached.items())
        click.echo(f"{choice.argument}\twithout {choice.article_id}\tbest {choice.best:g}\t{reached}")


if __name__ == "__main__":
    command()
