"""Orthographic words: what stands between spaces, punctuation split off."""

from __future__ import annotations

import re

from hudna.model import Span

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = rf"[\w{_MARKS}]+"
_NUMERAL = r"\d+(?:[.,:\u066b\u066c]\d+)+"
_TOKEN = re.compile(rf"{_NUMERAL}|{_WORD}|[^\s{_INVISIBLE}]")
_ONLY_WORDS = re.compile(rf"{_NUMERAL}|{_WORD}")


def words(text: str) -> list[Span]:
    """Words in text order: runs of letters, digits, marks and tatweel; «09:00» and «1,250» stay whole."""
    return [Span(*match.span()) for match in _ONLY_WORDS.finditer(text)]


def tokens(text: str) -> list[Span]:
    """Words and, each by itself, every other visible character (punctuation, symbols)."""
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]
