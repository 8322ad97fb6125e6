"""`hudna train`: a baseline that learns, fitted on annotated articles and kept in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.findings import plural

from .base import LEARNING, SEEDED, MissingExtraError, Settings
from .devices import require_device

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hudna.dataset import Dataset
    from hudna.model import Record


@click.command(name="train")
@click.option("--baseline", type=click.Choice(LEARNING), required=True, help="The system that learns.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="Folder of the trained system; one that is there is replaced.",
)  # fmt: skip
@click.option(
    "--dataset", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Dataset folder. Default: the embedded dataset.",
)  # fmt: skip
@click.option(
    "--edition", "editions", multiple=True, help="Edition to train on; repeatable. Default: all texts at hand."
)
@click.option("--exclude", "excluded", multiple=True, metavar="ARTICLE", help="Article to leave out; repeatable.")
@click.option("--model", help="Pretrained encoder: a Hugging Face id, or a folder. Default: the baseline's own.")
@click.option("--random-start", is_flag=True, help="The encoder in its size, but not pretrained.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of what is drawn in training.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, or cuda:1 and so on.")
def command(
    baseline: str, out: Path, folder: Path | None, editions: tuple[str, ...], excluded: tuple[str, ...],
    model: str | None, random_start: bool, seed: int, device: str,
) -> None:  # fmt: skip
    """Train a baseline on annotated articles. `hudna predict --model FOLDER` then annotates texts with it."""
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna.files import require_replaceable

    from .saved import TRAINED, train

    settings = Settings(model=model, seed=seed, device=device, pretrained=not random_start)
    _require_sense(baseline, settings)
    require_replaceable(out, TRAINED)
    dataset = read_dataset(folder or embedded_dataset())
    records = _chosen(dataset, editions, excluded)
    try:
        train(baseline, settings, records, out, {"version": dataset.version})
    except MissingExtraError as error:  # an encoder that is not to be had
        raise click.UsageError(str(error)) from None
    click.echo(f"wrote {out}: {baseline}, trained on {plural(len(records), 'text')}", err=True)


def _require_sense(baseline: str, settings: Settings) -> None:
    """Raises: click.UsageError for options that the baseline has no use for, or that cannot be had here."""
    if (settings.model is not None or not settings.pretrained) and baseline not in SEEDED:
        raise click.UsageError(f"--model and --random-start are of baselines with an encoder: {', '.join(SEEDED)}")
    if settings.seed and baseline not in SEEDED:
        raise click.UsageError(f"--seed is of baselines that draw at random: {', '.join(SEEDED)}")
    require_device(settings.device, [baseline])


def _chosen(dataset: Dataset, editions: Sequence[str], excluded: Sequence[str]) -> list[Record]:
    """The records to train on. Raises: click.BadParameter for a name that there is not, or an edition without texts."""
    known = {record.article_id for record in dataset.records}
    if unknown := sorted(set(excluded) - known):
        found = f"found {unknown[0]} against one of {', '.join(sorted(known))}"
        raise click.BadParameter(found, param_hint="--exclude")
    at_hand = [record for record in dataset.records if record.text is not None]
    if missing := sorted(set(editions) - {record.edition for record in at_hand}):
        hint = "name a dataset that `hudna hydrate` wrote with --dataset"
        raise click.BadParameter(f"the dataset has no texts of edition {missing[0]!r}; {hint}", param_hint="--edition")
    chosen = [record for record in at_hand if not editions or record.edition in editions]
    kept = [record for record in chosen if record.article_id not in excluded]
    if not kept:
        raise click.BadParameter("no article is left to train on", param_hint="--exclude")
    return kept
