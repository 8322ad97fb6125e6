"""Pages in a folder, all or none."""

from __future__ import annotations

from pathlib import Path

from hudna.files import replace_folder
from hudna.site.pages import GENERATOR, Contents, pages

_MARKER = f'<meta name="generator" content="{GENERATOR}">'


def write_site(contents: Contents, out: Path) -> int:
    """Write the site in place of what is in `out`; returns the number of pages."""
    made = list(pages(contents))
    with replace_folder(out) as folder:
        for name, html in made:
            (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return len(made)


def is_site(folder: Path) -> bool:
    """Whether this command wrote the folder: whether its index says so."""
    index = folder / "index.html"
    return index.is_file() and _MARKER in index.read_text(encoding="utf-8", errors="replace")
