"""`hudna eval`: score predictions against gold."""

from __future__ import annotations

from pathlib import Path

import click

from hudna.findings import visible
from hudna_eval.evaluation import evaluate_sources, located, score
from hudna_eval.report import Report, show

_EMBEDDED_EDITION = "open"


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


@click.command(name="eval")
@click.argument("pred", type=click.Path(path_type=Path))
@click.option("--gold", type=click.Path(path_type=Path), help="File or folder to score by; else the embedded dataset.")
@click.option("--edition", help="Edition of gold to score by. Default: open for the embedded dataset, all of --gold.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with scores by type and by article.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of resamples that are drawn.")
@click.option(
    "--explain",
    metavar="METRIC",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what METRIC is, or all.",
)
@click.option("--gold-triggers", is_flag=True, help="Arguments were predicted for the triggers and types of gold.")
def command(pred: Path, gold: Path | None, edition: str | None, as_json: bool, seed: int, gold_triggers: bool) -> None:
    """Score the predictions in PRED, a file or folder in the interchange form.

    Scores go to stdout, warnings to stderr.
    """
    if gold is None:
        report = _against_dataset(pred, _EMBEDDED_EDITION if edition is None else edition, seed, gold_triggers)
    else:
        report = evaluate_sources(gold, pred, edition=edition, seed=seed, gold_triggers=gold_triggers)
    for warning in report.warnings:
        click.echo(f"warning: {visible(warning)}", err=True)
    if as_json:
        click.echo(report.to_json())
    else:
        show(report)


def _against_dataset(pred: Path, edition: str, seed: int, gold_triggers: bool) -> Report:
    from hudna.dataset import embedded_dataset, read_dataset

    predictions = located(pred, "pred")
    dataset = read_dataset(embedded_dataset())
    gold = located(dataset.records, "dataset")
    return score(
        gold,
        predictions,
        edition=edition,
        version=dataset.version,
        digest=dataset.digest,
        seed=seed,
        gold_triggers=gold_triggers,
    )
