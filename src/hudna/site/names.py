"""Names of pages and of places on them. Ids come from data, so every one is escaped before it names anything."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9.-]")


def token(text: str) -> str:
    """`text` as letters, digits, dots and hyphens; any other character as its code point between underscores.

    Different texts give different tokens. The empty text gives one underscore.
    """
    return "".join(char if _PLAIN.fullmatch(char) else f"_{ord(char):x}_" for char in text) or "_"


def place(*parts: str) -> str:
    """The id of an element, such as `open:T1`; safe in a fragment and in a quoted attribute selector."""
    return ":".join(map(token, parts))


def article_page(article_id: str) -> str:
    """The file of an article's page."""
    return f"article-{token(article_id)}.html"


def system_page(number: int) -> str:
    """The file of the page of the errors of a system, by its place in the order of the systems."""
    return f"system-{number}.html"


def link(page: str, *parts: str) -> str:
    """An address relative to any page: `article-000.html#open:T1`."""
    return f"{page}#{place(*parts)}" if parts else page
