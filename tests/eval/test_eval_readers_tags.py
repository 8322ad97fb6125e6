"""Tag sequences: what each reading makes of well-formed and of ill-formed ones."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna_eval.readers.tags import TAGS, is_tag, read_bioes, read_io, read_iob2

QUICK = settings(max_examples=40, deadline=None)
LABELS = {
    "iob2": ("O", "B-A", "I-A", "B-B", "I-B", "B", "I"),
    "bioes": ("O", "B-A", "I-A", "E-A", "S-A", "B-B", "E-B", "L-A", "U-B"),
    "io": ("O", "I-A", "I-B", "I"),
}


@pytest.mark.parametrize(
    ("tags", "labels", "chunks"),
    [
        ("iob2", "O B-A I-A B-A O B-B", [("A", 1, 3), ("A", 3, 4), ("B", 5, 6)]),
        ("iob2", "B I B-A-x I-A-x", [("_", 0, 2), ("A-x", 2, 4)]),
        ("bioes", "S-A B-A E-A O B-B I-B E-B", [("A", 0, 1), ("A", 1, 3), ("B", 4, 7)]),
        ("bioes", "U-A B-A L-A", [("A", 0, 1), ("A", 1, 3)]),
        ("io", "I-A I-A I-B O I-B", [("A", 0, 2), ("B", 2, 3), ("B", 4, 5)]),
        ("seqeval-default", "I-A I-A", [("A", 0, 2)]),
        ("seqeval-default", "B-A I-B O E-A", [("A", 0, 1), ("B", 1, 2), ("A", 3, 4)]),
        ("seqeval-strict", "I-A I-A", []),
        ("seqeval-strict", "B-A I-B I-A B-A I-A", [("A", 0, 1), ("A", 3, 5)]),
    ],
)
def test_chunks(tags, labels, chunks):
    assert TAGS[tags](labels.split()) == (chunks, [])


@pytest.mark.parametrize(
    ("tags", "labels", "faults"),
    [
        ("iob2", "I-A I-A", [(0, "found 'I-A' against a B-A or I-A before it")]),
        ("iob2", "B-A I-B", [(1, "found 'I-B' against a B-B or I-B before it")]),
        ("iob2", "B-A O I-A", [(2, "found 'I-A' against a B-A or I-A before it")]),
        ("iob2", "S-A", [(0, "found 'S-A' against O, B-type or I-type")]),
        ("iob2", "O-A", [(0, "found 'O-A' against O, B-type or I-type")]),
        ("iob2", "PER", [(0, "found 'PER' against O, B-type or I-type")]),
        ("bioes", "E-A", [(0, "found 'E-A' against a B-A or I-A before it")]),
        ("bioes", "B-A O", [(1, "found 'O' against I-A or E-A, which ends the chunk")]),
        ("bioes", "B-A S-A", [(1, "found 'S-A' against I-A or E-A, which ends the chunk")]),
        ("bioes", "O B-A", [(1, "found 'the end of the sentence' against I-A or E-A, which ends the chunk")]),
        ("bioes", "M-A", [(0, "found 'M-A' against O, or B, I, E or S with a type")]),
        ("io", "B-A", [(0, "found 'B-A' against O or I-type")]),
        ("seqeval-strict", "B-A E-A", [(1, "found 'E-A' against O, B-type or I-type")]),
    ],
)
def test_what_a_scheme_does_not_allow_is_a_fault(tags, labels, faults):
    assert TAGS[tags](labels.split())[1] == faults


def spelled(chunks, length, letters):
    """The labels of chunks in a scheme, by the letters of a chunk of one token, first, inside and last."""
    single, first, inside, last = letters
    labels = ["O"] * length
    for type_, start, end in chunks:
        middle = [inside] * (end - start - 2)
        own = [single] if end - start == 1 else [first, *middle, last]
        labels[start:end] = [f"{letter}-{type_}" for letter in own]
    return labels


@st.composite
def chunkings(draw):
    chunks, at = [], 0
    for gap, size, type_ in draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.sampled_from("AB")))):
        chunks.append((type_, at + gap, at + gap + size))
        at += gap + size
    return chunks, at + draw(st.integers(0, 2))


@given(chunkings())
@QUICK
def test_what_is_spelled_in_a_scheme_is_read_back(chunking):
    chunks, length = chunking
    assert read_iob2(spelled(chunks, length, "BBII")) == (chunks, [])
    assert read_bioes(spelled(chunks, length, "SBIE")) == (chunks, [])
    assert read_bioes(spelled(chunks, length, "UBIL")) == (chunks, [])
    for name in ("seqeval-default", "seqeval-strict"):
        assert TAGS[name](spelled(chunks, length, "BBII")) == (chunks, [])


@given(st.sampled_from(sorted(LABELS)), st.data())
@QUICK
def test_no_token_is_lost_in_silence(tags, data):
    """Every token with a label is in exactly one chunk, or there is a fault."""
    labels = data.draw(st.lists(st.sampled_from(LABELS[tags]), max_size=8))
    chunks, faults = TAGS[tags](labels)
    covered = [at for _, start, end in chunks for at in range(start, end)]
    assert faults or sorted(covered) == [at for at, label in enumerate(labels) if label != "O"]


def test_io_cannot_tell_neighbours_apart():
    assert read_io(["I-A", "I-A"])[0] == read_seqeval(["I-A", "I-A"])


def read_seqeval(labels):
    return TAGS["seqeval-default"](labels)[0]


def test_tags_are_told_from_words():
    assert all(map(is_tag, ("O", "B", "I-PER", "U-X")))
    assert not any(map(is_tag, ("", "Oslo", "O-A", "PER", "b-PER")))


RESTS = ("", "-A", "-B", "-A-B", "-")
ODD = [*(letter + rest for letter in "BIES" for rest in RESTS), "O", "O", "PER", "L-A", ".", "O-A", "BA", "I_A"]
IOB = [*(letter + rest for letter in "BI" for rest in RESTS), "O", "O", "BA", "I-A-"]


@given(st.lists(st.sampled_from(ODD), max_size=9), st.lists(st.sampled_from(IOB), max_size=9))
@settings(max_examples=300, deadline=None)
def test_the_readings_named_after_seqeval_are_its_own(odd, iob):
    labelling = pytest.importorskip("seqeval.metrics.sequence_labeling")
    scheme = pytest.importorskip("seqeval.scheme")
    assert [(t, start, end - 1) for t, start, end in read_seqeval(odd)] == _quiet(labelling.get_entities, odd)
    strict = [(entity.tag, entity.start, entity.end) for entity in scheme.Entities([iob], scheme.IOB2).entities[0]]
    assert TAGS["seqeval-strict"](iob) == (strict, [])


def _quiet(function, *arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*arguments)
