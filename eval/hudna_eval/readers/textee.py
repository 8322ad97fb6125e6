"""TextEE's JSON Lines: windows of text with mentions and events, and the predictions of its systems.

Data has `entity_mentions` and `event_mentions`, as OneIE's, by `wnd_id`. Predictions have spans without ids:

    end to end          `events`: `[{"trigger": [start, end, type, …], "arguments": [[start, end, role, …], …]}]`
    event detection     `triggers`: `[[start, end, type, …], …]`
    event arguments     a line an event, with `trigger` and `arguments`; lines of one window that follow each other are
                        one record. A role that is null was not predicted (argument role labelling lists all mentions).

A filler must be a mention, so each span that fills a role becomes one, of type "", where there is none. Scores of
entities mean nothing then; those of events and arguments look at no type of a mention.

Source: Huang et al. 2024, TextEE (`data/README.md`, `TextEE/utils.py`, `TextEE/scorer.py`). It writes no predictions to
files; this is their form in memory, which is that of its scorer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from hudna.findings import InvalidDataError
from hudna.model import Argument, Span
from hudna_eval.readers.form import Item
from hudna_eval.readers.lines import json_objects
from hudna_eval.readers.sentences import Sentence, add_events, add_mentions, begin

WINDOW_ID = "wnd_id"
LAYERS = ("entity_mentions", "event_mentions", "events", "triggers", "trigger")

_Object = tuple[int, dict[str, Any]]


def read_textee(path: Path) -> Iterator[Item]:
    """The windows of a file, each as a record `<doc_id>/<wnd_id>`."""
    for _, group in groupby(enumerate(json_objects(path)), key=_window):
        lines: list[_Object] = []
        for _, found in group:
            if isinstance(found, InvalidDataError):
                yield found
            else:
                lines.append(found)
        if lines:
            yield _item(lines, path)


def _window(numbered: tuple[int, _Object | InvalidDataError]) -> tuple[str, ...]:
    """What lines must share to be one record: lines of event arguments the window, all others nothing."""
    place, found = numbered
    if isinstance(found, InvalidDataError) or "trigger" not in found[1]:
        return (str(place),)
    return tuple(repr(found[1].get(key)) for key in ("doc_id", WINDOW_ID, "tokens"))


def _item(lines: list[_Object], path: Path) -> Item:
    line, data = lines[0]
    try:
        sentence = begin(data, path, line, WINDOW_ID)
    except InvalidDataError as error:
        return error
    if not any(layer in data for layer in LAYERS):
        sentence.fault("missing-key", f"found none of {', '.join(LAYERS)} against at least one")
    add_mentions(sentence, data)
    add_events(sentence, data)
    _add_predictions(sentence, _predicted(sentence, [data for _, data in lines]))
    return sentence.item()


def _predicted(sentence: Sentence, lines: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """The predicted events, whichever the form: where they are, trigger and arguments."""
    for data in lines:
        for where, event in sentence.objects(data, "events"):
            yield where, event.get("trigger"), event.get("arguments", [])
        for index, trigger in enumerate(sentence.get(data, "triggers", list, "", default=[]) or []):
            yield f"triggers[{index}]", trigger, []
        if "trigger" in data:
            yield "trigger", data["trigger"], data.get("arguments", [])


def _add_predictions(sentence: Sentence, events: Iterable[tuple[str, Any, Any]]) -> None:
    mentions = {mention.span: mention.id for mention in sentence.mentions}
    for number, (where, trigger, arguments) in enumerate(events, start=1):
        found = _labelled(sentence, trigger, where)
        if found is not None and found[1] is None:
            sentence.fault("bad-value", f"{where}: found no event type against one")
        fillers: list[Argument] = []
        for index, argument in enumerate(arguments if isinstance(arguments, list) else [None]):
            filler = _labelled(sentence, argument, f"{where}.arguments[{index}]")
            if filler is not None and filler[1] is not None:
                fillers.append(Argument(role=filler[1], filler=_mention(sentence, mentions, filler[0])))
        if found is not None:
            sentence.add_event(f"E{number}", found[1] or "", found[0], fillers)


def _labelled(sentence: Sentence, row: Any, where: str) -> tuple[Span, str | None] | None:
    """The span and label of `[start, end, label, …]`; None and a finding for anything else."""
    if not isinstance(row, list) or len(row) < 3 or not isinstance(row[2], str | None):
        sentence.fault("bad-value", f"{where}: found no [start, end, label, …]")
        return None
    span = sentence.span(row[0], row[1], where)
    return None if span is None else (span, row[2])


def _mention(sentence: Sentence, mentions: dict[Span, str], span: Span) -> str:
    """The id of the mention on a span, made without a type where there is none."""
    if span not in mentions:
        mentions[span] = f"filler-{span.start}-{span.end}"
        sentence.add_mention(mentions[span], "", span)
    return mentions[span]
