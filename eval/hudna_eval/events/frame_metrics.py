"""Events compared as wholes, with partial credit: Frame-Dice, MUC-4 and the CEAF of role fillers.

All of them are sums over a one-to-one assignment of the greatest weight, so that nothing is enumerated and no order
of input changes a score. Where fillers are entities, see `hudna_eval.events.fillers` for what a unit is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from hudna_eval.counts import Counts, Exact
from hudna_eval.events.frames import Frame
from hudna_eval.events.unit_alignment import Credit, agreement, agreements, is_subset, names_a_mention, shared_mentions
from hudna_eval.matching.assignment import Matrix, whole_unit
from hudna_eval.matching.sparse import greatest_sum

Frames = Sequence[Frame]


def dice(gold: Frames, pred: Frames) -> dict[str, Counts]:
    """`events.frame_dice` by event type: frames of one type are aligned one-to-one, and each pair earns a part of 1.

    A pair earns 2·m / (g + p) for m fillers (role and span) matched one-to-one of g and p. The alignment has the
    greatest sum of m; ties go to the most equal frames, then to the greatest credit. The trigger plays no part, but
    where neither frame has fillers (0/0): these earn 1 on one trigger and 0 on two. True positives are the sum of
    credits, so precision is their mean over predicted frames, recall over gold ones.
    Source: Dice 1945; Sørensen 1948. The alignment is that of `events.frame_exact`.
    """
    return _by_type(gold, pred, _dice_of_type, len)


def muc4(gold: Frames, pred: Frames) -> dict[str, Counts]:
    """`events.muc4` by event type: templates of one type are aligned one-to-one, then their slots counted.

    Slots of a template: its type, and one for each entity in a role. A filler is right where the prediction names any
    mention of the gold entity in that role; each gold entity is found once. Several mentions of one predicted entity
    are one filler. The alignment has the greatest number of right slots. Triggers play no part.
    Undefined (None) where neither side has an event.
    Source: Chinchor 1992. Deviations: the alignment is an assignment, not a search; templates of two types are never
    aligned; no partial credit, no slot of closed values besides the type. Not symmetric: gold clusters decide.
    """
    return _by_type(gold, pred, lambda one, other: _aligned_units(one, other, names_a_mention, base=1), _slots)


def ceaf_ree(gold: Frames, pred: Frames) -> dict[str, Counts]:
    """`events.ceaf_ree` by event type: entities that fill a role, wherever in the article, aligned one-to-one.

    φ(G, S) = 1 if all mentions of the predicted entity S are mentions of the gold entity G, in one role of one event
    type; else 0. Precision is Σφ over predicted entities, recall Σφ over gold ones, of the greatest assignment.
    Undefined (None) where neither side has a filler.
    Source: GRIT (Du, Rush and Cardie 2021). Deviations: roles belong to event types; an entity counts once for each
    event that it fills a role of, so that to repeat an event costs something. Not symmetric: φ asks for a subset.
    """
    return _by_type(gold, pred, _ree_of_type, lambda frames: sum(len(frame.units) for frame in frames))


def ceaf_rme(gold: Frames, pred: Frames) -> dict[str, Counts]:
    """`events.ceaf_rme` by event type: as `muc4` aligns templates, but by the mentions of entities, with φ3.

    φ3(G, S) = |G ∩ S|, the mentions that two entities in one role share; a pair of templates earns the greatest sum
    over one-to-one pairs of entities, and the alignment of templates is the greatest sum of that. Precision is over
    the mentions of predicted fillers, recall over those of gold fillers, each with all mentions of its cluster.
    Undefined (None) where neither side has a filler.
    Source: IterX (Chen et al. 2023), CEAF-RME φ3; Luo 2005. Deviation: mentions are spans, not strings.
    """
    return _by_type(gold, pred, lambda one, other: _aligned_units(one, other, shared_mentions), _mentions)


def ceaf_rme_subset(gold: Frames, pred: Frames) -> dict[str, Counts]:
    """`events.ceaf_rme_subset` by event type: as `ceaf_rme` with φ⊆(G, S) = 1 if S ⊆ G, else 0; entities are counted.

    Undefined (None) where neither side has a filler.
    Source: IterX (Chen et al. 2023), CEAF-RME φ⊆. Deviation: entities within a pair of templates are aligned
    one-to-one; the published code lets several predicted entities be found by one gold entity. Not symmetric.
    """
    return _by_type(gold, pred, lambda one, other: _aligned_units(one, other, is_subset), _entities)


def _by_type(
    gold: Frames,
    pred: Frames,
    credit: Callable[[Frames, Frames], Exact],
    size: Callable[[Frames], int],
) -> dict[str, Counts]:
    golds, preds = _split(gold), _split(pred)
    found: dict[str, Counts] = {}
    for type_ in golds | preds:
        one, other = golds.get(type_, []), preds.get(type_, [])
        earned = credit(one, other) if one and other else 0
        found[type_] = Counts(earned, size(other) - earned, size(one) - earned)
    return found


def _split(frames: Frames) -> dict[str, list[Frame]]:
    of: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        of[frame.type].append(frame)
    return {type_: sorted(own, key=lambda one: (one.trigger, one.arguments, one.units)) for type_, own in of.items()}


def _dice_of_type(gold: Frames, pred: Frames) -> Exact:
    """Equal frames are paired before any search; `events.exact` says why this loses nothing."""
    equal = Counter(gold) & Counter(pred)
    golds, preds = list((Counter(gold) - equal).elements()), list((Counter(pred) - equal).elements())
    if not golds or not preds:
        return equal.total()
    shared = _shared_arguments(golds, preds)
    sizes = np.array([len(frame.arguments) for frame in golds])[:, None] + [len(frame.arguments) for frame in preds]
    pairs = min(shared.shape) + 1
    unit = whole_unit(np.unique(sizes[shared > 0]).tolist(), pairs * pairs * int(shared.max() + 1))
    credit = np.rint(2 * shared * unit / np.maximum(sizes, 1)).astype(np.int64)
    rows, columns = greatest_sum(shared * pairs * unit + credit)
    earned = (Fraction(int(2 * shared[i, j]), int(sizes[i, j])) for i, j in zip(rows, columns, strict=True))
    return equal.total() + sum(earned)


def _shared_arguments(golds: Frames, preds: Frames) -> Matrix:
    """How many (role, filler) two frames share as multisets: the n-th of equal ones is a thing of its own."""
    golds_of, preds_of = (_frames_with(side) for side in (golds, preds))
    shared = np.zeros((len(golds), len(preds)), dtype=np.int64)
    for argument, rows in golds_of.items():
        if columns := preds_of.get(argument):
            shared[np.ix_(rows, columns)] += 1
    return shared


def _frames_with(frames: Frames) -> dict[tuple[object, int], list[int]]:
    """Argument and its number → the indices of the frames that have it."""
    found: defaultdict[tuple[object, int], list[int]] = defaultdict(list)
    for index, frame in enumerate(frames):
        for argument in _numbered(frame):
            found[argument].append(index)
    return found


def _numbered(frame: Frame) -> list[tuple[object, int]]:
    seen: Counter[object] = Counter()
    keys: list[tuple[object, int]] = []
    for argument in frame.arguments:
        keys.append((argument, seen[argument]))
        seen[argument] += 1
    return keys


def _aligned_units(gold: Frames, pred: Frames, credit: Credit, base: int = 0) -> int:
    """The greatest sum over aligned frames of the agreement of their units, and `base` for each pair."""
    weights = base + agreements([frame.units for frame in gold], [frame.units for frame in pred], credit)
    return int(weights[greatest_sum(weights)].sum())


def _ree_of_type(gold: Frames, pred: Frames) -> int:
    golds, preds = ([unit for frame in side for unit in frame.units] for side in (gold, pred))
    return agreement(golds, preds, is_subset)


def _slots(frames: Frames) -> int:
    return sum(1 + len(frame.units) for frame in frames)


def _mentions(frames: Frames) -> int:
    return sum(len(unit.cluster) for frame in frames for unit in frame.units)


def _entities(frames: Frames) -> int:
    return sum(len(frame.units) for frame in frames)
