"""One-to-one alignment of gold and predicted events, optimal and the same for every order of input.

Only events whose triggers share a character can be paired. Among all alignments the one is taken that has, in this
order, most pairs of equal trigger and type, most pairs of equal trigger, most pairs of equal type, the greatest sum of
character IoU of triggers; and of several such, the first in text order. Events of equal trigger and type are paired as
`hudna_eval.events.metrics.attribute_accuracy` pairs them, and then by equal arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from hudna.model import Span
from hudna_eval.events.fillers import Fragments
from hudna_eval.events.frames import Frame
from hudna_eval.matching.assignment import (
    FORBIDDEN,
    Edge,
    Matrix,
    equal_pairs,
    first_best,
    iou_unit,
    nested_pairs,
    overlap_components,
)
from hudna_eval.scope import Annotation


def align_events(gold: Annotation, pred: Annotation) -> list[Edge]:
    """Pairs of an index of `gold.events` and one of `pred.events`, in text order of gold.

    The optimum is exact, within the bounds that `hudna_eval.entities.align.align` states.
    """
    gold_order, pred_order = text_order(gold), text_order(pred)
    golds, preds = [gold.frames[i] for i in gold_order], [pred.frames[j] for j in pred_order]
    edges = nested_pairs([_key(frame) for frame in golds], [_key(frame) for frame in preds])
    edges += _overlapping(golds, preds, edges)
    return [(gold_order[i], pred_order[j]) for i, j in sorted(edges)]


def text_order(annotation: Annotation) -> list[int]:
    """The indices of the events by trigger, then type, attributes, arguments and id."""
    frames, events = annotation.frames, annotation.events
    return sorted(range(len(frames)), key=lambda i: (frames[i].trigger, *_rest(frames[i]), events[i].id))


def shared_characters(one: Fragments, other: Fragments) -> int:
    """How many code points stand in a fragment of both; fragments that overlap each other count once."""
    return sum(run.overlap(another) for run in _runs(one) for another in _runs(other))


def united_characters(one: Fragments, other: Fragments) -> int:
    """How many code points stand in a fragment of either."""
    return sum(map(len, _runs((*one, *other))))


def _rest(frame: Frame) -> tuple[str, str, str, tuple[tuple[str, Fragments], ...]]:
    return frame.type, frame.polarity or "", frame.realis or "", frame.arguments


def _key(frame: Frame) -> tuple[object, str, str, object]:
    type_, polarity, realis, arguments = _rest(frame)
    return (frame.trigger, type_), polarity, realis, arguments


def _runs(fragments: Iterable[Span]) -> list[Span]:
    """The same code points as spans that do not overlap."""
    runs: list[Span] = []
    for span in sorted(fragments):
        if runs and span.start < runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, span.end))
        else:
            runs.append(span)
    return runs


def _overlapping(golds: Sequence[Frame], preds: Sequence[Frame], settled: Sequence[Edge]) -> Iterator[Edge]:
    """The best pairs among what is not settled.

    Components are those of the whole extents: they may hold events that share nothing, which weights then forbid.
    """
    settled_golds, settled_preds = {i for i, _ in settled}, {j for _, j in settled}
    rows = [i for i in range(len(golds)) if i not in settled_golds]
    columns = [j for j in range(len(preds)) if j not in settled_preds]
    if not rows or not columns:
        return
    gold_extents, pred_extents = ([_extent(frame.trigger) for frame in side] for side in (golds, preds))
    for own_rows, own_columns in overlap_components(gold_extents, pred_extents, rows, columns):
        weights = _weights([golds[i] for i in own_rows], [preds[j] for j in own_columns])
        yield from ((own_rows[row], own_columns[column]) for row, column in first_best(weights))


def _extent(trigger: Fragments) -> Span:
    return Span(trigger[0].start, max(span.end for span in trigger))


def _weights(golds: Sequence[Frame], preds: Sequence[Frame]) -> Matrix:
    """Whole-number weights whose sum ranks alignments as the module says; `FORBIDDEN` where nothing overlaps."""
    shared, union = _shared_and_united([gold.trigger for gold in golds], [pred.trigger for pred in preds])
    equal_trigger = equal_pairs([gold.trigger for gold in golds], [pred.trigger for pred in preds])
    equal_type = equal_pairs([gold.type for gold in golds], [pred.type for pred in preds])
    # One pair more on a rung outweighs all that the rungs below can bring together.
    base = min(len(golds), len(preds)) + 1
    unit = iou_unit(np.unique(union[shared > 0]).tolist(), base)
    rungs = equal_trigger * base + equal_type
    weights: Matrix = rungs * base * unit + np.rint(shared / union * unit).astype(np.int64)
    return np.where(shared > 0, weights, FORBIDDEN)


def _shared_and_united(golds: Sequence[Fragments], preds: Sequence[Fragments]) -> tuple[Matrix, Matrix]:
    """`shared_characters` and `united_characters` of every pair."""
    runs = [_runs(gold) for gold in golds]
    begin = np.cumsum([0, *map(len, runs[:-1])])
    start = np.array([run.start for own in runs for run in own], dtype=np.int64)
    end = np.array([run.end for own in runs for run in own], dtype=np.int64)
    others = [_runs(pred) for pred in preds]
    shared = [np.add.reduceat(_before(end, other) - _before(start, other), begin) for other in others]
    sizes, other_sizes = np.add.reduceat(end - start, begin), np.array([sum(map(len, other)) for other in others])
    table: Matrix = np.stack(shared, axis=1)
    return table, sizes[:, None] + other_sizes - table


def _before(places: Matrix, runs: Sequence[Span]) -> Matrix:
    """How many code points of the runs stand before each place."""
    start, end = np.array([(run.start, run.end) for run in runs], dtype=np.int64).T
    begun = np.searchsorted(start, places)
    lengths = np.append(0, np.cumsum(end - start))
    to_come = np.where(begun > 0, np.maximum(end[begun - 1] - places, 0), 0)
    before: Matrix = lengths[begun] - to_come
    return before
