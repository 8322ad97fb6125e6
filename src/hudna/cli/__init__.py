"""The command line: a table of commands, each loaded only when it is called, so that `--help` is quick.

Results go to stdout, progress and faults to stderr. Exit codes: 0 fine, 1 invalid data, 2 wrong usage.
"""

from __future__ import annotations

import importlib
import sys

import click

import hudna
from hudna.findings import InvalidDataError, plural

# Command → (module:attribute, one line for --help). The modules of the harness and the baselines are named here as
# text and not imported, because imports point the other way: they build on this package.
COMMANDS = {
    "adjudicate": ("hudna.passes.command:command", "Derive gold from two passes and the decisions between them."),
    "agreement": ("hudna_eval.agreement.command:command", "Measure how far two annotations of the same texts agree."),
    "benchmark": ("hudna_baselines.benchmark:command", "Run baselines on the embedded dataset and score them."),
    "build": ("hudna.build.command:command", "Derive dataset/ from annotations/."),
    "check": ("hudna.validate.command:command", "Validate annotations, or predictions, by the rules."),
    "cite": ("hudna.release.cite_command:command", "Print how to cite the dataset, by version and digest."),
    "compare": ("hudna_eval.compare.command:command", "Compare systems on the same gold."),
    "docs": ("hudna.docs.command:command", "Write the datasheet from the data, or check what is outdated."),
    "eval": ("hudna_eval.command:command", "Score predictions against gold."),
    "export": ("hudna.exchange.command:export_group", "Write the annotations in other programs' forms."),
    "hydrate": ("hudna.hydrate.command:command", "Join the source texts that you hold with their annotation."),
    "import": ("hudna.exchange.command:import_group", "Read annotations back from other programs' forms."),
    "predict": ("hudna_baselines.predict:command", "Annotate texts with a baseline."),
    "push": ("hudna.release.push_command:command", "Upload the dataset to the Hugging Face Hub, if checks pass."),
    "results": ("hudna_baselines.results.command:command", "Write the tables of results from the runs that are kept."),
    "schema": ("hudna.schemas.command:command", "Print the JSON Schema of a line of predictions or annotations."),
    "show": ("hudna.show.command:group", "Show an article, or all claims, events or entities."),
    "site": ("hudna.site.command:command", "Write a static site that shows the data and the results."),
    "stats": ("hudna.show.stats_command:command", "Count everything in an annotation folder."),
    "train": ("hudna_baselines.train:command", "Train a baseline that learns, and keep it in a folder."),
    "words": ("hudna.build.words_command:command", "Write the word offsets of the source texts that you hold."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's own lines, so that help imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(hudna.__version__, prog_name="hudna")
def group() -> None:
    """Hudna: a benchmark for Arabic information extraction."""


def main(command: click.Command = group, name: str = "hudna") -> None:
    """Run the command line, or one command; a user's mistake ends in one line a fault, never in a traceback."""
    try:
        command(prog_name=name)
    except InvalidDataError as error:
        report(error)
        sys.exit(1)


def report(error: InvalidDataError) -> None:
    """Print every finding and a summary line on stderr."""
    for finding in error.findings:
        click.echo(str(finding), err=True)
    click.echo(f"{plural(len(error.findings), 'finding')}; nothing done.", err=True)
