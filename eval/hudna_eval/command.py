"""`hudna eval`: score predictions against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.findings import visible
from hudna_eval.choices import choices, option_values, require_unsigned

if TYPE_CHECKING:
    from hudna_eval.options import Options
    from hudna_eval.report import Report

_PATH = click.Path(path_type=Path)


def _explain(context: click.Context, _: click.Parameter, metric: str | None) -> None:
    """Print the note of a metric and end: no predictions are needed for that."""
    if metric is None:
        return
    from hudna_eval.metric_notes import METRIC_NOTES, UnknownMetricError, explained

    try:
        click.echo(explained(metric), nl=False)
    except UnknownMetricError as error:
        known = ", ".join(["all", *METRIC_NOTES])
        raise click.BadParameter(f"found {metric} against one of {known}") from error
    context.exit()


def _cite(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print how to cite this version and end."""
    if not asked:
        return
    from hudna_eval.citation import citation
    from hudna_eval.sources.embedded import embedded_gold

    click.echo(citation(embedded_gold().identity), nl=False)
    context.exit()


def _views(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    from hudna_eval.chosen_views import chosen_views

    try:
        return chosen_views(names)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _repository(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    """A name that the Hub could give to a dataset, with its organisation."""
    if name is None:
        return None
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # is there, if not in __all__

    try:
        validate_repo_id(name)
    except HFValidationError as error:
        raise click.BadParameter(str(error).splitlines()[0]) from error
    if "/" not in name:
        raise click.BadParameter(f"found {name} against ORG/NAME")
    return name


@click.command(name="eval")
@click.argument("pred", type=_PATH)
@choices
@click.option("--train", type=_PATH, help="Training data, for scores by whether a surface was seen in it.")
@click.option("--comparisons", type=_PATH, help="Predicted comparisons of numeric claims.")
@click.option("--gold-comparisons", type=_PATH, help="Those of --gold.")
@click.option(
    "--view",
    "views",
    metavar="VIEW",
    multiple=True,
    callback=_views,
    help="Score as another scorer does, too; repeatable, or all.",
)
@click.option("--signature", metavar="SIGNATURE", help="Repeat the run of this signature, and refuse any other result.")
@click.option("--hub-yaml", type=_PATH, help="Write F1 of entities, events and claims as results for the Hub, too.")
@click.option("--hub-dataset", metavar="ORG/NAME", callback=_repository, help="Where the Hub has the dataset.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with scores by type and by article.")
@click.option(
    "--explain",
    metavar="METRIC",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what METRIC is, or all.",
)
@click.option(
    "--citation", is_flag=True, is_eager=True, expose_value=False, callback=_cite, help="Print how to cite this."
)
@click.pass_context
def command(
    context: click.Context, /, pred: Path, gold: Path | None, signature: str | None, as_json: bool,
    hub_yaml: Path | None, hub_dataset: str | None, **chosen: Any,
) -> None:  # fmt: skip
    """Score the predictions in PRED: a file or folder in the interchange form, of brat, CoNLL, OneIE or TextEE.

    Scores go to stdout, warnings to stderr.
    """
    from hudna_eval.options import Options
    from hudna_eval.repeat import require_same
    from hudna_eval.report_table import show

    options = Options(**option_values(gold, chosen))
    if signature is not None:
        require_unsigned(context)
        options = _repeated(signature, options)
    _require_hub_options(gold, options, hub_yaml, hub_dataset)
    report = _report(gold, pred, options)
    if signature is not None:
        require_same(report.signature, signature)
    for warning in report.warnings:
        click.echo(f"warning: {visible(warning)}", err=True)
    if hub_yaml is not None and hub_dataset is not None:
        from hudna_eval.hub import write_hub_yaml

        write_hub_yaml(report, hub_dataset, hub_yaml)
    if as_json:
        click.echo(report.to_json())
    else:
        show(report)


def _require_hub_options(gold: Path | None, options: Options, path: Path | None, dataset: str | None) -> None:
    if (path is None) != (dataset is None):
        raise click.UsageError("--hub-yaml and --hub-dataset go together")
    if path is None:
        return
    from hudna_eval.hub import NoHubResultError, require_hub_run

    try:
        require_hub_run(gold, options)
    except NoHubResultError as error:
        raise click.BadParameter(str(error), param_hint="--hub-yaml") from error


def _repeated(signature: str, options: Options) -> Options:
    from hudna_eval.repeat import SignatureError, repeated

    try:
        return repeated(signature, options)
    except SignatureError as error:
        raise click.BadParameter(str(error), param_hint="--signature") from error


def _report(gold: Path | None, pred: Path, options: Options) -> Report:
    from hudna_eval.evaluation import evaluate_sources
    from hudna_eval.sources.embedded import embedded_gold

    if gold is not None:
        return evaluate_sources(gold, pred, options)
    own = embedded_gold()
    return evaluate_sources(own.records, pred, options, identity=own.identity, comparisons=own.comparisons)
