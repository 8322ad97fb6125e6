"""The linear baseline: fits and predicts records, and can be kept in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar, Self

from hudna.model import Record
from hudna_baselines.base import DEFAULTS, Settings
from hudna_baselines.encoding.reading import predict
from hudna_baselines.threads import one_thread

from .arguments import Arguments
from .model import LinearModel
from .store import load_model, save_model
from .training import train


class LinearBaseline:
    """Logistic regression over words, items and pairs of items; nothing is random, so settings change nothing."""

    name: ClassVar[str] = "linear"

    def __init__(
        self, settings: Settings = DEFAULTS, *, options: Arguments | None = None, model: LinearModel | None = None
    ) -> None:
        self.settings = settings
        self.options = options or Arguments()
        self.model = model

    @property
    def arguments(self) -> Mapping[str, Any]:
        """All that decides what is learned, beside the data."""
        return asdict(self.options)

    def fit(self, records: Sequence[Record]) -> Self:
        """A system that has learned, in one thread, from the records that have texts.

        Raises: ValueError where none has.
        """
        with one_thread():
            model = train([record for record in records if record.text is not None], self.options)
        return type(self)(self.settings, options=self.options, model=model)

    def predict(self, record: Record) -> Record:
        """Annotate one article. Raises: ValueError for a record without text, or for a system that is not fitted."""
        return next(predict(self._fitted, [record]))

    def save(self, folder: Path) -> None:
        """Write what `load` needs into a folder that exists. Raises: ValueError for a system that is not fitted."""
        save_model(self._fitted, self.options, folder)

    @classmethod
    def load(cls, folder: Path, *, device: str = "auto") -> Self:  # noqa: ARG003 (the protocol has it)
        """The system that `save` wrote; it runs on the CPU, whatever `device` says.

        Raises: InvalidDataError where a file is missing or is not what was written.
        """
        model, options = load_model(folder)
        return cls(options=options, model=model)

    @property
    def _fitted(self) -> LinearModel:
        if self.model is None:
            raise ValueError("found a linear baseline that is not fitted against one that has learned from articles")
        return self.model
