"""Whether a dataset folder holds anything of the source articles' texts, which belong to their publishers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hudna.dataset import Dataset
from hudna.findings import Finding
from hudna.release.overlap import SourceWords, arabic_words, shared_runs, source_words
from hudna.surfaces import LONGEST
from hudna.texts import decode_text, sha256, source_folder, texts_by_hash

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


def source_hashes(dataset: Dataset) -> dict[str, str]:
    """SHA-256 (hex) of each text of the source edition → its article: what tells a text without having it."""
    of_records = {
        record.text_sha256: record.article_id
        for record in dataset.records
        if record.edition == "source" and record.text_sha256 is not None
    }
    return of_records | {article.source_sha256: article.id for article in dataset.articles}


def source_text_findings(
    folder: Path, sources: Mapping[str, SourceWords], hashes: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each file that holds a text of the source edition, or a run of words of one that is at hand.

    A text is known by its hash, as a file or as a value in one; by its place, as text or tokens of a record of the
    source edition, which has none; and in the tables of that edition by its length.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content, values = path.read_bytes(), _values(path)
        said = [*_whole_texts(content, values, hashes)]
        if path.is_relative_to(folder / "data" / "source") and (longest := _longest(values)) > LONGEST:
            said.append(f"found {longest} words of a text of the source edition against at most {LONGEST}")
        is_table = path.suffix.lower() == ".parquet" and values
        shown = str(values) if is_table else content.decode("utf-8", "ignore")
        for found in said[:1] or _quotations(shown, sources):
            yield Finding(str(path), 0, RULE, found, _HINT)


def _whole_texts(content: bytes, values: list[Any], hashes: Mapping[str, str]) -> Iterator[str]:
    """What tells that a file is, or holds, a whole text of the source edition."""
    texts = (text.encode(errors="surrogatepass") for text in _texts(values))
    for text in (content, *texts):
        article_id = next((hashes[digest] for digest in _digests(text) if digest in hashes), None)
        if article_id is not None:
            yield f"found the text of article {article_id} in the source edition, by its SHA-256, against none of it"
    for record in filter(_is_source, _nested(values)):
        if record.get("tokens") is not None or ("text_sha256" in record and record.get("text") is not None):
            yield "found a record of the source edition with its text against one without"


def _longest(values: list[Any]) -> int:
    """How many Arabic words the longest text in values has."""
    return max(map(arabic_words, _texts(values)), default=0)


def _quotations(text: str, sources: Mapping[str, SourceWords]) -> Iterator[str]:
    """What tells of each source that it shares a run of words with a text."""
    for article_id, source in sources.items():
        run = next(shared_runs(text, source), None)
        if run is not None:
            yield f"found {len(run.split())} words in a row of article {article_id} against at most {LONGEST}"


def _digests(text: bytes) -> set[str]:
    """The SHA-256 (hex) of a text, whatever its line ends are and whether it ends in one."""
    plain = text.replace(b"\r\n", b"\n").rstrip(b"\n")
    return {sha256(text), sha256(plain), sha256(plain + b"\n")}


def _is_source(value: Any) -> bool:
    return isinstance(value, dict) and value.get("edition") == "source"


def _decoded(path: Path, content: bytes) -> str:
    return decode_text(content, path)


def _values(path: Path) -> list[Any]:
    """The rows of a Parquet file and what its schema says, or the values of JSON and JSON Lines; else none."""
    import pyarrow.lib
    import pyarrow.parquet

    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            table = pyarrow.parquet.read_table(path)
            return [*table.to_pylist(), *(table.schema.metadata or {}).values()]
    except (OSError, ValueError, pyarrow.lib.ArrowException):
        return []
    return _json_values(path.read_bytes()) if kind in (".json", ".jsonl") else []


def _json_values(content: bytes) -> list[Any]:
    """The one value that a file holds, or else those of the lines that hold one."""
    return _read(content) or [value for line in content.splitlines() for value in _read(line)]


def _read(content: bytes) -> list[Any]:
    try:
        return [json.loads(content)]
    except (ValueError, RecursionError):
        return []


def _texts(value: Any) -> Iterator[str]:
    """All strings in a value; the tokens of a paragraph are one more."""
    for item in _nested(value):
        if isinstance(item, str):
            yield item
        elif isinstance(item, bytes):
            yield item.decode("utf-8", "ignore")
        elif isinstance(item, dict) and isinstance(tokens := item.get("tokens"), list):
            yield " ".join(map(str, tokens))


def _nested(value: Any) -> Iterator[Any]:
    """A value and all values in it, however deep they are."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
