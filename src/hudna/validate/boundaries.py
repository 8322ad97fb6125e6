"""Level 5: spans begin and end where the guidelines say."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from hudna.arabic.clitics import certain_prefix, is_enclitic, is_proclitic, prefixes
from hudna.arabic.words import words
from hudna.model import Span
from hudna.validate.subject import Fault, Subject, spans_of


def edge_character(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, span, _ in spans_of(subject.record):
        surface = span.of(subject.text)
        inside = words(surface)
        percent = layer == "numeric_claim" and surface.endswith(("%", "٪"))
        if not inside or inside[0].start > 0 or (inside[-1].end < len(surface) and not percent):
            message = f"{name}: found «{surface:.60}» against a span that begins and ends with a letter or digit"
            hint = "Quotes, brackets, # and spaces at an edge stay outside."
            yield Fault(rule="edge-character", message=message, hint=hint, layer=layer, index=index)


def word_boundary(subject: Subject) -> Iterator[Fault]:
    for layer, index, name, span, _ in spans_of(subject.record):
        before, after = _cut_off(subject, span)
        digits = span.of(subject.text)[-1:].isdigit()
        if not is_proclitic(before) or not (is_enclitic(after) or (digits and after == "ء")):
            message = f"{name}: found a cut inside a word, {before}|{span.of(subject.text):.40}|{after}"
            hint = "Only proclitics are cut off in front (و ف, then ب ل ك س), only pronouns behind."
            yield Fault(rule="word-boundary", message=message, hint=hint, layer=layer, index=index)


def _cut_off(subject: Subject, span: Span) -> tuple[str, str]:
    """What of the first word stands before the span, and of the last word behind it."""
    first, last = _word_at(subject, span.start), _word_at(subject, span.end - 1)
    before = subject.text[first.start : span.start] if first else ""
    return before, subject.text[span.end : last.end] if last else ""


def _word_at(subject: Subject, offset: int) -> Span | None:
    index = bisect_right(subject.words, offset, key=lambda word: word.start) - 1
    return subject.words[index] if index >= 0 and offset < subject.words[index].end else None


def proclitic_inside(subject: Subject) -> Iterator[Fault]:
    known = _first_words(subject)
    for layer, index, name, span, _ in spans_of(subject.record):
        word = _word_at(subject, span.start)
        if word is None or word.start != span.start:
            continue
        letters = word.of(subject.text)
        rests = [length for length in prefixes(letters) if letters[length:] in known[layer]]
        if certain_prefix(letters) or (rests and letters not in _COMMON_STEMS):
            message = f"{name}: found «{span.of(subject.text):.60}», which begins with a proclitic"
            hint = "و ف ب ل ك س stay outside; of لل the first ل."
            yield Fault(rule="proclitic-inside", message=message, hint=hint, layer=layer, index=index)


_COMMON_STEMS = frozenset({"وزير", "وزراء", "بيان", "فرنسا", "كل", "لجنة", "سلام"})
"""Words whose first letter is of the stem although the rest, by chance, may be a word too."""


def _first_words(subject: Subject) -> dict[str, set[str]]:
    """Per layer, the words that spans begin with where spelling or a cut shows them to be whole."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for layer, _, _, span, _ in spans_of(subject.record):
        word = _word_at(subject, span.start)
        if word is not None:
            found[layer].add(subject.text[span.start : word.end])
    return found


def head_outside(subject: Subject) -> Iterator[Fault]:
    for index, mention in enumerate(subject.record.mentions):
        if mention.head is not None and mention.head not in mention.span:
            message = f"{mention.id}: found head [{mention.head.start}, {mention.head.end}) outside the mention"
            yield Fault(rule="head-outside", message=message, layer="mention", index=index)


def crossing_mentions(subject: Subject) -> Iterator[Fault]:
    mentions = subject.record.mentions
    for index, mention in enumerate(mentions):
        for other in mentions[:index]:
            if mention.span.crosses(other.span):
                message = f"{mention.id}: found an overlap with {other.id} against nesting"
                yield Fault(rule="crossing-mentions", message=message, layer="mention", index=index)


def split_trigger(subject: Subject) -> Iterator[Fault]:
    """Only where other words stand between are there several fragments (settled case 10)."""
    for index, event in enumerate(subject.record.events):
        ordered = sorted(event.trigger)
        for left, right in pairwise(ordered):
            if not subject.text[left.end : right.start].strip():
                message = f"{event.id}: found fragments [{left.start}, {left.end}) and [{right.start}, {right.end})"
                hint = "Adjacent words of a trigger are one fragment."
                yield Fault(rule="split-trigger", message=message, hint=hint, layer="event", index=index)


def nested_timex(subject: Subject) -> Iterator[Fault]:
    timex = [(index, mention) for index, mention in enumerate(subject.record.mentions) if mention.value is not None]
    for index, mention in timex:
        if any(mention.span in other.span for _, other in timex if other is not mention):
            message = f"{mention.id}: found a TIMEX inside a TIMEX against the longest only"
            yield Fault(rule="nested-timex", message=message, layer="mention", index=index)
