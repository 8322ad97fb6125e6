"""Code points to UTF-16 units (JavaScript, Java, brat on old JVMs) and UTF-8 bytes, and back."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate


class OffsetMap:
    """Offsets of one text in three units. All of them 0-based, each from 0 to the text's length in that unit.

    A character outside the Basic Multilingual Plane takes two UTF-16 units; an Arabic letter two bytes.
    """

    def __init__(self, text: str) -> None:
        self._utf16 = [0, *accumulate(2 if ord(char) > 0xFFFF else 1 for char in text)]
        self._bytes = [0, *accumulate(len(char.encode("utf-8", "surrogatepass")) for char in text)]

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before code point `offset`. Raises: ValueError outside the text."""
        return _forward(self._utf16, offset)

    def from_utf16(self, offset: int) -> int:
        """Code points before UTF-16 unit `offset`. Raises: ValueError outside the text or inside a pair."""
        return _backward(self._utf16, offset, "UTF-16 unit")

    def to_bytes(self, offset: int) -> int:
        """UTF-8 bytes before code point `offset`. Raises: ValueError outside the text."""
        return _forward(self._bytes, offset)

    def from_bytes(self, offset: int) -> int:
        """Code points before byte `offset`. Raises: ValueError outside the text or inside a character."""
        return _backward(self._bytes, offset, "byte")


def _forward(table: list[int], offset: int) -> int:
    if not 0 <= offset < len(table):
        raise ValueError(f"found offset {offset} against 0 to {len(table) - 1} code points")
    return table[offset]


def _backward(table: list[int], offset: int, unit: str) -> int:
    index = bisect_left(table, offset)
    if offset < 0 or index == len(table) or table[index] != offset:
        raise ValueError(f"found {unit} offset {offset} against the start of a character or the end ({table[-1]})")
    return index
