"""Tag sequences as chunks. How an ill-formed sequence is read is chosen by name, and no reading is silent about it.

`iob2`, `bioes` and `io` read what their scheme allows and name every tag that it does not. `seqeval-default` and
`seqeval-strict` reproduce another program's reading, for comparison with published numbers only: the first makes
chunks of ill-formed tags, so that `I-PER I-PER` is the same as `B-PER I-PER`; under the second such tags vanish.

A tag is a letter, a hyphen and a type. A bare letter is of type `_`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Chunk = tuple[str, int, int]
"""Type, first token, and the token after the last."""

TagFault = tuple[int, str]
"""Token, and what was found there."""

UNTYPED = "_"

_SAME_AS = {"L": "E", "U": "S"}
"""The letters of BILOU in BIOES."""


@dataclass(slots=True)
class _Sequence:
    """The chunks of a sentence so far, and the one that is open."""

    chunks: list[Chunk] = field(default_factory=list)
    faults: list[TagFault] = field(default_factory=list)
    type: str | None = None
    start: int = 0

    def open(self, type_: str, at: int) -> None:
        self.close(at)
        self.type, self.start = type_, at

    def close(self, at: int) -> None:
        if self.type is not None:
            self.chunks.append((self.type, self.start, at))
        self.type = None

    def expect(self, right: bool, at: int, label: str, wanted: str) -> None:
        if not right:
            self.faults.append((at, f"found {label!r:.60} against {wanted}"))


def read_iob2(labels: Sequence[str]) -> tuple[list[Chunk], list[TagFault]]:
    """B begins a chunk and I continues one of its type; an I that does not is a fault."""
    found = _Sequence()
    for at, label in enumerate(labels):
        letter, type_ = _parts(label)
        found.expect(letter in "BIO", at, label, "O, B-type or I-type")
        if letter == "I":
            found.expect(found.type == type_, at, label, f"a B-{type_:.60} or I-{type_:.60} before it")
        if letter == "B" or (letter == "I" and found.type != type_):
            found.open(type_, at)
        elif letter != "I":
            found.close(at)
    found.close(len(labels))
    return found.chunks, found.faults


def read_bioes(labels: Sequence[str]) -> tuple[list[Chunk], list[TagFault]]:
    """S is a chunk, B I … E another; L and U are read as E and S (BILOU). What is begun must be ended."""
    found = _Sequence()
    for at, label in enumerate([*labels, "O"]):
        letter, type_ = _parts(label)
        letter = _SAME_AS.get(letter, letter)
        found.expect(letter in "BIOES", at, label, "O, or B, I, E or S with a type")
        if letter in "IE":
            found.expect(found.type == type_, at, label, f"a B-{type_:.60} or I-{type_:.60} before it")
        elif found.type is not None:
            where = (at, label) if at < len(labels) else (at - 1, "the end of the sentence")
            found.expect(False, *where, f"I-{found.type:.60} or E-{found.type:.60}, which ends the chunk")
        if letter in "BS" or (letter in "IE" and found.type != type_):
            found.open(type_, at)
        if letter in "OES?":
            found.close(at + (letter in "ES"))
    return found.chunks, found.faults


def read_io(labels: Sequence[str]) -> tuple[list[Chunk], list[TagFault]]:
    """Neighbours of one type are one chunk; the scheme cannot tell two such chunks apart."""
    found = _Sequence()
    for at, label in enumerate(labels):
        letter, type_ = _parts(label)
        found.expect(letter in "IO", at, label, "O or I-type")
        if letter == "O":
            found.close(at)
        elif found.type != type_:
            found.open(type_, at)
    found.close(len(labels))
    return found.chunks, found.faults


def read_seqeval_default(labels: Sequence[str]) -> tuple[list[Chunk], list[TagFault]]:
    """seqeval's reading without `mode`: an I or E that continues nothing begins a chunk. Nothing is a fault.

    Source: `seqeval.metrics.sequence_labeling.get_entities`, seqeval 1.2.2, after conlleval.pl.
    """
    chunks: list[Chunk] = []
    before, before_type, start = "O", "", 0
    for at, label in enumerate([*labels, "O"]):
        letter, type_ = label[:1], label[1:].split("-", maxsplit=1)[-1] or UNTYPED
        changed = before_type != type_
        if _ends(before, letter) or (before not in "O." and changed):
            chunks.append((before_type, start, at))
        if _begins(before, letter) or (letter not in "O." and changed):
            start = at
        before, before_type = letter, type_
    return chunks, []


def read_seqeval_strict(labels: Sequence[str]) -> tuple[list[Chunk], list[TagFault]]:
    """seqeval's reading with `mode="strict", scheme=IOB2`: only B begins a chunk; an I that continues none vanishes.

    Other letters than B, I and O are a fault, as they are there.
    Source: `seqeval.scheme.Tokens.entities`, seqeval 1.2.2.
    """
    found = _Sequence()
    for at, label in enumerate(labels):
        letter, type_ = label[:1], label[1:].strip("-") or UNTYPED
        found.expect(letter in "BIO", at, label, "O, B-type or I-type")
        if letter == "B":
            found.open(type_, at)
        elif letter != "I" or found.type != type_:
            found.close(at)
    found.close(len(labels))
    return found.chunks, found.faults


TagReading = Callable[[Sequence[str]], tuple[list[Chunk], list[TagFault]]]
"""Labels of a sentence, none of them empty, to chunks in text order and faults."""

TAGS: Mapping[str, TagReading] = {
    "iob2": read_iob2,
    "bioes": read_bioes,
    "io": read_io,
    "seqeval-default": read_seqeval_default,
    "seqeval-strict": read_seqeval_strict,
}


def is_tag(label: str) -> bool:
    """Whether a label looks like a tag of any scheme: `O`, `B`, `I-PER`."""
    return label == "O" or (label[:1] in tuple("BIESLU") and label[1:2] in ("", "-"))


def _parts(label: str) -> tuple[str, str]:
    """The letter and the type; "?" for a label that is no tag."""
    return (label[0], label[2:] or UNTYPED) if is_tag(label) else ("?", UNTYPED)


def _ends(before: str, letter: str) -> bool:
    return before in "ES" or (before in "BI" and letter in "BSO")


def _begins(before: str, letter: str) -> bool:
    return letter in "BS" or (before in "ESO" and letter in "EI")
