"""What the rules learn from annotated articles: names and one-fragment triggers, as lexicons. Needs no other layer.

Nothing but the training records enters, so that a name that is annotated only in an article held out is not known.
A form is learned where at least half of its occurrences in the training texts are annotated with one and the same
type. Learned forms give way to what the generic lexicons and patterns find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hudna.arabic.normalise import comparison_form
from hudna.model import Event, Mention, Record
from hudna.ontology import TIMEX_TYPES

from .document import Component, Document, trigger_start
from .matcher import Match, PhraseMatcher
from .view import Sentence, sentences

_SHORTEST = 3
_SHARE = 0.5
_Labels = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Names → type of mention, and triggers → type of event, all in comparison form."""

    names: Mapping[str, str] = field(default_factory=dict)
    triggers: Mapping[str, str] = field(default_factory=dict)


def learn(records: Sequence[Record]) -> Learned:
    """The lexicons that annotated records support. Records without text teach nothing."""
    read = [(record, sentences(record)) for record in records if record.text is not None]
    views = [sentence for _, own in read for sentence in own]
    names = _labels(pair for record, _ in read for pair in _names(record))
    triggers = _labels(pair for record, _ in read for pair in _triggers(record))
    return Learned(names=_supported(names, views), triggers=_supported(triggers, views))


def learned_names(names: Mapping[str, str]) -> Component:
    """A component that adds learned names. Layer: mentions with form NAM; none that overlaps one that is there."""
    matcher = PhraseMatcher(names)

    def add(document: Document) -> Document:
        return document.with_mentions(
            document.entity(match.entry, sentence.span(match.start, match.end), "NAM")
            for sentence in document.sentences
            for match in _new_names(document, sentence, matcher)
        )

    return add


def learned_triggers(triggers: Mapping[str, str]) -> Component:
    """A component that adds learned triggers. Layer: events; none on a trigger, a document or an organisation."""
    matcher = PhraseMatcher(triggers)

    def add(document: Document) -> Document:
        found = [event for sentence in document.sentences for event in _new_events(document, sentence, matcher)]
        return replace(document, events=tuple(sorted((*document.events, *found), key=trigger_start)))

    return add


def _names(record: Record) -> Iterator[tuple[str, str]]:
    for mention in record.mentions:
        if mention.form == "NAM" and mention.type not in TIMEX_TYPES:
            yield _surface(mention, record), mention.type


def _surface(mention: Mention, record: Record) -> str:
    return comparison_form(mention.span.of(record.text or ""))


def _triggers(record: Record) -> Iterator[tuple[str, str]]:
    for event in record.events:
        if len(event.trigger) == 1:
            yield comparison_form(event.trigger[0].of(record.text or "")), event.type


def _labels(pairs: Iterable[tuple[str, str]]) -> _Labels:
    labels: dict[str, Counter[str]] = {}
    for form, type_ in pairs:
        if len(form) >= _SHORTEST:
            labels.setdefault(form, Counter())[type_] += 1
    return labels


def _supported(labels: _Labels, views: Sequence[Sentence]) -> dict[str, str]:
    """Form → its most frequent type, where that is on at least half of the form's occurrences; sorted."""
    matcher = PhraseMatcher(dict.fromkeys(labels))
    occurrences = Counter(match.phrase for sentence in views for match in matcher.find(sentence))
    found: dict[str, str] = {}
    for form, types in sorted(labels.items()):
        type_ = min(types, key=lambda type_: (-types[type_], type_))
        if types[type_] >= _SHARE * occurrences[form]:
            found[form] = type_
    return found


def _new_names(document: Document, sentence: Sentence, matcher: PhraseMatcher[str]) -> Iterator[Match[str]]:
    taken = [mention.span for mention in document.mentions_in(sentence)]
    for match in matcher.longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(span.overlap(other) for other in taken):
            yield match


def _new_events(document: Document, sentence: Sentence, matcher: PhraseMatcher[str]) -> Iterator[Event]:
    documents = [mention.span for mention in document.mentions_in(sentence) if mention.type in ("LAW", "ORG")]
    fragments = [fragment for event in document.events_in(sentence) for fragment in event.trigger]
    for match in matcher.longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(span.overlap(other) for other in (*documents, *fragments)):
            yield Event(
                id=f"e{span.start}-{span.end}", type=match.entry, trigger=(span,),
                trigger_text=(span.of(document.text),), polarity="POS", realis="ACTUAL",
            )  # fmt: skip
