"""What the harness says of predictions, as plain numbers and places to show."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hudna.dataset import Dataset
from hudna.findings import Finding, InvalidDataError
from hudna.formats.decode import read_json
from hudna.formats.interchange import read_records

SHOWN = {
    "entities.strict": "Entity mentions: span and type",
    "events.ti": "Event triggers: span",
    "events.tc": "Event triggers: span and type",
    "events.ac": "Event arguments: filler and role",
    "claims.qv": "Numeric claims: number and value",
    "claims.claim": "Numeric claims: everything",
    "coref.entity.conll": "Entity coreference: CoNLL mean",
    "coref.event.conll": "Event coreference: CoNLL mean",
}
"""Metric → what it is, of those that have a plot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Predictions and what they got. Rates are fractions in [0, 1], None where undefined.

    `facts` is what a run says of itself, for show.
    """

    name: str
    edition: str
    facts: Mapping[str, str]
    signature: str
    scores: Mapping[str, Mapping[str, Any]]
    mistakes: Sequence[Mapping[str, Any]]


def results(dataset: Dataset, predictions: Path, name: str, facts: Mapping[str, str] | None = None) -> list[Result]:
    """Score a file by each edition that its records name; where they name none, by the first of the dataset.

    Raises: InvalidDataError with every fault of the predictions.
    """
    return [_result(dataset, predictions, name, edition, facts or {}) for edition in _editions(dataset, predictions)]


def caveats(shown: Iterable[Result]) -> list[tuple[str, str]]:
    """(baseline, what must be said beside its scores), of the baselines that the runs name, in their order."""
    known: Mapping[str, str] = importlib.import_module("hudna_baselines.base").CAVEATS
    named = dict.fromkeys(result.facts.get("baseline", "") for result in shown)
    return [(baseline, known[baseline]) for baseline in named if baseline in known]


def _result(dataset: Dataset, predictions: Path, name: str, edition: str, facts: Mapping[str, str]) -> Result:
    report = json.loads(_evaluated(dataset, predictions, edition).to_json())
    return Result(
        name=name,
        edition=edition,
        facts=facts,
        signature=report["signature"],
        scores=report["scores"],
        mistakes=report["mistakes"],
    )


def _evaluated(dataset: Dataset, predictions: Path, edition: str) -> Any:
    """The report of `hudna eval`, with its signature, which names the dataset by version and digest."""
    # The harness builds on this package, so imports point the other way: it is named as text, as the command line does.
    gold = importlib.import_module("hudna_eval.sources.embedded").gold_of(dataset)
    options = importlib.import_module("hudna_eval.options").Options(edition=edition)
    return importlib.import_module("hudna_eval.evaluation").evaluate_sources(
        gold.records, predictions, options, identity=gold.identity, comparisons=gold.comparisons
    )


def run_folders(folder: Path) -> list[Path]:
    """The runs of a results folder by name: each a folder with `predictions.jsonl`. None where there is no folder."""
    return sorted(path.parent for path in folder.glob("*/predictions.jsonl"))


def run_results(dataset: Dataset, run: Path) -> list[Result]:
    """The scores of one run, with what its `run.json` says of it.

    Raises: InvalidDataError for a run.json that is no JSON object, and for predictions that cannot be scored.
    """
    return results(dataset, run / "predictions.jsonl", run.name, _facts(run / "run.json"))


def _editions(dataset: Dataset, predictions: Path) -> list[str]:
    known = sorted({record.edition for record in dataset.records})
    return sorted({item.record.edition for item in read_records(predictions)} & set(known)) or known[:1]


def _facts(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    data = read_json(path)
    if not isinstance(data, dict):
        found = f"found {type(data).__name__} against an object"
        raise InvalidDataError([Finding(str(path), 1, "json", found)])
    return {str(key): _plain(value) for key, value in data.items() if value is not None}


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
