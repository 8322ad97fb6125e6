"""What an event takes from events it is linked with, and from the rest of its sentence. Guidelines, 6.4, 2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hudna.model import Argument, Event

from .lexicon import word_class
from .phrases import Group, is_set
from .view import Sentence

_AGENTS = {"Life.Die": "Agent", "Life.Injure": "Agent", "Territory.Gain": "Gainer", "Conflict.Destroy": "Destroyer"}
_PAIR_ROLES = {
    "Conflict.Clash": "Side", "Exchange.Detainees": "Side", "Agreement.Ceasefire": "Party",
    "Agreement.Conclude": "Party", "Contact.Meet": "Participant", "Contact.Phone": "Participant",
}  # fmt: skip
_ASKED = {
    "Detain.Release": "Releaser", "Agreement.Violate": "Violator", "Conflict.Attack": "Attacker",
    "Agreement.Ceasefire": "Party",
}  # fmt: skip
_SIDES = {"Agreement.Ceasefire": "Party", "Exchange.Detainees": "Side"}
_PROCESSES = frozenset(
    {
        "Agreement.Conclude", "Contact.Meet", "Exchange.Detainees", "Detain.Release", "Movement.Transport",
        "Transfer.Handover", "Agreement.Ceasefire",
    }
)  # fmt: skip
_WITH_MEDIATOR = ("Agreement.Conclude", "Exchange.Detainees")
_BODIES = frozenset({"GPE", "ORG", "NORP"})
_MEMBERS = 2


def linked(sentence: Sentence, events: list[Event], groups: list[Group]) -> list[Event]:
    """The events of a sentence with what links and pairs give them, in the order in which one feeds the other."""
    links = _Links(sentence, events, groups)
    links.losers()
    links.processes()
    links.recipients()
    links.attackers()
    links.agreements()
    links.pairs()
    links.agreements()
    links.mediations()
    return links.events()


class _Links:
    def __init__(self, sentence: Sentence, events: list[Event], groups: list[Group]) -> None:
        self._sentence = sentence
        self._events = {event.id: event for event in events}
        self._groups = groups
        self._types = {item.mention.id: item.mention.type for group in groups for item in group.items}

    def events(self) -> list[Event]:
        return list(self._events.values())

    def _of(self, *types: str) -> list[Event]:
        return [event for event in self.events() if event.type in types]

    def _fillers(self, event: Event, *roles: str) -> list[str]:
        current = self._events[event.id]
        return [argument.filler for argument in current.arguments if argument.role in roles]

    def _add(self, event: Event, role: str, fillers: Iterable[str]) -> None:
        current = self._events[event.id]
        new = tuple(Argument(role=role, filler=filler) for filler in fillers if filler != event.id)
        arguments = tuple(dict.fromkeys((*current.arguments, *new)))
        self._events[event.id] = replace(current, arguments=arguments)

    def _at(self, event: Event) -> int:
        return self._sentence.word_of(event.trigger[0].start)

    def processes(self) -> None:
        """What «برعاية X» modifies: the event before it, else after; of a truce that is agreed on, the agreement."""
        topics = {filler: event for event in self._of("Agreement.Conclude") for filler in self._fillers(event, "Topic")}
        for event in self._of("Contact.Mediate"):
            if self._fillers(event, "Process"):
                continue
            pool = [other for other in self.events() if other.type in _PROCESSES]
            before = [other for other in pool if self._at(other) < self._at(event)]
            after = [other for other in pool if self._at(other) > self._at(event)]
            chosen = before[-1] if before else after[0] if after else None
            if chosen is not None:
                self._add(event, "Process", [topics.get(chosen.id, chosen).id])

    def losers(self) -> None:
        """Who is driven out or forfeits control loses."""
        for event in self._of("Territory.Gain"):
            if self._sentence.words[self._at(event)].form.lstrip("وب") in word_class("context", "gain_from"):
                renamed = (replace(item, role="Loser") if item.role == "Gainer" else item for item in event.arguments)
                self._events[event.id] = replace(event, arguments=tuple(renamed))

    def recipients(self) -> None:
        """Who is asked to release releases; who is accused of a breach breaks."""
        for event in self._of("Contact.Request", "Contact.Accuse"):
            asked = self._fillers(event, "Recipient", "Accused")
            for content in self._fillers(event, "Content"):
                other = self._events.get(content)
                if other is not None and other.type in _ASKED and not self._fillers(other, _ASKED[other.type]):
                    self._add(other, _ASKED[other.type], asked)

    def attackers(self) -> None:
        """The attacker of an attack that comes to a death, a loss or a gain: the first of these after it has none."""
        for attack in self._of("Conflict.Attack"):
            for event in self._of(*_AGENTS):
                if self._at(event) > self._at(attack) and not self._fillers(event, _AGENTS[event.type]):
                    self._add(event, _AGENTS[event.type], self._fillers(attack, "Attacker"))

    def agreements(self) -> None:
        """Who agrees on a truce or an exchange is its side."""
        for event in self._of("Agreement.Conclude"):
            parties = [id_ for id_ in self._fillers(event, "Party") if self._types.get(id_) in _BODIES]
            for topic in self._fillers(event, "Topic"):
                other = self._events.get(topic)
                if other is not None and other.type in _SIDES and not self._fillers(other, _SIDES[other.type]):
                    self._add(other, _SIDES[other.type], parties)

    def pairs(self) -> None:
        """Where the own clause names no side: the nearest pair before, else after."""
        for event in self.events():
            role = _PAIR_ROLES.get(event.type)
            if role and not self._fillers(event, role):
                self._add(event, role, self._nearest_pair(event))

    def _nearest_pair(self, event: Event) -> list[str]:
        at = self._at(event)
        pairs = [group for group in self._groups if _is_pair(group)]
        before = [group for group in pairs if group.last < at]
        after = [group for group in pairs if group.first > at]
        chosen = before[-1] if before else after[0] if after else None
        return [item.mention.id for item in chosen.items if item.mention.type in _BODIES] if chosen else []

    def mediations(self) -> None:
        """A mediation is for the parties of its process, and its mediator mediates there."""
        for event in self._of("Contact.Mediate"):
            for id_ in self._fillers(event, "Process"):
                process = self._events.get(id_)
                if process is None:
                    continue
                if not self._fillers(event, "Party"):
                    self._add(event, "Party", self._fillers(process, "Party", "Side", "Participant"))
                if process.type in _WITH_MEDIATOR:
                    self._add(process, "Mediator", self._fillers(event, "Mediator"))


def _is_pair(group: Group) -> bool:
    if is_set(group.items[0].mention):
        return True
    names = [item for item in group.items if item.mention.type in _BODIES]
    return len(names) == _MEMBERS == len(group.items) and any(item.mention.form == "NAM" for item in names)
