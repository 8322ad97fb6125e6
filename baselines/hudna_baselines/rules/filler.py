"""The roles of one event from its own clause: where a subject, an object, a complement stands in Arabic news."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from hudna.arabic.normalise import comparison_form
from hudna.model import Argument, Event

from .governors import event_governor
from .lexicon import word_class
from .phrases import Group, is_set, of_types
from .sources import reporting_verbs
from .triggers import trigger_of
from .view import Sentence

if TYPE_CHECKING:
    from .frames import Row

_WINDOW = 20
"""How many words a filler may stand from its trigger."""

_EVENT_WINDOW = 8
_PLACELESS = frozenset(
    {"Agreement.EnterForce", "Agreement.Violate", "Contact.Mediate", "Contact.Request", "Contact.Accuse"}
)
_TYPES_OF_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLURAL_PERFECT = ("وا", "تا")
_RELATIVE_REACH = 2


class Scene:
    """What the events of a sentence share: its groups, where their triggers stand, what governs them."""

    def __init__(self, sentence: Sentence, events: list[Event], groups: list[Group]) -> None:
        self.sentence = sentence
        self.events = events
        self.groups = groups
        self.at = {event.id: sentence.word_of(event.trigger[0].start) for event in events}
        self.triggers = frozenset(self.at.values())
        self.placed = sorted({self.at[event.id] for event in events if event.type not in _PLACELESS})
        self._governors: dict[str, str] = {}

    def governor(self, event: Event) -> str:
        """The preposition that governs a trigger, found once."""
        if event.id not in self._governors:
            self._governors[event.id] = event_governor(self.sentence, event)
        return self._governors[event.id]


class Filler:
    """Fills the roles of one event, row by row; a group fills one role of it at most."""

    def __init__(self, scene: Scene, event: Event) -> None:
        sentence, groups = scene.sentence, scene.groups
        self._scene = scene
        self._sentence = sentence
        self._event = event
        self._events = scene.events
        self._first, self._last = sentence.first_and_last(event.trigger[0])  # a subject may stand in a trigger's gap
        self._surface = comparison_form(event.trigger[0].of(sentence.text))
        trigger = trigger_of(self._surface)
        self._is_verb = trigger is not None and trigger.is_verb
        near = [group for group in groups if -_WINDOW <= group.first - self._first <= _WINDOW]
        self._all = groups
        self._inside = [group for group in near if group.first <= self._first <= group.last]
        self._free = [group for group in near if group not in self._inside]
        self._relative = self._relative_before()

    def arguments(self, frame: Iterable[Row]) -> list[Argument]:
        """The fillers of the frame's roles, then the place."""
        found: list[Argument] = []
        filled: set[str] = set()
        for row in frame:
            for place, adds in row.places:
                if adds or row.role not in filled:
                    fillers = self._fillers(row, place)
                    found += [Argument(role=row.role, filler=filler) for filler in fillers]
                    filled.update([row.role] * bool(fillers))
        if "Place" not in filled:
            found.extend(Argument(role="Place", filler=filler) for filler in self._place())
        return found

    def _fillers(self, row: Row, place: str) -> list[str]:
        if "EVENT" in row.types:
            return self._other_events(place)
        if place in ("inside", "self"):
            return self._around(row, place)
        fitting = [group for group in self._free if not group.types.isdisjoint(row.types)]
        if not fitting:
            return []
        finder = _FINDERS.get(place)
        found = finder(self, fitting) if finder else self._after_preposition(fitting, place)
        return self._taken(found[:1], row.types) if found else []

    def _taken(self, found: list[Group], types: frozenset[str]) -> list[str]:
        self._free = [group for group in self._free if group not in found]
        return [item.mention.id for group in found for item in of_types(group, types)]

    def _around(self, row: Row, place: str) -> list[str]:
        """«طرفي [النزاع]»: the set that the trigger stands in; «سقوط [قتلى]»: the mention that is the trigger."""
        items = [item for group in self._inside for item in of_types(group, row.types)]
        if place == "self":
            start = self._event.trigger[0].start
            return [item.mention.id for item in items if item.mention.start == start]
        around = (item for item in items if item.mention.span.overlap(self._event.trigger[0]))
        return [item.mention.id for item in around if is_set(item.mention)]

    # Where things stand

    def _bare(self, groups: list[Group]) -> list[Group]:
        return [group for group in groups if not group.governor]

    def _subject(self, groups: list[Group]) -> list[Group]:
        """Of a verb: the antecedent of its relative, what follows it, or, before a verb that agrees, what precedes."""
        if not self._is_verb:
            return []
        if self._relative >= 0 and not self._has_object_pronoun():
            return self._antecedent(groups)
        after = self._right_after(groups) or self._after_resumptive(groups)
        before = self._topic(groups) or [group for group in self._bare(groups) if group.last < self._first][-1:]
        if self._begins_the_clause(before):
            return before
        return before or after if self._surface.endswith(_PLURAL_PERFECT) else after or before

    def _begins_the_clause(self, before: list[Group]) -> bool:
        """A nominal sentence, as headlines are: «X تحث Y»."""
        if not before or before[0].last != self._first - 1 or not self._sentence.joined(before[0].last):
            return False
        first = before[0].first
        return first == self._clause_start() or ":" in self._sentence.between(first - 1)

    def _speaker(self, groups: list[Group]) -> list[Group]:
        """Who a reporting verb before names: «رأى الوزير أن …»."""
        verbs = reporting_verbs() | word_class("context", "speaking")
        before = [group for group in self._bare(groups) if group.first > 0 and group.last < self._first]
        return [group for group in before if self._sentence.words[group.first - 1].form.lstrip("وف") in verbs][-1:]

    def _agent(self, groups: list[Group]) -> list[Group]:
        """Of a noun: the subject of the clause that it stands in."""
        return [] if self._is_verb else self._topic(groups)

    def _topic(self, groups: list[Group]) -> list[Group]:
        """The nearest free phrase before, in the same clause."""
        start = self._clause_start()
        before = [group for group in self._bare(groups) if start <= group.first and group.last < self._first]
        return [group for group in before if ":" not in self._sentence.between(group.last)][-1:]

    def _clause_start(self) -> int:
        subordinators = word_class("context", "subordinator") | word_class("context", "relative")
        starts = [
            index for index in range(self._first)
            if self._sentence.words[index].form in subordinators
        ]  # fmt: skip
        return starts[-1] + 1 if starts else 0

    def _pair_before(self, groups: list[Group]) -> list[Group]:
        return [group for group in self._topic(groups) if len(group.items) > 1 or is_set(group.items[0].mention)]

    def _antecedent(self, groups: list[Group]) -> list[Group]:
        """What a relative pronoun before the verb stands for."""
        if self._relative < 0:
            return []
        return [group for group in groups if group.last < self._relative][-1:]

    def _relative_before(self) -> int:
        relatives = word_class("context", "relative")
        near = range(max(0, self._first - _RELATIVE_REACH), self._first)
        return next((index for index in reversed(near) if self._sentence.words[index].form in relatives), -1)

    def _has_object_pronoun(self) -> bool:
        """«تحتلها», «تستولي عليها»."""
        words = self._sentence.words
        last = self._sentence.span(words[self._last].start, words[self._last].end)
        following = words[self._last + 1].form if self._last + 1 < len(words) else ""
        return last.end > self._event.trigger[0].end or following in word_class("context", "resumptive")

    def _after_resumptive(self, groups: list[Group]) -> list[Group]:
        """«تستولي عليه أرمينيا»: the subject behind a preposition with pronoun."""
        at = self._last + 1
        words = self._sentence.words
        if at >= len(words) or words[at].form not in word_class("context", "resumptive"):
            return []
        return [group for group in self._bare(groups) if group.first == at + 1]

    def _by(self, groups: list[Group]) -> list[Group]:
        """«من قبل X», «على يد X»."""
        phrases = word_class("context", "by")
        after = [group for group in groups if group.first > self._last + 1]
        return [group for group in after if self._two_words_before(group) in phrases][:1]

    def _two_words_before(self, group: Group) -> str:
        return " ".join(word.form for word in self._sentence.words[max(0, group.first - 2) : group.first])

    def _right_before(self, groups: list[Group]) -> list[Group]:
        """The subject of a participle or a plural verb: «37 جنديا قتلوا»."""
        if not self._surface.endswith(_PLURAL_PERFECT) and not self._surface.removeprefix("ال").startswith("م"):
            return []
        return [group for group in groups if self._joins(group)]

    def _joins(self, group: Group) -> bool:
        within = group.governor not in word_class("context", "of_which")
        return within and group.last == self._first - 1 and self._sentence.joined(group.last)

    def _right_after(self, groups: list[Group]) -> list[Group]:
        """Annexed to a noun, or the subject of a verb; numbers and quantifiers may stand between."""
        own = self._sentence.words[self._last].form.lstrip("وف")  # «برعاية» governs like a preposition
        near = [group for group in groups if group.governor in ("", own)]
        return [group for group in near if self._last < group.first and self._reaches(group)][:1]

    def _reaches(self, group: Group) -> bool:
        between = self._sentence.words[self._last + 1 : group.first]
        skipped = word_class("context", "quantifier")
        joined = all(map(self._sentence.joined, range(self._last, group.first)))
        return joined and all(word.form in skipped or word.form[0].isdigit() for word in between)

    def _next(self, groups: list[Group]) -> list[Group]:
        return [group for group in self._bare(groups) if group.first > self._last and not self._crosses(group)][:1]

    def _object(self, groups: list[Group]) -> list[Group]:
        """What no preposition governs, after the trigger and before any other; the antecedent of «X الذي تحتله Y»."""
        if self._relative >= 0 and self._has_object_pronoun():
            return self._antecedent(groups)
        return self._next(groups) if self._is_verb else self._second(groups)

    def _second(self, groups: list[Group]) -> list[Group]:
        """Of a noun with its subject annexed, what follows that: «قصف الجيش المدينة»."""
        subjects = self._right_after(self._all)
        return [group for group in self._bare(groups) if subjects and group.first == subjects[0].last + 1][:1]

    def _crosses(self, group: Group) -> bool:
        """Whether another trigger, or a relative clause, begins between the trigger and a group after it."""
        relatives = word_class("context", "relative")
        between = range(self._last + 1, group.first)
        return any(at in self._scene.triggers or self._sentence.words[at].form in relatives for at in between)

    def _after_preposition(self, groups: list[Group], preposition: str) -> list[Group]:
        """The nearest after that the preposition governs; «بين» may also stand before («جرى بين الطرفين تبادل»)."""
        fitting = [group for group in groups if group.governor == preposition]
        after = [group for group in fitting if group.first > self._last and not self._is_nearer_to_another(group)]
        if preposition != "بين":
            return [group for group in after if not self._crosses(group)][:1]
        if after:
            return after[:1]
        start = self._clause_start()
        return [group for group in fitting if start <= group.first < self._first][-1:]

    def _is_nearer_to_another(self, group: Group) -> bool:
        """Whether another event of the same type stands between, whose complement it rather is."""
        same = (other for other in self._events if other.type == self._event.type and other is not self._event)
        return any(self._last < self._sentence.word_of(other.trigger[0].start) < group.first for other in same)

    def _place(self) -> list[str]:
        """The nearest place in «في …» or «بـ…», after the trigger or else before it."""
        if self._event.type in _PLACELESS:
            return []
        governors = word_class("context", "place") | {"ب"}
        items = [group for group in self._free if group.governor in governors and group.types & _TYPES_OF_PLACES]
        items = [group for group in items if self._is_nearest(group) and not self._depends(group)]
        after = [group for group in items if group.first > self._last][:1]
        return self._taken(after or items[-1:], _TYPES_OF_PLACES)

    def _depends(self, group: Group) -> bool:
        """Whether a place belongs to the land or state of things before it: «قرى في كندا», «الوضع في كندا»."""
        at = group.first - (1 if group.governor == "ب" else 2)
        if at < 0 or not self._sentence.joined(at):
            return False
        lands = (other for other in self._all if other.types & _TYPES_OF_PLACES)
        return any(land.last == at for land in lands) or self._sentence.words[at].form in word_class(
            "context", "abstract"
        )

    def _is_nearest(self, group: Group) -> bool:
        """Whether no other trigger of the sentence stands nearer to a place."""
        from .frames import distance

        return self._first == min(self._scene.placed, key=lambda at: distance(at, group.first))

    # Other events

    def _other_events(self, place: str) -> list[str]:
        """Other triggers: after a preposition, annexed, or the nearest on a side."""
        after = [other for other in self._events if self._at(other) > self._last]
        if place == "prev":
            before = [other for other in self._events if 0 < self._first - self._at(other) <= _EVENT_WINDOW]
            return [before[-1].id] if before else []
        if place == "next":
            return [other.id for other in after if self._at(other) - self._last <= _EVENT_WINDOW][:1]
        if place == "named":
            return [other.id for other in after if self._follows_a_law(other)][:1]
        if place == "right":
            return [other.id for other in after if self._at(other) == self._last + 1 and not self._prefix(other)][:1]
        return [other.id for other in after if self._scene.governor(other) == place]

    def _follows_a_law(self, event: Event) -> bool:
        """«وقعت اتفاق الهدنة»: what a document is called by."""
        before = self._sentence.words[self._at(event) - 1].form if self._at(event) else ""
        return not self._prefix(event) and before in word_class("context", "law_word")

    def _at(self, event: Event) -> int:
        return self._scene.at[event.id]

    def _prefix(self, event: Event) -> str:
        return self._sentence.words[self._at(event)].form[: self._sentence.cut_of(event.trigger[0])]


_FINDERS: dict[str, Callable[[Filler, list[Group]], list[Group]]] = {
    "subject": Filler._subject, "agent": Filler._agent, "by": Filler._by, "object": Filler._object,
    "antecedent": Filler._antecedent, "beside": Filler._right_before, "right": Filler._right_after,
    "next": Filler._next, "speaker": Filler._speaker, "pair": Filler._pair_before,
}  # fmt: skip
"""Where a filler stands, as the table of frames calls it → who looks there; any other word is a preposition."""
