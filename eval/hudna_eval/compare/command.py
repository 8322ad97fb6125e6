"""`hudna compare`: whether the scores of systems differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from hudna.findings import visible
from hudna_eval.choices import choices, option_values


def _two_at_least(_: click.Context, __: click.Parameter, preds: tuple[Path, ...]) -> tuple[Path, ...]:
    if len(preds) < 2:
        raise click.BadParameter(f"found {len(preds)} path against two or more")
    return preds


def _known(_: click.Context, __: click.Parameter, metrics: tuple[str, ...]) -> tuple[str, ...]:
    """The metrics asked for, each once, or the default ones."""
    from hudna_eval.compare.evaluation import COMPARABLE, DEFAULT_METRICS

    for metric in metrics:
        if metric not in COMPARABLE:
            raise click.BadParameter(f"found {metric} against one of {', '.join(COMPARABLE)}")
    return tuple(dict.fromkeys(metrics)) or DEFAULT_METRICS


@click.command(name="compare")
@click.argument(
    "preds",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    callback=_two_at_least,
    metavar="PRED_A PRED_B [PRED_C]...",
)
@choices
@click.option(
    "--metric", "metrics", metavar="ID", multiple=True, callback=_known, help="Compare by this metric; repeatable."
)
@click.option("--name", "names", multiple=True, help="Name of a system, once for each PRED. Default: from its path.")
@click.option("--all-pairs", is_flag=True, help="Compare each system with each, not every other with the first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    preds: tuple[Path, ...],
    gold: Path | None,
    metrics: tuple[str, ...],
    names: tuple[str, ...],
    all_pairs: bool,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Compare the F1 of predictions, files or folders of any form that `hudna eval` reads, on the same gold.

    Differences are B - A, with a paired bootstrap interval over articles, p of a paired randomisation test, p adjusted
    over metrics by Holm's method, and the smallest difference that so much data could detect. Results go to stdout,
    warnings to stderr.
    """
    from hudna_eval.compare.evaluation import compare_sources
    from hudna_eval.compare.report import show
    from hudna_eval.options import Options

    systems = dict(zip(_names(preds, names), preds, strict=True))
    options = Options(**option_values(gold, chosen))
    report = compare_sources(systems, gold, options, metrics=metrics, all_pairs=all_pairs)
    for warning in report.warnings:
        click.echo(f"warning: {visible(warning)}", err=True)
    if as_json:
        click.echo(report.to_json())
    else:
        show(report)


def _names(preds: Sequence[Path], names: Sequence[str]) -> list[str]:
    """The names given, or those of the paths; every system has one of its own."""
    if not names:
        return names_of(preds)
    if len(names) != len(preds):
        raise click.BadParameter(f"found {len(names)} against {len(preds)}, one for each PRED", param_hint="'--name'")
    if len(set(names)) < len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise click.BadParameter(f"found {', '.join(repeated)} more than once against once", param_hint="'--name'")
    return list(names)


def names_of(paths: Sequence[Path]) -> list[str]:
    """A name for each path, no two alike: its stem; with its folder's name if that tells them apart; else numbered."""
    stems = [_stem(path) for path in paths]
    qualified = [
        f"{path.resolve().parent.name}/{stem}" if stems.count(stem) > 1 else stem
        for path, stem in zip(paths, stems, strict=True)
    ]
    if len(set(qualified)) == len(qualified):
        return qualified
    names: list[str] = []
    for stem in stems:
        numbered = (f"{stem}#{number}" for number in count(2))
        free = (name for name in chain([stem], numbered) if name not in names)
        names.append(next(free))
    return names


def _stem(path: Path) -> str:
    """`rules` of `rules.jsonl`; the whole name of a folder, which may have a dot in it."""
    return path.stem if path.suffix == ".jsonl" else path.resolve().name
