"""Numeric claims. Needs the layers of mentions and events; attribution comes after.

A counted mention is the longest that begins with the counted noun. What the number is about is the event that the
counted mention fills a role of, the nearest before the number; a part («بينهم») is about what its whole is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hudna.arabic.quantities import Quantity
from hudna.model import About, Mention, NumericClaim, Span
from hudna.ontology import TIMEX_TYPES

from .document import Document
from .lexicon import word_class
from .norms import norm_of
from .quantities import quantities_in
from .view import Sentence

_TIME_ROLES = frozenset({"Duration", "Time", "Start", "End"})


def claims(document: Document) -> Document:
    """Add a claim for each quantity; a number in a date is none."""
    found = tuple(claim for sentence in document.sentences for claim in _in_sentence(document, sentence))
    return replace(document, claims=found)


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[NumericClaim]:
    before: NumericClaim | None = None
    for quantity in quantities_in(document, sentence):
        claim = _claim(document, sentence, quantity)
        if before is not None and _is_of_which(sentence, quantity):
            norm = claim.unit_norm or before.unit_norm
            claim = replace(claim, subset_of=before.id, unit_norm=norm, about=before.about or claim.about)
        else:
            before = claim
        yield claim


def _claim(document: Document, sentence: Sentence, quantity: Quantity) -> NumericClaim:
    quantified = _quantified(document, sentence, quantity)
    unit = _unit(quantity, quantified)
    extent = Span(min(quantity.start, unit.start), max(quantity.end, unit.end)) if unit else quantity.span
    return NumericClaim(
        id=f"c{extent.start}-{extent.end}", start=extent.start, end=extent.end, text=extent.of(document.text),
        number=quantity.number, modifier=quantity.modifier, unit=unit,
        kind=quantity.kind, value=quantity.value, low=quantity.low, high=quantity.high, mod=quantity.mod,
        unit_norm=norm_of(quantity, quantified), quantified=tuple(mention.id for mention in quantified),
        about=_about(document, sentence, quantity, quantified), conjoint=len(quantified) > 1,
    )  # fmt: skip


def _quantified(document: Document, sentence: Sentence, quantity: Quantity) -> list[Mention]:
    """The counted mention, and those coordinated with it without a number of their own («مئات القتلى والجرحى»)."""
    if quantity.kind == "DURATION" or quantity.unit is None:
        return []
    entities = [mention for mention in document.mentions_in(sentence) if mention.type not in TIMEX_TYPES]
    if quantity.kind == "PROPORTION":
        return _of_which_a_part(sentence, entities, quantity)
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


def _of_which_a_part(sentence: Sentence, entities: list[Mention], quantity: Quantity) -> list[Mention]:
    """What a proportion is of: the mention after «من», or right after a fraction («ثلث السكان»)."""
    at = sentence.word_of(quantity.end - 1) + 1
    if at < len(sentence.words) and sentence.words[at].form == "من":
        at += 1
    elif quantity.unit_norm != "fraction":
        return []
    found = [mention for mention in entities if sentence.word_of(mention.start) == at]
    return found[:1]


def _unit(quantity: Quantity, quantified: list[Mention]) -> Span | None:
    """The span of what is counted; the reader's unit where a numeral stands in it, or where it is no count."""
    if quantity.kind != "COUNT" or not quantified:
        return quantity.unit
    whole = Span(quantified[0].start, quantified[-1].end)
    parts = (quantity.number, quantity.modifier)
    return quantity.unit if any(part and part.overlap(whole) for part in parts) else whole


def _about(document: Document, sentence: Sentence, quantity: Quantity, quantified: list[Mention]) -> About | None:
    wanted = {mention.id for mention in quantified}
    if quantity.kind == "DURATION":
        lengths = (mention for mention in document.mentions_in(sentence) if mention.type == "DURATION")
        wanted = {mention.id for mention in lengths if mention.span.overlap(quantity.span)}
    told = [
        (event, argument.role) for event in document.events_in(sentence) for argument in event.arguments
        if argument.filler in wanted and (quantity.kind != "DURATION" or argument.role in _TIME_ROLES)
    ]  # fmt: skip
    before = [pair for pair in told if pair[0].trigger[0].start < quantity.start]
    chosen = told[:1] if len(quantified) > 1 else before[-1:] or told[:1]
    return About(event=chosen[0][0].id, role=chosen[0][1]) if chosen else None


def _is_of_which(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether «بينهم» or its like stands right before the quantity."""
    first = sentence.word_of(quantity.start)
    before = sentence.words[first - 1].form if first else ""
    of_which = word_class("context", "of_which")
    return before in of_which or before.removeprefix("و") in of_which
