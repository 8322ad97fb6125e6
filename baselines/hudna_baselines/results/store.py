"""Where predictions of a run are kept, fold by fold, so that what is finished is not made again."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import read_records, write_records
from hudna.model import Record

from .run import FILE, Run, read_run, without_surfaces, write_run

PREDICTIONS = "predictions.jsonl"
_FOLDS = "folds"
_CHECKPOINTS = ".checkpoints"


class Store(Protocol):
    """Predictions by the article that was held out."""

    def has(self, article_id: str) -> bool:
        """Whether this fold is finished."""
        ...

    def add(self, article_id: str, predictions: Sequence[Record]) -> None:
        """Keep what was predicted of an article."""
        ...

    def checkpoints(self, article_id: str) -> Path | None:
        """The folder for the state of a training without this article, which may not be there; None to keep none."""
        ...

    def finished(self) -> list[Record]:
        """All predictions, by article, once every fold is there."""
        ...


class MemoryStore:
    """Keeps nothing beyond the process."""

    def __init__(self) -> None:
        self._folds: dict[str, list[Record]] = {}

    def has(self, article_id: str) -> bool:
        """See `Store`."""
        return article_id in self._folds

    def add(self, article_id: str, predictions: Sequence[Record]) -> None:
        """See `Store`."""
        self._folds[article_id] = list(predictions)

    def checkpoints(self, article_id: str) -> Path | None:
        """See `Store`."""
        return None

    def finished(self) -> list[Record]:
        """See `Store`."""
        return [record for article_id in sorted(self._folds) for record in self._folds[article_id]]


class FolderStore:
    """Keeps predictions without any surface in a run's folder: a file a fold, and one file when all are there.

    Raises: InvalidDataError where the folder holds another run, or cannot be read.
    """

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        if (folder / FILE).exists():
            _require_same(folder, run)
        else:
            write_run(run, folder)
        whole = folder / PREDICTIONS
        records = [item.record for item in read_records(whole)] if whole.exists() else []
        self._whole = {record.article_id for record in records}

    def has(self, article_id: str) -> bool:
        """See `Store`."""
        return article_id in self._whole or self._fold(article_id).exists()

    def add(self, article_id: str, predictions: Sequence[Record]) -> None:
        """See `Store`."""
        write_records(map(without_surfaces, predictions), self._fold(article_id))

    def checkpoints(self, article_id: str) -> Path | None:
        """See `Store`. They go with the last fold at the latest."""
        return self.folder / _CHECKPOINTS / _as_name(article_id)

    def finished(self) -> list[Record]:
        """See `Store`. What was made before is read back, so that a run in two parts is a run in one."""
        whole, folds = self.folder / PREDICTIONS, self.folder / _FOLDS
        parts = [part for part in (whole, folds) if part.exists()]
        # Where the process ended between the last two lines, an article is in both places.
        found = {item.record.key: item.record for part in parts for item in read_records(part)}
        records = [found[key] for key in sorted(found)]
        if folds.exists():
            write_records(records, whole)
            shutil.rmtree(folds)
        shutil.rmtree(self.folder / _CHECKPOINTS, ignore_errors=True)
        return records

    def _fold(self, article_id: str) -> Path:
        return self.folder / _FOLDS / f"{_as_name(article_id)}.jsonl"


def _as_name(article_id: str) -> str:
    if "/" in article_id or article_id.startswith("."):
        raise ValueError(f"found article {article_id!r:.60} against an id that can be a file's name")
    return article_id


def _require_same(folder: Path, run: Run) -> None:
    difference = read_run(folder).other_than(run)
    if difference is not None:
        hint = "Remove the folder, or name another with --results."
        found = f"found a run of another kind: {difference}"
        raise InvalidDataError([Finding(str(folder / FILE), 1, "other-run", found, hint)])
