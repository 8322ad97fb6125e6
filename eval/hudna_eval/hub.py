"""A report as results of the dataset's tasks on the Hugging Face Hub: the content of `.eval_results/<name>.yaml`.

The tasks are those of the dataset's `eval.yaml` (`hudna.build.hub_benchmark`); a model's repository holds the results.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hudna_eval.embedded_edition import EDITION

if TYPE_CHECKING:
    from huggingface_hub import EvalResultEntry

    from hudna_eval.options import Options
    from hudna_eval.report import Report

HUB_METRICS = {"entities": "entities.strict", "events": "events.ac+", "numeric_claims": "claims.qvmu"}
"""Task → the metric whose F1 is its value, in [0, 1]."""


class NoHubResultError(ValueError):
    """A run that is none of the Hub's tasks, and why."""


def require_hub_run(gold: Path | None, options: Options) -> None:
    """Only whole predictions for the embedded dataset's open edition are results of its tasks.

    Raises: NoHubResultError for other gold, another edition, given triggers.
    """
    if gold is not None:
        raise NoHubResultError("found --gold against the embedded dataset, whose tasks the results are of")
    if options.edition != EDITION:
        raise NoHubResultError(f"found edition {options.edition or 'all'} against {EDITION}, which the tasks are of")
    if options.gold_triggers:
        raise NoHubResultError("found --gold-triggers against predicted ones, as the tasks have them")


def hub_entries(report: Report, dataset_id: str) -> list[EvalResultEntry]:
    """An entry for each task that anything was predicted for, its notes with the signature; there may be none.

    `dataset_id` is `organisation/name`. There is no date: the Hub takes the day of the commit.
    """
    from huggingface_hub import EvalResultEntry

    scores = {task: report.scores[metric] for task, metric in HUB_METRICS.items()}
    return [
        EvalResultEntry(dataset_id=dataset_id, task_id=task, value=score.f1, notes=_notes(report, HUB_METRICS[task]))
        for task, score in scores.items()
        if score.precision is not None
    ]


def hub_yaml(report: Report, dataset_id: str) -> str:
    """The entries as the YAML that the Hub reads."""
    import yaml
    from huggingface_hub import eval_result_entries_to_yaml

    entries = eval_result_entries_to_yaml(hub_entries(report, dataset_id))
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)


def write_hub_yaml(report: Report, dataset_id: str, path: Path) -> None:
    """Write the file, whole or not at all."""
    from hudna.files import write_file

    write_file(path, hub_yaml(report, dataset_id).encode())


def _notes(report: Report, metric: str) -> str:
    return f"F1 of {metric}; {report.signature}"
