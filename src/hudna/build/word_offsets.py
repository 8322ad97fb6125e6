"""Token offsets of the source texts, paragraph by paragraph: `annotations/source_words.jsonl`.

The build must not need the source texts, yet the `tokens_source` table has their token offsets. So these are stored
with the annotations, written by `hudna words` where the texts are at hand, and checked there by `hudna check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from hudna.build.tokens import paragraphs_of
from hudna.dataset import Paragraphs
from hudna.files import write_file
from hudna.formats.decode import decode, encode, lines_of, to_line
from hudna.model import Span

FILE_NAME = "source_words.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOffsets:
    """The token spans of one source text, a tuple a paragraph."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    article_id: str
    text_sha256: str
    paragraphs: tuple[tuple[Span, ...], ...]


def offsets_of(article_id: str, text_sha256: str, text: str) -> WordOffsets:
    """The offsets of a text."""
    return WordOffsets(article_id=article_id, text_sha256=text_sha256, paragraphs=paragraphs_of(text))


def read_offsets(folder: Path) -> tuple[WordOffsets, ...]:
    """The stored offsets of an annotation folder; none where the file is not there."""
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    return tuple(decode(WordOffsets, line, path, number) for number, line in lines_of(path))


def write_offsets(offsets: Iterable[WordOffsets], folder: Path) -> None:
    """Store offsets, whole or not at all, by article."""
    ordered = sorted(offsets, key=lambda item: item.article_id)
    write_file(folder / FILE_NAME, "".join(to_line(encode(item)) for item in ordered).encode())


def read_paragraphs(folder: Path) -> dict[tuple[str, str], Paragraphs]:
    """The stored offsets by (article, "source")."""
    return {(item.article_id, "source"): item.paragraphs for item in read_offsets(folder)}
