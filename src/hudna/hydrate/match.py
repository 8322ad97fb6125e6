"""Which file is which article, by SHA-256 alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hudna.findings import Finding, InvalidDataError
from hudna.registers import Article
from hudna.texts import decode_text, sha256


def match_texts(articles: Sequence[Article], folder: Path) -> list[tuple[Article, str]]:
    """Each article with its text. Files may have any name; files of other content are passed over if all are found.

    Raises: InvalidDataError naming every article without a file, with the file that could be an altered copy of it by
    its size, every file that cannot be read, and every text that is there twice.
    """
    contents, findings = _read_all(folder)
    wanted = {article.source_sha256: article for article in articles}
    findings += _duplicates(contents, set(wanted))
    found = {sha256(content): (path, content) for path, content in contents}
    missing = [article for digest, article in wanted.items() if digest not in found]
    strangers = [(path, content) for path, content in contents if sha256(content) not in wanted]
    findings += [_missing(article, strangers, folder) for article in missing]
    if findings:
        raise InvalidDataError(findings)
    paths = ((article, *found[article.source_sha256]) for article in articles)
    return [(article, decode_text(content, path)) for article, path, content in paths]


def _read_all(folder: Path) -> tuple[list[tuple[Path, bytes]], list[Finding]]:
    contents: list[tuple[Path, bytes]] = []
    findings: list[Finding] = []
    for path in sorted(path for path in folder.iterdir() if not path.is_dir()):
        try:
            contents.append((path, path.read_bytes()))
        except OSError as error:
            findings.append(Finding(str(path), 0, "unreadable-file", f"found no readable file: {error.strerror}"))
    return contents, findings


def _duplicates(contents: Iterable[tuple[Path, bytes]], wanted: set[str]) -> list[Finding]:
    first: dict[str, Path] = {}
    findings: list[Finding] = []
    for path, content in contents:
        digest = sha256(content)
        before = first.setdefault(digest, path)
        if before is not path and digest in wanted:
            hint = "Remove one of them."
            findings.append(Finding(str(path), 0, "duplicate-file", f"found the same text as in {before}", hint))
    return findings


def _missing(article: Article, strangers: Iterable[tuple[Path, bytes]], folder: Path) -> Finding:
    """The finding for an article whose hash no file has. The file that is nearest in size is named, if one is near:
    nothing else tells whether it is an altered copy or another text."""
    near = [
        (abs(len(content) - article.source_bytes), path)
        for path, content in strangers
        if abs(len(content) - article.source_bytes) * 50 <= article.source_bytes
    ]
    found = f"found no file with sha256 {article.source_sha256[:12]}… of article {article.id}"
    if not near:
        return Finding(str(folder), 0, "missing-file", found)
    hint = (
        "If that is a copy of it, it must be byte for byte the published text: check line ends, encoding and stray "
        "edits."
    )
    return Finding(str(folder), 0, "missing-file", f"{found}; nearest in size is {min(near)[1].name}", hint)
