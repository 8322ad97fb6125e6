"""`eval.yaml`: what makes a dataset a benchmark of the Hugging Face Hub, and the tasks that results are given for.

Source: the Hub's documentation of evaluation results. A result names the dataset and a task's id (`hudna_eval.hub`).
"""

from __future__ import annotations

import yaml

FRAMEWORK = "hudna"
"""Who scores: the harness of this project."""

TASKS = ("entities", "events", "numeric_claims")
"""Ids of the tasks. All have one input, the open edition's articles, whose records hold the gold of all three."""

_CONFIG, _SPLIT = "articles", "test"
_DESCRIPTION = (
    "Information extraction from Arabic news on the 2020 Karabakh ceasefires and prisoner exchanges, in the open "
    "edition: nested entity mentions and time expressions (F1 of span and type), events with their arguments (F1 of "
    "event type, trigger, role and filler) and numeric claims (F1 of number, value, modifier and unit). A diagnostic "
    "set, annotated by language models under written guidelines; no human has reviewed the annotation."
)


def benchmark_text() -> str:
    """The file's text."""
    tasks = [{"id": task, "config": _CONFIG, "split": _SPLIT} for task in TASKS]
    facts = {"name": "Hudna", "description": _DESCRIPTION, "evaluation_framework": FRAMEWORK, "tasks": tasks}
    return yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=100)
