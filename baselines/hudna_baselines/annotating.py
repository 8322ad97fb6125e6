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
from hudna_baselines.base import Baseline, Batching
from hudna_baselines.saved import System

_CHARACTERS = 100_000
"""So much text is sent to a process at once, or one record that is longer."""

_WAITING = 2
"""For each process so many batches are read ahead."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A prediction as a line (UTF-8, newline included), and how many code points its text has."""

    line: bytes
    characters: int


def annotated(system: System, records: Iterable[Record], *, jobs: int) -> Generator[Annotated, None, None]:
    """Predictions in the order of the records, whatever `jobs` is. Each record has a text.

    Raises: what opening the system raises; RuntimeError where a process ends by itself, as where a script starts
    without guard.
    """
    if jobs == 1:
        opened = system.open()
        # One record at a time where nothing is gained by several, so that a line is there as soon as it can be.
        tasks: Iterable[list[Record]] = batches(records) if isinstance(opened, Batching) else ([one] for one in records)
        yield from (one for task in tasks for one in _annotated(opened, task))
        return
    # Spawned, because the process may have threads, which no fork takes along.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_settle, initargs=(system,)) as pool:
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
"""The system of this process, which loads its lexicons or weights once."""


def _settle(system: System) -> None:
    _SYSTEM[:] = [system.open()]


def _settled(task: Sequence[Record]) -> list[Annotated]:
    return list(_annotated(_SYSTEM[0], task))


def _annotated(system: Baseline, task: Sequence[Record]) -> Iterator[Annotated]:
    predictions = system.predict_many(task) if isinstance(system, Batching) else map(system.predict, task)
    for record, prediction in zip(task, predictions, strict=True):
        yield Annotated(record_line(prediction).encode(), len(record.text or ""))
