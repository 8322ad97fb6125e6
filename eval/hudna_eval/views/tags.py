"""What seqeval counts on sequences of tags (`B-GPE`, `I-GPE`, `O`), ill-formed ones included.

Two readings of one sequence: by default every tag but O belongs to a chunk, so that `I-PER I-PER` is the same entity
as `B-PER I-PER`; strictly, as IOB2, an entity begins with B and nowhere else, and stray I tags are no entity at all.
Within a sequence no two entities are equal, so that sets and multisets agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from hudna_eval.counts import Counts
from hudna_eval.readers.tags import Chunk, read_seqeval_default, read_seqeval_strict

Tags = Sequence[Sequence[str]]
"""The tags of each sentence or paragraph, word by word."""

OUTSIDE = "O"

_DEFAULT_TAG = re.compile("[BIES](?:-.*)?", re.DOTALL)


def default_counts(gold_tags: Tags, pred_tags: Tags) -> Counts:
    """Counts of `seqeval.metrics.f1_score(gold_tags, pred_tags)`, micro.

    seqeval gives 0 with a warning where a denominator is 0; `Counts` gives None.
    Raises: ValueError for sides of different length, and for a tag that is neither O nor B, I, E or S with a type.
    Source: seqeval 1.2.2, which follows the conlleval script of CoNLL-2000. Deviation: it warns of other tags.
    """
    return _counts(gold_tags, pred_tags, default_chunks)


def strict_counts(gold_tags: Tags, pred_tags: Tags) -> Counts:
    """Counts of `seqeval.metrics.f1_score(gold_tags, pred_tags, mode="strict", scheme=IOB2)`, micro.

    seqeval gives 0 with a warning where a denominator is 0; `Counts` gives None.
    Raises: ValueError for sides of different length, and for a tag that begins with neither B nor I nor O.
    Source: seqeval 1.2.2. Deviation: it raises KeyError for a first letter of no scheme.
    """
    return _counts(gold_tags, pred_tags, strict_chunks)


def default_chunks(tags: Sequence[str]) -> list[Chunk]:
    """The chunks of one sequence as seqeval reads it by default: `hudna_eval.readers.tags.read_seqeval_default`.

    Raises: ValueError for a tag that is neither O nor B, I, E or S with a type.
    """
    for tag in tags:
        if tag != OUTSIDE and not _DEFAULT_TAG.fullmatch(tag):  # most are O
            raise ValueError(f"found tag {tag!r} against O, or B, I, E or S and a type")
    return read_seqeval_default(tags)[0]


def strict_chunks(tags: Sequence[str]) -> list[Chunk]:
    """The entities of one sequence as IOB2: `hudna_eval.readers.tags.read_seqeval_strict`.

    Raises: ValueError for a tag that begins with neither B nor I nor O.
    """
    chunks, faults = read_seqeval_strict(tags)
    if faults:
        raise ValueError(faults[0][1])
    return chunks


def _counts(gold_tags: Tags, pred_tags: Tags, chunks: Callable[[Sequence[str]], list[Chunk]]) -> Counts:
    tp = gold_size = pred_size = 0
    for gold, pred in _sequences(gold_tags, pred_tags):
        found, said = chunks(gold), chunks(pred)
        tp += len(set(found).intersection(said))
        gold_size += len(found)
        pred_size += len(said)
    return Counts(tp, pred_size - tp, gold_size - tp)


def _sequences(gold_tags: Tags, pred_tags: Tags) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    gold_lengths, pred_lengths = [len(tags) for tags in gold_tags], [len(tags) for tags in pred_tags]
    if gold_lengths != pred_lengths:
        raise ValueError(f"found predicted sequences of lengths {pred_lengths} against gold's {gold_lengths}")
    return zip(gold_tags, pred_tags, strict=True)
