"""Which files make which config: the tables of an edition, the registers, and leave-one-article-out folds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hudna.build.features import EDITION_CONFIGS, REGISTER_CONFIGS
from hudna.dataset import EDITIONS

FOLD_CONFIGS = ("articles", "tokens")
"""Tables that come in folds too: what one trains on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file as it was written: what of, where in the folder, how many rows, digest of the rows."""

    config: str
    edition: str | None
    article_id: str | None
    path: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A config of the card: its name, the table whose columns it has, and the files of each split."""

    name: str
    table: str
    edition: str | None
    splits: dict[str, tuple[TableFile, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """Split → number of rows."""
        return {split: sum(file.rows for file in files) for split, files in self.splits.items()}

    @property
    def sha256(self) -> str:
        """A digest of all rows of all splits."""
        lines = (f"{split} {file.path} {file.sha256}\n" for split, files in self.splits.items() for file in files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def configs(tables: Sequence[TableFile]) -> list[Config]:
    """All configs: per edition, registers, folds. `datasets` cannot read a table without rows: those are left out."""
    filled = [file for file in tables if file.rows]
    made = [*_whole(filled), *_registers(filled), *_folds(filled)]
    return [config for config in made if all(config.splits.values())]


def config_name(table: str, edition: str | None) -> str:
    """`articles` for the open edition and for registers, `articles_source` for the source edition."""
    return table if edition in (None, "open") else f"{table}_{edition}"


def _whole(tables: Sequence[TableFile]) -> Iterator[Config]:
    for edition in EDITIONS:
        for table in EDITION_CONFIGS:
            splits = {"test": _files(tables, table, edition)}
            yield Config(name=config_name(table, edition), table=table, edition=edition, splits=splits)


def _registers(tables: Sequence[TableFile]) -> Iterator[Config]:
    for table in REGISTER_CONFIGS:
        yield Config(name=table, table=table, edition=None, splits={"test": _files(tables, table, None)})


def _folds(tables: Sequence[TableFile]) -> Iterator[Config]:
    """`articles_fold_003`: article 003 is the test split, all others are to train on.

    The fold of the other edition holds out the same article, so training on both editions of a fold leaks nothing.
    """
    held_out = sorted({file.article_id for file in tables if file.article_id is not None})
    for edition in EDITIONS:
        for table in FOLD_CONFIGS:
            files = _files(tables, table, edition)
            for article_id in held_out if len(held_out) > 1 else ():
                splits = {
                    "train": tuple(file for file in files if file.article_id != article_id),
                    "test": tuple(file for file in files if file.article_id == article_id),
                }
                name = f"{config_name(table, edition)}_fold_{article_id}"
                yield Config(name=name, table=table, edition=edition, splits=splits)


def _files(tables: Iterable[TableFile], config: str, edition: str | None) -> tuple[TableFile, ...]:
    return tuple(file for file in tables if (file.config, file.edition) == (config, edition))
