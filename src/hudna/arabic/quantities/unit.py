"""What a figure counts, as a value; which reader finds it is in `units`."""

from __future__ import annotations

from dataclasses import dataclass

from hudna.model import ClaimKind

from .figures import Figure
from .times import TimeUnit
from .tokens import Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is counted: its kind, its tokens, its positions in the form (None where it is not named), its norm."""

    kind: ClaimKind
    first: int
    last: int
    start: int | None = None
    end: int | None = None
    norm: str | None = None
    time: TimeUnit | None = None
    continues: bool = False


def named(
    tokens: Tokens, kind: ClaimKind, first: int, last: int, norm: str | None, *, cut: int = 0,
    time: TimeUnit | None = None, continues: bool = False,
) -> Unit:  # fmt: skip
    return Unit(
        kind=kind, first=first, last=last, start=tokens.starts[first] + cut, end=tokens.ends[last], norm=norm,
        time=time, continues=continues,
    )  # fmt: skip


def own_unit(figure: Figure) -> Unit:
    """A fraction's own word is its unit."""
    return Unit(
        kind="PROPORTION", first=figure.first, last=figure.last, start=figure.start, end=figure.end, norm="fraction"
    )


def token_after(tokens: Tokens, figure: Figure) -> int:
    """The token after the number, past a bracket that closes around it; 0 where there is none."""
    joined = tokens.joined(figure.last) or tokens.past_bracket(figure.start, figure.last)
    return figure.last + 1 if joined else 0
