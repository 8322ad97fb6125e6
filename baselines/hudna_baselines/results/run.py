"""What made a run's predictions, as `run.json` keeps it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, ClassVar

from hudna.dataset import EDITIONS, Dataset
from hudna.files import write_file
from hudna.formats.decode import decode, read_bytes
from hudna.model import Edition, Record
from hudna.surfaces import with_elided

FILE = "run.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that decides what a baseline predicts of each held-out article of one edition.

    `model` is None for a baseline's own default, `seed` None where nothing is drawn. `train_editions` are those of the
    other articles that it was trained on (none: zero-shot), `train_articles` how many of these articles (None: all).
    `arguments` are the baseline's own. `data_sha256` is the digest of the dataset as it is published, without the texts
    of the source edition: the one that the signature of a score begins with. `code` is the version of this package,
    `code_sha256` the digest of the baseline's code, `computed` the kind of device and the precision, `libraries` the
    versions of those that decide, `python` that of the language (3.11); see `results.origin`.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    baseline: str
    model: str | None
    pretrained: bool
    seed: int | None
    train_editions: tuple[Edition, ...]
    train_articles: int | None
    edition: Edition
    arguments: Mapping[str, Any] = field(default_factory=dict)
    data_version: str
    data_sha256: str
    code: str
    code_sha256: str
    computed: Mapping[str, str]
    libraries: Mapping[str, str]
    python: str

    @property
    def recipe(self) -> str:
        """The name of the run but for the seed: runs of one recipe differ by chance alone."""
        return ".".join((*self._how(), self.edition))

    @property
    def name(self) -> str:
        """The name of its folder: `linear.open`, `transformer.train-open.source.seed0`."""
        return self.recipe if self.seed is None else f"{self.recipe}.seed{self.seed}"

    @property
    def system(self) -> str:
        """The recipe but for the edition that is tested: what is one and the same system in several editions."""
        trained = f"train-{_joined(self.train_editions)}" if self.train_editions else "zero-shot"
        return ".".join((*self._who(), trained, *self._number()))

    def _how(self) -> Iterator[str]:
        yield from self._who()
        if not self.train_editions:
            yield "zero-shot"
        elif self.train_editions != (self.edition,):
            yield f"train-{_joined(self.train_editions)}"
        yield from self._number()

    def _who(self) -> Iterator[str]:
        yield self.baseline
        if self.model is not None:
            yield _slug(self.model)
        if not self.pretrained:
            yield "random"

    def _number(self) -> Iterator[str]:
        if self.train_articles is not None:
            yield f"articles{self.train_articles}"

    def other_than(self, other: Run) -> str | None:
        """The first key, with both values, in which another run differs; None if they are the same.

        Of what has keys of its own only those are named that differ.
        """
        for key in fields(self):
            own, others = getattr(self, key.name), getattr(other, key.name)
            if own != others:
                own, others = _only(own, others), _only(others, own)
                return f"{key.name} {own!r:.60} against {others!r:.60}"
        return None

    def to_json(self) -> bytes:
        """A JSON object with sorted keys: the same run gives the same bytes."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_run(folder: Path) -> Run:
    """The run of a folder. Raises: InvalidDataError where its `run.json` is missing or has another form."""
    path = folder / FILE
    return decode(Run, read_bytes(path), path, 1)


def write_run(run: Run, folder: Path) -> None:
    """Write `run.json`."""
    write_file(folder / FILE, run.to_json())


def plain_arguments(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as JSON gives them back, so that those of a run compare equal to those that were read.

    Raises: TypeError for what is no JSON value.
    """
    plain: dict[str, Any] = json.loads(json.dumps(arguments))
    return plain


def published(dataset: Dataset) -> Dataset:
    """The dataset as it is published: the source edition without its texts, whether it was hydrated or not."""
    return replace(dataset, records=tuple(map(_published, dataset.records)))


def _published(record: Record) -> Record:
    return replace(with_elided(record), text=None) if record.edition == "source" else record


def without_surfaces(record: Record) -> Record:
    """The prediction with offsets only: no word of a text. Ids of entities and events that have words become digests.

    Equal ids stay equal, in other articles too, so that no score changes.
    """
    return replace(
        record,
        text=None,
        mentions=tuple(replace(item, text=None, entity_id=_wordless(item.entity_id)) for item in record.mentions),
        events=tuple(replace(item, trigger_text=None, event_id=_wordless(item.event_id)) for item in record.events),
        numeric_claims=tuple(
            replace(claim, text=None, attribution=tuple(replace(link, cue_text=None) for link in claim.attribution))
            for claim in record.numeric_claims
        ),
    )


def _wordless(name: str | None) -> str | None:
    """The id itself if it is ASCII, else a digest of it."""
    if name is None or name.isascii():
        return name
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def _joined(editions: tuple[Edition, ...]) -> str:
    return "both" if set(editions) == set(EDITIONS) else "-".join(editions)


def _only(value: Any, other: Any) -> Any:
    """What a mapping has that another has not; any other value as it is."""
    if not (isinstance(value, Mapping) and isinstance(other, Mapping)):
        return value
    return {key: own for key, own in value.items() if key not in other or other[key] != own}


def _slug(model: str) -> str:
    """The last part of an id or of a path, as a part of a file's name, with a digest that tells it from others."""
    last = model.rstrip("/").rpartition("/")[2].lower()
    readable = "".join(sign if sign.isalnum() else "-" for sign in last).strip("-") or "model"
    return f"{readable}-{hashlib.sha256(model.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"
