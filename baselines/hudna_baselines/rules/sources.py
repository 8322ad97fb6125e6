"""The source that a cue of attribution names: the subject of a verb, the complement of a preposition."""

from __future__ import annotations

from functools import cache

from .conjugation import verb_forms
from .lexicon import word_class
from .phrases import Candidate, Group
from .view import Sentence

_AFTER = 5


@cache
def reporting_verbs() -> frozenset[str]:
    """The verbs that make their subject a source, in all third persons."""
    return frozenset(form for listed in word_class("cues", "verb") for form in verb_forms(listed))


def sources_of(sentence: Sentence, at: int, kind: str, joined: list[Group]) -> list[Candidate]:
    """The coordinated sources of the cue at word `at`; empty where the words name none that is a mention."""
    after = [group for group in joined if at < group.first <= at + _AFTER and not _that_between(sentence, at, group)]
    if kind == "relay":
        return list(after[0].items) if after else []
    if kind == "told_in":
        return _items(_issuer(after) or after[:1] or _issuer_before(sentence, at, joined))
    topic = [group for group in joined if group.last == at - 1 and not group.governor and _is_topic(sentence, group)]
    if topic:
        return _items(topic)
    subject = [group for group in after if _is_subject(sentence, at, group)]
    if subject:
        return _issued(sentence, subject[0], joined)
    return [] if _has_other_subject(sentence, at) else _items(_before(sentence, at, joined))


def _items(found: list[Group]) -> list[Candidate]:
    return list(found[0].items) if found else []


def _is_topic(sentence: Sentence, group: Group) -> bool:
    """Whether a phrase begins the sentence or the clause: «X تعلن», «أن X أعلن»."""
    that = word_class("context", "that")
    return group.first == 0 or sentence.words[group.first - 1].form in that | {"كان", "وكان"}


def _issuer_before(sentence: Sentence, at: int, joined: list[Group]) -> list[Group]:
    """«أصدر X بيانا جاء فيه»: of a statement before, who issued it."""
    found = _before(sentence, at, joined)
    if found and sentence.words[found[0].first].form.removeprefix("ال") in _statement():
        return _before(sentence, found[0].first, joined) or found
    return found


def _that_between(sentence: Sentence, at: int, group: Group) -> bool:
    that = word_class("context", "that")
    return any(word.form in that for word in sentence.words[at + 1 : group.first])


def _is_subject(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether a phrase follows the verb, with nothing but adverbs or other prepositional phrases between."""
    return not group.governor or (group.governor == "ل" and sentence.words[at + 1].form.lstrip("ال") in _statement())


def _statement() -> frozenset[str]:
    return word_class("context", "statement")


def _issuer(after: list[Group]) -> list[Group]:
    """«جاء في بيان للوزارة»: who issued it."""
    return [group for group in after if group.governor in ("ل", "عن")][:1]


def _issued(sentence: Sentence, subject: Group, joined: list[Group]) -> list[Candidate]:
    """Of a statement, who issued it, if the words say: «أفاد بيان للوزارة»."""
    if sentence.words[subject.first].form.removeprefix("ال") in _statement():
        issuers = [group for group in joined if group.governor == "ل" and group.first == subject.last + 1]
        return _items(issuers or [subject])
    return list(subject.items)


def _has_other_subject(sentence: Sentence, at: int) -> bool:
    """Whether a noun that is no mention follows the verb: «تشير إحصاءات إلى …»."""
    if at + 1 >= len(sentence.words) or not sentence.joined(at):
        return False
    word = sentence.words[at + 1].form
    known = word_class("context", "that") | word_class("context", "preposition") | word_class("context", "adverb")
    return word not in known and not word.startswith("ب")


def _before(sentence: Sentence, at: int, joined: list[Group]) -> list[Group]:
    """The subject before its verb: after «أما», else the nearest that no preposition governs, in the same clause."""
    before = [group for group in joined if group.last < at and not group.governor]
    words = sentence.words
    for group in before:
        if words[at].form.startswith("ف") and words[group.first - 1].form.lstrip("و") == "اما" and group.first:
            return [group]
    that = word_class("context", "that")
    start = max((index for index in range(at) if words[index].form in that), default=-1)
    return ([group for group in before if group.first > start] or before)[-1:]
