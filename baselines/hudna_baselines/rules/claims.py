"""Numeric claims. Needs the layers of mentions and events; attribution comes after.

A counted mention is the longest that begins with the counted noun. What the number is about is the event that the
counted mention fills a role of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hudna.model import About, Event, Mention, NumericClaim
from hudna.ontology import EVENT_ROLES, TIMEX_TYPES

from .document import Document, mention_id
from .durations import dated_words
from .lexicon import word_class
from .quantities import Quantity, find_quantities
from .view import Sentence


def claims(document: Document) -> Document:
    """Add a claim for each quantity; a number in a date is none."""
    found = tuple(claim for sentence in document.sentences for claim in _in_sentence(document, sentence))
    return replace(document, claims=found)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[NumericClaim]:
    before: NumericClaim | None = None
    for quantity in find_quantities(sentence, dated_words(document, sentence)):
        claim = _claim(document, sentence, quantity)
        if before is not None and _is_of_which(sentence, quantity):
            claim = replace(claim, subset_of=before.id)
        else:
            before = claim
        yield claim


def _claim(document: Document, sentence: Sentence, quantity: Quantity) -> NumericClaim:
    extent = quantity.extent
    quantified = _quantified(document, sentence, quantity)
    return NumericClaim(
        id=f"c{extent.start}-{extent.end}", start=extent.start, end=extent.end, text=extent.of(document.text),
        number=quantity.number, modifier=quantity.modifier, unit=quantity.unit,
        kind=quantity.kind, value=quantity.value, low=quantity.low, high=quantity.high, mod=quantity.mod,
        unit_norm=quantity.unit_norm, quantified=tuple(mention.id for mention in quantified),
        about=_about(document, sentence, quantity, quantified), conjoint=len(quantified) > 1,
    )  # fmt: skip


def _quantified(document: Document, sentence: Sentence, quantity: Quantity) -> list[Mention]:
    """The counted mention, and those coordinated with it without a number of their own («مئات القتلى والجرحى»)."""
    if quantity.kind == "DURATION" or quantity.unit is None:
        return []
    entities = [mention for mention in document.mentions_in(sentence) if mention.type not in TIMEX_TYPES]
    if quantity.kind == "PROPORTION":
        return _after_min(sentence, entities, quantity)
    counted = [mention for mention in entities if mention.start == quantity.unit.start]
    if not counted:
        return []
    first = max(counted, key=lambda mention: mention.end)
    last = sentence.word_of(first.end - 1)
    return [first, *_coordinated(sentence, entities, first, last)]


def _coordinated(sentence: Sentence, entities: list[Mention], first: Mention, last: int) -> Iterator[Mention]:
    for mention in entities:
        joined = sentence.joined(last) and sentence.word_of(mention.start) == last + 1
        if joined and mention.type == first.type and _after_waw(sentence, mention) and mention.form != "ADJ":
            yield mention
            return


def _after_waw(sentence: Sentence, mention: Mention) -> bool:
    return sentence.cut_of(mention.span) == 1 and sentence.words[sentence.word_of(mention.start)].form.startswith("و")


def _after_min(sentence: Sentence, entities: list[Mention], quantity: Quantity) -> list[Mention]:
    """What a percentage is of: the mention after «من»."""
    at = quantity.last + 1
    if at + 1 >= len(sentence.words) or sentence.words[at].form != "من":
        return []
    found = [mention for mention in entities if sentence.word_of(mention.start) == at + 1]
    return found[:1]


def _about(document: Document, sentence: Sentence, quantity: Quantity, quantified: list[Mention]) -> About | None:
    events = document.events_in(sentence)
    wanted = {mention.id for mention in quantified}
    for event in events:
        for argument in event.arguments:
            if argument.filler in wanted or (quantity.kind == "DURATION" and _fills(event, argument.filler, quantity)):
                return About(event=event.id, role=argument.role)
    return None


def _fills(event: Event, filler: str, quantity: Quantity) -> bool:
    """Whether the duration of a claim fills the event's Duration; its mention has the claim's own extent."""
    extent = quantity.extent
    return "Duration" in EVENT_ROLES[event.type] and filler == mention_id("DURATION", extent)


def _is_of_which(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether «بينهم» or its like stands right before the quantity."""
    before = sentence.words[quantity.first - 1].form if quantity.first else ""
    of_which = word_class("context", "of_which")
    return before in of_which or before.removeprefix("و") in of_which
