"""Records in, lines of the interchange form out, in this process or in several; order and bytes are the same."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from hudna.formats.interchange import record_line
from hudna.model import Record
from hudna_baselines.base import Baseline, load_baseline

_CHARACTERS = 100_000
"""So much text is sent to a process at once, or one record that is longer."""

_WAITING = 2
"""For each process so many batches are read ahead."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A prediction as a line (UTF-8, newline included), and how many code points its text has."""

    line: bytes
    characters: int


def annotated(baseline: str, records: Iterable[Record], *, jobs: int) -> Generator[Annotated, None, None]:
    """Predictions in the order of the records, whatever `jobs` is. Each record has a text.

    Raises: KeyError for an unknown baseline; RuntimeError where a process ends by itself, as where a script starts
    without guard.
    """
    if jobs == 1:
        system = load_baseline(baseline)
        yield from (_annotated(system, record) for record in records)
        return
    # Spawned, because the process may have threads, which no fork takes along.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_settle, initargs=(baseline,)) as pool:
        try:
            yield from _in_order(pool, batches(records), _WAITING * jobs)
        except BrokenProcessPool as error:
            message = 'a process ended: with jobs > 1 a script must guard its own work by `if __name__ == "__main__"`'
            raise RuntimeError(message) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in order, some at once: as soon as their texts are long enough."""
    batch: list[Record] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += 1 + len(record.text or "")
        if characters >= _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _in_order(pool: ProcessPoolExecutor, tasks: Iterable[Sequence[Record]], ahead: int) -> Iterator[Annotated]:
    waiting: deque[Future[list[Annotated]]] = deque()
    for task in tasks:
        waiting.append(pool.submit(_settled, task))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


_SYSTEM: list[Baseline] = []
"""The system of this process, which loads its lexicons once."""


def _settle(baseline: str) -> None:
    _SYSTEM[:] = [load_baseline(baseline)]


def _settled(task: Sequence[Record]) -> list[Annotated]:
    return [_annotated(_SYSTEM[0], record) for record in task]


def _annotated(system: Baseline, record: Record) -> Annotated:
    return Annotated(record_line(system.predict(record)).encode(), len(record.text or ""))
