"""Words that loosen or bound a number, before it («ما لا يقل عن») or after it and its unit («على الأقل»)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from hudna.arabic.clitics import prefixes
from hudna.model import ClaimMod

from .lexicon import forms, rows
from .tokens import Tokens

_Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], ClaimMod]]]
_OPENING = frozenset("([«“‘\"'")
_WIDEST_OPENING = 4


@dataclass(frozen=True, slots=True)
class Modifier:
    """A modifier: its tokens, its positions in the form without proclitics, and what it makes of a number."""

    mod: ClaimMod
    first: int
    last: int
    start: int
    end: int
    place: Literal["before", "after"]


def modifier_before(tokens: Tokens, index: int) -> Modifier | None:
    """The longest modifier that ends right before token `index`, or before its opening bracket."""
    last = index - 1
    if not (tokens.joined(last) or opens_bracket(tokens, last)):
        return None
    form = tokens.words[last]
    for cut in (0, *prefixes(form)):
        for words, mod in _phrases("before").get(form[cut:], ()):
            first = last - len(words) + 1
            start = _start(tokens, first, last, words, cut)
            if start is not None:
                return Modifier(mod, first, last, start, tokens.ends[last], "before")
    return None


def modifier_after(tokens: Tokens, index: int) -> Modifier | None:
    """The longest modifier that begins right after token `index`."""
    first = index + 1
    for words, mod in _phrases("after").get(tokens.next(index), ()):
        last = index + len(words)
        if tokens.window(first, len(words)) == list(words):
            return Modifier(mod, first, last, tokens.starts[first], tokens.ends[last], "after")
    return None


def opens_bracket(tokens: Tokens, index: int) -> bool:
    """Whether spaces and one opening bracket or quotation mark stand between token `index` and the next one."""
    if not 0 <= index < len(tokens) - 1 or tokens.blocked.intersection((index, index + 1)):
        return False
    end, start = tokens.ends[index], tokens.starts[index + 1]
    gap = tokens.form[end:start].strip() if start - end <= _WIDEST_OPENING else ""
    return gap in _OPENING


def _start(tokens: Tokens, first: int, last: int, words: tuple[str, ...], cut: int) -> int | None:
    """Where a phrase begins whose last word has been found; its first word may have proclitics."""
    if first < 0:
        return None
    if first == last:
        return tokens.starts[first] + cut
    form = tokens.words[first]
    length = len(form) - len(words[0])
    if cut or not form.endswith(words[0]) or tuple(tokens.words[first + 1 : last + 1]) != words[1:]:
        return None
    joined = all(tokens.joined(at) for at in range(first, last))
    return tokens.starts[first] + length if joined and (length == 0 or length in prefixes(form)) else None


@cache
def _phrases(place: str) -> _Phrases:
    """Phrases by the word that is next to the number, longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], ClaimMod]]] = defaultdict(list)
    for mod, where, cell in rows("modifiers"):
        for words in (tuple(form.split()) for form in forms(cell) if where == place):
            phrases[words[-1 if place == "before" else 0]].append((words, cast(ClaimMod, mod)))
    return {word: sorted(found, key=lambda item: -len(item[0])) for word, found in phrases.items()}
