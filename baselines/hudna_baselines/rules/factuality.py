"""Polarity and realis of events, from the words before the trigger. Needs the layer of triggers.

A word bears on a trigger that stands at most so many words after it, in one sentence. The first class that
applies wins: condition, demand, future, possibility. Beyond these everything is POS and ACTUAL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Event, Polarity, RealisKind

from .document import Document
from .governors import governed_kind
from .lexicon import word_class
from .matcher import PhraseMatcher
from .view import Sentence

_REACH = {"negator": 2, "condition": 6, "demand": 8, "future": 6, "possibility": 4}
_STATES = frozenset({"Detain.Capture", "Territory.Hold", "Conflict.Destroy"})
_KINDS: dict[str, RealisKind] = {
    "condition": "CONDITIONAL", "demand": "DEMANDED", "future": "PLANNED", "possibility": "POSSIBLE",
}  # fmt: skip


def factuality(document: Document) -> Document:
    """Set polarity, realis and its kind on every event."""
    judged = {event.id: event for sentence in document.sentences for event in _in_sentence(document, sentence)}
    return replace(document, events=tuple(judged.get(event.id, event) for event in document.events))


@cache
def _matcher(class_: str) -> PhraseMatcher[None]:
    return PhraseMatcher(dict.fromkeys(word_class("context", class_)))


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Event]:
    events = document.events_in(sentence)
    if not events:
        return
    words = {class_: [match.last for match in _matcher(class_).longest(sentence)] for class_ in _REACH}
    placed = [(sentence.word_of(event.trigger[0].start), event) for event in events]
    for event in events:
        yield _judged(sentence, event, words, governed_kind(sentence, event, placed))


def _judged(sentence: Sentence, event: Event, words: dict[str, list[int]], governed: RealisKind | None) -> Event:
    at = sentence.word_of(event.trigger[0].start)
    near = {class_ for class_, ends in words.items() if any(0 < at - end <= _REACH[class_] for end in ends)}
    kind = None if _is_background(event) else next((_KINDS[class_] for class_ in _KINDS if class_ in near), None)
    kind = kind or (None if _is_background(event) else governed)
    if kind is None and _is_future(sentence, event, at):
        kind = "PLANNED"
    if kind == "POSSIBLE" and not sentence.words[at].form.startswith(("ي", "ت")) and _only_qad(sentence, at):
        kind = None
    polarity: Polarity = "NEG" if "negator" in near else "POS"
    if kind is None and polarity == event.polarity and event.realis == "ACTUAL":
        return event
    return replace(event, polarity=polarity, realis="OTHER" if kind else "ACTUAL", realis_kind=kind)


def _is_background(event: Event) -> bool:
    """Requests are made, fights and states told by a participle go on, whatever stands near."""
    participle = comparison_form((event.trigger_text or ("",))[0]).startswith(("م", "الم"))
    return event.type in ("Contact.Request", "Conflict.Clash") or (participle and event.type in _STATES)


def _is_future(sentence: Sentence, event: Event, at: int) -> bool:
    """«ستنتشر», and «لن» within two words before."""
    prefix = sentence.words[at].form[: sentence.cut_of(event.trigger[0])]
    before = {word.form.lstrip("و") for word in sentence.words[max(0, at - 2) : at]}
    return prefix.endswith("س") or not before.isdisjoint(word_class("context", "future_negator"))


def _only_qad(sentence: Sentence, at: int) -> bool:
    """«قد» says perhaps before an imperfect only; before a perfect it says that the thing is done."""
    before = {word.form for word in sentence.words[max(0, at - _REACH["possibility"]) : at]}
    return not before & (word_class("context", "possibility") - {"قد"})
