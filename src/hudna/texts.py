"""Source texts as files: found by hash, whatever they are called, and decoded untouched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from hudna.findings import Finding, InvalidDataError

ARTICLES_VARIABLE = "HUDNA_ARTICLES"
"""Environment variable that names the folder of the source texts."""


def sha256(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def decode_text(content: bytes, path: Path) -> str:
    """Bytes as text: UTF-8, nothing stripped or translated.

    Raises: InvalidDataError naming the file and the byte.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"found byte 0x{content[error.start]:02x} at offset {error.start} against UTF-8"
        raise InvalidDataError([Finding(str(path), 1, "utf8", found)]) from None


def source_folder() -> Path | None:
    """The folder of source texts at hand: $HUDNA_ARTICLES, else `shared/articles` beside the checkout, else None."""
    named = os.environ.get(ARTICLES_VARIABLE)
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "articles"
    return folder if folder.is_dir() else None


def texts_by_hash(folder: Path) -> dict[str, tuple[Path, bytes]]:
    """SHA-256 → (path, bytes) of every readable file directly in `folder`, the first by name where two are equal."""
    found: dict[str, tuple[Path, bytes]] = {}
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        found.setdefault(sha256(content), (path, content))
    return found
