"""A text as words and numerals in comparison form, with what stands between them; offsets are of the untouched text.

One pass, linear in the length of the text whatever it holds. Runs of other scripts are no words: they part what
stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hudna.arabic.normalise import comparison_form

_LETTERS = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_WORD = re.compile(
    rf"[{_DIGITS}]++(?:[.,:\u066b\u066c][{_DIGITS}]++)*+|[{_LETTERS}][{_LETTERS}{_MARKS}]*+(?:[{_INVISIBLE}]++[{_LETTERS}{_MARKS}]++)*+"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}{_MARKS}]+")
_LONGEST_GAP = 4
_SPACES = frozenset({"", " "})
_LONGEST_WORD = 40
_FAR = "…"
"""What stands for a gap that no expression bridges."""

_LOOKAHEAD = 24
"""Empty words behind the last one, so that looking ahead (and one back) needs no bounds."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: word i is `text[starts[i]:ends[i]]`, reads `forms[i]`, and stands after `gaps[i]`.

    A gap is " " for white space, "" for nothing, else its signs without spaces; "\\n" where it breaks the line, "…"
    where it is long. `head` is a word that is read
    without its proclitics, as `head_form`, behind `clitic`. Some empty words stand behind the last: room to look ahead.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    gaps: list[str]
    head: int = -1
    head_form: str = ""
    clitic: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    def form(self, index: int) -> str:
        """How a word reads; "" beyond the ends, and for a numeral that is glued to letters of another script."""
        return self.head_form if index == self.head else self.forms[index]

    def joined(self, index: int) -> bool:
        """Whether nothing but a space stands between a word and the one before it."""
        return self.gaps[index] in _SPACES

    def at(self, index: int) -> str:
        """How a word reads that is joined to the one before it; "" for any other."""
        if self.gaps[index] not in _SPACES:
            return ""
        return self.head_form if index == self.head else self.forms[index]

    def gap(self, index: int) -> str:
        """What stands before a word; a break beyond the ends."""
        return self.gaps[index]

    def before(self, index: int) -> str:
        """The word that a word is joined to; "" where it begins a phrase, or proclitics stand between."""
        return self.form(index - 1) if self.joined(index) and index != self.head else ""

    def raw(self, index: int) -> str:
        """The untouched text of a word."""
        return self.text[self.starts[index] : self.ends[index]]

    def beheaded(self, index: int, form: str, clitic: str) -> Words:
        """The same words, one of them without its proclitics."""
        return Words(self.text, self.starts, self.ends, self.forms, self.gaps, index, form, clitic)

    def start(self, index: int) -> int:
        """Where a word begins in the text, its proclitics cut if it is the head."""
        position = self.starts[index]
        letters = len(self.clitic) if index == self.head else 0
        while letters or (position > self.starts[index] and _UNSEEN.match(self.text[position])):
            letters -= not _UNSEEN.match(self.text[position])
            position += 1
        return position


def read_words(text: str) -> Words:
    """The Arabic words and the numerals of a text, in text order."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    gaps: list[str] = []
    last = 0
    known: dict[str, str] = {}
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match.group()
        form = known.get(raw)
        if form is None:
            form = known[raw] = comparison_form(raw) if len(raw) <= _LONGEST_WORD else ""
        gap = text[last:start]
        starts.append(start)
        ends.append(end)
        gaps.append(gap if gap in ("", " ") else _gap(gap))
        forms.append("" if form[:1].isdigit() and _is_glued(text, start, end) else form)
        last = end
    gaps[:1] = "\n" if gaps else ""
    forms += [""] * _LOOKAHEAD
    gaps += ["\n"] * _LOOKAHEAD
    return Words(text, starts, ends, forms, gaps)


def _gap(gap: str) -> str:
    if "\n" in gap or "\r" in gap:
        return "\n"
    signs = "".join(_UNSEEN.sub("", gap).split())
    if not signs:
        return " " if any(map(str.isspace, gap)) else ""
    return signs if len(signs) <= _LONGEST_GAP else _FAR


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether a letter that is no Arabic one stands right beside («F16», «16th»)."""
    sides = text[start - 1 : start] + text[end : end + 1]
    return any((side.isalpha() and not "\u0600" <= side <= "\u077f") or side == "_" for side in sides)
