"""What each fold would choose by itself: `python -m hudna_baselines.linear.selection`.

For each article held out, the values of one argument are compared by leave-one-article-out among the *other* articles,
with all other arguments at their defaults. Nested: the article is then predicted by a system that was trained on these
others with all that they chose. Its own scores then had no part in the choice, but in that of the defaults around which
the values are tried.
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
from hudna_baselines.comparable import texts_to_compare

from .arguments import Arguments

_TAGS, _LINKS = ("entities.strict", "events.tc"), ("events.ac+",)

TRIED: Mapping[str, tuple[tuple[float, ...], tuple[str, ...]]] = {
    "c_tags": ((0.3, 1.0, 2.0, 3.0, 10.0), _TAGS),
    "c_numbers": ((1.0, 10.0, 30.0, 100.0), ("claims.q",)),
    "c_items": ((0.3, 1.0, 3.0, 10.0), ("events.attributes",)),
    "c_links": ((0.3, 1.0, 3.0, 10.0), _LINKS),
    "margin_tags": ((0.0, 1.0, 1.5, 2.0, 2.5), _TAGS),
    "margin_links": ((0.0, 1.0, 2.0, 2.5, 3.0), _LINKS),
    "seen": ((1, 2, 3), (*_TAGS, *_LINKS)),
}
"""Argument → the values that are compared, and the metrics whose mean F1 decides."""

METRICS = ("entities.strict", "events.tc", "events.attributes", "events.ac+", "claims.q")
"""All metrics that decide something."""

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
        for article_id in _articles(records):
            reached = {
                value: _reached(records, predicted(_with({name: value})), article_id, metrics) for value in values
            }
            yield Choice(argument=name, article_id=article_id, reached=reached)


def nested(records: Sequence[Record], made: Sequence[Choice]) -> Iterator[Record]:
    """Each article, predicted with what was chosen without it, by a system that was trained without it."""
    for article_id in _articles(records):
        chosen = {choice.argument: choice.best for choice in made if choice.article_id == article_id}
        yield from _held_out(records, article_id, _with(chosen))


def _held_out(records: Sequence[Record], article_id: str, arguments: Arguments) -> Iterator[Record]:
    from .system import LinearBaseline

    system = LinearBaseline(options=arguments).fit([own for own in records if own.article_id != article_id])
    yield from (system.predict(own) for own in records if own.article_id == article_id)


def _articles(records: Sequence[Record]) -> list[str]:
    return sorted({record.article_id for record in records})


def _with(values: Mapping[str, float]) -> Arguments:
    """The defaults with other values of some arguments."""
    changed: Mapping[str, Any] = values
    return replace(Arguments(), **changed)


def _predictions(records: Sequence[Record], arguments: Arguments) -> _Pairs:
    """Each article by models that saw neither it nor one other article."""
    from .system import LinearBaseline

    found: dict[tuple[str, str], Record] = {}
    for one, other in combinations(_articles(records), 2):
        kept = [record for record in records if record.article_id not in (one, other)]
        system = LinearBaseline(options=arguments).fit(kept)
        for record in records:
            if record.article_id in (one, other):
                found[record.article_id, other if record.article_id == one else one] = system.predict(record)
    return found


def _reached(records: Sequence[Record], pairs: _Pairs, article_id: str, metrics: Sequence[str]) -> float:
    gold = [record for record in records if record.article_id != article_id]
    f1 = _f1(gold, [pairs[record.article_id, article_id] for record in gold], metrics)
    return sum(value or 0.0 for value in f1.values()) / len(metrics)


def _f1(gold: Sequence[Record], pred: Sequence[Record], metrics: Sequence[str]) -> dict[str, float | None]:
    from hudna_eval import evaluate

    scores = evaluate(gold, pred).scores
    return {metric: scores[metric].f1 for metric in metrics}


def choice_row(made: Sequence[Choice]) -> str:
    """A row of the table of the command: one argument, in the order of articles."""
    name = made[0].argument
    values, metrics = TRIED[name]
    default = getattr(Arguments(), name)
    cells = (f"{choice.best:g} ({choice.reached[choice.best] - choice.reached[default]:+.4f})" for choice in made)
    tried = ", ".join(f"{value:g}" for value in values)
    return f"| `{name}` | {tried} | {default:g} | {', '.join(metrics)} | {' | '.join(cells)} |"


def _head(columns: Sequence[str]) -> str:
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


@click.command()
@click.option("--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A dataset.")
@click.option("--edition", default="open", show_default=True, help="The edition to learn from and to predict.")
def command(folder: Path | None, edition: str) -> None:
    """Print which value of each argument the other articles choose for each article held out. Takes minutes.

    In brackets what they gain by it over the default (mean F1). Then the scores with the defaults, and nested.
    """
    records = texts_to_compare(folder, edition)
    articles = _articles(records)
    click.echo(_head(["argument", "values", "default", "decided by", *(f"without {own}" for own in articles)]))
    made: list[Choice] = []
    for choice in choices(records):
        made.append(choice)
        if len(made) % len(articles) == 0:
            click.echo(choice_row(made[-len(articles) :]))
    click.echo(f"\n{_nested_table(records, made)}")


def _nested_table(records: Sequence[Record], made: Sequence[Choice]) -> str:
    from hudna_eval.terminal import rate

    usual = [own for article_id in _articles(records) for own in _held_out(records, article_id, Arguments())]
    columns = (_f1(records, usual, METRICS), _f1(records, list(nested(records, made)), METRICS))
    rows = (f"| {metric} | {' | '.join(rate(own[metric]) for own in columns)} |" for metric in METRICS)
    return "\n".join((_head(["F1", "defaults", "chosen by the other articles"]), *rows))


if __name__ == "__main__":
    from hudna.cli import main

    main(command, "python -m hudna_baselines.linear.selection")
