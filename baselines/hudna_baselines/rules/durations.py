"""Durations. Layer: DURATION.

Needs the layer of dates. «أكثر من ثلاثة أسابيع» with its modifier, as TIMEX3 has it; duals («أسبوعين»); vague plurals
after a preposition («منذ أيام»).
"""

from __future__ import annotations

from collections.abc import Iterator

from hudna.arabic.clitics import prefixes
from hudna.model import Mention, TimexMod
from hudna.ontology import TIMEX_TYPES
from hudna.values import Timex

from .document import Document
from .lexicon import valued_forms, word_class
from .quantities import Quantity, find_quantities
from .view import Sentence

_VAGUE = {"PTM": "PTXM", "PTH": "PTXH", "PTS": "PTXS", "PD": "PXD", "PW": "PXW", "PM": "PXM", "PY": "PXY"}
_MODS: dict[str, TimexMod] = {
    "APPROX": "APPROX", "MORE_THAN": "MORE_THAN", "LESS_THAN": "LESS_THAN",
    "EQUAL_OR_MORE": "EQUAL_OR_MORE", "EQUAL_OR_LESS": "EQUAL_OR_LESS",
}  # fmt: skip


def durations(document: Document) -> Document:
    """Add the durations of the text."""
    found = (mention for sentence in document.sentences for mention in _in_sentence(document, sentence))
    return document.with_mentions(found)


def dated_words(document: Document, sentence: Sentence) -> frozenset[int]:
    """The indices of words that belong to a date or a clock time: their numbers count nothing."""
    spans = [mention.span for mention in document.mentions_in(sentence) if mention.type in ("DATE", "TIME")]
    ends = map(sentence.first_and_last, spans)
    return frozenset(index for first, last in ends for index in range(first, last + 1))


def _in_sentence(document: Document, sentence: Sentence) -> Iterator[Mention]:
    taken = [mention.span for mention in document.mentions_in(sentence) if mention.type in TIMEX_TYPES]
    for mention in _candidates(document, sentence):
        if not any(mention.span.overlap(span) for span in taken):
            taken.append(mention.span)
            yield mention


def _candidates(document: Document, sentence: Sentence) -> Iterator[Mention]:
    for quantity in find_quantities(sentence, dated_words(document, sentence)):
        if quantity.kind == "DURATION" and quantity.value is not None:
            yield _mention(document, quantity)
    for index in range(len(sentence.words)):
        yield from _dual_or_vague(document, sentence, index)


def _mention(document: Document, quantity: Quantity) -> Mention:
    mod = _MODS.get(quantity.mod)
    return document.timex("DURATION", quantity.extent, Timex(str(quantity.value)), mod, anchored=False)


def _dual_or_vague(document: Document, sentence: Sentence, index: int) -> Iterator[Mention]:
    before = sentence.words[index - 1].form if sentence.joined(index - 1) else ""
    form = sentence.words[index].form
    for cut in (0, *prefixes(form)):
        designator = valued_forms("time_words", "dual").get(form[cut:])
        value = f"{designator[:-1]}2{designator[-1]}" if designator else None
        if not value and not cut and before in word_class("context", "vague_before"):
            value = _VAGUE.get(valued_forms("time_words", "plural").get(form, ""))
        if value:
            yield document.timex("DURATION", sentence.phrase(index, index, cut), Timex(value), anchored=False)
