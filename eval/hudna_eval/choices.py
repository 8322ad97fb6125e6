"""The options that commands share: what to score by, how to read it, and how to count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from hudna_eval.embedded_edition import ALL_EDITIONS, EDITION

Command = TypeVar("Command", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)
_FORMS = click.Choice(["hudna", "brat", "conll", "oneie", "textee"])
_TAGS = click.Choice(["iob2", "bioes", "io", "seqeval-default", "seqeval-strict"])
_READING = ("tags", "token_column", "label_columns", "discontinuous")

_OPTIONS = (
    click.option("--gold", type=_PATH, help="File or folder to score by; else the embedded dataset."),
    click.option(
        "--edition",
        help=f"Edition of gold to score by, or {ALL_EDITIONS}. Default: {EDITION} for the embedded dataset, else all.",
    ),
    click.option("--gold-triggers", is_flag=True, help="Arguments were predicted for the triggers and types of gold."),
    click.option("--format", "form", type=_FORMS, help="Form of predictions. Default: found out."),
    click.option("--gold-format", "gold_form", type=_FORMS, help="Form of --gold. Default: found out."),
    click.option("--tags", type=_TAGS, default="iob2", show_default=True, help="How label sequences are read."),
    click.option("--token-column", type=int, default=0, show_default=True, help="Column of tokens, from 0."),
    click.option(
        "--label-column",
        "label_columns",
        type=int,
        multiple=True,
        default=(-1,),
        show_default=True,
        help="Column of labels, -1 for the last; repeatable, for layers.",
    ),
    click.option(
        "--discontinuous",
        type=click.Choice(["refuse", "cover"]),
        default="refuse",
        show_default=True,
        help="Mentions of brat in several parts: a fault, or the span from first to last.",
    ),
    click.option("--schema", type=_PATH, help="File of the labels and roles that there are; others are faults then."),
    click.option(
        "--ci",
        type=click.Choice(["percentile", "bca"]),
        default="percentile",
        show_default=True,
        help="How intervals are read off the resamples.",
    ),
    click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of all that is drawn."),
    click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that score."),
)

_SIGNED = {
    "edition": "--edition",
    "gold_triggers": "--gold-triggers",
    "tags": "--tags",
    "token_column": "--token-column",
    "label_columns": "--label-column",
    "discontinuous": "--discontinuous",
    "ci": "--ci",
    "seed": "--seed",
    "views": "--view",
}
"""What a signature says, so that it cannot be said beside it."""


def choices(command: Command) -> Command:
    """Give a command the options that commands share."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def option_values(gold: Path | None, chosen: dict[str, Any]) -> dict[str, Any]:
    """What `Options` takes, of what the user chose.

    Raises: click.UsageError for a choice about a gold that was not named.
    """
    from hudna_eval.readers.form import Reading

    if gold is None and chosen["gold_form"] is not None:
        raise click.UsageError("--gold-format is of --gold, which is not given")
    if gold is None and chosen["edition"] is None:
        chosen["edition"] = EDITION
    if chosen["edition"] == ALL_EDITIONS:
        chosen["edition"] = None
    reading = Reading(**{name: chosen.pop(name) for name in _READING})
    return {**chosen, "reading": reading, "progress": True}


def require_unsigned(context: click.Context) -> None:
    """Raises: click.UsageError for an option that is given beside a signature, which says it."""
    for name, option in _SIGNED.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} is said by --signature; leave it out")
