"""What the rules learn from annotated articles: names and triggers, as lexicons. Needs no other layer.

Nothing but the training records enters, so that a name that is annotated only in an article held out is not known.
A form is learned where at least half of its occurrences in the training texts are annotated with one and the same
type. Its inflections are known with it, save for those that the training texts hold otherwise: of a trigger, case,
article and the third persons; of a place of one word, its adjective. Learned forms give way to what the generic
lexicons and patterns find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hudna.arabic.normalise import comparison_form
from hudna.model import Event, Form, Record, Span
from hudna.ontology import TIMEX_TYPES

from .conjugation import verb_forms
from .demonyms import nisba
from .document import Component, Document, trigger_start
from .lexicon import nisba_forms, noun_forms
from .matcher import Match, PhraseMatcher
from .trigger_context import new_event
from .triggers import Trigger, fragments_of
from .view import Sentence, sentences

_SHORTEST = 3
_SHARE = 0.5
_TWO = 2
_PLACES = ("GPE", "LOC")
_Labels = Mapping[str, Counter[str]]
_Entry = tuple[str, Form]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Names and adjectives of names → type of mention, triggers → type of event, all in comparison form.

    `inflected` are the triggers that no article has in this form; `split` those of two fragments, which … parts.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    triggers: Mapping[str, str] = field(default_factory=dict)
    inflected: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)


def learn(records: Sequence[Record]) -> Learned:
    """The lexicons that annotated records support. Records without text teach nothing."""
    read = [(record, sentences(record)) for record in records if record.text is not None]
    views = [sentence for _, own in read for sentence in own]
    names = _supported(_labels(pair for record, _ in read for pair in _names(record)), views)
    triggers = _supported(_labels(pair for record, _ in read for pair in _triggers(record)), views)
    split = _by_frequency(pair for record, _ in read for pair in _split(record))
    adjectives = ((form, type_) for name, type_ in names.items() if type_ in _PLACES for form in _adjectives(name))
    inflected = ((form, type_) for trigger, type_ in triggers.items() for form in _inflections(trigger))
    return Learned(
        names=names, adjectives=_unseen(adjectives, views),
        triggers=triggers, inflected=_unseen(inflected, views), split=split,
    )  # fmt: skip


def learned_names(learned: Learned) -> Component:
    """A component that adds learned names. Layer: mentions, form NAM or ADJ; none that overlaps one that is there."""
    entries: dict[str, _Entry] = {form: (type_, "ADJ") for form, type_ in learned.adjectives.items()}
    entries |= {form: (type_, "NAM") for form, type_ in learned.names.items()}
    matcher = PhraseMatcher(entries)

    def add(document: Document) -> Document:
        return document.with_mentions(
            document.entity(match.entry[0], sentence.span(match.start, match.end), match.entry[1])
            for sentence in document.sentences
            for match in _new_names(document, sentence, matcher)
        )

    return add


def learned_triggers(learned: Learned) -> Component:
    """A component that adds learned triggers. Layer: events; none on a trigger, a document or an organisation."""
    found: dict[str, list[Trigger]] = {}
    for (first, second), type_ in learned.split.items():
        found.setdefault(first, []).append(Trigger(type_, is_verb=False, second=second))
    for form, type_ in {**learned.inflected, **learned.triggers}.items():
        found.setdefault(form, []).append(Trigger(type_, is_verb=False))
    matcher = PhraseMatcher(found)

    def add(document: Document) -> Document:
        new = [event for sentence in document.sentences for event in _new_events(document, sentence, matcher)]
        return replace(document, events=tuple(sorted((*document.events, *new), key=trigger_start)))

    return add


def _names(record: Record) -> Iterator[tuple[str, str]]:
    for mention in record.mentions:
        if mention.form == "NAM" and mention.type not in TIMEX_TYPES:
            yield _surface(mention.span, record), mention.type


def _surface(span: Span, record: Record) -> str:
    return comparison_form(span.of(record.text or ""))


def _triggers(record: Record) -> Iterator[tuple[str, str]]:
    for event in record.events:
        if len(event.trigger) == 1:
            yield _surface(event.trigger[0], record), event.type


def _split(record: Record) -> Iterator[tuple[tuple[str, str], str]]:
    for event in record.events:
        if len(event.trigger) == _TWO:
            first, second = (_surface(fragment, record) for fragment in event.trigger)
            yield (first, second), event.type


def _by_frequency(pairs: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], str]:
    """Two fragments → their most frequent type; sorted."""
    labels: dict[tuple[str, str], Counter[str]] = {}
    for fragments, type_ in pairs:
        labels.setdefault(fragments, Counter())[type_] += 1
    return {fragments: _most_frequent(types) for fragments, types in sorted(labels.items())}


def _labels(pairs: Iterable[tuple[str, str]]) -> _Labels:
    labels: dict[str, Counter[str]] = {}
    for form, type_ in pairs:
        if len(form) >= _SHORTEST:
            labels.setdefault(form, Counter())[type_] += 1
    return labels


def _most_frequent(types: Counter[str]) -> str:
    return min(types, key=lambda type_: (-types[type_], type_))


def _supported(labels: _Labels, views: Sequence[Sentence]) -> dict[str, str]:
    """Form → its most frequent type, where that is on at least half of the form's occurrences; sorted."""
    occurrences = _occurrences(labels, views)
    found: dict[str, str] = {}
    for form, types in sorted(labels.items()):
        type_ = _most_frequent(types)
        if types[type_] >= _SHARE * occurrences[form]:
            found[form] = type_
    return found


def _occurrences(forms: Iterable[str], views: Sequence[Sentence]) -> Counter[str]:
    matcher = PhraseMatcher(dict.fromkeys(forms))
    return Counter(match.phrase for sentence in views for match in matcher.find(sentence))


def _unseen(inflected: Iterable[tuple[str, str]], views: Sequence[Sentence]) -> dict[str, str]:
    """The forms that the training texts do not hold, each with the type of the first that it comes from; sorted."""
    forms: dict[str, str] = {}
    for form, type_ in inflected:
        if len(form) >= _SHORTEST:
            forms.setdefault(form, type_)
    seen = _occurrences(forms, views)
    return {form: type_ for form, type_ in sorted(forms.items()) if form not in seen}


def _inflections(trigger: str) -> set[str]:
    """What a word may be inflected to as a noun and as a verb, since nothing says which it is."""
    return set() if " " in trigger else noun_forms(trigger.removeprefix("ال")) | verb_forms(trigger)


def _adjectives(place: str) -> set[str]:
    adjective = nisba(place)
    return nisba_forms(adjective) if adjective else set()


def _new_names(document: Document, sentence: Sentence, matcher: PhraseMatcher[_Entry]) -> Iterator[Match[_Entry]]:
    for match in matcher.longest(sentence):
        span = sentence.span(match.start, match.end)
        if not any(span.overlap(other.span) for other in document.mentions_in(sentence)):
            yield match


def _new_events(document: Document, sentence: Sentence, matcher: PhraseMatcher[list[Trigger]]) -> Iterator[Event]:
    taken = [mention.span for mention in document.mentions_in(sentence) if mention.type in ("LAW", "ORG")]
    taken += [fragment for event in document.events_in(sentence) for fragment in event.trigger]
    for match in matcher.longest(sentence):
        for trigger in match.entry:
            fragments = fragments_of(sentence, match, trigger)
            if fragments and not any(fragment.overlap(span) for fragment in fragments for span in taken):
                taken += fragments
                yield new_event(document, trigger.type, fragments)
                break
