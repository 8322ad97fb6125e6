"""Whether a dataset folder holds anything of the source articles' texts, which belong to their publishers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hudna.dataset import Dataset
from hudna.findings import Finding
from hudna.release.overlap import SourceWords, arabic_words, shared_runs, source_words
from hudna.surfaces import LONGEST
from hudna.texts import decode_text, source_folder, texts_by_hash

RULE = "source-text"
_HINT = "The texts of the source edition must not be given away: run `hudna build`."


def sources_at_hand(dataset: Dataset) -> dict[str, SourceWords]:
    """Article → its source text as words, of those articles whose text is at hand."""
    folder = source_folder()
    at_hand = texts_by_hash(folder) if folder else {}
    gold = {record.article_id: record for record in dataset.records if record.edition == "source"}
    return {
        article.id: source_words(_decoded(*at_hand[article.source_sha256]), gold.get(article.id))
        for article in dataset.articles
        if article.source_sha256 in at_hand
    }


def source_text_findings(folder: Path, sources: dict[str, SourceWords]) -> Iterator[Finding]:
    """A finding for each file that holds a text of the source edition, or a run of words of one that is at hand."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        rows = _rows(path)
        if path.is_relative_to(folder / "data" / "source") and (longest := _longest(rows)) > LONGEST:
            found = f"found {longest} words of a text of the source edition against at most {LONGEST}"
            yield Finding(str(path), 0, RULE, found, _HINT)
            continue
        text = path.read_bytes().decode("utf-8", "ignore") if rows is None else str(rows)
        for article_id, source in sources.items():
            run = next(shared_runs(text, source), None)
            if run is not None:
                found = f"found {len(run.split())} words in a row of article {article_id} against at most {LONGEST}"
                yield Finding(str(path), 0, RULE, found, _HINT)


def _decoded(path: Path, content: bytes) -> str:
    return decode_text(content, path)


def _rows(path: Path) -> list[dict[str, Any]] | None:
    """The rows of a Parquet file; None for a file that is none."""
    import pyarrow.lib
    import pyarrow.parquet

    if path.suffix != ".parquet":
        return None
    try:
        rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    except (OSError, pyarrow.lib.ArrowException):
        return None
    return rows


def _longest(rows: Sequence[dict[str, Any]] | None) -> int:
    """How many Arabic words the longest text in rows has; the tokens of a paragraph are a text."""
    return max((arabic_words(text) for row in rows or () for text in _texts(row)), default=0)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from [" ".join(item)] if key == "tokens" and item else _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
