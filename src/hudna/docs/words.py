"""Numbers and lists as prose has them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def spelled(count: int) -> str:
    """A count in words up to twelve (0 is `no`), else in digits with a comma at thousands."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else thousands(count)


def thousands(count: int | None) -> str:
    """A count in digits with a comma at thousands; `-` for one that is not known."""
    return "-" if count is None else f"{count:,}"


def rate(value: float | None) -> str:
    """A fraction with four digits; `-` where it is undefined."""
    return "-" if value is None else f"{value:.4f}"


def listed(words: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`; `none` for nothing."""
    *first, last = map(str, words) if words else ["none"]
    return f"{', '.join(first)} and {last}" if first else last


def laid_out(markdown: str, width: int = 120) -> str:
    """Markdown with its paragraphs and list items filled to `width`; headings, tables and comments stay as they are."""
    blocks = markdown.strip("\n").split("\n\n")
    return "\n\n".join(_filled(block.strip("\n"), width) for block in blocks if block.strip("\n")) + "\n"


def _filled(block: str, width: int) -> str:
    if block.startswith(("|", "#", "<!--")):
        return block
    items = block.removeprefix("- ").split("\n- ") if block.startswith("- ") else [block]
    bullet = "- " if block.startswith("- ") else ""
    return "\n".join(
        textwrap.fill(
            " ".join(item.split()), width, initial_indent=bullet, subsequent_indent=" " * len(bullet),
            break_long_words=False, break_on_hyphens=False,
        )
        for item in items
    )  # fmt: skip
