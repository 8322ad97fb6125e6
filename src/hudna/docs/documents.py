"""The generated documents of a checkout: what they say now, and which of them say something else."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from hudna.build.corpus import read_corpus
from hudna.build.write import write_dataset
from hudna.dataset import Dataset
from hudna.docs.facts import facts_of
from hudna.docs.words import laid_out, listed, rate, spelled, thousands
from hudna.findings import Finding

DATASHEET = "DATASHEET.md"
CARD = "dataset/README.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A generated file: where it lies in the checkout, what it says by the data of today, and what writes it."""

    path: str
    content: str
    command: str


def documents(root: Path) -> list[Document]:
    """All generated documents of a checkout.

    Raises: InvalidDataError where the annotation folder, or a file of counts in it, is missing or faulty.
    """
    dataset = read_corpus(root / "annotations")
    return [
        Document(path=DATASHEET, content=datasheet(root, dataset), command="hudna docs"),
        Document(path=CARD, content=_card(root, dataset), command="hudna build"),
    ]


def outdated(root: Path) -> list[Finding]:
    """A finding for each document that is missing or differs, at its first line that does."""
    findings = []
    for document in documents(root):
        path = root / document.path
        found = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
        if found != document.content:
            findings.append(_finding(document, found))
    return findings


def datasheet(root: Path, dataset: Dataset) -> str:
    """`DATASHEET.md` of a checkout."""
    return datasheet_of(root / "annotations", dataset)


def datasheet_of(annotations: Path, dataset: Dataset) -> str:
    """The datasheet of an annotation folder and the dataset read from it. Raises: InvalidDataError as `facts_of`."""
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - Markdown
    environment.filters.update(spelled=spelled, listed=listed, rate=rate, thousands=thousands)
    template = environment.from_string(template_text())
    return laid_out(template.render(facts=facts_of(annotations, dataset)))


def template_text() -> str:
    """The template of the datasheet."""
    return files("hudna.docs").joinpath("datasheet.md.jinja").read_text(encoding="utf-8")


def _card(root: Path, dataset: Dataset) -> str:
    """The card as a build writes it, which knows the digests of the tables."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "dataset"
        write_dataset(dataset, built, root)
        return (built / "README.md").read_text(encoding="utf-8")


def _finding(document: Document, found: str | None) -> Finding:
    hint = f"Run `{document.command}`."
    if found is None:
        return Finding(document.path, 0, "outdated-document", "found no file", hint)
    lines = zip_longest(found.splitlines(), document.content.splitlines(), fillvalue="(end of file)")
    differing = ((number, old, new) for number, (old, new) in enumerate(lines, start=1) if old != new)
    number, old, new = next(differing, (0, "other line ends", "one newline a line"))
    return Finding(document.path, number, "outdated-document", f"found {old!r:.120} against {new!r:.120}", hint)
