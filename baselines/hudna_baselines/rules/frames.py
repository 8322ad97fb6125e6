"""Arguments by surface frames. Needs the layers of mentions and triggers.

`frames.tsv` says for each event type and role which types fill it and where they stand; times, places and durations
fit every event. Fillers are groups of coordinated mentions; what the event's own clause leaves open `linking` fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Argument, Event
from hudna.ontology import EVENT_ROLES, TIMEX_TYPES

from .counted import counted_nouns, counting_words
from .document import Document
from .filler import Filler, Scene
from .lexicon import rows, word_class
from .linking import linked
from .phrases import Candidate, candidates, groups
from .sources import reporting_verbs
from .view import Sentence

_AGAINST_ORDER = 4


def frames(document: Document) -> Document:
    """Fill the roles of every event; a counted noun that no layer before knew becomes a mention."""
    document = counted_nouns(document)
    found = (event for sentence in document.sentences for event in _in_sentence(document, sentence))
    filled = {event.id: event for event in without_circles(found)}
    return replace(document, events=tuple(filled.get(event.id, event) for event in document.events))


def without_circles(events: Iterable[Event]) -> Iterator[Event]:
    """The events without the arguments by which one would come to fill itself; the earlier event keeps its own."""
    fillers: dict[str, set[str]] = {}
    for event in events:
        kept = tuple(item for item in event.arguments if event.id not in _reachable(item.filler, fillers))
        fillers[event.id] = {item.filler for item in kept}
        yield event if len(kept) == len(event.arguments) else replace(event, arguments=kept)


def _reachable(id_: str, fillers: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {id_}, [id_]
    while waiting:
        new = fillers.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of frames: which types fill a role, and where, the best place first.

    A place comes with whether it adds to what was found in those before it.
    """

    role: str
    types: frozenset[str]
    places: tuple[tuple[str, bool], ...]


@cache
def frame_of(event_type: str) -> tuple[Row, ...]:
    """The rows of an event type, in the order in which its roles are filled."""
    own = (row for row in rows("frames") if row[0] == event_type)
    return tuple(
        Row(role, frozenset(types.split(",")), tuple(map(_place, comparison_form(where).split(","))))
        for _, role, types, where in own
    )


def _place(listed: str) -> tuple[str, bool]:
    return listed.removeprefix("+"), listed.startswith("+")


def _in_sentence(document: Document, sentence: Sentence) -> list[Event]:
    events = document.events_in(sentence)
    if not events:
        return []
    all_ = candidates(sentence, document.mentions_in(sentence))
    entities = [candidate for candidate in all_ if candidate.mention.type not in TIMEX_TYPES]
    joined = groups(sentence, entities, counting_words(document, sentence))
    times = _times(sentence, [candidate for candidate in all_ if candidate.mention.type in TIMEX_TYPES], events)
    filled = []
    scene = Scene(sentence, events, joined)
    for event in events:
        arguments = Filler(scene, event).arguments(frame_of(event.type))
        filled.append(replace(event, arguments=tuple(dict.fromkeys((*arguments, *times.get(event.id, ()))))))
    return linked(sentence, filled, joined)


def _times(sentence: Sentence, times: list[Candidate], events: list[Event]) -> dict[str, list[Argument]]:
    """Each TIMEX goes to the nearest trigger: Start after «منذ», End after «حتى», Duration where an event has one.

    The time of saying dates nothing: a TIMEX beside a reporting verb is left out.
    """
    found: dict[str, list[Argument]] = {}
    for time in times:
        role = _time_role(sentence, time)
        pool = [event for event in events if role in EVENT_ROLES[event.type]]
        told = _told_before(sentence, time.first) if role == "Time" else None
        if told == "End":
            pool = [event for event in pool if sentence.word_of(event.trigger[0].start) < time.first] or pool
        if pool:
            event = min(pool, key=lambda event: distance(sentence.word_of(event.trigger[0].start), time.first))
            at = sentence.word_of(event.trigger[0].start)
            phase = told or (_told_before(sentence, at) if role == "Time" else None)
            if not _is_of_saying(sentence, event, time):
                found.setdefault(event.id, []).append(Argument(role=phase or role, filler=time.mention.id))
    return found


def _told_before(sentence: Sentence, at: int) -> str | None:
    """Start or End, where a word of beginning or ending stands up to two words before."""
    near = {word.form for word in sentence.words[max(0, at - 2) : at]}
    near |= {form[1:] for form in near if form[:1] in ("و", "ف")}
    if not near.isdisjoint(word_class("context", "beginning")):
        return "Start"
    return "End" if not near.isdisjoint(word_class("context", "ending")) else None


def _is_of_saying(sentence: Sentence, event: Event, time: Candidate) -> bool:
    """Whether a reporting verb stands before the time and «أن» between it and the event, or it follows a «وفق ما …»."""
    at = sentence.word_of(event.trigger[0].start)
    cues = reporting_verbs()
    said = [index for index, word in enumerate(sentence.words[: time.first]) if word.form.lstrip("وف") in cues]
    if not said:
        return False
    low, high = (time.first, at) if time.first < at else (at, said[-1])
    between = {word.form for word in sentence.words[low:high]}
    that = not between.isdisjoint(word_class("context", "that"))
    return that if time.first < at else said[-1] > at


def distance(trigger: int, adjunct: int) -> int:
    """Words from a trigger to a time or place; it belongs rather to the trigger before it."""
    return adjunct - trigger if trigger < adjunct else _AGAINST_ORDER * (trigger - adjunct)


def _time_role(sentence: Sentence, time: Candidate) -> str:
    before = [word.form for word in sentence.words[max(0, time.first - 2) : time.first]]
    heard = {*before[-1:], " ".join(before), before[-1].lstrip("وف") if before else ""}
    if heard & word_class("context", "start"):
        return "Start"
    if heard & word_class("context", "end"):
        return "End"
    if time.mention.type == "DURATION":
        return "Time" if heard & word_class("context", "time_of") or time.mention.mod == "EQUAL_OR_LESS" else "Duration"
    return "Time"
