"""OneIE's JSON Lines: sentences with mentions and events for training, and with a graph as they are predicted.

Gold and converted corpora have `entity_mentions` and `event_mentions`; predictions have `graph` with `entities`
`[start, end, type, form, …]`, `triggers` `[start, end, type, …]` and `roles` `[trigger, entity, role, …]`, where the
first two of a role are places in the lists before. Offsets count tokens. Types such as `Conflict:Attack` are kept as
found.

Source: Lin et al. 2020, OneIE 0.4.8 (its README and the files under `output`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hudna.findings import InvalidDataError
from hudna.model import Argument, Span
from hudna_eval.readers.form import Item
from hudna_eval.readers.lines import json_objects
from hudna_eval.readers.sentences import Sentence, add_events, add_mentions, begin

SENTENCE_ID = "sent_id"
LAYERS = ("entity_mentions", "event_mentions", "graph")


def read_oneie(path: Path) -> Iterator[Item]:
    """The sentences of a file, each as a record `<doc_id>/<sent_id>`."""
    for found in json_objects(path):
        yield found if isinstance(found, InvalidDataError) else _item(found[1], path, found[0])


def _item(data: Mapping[str, Any], path: Path, line: int) -> Item:
    try:
        sentence = begin(data, path, line, SENTENCE_ID)
    except InvalidDataError as error:
        return error
    if not any(layer in data for layer in LAYERS):
        sentence.fault("missing-key", f"found none of {', '.join(LAYERS)} against at least one")
    if "graph" in data:
        _add_graph(sentence, data)
    else:
        add_mentions(sentence, data)
        add_events(sentence, data)
    return sentence.item()


def _add_graph(sentence: Sentence, data: Mapping[str, Any]) -> None:
    graph = sentence.get(data, "graph", dict, "") or {}
    entities = _rows(sentence, graph, "entities")
    triggers = _rows(sentence, graph, "triggers")
    roles: dict[int, list[Argument]] = {}
    for where, (trigger, entity, role, *_) in _rows(sentence, graph, "roles").values():
        if _is_place(trigger, triggers) and _is_place(entity, entities) and isinstance(role, str):
            roles.setdefault(trigger, []).append(Argument(role=role, filler=f"T{entity + 1}"))
        else:
            sentence.fault("bad-value", f"{where}: found no place of a trigger, place of an entity, and role")
    for index, span, type_, rest in _labelled(sentence, entities):
        sentence.add_mention(f"T{index + 1}", type_, span, *rest[:1])
    for index, span, type_, _ in _labelled(sentence, triggers):
        sentence.add_event(f"E{index + 1}", type_, span, roles.get(index, []))


def _rows(sentence: Sentence, graph: Mapping[str, Any], key: str) -> dict[int, tuple[str, Sequence[Any]]]:
    """The lists of a list by their place, each with where it is; one of less than three is a finding."""
    rows: dict[int, tuple[str, Sequence[Any]]] = {}
    for index, row in enumerate(sentence.get(graph, key, list, "graph", default=[]) or []):
        where = f"graph.{key}[{index}]"
        if isinstance(row, list) and len(row) >= 3:
            rows[index] = where, row
        else:
            sentence.fault("bad-value", f"{where}: found no list of three or more")
    return rows


def _labelled(
    sentence: Sentence, rows: Mapping[int, tuple[str, Sequence[Any]]]
) -> Iterator[tuple[int, Span, str, Sequence[Any]]]:
    """Place, span, type and what follows of each row that has them; a finding for each other."""
    for index, (where, (start, end, type_, *rest)) in rows.items():
        span = sentence.span(start, end, where)
        if not isinstance(type_, str):
            sentence.fault("bad-value", f"{where}: found {type(type_).__name__} against a type")
        elif span is not None:
            yield index, span, type_, rest


def _is_place(value: Any, rows: Mapping[int, Any]) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in rows
