"""One token a line with its BIO label: the word-level view of `hudna.build.tokens`, for other programs' token taggers.

It is a view and cannot be read back: of nested mentions only the outermost is there, and a proclitic is inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hudna.build.tokens import paragraphs_of, token_rows
from hudna.exchange.folder import Annotated
from hudna.files import replace_folder, write_file
from hudna.model import Record

LAYERS = ("entities", "triggers", "numbers")


def conll_text(record: Record, layer: str) -> str:
    """The lines of a record with text: comments, then paragraphs with a blank line after each.

    A comment begins with `# `; a token that is a number sign has a tab there.
    """
    rows = list(token_rows(record, paragraphs_of(record.text or "")))
    comments = {"article_id": record.article_id, "edition": record.edition, "layer": layer}
    head = "".join(f"# {key} = {value}\n" for key, value in comments.items())
    paragraphs = ("".join(_lines(row["tokens"], row[layer])) for row in rows)
    return head + "\n".join(paragraphs)


def write_conll(gold: Sequence[Annotated], folder: Path, layer: str) -> list[Path]:
    """Write `<edition>/<id>.conll` for every file that has a text; give the paths relative to `folder`."""
    with_text = [item for item in gold if item.text is not None]
    paths = [item.name.with_name(f"{item.name.name}.conll") for item in with_text]
    with replace_folder(folder) as temporary:
        for path, item in zip(paths, with_text, strict=True):
            write_file(temporary / path, conll_text(item.annotation.record, layer).encode())
    return paths


def _lines(tokens: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
    for token, label in zip(tokens, labels, strict=True):
        yield f"{token}\t{label}\n"
