"""The command."""

from __future__ import annotations

import shlex
import sys
from typing import Any

import click
from click.core import ParameterSource

from benchmark.contestant import Contestant, Measurement
from benchmark.corpus import CorpusOptions
from benchmark.measuring import measured
from benchmark.plan import PARTS, sections
from benchmark.readme import README, rewritten
from benchmark.tables import block
from benchmark.targets import rounded
from hudna.files import write_file

NAME = "python -m benchmark"

_COUNT = click.IntRange(min=1)
_DEFAULTS = CorpusOptions(nesting=0.2, overlap=0.1)


@click.command(context_settings={"show_default": True})
@click.option("--articles", type=_COUNT, default=_DEFAULTS.articles, help="Articles; for coreference, events a tenth.")
@click.option("--spans", type=_COUNT, default=_DEFAULTS.spans, help="Gold spans an article.")
@click.option("--density", type=float, default=_DEFAULTS.density, help="Share of words in a flat span.")
@click.option("--nesting", type=float, default=_DEFAULTS.nesting, help="Share of spans within another one.")
@click.option("--overlap", type=float, default=_DEFAULTS.overlap, help="Share of spans that cross another one.")
@click.option("--exact", type=float, default=_DEFAULTS.exact, help="Share of annotations that are predicted exactly.")
@click.option("--types", type=_COUNT, default=_DEFAULTS.types, help="Types of spans.")
@click.option("--seed", type=int, default=_DEFAULTS.seed, help="Decides the corpus.")
@click.option("--max-articles", type=_COUNT, default=10_000, help="The largest corpus of the section of growth.")
@click.option("--repeats", type=_COUNT, default=3, help="Runs of which the best counts.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, default=PARTS, help="What to measure.")
@click.option("--same-process", is_flag=True, help="Quicker, but peaks of memory are those of all that ran before.")
@click.option("--write", is_flag=True, help="Put the tables into README.md, in the place of those there.")
@click.pass_context
def main(
    context: click.Context,
    /,
    max_articles: int,
    repeats: int,
    parts: tuple[str, ...],
    same_process: bool,
    write: bool,
    **corpus: Any,
) -> None:
    """How fast the harness is, beside other scorers on the same input, and how it grows with the corpus.

    Rates count what gold has. Scorers that are not installed are left out.
    """

    def measure(contestant: Contestant, options: Any, times: int) -> Measurement:
        found = measured(contestant, options, repeats=times, isolated=not same_process)
        click.echo(f"{contestant.name}: {found.items:,} in {rounded(found.cpu)} CPU-seconds", err=True)
        return found

    options = _options(corpus)
    made = list(sections(options, parts, max_articles=max_articles, repeats=repeats, measure=measure))
    text = block(made, command_of(context))
    click.echo(text)
    if write:
        write_file(README, rewritten(README.read_text(encoding="utf-8"), text).encode())


def command_of(context: click.Context) -> str:
    """The command line that gives what this one gives."""
    words = [NAME]
    for parameter in context.command.params:
        if context.get_parameter_source(parameter.name or "") == ParameterSource.DEFAULT:
            continue
        value, option = context.params[parameter.name or ""], parameter.opts[0]
        values = value if isinstance(value, tuple) else (value,)
        words += [option] if value is True else [word for own in values for word in (option, str(own))]
    return shlex.join(words).replace(shlex.join([NAME]), NAME)


def _options(corpus: dict[str, Any]) -> CorpusOptions:
    try:
        return CorpusOptions(**corpus)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


if __name__ == "__main__":
    sys.exit(main(prog_name=NAME))
