"""What the words around a trigger decide: whether it is one, and of which type. Source: guidelines, 6.1, 6.5.

Each rule looks at one sentence, a few words to either side, and gives the event back, changed or not, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hudna.arabic.normalise import comparison_form
from hudna.model import Event, Span

from .document import Document
from .lexicon import word_class
from .matcher import PhraseMatcher
from .view import Sentence, Word

_FORCE_REACH = 6
_CHANGE_REACH = 3
_LOSS_REACH = 5
_TOLL_REACH = 6
_EXCHANGE_REACH = 2
_TOLLS = {"toll_dead": "Life.Die"}


def in_context(document: Document, sentence: Sentence, events: list[Event]) -> Iterator[Event]:
    """The events of a sentence that its words allow, with the toll of a deed («سقوط قتلى») as further ones."""
    compounds = [sentence.span(match.start, match.end) for match in _compounds().longest(sentence)]
    for event in events:
        if not any(event.trigger[0].overlap(span) for span in compounds):
            told = _retyped(sentence, event)
            if _is_meant(sentence, told, events):
                yield told
    yield from _tolls(document, sentence)


@cache
def _compounds() -> PhraseMatcher[None]:
    return PhraseMatcher(dict.fromkeys(word_class("context", "no_trigger")))


@cache
def _toll_matcher() -> PhraseMatcher[str]:
    return PhraseMatcher({form: type_ for class_, type_ in _TOLLS.items() for form in word_class("context", class_)})


def _retyped(sentence: Sentence, event: Event) -> Event:
    """«أدت إلى سيطرة»: control after a word of change is gained, else held."""
    is_control = event.type == "Territory.Hold" and _last_word(sentence, event) == "سيطره"
    if is_control and not heard(sentence, event, _CHANGE_REACH).isdisjoint(word_class("context", "change")):
        return replace(event, type="Territory.Gain")
    return event


def _is_meant(sentence: Sentence, event: Event, events: list[Event]) -> bool:
    word = _last_word(sentence, event)
    if event.type == "Detain.Capture" and _is_noun(sentence, event, word):
        return False
    if event.type == "Movement.Deploy":
        return _names_a_force(sentence, event)
    if event.type == "Territory.Gain" and word == "السيطره" and len((event.trigger_text or ("",))[0].split()) == 1:
        return heard(sentence, event, _LOSS_REACH).isdisjoint(word_class("context", "loss"))
    if event.type == "Territory.Gain" and word in word_class("context", "loss"):
        at = sentence.word_of(event.trigger[0].start)
        following = sentence.words[at + 1 : at + 1 + _LOSS_REACH]
        return any("سيطر" in after.form for after in following)
    if event.type == "Exchange.Detainees":
        return not _governs_a_deed(sentence, event, events)
    return True


def _is_noun(sentence: Sentence, event: Event, word: str) -> bool:
    """«سائر المحتجزين», «والمحتجزين»: a definite participle that follows no noun is people, no event."""
    at = sentence.word_of(event.trigger[0].start)
    before = sentence.words[at - 1].form if at else ""
    nothing = word_class("context", "quantifier") | word_class("context", "preposition")
    return word.startswith("المحتجز") and (bool(sentence.cut_of(event.trigger[0])) or before in nothing)


def _names_a_force(sentence: Sentence, event: Event) -> bool:
    """Whether what is posted is a force, not a report: «نشر قوات» against «نشر بيانا»."""
    at = sentence.word_of(event.trigger[0].start)
    near = sentence.words[max(0, at - _FORCE_REACH) : at + _FORCE_REACH + 1]
    forces = word_class("context", "force")
    return any(word.form in forces or word.form.lstrip("وبل") in forces for word in near)


def _governs_a_deed(sentence: Sentence, event: Event, events: list[Event]) -> bool:
    """«يتبادل الطرفان الاتهامات»: what is exchanged is a deed, and its noun tells it alone."""
    at = sentence.word_of(event.trigger[0].start)
    deeds = (other.trigger[0] for other in events if other is not event)
    bare = (sentence.word_of(deed.start) - at for deed in deeds if not sentence.cut_of(deed))
    return any(0 < distance <= _EXCHANGE_REACH for distance in bare)


def _tolls(document: Document, sentence: Sentence) -> Iterator[Event]:
    """«سقوط القتلى والجرحى»: the word for the dead tells the dying where the clause says that it happens."""
    before = word_class("context", "toll_before")
    for match in _toll_matcher().longest(sentence):
        words = sentence.words[max(0, match.first - _TOLL_REACH) : match.first]
        if not before.isdisjoint(_readings(words)):
            span = sentence.span(match.start, match.end)
            yield new_event(document, match.entry, (span,))


def new_event(document: Document, type_: str, fragments: tuple[Span, ...]) -> Event:
    """An event without arguments, POS and ACTUAL."""
    return Event(
        id=f"e{fragments[0].start}-{fragments[-1].end}", type=type_, trigger=fragments,
        trigger_text=tuple(fragment.of(document.text) for fragment in fragments), polarity="POS", realis="ACTUAL",
    )  # fmt: skip


def heard(sentence: Sentence, event: Event, reach: int) -> set[str]:
    """The words up to `reach` before a trigger, with and without a و before them."""
    at = sentence.word_of(event.trigger[0].start)
    return _readings(sentence.words[max(0, at - reach) : at])


def _readings(words: tuple[Word, ...]) -> set[str]:
    return {form for word in words for form in (word.form, word.form.removeprefix("و"))}


def _last_word(sentence: Sentence, event: Event) -> str:
    """The last word of the trigger's head in comparison form, without clitics."""
    return comparison_form(event.trigger[0].of(sentence.text)).split(" ")[-1]
