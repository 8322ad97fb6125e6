"""Noun phrases of a sentence as fillers: outermost mentions, joined by و into groups, with the word that governs them.

A group is what grammar treats as one: «كندا والبرازيل», «12 دبابة و4 مدافع». A preposition before it, or a proclitic,
governs all of it; a group that nothing governs may be subject or object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from hudna.arabic.normalise import comparison_form
from hudna.model import Mention

from .lexicon import word_class
from .view import Sentence

_PREFIX_GOVERNORS = "بلك"
_OPENING = "#@\"'«“(„"
_SET_ENDINGS = ("ان", "ين", "ا", "ي")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may fill a role: its first and last word, and the letters before it in its first word."""

    mention: Mention
    first: int
    last: int
    prefix: str


@dataclass(frozen=True)
class Group:
    """Coordinated candidates; `governor` is the preposition before the first, "" for none."""

    items: tuple[Candidate, ...]
    governor: str

    @property
    def first(self) -> int:
        """The index of its first word."""
        return self.items[0].first

    @property
    def last(self) -> int:
        """The index of its last word."""
        return self.items[-1].last

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of its mentions."""
        return frozenset(item.mention.type for item in self.items)


def candidates(sentence: Sentence, mentions: list[Mention]) -> list[Candidate]:
    """The outermost mentions in text order, one for each thing named: no adjective, no title beside its name."""
    found: list[Candidate] = []
    end = -1
    for mention in mentions:
        if mention.start < end:
            continue
        end = mention.end
        if mention.form != "ADJ":
            _add(sentence, found, _candidate(sentence, mention))
    return found


def _candidate(sentence: Sentence, mention: Mention) -> Candidate:
    span = mention.span
    first, last = sentence.first_and_last(span)
    return Candidate(mention, first, last, sentence.words[first].form[: sentence.cut_of(span)])


def _add(sentence: Sentence, found: list[Candidate], new: Candidate) -> None:
    """Title and name, name and title in commas, a set and the names of its members are one: the name, or the set."""
    if found and not new.prefix:
        old, types = found[-1], (found[-1].mention.type, new.mention.type)
        follows = old.last == new.first - 1
        comma = follows and sentence.between(old.last) == "،"
        if types == ("OCC", "PERS") and follows and (comma or sentence.joined(old.last)):
            found[-1] = Candidate(new.mention, old.first, new.last, old.prefix)
            return
        if comma and (types == ("PERS", "OCC") or is_set(old.mention)):
            found[-1] = Candidate(old.mention, old.first, new.last, old.prefix)
            return
    elif found and is_set(found[-1].mention) and new.prefix == "و" and found[-1].last == new.first - 1:
        last = found[-1]
        if last.last > sentence.word_of(last.mention.end - 1):
            found[-1] = Candidate(last.mention, last.first, new.last, last.prefix)
            return
    found.append(new)


def is_set(mention: Mention) -> bool:
    """Whether a nominal names two by a dual: «البلدين», «طرفا النزاع», «كلا الوزيرين»."""
    if mention.form != "NOM" or mention.head is None or mention.text is None:
        return False
    start = mention.head.start - mention.start
    word = comparison_form(mention.text[start : mention.head.end - mention.start]).split(" ")[0].removeprefix("ال")
    return word in _duals()


@cache
def _duals() -> frozenset[str]:
    stems = word_class("context", "pair")
    feminine = {stem.removesuffix("ه") + "ت" for stem in stems}
    return frozenset(stem + ending for stem in stems | feminine for ending in _SET_ENDINGS)


def groups(sentence: Sentence, items: list[Candidate], counting: frozenset[int]) -> list[Group]:
    """The groups of a sentence in text order. `counting`: the words of its numbers, which stand between items."""
    found: list[Group] = []
    for item in items:
        if found and _continues(sentence, found[-1], item, counting):
            found[-1] = Group((*found[-1].items, item), found[-1].governor)
        else:
            found.append(Group((item,), governor(sentence, item, counting)))
    return found


def _continues(sentence: Sentence, group: Group, item: Candidate, counting: frozenset[int]) -> bool:
    between = range(group.last + 1, item.first)
    if any(index not in counting and sentence.words[index].form != "و" for index in between):
        return False
    gap = sentence.between(group.last).rstrip(_OPENING)
    if between:
        return gap in ("", "،") and sentence.words[between[0]].form.startswith("و")
    repeated = item.prefix[:1] == "و" and item.prefix[1:] == group.governor and group.governor in ("ب", "ل")
    return gap in ("", "،") and (item.prefix == "و" or repeated)


def governor(sentence: Sentence, item: Candidate, counting: frozenset[int]) -> str:
    """The preposition that governs an item, over its number and quantifiers; "" where none does."""
    own = item.prefix.lstrip("وف")
    if own and own[-1] in _PREFIX_GOVERNORS:
        return own[-1]
    skipped = word_class("context", "quantifier")
    at = item.first - 1
    while at >= 0 and (at in counting or sentence.words[at].form in skipped) and sentence.joined(at):
        at -= 1
    if at < 0 or not sentence.joined(at):
        return ""
    if sentence.words[at].form == "من" and _is_measured(sentence, at - 1, counting):
        return governor(sentence, Candidate(item.mention, at - 1, at - 1, _measure_prefix(sentence, at - 1)), counting)
    return _preposition(sentence.words[at].form)


def _is_measured(sentence: Sentence, at: int, counting: frozenset[int]) -> bool:
    """Whether «من» after word `at` is partitive: «12 من البحارة», «قسما كبيرا من السكان»."""
    measures = word_class("context", "measure")
    near = [index for index in (at, at - 1) if index >= 0]
    return at in counting or any(_without_clitic(sentence.words[index].form) in measures for index in near)


def _without_clitic(form: str) -> str:
    return form[1:] if form[:1] in ("و", "ف", "ب", "ل") and len(form) > len("من") + 1 else form


def _measure_prefix(sentence: Sentence, at: int) -> str:
    form = sentence.words[at].form
    is_measure = form not in word_class("context", "measure") and form[1:] in word_class("context", "measure")
    return form[:1] if is_measure else ""


def _preposition(form: str) -> str:
    known = word_class("context", "preposition")
    for reading in (form, form[1:] if form[:1] in "وف" else form):
        if reading in known:
            return reading
    return ""


def of_types(group: Group, types: frozenset[str]) -> Iterator[Candidate]:
    """Its items of some types."""
    return (item for item in group.items if item.mention.type in types)
