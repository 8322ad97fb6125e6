"""Columns: one token a line with its labels, a blank line after each sentence.

Columns are separated by tabs in a line that has a tab, else by spaces. A document begins with `-DOCSTART-`,
`# newdoc id = …` or `# article_id = …`; `# edition = …` names its edition. Without any of these a file is one document.
A document that has no name of its own is named by its place in the file: `<file>/2`, or `2` in a file that is given
alone, whose name cannot matter, as gold and prediction are two files; a file that is one document is `<file>`, or `1`.

A line that begins with `#` and has no tab is a comment if it is `# key = value` or its last word is no tag.
`# edition` stands after the line that begins its document.

Spans are code points of the text of `hudna_eval.readers.tokens`, which the record carries, so that other tokens in the
prediction are found. Several label columns are layers of nested mentions; their mentions are taken together, and what
two layers both say is there twice. `-DOCSTART-` lines are no tokens, whatever columns they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located
from hudna.model import Mention, Record
from hudna_eval.readers.form import Item, Reading, fault
from hudna_eval.readers.lines import decoded, raw_lines
from hudna_eval.readers.tags import TAGS, Chunk, is_tag
from hudna_eval.readers.tokens import TokenText, token_text

_DOCUMENT_KEYS = ("article_id", "newdoc id")
_START = "-DOCSTART-"


@dataclass(frozen=True, slots=True)
class _Token:
    """A line: the token and its label in each layer."""

    line: int
    form: str
    labels: tuple[str, ...]


@dataclass(slots=True)
class _Document:
    """A document under way; `id` is None as long as nothing named it."""

    line: int
    id: str | None = None
    edition: str = ""
    sentences: list[list[_Token]] = field(default_factory=lambda: [[]])
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_tokens(self) -> bool:
        return bool(self.sentences[0])


def read_columns(path: Path, name: str, reading: Reading) -> Iterator[Item]:
    """The documents of a file of columns, each as a record whose text is its tokens."""
    parser = _Parser(path, reading)
    count = 0
    try:
        for document in parser.documents():
            count += 1
            by_place = f"{name}/{count}".lstrip("/") if parser.bounded else name or "1"
            yield _item(document, path, by_place, reading)
    except InvalidDataError as error:
        yield error
        return
    if not count:
        yield fault(path, 1, "empty-file", "found no token against at least one")


@dataclass(slots=True)
class _Parser:
    """The lines of a file as documents; `bounded` once any line began one."""

    path: Path
    reading: Reading
    bounded: bool = False
    columns: int | None = None

    def documents(self) -> Iterator[_Document]:
        document = _Document(1)
        for number, raw in raw_lines(self.path):
            try:
                line = decoded(raw, self.path, number)
            except InvalidDataError as error:
                document.findings += error.findings
                continue
            key, value = _comment(line)
            names = key in _DOCUMENT_KEYS
            if names or _starts_document(line):
                self.bounded = True
                if document.has_tokens or (names and document.id is not None):
                    yield document
                    document = _Document(number)
                document.line = number
            if key:
                self._take_comment(document, key, value, number)
            elif not _starts_document(line):
                self._take(document, line, number)
        if document.has_tokens or document.id is not None or document.findings:
            yield document

    def _take_comment(self, document: _Document, key: str, value: str, number: int) -> None:
        if key in _DOCUMENT_KEYS and not value:
            document.findings.append(
                Finding(str(self.path), number, "missing-key", f"{key}: found nothing against a name")
            )
        elif key in _DOCUMENT_KEYS:
            document.id = value
        elif key == "edition":
            document.edition = value

    def _take(self, document: _Document, line: str, number: int) -> None:
        """Add a token, or end a sentence."""
        if not line.strip(" \t"):
            if document.sentences[-1]:
                document.sentences.append([])
            return
        columns = line.split("\t") if "\t" in line else [part for part in line.split(" ") if part]
        if line.startswith("#") and "\t" not in line and not is_tag(columns[-1]):
            return
        try:
            document.sentences[-1].append(self._token(columns, number))
        except InvalidDataError as error:
            document.findings += error.findings

    def _token(self, columns: Sequence[str], number: int) -> _Token:
        """Raises: InvalidDataError for missing columns, more or fewer than before, and an empty token or label."""
        count = len(columns)
        wanted = (self.reading.token_column, *self.reading.label_columns)
        places = [index + count if index < 0 else index for index in wanted]
        if not all(0 <= place < count for place in places) or places[0] in places[1:]:
            found = f"found {count} columns against token column {wanted[0]} and label columns {_listed(wanted[1:])}"
            raise fault(self.path, number, "missing-column", found, "Columns are parted by tabs, else by spaces.")
        self.columns = self.columns or count
        if count != self.columns:
            found = f"found {count} columns against {self.columns} in the lines before"
            raise fault(self.path, number, "columns", found, "All lines of a file have the same columns.")
        token, *labels = (columns[place] for place in places)
        labels = [label.strip() for label in labels]
        if not token.strip() or not all(labels):
            raise fault(self.path, number, "missing-column", "found an empty token or label against both")
        return _Token(number, token, tuple(labels))


def _starts_document(line: str) -> bool:
    return line.startswith(_START) and line.split(maxsplit=1)[0] == _START


def _comment(line: str) -> tuple[str, str]:
    """The key and the value of `# key = value`; both empty for another line."""
    if not line.startswith("# ") or "\t" in line:
        return "", ""
    key, equals, value = line[2:].partition("=")
    return (key.strip(), value.strip()) if equals else ("", "")


def _listed(columns: Sequence[int]) -> str:
    return ", ".join(map(str, columns))


def _item(document: _Document, path: Path, by_place: str, reading: Reading) -> Item:
    text = token_text([token.form for token in sentence] for sentence in document.sentences if sentence)
    chunks = list(_chunks(document, path, reading))
    if document.findings:
        return InvalidDataError(document.findings)
    record = Record(
        article_id=by_place if document.id is None else document.id,
        edition=document.edition,
        text=text.text,
        mentions=tuple(_mention(chunk, number, text) for number, chunk in enumerate(sorted(chunks, key=_place), 1)),
    )
    return Located(record, str(path), document.line)


def _chunks(document: _Document, path: Path, reading: Reading) -> Iterator[Chunk]:
    """The chunks of all sentences and layers, counted in tokens of the document; faults go to its findings."""
    read = TAGS[reading.tags]
    first = 0
    for sentence in filter(None, document.sentences):
        for labels in zip(*(token.labels for token in sentence), strict=True):
            chunks, faults = read(labels)
            for at, found in faults:
                hint = "Another reading is chosen by --tags." if reading.tags == "iob2" else ""
                document.findings.append(Finding(str(path), sentence[at].line, "tag", found, hint))
            yield from ((type_, first + start, first + end) for type_, start, end in chunks)
        first += len(sentence)


def _place(chunk: Chunk) -> tuple[int, int, str]:
    type_, start, end = chunk
    return start, -end, type_


def _mention(chunk: Chunk, number: int, text: TokenText) -> Mention:
    type_, first, end = chunk
    span = text.span(first, end)
    return Mention(id=f"T{number}", type=type_, start=span.start, end=span.end, text=span.of(text.text))
