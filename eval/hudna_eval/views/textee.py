"""Triggers and arguments as TextEE's scorer counts them: sets of keys within an article.

What two events of an article have in common, and what is predicted twice, counts once. A prediction that is repeated
costs nothing, two events merged into one cost nothing in AI and AC, and an argument on the wrong trigger is right in
AI and AC where an event of its type has it elsewhere.

Source: Huang et al. 2024, and the scorer published with it (its end-to-end task). Deviations: spans are of characters
instead of tokens; its window, within which keys are sets, is the article here; a trigger of several fragments is all
of them; a filler that is an event, which its data do not have, is the place of its trigger.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from hudna_eval.counts import Counts
from hudna_eval.events.frames import Frame

Frames = Sequence[Frame]


def ti(gold: Frames, pred: Frames) -> Counts:
    """`textee.ti`: the set of triggers."""
    return _counts(*([frame.trigger for frame in side] for side in (gold, pred)))


def tc(gold: Frames, pred: Frames) -> Counts:
    """`textee.tc`: the set of trigger and event type."""
    return _counts(*([(frame.trigger, frame.type) for frame in side] for side in (gold, pred)))


def ai(gold: Frames, pred: Frames) -> Counts:
    """`textee.ai`: the set of event type and filler, whatever the trigger and the role."""
    return _counts(*([(f.type, filler) for f in side for _, filler in f.arguments] for side in (gold, pred)))


def ac(gold: Frames, pred: Frames) -> Counts:
    """`textee.ac`: the set of event type, filler and role, whatever the trigger."""
    return _counts(*([(f.type, argument) for f in side for argument in f.arguments] for side in (gold, pred)))


def ai_plus(gold: Frames, pred: Frames) -> Counts:
    """`textee.ai+`: the set of trigger, event type and filler, whatever the role."""
    return _counts(*([(f.trigger, f.type, filler) for f in side for _, filler in f.arguments] for side in (gold, pred)))


def ac_plus(gold: Frames, pred: Frames) -> Counts:
    """`textee.ac+`: the set of trigger, event type, filler and role."""
    return _counts(
        *([(f.trigger, f.type, argument) for f in side for argument in f.arguments] for side in (gold, pred))
    )


def _counts(gold: Iterable[Hashable], pred: Iterable[Hashable]) -> Counts:
    """Of keys as sets."""
    found, said = frozenset(gold), frozenset(pred)
    tp = len(found & said)
    return Counts(tp, len(said) - tp, len(found) - tp)
