"""What each fold would choose by itself: `python -m hudna_baselines.transformer.selection`.

For each article held out, values of one argument are compared with its default, all others at theirs: trained on three
of the other four articles, looked at on the fourth, for each of these. Nothing of the article itself, not even a
total, has a part in it. An argument of training costs ten trainings a value, one of prediction none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain, combinations, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.model import Record
from hudna_baselines.comparable import texts_to_compare
from hudna_baselines.processes import done

from .arguments import Arguments

if TYPE_CHECKING:
    from hudna_baselines.base import Settings

TRIED: Mapping[str, tuple[Any, ...]] = {
    "trigger_margin": (0.0, 0.5, 1.5, 2.0),
    "mention_margin": (0.0, 0.25, 1.0, 1.5),
    "link_margin": (0.0, 1.0, 2.0, 3.0),
    "read_passage": (30, 120),
    "hints": (False,),
    "encoder_rate": (1e-4, 4e-4),
    "epochs": (20, 80),
    "batch": (4,),
    "masked_pieces": (0.0, 0.2),
    "dropout": (0.4,),
    "head_rate": (1e-3,),
    "frozen_layers": (6,),
    "layer_decay": (1.0,),
}
"""Argument → what is compared with its default."""

OF_PREDICTION = ("trigger_margin", "mention_margin", "link_margin", "read_passage")
"""Arguments that change nothing of the weights."""

_Group = list[tuple[str, Any, Arguments]]
"""Variants that share a training: the argument that is changed, its value, all arguments."""

METRICS = ("entities.strict", "events.tc", "events.ac+")
"""Their mean F1 decides. Numeric claims are too few to choose by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles that are both left out of a training; either is predicted, as if the other were held out."""

    records: tuple[Record, ...]
    left_out: tuple[str, str]
    settings: Settings

    def predictions(self, variants: Sequence[Arguments]) -> list[list[Record]]:
        """Both articles by each variant. All variants are trained alike, so one training serves them."""
        from .system import TransformerBaseline

        train = [own for own in self.records if own.article_id not in self.left_out]
        test = [own for own in self.records if own.article_id in self.left_out]
        fitted = TransformerBaseline(self.settings, variants[0]).fit(train)
        return [list(fitted.reading_with(variant).predict_many(test)) for variant in variants]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one variant reaches where an article is held out: article → mean F1 over the others."""

    name: str
    value: Any
    reached: Mapping[str, float]


def compared(records: Sequence[Record], settings: Settings, jobs: int) -> Iterator[Looked]:
    """The default (without a name), then every value of `TRIED`, in order; `jobs` trainings at a time."""
    pairs = [
        Pair(records=tuple(records), left_out=left_out, settings=settings)
        for left_out in combinations(_articles(records), 2)
    ]
    for group, found in _predicted(list(_groups()), pairs, jobs):
        for position, (name, value, _) in enumerate(group):
            yield Looked(name=name, value=value, reached=_reached(records, pairs, [own[position] for own in found]))


def _predicted(
    groups: Sequence[_Group], pairs: Sequence[Pair], jobs: int
) -> Iterator[tuple[_Group, list[list[list[Record]]]]]:
    """Each group, in order, with pair → variant → predictions, as soon as all trainings of it are done."""
    tasks = [partial(pair.predictions, [own for *_, own in group]) for group in groups for pair in pairs]
    found: list[dict[int, list[list[Record]]]] = [{} for _ in groups]
    told = 0
    for number, predictions in done(tasks, jobs):
        group, pair = divmod(number, len(pairs))
        found[group][pair] = predictions
        while told < len(groups) and len(found[told]) == len(pairs):
            yield groups[told], [found[told][own] for own in range(len(pairs))]
            told += 1


def _groups() -> Iterator[_Group]:
    """Variants that share their training, with what is changed in each; the default is in the first group."""
    changed = [(name, value, replace(Arguments(), **{name: value})) for name in TRIED for value in TRIED[name]]
    variants = [("", None, Arguments()), *changed]
    for _, group in groupby(variants, key=lambda own: _trained(own[2])):
        yield list(group)


def _trained(arguments: Arguments) -> dict[str, Any]:
    return {name: value for name, value in asdict(arguments).items() if name not in OF_PREDICTION}


def _articles(records: Sequence[Record]) -> list[str]:
    return sorted({record.article_id for record in records})


def _reached(records: Sequence[Record], pairs: Sequence[Pair], found: Sequence[Sequence[Record]]) -> dict[str, float]:
    """Article → mean F1 over the others, each predicted by the training that left out both."""
    reached: dict[str, float] = {}
    for article_id in _articles(records):
        pred = [
            own for pair, two in zip(pairs, found, strict=True) for own in two
            if article_id in pair.left_out and own.article_id != article_id
        ]  # fmt: skip
        reached[article_id] = _mean_f1([own for own in records if own.article_id != article_id], pred)
    return reached


def _mean_f1(gold: Sequence[Record], pred: Sequence[Record]) -> float:
    from hudna_eval import evaluate

    scores = evaluate(gold, pred).scores
    return sum(scores[metric].f1 or 0.0 for metric in METRICS) / len(METRICS)


def row(looked: Looked, default: Looked) -> str:
    """A row of the command's table: the default's F1, or what is gained over it, for each article held out."""
    if not looked.name:
        return f"| default | | {' | '.join(f'{value:.4f}' for value in looked.reached.values())} |"
    gains = (f"{value - default.reached[article_id]:+.4f}" for article_id, value in looked.reached.items())
    return f"| `{looked.name}` | {looked.value} | {' | '.join(gains)} |"


@click.command()
@click.option("--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A dataset.")
@click.option("--edition", default="open", show_default=True, help="The edition to learn from and to predict.")
@click.option("--model", help="Pretrained encoder. Default: the offline weights.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of all trainings.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, or cuda:1 and so on.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Trainings at a time.")
def command(folder: Path | None, edition: str, model: str | None, seed: int, device: str, jobs: int) -> None:
    """Print what each value gains over the default in the mean F1 of the other articles, for each article held out.

    Takes 130 trainings: hours.
    """
    from hudna_baselines.base import MissingExtraError, Settings
    from hudna_baselines.devices import require_device

    require_device(device, ["transformer"])
    records = texts_to_compare(folder, edition)
    articles = _articles(records)
    click.echo(f"| argument | value | {' | '.join(f'without {own}' for own in articles)} |")
    click.echo(f"|{'---|' * (len(articles) + 2)}")
    looked = compared(records, Settings(model=model, seed=seed, device=device), jobs)
    try:
        default = next(looked)
        for own in chain([default], looked):
            click.echo(row(own, default))
    except MissingExtraError as error:  # an encoder that is not to be had
        raise click.UsageError(str(error)) from None


if __name__ == "__main__":
    from hudna.cli import main

    main(command, "python -m hudna_baselines.transformer.selection")
