"""Pairs of records, validated and scored some hundred at a time, in this process or in several."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from hudna.findings import Finding, InvalidDataError
from hudna.formats.interchange import Located
from hudna.model import Record
from hudna_eval.part import Outcome
from hudna_eval.scoring import Asked, score_pairs
from hudna_eval.signature import record_digest
from hudna_eval.sources.pairing import Pair
from hudna_eval.sources.record_source import Payload, record_of
from hudna_eval.sources.schema import Schema, schema_findings
from hudna_eval.sources.validation import gold_findings, pred_findings, trigger_findings

ARTICLES = 256
"""So many articles are scored at once: enough that what is done once for all of them weighs little."""

_WAITING = 2
"""For each process so many tasks are read ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record that is still to be read, and where it is from."""

    payload: Payload
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A gold record with its prediction, if it has one; what is not scored is validated all the same."""

    gold: Line
    pred: Line | None
    scored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How articles are scored.

    Without `scores` they are only validated, because there will be no scores: something else is wrong.
    """

    asked: Asked
    gold_triggers: bool = False
    schema: Schema | None = None
    scores: bool = True


def outcomes(tasks: Iterable[Sequence[Work]], settings: Settings, *, jobs: int) -> Iterator[Outcome]:
    """What becomes of each task, in their order, whatever `jobs` is.

    Raises: RuntimeError where a process ends by itself, as where a script starts without guard.
    """
    if jobs == 1:
        yield from (outcome(task, settings) for task in tasks)
        return
    # Spawned, because the process may have threads (those of numpy, say), which no fork takes along.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_settle, initargs=(settings,)) as pool:
        try:
            yield from _in_order(pool, tasks, _WAITING * jobs)
        except BrokenProcessPool as error:
            message = 'a process ended: with jobs > 1 a script must guard its own work by `if __name__ == "__main__"`'
            raise RuntimeError(message) from error


def _in_order(pool: ProcessPoolExecutor, tasks: Iterable[Sequence[Work]], ahead: int) -> Iterator[Outcome]:
    """The outcomes in the order of tasks, so many of which are read ahead."""
    waiting: deque[Future[Outcome]] = deque()
    for task in tasks:
        waiting.append(pool.submit(_settled_outcome, task))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_SETTLED: list[Settings] = []
"""The settings of this process, which are sent to it once and not with every task."""


def _settle(settings: Settings) -> None:
    _SETTLED[:] = [settings]


def _settled_outcome(task: Sequence[Work]) -> Outcome:
    return outcome(task, _SETTLED[0])


def outcome(task: Sequence[Work], settings: Settings) -> Outcome:
    """The faults of a task, or its scores."""
    findings: list[Finding] = []
    read = [_read(work, settings, findings) for work in task]
    named = _named(read) if settings.asked.comparisons else ((), ())
    if findings or not settings.scores:
        return Outcome(findings=findings, named=named)
    pairs = [_pair(both) for both in read if both.scored and both.gold is not None]
    part = score_pairs(pairs, settings.asked) if pairs else None
    return Outcome(part=part, digests=[record_digest(pair.gold) for pair in pairs], named=named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Both records of a work; None where there is none, or none that can be read."""

    gold: Record | None
    pred: Record | None
    scored: bool


def _read(work: Work, settings: Settings, findings: list[Finding]) -> _Read:
    """The records of a work, validated."""
    gold, pred = _located(work.gold, findings), None if work.pred is None else _located(work.pred, findings)
    if gold is not None:
        findings += gold_findings(gold)
    if gold is not None and pred is not None:
        findings += pred_findings(gold, pred)
        if settings.gold_triggers:
            findings += trigger_findings(gold, pred)
    if settings.schema is not None:
        findings += (fault for item in (gold, pred) if item for fault in schema_findings(settings.schema, item))
    return _Read(gold=gold.record if gold else None, pred=pred.record if pred else None, scored=work.scored)


def _pair(both: _Read) -> Pair:
    assert both.gold is not None  # noqa: S101 - for the type checker; the caller has looked
    article_id, edition = both.gold.key
    nothing = Record(article_id=article_id, edition=edition)
    return Pair(gold=both.gold, pred=both.pred or nothing, predicted=both.pred is not None)


def _named(read: Sequence[_Read]) -> tuple[Sequence[Record], Sequence[Record]]:
    """The records of gold and of pred with nothing but their claims."""
    return [_bare(both.gold) for both in read if both.gold], [_bare(both.pred) for both in read if both.pred]


def _bare(record: Record) -> Record:
    return Record(article_id=record.article_id, edition=record.edition, numeric_claims=record.numeric_claims)


def _located(line: Line, findings: list[Finding]) -> Located | None:
    try:
        return Located(record_of(line.payload, line.path, line.line), line.path, line.line)
    except InvalidDataError as error:
        findings += error.findings
        return None
