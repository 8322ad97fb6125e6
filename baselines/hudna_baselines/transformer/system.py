"""The transformer baseline: fits on records, predicts records, is kept in a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import torch

from hudna.model import Record
from hudna_baselines.base import Settings
from hudna_baselines.encoding.encode import encode
from hudna_baselines.encoding.graph import Example
from hudna_baselines.encoding.reading import predict

from .arguments import Arguments
from .batches import WordPieces, hint_rows
from .checkpoints import Checkpoints
from .devices import device_of, precision_of
from .encoders import Encoder, load_encoder
from .network import Network
from .offline import OFFLINE
from .passages import Source
from .reading import NetworkModel
from .store import Trained, load_trained, save_trained
from .training import Task, Watch, one_thread, train

_NO_SETTINGS = Settings()


@dataclass(frozen=True, kw_only=True)
class _Fitted:
    model: NetworkModel
    encoder: Encoder
    data_digest: str


@dataclass(frozen=True)
class TransformerBaseline:
    """One encoder and its heads. `checkpoints` names a folder from which an interrupted `fit` goes on."""

    settings: Settings = _NO_SETTINGS
    training: Arguments = field(default_factory=Arguments)
    checkpoints: Path | None = None
    _fitted: _Fitted | None = field(default=None, repr=False)

    name = "transformer"

    @property
    def arguments(self) -> Mapping[str, Any]:
        """How it is trained, beside settings and data."""
        return asdict(self.training)

    @property
    def computed(self) -> Mapping[str, str]:
        """Where and in what precision training computes here: `device` without its number, `precision`."""
        device = device_of(self.settings.device)
        return {"device": device.type, "precision": precision_of(device, self.training.precision)}

    def fit(self, records: Sequence[Record], watch: Watch | None = None) -> Self:
        """A system trained on those records that have a text; see `training.train`.

        Raises: ValueError without one; WeightsError without an encoder; InvalidDataError for other checkpoints.
        """
        records = [record for record in records if record.text is not None]
        digest = digest_of(records)
        with one_thread(), torch.random.fork_rng():
            torch.manual_seed(self.settings.seed)
            encoder = load_encoder(self.settings.model, pretrained=self.settings.pretrained)
            network = Network(encoder.model, hidden=self.training.hidden, dropout=self.training.dropout)
        pieces = WordPieces(encoder.tokenizer)
        sources = [self._source(encode(record), pieces) for record in records]
        task = Task(
            sources=sources, marks=pieces.marks, arguments=self._fitting(encoder), seed=self.settings.seed,
            device=device_of(self.settings.device), pretrained=self.settings.pretrained,
        )  # fmt: skip
        train(network, task, self._kept(digest, encoder), watch)
        return self._with(network, encoder, digest)

    def _source(self, example: Example, pieces: WordPieces) -> Source:
        hints = hint_rows(example.text, told=self.training.hints)
        return Source(example=example, pieces=tuple(pieces.of(example.text)), hints=hints)

    def _kept(self, digest: str, encoder: Encoder) -> Checkpoints | None:
        if self.checkpoints is None:
            return None
        begun = {"data": digest, "encoder": encoder.digest(), "computed": self.computed}
        identity = json.dumps({**begun, **self.described()}, sort_keys=True)
        return Checkpoints(folder=self.checkpoints, identity=hashlib.sha256(identity.encode()).hexdigest())

    def _fitting(self, encoder: Encoder) -> Arguments:
        """The arguments, with no larger window than the encoder reads."""
        return replace(self.training, window=min(self.training.window, encoder.longest))

    def _with(self, network: Network, encoder: Encoder, digest: str) -> Self:
        network.to(device_of(self.settings.device)).eval()
        pieces = WordPieces(encoder.tokenizer)
        model = NetworkModel(network=network, pieces=pieces, arguments=self._fitting(encoder), quiet=one_thread)
        return replace(self, _fitted=_Fitted(model=model, encoder=encoder, data_digest=digest))

    def described(self) -> dict[str, Any]:
        """Encoder, seed, start and arguments, for people and for comparison: JSON values."""
        settings = self.settings
        return {
            "model": settings.model or OFFLINE, "seed": settings.seed, "pretrained": settings.pretrained,
            "arguments": dict(self.arguments),
        }  # fmt: skip

    def predict(self, record: Record) -> Record:
        """Annotate one article. Raises: ValueError for a record without text, or before `fit`."""
        return next(self.predict_many([record]))

    def predict_many(self, records: Iterable[Record]) -> Iterator[Record]:
        """What `predict` gives for each, in order, some texts at a time. Raises: as `predict`."""
        return predict(self._known().model, records)

    def reading_with(self, arguments: Arguments) -> Self:
        """The same weights, with other arguments of prediction: margins, `read_passage`. Raises: ValueError before
        `fit`."""
        fitted = self._known()
        return replace(self, training=arguments)._with(fitted.model.network, fitted.encoder, fitted.data_digest)

    def save(self, folder: Path) -> None:
        """Write what `load` reads. Raises: ValueError before `fit`."""
        fitted = self._known()
        save_trained(
            Trained(
                network=fitted.model.network, encoder=fitted.encoder, described=self.described(),
                data_digest=fitted.data_digest,
            ),
            folder,
        )  # fmt: skip

    @classmethod
    def load(cls, folder: Path, *, device: str = "auto") -> Self:
        """The system that `save` wrote. Raises: InvalidDataError where a file is missing or is not what was written."""
        kept = load_trained(folder)
        described = kept.described
        settings = Settings(
            model=described["model"], seed=described["seed"], device=device, pretrained=described["pretrained"]
        )
        system = cls(settings, Arguments(**described["arguments"]))
        return system._with(kept.network, kept.encoder, kept.data_digest)

    def _known(self) -> _Fitted:
        if self._fitted is None:
            raise ValueError("found a transformer that is not fitted; fit it, or load a folder")
        return self._fitted


def digest_of(records: Iterable[Record]) -> str:
    """SHA-256 of records as the interchange form writes them, in the order of their keys."""
    from hudna.formats.interchange import record_line

    lines = [record_line(record) for record in sorted(records, key=lambda record: record.key)]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
