"""What governs the trigger of an event: the preposition before it, and the planning or asking that it depends on."""

from __future__ import annotations

from hudna.model import Event, RealisKind

from .lexicon import word_class
from .sources import reporting_verbs
from .view import Sentence

_REACH = 14
_FUTURE_REACH = 2
_ANNOUNCED_REACH = 6
_COMPLEMENTS = frozenset({"على", "علي", "الي", "ب", "ل"})


def event_governor(sentence: Sentence, event: Event) -> str:
    """The preposition that governs a trigger, over «عدم» and light nouns («على عدم استهداف»); "" where none does."""
    at = sentence.word_of(event.trigger[0].start)
    own = sentence.words[at].form[: sentence.cut_of(event.trigger[0])].lstrip("وف")
    if own:
        return own[-1]
    skipped = word_class("context", "light_noun")
    at -= 1
    while at >= 0 and sentence.words[at].form.lstrip("و") in skipped:
        at -= 1
    form = sentence.words[at].form if at >= 0 else ""
    known = word_class("context", "preposition")
    readings = [form, form[1:] if form[:1] in ("و", "ف") else form]
    prefixed = next((reading for reading in readings if reading in known), "")
    skipped_form = sentence.words[at + 1].form if at + 1 < len(sentence.words) else ""
    if not prefixed and skipped_form[:1] in ("ب", "ل") and skipped_form[1:] in skipped:
        return skipped_form[0]
    return prefixed


def governed_kind(sentence: Sentence, event: Event, events: list[tuple[int, Event]]) -> RealisKind | None:
    """The kind of realis that what governs an event gives it, guidelines 6.3; None where nothing does.

    `events` are those of the sentence, each with the word of its trigger.
    """
    at = sentence.word_of(event.trigger[0].start)
    preposition = event_governor(sentence, event)
    before = [other for there, other in events if 0 < at - there <= _REACH]
    complement = preposition in _COMPLEMENTS or _form(sentence, at - 1) == "ان"
    if complement and before and before[-1].type == "Contact.Request":
        return "DEMANDED"
    if _is_agreed(sentence, event, before, preposition) or _is_future(sentence, at) or _is_purpose(sentence, at):
        return "PLANNED"
    return None


def _form(sentence: Sentence, index: int) -> str:
    return sentence.words[index].form if 0 <= index < len(sentence.words) else ""


def _is_agreed(sentence: Sentence, event: Event, before: list[Event], preposition: str) -> bool:
    """Agreed on, provided for, or in the name of an agreement; of a truce also that it is announced."""
    at = sentence.word_of(event.trigger[0].start)
    if sentence.cut_of(event.trigger[0]) == 0 and _form(sentence, at - 1) in word_class("context", "law_name"):
        return True
    if event.type == "Agreement.Ceasefire" and not preposition and _is_announced(sentence, at):
        return True
    if event.type == "Conflict.Clash":
        return False
    if preposition == "علي" and any(other.type == "Agreement.Conclude" for other in before):
        return True
    return _is_provided_for(sentence, at, preposition)


def _is_announced(sentence: Sentence, at: int) -> bool:
    """Whether an event is the object of a reporting verb: «أعلنت كندا هدنة»."""
    near = [word.form for word in sentence.words[max(0, at - _ANNOUNCED_REACH) : at]]
    said = [index for index, form in enumerate(near) if form.lstrip("وف") in reporting_verbs()]
    return bool(said) and word_class("context", "that").isdisjoint(near[said[-1] :])


def _is_provided_for(sentence: Sentence, at: int, preposition: str) -> bool:
    """In what a document provides («ينص على», «يشمل»), and what و joins to it."""
    provides = word_class("context", "provides")
    said = [index for index in range(at) if sentence.words[index].form.lstrip("و") in provides]
    if not said:
        return False
    relative = word_class("context", "relative")
    if any(sentence.words[index].form in relative for index in range(said[-1], at)):
        return False
    joined = sentence.words[at].form.startswith("و")
    return joined or preposition in _COMPLEMENTS or at - said[-1] <= _FUTURE_REACH + 1


def _is_future(sentence: Sentence, at: int) -> bool:
    """«ستبدأ مفاوضات», «مفاوضات ستعقد»: a light verb in the future beside a noun."""
    near = sentence.words[max(0, at - _FUTURE_REACH) : at] + sentence.words[at + 1 : at + 2 + _FUTURE_REACH]
    light = tuple(f"س{form}" for form in word_class("context", "light_future"))
    return any(word.form.lstrip("وف").startswith(light) for word in near)


def _is_purpose(sentence: Sentence, at: int) -> bool:
    """«من أجل تحرير», «تمهيدا لمبادلة», «كي يعود»."""
    words = [word.form for word in sentence.words[max(0, at - 3) : at]]
    purpose = word_class("context", "purpose")
    phrases = {" ".join(words[start:end]) for end in range(len(words) + 1) for start in range(end)}
    return not purpose.isdisjoint(phrases)
