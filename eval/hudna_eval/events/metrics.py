"""Event metrics: triggers, arguments and whole frames. Fillers are compared by strict span.

TextEE (Huang et al. 2024) makes sets of the keys of its argument metrics: there, what two events of an article have in
common, and what is predicted twice, counts once. Here all keys are multisets, so that each event has its arguments.
Variants by clitic and by cluster: `hudna_eval.events.argument_variants`; partial credit:
`hudna_eval.events.frame_metrics`.

All here are intersections of multisets of keys, one-to-one: a prediction that is repeated, or two gold events that are
predicted as one, cost what they should. See `exact` for why frames need no search for an alignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hudna_eval.counts import Accuracy, Counts, TypedKey, matched, matched_by_type
from hudna_eval.events.frames import Fragments, Frame
from hudna_eval.matching.assignment import nested_pairs

ATTRIBUTES = ("polarity", "realis")
"""The attributes of an event whose accuracy is reported."""


def ti(gold: Sequence[Frame], pred: Sequence[Frame]) -> Counts:
    """`events.ti`, trigger identification: all fragments of the trigger agree."""
    return matched((frame.trigger for frame in gold), (frame.trigger for frame in pred))


def tc(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.tc` by event type, trigger classification: trigger and event type agree."""
    return matched_by_type(
        [(frame.type, frame.trigger) for frame in gold], [(frame.type, frame.trigger) for frame in pred]
    )


def attributes(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.attributes` by event type: trigger, event type, polarity and realis agree, jointly.

    An attribute that is absent on both sides agrees, one that is absent on one side does not.
    Source: the mention type and realis of TAC KBP event nuggets (Mitamura et al. 2015), with polarity as well.
    """
    return matched_by_type(
        [(frame.type, (frame.trigger, frame.polarity, frame.realis)) for frame in gold],
        [(frame.type, (frame.trigger, frame.polarity, frame.realis)) for frame in pred],
    )


def attribute_accuracy(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Accuracy]:
    """Accuracy of polarity and realis on events whose trigger and type agree; where neither side has one, no case.

    Events on one trigger and of one type are paired by polarity and realis first, then by polarity, then in order.
    """
    ones, others = sorted(gold, key=_attributed), sorted(pred, key=_attributed)
    edges = nested_pairs([_attributed(frame) for frame in ones], [_attributed(frame) for frame in others])
    pairs = [(ones[i], others[j]) for i, j in edges]
    return {
        "polarity": _accuracy((one.polarity, other.polarity) for one, other in pairs),
        "realis": _accuracy((one.realis, other.realis) for one, other in pairs),
    }


def ai(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.ai` by event type, argument identification: event type and filler span agree.

    The trigger plays no part: see `ai_plus`. Source: AI of TextEE; unlike there, events of one type that share a
    filler have it once each, one-to-one.
    """
    return matched_by_type(*([(f.type, filler) for f in side for _, filler in f.arguments] for side in (gold, pred)))


def ac(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.ac` by event type, argument classification: event type, role and filler span agree.

    The trigger plays no part: an argument on the wrong event of a type is right here, and wrong in `ac_plus`.
    Source: AC of TextEE; unlike there as multisets, see `ai`.
    """
    return matched_by_type(*([(f.type, argument) for f in side for argument in f.arguments] for side in (gold, pred)))


def ai_plus(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.ai+` by event type: event type, trigger and filler span agree.

    Source: AI+ of TextEE, as multisets: a filler in two roles of one event is two arguments, in TextEE one.
    """
    return matched_by_type(
        *([(f.type, (f.trigger, filler)) for f in side for _, filler in f.arguments] for side in (gold, pred))
    )


def ac_plus(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.ac+` by event type, argument classification: event type, trigger, role and filler span agree.

    An argument on the wrong trigger is wrong, also where an event of the same type has it elsewhere.
    Source: AC+ of TextEE, as multisets: two gold events on one trigger have their arguments each.
    """
    return matched_by_type(_arguments(gold), _arguments(pred))


def ai0(gold: Sequence[Frame], pred: Sequence[Frame]) -> Counts:
    """`events.ai0`: trigger and filler span agree, whatever the event type, so that it is not charged twice.

    Source: of this project; TextEE asks for the event type, so that a wrong one makes all arguments wrong.
    """
    return matched(*([(f.trigger, filler) for f in side for _, filler in f.arguments] for side in (gold, pred)))


def ac0(gold: Sequence[Frame], pred: Sequence[Frame]) -> Counts:
    """`events.ac0`: trigger, role and filler span agree, whatever the event type. Source: see `ai0`."""
    return matched(*([(f.trigger, argument) for f in side for argument in f.arguments] for side in (gold, pred)))


def exact(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.frame_exact` by event type: type, trigger and the whole multiset of (role, filler) agree.

    The definition aligns frames of one type one-to-one so that the number of matched fillers is greatest, ties by
    exact frames, and counts the exact ones. That number is the multiset intersection of frames. Let G = P be equal
    frames that an optimal alignment pairs otherwise, G with P' and G' with P. For multisets |G∩P'| + |G∩G'| <=
    |G| + |G'∩P'|, so pairing G with P and G' with P' loses nothing; and no alignment has more exact pairs.
    """
    return matched_by_type(
        [(frame.type, (frame.trigger, frame.arguments)) for frame in gold],
        [(frame.type, (frame.trigger, frame.arguments)) for frame in pred],
    )


def exact_untriggered(gold: Sequence[Frame], pred: Sequence[Frame]) -> dict[str, Counts]:
    """`events.frame_exact_untriggered` by event type: as `exact`, wherever the trigger is.

    Two frames of one type without arguments agree: compare with `exact` before praising a system for it.
    """
    return matched_by_type(
        [(frame.type, frame.arguments) for frame in gold], [(frame.type, frame.arguments) for frame in pred]
    )


def _arguments(frames: Sequence[Frame]) -> list[TypedKey]:
    return [(frame.type, (frame.trigger, role, filler)) for frame in frames for role, filler in frame.arguments]


def _attributed(frame: Frame) -> tuple[tuple[str, Fragments], str, str]:
    return (frame.type, frame.trigger), frame.polarity or "", frame.realis or ""


def _accuracy(values: Iterable[tuple[str | None, str | None]]) -> Accuracy:
    given = [(gold, pred) for gold, pred in values if gold is not None or pred is not None]
    return Accuracy(sum(gold == pred for gold, pred in given), len(given))
