"""Level 4: types, roles and fields are those of the guidelines, and shared ids those of the registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hudna.model import Event, Mention
from hudna.ontology import EVENT_ROLES, MENTION_TYPES, TIMEX_TYPES
from hudna.validate.subject import Fault, Subject


def mention_type(subject: Subject) -> Iterator[Fault]:
    for index, mention in enumerate(subject.record.mentions):
        if mention.type not in MENTION_TYPES:
            message = f"{mention.id}: found type {mention.type} against one of {', '.join(MENTION_TYPES)}"
            yield Fault(rule="mention-type", message=message, layer="mention", index=index)


def event_type(subject: Subject) -> Iterator[Fault]:
    for index, event in enumerate(subject.record.events):
        if event.type not in EVENT_ROLES:
            message = f"{event.id}: found type {event.type} against an event type of the guidelines"
            yield Fault(rule="event-type", message=message, layer="event", index=index)


def mention_fields(subject: Subject) -> Iterator[Fault]:
    for index, mention in enumerate(subject.record.mentions):
        for message in _wrong_fields(mention):
            yield Fault(rule="mention-fields", message=f"{mention.id}: {message}", layer="mention", index=index)


def _wrong_fields(mention: Mention) -> Iterator[str]:
    """TIMEX carry a value; everything else head, form and cluster; neither carries the other's."""
    entity = {"head": mention.head, "form": mention.form, "entity_id": mention.entity_id}
    timex = {"value": mention.value, "mod": mention.mod, "anchor": mention.anchor}
    is_timex = mention.type in TIMEX_TYPES
    required, alien = ({"value"}, entity) if is_timex else (entity.keys(), timex)
    for name, value in {**entity, **timex}.items():
        if name in required and value is None:
            yield f"found no {name}, which {mention.type} requires"
        if name in alien and value is not None:
            yield f"found {name}, which {mention.type} does not have"


def event_fields(subject: Subject) -> Iterator[Fault]:
    for index, event in enumerate(subject.record.events):
        required = {"polarity": event.polarity, "realis": event.realis, "event_id": event.event_id}
        missing = [name for name, value in required.items() if value is None]
        if event.realis == "OTHER" and event.realis_kind is None:
            missing.append("realis_kind")
        if missing:
            message = f"{event.id}: found no {', '.join(missing)}, which gold requires"
            yield Fault(rule="event-fields", message=message, layer="event", index=index)


def role(subject: Subject) -> Iterator[Fault]:
    for index, event in enumerate(subject.record.events):
        allowed = EVENT_ROLES.get(event.type, {})
        for argument in event.arguments:
            if allowed and argument.role not in allowed:
                message = f"{event.id}: found role {argument.role} against {', '.join(sorted(allowed))}"
                yield Fault(rule="role", message=message, layer="event", index=index)


def duplicate_argument(subject: Subject) -> Iterator[Fault]:
    for index, event in enumerate(subject.record.events):
        counts = Counter((argument.role, argument.filler) for argument in event.arguments)
        for (name, filler), count in counts.items():
            if count > 1:
                message = f"{event.id}: found {name} {filler} {count} times against once"
                yield Fault(rule="duplicate-argument", message=message, layer="event", index=index)


def filler_kind(subject: Subject) -> Iterator[Fault]:
    for index, event in enumerate(subject.record.events):
        for message in _wrong_fillers(event, subject):
            yield Fault(rule="filler-kind", message=f"{event.id} {message}", layer="event", index=index)


def _wrong_fillers(event: Event, subject: Subject) -> Iterator[str]:
    for argument in event.arguments:
        allowed = EVENT_ROLES.get(event.type, {}).get(argument.role)
        if allowed is None:
            continue
        if argument.filler in subject.events and not allowed.takes_event:
            yield f"{argument.role}: found event {argument.filler} against a mention"
        if argument.filler in subject.mentions and not allowed.takes_mention:
            yield f"{argument.role}: found mention {argument.filler} against an event"


def timex_role(subject: Subject) -> Iterator[Fault]:
    """Time, Start, End and Duration are filled by TIMEX, and by nothing else; no other role is."""
    for index, event in enumerate(subject.record.events):
        for argument in event.arguments:
            filler = subject.mentions.get(argument.filler)
            if filler is None or (filler.type in TIMEX_TYPES) == (argument.role in _TIMEX_ROLES):
                continue
            message = f"{event.id} {argument.role}: found a filler of type {filler.type}"
            hint = f"{', '.join(sorted(_TIMEX_ROLES))} take DATE, TIME or DURATION; the other roles do not."
            yield Fault(rule="timex-role", message=message, hint=hint, layer="event", index=index)


_TIMEX_ROLES = frozenset({"Time", "Start", "End", "Duration"})


def unknown_entity(subject: Subject) -> Iterator[Fault]:
    if subject.registers is None:
        return
    known = {entity.entity_id for entity in subject.registers.entities}
    for index, mention in enumerate(subject.record.mentions):
        if mention.entity_id is not None and mention.entity_id not in known:
            message = f"{mention.id}: found entity_id {mention.entity_id} against the ids of entities.jsonl"
            yield Fault(rule="unknown-entity", message=message, layer="mention", index=index)


def unknown_event(subject: Subject) -> Iterator[Fault]:
    if subject.registers is None:
        return
    types = {entry.event_id: entry.type for entry in subject.registers.events}
    for index, event in enumerate(subject.record.events):
        if event.event_id is not None and types.get(event.event_id) != event.type:
            known = types.get(event.event_id)
            expected = f"its type {known} in events.jsonl" if known else "the ids of events.jsonl"
            message = f"{event.id}: found event_id {event.event_id} on a {event.type} against {expected}"
            yield Fault(rule="unknown-event", message=message, layer="event", index=index)
