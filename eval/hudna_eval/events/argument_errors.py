"""What went wrong with arguments: classes of error and confusion of roles, on the alignment of events.

Every gold argument is in one class of `correct`, `role`, `coreferent`, `boundary`, `wrong_event`, `event_missed` and
`missed`, every predicted one in one of these with `event_spurious` and `spurious` for the last two, so that the classes
add up to both. Arguments are compared within aligned events, also where their triggers only overlap or their types
differ; `ArgumentErrors.by_event` tells these apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hudna_eval.comparison import Comparison
from hudna_eval.events.argument_alignment import FilledRole, JudgedArgument, judged_arguments
from hudna_eval.events.errors import CLASSES as EVENT_CLASSES
from hudna_eval.mistakes.confusions import NOTHING, Confusion, nested
from hudna_eval.mistakes.mistake import Mistake, Place
from hudna_eval.mistakes.rows import in_text_order, known_surface, stored_trigger
from hudna_eval.scope import Annotation

CLASSES = (
    "correct", "role", "coreferent", "boundary", "wrong_event", "event_missed", "missed", "event_spurious", "spurious",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentErrors:
    """Numbers of arguments by class; they add.

    `implicit` has those of which gold says that they are implicit. `by_event` has (class of the event, class of the
    argument), the event that of the gold argument where there is one; `roles` has (type of that event, gold role,
    predicted role) with `NOTHING` on either side.
    """

    classes: Counter[str] = field(default_factory=Counter)
    implicit: Counter[str] = field(default_factory=Counter)
    by_event: Confusion = field(default_factory=Counter)
    roles: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, other: ArgumentErrors) -> None:
        """Add the numbers of another article to these."""
        self.classes.update(other.classes)
        self.implicit.update(other.implicit)
        self.by_event.update(other.by_event)
        self.roles.update(other.roles)

    def plain(self) -> dict[str, dict[str, Any]]:
        """For JSON: `errors` and `implicit` (class → number), `by_event` (class of event → class → number).

        `confusion` is gold role → predicted role → number, `confusion_by_type` the same by event type.
        """
        total: Confusion = Counter()
        by_type: defaultdict[str, Confusion] = defaultdict(Counter)
        for (type_, gold, pred), number in self.roles.items():
            total[gold, pred] += number
            by_type[type_][gold, pred] += number
        by_event = nested(self.by_event)
        return {
            "errors": {name: self.classes[name] for name in CLASSES},
            "implicit": {name: self.implicit[name] for name in CLASSES},
            "by_event": {name: by_event[name] for name in EVENT_CLASSES if name in by_event},
            "confusion": nested(total),
            "confusion_by_type": {type_: nested(own) for type_, own in sorted(by_type.items())},
        }


def argument_errors(comparison: Comparison, details: bool = False) -> tuple[ArgumentErrors, list[Mistake]]:
    """The errors of one article, and with `details` a row for each argument that is not `correct`, in text order.

    Within aligned events as many pairs as can be are taken of each kind, in this order: `correct` (role and filler),
    `role` (the filler has another role), `coreferent` (of this role, another mention of the gold entity), `boundary`
    (of this role, the filler overlaps; the greatest sum of character IoU). Of what is left, `wrong_event` are pairs of
    equal event type, role and filler, whichever their events. The rest is `event_missed` or `event_spurious` where the
    event has no partner, else `missed` or `spurious`. In a row the id is that of the event and of the filler, as in
    «E1/T3»; the label is the role.
    Source: errors of role fillers in Das et al. 2022 (ACL); here one-to-one, and on the alignment of triggers.
    """
    errors = ArgumentErrors()
    if not comparison.has_events:
        return errors, []
    judged = judged_arguments(comparison.gold, comparison.pred)
    errors.classes.update(kind for kind, _, _ in judged)
    errors.implicit.update(kind for kind, gold, _ in judged if gold is not None and gold.implicit)
    errors.by_event.update((one.event_class, kind) for kind, one, _, _ in _led(judged))
    errors.roles.update((one.event_type, _role(gold), _role(pred)) for _, one, gold, pred in _led(judged))
    return errors, in_text_order(_mistakes(comparison, judged)) if details else []


def _led(
    judged: Iterable[JudgedArgument],
) -> Iterator[tuple[str, FilledRole, FilledRole | None, FilledRole | None]]:
    """Each with the argument whose event it counts under: that of gold where there is one."""
    for kind, gold, pred in judged:
        if (one := gold or pred) is not None:
            yield kind, one, gold, pred


def _role(filled: FilledRole | None) -> str:
    return NOTHING if filled is None else filled.role


def _mistakes(comparison: Comparison, judged: Iterable[JudgedArgument]) -> Iterator[Mistake]:
    stored_gold, stored_pred = _stored(comparison.gold), _stored(comparison.pred)
    for kind, gold, pred in judged:
        if kind != "correct":
            here, there = (
                None if filled is None else _place(filled, comparison.text, stored)
                for filled, stored in ((gold, stored_gold), (pred, stored_pred))
            )
            yield Mistake(layer="argument", kind=kind, gold=here, pred=there)


def _stored(annotation: Annotation) -> dict[str, str | None]:
    """The surfaces that mentions and events carry themselves."""
    return {mention.id: mention.text for mention in annotation.mentions} | {
        event.id: stored_trigger(event) for event in annotation.events
    }


def _place(filled: FilledRole, text: str | None, stored: dict[str, str | None]) -> Place:
    shown = known_surface(filled.filler, text, stored.get(filled.filler_id))
    return Place(id=f"{filled.event_id}/{filled.filler_id}", label=filled.role, spans=filled.filler, text=shown)
