"""`hudna benchmark`: the main job, from the embedded dataset to the scores of its baselines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna_baselines.base import DEFAULTS, LEARNING, QUICK, SEEDED, MissingExtraError, Settings, registry
from hudna_baselines.devices import require_device

if TYPE_CHECKING:
    from hudna.dataset import Dataset
    from hudna.model import Edition, Record
    from hudna_baselines.ablation import Ablation
    from hudna_baselines.benchmark_output import Result
    from hudna_baselines.results.plan import Plan
    from hudna_baselines.results.run import Run
    from hudna_baselines.results.store import Store
    from hudna_eval.report import Report

_FOLDER = click.Path(file_okay=False, path_type=Path)
_EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is run of each baseline, and where it goes; see the options of the command."""

    editions: tuple[str, ...] = ("open",)
    train_edition: str | None = None
    train_articles: int | None = None
    zero_shot: bool = False
    ablate: bool = False
    seeds: int = 1
    first_seed: int = 0
    settings: Settings = DEFAULTS
    results: Path | None = None
    fresh: bool = False
    jobs: int = 1
    out: Path | None = None
    seed: int = 0


@click.command(name="benchmark")
@click.option(
    "--baseline", "baselines", multiple=True, type=click.Choice(sorted(registry)),
    help=f"Repeatable. Default: {', '.join(QUICK)}, which take seconds.",
)  # fmt: skip
@click.option(
    "--edition", "editions", multiple=True, default=("open",), show_default=True,
    help="Edition to predict and to score by; repeatable: one training serves all.",
)  # fmt: skip
@click.option("--dataset", "folder", type=_EXISTING, help="Dataset folder.")
@click.option(
    "--train-edition", type=click.Choice(["open", "source", "both"]),
    help="Edition of the other articles to train on. Default: the one that is predicted.",
)  # fmt: skip
@click.option("--train-articles", type=click.IntRange(min=1), metavar="N", help="Train on N articles. Default: all.")
@click.option("--zero-shot", is_flag=True, help="Score it without any training article too.")
@click.option("--ablate", is_flag=True, help="Score it without each of its parts in turn too.")
@click.option("--model", help="Pretrained encoder: a Hugging Face id, or a folder. Default: the baseline's own.")
@click.option("--random-start", is_flag=True, help="The encoder in its size, but not pretrained.")
@click.option("--seeds", type=click.IntRange(min=1), default=1, show_default=True, help="Train with so many seeds.")
@click.option("--first-seed", type=click.IntRange(min=0), default=0, show_default=True, help="The first of them.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, or cuda:1 and so on.")
@click.option(
    "--results", type=_FOLDER,
    help="Keep runs in this folder: a run goes on where it was stopped, and is not made twice.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True,
    help="Folds at a time, each in a process of its own.",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="With --results: make these runs again.")
@click.option("--out", type=_FOLDER, help="Folder to write the predictions to.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: baseline → training → report.")
@click.option(
    "--write-readme", "readme", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put the results of one baseline, both trainings and ablations, into this README, and print just these.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of resamples that are drawn.")
def command(
    baselines: tuple[str, ...], folder: Path | None, as_json: bool, readme: Path | None, model: str | None,
    random_start: bool, device: str, zero_shot: bool, ablate: bool, **chosen: Any,
) -> None:  # fmt: skip
    """Train and predict leave-one-article-out (both editions of an article on the same side), then score.

    The source edition needs a hydrated dataset, named with --dataset.
    """
    from hudna.dataset import embedded_dataset, read_dataset
    from hudna_baselines.benchmark_output import print_results, write_readme

    usual = [name for name in QUICK if not (ablate and name in LEARNING)]  # those that learn have no parts to leave out
    names = tuple(dict.fromkeys(baselines or usual))
    if readme is not None and (len(names) != 1 or as_json):
        raise click.UsageError("--write-readme goes with one --baseline and without --json")
    settings = Settings(model=model, device=device, pretrained=not random_start)
    wanted = Wanted(
        zero_shot=zero_shot or readme is not None, ablate=ablate or readme is not None, settings=settings, **chosen
    )
    _require_sense(names, wanted)
    dataset = read_dataset(folder or embedded_dataset())
    for edition in wanted.editions:
        _require_texts(dataset, edition, "--edition")
    try:
        results = {name: _result(name, dataset, wanted) for name in names}
    except MissingExtraError as error:  # an encoder that is not to be had
        raise click.UsageError(str(error)) from None
    if readme is not None:
        write_readme(readme, results[names[0]])
    else:
        print_results(results, as_json)


def _require_sense(names: Sequence[str], wanted: Wanted) -> None:
    """Raises: click.UsageError for options that none of the baselines has a use for, or that lack packages."""
    learning = [name for name in names if name in LEARNING]
    seeded = [name for name in names if name in SEEDED]
    if (wanted.seeds > 1 or wanted.first_seed) and not seeded:
        raise click.UsageError(f"--seeds is of baselines that draw at random: {', '.join(SEEDED)}")
    if (wanted.settings.model or not wanted.settings.pretrained) and not seeded:
        raise click.UsageError(f"--model and --random-start are of baselines with an encoder: {', '.join(SEEDED)}")
    if wanted.zero_shot and len(learning) == len(names):
        raise click.UsageError(f"{', '.join(names)} cannot do without training: no --zero-shot")
    if wanted.fresh and wanted.results is None:
        raise click.UsageError("--fresh goes with --results")
    require_device(wanted.settings.device, names)


def _require_texts(dataset: Dataset, edition: str, option: str) -> None:
    records = [record for record in dataset.records if record.edition == edition]
    if not records:
        raise click.BadParameter(f"the dataset has no edition {edition!r}", param_hint=option)
    if any(record.text is None for record in records):
        hint = "name a dataset that `hudna hydrate` wrote with --dataset"
        raise click.BadParameter(f"the {edition} edition has no texts here; {hint}", param_hint=option)


def _result(name: str, dataset: Dataset, wanted: Wanted) -> Result:
    from hudna_baselines.benchmark_output import Result

    articles = len({record.article_id for record in dataset.records})
    if wanted.train_articles is not None and wanted.train_articles >= articles - 1:
        wanted = replace(wanted, train_articles=None)  # all there are, which is a run of its own name
    plans = list(_plans(name, dataset, wanted))
    reports: dict[str, Report] = {}
    with _progress(name, len(plans) * articles) as advance:
        for plan in plans:
            reports |= _reports(plan, dataset, wanted, advance)
    return Result(reports=reports, ablations=_ablations(name, dataset, wanted) if wanted.ablate else ())


def _plans(name: str, dataset: Dataset, wanted: Wanted) -> Iterator[Plan]:
    """What is fitted, each once for all editions that it is tested on."""
    from hudna_baselines.results.plan import Plan

    seeds = range(wanted.first_seed, wanted.first_seed + wanted.seeds) if name in SEEDED else (0,)
    zero_shot = [((), wanted.editions)] if wanted.zero_shot and name not in LEARNING else []
    for seed in seeds:
        for train, editions in (*_trainings(dataset, wanted), *zero_shot):
            yield Plan(
                baseline=name,
                settings=replace(wanted.settings, seed=seed),
                train_editions=train,
                train_articles=wanted.train_articles if train else None,
                editions=editions,
            )


def _trainings(dataset: Dataset, wanted: Wanted) -> list[tuple[tuple[Edition, ...], tuple[Edition, ...]]]:
    """Editions to train on, and those to test on then. Raises: click.BadParameter for one without texts."""
    from hudna.dataset import EDITIONS

    if wanted.train_edition is None:
        return [((edition,), (edition,)) for edition in wanted.editions]
    train = EDITIONS if wanted.train_edition == "both" else (wanted.train_edition,)
    for edition in train:
        _require_texts(dataset, edition, "--train-edition")
    return [(train, wanted.editions)]


def _reports(plan: Plan, dataset: Dataset, wanted: Wanted, advance: Callable[[float], object]) -> dict[str, Report]:
    from hudna_baselines.base import load_baseline
    from hudna_baselines.results.plan import carry_out, label
    from hudna_baselines.runs import Task

    runs = plan.runs(load_baseline(plan.baseline, plan.settings), dataset)
    stores = {edition: _store(run, wanted) for edition, run in runs.items()}
    reports: dict[str, Report] = {}
    for edition, predictions in carry_out(plan, dataset, stores, advance, wanted.jobs).items():
        if wanted.out is not None:
            _write(predictions, wanted.out / f"{runs[edition].name}.jsonl")
        task = Task(dataset=dataset, edition=edition, seed=wanted.seed)
        reports[label(runs[edition])] = task.report(predictions)
    return reports


def _store(run: Run, wanted: Wanted) -> Store:
    from hudna_baselines.results.run import FILE
    from hudna_baselines.results.store import FolderStore, MemoryStore

    if wanted.results is None:
        return MemoryStore()
    folder = wanted.results / run.name
    if wanted.fresh and (folder / FILE).exists():
        shutil.rmtree(folder)
    return FolderStore(folder, run)


def _ablations(name: str, dataset: Dataset, wanted: Wanted) -> list[Ablation]:
    from hudna_baselines.ablation import ablations
    from hudna_baselines.base import Ablatable, load_baseline
    from hudna_baselines.folds import Selection
    from hudna_baselines.runs import Task

    system = load_baseline(name, wanted.settings)
    if not isinstance(system, Ablatable):
        raise click.UsageError(f"{name} has no parts that --ablate could leave out")
    train, editions = _trainings(dataset, wanted)[0]
    selection = Selection(editions=train, articles=wanted.train_articles)
    task = Task(dataset=dataset, edition=editions[0], seed=wanted.seed, selection=selection)
    found: list[Ablation] = []
    with _progress(f"{name}, parts left out", 1 + len(system.groups)) as advance:
        for ablation in ablations(system, task):
            found.append(ablation)
            advance(1)
    return found


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[float], object]]:
    """What moves a bar on stderr, with the time that is left, if that is a terminal."""
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    times = (rich.TimeElapsedColumn(), rich.TimeRemainingColumn())
    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.TaskProgressColumn(), *times)
    with rich.Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        bar = progress.add_task(what, total=total)
        yield lambda share: progress.advance(bar, share)


def _write(predictions: Iterable[Record], path: Path) -> None:
    from hudna.formats.interchange import write_records

    write_records(predictions, path)
    click.echo(f"wrote {path}", err=True)
