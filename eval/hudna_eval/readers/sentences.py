"""Sentences of tokens as records: what the JSON forms of OneIE and TextEE have in common.

A sentence is a record by itself, `<doc_id>/<sentence id>`, and not a part of its document's: its offsets then depend on
its own tokens only, so that a sentence that a prediction lacks, or has in another place, is missed or found by itself.
What that costs: coreference between sentences is coreference across articles. Offsets are those of the joined tokens
(`hudna_eval.readers.tokens`); a surface that is given must be that of its tokens, spaces aside.

Relations and all other keys are passed over: a record has no place for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located
from hudna.model import Argument, Event, Form, Mention, Record, Span
from hudna_eval.readers.form import Item
from hudna_eval.readers.tokens import TokenText, token_text

_MISSING = object()
_SHOWN = {str: "a string", int: "a whole number", list: "a list", dict: "an object"}


@dataclass(slots=True)
class Sentence:
    """A sentence under way: what it has so far, and its faults. Spans come in as tokens, end not included."""

    path: Path
    line: int
    article_id: str
    tokens: TokenText
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, rule: str, message: str) -> None:
        """Remember a finding."""
        self.findings.append(Finding(str(self.path), self.line, rule, message))

    def get(self, data: Mapping[str, Any], key: str, kind: type, where: str, default: Any = _MISSING) -> Any:
        """The value of a key, or its default; None and a finding where it has another type or must not be absent."""
        value = data.get(key, default)
        if value is _MISSING:
            self.fault("missing-key", f"{_at(where, key)}: found no such key, which is required")
        elif not _is(value, kind) and value is not default:
            found = f"found {type(value).__name__} against {_SHOWN[kind]}"
            self.fault("bad-value", f"{_at(where, key)}: {found}")
        else:
            return value
        return None

    def objects(self, data: Mapping[str, Any], key: str, where: str = "") -> list[tuple[str, dict[str, Any]]]:
        """The objects of a list, each with where it is; a list that is not there is empty."""
        values = self.get(data, key, list, where, default=[]) or []
        found: list[tuple[str, dict[str, Any]]] = []
        for index, value in enumerate(values):
            place = f"{_at(where, key)}[{index}]"
            if isinstance(value, dict):
                found.append((place, value))
            else:
                self.fault("bad-value", f"{place}: found {type(value).__name__} against an object")
        return found

    def span(self, start: Any, end: Any, where: str) -> Span | None:
        """The code points of tokens; None and a finding for tokens that are not there."""
        if not (_is(start, int) and _is(end, int)):
            self.fault("bad-value", f"{where}: found no two whole numbers against start and end, counted in tokens")
            return None
        try:
            return self.tokens.span(start, end)
        except ValueError as error:
            self.fault("span-outside-text", f"{where}: {error!s:.120}")
            return None

    def span_of(self, data: Mapping[str, Any], where: str) -> Span | None:
        """The span of an object with `start`, `end` and, if it is there, `text`."""
        start = self.get(data, "start", int, where)
        end = self.get(data, "end", int, where)
        text = self.get(data, "text", str, where, default=None)
        if start is None or end is None:
            return None
        span = self.span(start, end, where)
        if span is not None and text is not None and _solid(text) != _solid(span.of(self.tokens.text)):
            found = f"{where}: found «{text:.60}» against its tokens «{span.of(self.tokens.text):.60}»"
            self.fault("surface-mismatch", found)
        return span

    def add_mention(self, id_: str, type_: str, span: Span, form: Any = None, entity_id: str | None = None) -> None:
        """Add a mention; a form that is none of the model's is none."""
        known: Form | None = form if form in get_args(Form) else None
        text = span.of(self.tokens.text)
        self.mentions.append(
            Mention(id=id_, type=type_, start=span.start, end=span.end, text=text, form=known, entity_id=entity_id)
        )

    def add_event(self, id_: str, type_: str, trigger: Span, arguments: Sequence[Argument]) -> None:
        """Add an event."""
        text = trigger.of(self.tokens.text)
        self.events.append(
            Event(id=id_, type=type_, trigger=(trigger,), trigger_text=(text,), arguments=tuple(arguments))
        )

    def item(self) -> Item:
        """The record, or all faults."""
        if self.findings:
            return InvalidDataError(self.findings)
        record = Record(
            article_id=self.article_id,
            text=self.tokens.text,
            mentions=tuple(self.mentions),
            events=tuple(self.events),
        )
        return Located(record, str(self.path), self.line)


def begin(data: Mapping[str, Any], path: Path, line: int, id_key: str) -> Sentence:
    """A sentence with its name and tokens.

    Raises: InvalidDataError where these are missing or no names and tokens.
    """
    sentence = Sentence(path, line, "", token_text([]))
    names = [data.get("doc_id"), data.get(id_key)]
    for key, name in zip(("doc_id", id_key), names, strict=True):
        if not (_is(name, str) or _is(name, int)) or name == "":
            sentence.fault("missing-key", f"{key}: found no name against a string or a whole number")
    tokens = sentence.get(data, "tokens", list, "") or []
    if not all(isinstance(token, str) for token in tokens):
        sentence.fault("bad-value", "tokens: found another thing than a string against strings")
    if sentence.findings:
        raise InvalidDataError(sentence.findings)
    sentence.article_id = "/".join(map(str, names))
    sentence.tokens = token_text([tokens])
    return sentence


def add_mentions(sentence: Sentence, data: Mapping[str, Any]) -> None:
    """The objects of `entity_mentions`.

    The id of one is `id`, else `mention_id`, else `entity_id`; where `entity_id` is not the id, it names the entity.
    """
    for where, item in sentence.objects(data, "entity_mentions"):
        entity = sentence.get(item, "entity_id", str, where, default=None)
        own = next((key for key in ("id", "mention_id") if key in item), None)
        id_ = sentence.get(item, own or ("id" if entity is None else "entity_id"), str, where)
        type_ = sentence.get(item, "entity_type", str, where)
        span = sentence.span_of(item, where)
        if id_ is not None and type_ is not None and span is not None:
            sentence.add_mention(id_, type_, span, item.get("mention_type"), entity if own else None)


def add_events(sentence: Sentence, data: Mapping[str, Any]) -> None:
    """The objects of `event_mentions`; an argument is the mention that its `entity_id` names."""
    for where, item in sentence.objects(data, "event_mentions"):
        id_ = sentence.get(item, "id", str, where)
        type_ = sentence.get(item, "event_type", str, where)
        trigger = sentence.get(item, "trigger", dict, where)
        span = None if trigger is None else sentence.span_of(trigger, f"{where}.trigger")
        arguments: list[Argument] = []
        for place, argument in sentence.objects(item, "arguments", where):
            role = sentence.get(argument, "role", str, place)
            filler = sentence.get(argument, "entity_id", str, place)
            if role is not None and filler is not None:
                arguments.append(Argument(role=role, filler=filler))
        if id_ is not None and type_ is not None and span is not None:
            sentence.add_event(id_, type_, span, arguments)


def _is(value: Any, kind: type) -> bool:
    """Whether a JSON value is of a kind; true and false are no numbers."""
    return isinstance(value, kind) and not isinstance(value, bool)


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _solid(text: str) -> str:
    return "".join(text.split())
