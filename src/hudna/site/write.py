"""Pages in a folder, all or none."""

from __future__ import annotations

from pathlib import Path

from hudna.files import Owner, replace_folder
from hudna.site.pages import GENERATOR, Contents, pages

_MARKER = f'<meta name="generator" content="{GENERATOR}">'


def _is_page(folder: Path, name: str) -> bool:
    """Whether this command wrote a file of the folder: whether it says so."""
    path = folder / name
    return path.is_file() and not path.is_symlink() and _MARKER in path.read_text(encoding="utf-8", errors="replace")


SITE = Owner(what="site", owns=lambda folder: _is_page(folder, "index.html"), knows=_is_page)
"""A folder whose index is a page of a site may be replaced, if all else in it is, too."""


def write_site(contents: Contents, out: Path) -> int:
    """Write the site in place of the one that is in `out`; returns the number of pages.

    Raises: InvalidDataError for a folder that holds anything else than a site, or that cannot be written.
    """
    made = list(pages(contents))
    with replace_folder(out, SITE) as folder:
        for name, html in made:
            (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return len(made)
