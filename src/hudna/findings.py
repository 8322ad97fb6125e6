"""What is wrong with a user's data, said once per fault in one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 400
"""Of a longer message the middle is left out: what a file holds may be of any length, but a finding is one line."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: where it is, which rule it breaks, what was found against what was expected, and a likely fix.

    Of a message of more than 400 characters the middle is left out.
    """

    path: str
    line: int
    rule: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if len(self.message) > _LONGEST:
            object.__setattr__(self, "message", f"{self.message[: _LONGEST - 100]} … {self.message[-97:]}")

    def __str__(self) -> str:
        said = f"{self.path}:{self.line}: [{self.rule}] {self.message}."
        return visible(f"{said} {self.hint}" if self.hint else said)


class InvalidDataError(Exception):
    """Raised with every finding at once; nothing was written when it is raised."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(map(str, self.findings)))


def plural(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def visible(text: str) -> str:
    """`text` with control, format, surrogate and private characters written as U+XXXX, for a terminal to show."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return "".join(f"<U+{ord(char):04X}>" if unicodedata.category(char) in hidden else char for char in text)
