"""The upload of a dataset folder to the Hugging Face Hub: what would go, what forbids it, and the upload itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hudna.dataset import Dataset
from hudna.findings import Finding, InvalidDataError
from hudna.release.generated import differences, run_command
from hudna.release.source_text import source_hashes, source_text_findings, sources_at_hand
from hudna.texts import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file that would go: its path in the repository, its size in bytes, its SHA-256 (hex)."""

    path: str
    size: int
    sha256: str


def uploads(folder: Path) -> list[Upload]:
    """Every file of a folder, by path."""
    contents = (
        (path.relative_to(folder).as_posix(), path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    )
    return [Upload(path=path, size=len(content), sha256=sha256(content)) for path, content in sorted(contents)]


def require_pushable(folder: Path, annotations: Path) -> tuple[Dataset, int]:
    """The dataset, if `folder` may go to the Hub, and how many source texts were at hand to compare it with.

    Raises: InvalidDataError with the findings of the strict rules; or, if there are none, with every file that
    `hudna build` would not write so, that is a link, or that holds a text of the source edition.
    """
    from hudna.build.corpus import read_corpus
    from hudna.validate.folder import folder_findings, read_folder

    findings = folder_findings(read_folder(annotations), strict=True)
    if findings:
        raise InvalidDataError(findings)
    dataset = read_corpus(annotations)
    sources = sources_at_hand(dataset)
    texts = source_text_findings(folder, sources, source_hashes(dataset))
    findings = [*_links(folder), *_unbuilt(folder, annotations), *texts]
    if findings:
        raise InvalidDataError(findings)
    return dataset, len(sources)


@contextmanager
def staged(folder: Path, annotations: Path, dataset: Dataset, repo: str) -> Iterator[Path]:
    """A copy of the folder as it is to stand on the Hub.

    The datasheet is beside the card, not above it as in the checkout, and the Croissant document says where all is.
    Raises: InvalidDataError where a file is missing or broken that the datasheet quotes.
    """
    from huggingface_hub import HfApi

    from hudna.croissant.document import with_url
    from hudna.docs.documents import DATASHEET, datasheet_of

    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(shutil.copytree(folder, Path(temporary) / "dataset"))
        (copy / DATASHEET).write_text(datasheet_of(annotations, dataset), encoding="utf-8", newline="\n")
        card = copy / "README.md"
        card.write_bytes(card.read_bytes().replace(f"](../{DATASHEET}".encode(), f"]({DATASHEET}".encode()))
        document = copy / "croissant.json"
        url = f"{HfApi().endpoint}/datasets/{repo}"
        document.write_text(with_url(document.read_text(encoding="utf-8"), url), encoding="utf-8")
        yield copy


def message(dataset: Dataset) -> str:
    """What the commit on the Hub says."""
    return f"Dataset {dataset.version}, SHA-256 {dataset.digest}"


def upload(folder: Path, repo: str, planned: list[Upload], said: str) -> str:
    """Send the planned files, and no other, to a dataset repository of the Hub; the address of the commit.

    Tables that are there and no longer here are removed in the same commit. The token is that of `hf auth login`.

    Raises: what `huggingface_hub` raises.
    """
    from huggingface_hub import HfApi

    commit = HfApi().upload_folder(
        repo_id=repo,
        repo_type="dataset",
        folder_path=folder,
        allow_patterns=[file.path for file in planned],
        delete_patterns=["data/*"],
        commit_message=said,
    )
    return str(commit.commit_url)


def _links(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found = "found a link against a file of the folder itself"
            yield Finding(str(path), 0, "link", found, "Run `hudna build`.")


def _unbuilt(folder: Path, annotations: Path) -> Iterator[Finding]:
    hint = f"Run `hudna build {annotations} --out {folder}`."
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "dataset"
        run_command(["build", str(annotations), "--out", str(made)])
        yield from differences(folder, made, hint)
