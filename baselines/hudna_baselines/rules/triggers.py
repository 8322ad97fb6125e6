"""Words that name events. Layer: events without arguments, ACTUAL and POS; needs the layer of laws.

A trigger is one fragment, or two where other words stand in it («وقف … لإطلاق النار»). Verbs may carry the future س,
which is outside. A word that is a document here («بموجب الاتفاق») is no trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from hudna.model import Event, Span

from .conjugation import verb_forms
from .document import Document, trigger_start
from .lexicon import forms, noun_forms, rows, word_class
from .matcher import Match, PhraseMatcher
from .trigger_context import in_context, new_event
from .view import Sentence

T = TypeVar("T")

_GAP = "…"
_MAX_GAP = 5
_LIGHT_REACH = 8


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry: the event type, whether it is a verb, the second fragment where it has a gap, what must follow it."""

    type: str
    is_verb: bool
    second: str = ""
    context: str = ""


def triggers(document: Document) -> Document:
    """Add an event for each trigger."""
    found: list[Event] = []
    for sentence in document.sentences:
        own = list(in_context(document, sentence, list(_in_sentence(document, sentence))))
        found += (event for event in own if not _is_light(sentence, event, own))
    return replace(document, events=tuple(sorted(found, key=trigger_start)))


@cache
def entries() -> dict[str, tuple[Trigger, ...]]:
    """First fragment → entries, those with a gap first. Of two rows that name one form the first wins."""
    found: dict[str, dict[str, Trigger]] = {}
    for type_, class_, cell in rows("triggers"):
        for phrase in forms(cell):
            trigger = _entry(type_, class_, phrase)
            head = phrase.partition(_GAP)[0].strip().replace("[", "").replace("]", "")
            for form in _inflected(head, trigger):
                found.setdefault(form, {}).setdefault(trigger.second, trigger)
    return {form: tuple(sorted(own.values(), key=lambda entry: not entry.second)) for form, own in found.items()}


def _inflected(head: str, trigger: Trigger) -> set[str] | frozenset[str]:
    if trigger.second:
        return {head}
    return verb_forms(head) if trigger.is_verb else noun_forms(head)


def _entry(type_: str, class_: str, phrase: str) -> Trigger:
    second = phrase.partition(_GAP)[2].strip()
    context = phrase.partition("[")[2].removesuffix("]")
    return Trigger(type_, class_ == "verb", second, context)


def trigger_of(form: str) -> Trigger | None:
    """The entry of a trigger's surface, as it stands or with a gap; None for a surface that names no event."""
    own = entries().get(form)
    return own[-1] if own else None


@cache
def _matcher() -> PhraseMatcher[tuple[Trigger, ...]]:
    return PhraseMatcher(entries(), enclitics=True, future=True)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Event]:
    mentions = (mention for mention in document.mentions_in(sentence) if mention.type in ("LAW", "ORG"))
    documents = [mention.head or mention.span for mention in mentions]  # «اتفاق [الهدنة]» holds a trigger
    seconds: list[Span] = []
    for match in _matcher().longest(sentence):
        head = _whole(sentence, match)
        if any(head.overlap(span) for span in (*documents, *seconds)) or _wrong_prefix(sentence, match):
            continue
        for trigger in match.entry:
            fragments = fragments_of(sentence, match, trigger)
            if fragments:
                seconds.extend(fragments[1:])
                yield new_event(document, trigger.type, fragments)
                break


def _is_light(sentence: Sentence, event: Event, events: list[Event]) -> bool:
    """Whether the trigger is the light verb of an act that a noun after it names: «توصلت … إلى اتفاق»."""
    at = sentence.word_of(event.trigger[0].start)
    if sentence.words[at].form.removeprefix("و") not in word_class("context", "light_verb"):
        return False
    after = (other for other in events if other.type == event.type and other is not event)
    return any(0 < sentence.word_of(other.trigger[0].start) - at <= _LIGHT_REACH for other in after)


def _wrong_prefix(sentence: Sentence, match: Match[tuple[Trigger, ...]]) -> bool:
    """Prepositions stand before nouns only, the future س before verbs only."""
    prefix = sentence.words[match.first].form[: match.cut].lstrip("وف")
    is_verb = match.entry[0].is_verb
    return bool(prefix) and (prefix == "س") != is_verb


def _whole(sentence: Sentence, match: Match[T]) -> Span:
    return sentence.span(match.start, match.end)


def fragments_of(sentence: Sentence, match: Match[T], trigger: Trigger) -> tuple[Span, ...]:
    """The fragments of a trigger whose first words match; empty where the rest does not follow."""
    outside = len(trigger.context.split())
    head = sentence.phrase(match.first, match.last - outside, match.cut) if outside else _whole(sentence, match)
    if not trigger.second:
        return (head,)
    second = trigger.second.split(" ")
    for at in range(match.last + 1, min(match.last + 2 + _MAX_GAP, len(sentence.words) - len(second) + 1)):
        if not sentence.joined(at - 1):
            break
        if [word.form for word in sentence.words[at : at + len(second)]] == second:
            return head, sentence.phrase(at, at + len(second) - 1, cut=1 if second[0].startswith("لا") else 0)
    return ()
