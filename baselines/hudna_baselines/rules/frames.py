"""Arguments by surface frames. Needs the layers of mentions and triggers.

`frames.tsv` says for each event type and role which types fill it and where they stand; times, places and durations
fit every event. Candidates are the outermost mentions of the sentence; a title before its name gives way to the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Argument, Event, Mention
from hudna.ontology import EVENT_ROLES, TIMEX_TYPES

from .document import Document
from .lexicon import rows, word_class, word_list
from .triggers import trigger_of
from .view import Sentence

_WINDOW = 15
"""How many words a filler may stand from its trigger."""

_EVENT_WINDOW = 6
_AGAINST_ORDER = 4
_PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may fill a role: its first and last word, and the letters before it in its first word."""

    mention: Mention
    first: int
    last: int
    prefix: str


@dataclass(frozen=True, slots=True)
class _Row:
    role: str
    types: frozenset[str]
    where: str


def frames(document: Document) -> Document:
    """Fill the roles of every event."""
    found = (event for sentence in document.sentences for event in _in_sentence(document, sentence))
    filled = {event.id: event for event in without_circles(found)}
    return replace(document, events=tuple(filled.get(event.id, event) for event in document.events))


def without_circles(events: Iterable[Event]) -> Iterator[Event]:
    """The events without the arguments by which one would come to fill itself; the earlier event keeps its own."""
    fillers: dict[str, set[str]] = {}
    for event in events:
        kept = tuple(item for item in event.arguments if event.id not in _reachable(item.filler, fillers))
        fillers[event.id] = {item.filler for item in kept}
        yield replace(event, arguments=kept)


def _reachable(id_: str, fillers: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {id_}, [id_]
    while waiting:
        new = fillers.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


@cache
def _frame(event_type: str) -> tuple[_Row, ...]:
    own = (row for row in rows("frames") if row[0] == event_type)
    return tuple(_Row(role, frozenset(types.split(",")), where) for _, role, types, where in own)


def candidates(sentence: Sentence, mentions: list[Mention]) -> list[Candidate]:
    """The outermost mentions in text order; no adjective, and no title with its name after it."""
    found: list[Candidate] = []
    end = -1
    for mention in mentions:
        if mention.start < end:
            continue
        end = mention.end
        first, last = sentence.first_and_last(mention.span)
        prefix = sentence.words[first].form[: sentence.cut_of(mention.span)]
        if mention.type == "PERS" and found and found[-1].mention.type == "OCC" and found[-1].last == first - 1:
            prefix, first = found[-1].prefix, found.pop().first
        if mention.form != "ADJ":
            found.append(Candidate(mention, first, last, prefix))
    return found


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Event]:
    events = document.events_in(sentence)
    all_ = candidates(sentence, document.mentions_in(sentence))
    entities = [candidate for candidate in all_ if candidate.mention.type not in TIMEX_TYPES]
    times = _times(sentence, [candidate for candidate in all_ if candidate.mention.type in TIMEX_TYPES], events)
    for event in events:
        arguments = _Filler(sentence, event, entities, events).arguments()
        unique = dict.fromkeys((*arguments, *times.get(event.id, ())))
        yield replace(event, arguments=tuple(unique))


def _times(sentence: Sentence, times: list[Candidate], events: list[Event]) -> dict[str, list[Argument]]:
    """Each TIMEX goes to the nearest trigger: Start after «منذ», End after «حتى», Duration where an event has one."""
    found: dict[str, list[Argument]] = {}
    for time in times:
        role = _time_role(sentence, time)
        pool = [event for event in events if role in EVENT_ROLES[event.type]]
        if pool:
            event = min(pool, key=lambda event: _distance(sentence.word_of(event.trigger[0].start), time.first))
            found.setdefault(event.id, []).append(Argument(role=role, filler=time.mention.id))
    return found


def _distance(trigger: int, adjunct: int) -> int:
    """Words from a trigger to a time or place; it belongs rather to the trigger before it."""
    return adjunct - trigger if trigger < adjunct else _AGAINST_ORDER * (trigger - adjunct)


def _time_role(sentence: Sentence, time: Candidate) -> str:
    before = [word.form for word in sentence.words[max(0, time.first - 2) : time.first]]
    heard = {*before[-1:], " ".join(before)}
    if heard & word_class("context", "start"):
        return "Start"
    if heard & word_class("context", "end"):
        return "End"
    return "Duration" if time.mention.type == "DURATION" else "Time"


class _Filler:
    """Fills the roles of one event, row by row; a mention fills one role of it at most."""

    def __init__(self, sentence: Sentence, event: Event, entities: list[Candidate], events: list[Event]) -> None:
        self._sentence = sentence
        self._event = event
        self._events = events
        self._first, self._last = sentence.first_and_last(event.trigger[0])  # a subject may stand in a trigger's gap
        self._triggers = [sentence.word_of(other.trigger[0].start) for other in events]
        trigger = trigger_of(comparison_form(event.trigger[0].of(sentence.text)))
        self._is_verb = trigger is not None and trigger.is_verb
        self._free = [
            item
            for item in entities
            if abs(item.first - self._first) <= _WINDOW and not any(map(item.mention.span.overlap, event.trigger))
        ]

    def arguments(self) -> list[Argument]:
        """The fillers of the frame's roles, then the place."""
        found: list[Argument] = []
        filled: set[str] = set()
        for row in _frame(self._event.type):
            several = row.where == "مع"
            if row.role not in filled or several:
                fillers = self._other_event(row.where) if "EVENT" in row.types else self._mentions(row)
                filled.update(row.role for _ in fillers)
                found.extend(Argument(role=row.role, filler=filler) for filler in fillers)
        if "Place" not in filled:
            found.extend(Argument(role="Place", filler=place) for place in self._place())
        return found

    def _other_event(self, where: str) -> list[str]:
        """The nearest other trigger, on the side that `where` says."""
        at = {other.id: self._sentence.word_of(other.trigger[0].start) for other in self._events}
        sign = -1 if where == "prev" else 1
        distances = {id_: sign * (word - self._last) for id_, word in at.items() if id_ != self._event.id}
        near = {id_: distance for id_, distance in distances.items() if 0 < distance <= _EVENT_WINDOW}
        return [min(near, key=lambda id_: near[id_])] if near else []

    def _mentions(self, row: _Row) -> list[str]:
        fitting = [item for item in self._free if item.mention.type in row.types]
        finders: dict[str, Callable[[list[Candidate]], list[Candidate]]] = {
            "between": self._between, "next": self._next, "prev": self._prev, "near": self._near,
            "beside": self._right_before, "right": self._right_after, "object": self._object,
        }  # fmt: skip
        finder = finders.get(row.where)
        ungoverned = [item for item in fitting if not self._is_in_place(item)]
        found = finder(ungoverned) if finder else self._after_preposition(fitting, row.where)
        return self._taken(self._with_coordinated(found, fitting))

    def _taken(self, fillers: list[Candidate]) -> list[str]:
        self._free = [item for item in self._free if item not in fillers]
        return [item.mention.id for item in fillers]

    def _next(self, items: list[Candidate]) -> list[Candidate]:
        return [item for item in items if item.first > self._last][:1]

    def _prev(self, items: list[Candidate]) -> list[Candidate]:
        """The nearest before; before a noun only as far as the trigger before it, whose complement it may be."""
        limit = -1 if self._is_verb else max((at for at in self._triggers if at < self._first), default=-1)
        return [item for item in items if limit < item.last < self._first][-1:]

    def _near(self, items: list[Candidate]) -> list[Candidate]:
        """Beside the trigger; else after a verb («قصف الجيش»), before a noun («شن الجيش هجوما»); else the other way."""
        beside = self._right_after(items)
        if self._is_verb:
            return beside or self._next(items) or self._prev(items)
        return beside or self._prev(items) or self._next(items)

    def _right_before(self, items: list[Candidate]) -> list[Candidate]:
        """The subject of a plural verb: «37 جنديا قتلوا»."""
        return [item for item in items if item.last == self._first - 1 and self._sentence.joined(item.last)]

    def _right_after(self, items: list[Candidate]) -> list[Candidate]:
        return [item for item in items if item.first == self._last + 1 and not item.prefix]

    def _object(self, items: list[Candidate]) -> list[Candidate]:
        """The nearest mention after that no preposition governs, and that no other event stands before."""
        limit = min((at for at in self._triggers if at > self._last), default=len(self._sentence.words))
        after = [item for item in items if self._last < item.first < limit and not item.prefix]
        return [item for item in after if self._before(item) not in word_list("function_words")][:1]

    def _between(self, items: list[Candidate]) -> list[Candidate]:
        """«بين X و Y»: the mention after «بين» that others are joined to."""
        return [item for item in items if item.first > self._last and self._before(item) == "بين"][:1]

    def _after_preposition(self, items: list[Candidate], preposition: str) -> list[Candidate]:
        after = [item for item in items if item.first > self._last]
        return [item for item in after if preposition in (self._before(item), item.prefix.lstrip("وف"))][:1]

    def _before(self, item: Candidate) -> str:
        return self._sentence.words[item.first - 1].form if item.first and not item.prefix else ""

    def _with_coordinated(self, found: list[Candidate], items: list[Candidate]) -> list[Candidate]:
        """With the mentions of the same kind that و joins directly, on both sides."""
        for item in items:
            if found and self._join(found[-1], item):
                found = [*found, item]
        for item in reversed(items):
            if found and self._join(item, found[0]):
                found = [item, *found]
        return found

    def _join(self, left: Candidate, right: Candidate) -> bool:
        return right.first == left.last + 1 and right.prefix == "و" and self._sentence.joined(left.last)

    def _place(self) -> list[str]:
        """The nearest place in «في …» or «بـ…», after the trigger or else before it."""
        items = [item for item in self._free if self._is_in_place(item) and self._is_nearest(item)]
        return self._taken(self._next(items) or self._prev(items))

    def _is_nearest(self, item: Candidate) -> bool:
        """Whether no other trigger of the sentence stands nearer to a place."""
        return self._first == min(self._triggers, key=lambda at: _distance(at, item.first))

    def _is_in_place(self, item: Candidate) -> bool:
        governed = self._before(item) in word_class("context", "place") or item.prefix in ("ب", "وب")
        return governed and item.mention.type in _PLACES
